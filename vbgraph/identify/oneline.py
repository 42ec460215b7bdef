"""A heading that a copy ran into one line with the text below it, cut into its cells again.

"ĐẢNG BỘ … ĐẢNG ỦY … * Số 9 -KH/ĐU ĐẢNG CỘNG SẢN VIỆT NAM …, ngày 3 tháng 4 năm 2020 KẾ HOẠCH … - Căn cứ …": number, motto
and place stand one after the other, with nothing but the letterhead in capitals between; then a type word in capitals,
"V/v" or "Kính gửi". Only where all of that holds is a line cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from vbgraph.identify.sheet import Cell, is_caps
from vbgraph.registry import Registry
from vbgraph.text import Cleaned, fold_key

#: A line is no shorter, its heading no longer, and the title below the type word neither.
_SHORTEST, _HEAD, _TITLE = 120, 600, 500
#: How much letterhead may stand before, or between the columns' parts.
_LETTERHEAD = 140


@lru_cache(maxsize=1)
def _parts() -> re.Pattern[str]:
    """Match number, motto and place line."""
    return re.compile(
        r"(?P<number>(?<![^\s*])Số ?:? ?\d{0,5}[a-z]? ?(?:[-/] ?(?:[A-ZĐ\d][\w.]*))+)"
        r"|(?P<motto>ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập ?- ?Tự do ?- ?Hạnh phúc)"
        r"|(?P<place>(?:[A-ZĐÀ-Ỹ][\w.]* ){0,4}[A-ZĐÀ-Ỹ][\w.]* ?, ?ngày ?\d{1,2} ?tháng ?\d{1,2} ?năm ?\d{4})"
    )


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """Match what opens the text behind a title: a preamble, the receiver, the first part, a body that acts."""
    return re.compile(
        r" -? ?(?=(?:Căn cứ|Kính gửi|Thực hiện|Triển khai|Nhằm|Để|Theo đề nghị|Xét|Điều 1\b|I ?[./-] ?[A-ZĐ]|1 ?[./-] [A-ZĐ])|(?<=-)Căn\b|(?<=- )Căn\b)"
    )


@lru_cache(maxsize=1)
def _unit() -> re.Pattern[str]:
    """Match a superior body with its place, up to where the issuing one opens."""
    return re.compile(
        r"(?:ĐẢNG BỘ|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) (?:ỦY|UỶ)|(?:ỦY|UỶ) BAN NHÂN DÂN|UBND) .{3,40}?"
        r" (?=(?:(?:ĐẢNG|TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) (?:ỦY|UỶ)|CHI BỘ|ĐẢNG BỘ|BAN|VĂN PHÒNG|SỞ) )"
    )


def part(cleaned: Cleaned, cells: Sequence[Cell], registry: Registry) -> list[Cell]:
    """Return the cells, the row of the first heading that was run into one line cut into its parts."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    for row in rows.values():
        start, end = row[0].start, row[-1].end
        if end - start < _SHORTEST or "VIỆT NAM" not in cleaned.text[start : start + _HEAD]:
            continue
        cuts = _cuts(cleaned.text, start, end, registry)
        if cuts:
            k = cells.index(row[0])
            return [*cells[:k], *_cells(cleaned, [start, *cuts, end], row[0]), *cells[k + len(row) :]]
    return list(cells)


def _cells(cleaned: Cleaned, edges: Sequence[int], first: Cell) -> list[Cell]:
    """Return the cells between the edges; the last is the text below the heading, and stands apart from it."""
    out: list[Cell] = []
    for left, right in pairwise(edges):
        bare = cleaned.text[left:right].strip(" *_-|")
        if not any(map(str.isalnum, bare)):
            continue
        at = cleaned.text.index(bare, left)
        folded, gap = cleaned.folded[at : at + len(bare)], right == edges[-1] or (first.gap and not out)
        out.append(Cell(bare, folded, at, at + len(bare), first.row, gap, first.ruled and not out, bool(out)))
    return out


def _cuts(text: str, start: int, end: int, registry: Registry) -> list[int]:
    """Return where the parts of the heading in `text[start:end]` begin and end, none if it is no heading."""
    cuts: list[int] = []
    seen: set[str] = set()
    pos = start
    for m in _parts().finditer(text, start, min(end, start + _HEAD)):
        between = text[pos : m.start()].strip(" *_-|.")
        kind = m.lastgroup or ""
        if (
            between
            and not (is_caps(between) and len(between) < _LETTERHEAD)
            and between[:3] not in ("V/v", "v/v")
        ):
            break
        if kind in seen and kind != "motto":
            break
        unit = _unit().match(text, pos, m.start()) if pos == start else None
        cuts += [*([unit.end()] if unit else []), m.start(), m.end()]
        seen.add(kind)
        pos = m.end()
    if seen != {"number", "motto", "place"}:
        return []
    below = _below(text, pos, end, registry)
    return [*cuts, *below] if below else []


def _below(text: str, pos: int, end: int, registry: Registry) -> list[int]:
    """Return where type word, title and body begin behind the place line, none if nothing of a heading follows."""
    while pos < end and text[pos] in " *_-|.":
        pos += 1
    typed = _type_end(text, pos, end, registry)
    if typed is None and not re.match(r"V/v |Về việc |Kính gửi", text[pos:end]):
        return []
    title = pos if typed is None else typed
    m = _opening().search(text, max(pos - 1, title), min(end, title + _TITLE))
    return [*([pos] if typed is None else [pos, typed]), m.end()] if m else []


def _type_end(text: str, pos: int, end: int, registry: Registry) -> int | None:
    """Return where the type word in capitals at `pos` ends."""
    words = list(re.finditer(r"[^\W\d_]+", text[pos : min(end, pos + 60)]))
    for word in reversed(words[:5]):
        named = text[pos : pos + word.end()]
        if is_caps(named) and fold_key(named) in registry.type_words and len(named) >= 5:
            return pos + word.end()
    return None
