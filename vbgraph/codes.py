"""The grammar of numbers and signs: parse ⇄ format, and the key by which two spellings are compared.

Sources: Hướng dẫn 36-HD/VPTW (Party: number-TYPE/BODY), Nghị định 30/2020/NĐ-CP, article 15 (State:
number/TYPE-BODY), Luật ban hành văn bản quy phạm pháp luật (number/year/TYPE-BODY). A sign is canonical when each
of its parts is the registry's spelling (Đ and case restored); parts that the registry does not know stay as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from vbgraph.models import Code
from vbgraph.text import clean, fold

#: The Government's resolution of every January writes the year with a dash: 19-2018/NQ-CP.
_NUMBER = r"(?P<number>\d{1,3}-20\d\d(?=/[^\W\d_])|\d{1,8}[a-zA-ZđĐ]{0,2})"
#: Signs that are Party signs whatever separator a text prints: what follows the "/" of number-TYPE/BODY.
PARTY_BODY = re.compile(
    r"(?:[A-ZĐ]{0,12}(?:TW|TU)|TW[A-ZĐ]{0,6}|HU|QU|ThU|TXU|ĐU[A-ZĐ]{0,3}|BCSĐ[A-ZĐ]{0,6}|ĐĐ[A-ZĐ]{0,6}|ĐH|CB|CU|[A-ZĐ]{2,6}HU)$"
)


@lru_cache(maxsize=1)
def _code_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"^\D{{0,40}}?{_NUMBER}\s*(?:/\s*(?P<year>(?:1[89]|20)\d\d)(?=\s*[/\-\s]|$))?\s*(?P<sep>[/\-\s]?)\s*(?P<sign>[^\W\d_][\w.\-/()\s,]*)?$"
    )


def pad(number: str) -> str:
    """Return a number with at least two digits, as codes are written: "5" → "05", "30c" stays."""
    digits = re.match(r"\d*", number)
    return number.zfill(2 + len(number) - digits.end()) if digits else number


def restore(sign: str, parts: Mapping[str, str]) -> str:
    """Return `sign` with each part in the registry's spelling; separators "/" and "-" kept, spaces gone.

    >>> restore("nd - cp", {"nd": "NĐ", "cp": "CP"})
    'NĐ-CP'
    """
    out: list[str] = []
    for piece in re.split(r"([/\-])", re.sub(r"\s+", "", unicodedata.normalize("NFC", sign))):
        printed = piece.translate(_ETH)
        folded = fold(piece)
        known = parts.get(folded) or parts.get(folded.replace("&", ""), printed)
        out.append(printed if out and not may_restore(printed, known) else known)
    return "".join(out)


def may_restore(printed: str, canonical: str) -> bool:
    """Say whether a body printed so may be the canonical one: a Đ may be misprinted as D, never D as Đ (HĐ, not HD)."""
    return len(printed) != len(canonical) or "Đ" not in printed.upper() or "Đ" in canonical


_ETH = str.maketrans("ÐƉðɖ", "ĐĐđđ")


def parse(words: str, parts: Mapping[str, str]) -> Code | None:
    """Return the code in `words` (type words before it are skipped), or None. Any case, spacing, accents.

    >>> parts = {"kl": "KL", "tw": "TW", "nd": "NĐ", "cp": "CP"}
    >>> str(parse("ket luan so 21 kl/tw", parts)), str(parse("73/2023/ND-CP", parts))
    ('21-KL/TW', '73/2023/NĐ-CP')
    """
    text = " ".join(clean(words).text.split())
    m = _code_pattern().match(text)
    if m is None:
        return None
    year = int(m["year"]) if m["year"] else None
    if not m["sign"]:
        return Code(pad(m["number"]), year, None)
    return build(m["number"], year, m["sign"], parts)


def build(number: str, year: int | None, sign: str, parts: Mapping[str, str]) -> Code:
    """Return the canonical code of a number, a year and a sign as printed."""
    printed = re.sub(r"\s*([/\-])\s*", r"\1", sign.strip())
    canonical = restore(re.sub(r"\s+", "-", printed), parts)
    head, slash, body = canonical.replace("-", "/").partition("/")
    if slash and year is None and PARTY_BODY.match(body.replace("/", "")) and "/" not in body:
        return Code(pad(number), None, f"{head}/{body}", "party")
    if year is None and "/" in canonical and "-" not in canonical.partition("/")[0] and slash:
        return Code(pad(number), None, canonical, "party" if _party_like(canonical) else "state")
    return Code(pad(number), year, canonical, "state")


def _party_like(sign: str) -> bool:
    """Say whether a sign that holds a slash is written the Party's way: TYPE/BODY."""
    return sign.count("/") == 1


@lru_cache(maxsize=4096)
def key(code: str) -> str:
    """Return what two spellings of one code share: number without zeros, year, sorted folded sign parts.

    >>> key("05-CT/TW") == key("5/CT-TW"), key("73/CP") == key("73-CP"), key("17/2015/TTLT-BTP-BQP") == key("17/2015/TTLT-BQP-BTP")
    (True, True, True)
    """
    pieces = re.findall(r"[a-z0-9.]+", fold(unicodedata.normalize("NFC", code)))
    if not pieces:
        return ""
    head = pieces[0].lstrip("0") or "0"
    year = [p for p in pieces[1:2] if re.fullmatch(r"(?:1[89]|20)\d\d", p)]
    rest = sorted(pieces[1 + len(year) :])
    return "/".join([head, *year, *rest])
