"""Laws of walks and conclusions, held on random graphs against networkx as the slow reference."""

from __future__ import annotations

from collections.abc import Iterator

import networkx
import pytest
from factories import make_edge, make_node, make_resolution
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vbgraph import query
from vbgraph.graph import to_networkx
from vbgraph.models import SOURCES, Graph, Node
from vbgraph.store import Store

LAW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
IDS = [f"n{i}" for i in range(7)]
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1])
ARROWS = st.sets(
    st.tuples(PAIRS, st.sampled_from(["implements", "guides", "cites", "replaces"])), max_size=16
)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """A graph as the resolver gives it, sorted; titles, counts and resolutions vary so that rows change."""
    ids = sorted(draw(st.sets(st.sampled_from(IDS), min_size=2)))
    nodes = [make_node(i, title=draw(st.sampled_from([None, "một", "hai"])), names=(i,)) for i in ids]
    edges = [
        make_edge(a, relation, b, "vì thế", mentions=draw(st.integers(1, 2)))
        for (a, b), relation in draw(ARROWS)
        if a in ids and b in ids
    ]
    targets = draw(st.dictionaries(st.sampled_from("xyz"), st.none() | st.sampled_from(ids), max_size=3))
    return Graph(
        tuple(nodes),
        tuple(sorted(edges, key=lambda e: (e.source, e.target, e.relation))),
        tuple(make_resolution("a.txt", mention, target) for mention, target in sorted(targets.items())),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("laws") / "a.db", create=True) as made:
        yield made


def sources_only(graph: Graph) -> networkx.DiGraph[str]:
    plain: networkx.DiGraph[str] = networkx.DiGraph()
    plain.add_nodes_from(n.id for n in graph.nodes)
    plain.add_edges_from((e.source, e.target) for e in graph.edges if e.relation in SOURCES)
    return plain


@LAW
@given(st.lists(graphs(), min_size=1, max_size=3))
def test_whatever_was_stored_before_the_last_conclusions_stand(store: Store, sequence: list[Graph]) -> None:
    for graph in sequence:
        store.replace_conclusions(graph)

    assert store.graph() == sequence[-1]
    assert store.check() == ()


@LAW
@given(graphs(), st.none() | st.integers(0, 4))
def test_walks_reach_what_is_reachable_in_as_many_steps(
    store: Store, graph: Graph, depth: int | None
) -> None:
    store.replace_conclusions(graph)
    plain, root = sources_only(graph), graph.nodes[0]
    for walk, ways in ((query.upstream, plain), (query.downstream, plain.reverse())):
        found = walk(store, root, depth=depth)

        expected = networkx.single_source_shortest_path_length(ways, root.id, cutoff=depth)
        assert {n.id: n.depth for n in found.nodes} == dict(expected)
        assert all(e.relation in SOURCES for e in found.edges)


@LAW
@given(graphs())
def test_chains_are_all_the_shortest_ones(store: Store, graph: Graph) -> None:
    store.replace_conclusions(graph)
    plain, first, last = sources_only(graph), graph.nodes[0], graph.nodes[-1]
    found = query.paths(store, first, last)

    assert list(found.graph.paths) == (_ways(plain, first, last) or _ways(plain, last, first))
    assert found.reversed == (not _ways(plain, first, last) and bool(_ways(plain, last, first)))


def _ways(plain: networkx.DiGraph[str], a: Node, b: Node) -> list[tuple[str, ...]]:
    if not networkx.has_path(plain, a.id, b.id):
        return []
    return sorted(map(tuple, networkx.all_shortest_paths(plain, a.id, b.id)))


@LAW
@given(graphs())
def test_networkx_gets_the_same_nodes_and_edges(store: Store, graph: Graph) -> None:
    store.replace_conclusions(graph)
    made = to_networkx(store)

    assert list(made.nodes) == [n.id for n in graph.nodes]
    assert sorted(made.edges(keys=True)) == [(e.source, e.target, e.relation) for e in graph.edges]


@LAW
@given(graphs())
def test_rank_agrees_with_networkx(store: Store, graph: Graph) -> None:
    store.replace_conclusions(graph)
    plain: networkx.DiGraph[str] = networkx.DiGraph()
    plain.add_nodes_from(n.id for n in graph.nodes)
    plain.add_edges_from((e.source, e.target) for e in graph.edges if e.relation != "replaces")

    assert {r.node.id: r.score for r in query.rank(store)} == pytest.approx(_pagerank(plain), abs=1e-6)


def _pagerank(plain: networkx.DiGraph[str]) -> dict[str, float]:
    """PageRank by its definition, in the plainest way (networkx wants scipy for its own)."""
    n = plain.number_of_nodes()
    scores = dict.fromkeys(plain, 1 / n)
    for _ in range(200):
        lost = sum(scores[v] for v in plain if not plain.out_degree(v))
        scores = {
            v: 0.15 / n
            + 0.85 * (lost / n + sum(scores[u] / plain.out_degree(u) for u in plain.predecessors(v)))
            for v in plain
        }
    return scores


@LAW
@given(st.text(max_size=40))
def test_any_words_find_documents_or_none(store: Store, words: str) -> None:
    store.replace_conclusions(Graph((make_node("kl-21-tw.k13", code="21-KL/TW", name="Một"),)))

    assert len(query.find_all(store, words)) <= 1
    assert query.search(store, words) is not None


def test_any_part_of_an_id_that_ends_at_a_part_finds_it(store: Store) -> None:
    store.replace_conclusions(Graph((make_node("kh-213-hu.hung-yen.kim-dong.2024"),)))

    for words in (
        "kh-213-hu",
        "kh-213-hu.hung-yen",
        "kh-213-hu.kim-dong",
        "kh-213-hu.2024",
        "kh-213-hu.hung-yen.2024",
    ):
        assert query.find(store, words).id == "kh-213-hu.hung-yen.kim-dong.2024"
