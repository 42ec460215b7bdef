"""The graph for networkx: a MultiDiGraph keyed by relation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from factories import conclude, make_edge, make_node

from vbgraph.graph import to_networkx
from vbgraph.models import Graph
from vbgraph.store import Store


def test_two_relations_between_one_pair_are_two_edges(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        conclude(
            store,
            [make_node("a", code="01-KL/TW"), make_node("b")],
            [make_edge("a", "cites", "b"), make_edge("a", "guides", "b", mentions=3)],
        )
        graph = to_networkx(store)

    assert sorted(graph.edges(keys=True)) == [("a", "b", "cites"), ("a", "b", "guides")]
    assert graph.edges["a", "b", "guides"]["mentions"] == 3
    assert graph.nodes["a"]["code"] == "01-KL/TW"


def test_a_part_of_the_graph_can_be_given_too() -> None:
    graph = to_networkx(Graph((make_node("b"), make_node("a")), ()))

    assert list(graph.nodes) == ["b", "a"]


def test_networkx_is_loaded_only_when_a_graph_is_made() -> None:
    code = "import sys, vbgraph.graph, vbgraph.query, vbgraph.store; print('networkx' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "False"
