"""The marks that begin the items of a list, stand between citations and end clauses."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.page import Page


@lru_cache(maxsize=1)
def marker() -> re.Pattern[str]:
    """Match the mark that begins an item of a list; "Căn Luật X" is a misprinted item of a preamble."""
    return re.compile(
        r"[ \n“\"]*(?:[-+*•–][ ]?|\(?\d{1,2}[.)/][ ]?|\d{1,2}(?:\.\d{1,2}){1,3}\.?[ ]|[a-z]{1,2}\)[ ]?|[ivx]{1,5}[.)\-][ ]?)?(?:cac[ \n]|can[ ])?"
    )


def mark_kind(page: Page, start: int) -> str:
    """Return the kind of mark an item bears: "1" for numbers, "a" for letters, "-" for dashes, "" for none."""
    m = re.compile(r"[ \n]*(?:(\d{1,2})[.)]|([a-z])\)|([-+*]))").match(page.folded, start)
    return "" if m is None else "1" if m[1] else "a" if m[2] else "-"


@lru_cache(maxsize=1)
def separator() -> re.Pattern[str]:
    """Match what stands between the members of one list."""
    return re.compile(
        r"(?:[ \n,;–\-]|(?:va|hoac|cung|voi|cac|so|mot so|cua|ca|noi dung|quy dinh tai|nhiem ky|giai doan|\d{4}|gan voi|cung voi|dong thoi|va cac)(?=[ \n,;]))*[ \n]*"
    )


@lru_cache(maxsize=1)
def clause_marks() -> re.Pattern[str]:
    """Match what ends a clause."""
    return re.compile(r"[;:,)][ \n]|[ \n](?:va|hoac)(?=[ \n])")


@lru_cache(maxsize=1)
def strong_marks() -> re.Pattern[str]:
    """Match what ends a clause for sure: the commas before it may be a title's."""
    return re.compile(r"[;:][ \n]|[ \n](?=(?:gan voi|cung voi|dong thoi)[ \n])")


@lru_cache(maxsize=1)
def wording_ends() -> re.Pattern[str]:
    """Match where quoted wording ends that closes with its own sentence (in `text`, with capitals)."""
    return re.compile(r"(?<!\.)\.[”\"]\s(?=[0-9A-ZĐ])")
