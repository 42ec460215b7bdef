"""A document that a page prints without its heading, under a line that tells it: type, number, day, body, subject.

"Quyết định số 990-QĐ/TW, ngày 25/02/2009 của Bộ Chính trị về việc …" as the headline, or in brackets below type word
and title; "Căn cứ" follows at once, and what only an official text has further down.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from vbgraph.identify import heading, roles, title
from vbgraph.identify.heading import Heading
from vbgraph.identify.sheet import Cell
from vbgraph.identify.title import TitleBlock
from vbgraph.registry import DocType, Registry
from vbgraph.text import Cleaned

#: The line stands among the first cells; between it and "Căn cứ" stand at most so many.
_FIRST, _BETWEEN = 10, 4
#: The line that names the letter stands among so many cells of an attachment.
_ATTACHED = 24


@lru_cache(maxsize=1)
def _line() -> re.Pattern[str]:
    """Match the type word and "số" with a number at the head of a line, brackets allowed (folded)."""
    return re.compile(r"[(\[]?(?P<type>[a-z][a-z ]{5,30}) so[: ]{1,2}(?=\d{1,5}[a-z]?[/\- ])")


@lru_cache(maxsize=1)
def _acts() -> re.Pattern[str]:
    """Match an article, an order or a signature at the head of a line."""
    return re.compile(rf"{roles.LINE_HEAD}(?:{roles.ACTS})")


@lru_cache(maxsize=1)
def _signed() -> re.Pattern[str]:
    """Match the words with which someone signs, at the head of a line."""
    return re.compile(r"\n[ \t*_|>#-]{0,60}(?:T/M\b|TM\.|K/T\b|KT\.|T/L\b|TL\.)")


def find(cleaned: Cleaned, cells: Sequence[Cell], registry: Registry) -> tuple[Heading, TitleBlock] | None:
    """Return the heading that a line tells, and all it says, if a document without its own heading follows."""
    for k, cell in enumerate(cells[:_FIRST]):
        m = _line().match(cell.folded)
        doc_type = registry.type_named(cell.text[m.start("type") : m.end("type")]) if m else None
        if m is None or doc_type is None:
            continue
        below = range(k + 1, min(k + 2 + _BETWEEN, len(cells)))
        body = next((j for j in below if re.match(r"\W{0,4}can cu ", cells[j].folded)), None)
        if body is None or _acts().search(cleaned.text, cells[body].start) is None:
            return None
        block = title.told(cells[k:body], m.end("type") + 1, registry)
        if block.number is None or not block.number.sign or not block.issuer:
            return None
        first, above = _title_above(cells, k, doc_type, registry)
        block = replace(above or block, issuer=block.issuer, number=block.number, date=block.date, body=body)
        return _heading(cells, registry, first, body, doc_type), block
    return None


@lru_cache(maxsize=1)
def _attached_to() -> re.Pattern[str]:
    """Match the line that names the letter an attachment came with (folded)."""
    return re.compile(
        r"\(?(?:ban hanh )?(?:kem|dinh kem) theo cong van (?P<so>so)[: ]{1,2}(?=\d{1,5}[a-z]?[/\- ])"
    )


def find_letter(
    cleaned: Cleaned, cells: Sequence[Cell], below: Heading, registry: Registry
) -> tuple[Heading, TitleBlock] | None:
    """Return the letter without its heading that stands above a form's heading `below`, if the form names it.

    The text opens with "Kính gửi", is signed, and its attachment says "(Kèm theo Công văn số … ngày … của …)".
    """
    doc_type = registry.type_by_id("cong_van")
    if not cells or not cells[0].folded.startswith("kinh gui") or doc_type is None or not below.first:
        return None
    if _signed().search(cleaned.text, cells[0].end, cells[below.first].start + 1) is None:
        return None
    for k in range(below.first, min(below.first + _ATTACHED, len(cells))):
        m = _attached_to().match(cells[k].folded)
        if m is None:
            continue
        last = next((c for c in cells[k : k + 3] if ")" in c.text), cells[k])
        start, end = cells[k].start, last.start + (last.text.find(")") + 1 or len(last.text))
        text, folded = (t[start:end].replace("\n", " ") for t in (cleaned.text, cleaned.folded))
        line = replace(cells[k], text=text, folded=folded, end=end)
        block = title.told([line], m.start("so"), registry)
        if block.number is not None and block.number.sign and block.issuer:
            block = replace(block, title=None, body=0)
            return _heading(cells, registry, 0, 0, doc_type), block
    return None


def _title_above(
    cells: Sequence[Cell], k: int, doc_type: DocType, registry: Registry
) -> tuple[int, TitleBlock | None]:
    """Return where the type word above a line in brackets stands, and the title between them."""
    for j in range(k - 1, -1, -1):
        if registry.type_named(cells[j].text) is doc_type:
            return j, title.told(cells[j + 1 : k], 0, registry) if j + 1 < k else None
    return k, None


def _heading(cells: Sequence[Cell], registry: Registry, first: int, body: int, doc_type: DocType) -> Heading:
    """Return a heading of which only the type is known; the rest is in the line that tells it."""
    return Heading(
        cells=cells,
        roles=heading.Roles(cells, registry),
        first=first,
        body=body,
        type_at=None,
        doc_type=doc_type,
        number=None,
        copy_number=None,
        place=None,
        date=None,
        draft=False,
        secrecy=None,
    )
