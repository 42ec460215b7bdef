"""What the texts say of one field of a document, and which value is shown.

A document's own header comes first, then what most documents say, then the earliest value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from vbgraph.resolve.claims import Claim, Head
from vbgraph.resolve.cluster import Cluster


class Votes:
    """The values of one field, each with the documents that say so and the first place where it stands."""

    def __init__(self) -> None:
        """Start with no value."""
        self.own: dict[str, set[object]] = defaultdict(set)
        self.said: dict[str, set[object]] = defaultdict(set)
        self.places: dict[str, str] = {}

    def add(self, value: str | None, voter: object, place: tuple[str, int], *, header: bool) -> None:
        """Count a value once for each document that gives it."""
        if value:
            (self.own if header else self.said)[value].add(voter)
            where = f"{place[0]}:{place[1]}" if place[1] >= 0 else place[0]
            self.places[value] = min(self.places.get(value, where), where)

    def ranked(self, fits: Callable[[str], bool] = lambda value: True) -> list[str]:
        """Return the values, the one to show first: headers, then by number of documents, then the earliest."""

        def rank(value: str) -> tuple[int, int, str]:
            return -len(self.own.get(value, ())), -len(self.said.get(value, ())), value

        values = {**self.own, **self.said}
        return sorted((v for v in values if fits(v)), key=rank)

    @property
    def all(self) -> list[str]:
        """Return every value, the one to show first."""
        return self.ranked()


def poll(
    cluster: Cluster,
    nodes: dict[Head, Cluster],
    of_claim: Callable[[Claim], str | None],
    of_head: Callable[[Head], str | None],
) -> Votes:
    """Return the votes on one field: every header of the document, and every document that cites it once."""
    votes = Votes()
    for head in cluster.heads:
        votes.add(of_head(head), head.file, (head.file, -1), header=True)
    for claim in cluster.claims:
        if claim.head is None:
            votes.add(of_claim(claim), _voter(claim, nodes), claim.first, header=False)
    return votes


def _voter(claim: Claim, nodes: dict[Head, Cluster]) -> object:
    """Return the document that speaks: a certified copy speaks with its original."""
    home = nodes.get(claim.citing) if claim.citing else None
    return id(home) if home is not None else claim.source


def most_common(values: Iterable[str]) -> str | None:
    """Return the most frequent value, the longer and then the earlier on a tie."""
    counts: dict[str, int] = defaultdict(int)
    for value in values:
        counts[value] += 1
    return min(counts, key=lambda v: (-counts[v], -len(v), v)) if counts else None
