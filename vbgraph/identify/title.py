"""The title block under the type word: "CỦA …", number and date on the title line, and the trích yếu itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import dropwhile

from vbgraph import dates
from vbgraph.dates import FoundDate
from vbgraph.identify import roles
from vbgraph.identify.heading import Heading
from vbgraph.identify.roles import OwnNumber
from vbgraph.identify.sheet import Cell
from vbgraph.registry import DocType, Registry
from vbgraph.text import fold, fold_key, squeeze

#: How many cells above a heading may hold the page's headline.
_ABOVE = 8


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What stands between the type word and the body; `start`/`end` of the title in the cleaned text."""

    title: str | None = None
    start: int = 0
    end: int = 0
    issuer: str | None = None
    number: OwnNumber | None = None
    date: FoundDate | None = None
    body: int = 0  # index of the first cell after the title


@dataclass(frozen=True, slots=True)
class _Joined:
    """Cells joined with spaces, and where each character came from."""

    text: str
    homes: tuple[tuple[int, int], ...]  # (offset in `text`, offset in the cleaned text)

    def home(self, pos: int) -> int:
        last = self.homes[0]
        for pair in self.homes:
            if pair[0] > pos:
                break
            last = pair
        return last[1] + pos - last[0]


def _join(cells: Sequence[Cell], skip: int) -> _Joined:
    """Join the cells, the first `skip` characters of the first one left out."""
    parts, homes, at = [], [], 0
    for k, cell in enumerate(cells):
        text = cell.text[skip:] if k == 0 else cell.text
        parts.append(text)
        homes.append((at, cell.start + (skip if k == 0 else 0)))
        at += len(text) + 1
    return _Joined(" ".join(parts), tuple(homes))


def read(heading: Heading, registry: Registry, bodies: Sequence[str]) -> TitleBlock:
    """Return the title block of a heading; `bodies` are the letterhead's, whose repetition ends the title."""
    if heading.type_at is None:
        return _subject(heading, registry, bodies)
    at = heading.type_at
    cell = heading.cells[at]
    found = roles.type_word(cell, registry, loose=True)
    skip = found[1] if found else len(cell.text)
    lines = [cell] if cell.text[skip:].strip(" .:*[]()0123456789") else []
    if not lines:
        skip = 0
    stop = at + 1
    while stop < heading.body and not _ends(heading, stop, lines, registry, bodies):
        if heading.roles[stop] in ("mark", "draft", "secret", "stamp", "place", "motto") or _is_own(
            heading, stop
        ):
            stop += 1
            continue
        lines.append(heading.cells[stop])
        stop += 1
    block = _parse(_join(lines, skip), lines, registry) if lines else TitleBlock()
    if not lines and heading.subject_at is not None and heading.subject_at < at:
        block = _subject(heading, registry, bodies)  # "V/v …" below the number, nothing under the type word
    return TitleBlock(block.title, block.start, block.end, block.issuer, block.number, block.date, stop)


def told(cells: Sequence[Cell], skip: int, registry: Registry) -> TitleBlock:
    """Return what lines say that tell a document, the first `skip` characters left out: "số … ngày … của … về …"."""
    joined = _join(cells, skip)
    block = _parse(joined, cells, registry)
    issuer = block.issuer.rstrip(" )].,") if block.issuer else None
    return replace(block, issuer=issuer)


def above(heading: Heading, own: OwnNumber, doc_type: DocType, registry: Registry) -> str | None:
    """Return the title of a heading without type word from the page's headline: "HƯỚNG DẪN <title>, SỐ 9-HD/BTCTW"."""
    lead = f"{fold(doc_type.name)} "
    for cell in heading.cells[max(0, heading.first - _ABOVE) : heading.body]:
        if not cell.folded.startswith(lead):
            continue
        number = re.search(rf"[ ,(-]+so[ :]{{1,2}}0*{own.number}[a-z]? ?[-/]", cell.folded)
        if number is not None and number.start() > len(lead):
            return squeeze(cell.text[len(lead) : number.start()]).strip(" ,(-") or None
        block = told([cell], len(lead), registry)
        if block.number is not None and (block.number.number, block.number.sign) == (own.number, own.sign):
            return block.title
    return None


def _is_own(heading: Heading, k: int) -> bool:
    """Say whether cell `k` is the document's number line, no line of the title."""
    own, cell = heading.number, heading.cells[k]
    return own is not None and heading.roles[k] == "number" and cell.start <= own.start < cell.end


