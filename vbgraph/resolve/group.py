"""Claims of one series → documents: fields may be absent on either side but never contradict.

The claims that know most go first. One that knows less joins a document when it fits exactly one; "absent" does not
chain: what fits two documents that differ fits neither until something decides, and stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from vbgraph.registry import Registry
from vbgraph.resolve.catalogue import Catalogue
from vbgraph.resolve.choose import choose
from vbgraph.resolve.claims import Claim
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.mergers import Mergers
from vbgraph.resolve.variants import part_variants


class Grouping:
    """The documents of all series, where each claim went, and what stays open."""

    def __init__(self, registry: Registry, catalogue: Catalogue, mergers: Mergers) -> None:
        """Start empty."""
        self.mergers = mergers
        self.registry = registry
        self.catalogue = catalogue
        self.clusters: dict[tuple[str, str, bool], list[Cluster]] = {}
        self.home: dict[Claim, Cluster] = {}
        self.open: dict[Claim, tuple[Cluster, ...]] = {}
        self.rules: dict[Claim, str] = {}

    def add_all(self, claims: Iterable[Claim]) -> None:
        """Group every claim that has a number and a sign, series by series."""

        def bucket(claim: Claim) -> tuple[str, str, bool]:
            assert claim.run is not None
            return claim.run.bucket

        numbered = sorted((c for c in claims if c.run is not None), key=lambda c: (bucket(c), c.order()))
        for key, members in groupby(numbered, key=bucket):
            self.clusters[key] = self.group(list(members))

    def settle(self, claim: Claim, cluster: Cluster, rule: str) -> None:
        """Give a claim its document."""
        cluster.take(claim, rule)
        self.home[claim] = cluster
        self.rules[claim] = rule

    def leave_open(self, claim: Claim, candidates: list[Cluster]) -> None:
        """Keep a claim open between documents that differ."""
        self.open[claim] = tuple(candidates)
        self.rules[claim] = "ambiguous"

    def group(self, claims: list[Claim]) -> list[Cluster]:
        """Return the documents of claims that share a number (or a name)."""
        self.mergers.move(claims)
        for claim in claims:
            self.catalogue.mend_slot(claim)
        part_variants(claims)
        clusters: list[Cluster] = []
        for wave in _waves(claims):
            prior = list(clusters)
            fresh: dict[tuple[str | None, ...], Cluster] = {}
            for claim in wave:
                self._place(claim, prior, fresh)
            clusters += fresh.values()
        for cluster in clusters:
            self.catalogue.attach(cluster)
        return clusters

    def _place(
        self, claim: Claim, prior: list[Cluster], fresh: dict[tuple[str | None, ...], Cluster]
    ) -> None:
        """Send one claim to the document it fits, to a new one when it fits none, or leave it open."""
        fits = [c for c in prior if c.admits(claim)]
        if len(fits) == 1:
            self.settle(claim, fits[0], _rule_of_fit(claim, fits[0]))
            return
        if fits:
            chosen, rule = choose(claim, fits, self.registry)
            if chosen is not None:
                self.settle(claim, chosen, rule)
            else:
                self.leave_open(claim, fits)
            return
        rule = _rule_of_kind(claim)
        if claim.slot is None and (known := self.catalogue.complete(claim)) is not None:
            rule = "catalogue"
            at_known = next((c for c in prior if c.slot == claim.slot and c.admits(claim)), None)
            if at_known is not None:
                self.settle(claim, at_known, rule)
                return
            claim.known = known
        told = (claim.place, claim.unit, claim.klass)
        key = (*told, claim.slot, claim.variant, claim.date if claim.unplaced else None)
        if key not in fresh:
            fresh[key] = Cluster(claim.run, *told, claim.slot, claim.variant)
            if claim.known is not None:
                fresh[key].know(claim.known)
        self.settle(claim, fresh[key], rule if claim.head is None else "header")


def _waves(claims: list[Claim]) -> Iterator[list[Claim]]:
    """Yield the claims in waves of equal knowledge, those that know most first."""

    def knowledge(claim: Claim) -> tuple[bool, ...]:
        told = (claim.slot, claim.unit, claim.place, claim.variant, claim.klass)
        half = (claim.slot or "").endswith("~") or (claim.unplaced and len(claim.date or "") < 10)
        return (*(v is None for v in told), half, bool(claim.unit) and "(" not in (claim.unit or ""))

    ordered = sorted(claims, key=knowledge)
    for _, wave in groupby(ordered, key=knowledge):
        yield list(wave)


def _rule_of_kind(claim: Claim) -> str:
    """Return the word for how a claim that founds a document names it."""
    if claim.by_name:
        return "name" if claim.known is None else "name+catalogue"
    return "code" if claim.run is not None else "number+type"


def _rule_of_fit(claim: Claim, cluster: Cluster) -> str:
    """Return the word for why a claim is of the one document it fits."""
    if claim.head is not None:
        return "same-number"
    if claim.date and claim.date in cluster.dates:
        return "code+date"
    return "code+term" if claim.slot is not None else "only-fit"
