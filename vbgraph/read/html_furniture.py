"""Which elements of a page are furniture: menus, footers, side columns, lists of links, what is hidden."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import fold
from .html_measure import Measure, measure
from .html_tree import Element

#: An element that holds more than this share of the page's text is no furniture, whatever its name.
_SHARE = 0.4
_TAGS = frozenset({"nav", "footer", "aside", "dialog", "menu"})
_ROLES = frozenset({"navigation", "contentinfo", "complementary", "search", "menu", "menubar", "dialog"})
_ROOTS = frozenset({"#root", "html", "body", "main", "article"})
_LISTS = frozenset({"ul", "ol", "dl", "div", "section", "table"})


class Furniture:
    """The judgement of one page. Each element is decided once."""

    def __init__(self, root: Element) -> None:
        """Measure the page."""
        self._measures = measure(root)
        self._total = max(1, self._measures[id(root)].characters)

    def keep(self, element: Element) -> bool:
        """Say whether `element` is no furniture."""
        found = self._measures.get(id(element))
        if found is None or _hidden(element):
            return False
        if element.tag in _ROOTS or found.characters > _SHARE * self._total:
            return True
        return not (_named_furniture(element) or _list_of_links(element, found))


def is_related_heading(line: str) -> bool:
    """Say whether `line` is a heading below which a page lists other pages.

    >>> is_related_heading("Tin liên quan:")
    True
    """
    return len(line) < 60 and _related_heading().match(fold(line)) is not None


@lru_cache(maxsize=1)
def _related_heading() -> re.Pattern[str]:
    """Return the pattern of such headings (folded)."""
    what = r"(?:cac )?(?:tin tuc|tin|bai viet|bai|van ban)"
    which = "lien quan|khac|cung chuyen muc|cung chu de|cu hon|moi hon|moi nhat|doc nhieu nhat|doc nhieu|xem nhieu|noi bat"
    others = "xem them|doc them|co the ban quan tam|related(?: articles| news| posts)?|binh luan|y kien ban doc|tu khoa"
    return re.compile(rf"(?:{what} (?:{which})|{others})\s*[:»>]?\s*$")


@lru_cache(maxsize=1)
def _furniture_names() -> re.Pattern[str]:
    """Return the words in class and id that name furniture, each between word limits."""
    words = (
        "nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|side-bar|related|recommend(?:ed|ation)?s?|comments?|share|"
        "sharing|social|advert(?:isement)?|ads|banner|cookies?|popup|modal|toc|search|login|pagination|pager|tags|widget|"
        "newsletter|subscribe|lien-?quan|tin-?khac|doc-?nhieu|xem-?them|muc-?luc|binh-?luan|most-?(?:read|view(?:ed)?)|"
        "same-?category|other-?news|hot-?news|skip-?link"
    )
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])")


@lru_cache(maxsize=1)
def _joints() -> re.Pattern[str]:
    """Return the places where the words of class names are joined: camelCase, signs, digits."""
    return re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")


def _named_furniture(element: Element) -> bool:
    """Say whether tag, role, class or id name furniture."""
    if element.tag in _TAGS or element.attributes.get("role", "") in _ROLES:
        return True
    names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}".strip()[:300]
    return bool(names) and _furniture_names().search(_joints().sub("-", names).lower()) is not None


def _list_of_links(element: Element, found: Measure) -> bool:
    """Say whether `element` is a list of links, or a box whose heading announces them."""
    if element.tag not in _LISTS or not found.links:
        return False
    if is_related_heading(found.first):
        return found.linked >= 0.5 * (found.characters - len(found.first))
    return found.links >= 3 and found.linked >= 0.8 * found.characters


@lru_cache(maxsize=1)
def _invisible() -> re.Pattern[str]:
    """Return the pattern of styles that hide an element."""
    return re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)


def _hidden(element: Element) -> bool:
    """Say whether the page hides `element`."""
    attributes = element.attributes
    if "hidden" in attributes or _invisible().search(attributes.get("style", "")[:500]):
        return True
    return attributes.get("aria-hidden") == "true" and element.tag not in _ROOTS
