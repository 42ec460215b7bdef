"""Lines of a heading that a page broke in the middle, put together again.

A page keeps the line ends of its source, which fall anywhere: "Số:" above its number, "Hà" above "Nội, ngày", "ngày 09"
above "tháng 10", the motto after its first word. Lines are joined where together they are a motto, a number, a place
with its day, a type word or the opening of a body's name or of the text, and the first alone is not. A line break is one
character, so the joined cell has the offsets of its text; blanks before the break are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from vbgraph.identify import bodies, roles
from vbgraph.identify.sheet import Cell
from vbgraph.registry import Registry
from vbgraph.text import Cleaned, fold_key

#: The mottoes whole, as words: a line may end after any of them.
_MOTTOES = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "doc lap tu do hanh phuc")
#: How many lines one thing may be broken over, and how long each may be.
_MOST, _LONGEST = 4, 70


def mend(cleaned: Cleaned, cells: Sequence[Cell], registry: Registry) -> list[Cell]:
    """Return the cells, those that are the pieces of one thing joined to one cell, on one row."""
    out: list[Cell] = []
    i = joined = 0
    while i < len(cells):
        cell = cells[i]
        if len(cell.text) <= _LONGEST and _goes_below(cleaned, cells, i):
            cell = next(_whole(list(_joins(cleaned, cells, i)), registry, top=not i), cell)
        out.append(replace(cell, row=cell.row - joined) if joined else cell)
        i += 1
        while i < len(cells) and cells[i].start < cell.end:
            i, joined = i + 1, joined + 1
    return out


def _goes_below(cleaned: Cleaned, cells: Sequence[Cell], i: int) -> bool:
    """Say whether nothing but a line's end stands between a cell and the next."""
    if i + 1 >= len(cells) or cells[i + 1].gap or cells[i + 1].ruled:
        return False
    between = cleaned.text[cells[i].end : cells[i + 1].start]
    return between.count("\n") == 1 and not between.strip(" \n*")


def _joins(cleaned: Cleaned, cells: Sequence[Cell], i: int) -> Iterator[Cell]:
    """Yield the cell alone, then joined with one line below it, with two, and so on."""
    first = cells[i]
    for k in range(i, min(i + _MOST, len(cells))):
        if k > i and (len(cells[k].text) > _LONGEST or not _goes_below(cleaned, cells, k - 1)):
            return
        start, end = first.start, cells[k].end
        text, folded = (
            _trailing().sub("\n", t[start:end]).replace("\n", " ").replace("*", " ")
            for t in (cleaned.text, cleaned.folded)
        )
        yield Cell(text, folded, start, end, first.row, first.gap, first.ruled, first.beside)


@lru_cache(maxsize=1)
def _trailing() -> re.Pattern[str]:
    """Match a line's end with the blanks before it: a Windows line end leaves one."""
    return re.compile(r" +\n")


def _whole(joins: Sequence[Cell], registry: Registry, *, top: bool) -> Iterator[Cell]:
    """Yield the joins that are one thing, the likeliest first; `top`: nothing stands above."""
    alone = joins[0]
    if alone.folded.startswith(("cong", "dang", "doc")):
        yield from _motto(joins)
    if "so" in joins[-1].folded:
        yield from _number(joins)
    yield from _place(joins)
    if alone.folded.count(" ") <= 2:
        yield from _type(joins, registry)
        yield from _opening(joins, top=top)


def _motto(joins: Sequence[Cell]) -> Iterator[Cell]:
    """Yield a motto that is broken over lines."""
    for cell in joins[1:]:
        words = fold_key(cell.text)
        if words in _MOTTOES:
            yield cell
        elif not any(motto.startswith(f"{words} ") for motto in _MOTTOES):
            return


def _number(joins: Sequence[Cell]) -> Iterator[Cell]:
    """Yield a number line whose number or sign stands on the lines below."""
    for cell, following in zip(joins, [*joins[1:], None], strict=True):
        own = roles.number_line(cell)
        if own is None or own.sign is None or cell.text.endswith(("-", "/")):
            continue
        if cell.start + len(cell.text) - own.end > 2:
            return  # words follow the number: its line is complete
        below = following.text[len(cell.text) :].lstrip(" *") if following else ""
        if not re.fullmatch(r"[-/&] ?[A-ZĐ][\w\-/&.]*", below):
            if cell is not joins[0]:
                yield cell
            return


@lru_cache(maxsize=1)
def _name() -> re.Pattern[str]:
    """Match the first words of a place's name."""
    return re.compile(r"(?:(?:[A-ZĐÀ-Ỹ][a-zà-ỹ'.]*|TP\.?|TX\.?|phố|xã|trấn) ?){1,4},? ?")


def _place(joins: Sequence[Cell]) -> Iterator[Cell]:
    """Yield a place line whose name or day is broken over lines."""
    alone = joins[0]
    if any(mark in alone.text for mark in ":;/(|"):
        return
    here = roles.place_line(alone, bare=True)
    if here is not None and here[1].iso is not None:
        return
    for cell in joins[1:]:
        if "nam" not in cell.folded:
            continue
        found = roles.place_line(cell, bare=True)
        if found is not None and found[1].iso is not None:
            day = 0 <= cell.folded.find("ngay") < len(alone.text)  # the day begins on the first line
            named = _name().fullmatch(alone.text) and not (roles.secrecy(alone) or roles.is_furniture(alone))
            if day or named:
                yield cell
            return


def _type(joins: Sequence[Cell], registry: Registry) -> Iterator[Cell]:
    """Yield a type word in capitals that is broken over two lines."""
    if len(joins) < 2 or not joins[1].caps:
        return
    cell = joins[1]
    found = roles.type_word(cell, registry)
    if found is not None and not cell.text[found[1] :].strip(" .:*") and found[1] > len(joins[0].text):
        yield cell


def _opening(joins: Sequence[Cell], *, top: bool) -> Iterator[Cell]:
    """Yield the first words of a body's name, of "Kính gửi" or of the text, with the line they stand above."""
    if len(joins) < 2 or " " in joins[0].text.strip():
        return
    alone, cell = joins[:2]
    if alone.caps and cell.caps:
        if bodies.opens(cell.folded) and (top or alone.gap or alone.ruled or not bodies.opens(alone.folded)):
            yield cell
    elif cell.folded.startswith(("kinh gui", "can cu ", "xet de nghi", "theo de nghi", "dieu 1")):
        yield cell
