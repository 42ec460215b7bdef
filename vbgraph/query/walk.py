"""Walks along edges: sources, implementers, chains. Each level of a walk is one question to SQLite."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import cast

from vbgraph.models import RELATIONS, SOURCES, Edge, Graph, Node
from vbgraph.query.results import Chains
from vbgraph.store import Store, conclusions
from vbgraph.store.conclusions import chunks

#: More chains than these no one reads; the shortest ones are many only in hostile graphs.
MAX_PATHS = 100
#: Chains looked at before the first MAX_PATHS in order are taken.
_ENOUGH = 5000


def upstream(
    store: Store, doc: Node, *, depth: int | None = None, relations: Collection[str] = SOURCES
) -> Graph:
    """Return what `doc` rests on: everything its edges lead to, `depth` steps far (None: all).

    `relations` are those followed (see `chosen`). Nodes carry their distance from the root as `depth`.
    """
    return _walk(store, doc, "source", "target", depth, relations)


def downstream(
    store: Store, doc: Node, *, depth: int | None = None, relations: Collection[str] = SOURCES
) -> Graph:
    """Return what rests on `doc`: everything from which edges lead to it, `depth` steps far (None: all)."""
    return _walk(store, doc, "target", "source", depth, relations)


def chosen(words: Iterable[str]) -> frozenset[str]:
    """Return the relations that words choose: none → the sources, "all" → every one, else themselves.

    >>> chosen([]) == SOURCES, sorted(chosen(["all"])) == sorted(RELATIONS), sorted(chosen(["cites"]))
    (True, True, ['cites'])
    """
    given = frozenset(words)
    if not given:
        return SOURCES
    return frozenset(RELATIONS) if "all" in given else given


def _walk(
    store: Store, doc: Node, near: str, far: str, depth: int | None, relations: Collection[str]
) -> Graph:
    root = _key(store, doc.id)
    depths, frontier = {root: 0}, [root]
    followed: list[int] = []
    level = 0
    while frontier and (depth is None or level < depth):
        level += 1
        frontier_next = []
        for edge, _, other in _step(store, near, far, frontier, relations):
            followed.append(edge)
            if other not in depths:
                depths[other] = level
                frontier_next.append(other)
        frontier = frontier_next
    return Graph(_nodes(store, depths), edges_of(store, followed), root=doc.id)


def _step(
    store: Store, near: str, far: str, frontier: Iterable[int], relations: Collection[str]
) -> Iterable[tuple[int, int, int]]:
    """Return (edge, near end, far end) of every edge at the frontier."""
    kinds = tuple(sorted(relations))
    marks = ", ".join("?" * len(kinds))
    for ends, chunk in chunks(frontier):
        sql = f"SELECT id, {near}, {far} FROM edges WHERE {near} IN ({ends}) AND relation IN ({marks}) ORDER BY id"
        yield from cast(Iterable[tuple[int, int, int]], store.database.all(sql, (*chunk, *kinds)))


def _key(store: Store, node_id: str) -> int:
    return store.database.number("SELECT id FROM nodes WHERE node = ?", (node_id,))


def _nodes(store: Store, depths: Mapping[int, int]) -> tuple[Node, ...]:
    """Return the nodes of these internal ids with their depths, sorted by id."""
    depth_of = {name: depths[key] for key, name in _names(store, depths).items()}
    nodes = conclusions.nodes(store.database, depths)
    return tuple(sorted((replace(n, depth=depth_of[n.id]) for n in nodes), key=lambda n: n.id))


def _names(store: Store, keys: Iterable[int]) -> dict[int, str]:
    """Return the ids of nodes by their internal ids."""
    return {
        cast(int, key): cast(str, node)
        for marks, chunk in chunks(keys)
        for key, node in store.database.all(f"SELECT id, node FROM nodes WHERE id IN ({marks})", chunk)
    }


def edges_of(store: Store, keys: Iterable[int]) -> tuple[Edge, ...]:
    """Return the edges of these internal ids, sorted by source, target and relation."""
    found = [
        edge
        for marks, chunk in chunks(sorted(set(keys)))
        for edge in conclusions.edges(store.database, f"edges.id IN ({marks})", chunk)
    ]
    return tuple(sorted(found, key=lambda e: (e.source, e.target, e.relation)))


def paths(store: Store, first: Node, last: Node, *, relations: Collection[str] = SOURCES) -> Chains:
    """Return all shortest chains that follow the arrows from `first` to `last`; if there is none, those back.

    At most MAX_PATHS chains, in the order of their ids; `depth` of a node is its place in the chain. The graph is
    empty, without a root, when there is no way at all.
    """
    a, b = _key(store, first.id), _key(store, last.id)
    for start, end, root, turned in ((a, b, first, False), (b, a, last, True)):
        chains = _chains(store, start, end, relations)
        if chains:
            return Chains(_chain_graph(store, chains, root, relations), turned)
    return Chains(Graph())


def _chain_graph(
    store: Store, chains: list[tuple[int, ...]], root: Node, relations: Collection[str]
) -> Graph:
    depths = {key: place for chain in chains for place, key in enumerate(chain)}
    nodes = _nodes(store, depths)
    names = _names(store, depths)
    steps = {pair for chain in chains for pair in pairwise(chain)}
    edges = [
        edge
        for edge, source, target in _step(store, "source", "target", depths, relations)
        if (source, target) in steps
    ]
    ways = sorted(tuple(names[key] for key in chain) for chain in chains)
    return Graph(nodes, edges_of(store, edges), root=root.id, paths=tuple(ways[:MAX_PATHS]))


def _chains(store: Store, start: int, end: int, relations: Collection[str]) -> list[tuple[int, ...]]:
    """Return the shortest chains as internal ids: a search from both ends, level by level, the smaller one first."""
    if start == end:
        return [(start,)]
    ahead: dict[int, list[int]] = {start: []}  # node → those before it, on shortest ways from the start
    behind: dict[int, list[int]] = {end: []}  # node → those after it, on shortest ways to the end
    front, back = {start}, {end}
    while front and back:
        if len(front) <= len(back):
            front = _grow(store, "source", "target", front, ahead, relations)
        else:
            back = _grow(store, "target", "source", back, behind, relations)
        meeting = front & back
        if meeting:
            return _join(sorted(meeting), ahead, behind)
    return []


def _grow(
    store: Store,
    near: str,
    far: str,
    frontier: set[int],
    seen: dict[int, list[int]],
    relations: Collection[str],
) -> set[int]:
    """Return the next level, noting in `seen` from where each of its nodes was reached."""
    level: dict[int, list[int]] = {}
    for _, here, there in _step(store, near, far, sorted(frontier), relations):
        if there not in seen and here not in level.setdefault(there, []):
            level[there].append(here)
    seen.update(level)
    return set(level)


def _join(
    meeting: list[int], ahead: Mapping[int, list[int]], behind: Mapping[int, list[int]]
) -> list[tuple[int, ...]]:
    """Return the chains through each meeting point, no more of them than anyone can want."""
    chains: list[tuple[int, ...]] = []
    for middle in meeting:
        for left in _tails(middle, ahead):
            chains += [(*reversed(left), *right[1:]) for right in _tails(middle, behind)]
            if len(chains) >= _ENOUGH:
                return chains
    return chains


def _tails(node: int, links: Mapping[int, list[int]]) -> list[tuple[int, ...]]:
    """Return the ways from a node along `links` to where they end, at most _ENOUGH of them."""
    ways: list[tuple[int, ...]] = [(node,)]
    done: list[tuple[int, ...]] = []
    while ways and len(done) < _ENOUGH:
        way = ways.pop()
        following = links[way[-1]]
        if not following:
            done.append(way)
        ways += [(*way, other) for other in following]
    return done
