"""The main text of a page: the region that holds it, without menus, related links and footers.

trafilatura says which lines are main text; this module finds the part of the tree they stand in and prints that part
whole, so that no table, number, date or signature inside it is lost. Where trafilatura finds nothing, the lines that
are no links take its place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from ..text import fold
from .html_lines import lines_of, lines_with_links
from .html_tree import Element

#: The region holds this share of the main text.
_SHARE = 0.85
#: An element named like furniture that holds more than this share of the page is no furniture.
_FURNITURE_SHARE = 0.4
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "dialog", "menu"})
_FURNITURE_ROLES = frozenset(
    {"navigation", "contentinfo", "complementary", "search", "menu", "menubar", "dialog"}
)


@lru_cache(maxsize=1)
def _furniture_names() -> re.Pattern[str]:
    """Return the words in class and id that name furniture, each between word limits."""
    words = (
        "nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|side-?bar|related|relate|recommend(?:ed|ation)?s?|comments?"
        "|share|sharing|social|advert(?:isement)?|ads|banner|cookies?|popup|modal|toc|search|login|pagination|pager|tags"
        "|widget|newsletter|subscribe|lien-?quan|tin-?lien-?quan|tin-?khac|doc-?nhieu|xem-?them|muc-?luc|binh-?luan"
        "|most-?(?:read|view(?:ed)?)|same-?category|other-?news|hot-?news|skip-?link"
    )
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])")


@lru_cache(maxsize=1)
def _related_heading() -> re.Pattern[str]:
    """Return headings below which a page lists other pages (folded)."""
    return re.compile(
        r"^(?:(?:cac )?(?:tin|bai|van ban|tin tuc|bai viet)(?: (?:lien quan|khac|cung chuyen muc|cu hon|moi hon|moi nhat|"
        r"moi|doc nhieu|noi bat|cung loai|doc nhieu nhat|xem nhieu))+|xem them|doc them|co the ban quan tam|"
        r"related(?: articles| news| posts)?|chia se|binh luan|y kien ban doc|tags?|tu khoa)\s*[:»>]?\s*$"
    )


@lru_cache(maxsize=1)
def _letterhead() -> re.Pattern[str]:
    """Return what opens an official document (folded)."""
    return re.compile(r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam|doan tncs ho chi minh")


def main_lines(root: Element, known: str | None) -> list[str]:
    """Return the lines of the page's main text. `known` is what trafilatura takes it to be, None for nothing."""
    page = _Page(root, known)
    region = page.region()
    inside = lines_of(region, page.keep)
    if _letterhead().search(fold("\n".join(inside[:30]))):
        return inside
    return page.outlying(region, inside)


