"""The text as the extractor sees it: cleaned, white space squeezed, page furniture gone, every offset leading home.

A run of white space becomes one character: a space, a line break, or (for a blank line) two line breaks, so that
patterns stay small and bounded. Lines that only a printed page carries (page numbers, gazette headers) count as
white space: a citation that a page break cuts stays one citation.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from vbgraph.text import Cleaned, clean, fold


@dataclass(frozen=True, slots=True)
class Page:
    """Three views that share offsets, and `home`, which leads back to the text as read.

    `text` keeps line breaks; in `flat` a line break that is no paragraph's end reads as a space, so that patterns need
    not think of wrapped lines; `folded` is `flat` without case and accents.
    """

    text: str
    flat: str
    folded: str
    _cleaned: Cleaned
    _starts: array[int]
    _homes: array[int]

    @property
    def raw(self) -> str:
        """The text as read."""
        return self._cleaned.raw

    def home(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text as read that became `text[start:end]`."""
        if start >= end:
            at = self._cleaned.home(self._clean(start), self._clean(start))[0]
            return at, at
        return self._cleaned.home(self._clean(start), self._clean(end - 1) + 1)

    def place(self, raw: int) -> int:
        """Return the position in `text` of an offset of the text as read (the nearest one at or after it)."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.home(middle, middle + 1)[0] < raw:
                low = middle + 1
            else:
                high = middle
        return low

    def _clean(self, at: int) -> int:
        piece = bisect_right(self._starts, at) - 1
        return self._homes[piece] + at - self._starts[piece]


@lru_cache(maxsize=1)
def _blank() -> re.Pattern[str]:
    """Match white space worth squeezing, together with the furniture lines inside it."""
    page_number = r"[ ]{0,80}(?:\d{1,4}|-[ ]?\d{1,4}[ ]?-)[ ]{0,20}(?=\n)"
    gazette = r"[ ]{0,80}(?:\d{1,4}[ ]{1,80})?CÔNG BÁO[ ]?/[ ]?Số[^\n]{1,80}(?=\n)"
    rule = r"[ ]{0,80}[-_=*–—][-_=*– ]{2,80}(?=\n)"
    return re.compile(rf"[ ]*\n[ \n]*(?:(?:{page_number}|{gazette}|{rule})\n[ \n]*)*|[ ]{{2,}}|[ ]+\Z")


def page(raw: str) -> Page:
    """Return `raw` ready for extraction.

    >>> p = page("số 66-\\n  NQ/TW   ngày")
    >>> p.text, p.home(3, 12)
    ('số 66-\\nNQ/TW ngày', (3, 14))
    """
    cleaned = clean(raw)
    source = cleaned.text
    out: list[str] = []
    starts, homes = array("L"), array("L")
    length = last = 0

    def add(piece: str, at: int) -> None:
        nonlocal length
        if piece:
            starts.append(length)
            homes.append(at)
            out.append(piece)
            length += len(piece)

    for m in _blank().finditer(source):
        add(source[last : m.start()], last)
        add(_squeezed(m.group()), m.start())
        last = m.end()
    add(source[last:], last)
    if not starts:
        starts.append(0)
        homes.append(0)
    text = "".join(out)
    flat = _wrap().sub(" ", text)
    return Page(text, flat, fold(flat), cleaned, starts, homes)


@lru_cache(maxsize=1)
def _wrap() -> re.Pattern[str]:
    return re.compile(r"(?<!\n)\n(?!\n)")


def _squeezed(run: str) -> str:
    """Return what stands for a run of white space; furniture inside it makes a page break, which is no paragraph."""
    breaks = run.count("\n")
    if not breaks:
        return " "
    furniture = run.strip() != ""
    blank_line = breaks >= 2 and "\n\n" in run.replace(" ", "")
    if furniture and re.search(r"\d", run):
        return "\n"
    return "\n\n" if blank_line or furniture else "\n"


@lru_cache(maxsize=1)
def _stops() -> re.Pattern[str]:
    """Match where a sentence surely ends: a blank line, a full stop before a capital, a new item or article."""
    item = r"(?:[-+*•]|\(?\d{1,2}[.)] ?(?=[^\d])|\d{1,2}(?:\.\d{1,2}){1,3}\.? |[a-zđ]\) ?|[IVX]{1,5}[.\-] |Điều \d|Căn cứ |Chương [IVX\d]|Mục [IVX\d]|Phần (?:thứ|[IVX\d])|Phụ lục |Nơi nhận|Thực hiện |Theo đề nghị|Xét |Thay thế |Sửa đổi|Bãi bỏ |Bổ sung |QUYẾT |NGHỊ QUYẾT)"
    return re.compile(
        rf"\n(?:\n|(?={item})|(?<=[;:.]\n))|[ \n](?:(?<=[.!?][ \n])|(?<=[.!?;]”[ \n]))(?<!TP\.[ \n])(?<!Tp\.[ \n])(?<!ThS\.[ \n])(?=[A-ZĐÀ-Ỹ“\"]|{item})"
    )


@lru_cache(maxsize=1)
def _bare_mark() -> re.Pattern[str]:
    """Match the mark of an item standing alone ("6. "): it belongs to the words behind it."""
    return re.compile(
        r"\s{0,4}(?:Điều \d{1,3}[a-z]?\.|\d{1,2}(?:\.\d{1,2}){0,3}\.|[IVX]{1,5}\.|[A-Z]\.)\s{0,4}"
    )


def sentences(text: str) -> array[int]:
    """Return the positions at which sentences or items of a list begin, in order, 0 first."""
    starts = array("L", [0])
    for m in _stops().finditer(text):
        if m.end() > starts[-1] and not _bare_mark().fullmatch(text, starts[-1], m.end()):
            starts.append(m.end())
    return starts


def trim(page: Page, start: int, end: int) -> int:
    """Drop trailing white space and a bracket that the name did not open."""
    while end > start and page.text[end - 1] in " \n,":
        end -= 1
    if page.text[end - 1] == ")" and "(" not in page.text[start:end]:
        end -= 1
    return end
