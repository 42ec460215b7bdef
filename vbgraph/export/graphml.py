"""Graph → GraphML (yEd, Gephi, networkx, igraph): a directed multigraph, each edge with an id of its own."""

from __future__ import annotations

from collections.abc import Iterator

from vbgraph.export.xml import EDGE_FIELDS, NODE_FIELDS, attribute, edge_values, node_values, text
from vbgraph.models import Graph

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- generator: vbgraph -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def render(graph: Graph) -> bytes:
    """Return the graph as GraphML; the id of an edge is "source|relation|target"."""
    return ("".join(_lines(graph))).encode("utf-8", "replace")


def _lines(graph: Graph) -> Iterator[str]:
    yield _HEAD
    for scope, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in fields:
            yield f'  <key id="{scope}_{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph id="vbgraph" edgedefault="directed">\n'
    for node in graph.nodes:
        yield f"    <node id={attribute(node.id)}>\n"
        yield from _data("node", node_values(node))
        yield "    </node>\n"
    for edge in graph.edges:
        name = attribute(f"{edge.source}|{edge.relation}|{edge.target}")
        yield f"    <edge id={name} source={attribute(edge.source)} target={attribute(edge.target)}>\n"
        yield from _data("edge", edge_values(edge))
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(scope: str, values: dict[str, str]) -> Iterator[str]:
    for name, value in values.items():
        yield f'      <data key="{scope}_{name}">{text(value)}</data>\n'