class _Page:
    """A page being weighed: how much text each element holds, and how much of it is main text."""

    def __init__(self, root: Element, known: str | None) -> None:
        """Weigh every element of the page."""
        self._root = root
        self._known = None if known is None else _bare(known)
        self._total = max(1, sum(len(line) for line in lines_of(root)))
        self._decided: dict[int, bool] = {}

    def keep(self, element: Element) -> bool:
        """Say whether `element` is no furniture of the page. Decided once for each element."""
        key = id(element)
        if key not in self._decided:
            self._decided[key] = not (
                _hidden(element) or self._named_furniture(element) or self._list_of_links(element)
            )
        return self._decided[key]

    def _named_furniture(self, element: Element) -> bool:
        """Say whether tag, role, class or id name furniture, and the element is no big part of the page."""
        named = element.tag in _FURNITURE_TAGS or element.attributes.get("role", "") in _FURNITURE_ROLES
        if not named:
            names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"[:300]
            words = _camel().sub("-", names).lower().replace("_", "-")
            named = bool(words.strip()) and _furniture_names().search(words) is not None
        if not named or element.tag in ("body", "html", "#root"):
            return False
        return sum(map(len, lines_of(element))) < _FURNITURE_SHARE * self._total

    def _list_of_links(self, element: Element) -> bool:
        """Say whether `element` is a list whose lines are links, or one that follows a heading for such."""
        if element.tag not in ("ul", "ol", "dl", "div", "section", "table"):
            return False
        lines = lines_with_links(element)
        total = sum(len(line) for line, _ in lines)
        if not lines or total > _FURNITURE_SHARE * self._total:
            return False
        linked = sum(links for _, links in lines)
        if _related_heading().match(fold(lines[0][0])):
            return linked > 0.5 * (total - len(lines[0][0])) or len(lines) == 1
        return len(lines) >= 3 and linked > 0.8 * total and all(links for _, links in lines)

    def _weight(self, line: str, links: int) -> int:
        """Return how much main text a line is."""
        if self._known is not None:
            return len(line) if len(line) >= 15 and _bare(line)[:80] in self._known else 0
        return len(line) if len(line) >= 25 and links < 0.5 * len(line) else 0

    def _main_weight(self, element: Element) -> int:
        """Return how much main text `element` holds."""
        return sum(self._weight(line, links) for line, links in lines_with_links(element, self.keep))

    def region(self) -> Element:
        """Return the deepest element that holds nearly all of the main text."""
        region = self._root
        needed = _SHARE * self._main_weight(region)
        if needed == 0:
            return region
        while True:
            inner = [child for child in region.children if isinstance(child, Element) and self.keep(child)]
            heavy = next((child for child in inner if self._main_weight(child) >= needed), None)
            if heavy is None or heavy.tag in ("p", "tr", "td", "tbody", "li"):
                return region
            region = heavy

    def outlying(self, region: Element, inside: list[str]) -> list[str]:
        """Return `inside` with the headline before it and the main lines that stand outside the region."""
        before, after = self._split_at(region)
        present = {_bare(line) for line in inside}
        return [
            *self._main_only(before, present, headings=True),
            *inside,
            *self._main_only(after, present, headings=False),
        ]

    def _split_at(self, region: Element) -> tuple[list[Element], list[Element]]:
        """Return the kept siblings of the way to `region`, those before it and those after it, in order."""
        way = _way_to(self._root, region)
        before: list[Element] = []
        after: list[Element] = []
        for parent, child in pairwise(way):
            at = next(i for i, other in enumerate(parent.children) if other is child)
            before.extend(e for e in parent.children[:at] if isinstance(e, Element))
            after[:0] = [e for e in parent.children[at + 1 :] if isinstance(e, Element)]
        return before, after

    def _main_only(self, elements: list[Element], present: set[str], *, headings: bool) -> list[str]:
        """Return the lines of `elements` that are main text, or a first-level heading, once each."""
        found: list[str] = []
        for element in elements:
            if not self.keep(element):
                continue
            titles = {
                line for inner in element.walk() if inner.tag == "h1" for line in lines_of(inner, self.keep)
            }
            for line, links in lines_with_links(element, self.keep):
                wanted = (headings and line in titles) or (
                    self._known is not None and self._weight(line, links)
                )
                if wanted and _bare(line) not in present:
                    present.add(_bare(line))
                    found.append(line)
        return found


def _bare(text: str) -> str:
    """Return the letters and digits of `text` folded, for comparing texts however they are spaced and marked."""
    return "".join(ch for ch in fold(text) if ch.isalnum())


@lru_cache(maxsize=1)
def _camel() -> re.Pattern[str]:
    """Return the places where camelCase names are joined."""
    return re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+")


@lru_cache(maxsize=1)
def _invisible() -> re.Pattern[str]:
    """Return styles that hide an element."""
    return re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _hidden(element: Element) -> bool:
    """Say whether the page hides `element`."""
    attributes = element.attributes
    if "hidden" in attributes or _invisible().search(attributes.get("style", "")[:500]):
        return True
    return attributes.get("aria-hidden") == "true" and element.tag not in ("main", "article", "body")


def _way_to(root: Element, target: Element) -> list[Element]:
    """Return the elements from `root` down to `target`."""
    parents: dict[int, Element] = {}
    for element in root.walk():
        for child in element.children:
            if isinstance(child, Element):
                parents[id(child)] = element
    way = [target]
    while way[-1] is not root:
        way.append(parents[id(way[-1])])
    return way[::-1]
