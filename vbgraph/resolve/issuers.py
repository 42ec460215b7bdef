"""Which names of bodies mean one body, and which contradict each other."""

from __future__ import annotations

from vbgraph.registry import Registry
from vbgraph.text import fold_key

#: One committee under several names: its numbers are one series and its names no contradiction.
_COMMITTEE = ("tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy", "dang uy", "dang bo")


def committee(name: str) -> str | None:
    """Return one word for all names of a local Party committee, None for any other body."""
    words = fold_key(name)
    head = words.removeprefix("ban thuong vu ").removeprefix("btv ").removeprefix("ban chap hanh ")
    head = head.removeprefix("thuong truc ").removeprefix("bch ")
    return "committee" if head.startswith(_COMMITTEE) else None


def same_body(a: str, b: str, registry: Registry) -> bool:
    """Say whether two names can mean one body: equal, one registry entry, one extended by a place, one committee."""
    first, second = fold_key(a), fold_key(b)
    if first == second or (len(min(first, second, key=len)) > 5 and (first in second or second in first)):
        return True
    if committee(a) and committee(b):
        return True
    left, right = registry.issuer_named(a), registry.issuer_named(b)
    if left is not None and right is not None:
        return left.id == right.id
    return False


def contradict(a: str, b: str, sign_bodies: frozenset[str], registry: Registry) -> bool:
    """Say whether two names are two different bodies of those that share one sign (Bộ Chính trị, Ban Bí thư)."""
    if same_body(a, b, registry):
        return False
    left, right = registry.issuer_named(a), registry.issuer_named(b)
    if left is None or right is None:
        return False
    exact = fold_key(a) == fold_key(left.name) and fold_key(b) == fold_key(right.name)
    return exact and left.id in sign_bodies and right.id in sign_bodies
