"""Facts of all files → the graph: the one path through the modules of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from vbgraph.corrections import Corrections, Outcome
from vbgraph.models import FileFacts, Graph, Node, Resolution
from vbgraph.registry import Registry
from vbgraph.resolve.catalogue import Catalogue
from vbgraph.resolve.claims import Claim, Collected, Head, Reader, Ref
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.corrected import Corrector
from vbgraph.resolve.edges import EdgeMaker
from vbgraph.resolve.fields import Fields
from vbgraph.resolve.group import Grouping
from vbgraph.resolve.ids import assign
from vbgraph.resolve.mergers import Mergers
from vbgraph.resolve.naming import Names, name_key
from vbgraph.resolve.numberless import BareNumbers, own_clusters
from vbgraph.resolve.regroup import World
from vbgraph.resolve.secrets import Secrets
from vbgraph.resolve.titles import Titles

#: How sure each rule is; the rest are certain as far as the mention itself is.
_SURENESS = {
    "only-fit": 0.9,
    "catalogue": 0.85,
    "title": 0.8,
    "issuer": 0.75,
    "type": 0.85,
    "term": 0.9,
    "name+catalogue": 0.95,
    "name+title": 0.85,
    "number+type": 0.75,
}


def conclude(
    facts: Iterable[FileFacts],
    registry: Registry,
    *,
    quote: Callable[[str, int, int], str] | None = None,
    corrections: Corrections | None = None,
) -> Graph:
    """Return the documents, edges and resolutions that follow from the facts of all files together.

    Pure: any order of files gives the same graph. `quote(path, start, end)` gives the wording of an evidence span;
    without it quotes are empty. `corrections` are applied as the last step; those anchored by words need `quote`.
    """
    return conclude_corrected(facts, registry, corrections or Corrections(), quote=quote)[0]


def conclude_corrected(
    facts: Iterable[FileFacts],
    registry: Registry,
    corrections: Corrections,
    *,
    quote: Callable[[str, int, int], str] | None = None,
) -> tuple[Graph, tuple[Outcome, ...]]:
    """Return what `conclude` returns, and what became of each hand correction."""
    return _Conclusion(registry).run(facts, quote, corrections)


class _Conclusion:
    """One run: the clusters, where claims went, and what stays open."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.reader = Reader(registry)
        self.names = Names(registry, self.reader)
        mergers = Mergers(registry, self.reader.finish)
        self.grouping = Grouping(registry, Catalogue(registry), mergers)
        self.home: dict[Head, Cluster] = {}
        #: What hand corrections say a mention means, with the rule that tells so.
        self.told: dict[Ref, tuple[Cluster | None, str]] = {}

    def run(
        self,
        facts: Iterable[FileFacts],
        quote: Callable[[str, int, int], str] | None,
        corrections: Corrections,
    ) -> tuple[Graph, tuple[Outcome, ...]]:
        said = self.reader.collect(facts)
        world = World(self.registry, self._clusters(said), self.grouping, self.home)
        self._find_homes(said.heads, world.clusters)
        corrector = Corrector(world, said, self.reader, quote)
        outcomes = corrector.apply(corrections, lambda: self._documents(said, world))
        self.told = corrector.told
        nodes = sorted((node for _, node in self._documents(said, world)), key=lambda n: n.id)
        edges = EdgeMaker(self.home, self._target, self._sureness, self._secrets(said, world))
        for refs in said.refs.values():
            edges.add_file(refs)
        resolutions = tuple(self._resolution(r) for refs in said.refs.values() for r in refs)
        return Graph(tuple(nodes), edges.edges(quote), resolutions), outcomes

    def _documents(self, said: Collected, world: World) -> list[tuple[Cluster, Node]]:
        """Return every document as it stands, with its node; its id is put into the cluster too."""
        fields = Fields(self.registry, self.reader, self.home, self._secrets(said, world))
        nodes = {n.id: n for n in assign([(c, world.corrected(c, fields.node(c))) for c in world.clusters])}
        return [(c, nodes[c.id]) for c in world.clusters]

    def _secrets(self, said: Collected, world: World) -> Secrets:
        """Return which texts are secret and what only they attest."""
        return Secrets(said.heads, world.clusters, self.registry)

    def _clusters(self, said: Collected) -> list[Cluster]:
        """Return all documents: numbered ones, held ones without number, those known by name, bare numbers."""
        self.names.number(said.claims)
        self.grouping.add_all(said.claims)
        clusters = [c for bucket in self.grouping.clusters.values() for c in bucket]
        clusters += own_clusters(said.heads, clusters, self.registry)
        rest = sorted((c for c in said.claims if c.run is None), key=Claim.order)
        clusters += self._named([c for c in rest if c.by_name and c.name], clusters)
        clusters += self._bare([c for c in rest if not c.by_name and c.number and c.type], clusters)
        return clusters

    def _named(self, claims: list[Claim], clusters: list[Cluster]) -> list[Cluster]:
        """Give names their documents; return new ones for names that no document here bears."""
        titles = Titles(clusters, self.registry)
        left: list[Claim] = []
        for claim in claims:
            self.names.local(claim)
            if not self._settle(claim, titles.find(claim), "name+title"):
                date = claim.date or (claim.known.date if claim.known else None)
                claim.slot = date[:4] if date else None
                left.append(claim)
        return self._grouped(left, lambda c: name_key(c.name or "", c.place or None))

    def _bare(self, claims: list[Claim], clusters: list[Cluster]) -> list[Cluster]:
        """Give numbers without sign their documents; return new ones for those that fit none."""
        index = BareNumbers(clusters, self.registry)
        left: list[Claim] = []
        for claim in claims:
            if not self._settle(claim, index.find(claim), "number+type"):
                claim.unit = ""
                claim.slot = claim.date[:4] if claim.date else (str(claim.year) if claim.year else None)
                left.append(claim)
        return self._grouped(left, lambda c: f"{c.number} {name_key(c.type or '', None)}")

    def _settle(self, claim: Claim, fits: list[Cluster], rule: str) -> bool:
        """Send a claim to the one document it fits, or leave it open; say whether there was any."""
        if len(fits) > 1:
            same_text = [c for c in fits if any(o.citing is claim.citing for o in c.claims if o.citing)]
            fits = same_text if len(same_text) == 1 else fits
        if len(fits) == 1:
            self.grouping.settle(claim, fits[0], rule)
        elif fits:
            self.grouping.leave_open(claim, fits)
        return bool(fits)

    def _grouped(self, claims: list[Claim], key: Callable[[Claim], str]) -> list[Cluster]:
        out: list[Cluster] = []
        for _, members in groupby(sorted(claims, key=lambda c: (key(c), c.order())), key=key):
            out += self.grouping.group(list(members))
        return out

    def _find_homes(self, heads: list[Head], clusters: list[Cluster]) -> None:
        """Note the document of every header; an annex is part of the first document of its file."""
        for cluster in clusters:
            for head in cluster.heads:
                self.home[head] = cluster
        first = {h.file: self.home[h] for h in reversed(heads) if h in self.home}
        for head in heads:
            if head not in self.home and "annex" in head.doc.flags and head.file in first:
                self.home[head] = first[head.file]

    def _target(self, ref: Ref) -> Cluster | None:
        """Return the document a mention means, None when it is open or names none."""
        if ref in self.told:
            return self.told[ref][0]
        if ref.kind == "self":
            return self.home.get(ref.head) if ref.head else None
        return self.grouping.home.get(ref.claim) if ref.claim is not None else None

    def _sureness(self, ref: Ref) -> float:
        if ref in self.told:
            return 1.0
        rule = self.grouping.rules.get(ref.claim, "") if ref.claim is not None else ""
        return ref.confidence * _SURENESS.get(rule, 1.0)

    def _resolution(self, ref: Ref) -> Resolution:
        target = self._target(ref)
        claim = ref.claim
        if ref in self.told:
            return Resolution(ref.file, ref.id, target.id if target else None, (), self.told[ref][1], 1.0)
        if claim is None:
            return Resolution(ref.file, ref.id, target.id if target else None, (), ref.kind, ref.confidence)
        candidates = tuple(sorted(c.id for c in self.grouping.open.get(claim, ())))
        rule = " ".join((self.grouping.rules.get(claim, "none"), *claim.notes))
        sure = round(self._sureness(ref), 3) if target else 0.0
        return Resolution(ref.file, ref.id, target.id if target else None, candidates, rule, sure)