def _ends(heading: Heading, k: int, lines: Sequence[Cell], registry: Registry, bodies: Sequence[str]) -> bool:
    """Say whether cell `k` no longer belongs to the title, given the `lines` gathered so far."""
    cell = heading.cells[k]
    content = list(dropwhile(lambda c: _tells_body(heading, c), lines))
    if cell.folded.startswith(("(", "[")) and content:
        return True
    if content and _is_body_name(cell, content[-1], registry, bodies):
        return True
    if heading.roles[k] == "to" or not content:
        return heading.roles[k] == "to"
    previous = content[-1]
    if roles.surely_opens(cell) or (_opens_text(cell, content) and not _links().search(previous.text)):
        return True
    if _names_original(cell) and not _links().search(previous.text):
        return True
    if not cell.text[:1].islower() and _opens_sentence(heading, k):
        return True
    if cell.ruled or (
        heading.roles[k] == "type"
        and cell.folded.rstrip(" :.") == fold(heading.doc_type.name if heading.doc_type else "")
    ):
        return True
    if cell.gap:
        return not _carries_on(cell, previous)
    return False


def _tells_body(heading: Heading, cell: Cell) -> bool:
    """Say whether a line only says whose the document is: "CỦA …", or "NGHỊ QUYẾT CỦA …" as the type line."""
    typed = heading.type_at is not None and cell is heading.cells[heading.type_at]
    return (
        (cell.folded.startswith("cua ") or (typed and " cua " in cell.folded))
        and " ve " not in cell.folded
        and not _behind_day().search(cell.folded)
    )


@lru_cache(maxsize=1)
def _behind_day() -> re.Pattern[str]:
    """Match words behind the day of a line that tells a document: "CỦA … SỐ … NGÀY 29 THÁNG 12 NĂM 1999 HƯỚNG DẪN …"."""
    return re.compile(
        r" so[: ].{3,40} ngay \d[^a-z]{1,10}(?:thang \d{1,2} nam \d{4})?\W{1,3}[a-z]{2,} [a-z]{2,}"
    )


def _opens_text(cell: Cell, content: Sequence[Cell]) -> bool:
    """Say whether a line in small letters begins a sentence below a title in capitals."""
    return (
        not cell.caps
        and cell.text[:1].isupper()
        and all(line.caps for line in content)
        and not cell.folded.startswith(("ve ", "v/v"))
    )


@lru_cache(maxsize=1)
def _sentence() -> re.Pattern[str]:
    """Match the words that often open a body without "Căn cứ" (folded)."""
    return re.compile(
        r"(?:thuc hien|trien khai|tiep tuc|tiep theo|sau khi|hien nay|nam (?:19|20)\d\d|phat huy|quan triet|hoi nghi lan thu)\b"
    )


def _opens_sentence(heading: Heading, k: int) -> bool:
    """Say whether line `k` opens the body's first paragraph: a full sentence, where a title has no stop."""
    cell = heading.cells[k]
    if cell.caps or _links().search(heading.cells[k - 1].text) or not _sentence().match(cell.folded):
        return False
    for j in range(k, min(k + 12, len(heading.cells))):
        here = heading.cells[j]
        if j > k and (here.gap or here.ruled or roles.surely_opens(here)):
            return False
        if here.text[-1] in ".:;":
            return True
    return False


@lru_cache(maxsize=1)
def _links() -> re.Pattern[str]:
    """Match the words after which a title's line is not complete, accents counting: "do" is not "đò"."""
    return re.compile(
        r"(?:\b(?:của|và|với|theo|các|số|về|cho|kèm|thay thế|bãi bỏ|một|giữa|trong|từ|do|đối|ngày|trước|sau)|[,;\-(])$",
        re.IGNORECASE,
    )


def _names_original(cell: Cell) -> bool:
    """Say whether a line opens a consolidated text's preamble: "Thông tư số 24/2025/TT-BCT ngày …"."""
    return (
        not cell.caps
        and re.match(
            r"(?:bo luat|luat|phap lenh|nghi dinh|nghi quyet|thong tu(?: lien tich)?|quyet dinh)\b.{0,120}?(?: so)? \d{1,4}/",
            cell.folded,
        )
        is not None
    )


def _carries_on(cell: Cell, previous: Cell) -> bool:
    """Say whether a title goes on after an empty line: in the middle of a phrase, or all in capitals."""
    if cell.text[:1].islower() or _links().search(previous.text):
        return True
    return cell.caps and previous.caps and roles.subject_line(cell) is None


def _is_body_name(cell: Cell, previous: Cell, registry: Registry, bodies: Sequence[str]) -> bool:
    """Say whether a line in capitals is the issuing body again, which stands between title and preamble."""
    if previous.folded.startswith(("hoi nghi lan thu ", "dai hoi ")):
        return False  # "HỘI NGHỊ LẦN THỨ BẢY" of that body
    if not cell.caps or previous.folded.endswith((" cua", " va", " do", ",", "-", " voi", " giua")):
        return False
    key = fold_key(cell.text)
    if any(key == fold_key(b) or (len(key) > 8 and fold_key(b).startswith(key)) for b in bodies):
        return True
    if (
        re.match(
            r"(?:bo truong|thong doc|chu tich|thu tuong|chanh an|vien truong|tong|chu nhiem|giam doc|cuc truong|truong ban)\b",
            key,
        )
        and len(key) < 70
    ):
        return True
    return registry.issuer_named(cell.text) is not None or key.startswith(
        ("hoi dong nhan dan", "uy ban nhan dan")
    )


