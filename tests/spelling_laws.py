"""Spellings of a text that must change no identity, and what they may not touch, with the reason.

A law makes another spelling of a text: `law(text, mentions, documents, chance)`. What it leaves alone it leaves alone
because the change would say something else to a reader, too; the reason stands beside it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from vbgraph.models import Document, Mention

Law = Callable[[str, Sequence[Mention], Sequence[Document], random.Random], str]
Identity = tuple[object, ...]


def decomposed(text: str, *_: object) -> str:
    """Every accent as a combining mark."""
    return unicodedata.normalize("NFD", text)


def hard_spaces(text: str, *_: object) -> str:
    """NBSP for every space."""
    return text.replace(" ", "\u00a0")


def windows_lines(text: str, *_: object) -> str:
    """CRLF for every line end."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def eth(text: str, *_: object) -> str:
    """Ð (U+00D0) for every Đ."""
    return text.replace("Đ", "\u00d0")


def soft_hyphens(
    text: str, mentions: Sequence[Mention], documents: Sequence[Document], chance: random.Random
) -> str:
    """A soft hyphen between one in five pairs of letters of a word.

    Not before a capital: in a sign (NĐ-CP) a soft hyphen is what a converter left of the hyphen, and reads as one.
    """
    letters = re.compile(r"(?<=[^\W\d_])(?=([^\W\d_]))")
    return letters.sub(lambda m: "\u00ad" if m[1].islower() and chance.random() < 0.2 else "", text)


def soft_for_hard(text: str, *_: object) -> str:
    """A soft hyphen for every hyphen.

    Not for the hyphen of a word ("Ai-len"): before a small letter a soft hyphen is where the word may be parted. Not
    beside another soft one, which then has no hyphen to stand for.
    """
    return re.sub(r"(?<!\u00ad)(?:(?<![^\W\d_])-|-(?![^\W\d_])|-(?=[A-ZĐ]))(?!\u00ad)", "\u00ad", text)


#: What opens a new paragraph at the head of a line: put there by a break, it says so to a reader, too.
_OPENS = re.compile(
    r"[-+*•]|\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[a-zđ]\)|[IVX]{1,5}[.\-] |Căn cứ |Chương [IVX\d]|Mục [IVX\d]"
    r"|Phần (?:thứ|[IVX\d])|Phụ lục |Nơi nhận|Thực hiện |Theo đề nghị|Xét |Thay thế |Sửa đổi|Bãi bỏ |Bổ sung "
    r"|QUYẾT |NGHỊ QUYẾT|\d{1,4}(?:\s|$)"
)
#: A space that may become a break. Not behind ".", ";", ":": a line that ends so ends an item of a list.
_SPACE = re.compile(r"(?<=[^\s.;:!?]) (?=\S)")
#: Only a line of running text is wrapped, into lines no shorter than this. A shorter one is a cell: of a heading, a
#: table, a signature ("Nguyễn Tấn⏎Dũng" are two cells), and a number alone on its line is the page's.
_WRAPPED, _PIECE = 60, 24
#: A page about documents is told from a form by lines longer than 60: there the lines stay so.
_PROSE = 64
#: Two columns of a heading on one line, or a number, place and day: identify reads the heading by its lines.
_HEADING_LINE = re.compile(
    r"CỘNG H|ĐẢNG CỘNG|\t|   |(?<![^\W\d_]), ?ngày\s+\d{1,2}\s+tháng \d{1,2} năm \d{4}\s*$"
)
#: The preamble of a consolidated text tells its original from its own number by where lines end.
_CONSOLIDATED = 2_500


def line_breaks(
    text: str, mentions: Sequence[Mention], documents: Sequence[Document], chance: random.Random
) -> str:
    """A line break for one in eight spaces of running text."""
    out, at = [], 0
    piece = _PIECE if any(d.kind == "directive" for d in documents) else _PROSE
    merged = any("consolidated" in d.flags for d in documents)
    for line in text.split("\n"):
        heading = _HEADING_LINE.search(line) is not None or (merged and at < _CONSOLIDATED)
        out.append(line if heading or len(line.strip()) < _WRAPPED else _wrapped(line, piece, chance))
        at += len(line) + 1
    return "\n".join(out)


def _wrapped(line: str, piece: int, chance: random.Random) -> str:
    pieces, last = [], 0
    for m in _SPACE.finditer(line):
        long_enough = len(line[last : m.start()].strip()) >= piece
        if long_enough and chance.random() < 1 / 8 and not _OPENS.match(line, m.end()):
            pieces.append(line[last : m.start()])
            last = m.end()
    return "\n".join([*pieces, line[last:]])


def capital_types(
    text: str, mentions: Sequence[Mention], documents: Sequence[Document], chance: random.Random
) -> str:
    """The type word of every citation in capitals.

    Not of a title without number ("QUY CHẾ thi tuyển …") nor before a bare number ("ĐỀ ÁN 896"): in capitals these are
    headings. Not in the headline of a page: in capitals it is the heading of a document.
    """
    out, last = [], 0
    for m in mentions:
        kind = m.type or ""
        printed = text[m.start : m.start + len(kind)]
        bare = m.kind == "title" or (m.kind != "name" and not re.search("[-/]", m.text))
        headline = any(d.kind != "directive" and d.start <= m.start < d.header_end for d in documents)
        if kind and printed.lower() == kind.lower() and not bare and not headline and m.start >= last:
            out += [text[last : m.start], printed.upper()]
            last = m.start + len(kind)
    return "".join([*out, text[last:]])


LAWS: dict[str, Law] = {
    "NFD": decomposed,
    "NBSP": hard_spaces,
    "soft hyphens": soft_hyphens,
    "soft for hard hyphens": soft_for_hard,
    "CRLF": windows_lines,
    "line breaks": line_breaks,
    "types in capitals": capital_types,
    "Ð for Đ": eth,
}


def identity(mention: Mention) -> Identity:
    """Return what tells the cited document from others; a name however it is capitalised."""
    m = mention
    name = (m.name or "").casefold()
    return m.kind, m.type, m.code, m.number, name, m.date, m.issuer, m.locality, m.district, m.term


def own_identity(document: Document) -> Identity:
    """Return what tells a document from others. The title is no part of it."""
    d = document
    return d.kind, d.type, d.code, d.issuer, d.locality, d.district, d.level, d.date, d.term


def differing(before: Sequence[Identity], after: Sequence[Identity]) -> list[tuple[object, object]]:
    """Return the pairs that differ of two sequences laid beside each other; None where one side has nothing."""
    if list(before) == list(after):
        return []
    out: list[tuple[object, object]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            size = max(b - a, d - c)
            old, new = [*before[a:b]], [*after[c:d]]
            out += zip(old + [None] * (size - len(old)), new + [None] * (size - len(new)), strict=True)
    return out
