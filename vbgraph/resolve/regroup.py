"""Joins documents into one and takes one apart, by hand: claims, headers and open mentions follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vbgraph.dates import agree
from vbgraph.models import Node, NodeFlag
from vbgraph.registry import Registry
from vbgraph.resolve.claims import Claim, Head
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.fields import word_of
from vbgraph.resolve.group import Grouping
from vbgraph.resolve.issuers import same_body
from vbgraph.resolve.likeness import same_title
from vbgraph.text import fold_key


@dataclass(slots=True)
class World:
    """The documents of one run and where claims and headers went, open to change by hand."""

    registry: Registry
    clusters: list[Cluster]
    grouping: Grouping
    home: dict[Head, Cluster]
    #: Days set by hand, with the flag that tells so.
    days: dict[Cluster, tuple[str, NodeFlag]] = field(default_factory=dict)
    #: Documents that were joined to another by hand: the id and code each had, with the place of the entry.
    joined: dict[Cluster, list[tuple[str, str | None, str]]] = field(default_factory=dict)

    def corrected(self, cluster: Cluster, node: Node) -> Node:
        """Return the node with what was set by hand: its day in place of what the texts say, whom it was joined with."""
        notes = node.notes
        if cluster in self.days:
            day, note = self.days[cluster]
            node = replace(node, date=day)
            notes = (*(n for n in notes if n.field != "date"), note)
        notes = (*notes, *self._joined(cluster, node))
        if notes == node.notes:
            return node
        words = {"draft"} & set(node.flags) | {word_of(n) for n in notes}
        return replace(node, notes=notes, flags=tuple(sorted(words)))

    def _joined(self, cluster: Cluster, node: Node) -> Iterator[NodeFlag]:
        """Yield the codes and ids by which the documents joined to this one were found."""
        for name, code, where in self.joined.get(cluster, ()):
            if code and code != node.code:
                yield NodeFlag("joined", "code", (code,), (where,))
            yield NodeFlag("joined", "id", (name,), (where,))


@dataclass(slots=True)
class Part:
    """What is known to be of one document when a document is taken apart."""

    claims: list[Claim] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)

    def weigh(self, claim: Claim, registry: Registry) -> int:
        """Return how much speaks for a claim being of this part; below zero something contradicts."""
        dates = {*(c.date for c in self.claims), *(h.doc.date for h in self.heads)} - {None}
        titles = [*(c.title for c in self.claims), *(h.doc.title for h in self.heads)]
        bodies = [b for b in (*(c.issuer for c in self.claims), *(h.doc.issuer for h in self.heads)) if b]
        types = {
            fold_key(t) for t in (*(c.type for c in self.claims), *(h.doc.type for h in self.heads)) if t
        }
        if claim.date and dates and not any(agree(claim.date, d) for d in dates):
            return -1
        score = 4 * (claim.date is not None and claim.date in dates)
        score += 2 * any(same_title(claim.title, t) for t in titles)
        score += bool(claim.issuer) and any(same_body(claim.issuer or "", b, registry) for b in bodies)
        score += bool(claim.type) and fold_key(claim.type or "") in types
        return score + 2 * any(c.citing is not None and c.citing is claim.citing for c in self.claims)


def join(
    world: World, members: Sequence[Cluster], rule: str, nodes: Mapping[Cluster, Node], where: str
) -> Cluster:
    """Make several documents the first of them in rank: numbered, held, most cited; return it.

    `nodes` tells what each was; the first keeps their ids and codes, with the place of the entry, to be found by.
    """
    first, *rest = sorted(
        dict.fromkeys(members), key=lambda c: (c.run is None, not c.held, -len(c.claims), c.id)
    )
    for other in rest:
        _absorb(world, first, other)
        was = (nodes[other].id, nodes[other].code, where)
        world.joined.setdefault(first, []).extend([was, *world.joined.pop(other, ())])
    first.reasons.add(rule)
    gone = set(rest)
    world.clusters[:] = [c for c in world.clusters if c not in gone]
    _reopen(world, dict.fromkeys(rest, (first,)), rule)
    return first


def _absorb(world: World, first: Cluster, other: Cluster) -> None:
    claimed = {c.head for c in other.claims if c.head is not None}
    for claim in other.claims:
        first.take(claim, world.grouping.rules.get(claim, "code"))
        world.grouping.home[claim] = first
    for head in other.heads:
        if head not in claimed:
            first.hold(head)
    for head, home in world.home.items():
        if home is other:
            world.home[head] = first
    first.dates |= other.dates
    first.titles |= other.titles
    first.reasons |= other.reasons
    if first.known is None and other.known is not None:
        first.know(other.known)
    if other in world.days:
        world.days.setdefault(first, world.days.pop(other))


def split(world: World, old: Cluster, parts: Sequence[Part], rule: str) -> list[Cluster]:
    """Take a document apart; what belongs to no part stays open between all, headers stay with the first."""
    told = {id(x) for part in parts for x in (*part.claims, *part.heads)}
    rest = [c for c in old.claims if id(c) not in told and (c.head is None or id(c.head) not in told)]
    unsure: list[Claim] = []
    for claim, part in [(c, _best(c, parts, world.registry)) for c in sorted(rest, key=Claim.order)]:
        if part is None and claim.head is None:
            unsure.append(claim)
        else:
            (part or parts[0]).claims.append(claim)
    held = {id(c.head) for part in parts for c in part.claims if c.head is not None}
    parts[0].heads += [h for h in old.heads if id(h) not in told | held]
    made = [_made(world, old, part, rule) for part in parts]
    at = world.clusters.index(old)
    world.clusters[at : at + 1] = made
    for claim in unsure:
        world.grouping.home.pop(claim, None)
        world.grouping.leave_open(claim, made)
        claim.notes = (*claim.notes, rule)
    for head, home in list(world.home.items()):
        if home is old:  # an annex, part of what its file holds first
            world.home[head] = next((c for c in made if any(h.file == head.file for h in c.heads)), made[0])
    _reopen(world, {old: tuple(made)}, rule)
    return made


def _best(claim: Claim, parts: Sequence[Part], registry: Registry) -> Part | None:
    """Return the part that most speaks for, None when nothing does or two are equal."""
    ranked = sorted(((part.weigh(claim, registry), -i) for i, part in enumerate(parts)), reverse=True)
    clear = ranked[0][0] > max(0, ranked[1][0]) or (ranked[0][0] >= 0 > ranked[1][0])
    return parts[-ranked[0][1]] if clear else None


def _made(world: World, old: Cluster, part: Part, rule: str) -> Cluster:
    """Return the document of one part."""
    made = Cluster(old.run, old.place, old.unit, old.klass, old.slot, old.variant, kind=old.kind)
    for claim in part.claims:
        made.take(claim, world.grouping.rules.get(claim, "code"))
        world.grouping.home[claim] = made
    for head in part.heads:
        if head not in made.heads:
            made.hold(head)
    for head in made.heads:
        world.home[head] = made
    if old.known is not None and (not made.dates or any(agree(old.known.date, d) for d in made.dates)):
        made.know(old.known)
    made.reasons.add(rule)
    return made


def _reopen(world: World, became: dict[Cluster, tuple[Cluster, ...]], rule: str) -> None:
    """Put new documents in the place of old ones among the candidates of open mentions; one that is left decides."""
    grouping = world.grouping
    for claim, candidates in sorted(grouping.open.items(), key=lambda item: item[0].order()):
        fresh = tuple(dict.fromkeys(n for c in candidates for n in became.get(c, (c,))))
        if fresh == candidates:
            continue
        del grouping.open[claim]
        if len(fresh) == 1:
            grouping.settle(claim, fresh[0], rule)
        elif fresh:
            grouping.open[claim] = fresh
        else:
            grouping.rules[claim] = "none"


def drop(world: World, clusters: Iterable[Cluster], rule: str) -> None:
    """Take out documents of which nobody speaks any more."""
    empty = {c for c in clusters if not c.claims and not c.heads}
    if empty:
        world.clusters[:] = [c for c in world.clusters if c not in empty]
        _reopen(world, dict.fromkeys(empty, ()), rule)
