"""Graph → files that other programs read: one module a format, the same nodes and edges in each."""

from __future__ import annotations

from dataclasses import replace

from vbgraph.models import Graph

#: Every format and whether it makes more than the one file asked for.
FORMATS: tuple[str, ...] = ("json", "jsonl", "csv", "graphml", "gexf")


def render(graph: Graph, to: str, stem: str = "graph") -> dict[str, bytes]:
    """Return the bytes of each file of a format, by the ending of its name; "" is the file asked for.

    CSV makes two: the edges and `-nodes`. `to` is one of FORMATS. Two runs on one graph give the same bytes.
    """
    if to == "json":
        from vbgraph.export.json import render as as_json

        return {"": as_json(graph)}
    if to == "jsonl":
        from vbgraph.export.jsonl import render as as_jsonl

        return {"": as_jsonl(graph)}
    if to == "csv":
        from vbgraph.export.csv import render_edges, render_nodes

        return {"": render_edges(graph), "-nodes": render_nodes(graph)}
    if to == "graphml":
        from vbgraph.export.graphml import render as as_graphml

        return {"": as_graphml(graph)}
    if to == "gexf":
        from vbgraph.export.gexf import render as as_gexf

        return {"": as_gexf(graph)}
    raise ValueError(to)


def without_secrets(graph: Graph) -> tuple[Graph, int]:
    """Return the graph without the words of secret texts, and how many of its documents are marked secret."""
    from vbgraph.query import open_graph

    return open_graph(graph)


def without_text(graph: Graph) -> Graph:
    """Return the graph with no evidence sentence in it."""
    edges = tuple(
        replace(edge, evidence=tuple(replace(e, quote="") for e in edge.evidence)) for edge in graph.edges
    )
    return replace(graph, edges=edges)
