"""A tree of HTML → lines: block elements break the line, inline ones never split a word, cells in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from .html_tree import BLOCKS, Element

_SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "title", "iframe", "object", "canvas"}
)
_CONTROLS = frozenset({"button", "select", "option", "input", "textarea", "datalist"})

Keep = Callable[[Element], bool]


def lines_of(element: Element, keep: Keep = lambda _: True) -> list[str]:
    """Return the visible lines of `element`; what `keep` refuses is left out with all below it."""
    return [line for line, _ in lines_with_links(element, keep)]


def lines_with_links(element: Element, keep: Keep = lambda _: True) -> list[tuple[str, int]]:
    """Return each visible line and how many of its characters belong to links."""
    printer = _Printer()
    # A closing entry (element, True) stands below the children on the stack.
    stack: list[tuple[Element | str, bool]] = [(element, False)]
    while stack:
        item, closing = stack.pop()
        if isinstance(item, str):
            printer.text(item)
        elif closing:
            printer.close(item)
        elif item.tag not in _SILENT and item.tag not in _CONTROLS and keep(item):
            printer.open(item)
            stack.append((item, True))
            stack.extend((child, False) for child in reversed(item.children))
    printer.break_line()
    return printer.lines


@lru_cache(maxsize=1)
def _reference() -> re.Pattern[str]:
    """Return the pattern of a footnote's mark."""
    return re.compile(r"^\s*[\[(]?(\d{1,3})[\])]?\s*$")


class _Printer:
    """Collects text into lines, white space as browsers show it."""

    def __init__(self) -> None:
        """Begin with no line."""
        self.lines: list[tuple[str, int]] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._verbatim = 0
        self._superscript = 0

    def open(self, element: Element) -> None:
        """Take the start of an element."""
        if element.tag in BLOCKS or element.tag == "br":
            self.break_line()
        self._count(element.tag, 1)

    def close(self, element: Element) -> None:
        """Take the end of an element."""
        self._count(element.tag, -1)
        if element.tag in BLOCKS:
            self.break_line()

    def _count(self, tag: str, step: int) -> None:
        """Keep count of the elements that change how text is taken."""
        if tag == "a":
            self._links += step
        elif tag == "pre":
            self._verbatim += step
        elif tag == "sup":
            self._superscript += step

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._verbatim and "\n" in text:
            for line in text.split("\n"):
                self._add(line)
                self.break_line()
            return
        self._add(text)

    def _add(self, text: str) -> None:
        """Add text to the open line; the mark of a footnote keeps its distance from the word before it."""
        if self._superscript and self._pieces:
            mark = _reference().match(text)
            before = self._pieces[-1][-1:]
            # m² and km² are units, a figure behind any other letter or sign is a footnote.
            if mark and (self._links or not (before.islower() or before.isspace())):
                text = f"[{mark.group(1)}]"
        self._pieces.append(text)
        if self._links:
            self._linked += len(text.strip())

    def break_line(self) -> None:
        """Finish the open line; an empty one leaves no trace."""
        if not self._pieces:
            return
        line = _white_space().sub(" ", "".join(self._pieces)).strip(" ")
        if line:
            self.lines.append((line, min(self._linked, len(line))))
        self._pieces, self._linked = [], 0


@lru_cache(maxsize=1)
def _white_space() -> re.Pattern[str]:
    """Return the white space that HTML folds; a no-break space is not among it."""
    return re.compile(r"[ \t\r\n\f]+")
