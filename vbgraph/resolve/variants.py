"""One number used twice in one term: the variants of a series that only their dates and types, or titles, tell apart.

Source: NUMBERING 1: below the centre, offices may keep a run for Quyết định and another for Quy định, both signed QĐ.
"""

from __future__ import annotations

from collections import defaultdict

from vbgraph.resolve.claims import Claim
from vbgraph.resolve.likeness import alike
from vbgraph.text import fold_key

Spot = tuple[str | None, str | None, str | None]
_DOUBLE = frozenset({"quyet dinh", "quy dinh"})


def part_variants(claims: list[Claim]) -> None:
    """Mark the claims of a series that are apart although their number and term are one."""
    spots: dict[Spot, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.slot is not None:
            spots[claim.place, claim.unit, claim.slot].append(claim)
    apart = False
    for members in spots.values():
        run = members[0].run
        if run is not None and run.type_part == "qd" and run.scheme == "party" and run.local is not False:
            apart = _by_type(members) or apart
        _by_held(members)
    if apart:
        for claim in claims:
            if claim.variant is None and claim.slot is None and _word(claim) in _DOUBLE:
                claim.variant = _word(claim)


def _word(claim: Claim) -> str:
    return fold_key(claim.type or "")


def _by_type(members: list[Claim]) -> bool:
    """Part Quyết định from Quy định when they share no date; say whether they were parted."""
    days: dict[str, set[str]] = {w: set() for w in _DOUBLE}
    for claim in members:
        if _word(claim) in _DOUBLE and claim.date:
            days[_word(claim)].add(claim.date)
    first, second = days.values()
    if not first or not second or first & second:
        return False
    for claim in members:
        for word, own in days.items():
            if claim.date in own or (claim.date is None and _word(claim) == word):
                claim.variant = word
    return True


def _by_held(members: list[Claim]) -> None:
    """Part held documents that share number and term but neither date nor title: two documents, no slip."""
    held = [c for c in members if c.head is not None and c.date and c.title]
    days = sorted({c.date for c in held if c.date})
    if len(days) < 2:
        return
    titles = {d: [c.title for c in held if c.date == d] for d in days}
    for day in days:
        others = [t for d in days if d != day for t in titles[d]]
        if all(alike(t, o) < 0.3 for t in titles[day] for o in others):
            for claim in members:
                if claim.date == day and claim.variant is None:
                    claim.variant = day
