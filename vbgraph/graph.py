"""The one module that imports networkx: a graph of ours as a MultiDiGraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vbgraph.models import Graph

if TYPE_CHECKING:
    import networkx


def to_networkx(graph: Graph) -> networkx.MultiDiGraph[str]:
    """Return the graph as a networkx.MultiDiGraph: nodes by id, edges keyed by relation, so that two relations
    between one pair are two edges. Attributes hold plain values; lists are tuples.
    """
    import networkx

    out: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in graph.nodes:
        out.add_node(
            node.id,
            kind=node.kind,
            code=node.code,
            type=node.type,
            name=node.name,
            title=node.title,
            issuer=node.issuer,
            locality=node.locality,
            level=node.level,
            rank=node.rank,
            date=node.date,
            held=node.held,
            files=node.files,
            flags=node.flags,
        )
    for edge in graph.edges:
        out.add_edge(
            edge.source,
            edge.target,
            key=edge.relation,
            relation=edge.relation,
            confidence=edge.confidence,
            mentions=edge.mentions,
        )
    return out
