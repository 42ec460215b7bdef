"""Numbers of provinces that are no more: a merged province cites them without naming the old one.

Source: a citation to /TU in a provincial document means the province valid on the cited date, never its successor.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from vbgraph.registry import Registry
from vbgraph.resolve.claims import Claim
from vbgraph.text import fold_key

#: Words of an issuer that only a province's bodies bear.
_PROVINCE = r"\btinh(?: uy)?\b"


class Mergers:
    """Moves an inherited province to the predecessor whose number of that very day other texts know."""

    def __init__(self, registry: Registry, finish: Callable[[Claim], Claim]) -> None:
        """Note which provinces went into which, and when."""
        self._since = {p.id: p.merged for p in registry.localities if p.merged}
        self._cities = {p.id for p in registry.localities if fold_key(p.kind).startswith("thanh pho")}
        self._before: dict[str, list[str]] = defaultdict(list)
        for place in registry.localities:
            if place.successor:
                self._before[place.successor].append(place.id)
        self._finish = finish

    def move(self, claims: list[Claim]) -> None:
        """Correct the claims of one number whose province was only inherited from a merged one."""
        doubtful = [c for c in claims if self._inherited(c)]
        if not doubtful:
            return
        attested = {(c.place, c.date) for c in claims if c.date and not self._inherited(c)}
        for claim in doubtful:
            if claim.place is None or (claim.place, claim.date) in attested:
                continue
            before = self._before[claim.place]
            old = [p for p in before if (p, claim.date) in attested]
            if not old and claim.place in self._cities and re.search(_PROVINCE, fold_key(claim.issuer or "")):
                old = [p for p in before if p not in self._cities]  # a city never had a "Tỉnh ủy"
                if len(old) > 1:
                    claim.place = None
            if len(old) == 1:
                claim.place = old[0]
            if len(old) == 1 or claim.place is None:
                claim.notes += ("predecessor",)
                self._finish(claim)

    def _inherited(self, claim: Claim) -> bool:
        """Say whether a claim's province comes from a text written after the merger, of a document older than it."""
        since = self._since.get(claim.place or "")
        cited = claim.cited_on or "9999"
        older = since is not None and claim.date is not None and len(claim.date) == 10 and claim.date < since
        return older and not claim.place_given and claim.head is None and since is not None and cited >= since
