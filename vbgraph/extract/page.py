"""The text as the extractor sees it: cleaned, white space squeezed, page furniture gone, every offset leading home.

A run of white space becomes one character: a space, a line break, or (for a blank line) two line breaks, so that
patterns stay small and bounded. Lines that only a printed page carries (page numbers, gazette headers) count as
white space: a citation that a page break cuts stays one citation.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from vbgraph.text import Cleaned, clean_whole, fold


@dataclass(frozen=True, slots=True)
class Page:
    """Three views that share offsets, and `home`, which leads back to the text as read.

    `text` keeps line breaks; in `flat` a line break that is no paragraph's end reads as a space, so that patterns need
    not think of wrapped lines; `folded` is `flat` without case and accents. `leads` are the positions of the
    capitalised words that may begin a type word or a name, by their folded form.
    """

    text: str
    flat: str
    folded: str
    leads: dict[str, list[int]]
    _cleaned: Cleaned
    _starts: array[int]
    _homes: array[int]

    @property
    def raw(self) -> str:
        """The text as read."""
        return self._cleaned.raw

    def at_leads(self, pattern: re.Pattern[str], words: Iterable[str]) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern for folded text that begin with one of some capitalised words, in order."""
        places = sorted(at for word in words for at in self.leads.get(word, ()))
        return (m for at in places if (m := pattern.match(self.folded, at)) is not None)

    def home(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text as read that became `text[start:end]`."""
        first = self._clean(start)
        if start >= end:
            at = self._cleaned.home(first, first)[0]
            return at, at
        return self._cleaned.home(first, self._clean(end - 1) + 1)

    def row_between(self, start: int, end: int) -> int:
        """Return where the last row of a table begins between two places, below a line that is but its number; 0 if none."""
        if "\n" not in self.text[start:end]:
            return 0
        low, high = self.home(start, start + 1)[0], self.home(end, end + 1)[0]
        last = None
        for m in _row_number().finditer(self.raw, low, high + 24):
            last = m if m.end() <= high else last
        return 0 if last is None else self.place(last.end())

    def place(self, raw: int) -> int:
        """Return the position in `text` of an offset of the text as read (the nearest one at or after it)."""
        clean = self._cleaned.place(raw)
        piece = bisect_right(self._homes, clean) - 1
        at = self._starts[piece] + clean - self._homes[piece]
        onward = self._starts[piece + 1] if piece + 1 < len(self._starts) else len(self.text)
        return min(at, onward)

    def _clean(self, at: int) -> int:
        piece = bisect_right(self._starts, at) - 1
        return self._homes[piece] + at - self._starts[piece]


@lru_cache(maxsize=1)
def _furniture() -> re.Pattern[str]:
    """Match a line that only a printed page carries: its number, the gazette's header, a rule."""
    page_number = r"\d{1,4}|-[ ]?\d{1,4}[ ]?-"
    gazette = r"(?:\d{1,4}[ ]{1,80})?CÔNG BÁO[ ]?/[ ]?Số.{1,80}"
    rule = r"[-_=*][-_=* ]{2,80}"
    return re.compile(rf"(?:{page_number}|{gazette}|{rule})")


@lru_cache(maxsize=1)
def _row_number() -> re.Pattern[str]:
    """Match a line that is but a number, right below words and above a capitalised one: pages end with blank lines."""
    return re.compile(r"(?<=[^\s;,])[ \t]?\n[ \t]*\d{1,3}[.)]?[ \t]?\n[ \t]*(?=[A-ZĐÀ-Ỹ][^\W\d_]*[a-zà-ỹđ])")


#: What lines of furniture begin with: a look at one character spares most lines the pattern.
_FURNITURE_STARTS = frozenset("0123456789-_=*C")


@lru_cache(maxsize=1)
def _spaces() -> re.Pattern[str]:
    return re.compile("[ ]{2,}")


def page(raw: str) -> Page:
    """Return `raw` ready for extraction.

    >>> p = page("số 66-\\n  NQ/TW   ngày")
    >>> p.text, p.home(3, 12)
    ('số 66-\\nNQ/TW ngày', (3, 14))
    """
    cleaned = clean_whole(raw)
    texts: list[str] = []
    flats: list[str] = []
    starts, homes = array("L", [0]), array("L", [0])
    length = shift = 0
    for space, at, words in _stretches(cleaned.text):
        length += len(space)
        if words and at - length != shift:
            shift = at - length
            starts.append(length)
            homes.append(at)
        length += len(words)
        texts += space, words
        flats += " " if space == "\n" else space, words
    flat = "".join(flats)
    folded = fold(flat)
    return Page("".join(texts), flat, folded, _leads(flat, folded), cleaned, starts, homes)


#: The second letters of what may be Bộ, Luật, Chỉ, Công, Pháp, Hiến, Quy, Nghị, Tuyên, Điều, Đề, Di, Kế … by the first.
_LEADS = {
    "B": "uUlLộỘoO", "L": "uUlLộỘoO", "C": "hHgGuUưƯôÔoO", "P": "hHgG", "N": "hHgGqQ", "H": "uUưƯiI",
    "Q": "uUưƯ", "T": "uUưƯ", "D": "iIeEêÊềỀếẾ", "Đ": "iIeEêÊềỀếẾ", "K": "eEêÊềỀếẾ",
}  # fmt: skip


@lru_cache(maxsize=1)
def _capitalised() -> tuple[re.Pattern[str], ...]:
    """Match the words that begin so; one pattern a capital, as the search for one is far faster than for a set."""
    return tuple(re.compile(rf"{first}(?<![^\W_].)[{second}][^\W\d_]*") for first, second in _LEADS.items())


def _leads(flat: str, folded: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for capitalised in _capitalised():
        for m in capitalised.finditer(flat):
            start, end = m.span()
            found.setdefault(folded[start:end], []).append(start)
    return found


def _stretches(source: str) -> Iterator[tuple[str, int, str]]:
    """Yield the stretches of words of a text: what stands for the white space before them, their position, the words."""
    lines = source.split("\n")
    last = len(lines) - 1
    at = 0
    blank, furniture = False, ""
    for k, line in enumerate(lines):
        body = line.strip(" ")
        inside = 0 < k < last
        if inside and not body:
            blank = True
        elif (
            inside
            and body[0] in _FURNITURE_STARTS
            and _furniture().fullmatch(body)
            and not _within_date(lines, k, body)
        ):
            furniture += body
        else:
            if k:
                space = _line_break(furniture) if blank or furniture else "\n"
            else:
                space = " " if line[:1] == " " else ""
            blank, furniture = False, ""
            start = at if body is line else at + len(line) - len(line.lstrip(" "))
            if "  " in body:
                yield from _without_gaps(body, space, start)
            else:
                yield space, start, body
        at += len(line) + 1
    if lines[-1][-1:] == " " and lines[-1].strip(" "):
        yield " ", 0, ""


def _within_date(lines: list[str], k: int, number: str) -> bool:
    """Say whether a number alone on its line is a day, month or year of a narrow column, not a page's number."""
    before = lines[k - 1].rstrip(" ")
    if before.endswith("năm"):
        return len(number) == 4 and number.startswith(("19", "20"))
    after = lines[k + 1].lstrip(" ")
    return len(number) <= 2 and (
        (before.endswith("ngày") and after.startswith("tháng "))
        or (before.endswith("tháng") and after.startswith("năm"))
    )


def _without_gaps(line: str, space: str, start: int) -> Iterator[tuple[str, int, str]]:
    """Yield the stretches of a line between its runs of spaces."""
    done = 0
    for m in _spaces().finditer(line):
        yield space, start + done, line[done : m.start()]
        space, done = " ", m.end()
    yield space, start + done, line[done:]


def _line_break(furniture: str) -> str:
    """Return what stands for blank lines and furniture; a page's number makes a page break, which is no paragraph."""
    return "\n" if re.search(r"\d", furniture) else "\n\n"


@lru_cache(maxsize=1)
def _stops() -> tuple[re.Pattern[str], ...]:
    """Match where a sentence surely ends: a blank line, a full stop before a capital, a new item or article.

    One pattern for each character with which that begins: the search for one is far faster than for a set.
    """
    item = r"(?:[-+*•]|\(?\d{1,2}[.)] ?(?=[^\d])|\d{1,2}(?:\.\d{1,2}){1,3}\.? |[a-zđ]\) ?|[IVX]{1,5}[.\-] |Điều \d{1,3}[a-zđ]?(?: ?[.:]|\n(?!Nghị |Luật |Thông |Quyết |Bộ |Pháp |Quy |Hiến )[A-ZĐÀ-Ỹ])|Căn cứ |Chương [IVX\d]|Mục [IVX\d]|Phần (?:thứ|[IVX\d])|Phụ lục |Nơi nhận|Thực hiện |Theo đề nghị|Xét |Thay thế |Sửa đổi|Bãi bỏ |Bổ sung |(?:NGHỊ QUYẾT|QUYẾT (?:ĐỊNH|NGHỊ))(?! ?số| ?\d)|QUYẾT (?!ĐỊNH|NGHỊ))"
    begins = rf"(?<!TP\.[ \n])(?<!Tp\.[ \n])(?<!ThS\.[ \n])(?=[A-ZĐÀ-Ỹ“\"]|{item})"
    return tuple(
        re.compile(p)
        for p in (
            rf"\n(?:\n|(?={item})|(?<=[;:.]\n)|”[ \n]{begins})",
            rf";”[ \n]{begins}",
            *(rf"{mark}”?[ \n]{begins}" for mark in (r"\.", "!", r"\?")),
        )
    )


@lru_cache(maxsize=1)
def _bare_mark() -> re.Pattern[str]:
    """Match the mark of an item standing alone ("6. "): it belongs to the words behind it."""
    return re.compile(
        r"\s{0,4}(?:Điều \d{1,3}[a-z]?\.|\d{1,2}(?:\.\d{1,2}){0,3}\.|[IVX]{1,5}\.|[A-Z]\.)\s{0,4}"
    )


#: No mark of an item is longer, white space and all.
_MARK = 24


def sentences(text: str) -> array[int]:
    """Return the positions at which sentences or items of a list begin, in order, 0 first."""
    starts = array("L", [0])
    mark = _bare_mark().fullmatch
    for end in sorted(m.end() for stop in _stops() for m in stop.finditer(text)):
        before = starts[-1]
        if end > before and (end - before > _MARK or not mark(text, before, end)):
            starts.append(end)
    return starts


def trim(page: Page, start: int, end: int) -> int:
    """Drop trailing white space and a bracket that the name did not open."""
    while end > start and page.text[end - 1] in " \n,":
        end -= 1
    if page.text[end - 1] == ")" and "(" not in page.text[start:end]:
        end -= 1
    return end
