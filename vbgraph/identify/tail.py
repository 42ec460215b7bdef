"""The end of a document: signature, recipients, certified copy, and where trailing boilerplate begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vbgraph.identify import roles
from vbgraph.identify.sheet import Cell, cut
from vbgraph.text import Cleaned, fold_key, squeeze

#: A signature block and a list of recipients are no longer than this many characters.
_BLOCK = 6_000


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
        r"\n[ \t*_|>#]{0,60}(?:phu luc|phu bieu|danh muc|mau so|bieu mau|\(?(?:ban hanh )?kem theo|quy che\b|quy dinh\b|ke hoach\b|chuong trinh\b|de an\b|dieu le\b|quy trinh\b|noi dung\b|bang \d|dieu \d)"
    )


def read(cleaned: Cleaned, start: int, end: int) -> Tail:
    """Return the tail of the document whose body runs from `start` to `end` in the cleaned text."""
    text, folded = cleaned.text, cleaned.folded
    copy = _copy(cleaned, start, end)
    stop = copy.start if copy else end
    sign_at = _first_signature(text, folded, start, stop)
    note = _recipients().search(folded, start, stop)
    note_at = note.start("cue") if note else None
    block = min([p for p in (sign_at, note_at) if p is not None], default=None)
    if block is None:
        return Tail(None, (), copy, stop)
    cells = cut(cleaned, block, min(stop, block + _BLOCK), limit=160)
    signer, lines, last = _signer(cells)
    body_end = block if not _goes_on(folded, last or block, stop) else stop
    return Tail(signer, _bullets(cells) if note_at is not None else (), copy, body_end, tuple(lines))


def _first_signature(text: str, folded: str, start: int, end: int) -> int | None:
    """Return where the first signature block begins: its cue in capitals, at the head of a line or column."""
    for m in _signs().finditer(folded, start, end):
        at = m.start("cue")
        stop = text.find("\n", at, end)
        line = text[at : stop if stop >= 0 else end]
        cue = text[at : m.end("cue")]
        if folded.startswith("da ky", at) or (
            cue.isupper() and len(line) < 160 and not line.rstrip().endswith((";", ":", ","))
        ):
            return at
    return None


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    """Match lines of a signature block that name an office and no person (folded)."""
    return re.compile(
        r"\W{0,3}(?:t ?/ ?m|tm[. ]|k ?/ ?t|kt[. ]|t ?/ ?l|tl[. ]|t ?/ ?u ?q|tuq|q[. ]|quyen|thu |thua |bo |pho |thu truong|chu tich|chanh|vien|tong |giam doc|bi thu|uy vien|truong |cuc |vu |thuong truc"
        r"|ban |chi bo|dang |tinh |huyen |thong doc|chu nhiem|nguoi |ky |hoi |uy ban|so |van phong|quoc hoi|chinh phu|dai dien|trung tuong|thieu tuong|dai tuong|thuong tuong|dai ta|luu\b|noi nhan)"
    )


@lru_cache(maxsize=1)
def _rank() -> re.Pattern[str]:
    return re.compile(
        r"^(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá)|GS\.?|PGS\.?|TS\.?|ThS\.?|Đồng chí|Ông|Bà|[Đđ]/c)[. ]+",
        re.IGNORECASE,
    )


def person(words: str) -> str | None:
    """Return the name of a person that a cell holds, its mark "Đã ký" and rank left out.

    >>> person("Đã ký: Hồ Thị Cẩm Đào"), person("PHÓ BÍ THƯ")
    ('Hồ Thị Cẩm Đào', None)
    """
    bare = re.sub(r"[*_\\]+", " ", words)
    bare = re.sub(r"\(?\s*(?:đã|Đã|ĐÃ)\s*(?:ký|kí|KÝ)\s*\)?\s*:?", " ", bare)
    bare = re.sub(r"\((?:Ký|ký|chữ ký)[^)]{0,40}\)", " ", bare)
    bare = _rank().sub("", squeeze(bare).strip(" .,:;-"))
    tokens = bare.split()
    if not 2 <= len(tokens) <= 6 or not all(re.fullmatch(r"[^\W\d_][^\W\d_'’\-]{0,11}", t) for t in tokens):
        return None
    if bare.isupper():
        return None if _office().match(fold_key(bare) + " ") else bare.title()
    return bare if all(t[:1].isupper() and (len(t) == 1 or not t[1:].isupper()) for t in tokens) else None


def _signer(cells: Sequence[Cell]) -> tuple[str | None, list[str], int | None]:
    """Return the first signer, the lines above the name, and where the name ends."""
    lines: list[str] = []
    opened = False
    for cell in cells:
        if not opened and cell.folded.startswith(("noi nhan", "-", "+", "luu")):
            continue
        office = _office().match(cell.folded) is not None and cell.caps
        signed = re.match(r"\W{0,6}da ky", cell.folded) is not None
        if office or signed:
            opened = True
        if not opened:
            continue
        name = person(cell.text)
        if (
            name
            and not (office and cell.caps and not signed)
            and not re.match(r"\W{0,3}(?:noi nhan|luu|nhu )", cell.folded)
        ):
            return name, lines, cell.end
        if cell.caps:
            lines.append(cell.text)
        if re.match(r"(?:phu luc|mau so|bieu mau|danh muc|dieu \d)", cell.folded) or roles.is_prose(cell):
            return None, lines, cell.start
    return None, lines, cells[-1].end if cells else None


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


def _goes_on(folded: str, last: int, end: int) -> bool:
    """Say whether something substantial follows the signature: an annex, or a good deal of text."""
    rest = folded[last:end]
    words = len(rest.strip())
    return words > 1_500 or (words > 60 and _annex().search(rest) is not None)


def _copy(cleaned: Cleaned, start: int, end: int) -> CopyMark | None:
    """Return the mark of a certified copy in `start..end`: "SAO Y", "SAO LỤC", "TRÍCH SAO" alone on a line."""
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
