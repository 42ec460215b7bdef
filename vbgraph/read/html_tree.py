"""HTML → a small tree, in one pass that no page can make slow; repairs what pages commonly leave open."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input"}
    | {"link", "meta", "param", "source", "track", "wbr"}
)
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "template", "iframe", "xmp"})
#: Elements that stand on lines of their own.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
    | {"dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"}
    | {"legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section"}
    | {"summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
#: What an opening tag closes, and the elements beyond which it does not reach.
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_SCOPES = frozenset({"table", "td", "th", "html", "body"})
_MAX_DEPTH = 300


@dataclass(slots=True, eq=False)
class Element:
    """An element: its tag in small letters, attributes, and children in order (elements and strings)."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a tag's name and of one attribute; both are anchored where they are used."""
    name = re.compile(r"/?[A-Za-z][A-Za-z0-9:_-]{0,60}")
    attribute = re.compile(
        r"""[\s/]*([^\s=>/"'][^\s=>/]{0,200})(?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?"""
    )
    return name, attribute


def parse(page: str) -> Element:
    """Return the root of `page`."""
    root = Element("#root")
    builder = _Builder(root)
    position = 0
    while position < len(page):
        opening = page.find("<", position)
        if opening < 0:
            opening = len(page)
        if opening > position:
            builder.text(html.unescape(page[position:opening]))
        if opening == len(page):
            break
        position = _markup(page, opening, builder)
    return root


def _markup(page: str, at: int, builder: _Builder) -> int:
    """Take the markup that begins at `at` and return where it ends."""
    if page.startswith("<!--", at):
        return _after(page, "-->", at + 4)
    if page.startswith(("<!", "<?"), at):
        return _after(page, ">", at + 2)
    match = _patterns()[0].match(page, at + 1)
    if match is None:
        builder.text("<")
        return at + 1
    name = match.group().lower()
    attributes, end = _attributes(page, match.end())
    if name.startswith("/"):
        builder.end(name[1:])
        return end
    builder.start(name, attributes)
    if name in _RAW:
        return _raw_text(page, name, end, builder)
    return end


def _after(page: str, word: str, start: int) -> int:
    """Return the place after the next `word`, or the end of the page."""
    found = page.find(word, start)
    return len(page) if found < 0 else found + len(word)


def _attributes(page: str, at: int) -> tuple[dict[str, str], int]:
    """Return the attributes that stand at `at` and the place after the tag's `>`."""
    attributes: dict[str, str] = {}
    pattern = _patterns()[1]
    for _ in range(200):
        match = pattern.match(page, at)
        if match is None:
            break
        value = next((group for group in match.groups()[1:] if group is not None), "")
        attributes.setdefault(match.group(1).lower(), html.unescape(value))
        at = match.end()
    return attributes, _after(page, ">", at)


def _raw_text(page: str, name: str, start: int, builder: _Builder) -> int:
    """Take the content of a raw element such as a script up to its end tag."""
    match = _raw_end(name).search(page, start)
    end = match.start() if match else len(page)
    if name in ("title", "textarea"):
        builder.text(html.unescape(page[start:end]))
    elif name == "script":
        builder.text(page[start : min(end, start + 100_000)])
    builder.end(name)
    return _after(page, ">", end)


@lru_cache(maxsize=16)
def _raw_end(name: str) -> re.Pattern[str]:
    """Return the pattern of the end tag of a raw element."""
    return re.compile(f"</{name}", re.IGNORECASE)


class _Builder:
    """Builds the tree from tags and text as they come."""

    def __init__(self, root: Element) -> None:
        """Begin with an empty tree."""
        self._stack = [root]
        self._open: Counter[str] = Counter()

    def text(self, text: str) -> None:
        """Add text to the open element."""
        self._stack[-1].children.append(text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element, closing first what it cannot stand in."""
        if name in _CLOSES:
            self._close(*_CLOSES[name])
        if name in BLOCKS:
            self._close(frozenset({"p"}), _SCOPES)
        element = Element(name, attributes)
        self._stack[-1].children.append(element)
        if name not in _VOID and len(self._stack) < _MAX_DEPTH:
            self._stack.append(element)
            self._open[name] += 1

    def end(self, name: str) -> None:
        """Close the nearest open element of this name; a cell is not closed from inside by a stray tag."""
        if name == "br":
            self._stack[-1].children.append(Element("br"))
            return
        barrier = (
            frozenset() if name in ("table", "html", "body", "td", "th", "tr") else frozenset({"td", "th"})
        )
        self._close(frozenset({name}), barrier if name not in _SCOPES else frozenset({"table"}) - {name})

    def _close(self, names: frozenset[str], barriers: frozenset[str]) -> None:
        """Close the nearest open element among `names`, unless a barrier stands before it."""
        if not any(self._open[name] for name in names):
            return
        for index in range(len(self._stack) - 1, 0, -1):
            if self._stack[index].tag in names:
                self._open.subtract(element.tag for element in self._stack[index:])
                del self._stack[index:]
                return
            if self._stack[index].tag in barriers:
                return
