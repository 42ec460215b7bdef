"""A cleaned text cut into cells: what a reader sees as one piece of a line, columns and table cells apart.

The heading of a Vietnamese document has two columns. After conversion they stand on one line, set apart by a tab, a run
of spaces or a table's bars, or by nothing but the motto or the place that opens the right column; all are cut here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vbgraph.text import Cleaned

#: Words with which the right column of a heading opens (folded).
MOTTOES = ("cong hoa xa hoi chu nghia", "cong hoa xhcn", "dang cong san viet nam", "doc lap - tu do")


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line: `start` and `end` in the cleaned text, its `row`.

    `gap`: an empty line stands before; `ruled`: a line of strokes does; `beside`: another cell of its line does.
    """

    text: str
    folded: str
    start: int
    end: int
    row: int
    gap: bool
    ruled: bool = False
    beside: bool = False

    @property
    def caps(self) -> bool:
        """Say whether the letters are capitals, a stray small one allowed (TTg, OCR)."""
        return is_caps(self.text)


def is_caps(text: str) -> bool:
    """Say whether `text` is set in capitals.

    >>> is_caps("CHỈ THỊ SỐ 27/CT-TTg"), is_caps("Chỉ thị")
    (True, False)
    """
    # Accented small letters do not count: TCVN3 fonts have no accented capitals.
    lower = sum(map(text.count, "abcdefghijklmnopqrstuvwxyz"))
    return lower * 7 <= len(text) and max(2, lower * 6) <= sum(map(str.isupper, text))


@lru_cache(maxsize=1)
def _gutters() -> re.Pattern[str]:
    return re.compile(r" {3,}|\||<br ?/?>")


@lru_cache(maxsize=1)
def _tabs() -> re.Pattern[str]:
    return re.compile(r" {1,2}")


@lru_cache(maxsize=1)
def _dress() -> re.Pattern[str]:
    """Match Markdown and layout marks at the edges of a cell: they are not words of the document."""
    return re.compile(r"^[\s*_#>~`]+|[\s*_`~\\]+$")


@lru_cache(maxsize=1)
def _glued_place() -> re.Pattern[str]:
    """Match a place line glued to what stands left of it: "Số: 12/KH-UBND Hà Nội, ngày 3 tháng 4"."""
    return re.compile(
        r"(?<=[^\s,]) {1,2}(?=(?:[A-ZĐÀ-Ỹ][\w.'-]{0,12}[ -]){0,4}[A-ZĐÀ-Ỹ][\w.'-]{0,12} ?, ?ngày[ .…_\d])"
    )


def cut(cleaned: Cleaned, start: int, end: int, limit: int = 400) -> list[Cell]:
    """Return the cells of `cleaned.text[start:end]`, at most about `limit` of them."""
    cells: list[Cell] = []
    pos, row, gap, ruled = start, 0, False, False
    text = cleaned.text
    while pos < end and len(cells) < limit:
        stop = text.find("\n", pos, end)
        stop = end if stop < 0 else stop
        found = _cells_of_line(cleaned, pos, stop, row, gap, ruled)
        if found:
            gap = ruled = False
            cells += found
        else:
            rule = _is_rule(text[pos:stop])
            gap, ruled = gap or not rule, ruled or rule
        pos, row = stop + 1, row + 1
    return cells


def _is_rule(line: str) -> bool:
    """Say whether a line holds only strokes: a rule between parts, no empty line."""
    bare = line.replace(" ", "")
    return len(bare) >= 3 and not bare.strip("-_=*")


def _cells_of_line(cleaned: Cleaned, start: int, end: int, row: int, gap: bool, ruled: bool) -> list[Cell]:
    out: list[Cell] = []
    for left, right in _pieces(cleaned, start, end):
        piece = cleaned.text[left:right]
        bare = _dress().sub("", piece)
        if not any(c.isalnum() for c in bare):
            continue
        left = left + piece.index(bare)
        folded = cleaned.folded[left : left + len(bare)]
        out.append(
            Cell(bare, folded, left, left + len(bare), row, gap and not out, ruled and not out, bool(out))
        )
    return out


def _pieces(cleaned: Cleaned, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of a line between gutters, tabs and where the right column opens."""
    text, folded = cleaned.text, cleaned.folded
    cuts = [
        (m.start(), m.end())
        for m in _gutters().finditer(text, start, end)
        if not _blank_to_fill(folded, start, m.start(), m.end())
    ]
    if end - start < 600:
        cuts += _tab_cuts(cleaned, start, end)
        cuts += _place_cuts(text, start, end)
    for motto in MOTTOES:
        at = folded.find(motto, start, end)
        if at > start and _opens_column(text, start, at):
            cuts.append((at, at))
    out, pos = [], start
    for left, right in sorted(cuts):
        if left >= pos:
            out.append((pos, left))
            pos = right
    out.append((pos, end))
    return out


def _place_cuts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where a place line opens right of a number or a body in capitals, at most one cut."""
    for m in _glued_place().finditer(text, start, end):
        left = text[start : m.start()]
        words = text[m.end() : text.find(",", m.end())].split()
        named = all(w[:1].isupper() and (not w.isupper() or w.startswith("TP")) for w in words)
        if named and ("/" in left or (len(left) > 8 and is_caps(left))):
            return [(m.start(), m.end())]
    return []


def _blank_to_fill(folded: str, start: int, left: int, right: int) -> bool:
    """Say whether spaces are a blank left for a day or a number ("Số       -KH/ĐU", "ngày      tháng")."""
    before, after = folded[max(start, left - 6) : left].strip(), folded[right : right + 6]
    if before.endswith(("ngay", "thang", "nam", "so", "so:")) and not after.startswith(("cong ho", "dang c")):
        return True
    return after.startswith(("thang ", "thang\t", "nam 20", "nam 19")) or (
        after[:1] in ("/", "-") and before[-1:].isdigit()
    )


def _tab_cuts(cleaned: Cleaned, start: int, end: int) -> list[tuple[int, int]]:
    """Return the short gaps of a line that were tabs in the text as read."""
    first, last = cleaned.home(start, end)
    if "\t" not in cleaned.raw[first:last]:
        return []
    spaces = ((m.start(), m.end()) for m in _tabs().finditer(cleaned.text, start, end))
    return [(a, b) for a, b in spaces if "\t" in cleaned.raw[slice(*cleaned.home(a, b))]]


def _opens_column(text: str, start: int, at: int) -> bool:
    """Say whether a motto at `at` opens the right column: a body in capitals or a number stands left of it."""
    words = text[start:at].strip(" *_#|")
    if not (text[at : at + 4].isupper() or text.startswith("Độc", at)):
        return False
    return is_caps(words) and len(words) < 60 and not words.endswith(("LỆ", "CỦA", "VÀ", ","))
