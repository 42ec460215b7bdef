"""Dates as Vietnamese documents write them. A date is never guessed: what is no valid day gives None."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTH_WORDS = {
    "mot": 1, "gieng": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6,
    "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: `iso` (partial: "2024", "2024-11"; None when invalid or blank), where, `flag` if any."""

    iso: str | None
    start: int
    end: int
    flag: str | None = None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Match one date in folded text: long form, numeric forms, blanks; anchored by the caller."""
    words = "|".join(sorted(_MONTH_WORDS, key=len, reverse=True))
    blank = r"[.…_ ]{0,24}"
    return re.compile(
        rf"(?:ngay\s{{0,4}}(?P<d1>\d{{1,2}}|{blank})\s{{0,4}}thang\s{{0,4}}(?P<m1>\d{{1,2}}|{words}|{blank})\s{{0,4}},?\s{{0,2}}nam\s{{0,4}}(?P<y1>(?:1[89]|20)\d\d))"
        rf"|(?:ngay\s{{0,4}}(?P<d4>\d{{1,2}})\s{{0,4}}thang\s{{0,4}}(?P<m4>\d{{1,2}})(?!\s{{0,3}}\d))"
        rf"|(?:(?:ngay\s{{0,4}})?(?P<d2>\d{{1,2}})\s?(?P<s>[/.\-])\s?(?P<m2>\d{{1,2}})\s?(?P=s)\s?(?P<y2>(?:1[89]|20)\d\d|\d\d)(?!\d))"
        rf"|(?:thang\s{{0,3}}(?P<m3>\d{{1,2}})\s{{0,3}}(?:[/\-]\s?|nam\s{{0,3}})(?P<y3>(?:1[89]|20)\d\d)(?!\d))"
        rf"|(?:nam\s{{0,3}}(?P<y5>(?:1[89]|20)\d\d)(?!\d))"
    )


def match(folded: str, pos: int = 0, endpos: int | None = None) -> FoundDate | None:
    """Return the date that starts at `pos` in folded text, or None.

    >>> match("ngay 25/10/2021").iso
    '2021-10-25'
    >>> match("ngay    thang 11 nam 2025").iso
    '2025-11'
    >>> match("ngay 31/6/2023").flag
    'date_invalid'
    """
    m = _pattern().match(folded, pos, len(folded) if endpos is None else endpos)
    return None if m is None else _read(m)


def search(folded: str, pos: int = 0, endpos: int | None = None) -> FoundDate | None:
    """Return the first date in `folded[pos:endpos]`, or None."""
    m = _pattern().search(folded, pos, len(folded) if endpos is None else endpos)
    return None if m is None else _read(m)


def _read(m: re.Match[str]) -> FoundDate:
    """Turn a match into a date; impossible days are kept as invalid, blanks as partial."""
    g = m.group
    if g("y5"):
        return FoundDate(g("y5"), m.start(), m.end(), "date_partial")
    if g("y3"):
        return _build(None, int(g("m3")), int(g("y3")), m)
    if g("d4"):
        return FoundDate(None, m.start(), m.end(), "date_partial")
    if g("y1"):
        day = int(g("d1")) if g("d1").strip(" .…_") else None
        month_text = " ".join(g("m1").split())
        month = int(month_text) if month_text.isdigit() else _MONTH_WORDS.get(month_text)
        return _build(day, month, int(g("y1")), m)
    year = int(g("y2"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    return _build(int(g("d2")), int(g("m2")), year, m)


def _build(day: int | None, month: int | None, year: int, m: re.Match[str]) -> FoundDate:
    start, end = m.start(), m.end()
    if month is None:
        return FoundDate(str(year), start, end, "date_partial")
    if day is None:
        good = 1 <= month <= 12
        return FoundDate(f"{year}-{month:02d}" if good else None, start, end, "date_partial")
    try:
        return FoundDate(date(year, month, day).isoformat(), start, end)
    except ValueError:
        return FoundDate(None, start, end, "date_invalid")


def vietnamese(iso: str | None) -> str:
    """Return a date as people read it: dd/mm/yyyy, mm/yyyy or yyyy.

    >>> vietnamese("2021-10-25"), vietnamese("2025-11"), vietnamese(None)
    ('25/10/2021', '11/2025', '')
    """
    return "/".join(reversed(iso.split("-"))) if iso else ""


def agree(a: str | None, b: str | None) -> bool:
    """Say whether two dates, absent or partial ones included, can be the same day.

    >>> agree("2021", "2021-10-25"), agree("2021-10-25", "2021-10-26"), agree(None, "2020")
    (True, False, True)
    """
    return not a or not b or a.startswith(b) or b.startswith(a)
