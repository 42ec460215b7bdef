"""The main text of a page: the region that holds it, without menus, related links and footers.

trafilatura says which lines are main text; this module finds the part of the tree they stand in and prints that part
whole, so that no table, number, date or signature inside it is lost. Where trafilatura finds nothing, the lines that
are no links take its place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import fold
from .html_furniture import Furniture
from .html_lines import Line, printed_lines
from .html_related import without_related
from .html_tree import Element

#: The region holds this share of the main text.
_SHARE = 0.85
#: A main line is looked for in trafilatura's text so far ahead of the last one found.
_WINDOW = 20_000
#: Between the headline and the region, a line of this length is the summary; dates and buttons are shorter.
_LEAD = 40
#: The region is a container; the search does not end inside one paragraph or cell.
_NO_REGION = frozenset(
    {"p", "tr", "td", "th", "tbody", "li", "h1", "h2", "h3", "a", "span", "font", "b", "strong"}
)


@lru_cache(maxsize=1)
def _letterhead() -> re.Pattern[str]:
    """Return what opens an official document (folded)."""
    return re.compile(r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam|doan tncs ho chi minh")


def main_lines(root: Element, known: str | None) -> list[str]:
    """Return the lines of the page's main text. `known` is what trafilatura takes it to be, None for nothing."""
    furniture = Furniture(root)
    lines = printed_lines(root, furniture.keep)
    main = _main_flags(lines, known)
    region = _region(root, lines, main)
    inside = {id(element) for element in region.walk()}
    chosen = [(line, flag) for line, flag in zip(lines, main, strict=True) if id(line.owner) in inside]
    if not _letterhead().search(fold("\n".join(line.text for line, _ in chosen[:30]))):
        chosen = _with_outlying(lines, main, inside)
    return without_related(root, chosen)


def _main_flags(lines: list[Line], known: str | None) -> list[bool]:
    """Return for each line whether it is main text."""
    if known is None:
        return [len(line.text) >= 25 and line.linked < 0.5 * len(line.text) for line in lines]
    prefixes = {_bare(part)[:60] for part in known.splitlines()}
    whole = _bare(known)
    cursor = 0
    flags = []
    for line in lines:
        key = _bare(line.text)[:60]
        # A short line ("Tin khác") proves nothing: menus and main text may share it.
        if len(key) < 12:
            flags.append(False)
            continue
        at = whole.find(key, cursor, cursor + _WINDOW)
        cursor = at if at >= 0 else cursor
        flags.append(at >= 0 or key in prefixes)
    return flags


def _region(root: Element, lines: list[Line], main: list[bool]) -> Element:
    """Return the deepest container that holds nearly all of the main text."""
    weights = _weights(root, lines, main)
    needed = _SHARE * weights[id(root)]
    region = root
    while needed:
        inner = (child for child in region.children if isinstance(child, Element))
        heavy = next((child for child in inner if weights[id(child)] >= needed), None)
        if heavy is None or heavy.tag in _NO_REGION:
            break
        region = heavy
    return region


def _weights(root: Element, lines: list[Line], main: list[bool]) -> dict[int, int]:
    """Return how many characters of main text each element holds, with all below it."""
    order = list(root.walk())
    weights = dict.fromkeys(map(id, order), 0)
    for line, flag in zip(lines, main, strict=True):
        weights[id(line.owner)] += len(line.text) if flag else 0
    # Document order puts parents before their children: backwards, each child is complete before it is added.
    for element in reversed(order):
        weights[id(element)] += sum(
            weights[id(child)] for child in element.children if isinstance(child, Element)
        )
    return weights


def _with_outlying(lines: list[Line], main: list[bool], inside: set[int]) -> list[tuple[Line, bool]]:
    """Return the region's lines with the headline, what leads from it to the region, and main lines outside."""
    chosen: list[tuple[Line, bool]] = []
    present = {line.text for line in lines if id(line.owner) in inside}
    leading = False
    for line, flag in zip(lines, main, strict=True):
        within = id(line.owner) in inside
        leading = (leading or line.heading) and not within
        lead = leading and len(line.text) >= _LEAD and line.linked < 0.5 * len(line.text)
        if within:
            chosen.append((line, flag))
        elif (flag or line.heading or lead) and line.text not in present:
            present.add(line.text)
            chosen.append((line, flag))
    return chosen


def _bare(text: str) -> str:
    """Return the letters and digits of `text` folded, for comparing texts however they are spaced and marked."""
    return "".join(filter(str.isalnum, fold(text)))
