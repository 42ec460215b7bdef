"""Lines as a page prints them → paragraphs: a line that is full and goes on is joined with the next."""

from __future__ import annotations

import re
from functools import lru_cache

#: A line this long against the usual full line was broken by the margin, not by the author.
_FULL = 0.72
#: A small letter at the start of the next line proves the same of a line this long.
_HALF = 0.5
_ENDS = ".;:!?…"


def join_lines(pages: list[list[str]]) -> str:
    """Return the pages as one text, wrapped lines joined into paragraphs, also across pages."""
    lines = [line for page in pages for line in page]
    usual = _usual_length(lines)
    out: list[str] = []
    previous = ""
    for line in lines:
        if previous and _goes_on(previous, line, usual):
            out.append(f" {line}")
        else:
            out.append(f"\n{line}" if previous else line)
        previous = line
    return "".join(out) + "\n"


def _usual_length(lines: list[str]) -> float:
    """Return the length of a full line: nine of ten lines are not longer."""
    lengths = sorted(map(len, lines))
    return max(40.0, lengths[int(0.9 * (len(lengths) - 1))]) if lengths else 40.0


@lru_cache(maxsize=1)
def _begins() -> re.Pattern[str]:
    """Return what begins a paragraph: bullets, numbers of sections, the words that open provisions."""
    return re.compile(
        r"[-–—+*•○●]\s|\d{1,3}(?:\.\d{1,3}){0,4}[.)]\s|[a-zđ][.)]\s|[IVXLC]{1,7}[.)]\s|[A-ZĐ][.)]\s"
        r"|(?:Điều|Chương|Mục|Phần|Phụ lục|Khoản)\s+[\dIVXLC]|(?:Căn cứ|Thực hiện|Xét|Theo đề nghị|Nơi nhận)\b"
    )


def _goes_on(previous: str, line: str, usual: float) -> bool:
    """Say whether `line` continues the paragraph of `previous`."""
    if _begins().match(line):
        return False
    if line[0].islower():
        return len(previous) >= _HALF * usual and previous[-1] not in ":;"
    # A line in capitals is a heading, unless it is short ("XIII") or both are parts of one.
    heading = line.isupper() and " " in line and not previous.isupper()
    return len(previous) >= _FULL * usual and previous[-1] not in _ENDS and not heading
