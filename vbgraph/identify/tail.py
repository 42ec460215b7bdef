"""The end of a document: signature, recipients, certified copy, and where trailing boilerplate begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vbgraph.identify import roles
from vbgraph.identify.persons import is_office, is_sure, person
from vbgraph.identify.sheet import Cell, cut, is_caps
from vbgraph.text import Cleaned, squeeze

#: A signature block and a list of recipients are no longer than this many characters.
_BLOCK = 6_000
#: A name stands within this many characters of the words "KT. BỘ TRƯỞNG".
_NAME = 900


@dataclass(frozen=True, slots=True)
class CopyMark:
    """A certified copy's mark, where its block begins (cleaned offset), and the copier's letterhead as printed."""

    start: int
    number: roles.OwnNumber | None
    date: str | None
    place: str | None
    letterhead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tail:
    """What the end of a document says; offsets are in the cleaned text. `body_end` is where boilerplate begins."""

    signer: str | None
    recipients: tuple[str, ...]
    copy: CopyMark | None
    body_end: int
    sign_lines: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    """Match, at the head of a line or column, the words with which someone signs (folded; capitals are checked after)."""
    return re.compile(
        r"(?:^|\n|\||  | \t)[ \t*_|>#]{0,60}(?P<cue>t ?[/.] ?m[ .]|tm[. ]|k ?[/.] ?t[ .]|kt[. ]|t ?[/.] ?l[ .]|tl[. ]|t ?/ ?u ?q[ .]|tuq[. ]|q[.] ?(?:bo|chu|giam|cuc|tong)"
        r"|da ky ?:|(?:quyen )?(?:bo truong|thu truong|chu tich|thu tuong|pho thu tuong|pho chu tich|thong doc|pho thong doc|bi thu|pho bi thu|tong bi thu|cuc truong|tong cuc truong"
        r"|giam doc|pho giam doc|chanh an|vien truong|tong kiem toan|tong thanh tra|chu nhiem|chanh van phong|truong ban|pho truong ban|vu truong)\b)"
    )


@lru_cache(maxsize=1)
def _recipients() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|\n|\||  )[ \t*_|>#]{0,60}(?P<cue>noi nhan ?[:.]?)[ \t*_:.]{0,8}(?=\n|$| {2}|\||-)"
    )


@lru_cache(maxsize=1)
def _copy_word() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|\n|\||  )[ \t*_|>#(]{0,40}(?P<cue>sao (?:y|luc)|trich sao)(?: ban chinh| y ban chinh)?[ \t*_):.]{0,8}(?=\n|$| {2}|\|)"
    )


@lru_cache(maxsize=1)
def _annex() -> re.Pattern[str]:
    """Match the opening of what is attached to a document (folded)."""
    return re.compile(
        r"\n[ \t*_|>#]{0,60}(?P<word>phu luc|phu bieu|danh muc|mau so|bieu mau|\(?(?:ban hanh )?kem theo|quy che\b|quy dinh\b|ke hoach\b|chuong trinh\b|de an\b|dieu le\b|quy trinh\b|noi dung\b|bang \d|dieu \d{1,3}[a-z]? ?[.:])"
    )


def read(cleaned: Cleaned, start: int, end: int) -> Tail:
    """Return the tail of the document whose body runs from `start` to `end` in the cleaned text."""
    folded = cleaned.folded
    copy = _copy(cleaned, start, end)
    stop = copy.start if copy else end
    signer, lines, sign_at, last = _signature(cleaned, start, stop)
    note = _recipients().search(folded, start, stop)
    note_at = note.start("cue") if note else None
    block = min([p for p in (sign_at, note_at) if p is not None], default=None)
    if block is None:
        return Tail(None, (), copy, stop)
    recipients: tuple[str, ...] = ()
    if note_at is not None:
        recipients = _bullets(cut(cleaned, note_at, min(stop, note_at + _BLOCK), limit=160))
    body_end = stop if _goes_on(cleaned, max(block, last or 0), stop) else block
    return Tail(signer, recipients, copy, body_end, lines)


def _signature(
    cleaned: Cleaned, start: int, end: int
) -> tuple[str | None, tuple[str, ...], int | None, int | None]:
    """Return signer, lines above the name, where the block begins and where the name ends.

    Forms in an annex have blocks of their own: the first block that holds a name with a known family name counts,
    else the first block with any name.
    """
    first: tuple[str | None, tuple[str, ...], int | None, int | None] = (None, (), None, None)
    tried, reached = 0, start
    for at in _signatures(cleaned.text, cleaned.folded, start, end):
        if at < reached:
            continue
        cells = cut(cleaned, at, min(end, at + _NAME), limit=30)
        name, lines, reached = _signer(cells, end)
        found = (name, tuple(lines), at, reached)
        if name and is_sure(name):
            return found
        if first[2] is None or (name and not first[0]):
            first = found
        tried += 1
        if tried >= 8:
            break
    return _name_above(cleaned, start, end) or first if first[2] is None else first


@lru_cache(maxsize=1)
def _signed_below() -> re.Pattern[str]:
    """Match a line that holds a name, and "(Đã ký)" below it."""
    return re.compile(
        r"\n[ \t*]{0,40}(?P<name>[a-z][a-z ]{4,40}?)[ \t*]{0,20}(?:\n[ \t*]{0,40}){1,3}\(?da ky\)?[ \t*.]{0,4}(?=\n|$)"
    )


def _name_above(cleaned: Cleaned, start: int, end: int) -> tuple[str, tuple[str, ...], int, int] | None:
    """Return the signature of a text without office and "T/M": a known family name with "(Đã ký)" below it."""
    if cleaned.folded.find("da ky", start, end) < 0:
        return None
    m = _signed_below().search(cleaned.folded, start, end)
    name = person(cleaned.text[m.start("name") : m.end("name")]) if m else None
    return (name, (), m.start("name"), m.end()) if m and name and is_sure(name) else None


def _signatures(text: str, folded: str, start: int, end: int) -> Iterator[int]:
    """Return where signature blocks begin: a cue in capitals, at the head of a line or column."""
    for m in _signs().finditer(folded, start, end):
        at = m.start("cue")
        stop = text.find("\n", at, end)
        line = text[at : stop if stop >= 0 else end]
        cue = text[at : m.end("cue")]
        if folded.startswith("da ky", at) or (
            is_caps(cue) and len(line) < 160 and not line.rstrip().endswith((";", ":", ","))
        ):
            yield at


def _signer(cells: Sequence[Cell], end: int) -> tuple[str | None, list[str], int]:
    """Return the signer, the lines above the name, and where the block ends."""
    lines: list[str] = []
    for cell in cells:
        if roles.opens_annex(cell) or roles.is_prose(cell):
            return None, lines, cell.start
        name = person(cell.text)
        if cell.folded.startswith(("noi nhan", "-", "+", "nhu ")) or (
            not name and cell.folded.startswith("luu")
        ):
            continue
        signed = re.match(r"\W{0,6}da ky", cell.folded) is not None
        if name and (signed or not (is_office(cell.folded) and cell.caps and not is_sure(name))):
            return name, lines, cell.end
        if cell.caps:
            lines.append(cell.text)
    return None, lines, cells[-1].end if cells else end


def _bullets(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the recipients: the dashed lines after "Nơi nhận", wrapped ones joined, up to the signature."""
    out: list[str] = []
    opened = False
    for cell in cells:
        if cell.folded.startswith("noi nhan"):
            opened = True
        elif opened and cell.text.startswith(("-", "+", "•", "–")):
            out.append(cell.text.lstrip("-+•– "))
        elif opened and out and cell.folded.startswith("luu"):
            out.append(cell.text)
        elif (
            opened
            and out
            and not cell.caps
            and not cell.gap
            and person(cell.text) is None
            and not out[-1].endswith((".", ";"))
        ):
            out[-1] = f"{out[-1]} {cell.text}"
        elif opened and out and (cell.gap or cell.caps) and person(cell.text):
            break
        if len(out) >= 60:
            break
    return tuple(squeeze(r).rstrip(" ;,.") for r in out if r.strip())


