"""Reading the sign that follows a number: parts, separators, glued and misprinted letters.

A sign is a chain of parts ("NĐ-CP", "KL/TW", "TTLT-BTP-BQP"). A part counts when the registry knows it, or when it
is printed in capitals. What is glued to the last part ("NĐ-CPngày", a footnote digit in "NQ/TW1") is given back to the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vbgraph.codes import may_restore
from vbgraph.registry import DocType, Issuer, Registry
from vbgraph.text import fold

#: Bodies that end a sign, to which a footnote's digit may be glued; elsewhere a digit belongs to a unit ("-KT4").
_FOOTNOTED = frozenset({"TW", "TU", "CP", "TTg", "UBND", "HĐND"})


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign as read: canonical `parts` with the separators before the 2nd, 3rd … part, where it ends, doubts."""

    parts: tuple[str, ...]
    separators: tuple[str, ...]
    end: int
    flags: frozenset[str]
    #: The sign in canonical spelling with the separators as printed.
    text: str


def _sign(parts: tuple[str, ...], separators: tuple[str, ...], end: int, flags: frozenset[str]) -> Sign:
    text = parts[0] + "".join(s + p for s, p in zip(separators, parts[1:], strict=True))
    return Sign(parts, separators, end, flags, text)


@lru_cache(maxsize=1)
def _part() -> re.Pattern[str]:
    return re.compile(r"[A-Z]\d{3}(?!\w)|[^\W\d_]{1,24}\d{0,2}(?![^\W\d_])[^\W\d_]{0,4}|[^\W\d_]{1,24}")


@lru_cache(maxsize=1)
def _dotted() -> re.Pattern[str]:
    """Match the press's spelling of the last part with a full stop: T.Ư and T.W for the centre, T.U for a province."""
    return re.compile(r"T\. ?([ƯUW])(?!\w)")


@lru_cache(maxsize=1)
def _joint() -> re.Pattern[str]:
    """Match what joins two parts, with or without white space."""
    return re.compile(r"([ \n]?)([-/&])([ \n]?)(?=[^\W\d_])|([ ]?)(\.)()(?=[^\W\d_])")


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    """Match a sign that is over beyond doubt: a mark or a small letter's word stands behind it."""
    return re.compile(
        r"[^\s,;:()“”\"]{2,30}(?=[,;:)]|[ \n](?:[a-z(“]|[đăâêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ]))"
    )


def read_sign(text: str, folded: str, pos: int, registry: Registry) -> Sign | None:
    """Return the sign that begins at `pos`, or None when what stands there is no sign."""
    m = _word().match(text, pos)
    if m is None:
        return _read_sign(text, folded, pos, registry)
    sign = _sign_of(m.group(), registry)
    return sign and Sign(sign.parts, sign.separators, pos + sign.end, sign.flags, sign.text)


@lru_cache(maxsize=4096)
def _sign_of(word: str, registry: Registry) -> Sign | None:
    """Return the sign that a word begins with: texts repeat few of them."""
    return _read_sign(word, fold(word), 0, registry)


def _read_sign(text: str, folded: str, pos: int, registry: Registry) -> Sign | None:
    first = _read_part(text, folded, pos, registry, first=True)
    if first is None:
        return None
    parts, separators, flags = list(first[0]), ["-"] * (len(first[0]) - 1), set(first[2])
    end = first[1]
    while len(parts) < 12 and not first[3]:
        joint = _joint().match(text, end)
        if joint is None:
            break
        following = _read_part(text, folded, joint.end(), registry)
        before, mark, after = (joint[1], joint[2], joint[3]) if joint[2] else (joint[4], ".", "")
        if following is None or ((before or after) and not _sure(following[0], text, joint.end())):
            break
        if before and mark == "." and (len(parts) > 1 or parts[0] not in registry.type_signs):
            break  # "/TTr .UBND" lacks its body; behind a whole sign a sentence begins
        separators.append(mark)
        separators.extend("-" * (len(following[0]) - 1))
        parts.extend(following[0])
        flags |= following[2]
        end = following[1]
        if following[3]:
            break
    return _sign(tuple(parts), tuple(separators), end, frozenset(flags))


def _sure(parts: tuple[str, ...], text: str, pos: int) -> bool:
    """Say whether a part after a loose separator is surely one: two capitals, not a word that begins a sentence."""
    return text[pos : pos + 2].isupper() or (len(parts) == 1 and parts[0] in ("TTg", "TTr", "CTr", "ThU"))


def mended(sign: Sign, doc_type: DocType, registry: Registry) -> Sign:
    """Return a sign whose type is misprinted by one letter as its type word says it ("Kết luận số 21-KI/TW").

    Only what is no sign of any type or body is mended, before a body, and only when one sign of the type is so near.
    """
    first = sign.parts[0]
    if first in registry.type_signs or len(first) < 2 or registry.issuers_signing(first):
        return sign
    if not any(registry.issuers_signing(part) for part in sign.parts[1:]):
        return sign
    near = [s for s in doc_type.signs if len(s) > 1 and _one_letter_off(first.upper(), s.upper())]
    if len(near) != 1:
        return sign
    return _sign((near[0], *sign.parts[1:]), sign.separators, sign.end, sign.flags | {"repaired"})


