"""How alike two titles or two names are, by their words alone."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from vbgraph.text import fold_key

#: Opening words of a title that say what is done, not about what.
_OPENING = r"^(?:ve viec |ve |v v |viec |phe duyet |ban hanh |cong bo |kem theo )+"

#: The set phrase of every amending document: one word, or all of them would look alike.
_AMENDING = r"\b(?:sua doi bo sung|sua doi|bo sung) (?:mot so )?(?:dieu )?(?:khoan )?cua (?:cac )?"

#: The part of a title's words that must be the other's for two titles not to contradict.
ONE_TITLE = 0.6


@lru_cache(maxsize=8192)
def subject(title: str) -> tuple[str, ...]:
    """Return the folded words of a title without its opening ("về việc", "phê duyệt")."""
    return tuple(re.sub(_AMENDING, "sua-doi ", re.sub(_OPENING, "", fold_key(title))).split())


def shared(a: str | None, b: str | None) -> float:
    """Return the part of the shorter title's words that the other has, 0 when either is absent."""
    if not a or not b:
        return 0.0
    first, second = set(subject(a)), set(subject(b))
    return len(first & second) / max(1, min(len(first), len(second)))


def alike(a: str | None, b: str | None) -> float:
    """Return how alike two titles are as wholes (Dice over pairs of neighbouring words), 0 to 1."""
    if not a or not b:
        return 0.0
    first, second = pairs(a), pairs(b)
    return 2 * len(first & second) / max(1, len(first) + len(second))


@lru_cache(maxsize=8192)
def pairs(title: str) -> frozenset[tuple[str, str]]:
    """Return the pairs of neighbouring words of a title."""
    words = subject(title)
    return frozenset(pairwise(words)) or frozenset((w, "") for w in words)


def same_title(a: str | None, b: str | None) -> bool:
    """Say whether two titles are the title of one document, one of them possibly cut short."""
    if not a or not b:
        return False
    shorter = min(len(subject(a)), len(subject(b)))
    return alike(a, b) >= 0.75 or (shorter >= 6 and _begins(a, b))


def _begins(a: str, b: str) -> bool:
    """Say whether nearly all neighbouring pairs of the shorter title stand in the longer one."""
    first, second = sorted((pairs(a), pairs(b)), key=len)
    return len(first & second) >= 0.85 * len(first)


def one_slip(a: str, b: str) -> bool:
    """Say whether two full dates differ in one digit only, or have day and month exchanged."""
    if len(a) != 10 or len(b) != 10 or a == b:
        return False
    return sum(x != y for x, y in zip(a, b, strict=True)) == 1 or (a[:4], a[5:7], a[8:]) == (
        b[:4],
        b[8:],
        b[5:7],
    )