@lru_cache(maxsize=1)
def _issuer_end() -> re.Pattern[str]:
    """Match where a body's name ends on a title line (folded)."""
    return re.compile(r" (?=so[: ]{1,3}\d|ve |v/v|ngay \d|khoa [ivx]|\()|$")


def _parse(joined: _Joined, lines: Sequence[Cell], registry: Registry) -> TitleBlock:
    """Read "CỦA <body> SỐ <code> NGÀY <date> VỀ <title>" off the joined block, each part optional."""
    text, folded = joined.text, fold(joined.text)
    pos, issuer, number, date = _skip(text, 0), None, None, None
    for _ in range(4):
        if folded.startswith("cua ", pos) and issuer is None:
            stop = _issuer_stop(joined, pos + 4, lines, registry)
            issuer, pos = text[pos + 4 : stop], stop
        elif re.match(r"so[: .]{0,3}\d", folded[pos : pos + 8]) and number is None:
            begin = pos + 2
            own = roles.code_at(text, begin)
            if own is None:
                break
            number, pos = (
                OwnNumber(own.number, own.year, own.sign, "", joined.home(own.start), joined.home(own.end)),
                own.end,
            )
        elif folded.startswith("ngay", pos) and date is None and number is not None:
            date = dates.match(folded, pos)
            if date is None:
                break
            pos = date.end
        elif (
            assembly := re.match(
                r"(?:hoi nghi (?:lan thu|trung uong|ban chap hanh)|dai hoi)[^()]{4,120}?\(?khoa [ivx]+\)?",
                folded[pos:],
            )
        ) and issuer is None:
            issuer, pos = text[pos : pos + assembly.end()], pos + assembly.end()
        else:
            break
        pos = _skip(text, pos)
    lead = re.match(r"(?:ve ?viec|v/ ?v|ve)[ :.]+", folded[pos:]) or _glued_ve().match(text[pos:])
    pos += lead.end() if lead else 0
    pos = _skip(text, pos)
    title = squeeze(text[pos:]).rstrip(" *_-:")
    title = re.sub(r"(?<=[^\W\d])\s*(?:\[\d{1,2}\]|\(\d\))$|(?<=[a-zà-ỹ])\d{1,2}$", "", title)
    end = joined.home(len(text) - 1) + 1
    return TitleBlock(title or None, joined.home(pos) if title else end, end, issuer, number, date)


@lru_cache(maxsize=1)
def _glued_ve() -> re.Pattern[str]:
    """Match "VỀ" that lost the space behind it: no syllable but "VỀNH" goes on so."""
    return re.compile(r"V(?:Ề(?!NH\b)|ề)(?=[A-ZĐÀ-Ỹ])")


def _skip(text: str, pos: int) -> int:
    while pos < len(text) and text[pos] in " .:,;*_-–":
        pos += 1
    return pos


def _issuer_stop(joined: _Joined, pos: int, lines: Sequence[Cell], registry: Registry) -> int:
    """Return where the body after "CỦA" ends: at "SỐ", "VỀ", "NGÀY", or with its line when that is complete."""
    folded = fold(joined.text)
    m = _issuer_end().search(folded, pos)
    stop = m.start() if m else len(folded)
    ends = [h - 1 for h, _ in joined.homes[1:] if h - 1 > pos]
    for k, end in enumerate(ends):
        if end >= stop:
            break
        line = lines[len(lines) - len(ends) + k]
        if registry.issuer_named(joined.text[pos:end]) is not None:
            return end
        if (
            not line.caps
            or line.folded.startswith(("ve ", "v/v"))
            or (line.gap and not line.folded.startswith(("tinh ", "thanh pho ")))
        ):
            return end
    return stop


def _subject(heading: Heading, registry: Registry, bodies: Sequence[str]) -> TitleBlock:
    """Return the title of a text without type line: its "V/v …" lines in the left column, or "VỀ VIỆC …"."""
    at = heading.subject_at
    if at is None:
        return TitleBlock(body=heading.body)
    cell = heading.cells[at]
    skip = roles.subject_line(cell) or roles.title_without_type(cell) or 0
    lines, stop = [cell], at + 1
    while stop < heading.body and heading.roles[stop] in ("other", "caps", "place", "motto", "mark"):
        follow = heading.cells[stop]
        if heading.roles[stop] in ("other", "caps"):
            if follow.gap or follow.ruled or _is_body_name(follow, lines[-1], registry, bodies):
                break
            lines.append(follow)
        stop += 1
    joined = _join(lines, skip)
    title = squeeze(joined.text).strip(" :.*_-")
    pos = _skip(joined.text, 0)
    end = joined.home(len(joined.text) - 1) + 1
    return TitleBlock(title or None, joined.home(min(pos, len(joined.text) - 1)), end, body=stop)
