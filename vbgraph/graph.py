"""The graph for networkx, the one module that imports it: for its algorithms and for people who know it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from vbgraph.models import Graph, Node

if TYPE_CHECKING:
    import networkx

    from vbgraph.store import Store


def to_networkx(source: Store | Graph) -> networkx.MultiDiGraph[str]:
    """Return a store, or a part of it, as a MultiDiGraph keyed by relation.

    Nodes carry the fields of `models.Node`, edges `relation`, `confidence`, `mentions`, `provisions`, `evidence`.
    An edge runs from the document that acts to the one acted upon. Nodes and edges are added in sorted order.
    """
    import networkx

    nodes = source.nodes if isinstance(source, Graph) else source.nodes()
    edges = source.edges if isinstance(source, Graph) else source.edges()
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    names = [field.name for field in fields(Node) if field.name != "id"]
    for node in nodes:
        graph.add_node(node.id, **{name: getattr(node, name) for name in names})
    for edge in edges:
        graph.add_edge(
            edge.source,
            edge.target,
            key=edge.relation,
            relation=edge.relation,
            confidence=edge.confidence,
            mentions=edge.mentions,
            provisions=edge.provisions,
            evidence=edge.evidence,
        )
    return graph
