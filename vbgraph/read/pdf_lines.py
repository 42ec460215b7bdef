"""Lines as a page prints them → paragraphs: a line that is full and goes on is joined with the next."""

from __future__ import annotations

import re
from functools import lru_cache

#: A line this long against the usual full line was broken by the margin, not by the author.
_FULL = 0.8
_ENDS = ".;:!?…"


def join_lines(pages: list[list[str]]) -> str:
    """Return the pages as one text, wrapped lines joined into paragraphs, also across pages."""
    lines = [line for page in pages for line in page]
    full = _FULL * _usual_length(lines)
    out: list[str] = []
    previous = ""
    for line in lines:
        if previous and _goes_on(previous, line, full):
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


def _goes_on(previous: str, line: str, full: float) -> bool:
    """Say whether `line` continues the paragraph of `previous`."""
    if len(previous) < full or _begins().match(line):
        return False
    if previous[-1] in _ENDS:
        # A full line may end with the end of a sentence inside a paragraph; a small letter then proves it.
        return line[0].islower()
    return not (line.isupper() and not previous.isupper())
