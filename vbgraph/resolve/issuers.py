"""Which names of bodies mean one body, and which contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

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


#: What stands between bodies that issue together; a body's name may hold it, too.
_BETWEEN = r"(,| ?-|;| và) ?(?=[A-ZĐÀ-Ỹ])"


@lru_cache(maxsize=2048)
def members(name: str, registry: Registry) -> tuple[str, ...]:
    """Return the bodies that a name holds: several that issue together, or the one it is.

    Parted only where the registry knows all parts by name: "Bộ Nội vụ - Bộ Tài chính" is two bodies, "Bộ Lao động -
    Thương binh và Xã hội" one.
    """
    cuts = [(0, 0), *((m.start(), m.end()) for m in re.finditer(_BETWEEN, name)), (len(name), len(name))]
    out: list[str] = []
    at = 0
    while at < len(cuts) - 1:
        longer = range(len(cuts) - 1, at, -1)
        whole = next((k for k in longer if _is_listed(name[cuts[at][1] : cuts[k][0]], registry)), None)
        if whole is None:
            return (name,)
        out.append(name[cuts[at][1] : cuts[whole][0]])
        at = whole
    return tuple(out)


def _is_listed(words: str, registry: Registry) -> bool:
    """Say whether words are just the name of a body that the registry lists."""
    found, key = registry.issuer_named(words), fold_key(words)
    return found is not None and any(fold_key(n) == key for n in (found.name, *found.aliases))


def together(names: Iterable[str], registry: Registry) -> tuple[str, ...]:
    """Return all bodies of several names, each once, in order."""
    out: list[str] = []
    for name in names:
        out += [m for m in members(name, registry) if not any(_is_body(m, o, registry) for o in out)]
    return tuple(out)


def same_body(a: str, b: str, registry: Registry) -> bool:
    """Say whether two names can mean one body: equal, one registry entry, one extended by a place, one committee."""
    first, second = fold_key(a), fold_key(b)
    if first == second or (len(min(first, second, key=len)) > 5 and (first in second or second in first)):
        return True
    if committee(a) and committee(b):
        return True
    if _is_body(a, b, registry):
        return True
    one, other = members(a, registry), members(b, registry)
    if len(one) == len(other) > 1:  # bodies that issue together are a set
        return all(any(_is_body(m, o, registry) for o in other) for m in one)
    return False


def _is_body(a: str, b: str, registry: Registry) -> bool:
    """Say whether two names are one entry of the registry, or one name."""
    if fold_key(a) == fold_key(b):
        return True
    left, right = registry.issuer_named(a), registry.issuer_named(b)
    return left is not None and right is not None and left.id == right.id


def contradict(a: str, b: str, sign_bodies: frozenset[str], registry: Registry) -> bool:
    """Say whether two names are two different bodies of those that share one sign (Bộ Chính trị, Ban Bí thư)."""
    if same_body(a, b, registry):
        return False
    left, right = registry.issuer_named(a), registry.issuer_named(b)
    if left is None or right is None:
        return False
    exact = fold_key(a) == fold_key(left.name) and fold_key(b) == fold_key(right.name)
    return exact and left.id in sign_bodies and right.id in sign_bodies
