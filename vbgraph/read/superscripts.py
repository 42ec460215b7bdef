"""Raised figures: the mark of a footnote must not join the number it stands behind (73/2023/NĐ-CP¹, 10/2021²)."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=1)
def _mark() -> re.Pattern[str]:
    """Return the pattern of a bare figure; one in brackets keeps its distance by itself."""
    return re.compile(r"\s*(\d{1,3})\s*$")


def raised(text: str, before: str, *, linked: bool = False) -> str:
    """Return what to write for `text` raised behind `before`: a footnote's mark in brackets, other text as it is.

    A figure behind a small letter is a unit's power (m², km²), unless it is a link.

    >>> raised("1", "NĐ-CP"), raised("2", "5 m")
    ('[1]', '2')
    """
    mark = _mark().match(text)
    last = before[-1:]
    if mark is None or not last or (not linked and (last.islower() or last.isspace())):
        return text
    return f"[{mark.group(1)}]"
