"""A tree of HTML → lines: block elements break the line, inline ones never split a word, cells in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from .html_tree import BLOCKS, Element
from .superscripts import raised

_SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "title", "iframe", "object", "canvas"}
)
_CONTROLS = frozenset({"button", "select", "option", "input", "textarea", "datalist"})

Keep = Callable[[Element], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """A visible line: its text, how much of it belongs to links, the element it stands in, whether it is an h1."""

    text: str
    linked: int
    owner: Element
    heading: bool


def is_visible(element: Element) -> bool:
    """Say whether browsers show the content of such an element as text."""
    return element.tag not in _SILENT and element.tag not in _CONTROLS


def printed_lines(root: Element, keep: Keep = is_visible) -> list[Line]:
    """Return the visible lines of `root` in order; what `keep` refuses is left out with all below it."""
    printer = _Printer(root)
    # A closing entry (element, True) stands below the children on the stack.
    stack: list[tuple[Element | str, bool]] = [(root, False)]
    while stack:
        item, closing = stack.pop()
        if isinstance(item, str):
            printer.text(item)
        elif closing:
            printer.close(item)
        elif is_visible(item) and keep(item):
            printer.open(item)
            stack.append((item, True))
            stack.extend((child, False) for child in reversed(item.children))
    printer.break_line()
    return printer.lines


class _Printer:
    """Collects text into lines, white space as browsers show it."""

    def __init__(self, root: Element) -> None:
        """Begin with no line."""
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._open: list[Element] = [root]
        self._owner = root
        self._inside: Counter[str] = Counter()

    def open(self, element: Element) -> None:
        """Take the start of an element."""
        if element.tag in BLOCKS or element.tag == "br":
            self.break_line()
        self._inside[element.tag] += 1
        self._open.append(element)

    def close(self, element: Element) -> None:
        """Take the end of an element."""
        if element.tag in BLOCKS:
            self.break_line()
        self._inside[element.tag] -= 1
        self._open.pop()

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._inside["pre"] and "\n" in text:
            for line in text.split("\n"):
                self._add(line)
                self.break_line()
            return
        self._add(text)

    def _add(self, text: str) -> None:
        """Add text to the open line; the mark of a footnote keeps its distance from the word before it."""
        if self._inside["sup"] and self._pieces:
            text = raised(text, self._pieces[-1], linked=self._inside["a"] > 0)
        if not self._pieces:
            self._owner = self._open[-1]
        self._pieces.append(text)
        if self._inside["a"]:
            self._linked += len(text.strip())

    def break_line(self) -> None:
        """Finish the open line; an empty one leaves no trace."""
        if not self._pieces:
            return
        line = _white_space().sub(" ", "".join(self._pieces)).strip()
        if line:
            heading = self._inside["h1"] > 0
            self.lines.append(Line(line, min(self._linked, len(line)), self._owner, heading))
        self._pieces, self._linked = [], 0


@lru_cache(maxsize=1)
def _white_space() -> re.Pattern[str]:
    """Return the white space that HTML folds; a no-break space is not among it."""
    return re.compile(r"[ \t\r\n\f]+")