def _goes_on(cleaned: Cleaned, last: int, end: int) -> bool:
    """Say whether something substantial follows the signature: an annex, or a good deal of text."""
    text, folded = cleaned.text, cleaned.folded
    if roles.boilerplate_start(folded, last, min(end, last + 600)) is not None:
        return False
    words = len(text[last:end].strip())
    if words > 1_500:
        return True
    # In small letters the word goes on with a wrapped sentence: "… theo⏎quy định tại".
    openings = (m.start("word") for m in _annex().finditer(folded, last, end))
    return words > 60 and any(text[at].isupper() or text[at] == "(" for at in openings)


def _copy(cleaned: Cleaned, start: int, end: int) -> CopyMark | None:
    """Return the mark of a certified copy in `start..end`: "SAO Y", "SAO LỤC", "TRÍCH SAO" alone on a line."""
    if not any(cleaned.folded.find(cue, start, end) >= 0 for cue in ("sao y", "sao luc", "trich sao")):
        return None
    for m in _copy_word().finditer(cleaned.folded, start, end):
        at = m.start("cue")
        if cleaned.text[at : m.end("cue")].isupper():
            return _read_copy(cleaned, at, start, end)
    return None


def _read_copy(cleaned: Cleaned, at: int, start: int, end: int) -> CopyMark:
    around = cut(
        cleaned,
        max(start, cleaned.text.rfind("\n", start, max(start, at - 400)) + 1),
        min(end, at + 400),
        limit=60,
    )
    here = next((k for k, c in enumerate(around) if c.end > at), len(around))
    number, date, place = None, None, None
    first = at
    heads: list[str] = []
    for k in range(here - 1, -1, -1):
        cell = around[k]
        own = roles.number_line(cell)
        if own is not None and own.sign is not None:
            number, first = number or own, cell.start
        elif (found := roles.place_line(cell)) is not None:
            date, place, first = date or found[1].iso, place or found[0], cell.start
        elif cell.caps and not roles.is_motto(cell) and _heads_copy(cell):
            heads.insert(0, cell.text)
            first = cell.start
        elif not roles.is_motto(cell):
            break
    for cell in around[here + 1 : here + 9]:
        own = roles.number_line(cell)
        if (
            number is None
            and own is not None
            and own.sign is not None
            and re.search(r"BS|SY|SL|TrS|TS|SAO", own.sign)
        ):
            number = own
        if date is None and (found := roles.place_line(cell)) is not None:
            date, place = found[1].iso, found[0]
    return CopyMark(first, number, date, place, tuple(heads))


def _heads_copy(cell: Cell) -> bool:
    """Say whether a line in capitals above "SAO Y" names the copier, and is not the signature of the original."""
    return (
        re.match(
            r"(?:dang bo|(?:tinh|thanh|huyen|quan|thi|dang) uy|uy ban|ubnd|hoi dong|so|ban (?!thuong vu$)|van phong|bo |cuc|chi bo|tinh |huyen |truong|trung tam|cong ty)",
            cell.folded,
        )
        is not None
    )
