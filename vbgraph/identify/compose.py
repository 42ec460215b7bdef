"""identify: from a text to its documents, the heading's cells put together to one identity."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.identify import (
    bodies,
    fields,
    heading,
    lines,
    oneline,
    page,
    places,
    roles,
    sheet,
    tail,
    title,
    told,
)
from vbgraph.identify.heading import Heading
from vbgraph.identify.sheet import Cell
from vbgraph.identify.tail import CopyMark
from vbgraph.identify.title import TitleBlock
from vbgraph.models import Document, Span, Text
from vbgraph.registry import Registry
from vbgraph.text import Cleaned, clean_whole

#: How much of a text may stand before its heading (navigation, stamps, a gazette's furniture).
_HEAD_CHARS, _HEAD_CELLS = 24_000, 240
#: How many cells are cut at first, and how many must follow a heading found in them.
_FIRST_CELLS, _AHEAD = 90, 30
#: Types of papers that are no official document of the kind that cites and is cited.
_OTHER = frozenset(
    {
        "hop_dong",
        "ban_an",
        "giay_chung_nhan",
        "giay_di_duong",
        "giay_nghi_phep",
        "giay_gioi_thieu",
        "ban_thoa_thuan",
    }
)


def identify(text: Text | str, registry: Registry) -> tuple[Document, ...]:
    """Return the documents of a text with the identity their headings give, the main one first.

    A field that the text does not give is None: nothing is guessed. A news page that reprints a document gives the
    report first, the document second.
    """
    source = text if isinstance(text, Text) else Text(text)
    cleaned = clean_whole(source.content)
    cells, head = _heading(cleaned, 0, min(len(cleaned.text), _HEAD_CHARS), registry)
    if head is not None and not _is_official(cleaned, head):
        head = None
    named = told.find(cleaned, cells, registry) if head is None or head.first else None
    if named is not None and (head is None or named[0].body <= head.first):
        return (_directive(cleaned, *named, registry, len(cleaned.text)),)
    letter = told.find_letter(cleaned, cells, head, registry) if head is not None else None
    if letter is not None:
        return (_directive(cleaned, *letter, registry, len(cleaned.text)),)
    if head is not None and not _is_news(cells, head.first):
        return (_directive(cleaned, head, None, registry, len(cleaned.text)),)
    inner = head or _reprinted(cleaned, registry)
    end = inner.cells[inner.first].start if inner else len(cleaned.text)
    report = page.describe(source, cleaned, [c for c in cells if c.end <= end], registry, end)
    return (
        (report,)
        if inner is None
        else (report, _directive(cleaned, inner, None, registry, len(cleaned.text)))
    )


def _heading(cleaned: Cleaned, start: int, end: int, registry: Registry) -> tuple[list[Cell], Heading | None]:
    """Return the cells at the head of `start..end`, and the heading among them.

    Most headings end within few cells; only where none is found there are all of them cut.
    """
    for limit in (_FIRST_CELLS, _HEAD_CELLS):
        cells = oneline.part(cleaned, sheet.cut(cleaned, start, end, limit), registry)
        cells = lines.mend(cleaned, cells, registry)
        head = heading.find(cells, registry, heading.Roles(cells, registry))
        if head is not None and head.body + _AHEAD < len(cells):
            break
    return cells, head


@lru_cache(maxsize=1)
def _acts() -> re.Pattern[str]:
    """Match what only an official text has at the head of a line: "Căn cứ", "Điều 1", a signature, an order."""
    return re.compile(rf"{roles.LINE_HEAD}(?:Căn cứ |Đã ký|{roles.ACTS})")


def _is_official(cleaned: Cleaned, head: Heading) -> bool:
    """Say whether a heading that is no more than a type word in capitals heads a document, not an article."""
    if {"number", "motto", "place"} & set(head.roles[head.first : head.body]):
        return True
    below = head.cells[head.type_at + 1 : head.type_at + 3] if head.type_at is not None else ()
    if any(c.folded.startswith("cua ") and c.caps for c in below):
        return True
    return _acts().search(cleaned.text, head.cells[head.first].start) is not None


def _is_news(cells: list[Cell], first: int) -> bool:
    """Say whether running text of some length stands before the heading: a page that reprints a document."""
    return sum(1 for c in cells[:first] if len(c.text) > 110 and not c.caps and c.text.count(" ") > 15) >= 2


@lru_cache(maxsize=1)
def _motto_line() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|\n|\||  )[ \t*_]{0,40}(?:CỘNG HÒA XÃ HỘI CHỦ NGHĨA|CỘNG HOÀ XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM)"
    )


def _reprinted(cleaned: Cleaned, registry: Registry) -> Heading | None:
    """Return the heading of a document reprinted further down a page."""
    m = _motto_line().search(cleaned.text, _HEAD_CHARS // 2)
    if m is None:
        return None
    start = max(0, cleaned.text.rfind("\n", 0, max(0, m.start() - 300)))
    return _heading(cleaned, start, min(len(cleaned.text), m.start() + _HEAD_CHARS), registry)[1]


def _directive(
    cleaned: Cleaned, head: Heading, block: TitleBlock | None, registry: Registry, end: int
) -> Document:
    """Put the document under a heading together; its title block is read where it is not given."""
    names = bodies.join_lines(head.letterhead, registry)
    block = block or title.read(head, registry, names)
    names = bodies.spelled_out(names, head.cells[block.body : block.body + 2])
    start = head.cells[block.body].start if block.body < len(head.cells) else end
    found = fields.Found(cleaned, head, block, tail.read(cleaned, start, end), names, end)
    merged = fields.is_consolidated(found)
    own = head.number or block.number or (fields.consolidated_number(found) if merged else None)
    doc_type = registry.type_by_id("van_ban_hop_nhat") if merged else fields.type_of(head, own, registry)
    date = fields.date_of(found, doc_type)
    issuer = fields.issuer_of(found, own, doc_type, registry)
    code = fields.code_of(own, issuer, names, registry)
    home, district, level = fields.place_of(found, issuer, own, registry, date.iso if date else None)
    copy = _copy_mark(found)
    numbered = code is not None and own is not None and own.number is not None
    headline = None
    if numbered and own and doc_type and block.title is None and head.type_at is None:
        headline = title.above(head, own, doc_type, registry)
    return Document(
        kind="other" if doc_type and doc_type.id in _OTHER else "directive",
        type=doc_type.name if doc_type else None,
        number=code.number if code and numbered else None,
        year=own.year if own else None,
        sign=code.sign if code else None,
        code=str(code) if numbered else None,
        issuer=places.without_province(issuer, registry) if issuer else None,
        locality=home,
        district=district,
        level=level,
        date=date.iso if date else None,
        term=fields.term_of(found),
        title=block.title or headline,
        signer=fields.signer_of(found),
        recipients=found.tail.recipients,
        secrecy=head.secrecy,
        copy=fields.copy_of(copy, registry) if copy else None,
        start=_home(cleaned, head.cells[head.first].start),
        end=_home(cleaned, end),
        header_end=_home(cleaned, start),
        body_end=_home(cleaned, found.tail.body_end),
        title_span=Span(*cleaned.home(block.start, block.end)) if block.title else None,
        flags=fields.flags_of(found, own, date, merged=merged, copied=copy is not None),
    )


def _copy_mark(found: fields.Found) -> CopyMark | None:
    """Return the certified copy's mark, after the signature or stamped in the heading."""
    number = found.head.copy_number
    if found.tail.copy is None and number is not None:
        return CopyMark(number.start, number, None, None, ())
    return found.tail.copy


def _home(cleaned: Cleaned, pos: int) -> int:
    """Return where a place of the cleaned text stands in the text as read."""
    return cleaned.home(pos, pos)[0]