@lru_cache(maxsize=4096)
def strange_part(sign: str, registry: Registry) -> str | None:
    """Return the one part behind a type's sign that no table knows, or None."""
    first, *rest = re.split(r"[/\-]", sign)
    strange = [p for p in rest if fold(p) not in registry.sign_parts]
    return strange[0] if first in registry.type_signs and len(strange) == 1 else None


def nearest_body(sign: str, strange: str, body: Issuer) -> str | None:
    """Return a sign with its strange part as the issuer signs ("NĐ-CQ … của Chính phủ"), if that is one letter off.

    Only as one sign of that very body, which must not stand in the sign already; short ones only letter for letter.
    """
    parts = re.split(r"[/\-]", sign)
    if set(parts).intersection(body.signs):
        return None
    near = [
        s
        for s in body.signs
        if _one_letter_off(fold(strange), fold(s))
        and (len(s) == len(strange) or min(len(s), len(strange)) > 4)
    ]
    return re.sub(rf"(?<=[/\-]){re.escape(strange)}(?![^/\-])", near[0], sign) if len(near) == 1 else None


def _one_letter_off(a: str, b: str) -> bool:
    """Say whether one letter put in, left out or changed makes `a` of `b`."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    return rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]


_Read = tuple[tuple[str, ...], int, frozenset[str], bool]


def _read_part(text: str, folded: str, pos: int, registry: Registry, *, first: bool = False) -> _Read | None:
    """Return (canonical parts, end, flags, glued) of one part; a glued part ends the sign."""
    m = _part().match(text, pos)
    if m is None:
        return None
    printed = m.group()
    dotted = _dotted().match(text, pos) if printed == "T" else None
    if dotted is not None:
        return ("TU" if dotted[1] == "U" else "TW",), dotted.end(), frozenset({"malformed"}), False
    known = registry.sign_parts
    low = folded[pos : m.end()]
    parted = re.match(r" ([A-ZĐƯ]{1,4})(?!\w)", text[m.end() : m.end() + 6])
    joined = low + folded[m.end() + 1 : m.end() + parted.end()] if parted and printed.isupper() else ""
    if parted and joined in known and (len(low) <= 2 or len(parted[1]) <= 2):
        # a scan's reader has parted a body ("KL/T W", "NĐ-C P", "TT-BGD ĐT")
        return (known[joined],), m.end() + parted.end(), frozenset({"repaired"}), False
    if low in known and (first or may_restore(printed, known[low])):
        if not _written_as_sign(printed, known[low]):
            return None
        flags = frozenset() if _same_letters(printed, known[low]) else frozenset({"malformed"})
        return (known[low],), m.end(), flags, False
    shorter = _without_glue(printed, low, known)
    if shorter and (first or len(printed) - shorter > 1 or known[low[:shorter]] not in registry.type_signs):
        return (known[low[:shorter]],), pos + shorter, frozenset({"repaired"}), True
    if len(printed) >= 2 and printed[0].isupper():
        split = _split_in_two(low, known, registry) if first else None
        if split and printed.isupper():
            return split, m.end(), frozenset({"malformed"}), False
        capitals = sum(c.isupper() for c in printed)
        if capitals >= 2 and capitals * 2 >= len(printed):
            return (printed,), m.end(), frozenset(), False
    if printed[0].isupper() and (len(printed) == 1 or printed[1:].isdigit()):
        return (printed,), m.end(), frozenset(), False  # a unit: "-P1", "/L"
    return None


def _written_as_sign(printed: str, canonical: str) -> bool:
    """Say whether a known part is printed as a sign: with a capital, or wholly small for a wholly small reader."""
    return printed[0].isupper() or (len(canonical) > 1 and printed.islower() and len(printed) <= 6)


def _same_letters(printed: str, canonical: str) -> bool:
    return printed.upper() == canonical.upper()


def _without_glue(printed: str, low: str, known: dict[str, str]) -> int:
    """Return how many letters of `printed` are a known part when small letters or a digit are glued to it, or 0."""
    for size in range(len(low) - 1, 1, -1):
        rest = printed[size:]
        if low[:size] not in known or not (printed[:size].isupper() or known[low[:size]] == printed[:size]):
            continue
        if rest.islower() or (rest.isdigit() and known[low[:size]] in _FOOTNOTED):
            return size
    return 0


def _split_in_two(low: str, known: dict[str, str], registry: Registry) -> tuple[str, ...] | None:
    """Return type and body when the hyphen between them is missing ("NĐCP"), or None."""
    for size in range(1, len(low)):
        head, tail = known.get(low[:size]), known.get(low[size:])
        if head and tail and head in registry.type_signs and tail not in registry.type_signs:
            return head, tail
    return None
