"""What repeats at the edges of pages (running headers, gazette lines, page numbers) and signature stamps: out."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from ..text import fold

#: Furniture stands among so many first and last lines of a page.
_EDGE = 4


def without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages without running headers and footers, page numbers and stamps of digital signatures."""
    pages = [_without_stamp(page) for page in pages]
    repeated = _repeated(pages)
    shift = _page_number_shift(pages)
    return [_body(page, index, repeated, shift) for index, page in enumerate(pages)]


@lru_cache(maxsize=1)
def _digits() -> re.Pattern[str]:
    """Return the pattern of a number, which changes from page to page."""
    return re.compile(r"\d+")


@lru_cache(maxsize=1)
def _own_lines() -> re.Pattern[str]:
    """Return what a document's own first lines say, which several documents in one file may repeat."""
    return re.compile(
        r"cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap ?[-–] ?tu do|^so ?:? ?\d|^dieu \d"
    )


@lru_cache(maxsize=1)
def _page_number() -> re.Pattern[str]:
    """Return the pattern of a line that is a page number and nothing else."""
    return re.compile(r"^[-–—\s|]*(?:trang|page)?\s*(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—\s|]*$", re.I)


def _key(line: str) -> str:
    """Return what two furniture lines of different pages have in common; "" for a line without letters."""
    key = _digits().sub("#", fold(line))
    return key if any(map(str.isalpha, key)) and not _own_lines().search(fold(line)) else ""


def _edges(page: list[str]) -> list[str]:
    """Return the lines of `page` among which furniture may stand."""
    return page if len(page) <= 2 * _EDGE else page[:_EDGE] + page[-_EDGE:]


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """Return the keys of lines that stand at the edges of many pages (odd and even ones may differ)."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(line) for line in _edges(page)})
    enough = max(3, 0.3 * len(pages))
    return frozenset(key for key, count in counts.items() if key and count >= enough)


def _page_number_shift(pages: list[list[str]]) -> int:
    """Return the difference between printed and real page numbers that most pages agree on."""
    shifts: Counter[int] = Counter()
    for index, page in enumerate(pages):
        for line in _edges(page):
            match = _page_number().match(line)
            if match:
                shifts[int(match.group(1)) - index] += 1
    common = shifts.most_common(1)
    return common[0][0] if common and common[0][1] > 1 else 1


def _body(page: list[str], index: int, repeated: frozenset[str], shift: int) -> list[str]:
    """Return the lines of `page` between its furniture, which is peeled off from the outside, line by line."""

    def is_furniture(line: str) -> bool:
        return _key(line) in repeated or _is_number_of(line, index + shift)

    start, end = 0, len(page)
    while start < min(end, _EDGE) and is_furniture(page[start]):
        start += 1
    while end > max(start, len(page) - _EDGE) and is_furniture(page[end - 1]):
        end -= 1
    return page[start:end]


def _is_number_of(line: str, number: int) -> bool:
    """Say whether `line` is the page number `number`."""
    match = _page_number().match(line)
    return match is not None and int(match.group(1)) == number


@lru_cache(maxsize=1)
def _stamp_line() -> re.Pattern[str]:
    """Return the lines that a digital signature draws."""
    return re.compile(
        r"^(?:nguoi ky|ky boi|duoc ky boi|ky so boi|email|co quan|to chuc|chuc vu|thoi gian ky|ngay ky|signature valid"
        r"|signed by|digitally signed by|date|dn)\s*:?(?:\s|$)"
    )


@lru_cache(maxsize=1)
def _stamp_core() -> re.Pattern[str]:
    """Return the words without which lines like "Email:" are no stamp."""
    return re.compile(
        r"^(?:nguoi ky|ky boi|duoc ky boi|ky so boi|thoi gian ky|ngay ky|signature valid|signed by|digitally)"
    )


def _without_stamp(page: list[str]) -> list[str]:
    """Return `page` without the block of a digital signature: consecutive stamp lines with a core among them."""
    kept: list[str] = []
    block: list[str] = []
    for line in [*page, ""]:
        folded = fold(line)
        if line and _stamp_line().match(folded):
            block.append(line)
            continue
        is_stamp = len(block) > 1 and any(_stamp_core().match(fold(part)) for part in block)
        kept.extend([] if is_stamp else block)
        block = []
        if line:
            kept.append(line)
    return kept
