"""Letterheads and signature blocks of two columns → one column after the other, as a reader takes them.

pdfium gives the lines in the order the file draws them. A file that draws row by row yields "ỦY BAN NHÂN DÂN CỘNG HÒA
XÃ HỘI …" on one line; the places of the letters tell the columns apart. Only the top of a page with a letterhead and
what follows "Nơi nhận" are treated: elsewhere a wide gap may stand in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ..text import fold

#: Left, bottom, right and top of the character at an index.
Box = tuple[float, float, float, float]
#: A letterhead ends after so many lines, a signature block, too.
_HEAD_LINES = 14
_FOOT_LINES = 40
#: Lines of one column may stand between two lines of both.
_BETWEEN = 4
#: A gap between columns is wider than any space of a justified line: points, and line heights.
_GAP_POINTS = 18.0
_GAP_HEIGHTS = 1.5
#: It reaches into this part of the page.
_MIDDLE = (0.4, 0.6)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a line that no wide gap interrupts."""

    text: str
    left: float
    right: float


def arrange(text: str, box: Callable[[int], Box], width: float) -> list[str]:
    """Return the lines of a page, those of two columns column by column.

    `box` gives the place of a character, `width` that of the page.
    """
    spans = [match.span() for match in _line().finditer(text)]
    lines = [text[start:end].strip() for start, end in spans]
    folded = [fold(line) for line in lines]
    out: list[str] = []
    at = 0
    while at < len(lines):
        until = _block_end(folded, at)
        rows = [_pieces(text, *spans[i], box, width) for i in range(at, until)]
        out.extend(_in_columns(rows) if rows else [lines[at]])
        at = max(until, at + 1)
    return [line for line in out if line]


def has_columns(text: str) -> bool:
    """Say whether the page holds a letterhead or a list of recipients, so that places are worth asking for."""
    return _opens().search(fold(text)) is not None


@lru_cache(maxsize=1)
def _line() -> re.Pattern[str]:
    """Return the pattern of a line with something on it."""
    return re.compile(r"[^\r\n]+")


@lru_cache(maxsize=1)
def _opens() -> re.Pattern[str]:
    """Return what stands in a block of two columns (folded)."""
    return re.compile(r"cong hoa xa hoi chu nghia|dang cong san viet nam|noi nhan")


def _block_end(folded: list[str], at: int) -> int:
    """Return where the block that begins at line `at` ends; `at` itself if none begins there."""
    if at == 0:
        head = folded[:_HEAD_LINES]
        if any("cong hoa xa hoi chu nghia" in line or "dang cong san viet nam" in line for line in head):
            return len(head)
    if "noi nhan" in folded[at]:
        return min(len(folded), at + _FOOT_LINES)
    return at


def _pieces(text: str, start: int, end: int, box: Callable[[int], Box], width: float) -> list[_Piece]:
    """Return the parts of the line `text[start:end]` left and right of a wide gap in the middle of the page.

    A gap elsewhere is the blank of a number or a day still to be filled in.
    """
    pieces: list[_Piece] = []
    begin, left, right, height = start, 0.0, 0.0, 0.0
    fresh = True
    for index in range(start, end):
        if text[index].isspace():
            continue
        x0, y0, x1, y1 = box(index)
        wide = x0 - right > max(_GAP_POINTS, _GAP_HEIGHTS * height)
        if not fresh and wide and x0 > _MIDDLE[0] * width and right < _MIDDLE[1] * width:
            pieces.append(_Piece(text[begin:index].strip(), left, right))
            begin, fresh = index, True
        right = x1 if fresh else max(right, x1)
        left = x0 if fresh else left
        fresh, height = False, max(height, y1 - y0)
    if not fresh:
        pieces.append(_Piece(text[begin:end].strip(), left, right))
    return pieces


def _in_columns(rows: list[list[_Piece]]) -> list[str]:
    """Return the texts of `rows`, runs of rows in two columns put column by column."""
    out: list[str] = []
    at = 0
    while at < len(rows):
        until = _run_end(rows, at)
        if until == at:
            out.append(" ".join(piece.text for piece in rows[at]))
            at += 1
            continue
        middle = _middle(rows[at:until])
        for column in (False, True):
            for row in rows[at:until]:
                out.extend(piece.text for piece in row if (_center(piece) > middle) is column)
        at = until
    return out


def _run_end(rows: list[list[_Piece]], at: int) -> int:
    """Return the end of the rows from `at` on that share one gap between two columns."""
    if len(rows[at]) != 2:
        return at
    low, high = rows[at][0].right, rows[at][1].left
    last = at + 1
    for index in range(at + 1, len(rows)):
        row = rows[index]
        if len(row) == 2 and row[0].right < high and row[1].left > low:
            low, high, last = max(low, row[0].right), min(high, row[1].left), index + 1
        elif len(row) > 1 or index - last >= _BETWEEN or (row and row[0].left < low and row[0].right > high):
            break
    return last


def _middle(rows: list[list[_Piece]]) -> float:
    """Return the place that parts the two columns of `rows`."""
    both = [row for row in rows if len(row) == 2]
    return (max(row[0].right for row in both) + min(row[1].left for row in both)) / 2


def _center(piece: _Piece) -> float:
    """Return the middle of a piece."""
    return (piece.left + piece.right) / 2
