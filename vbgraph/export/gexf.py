"""Graph → GEXF 1.2 (Gephi, networkx): edges carry their relation as label and attribute.

1.2 keeps parallel edges (told apart by id); no date of writing stands in the file, so two runs are equal.
"""

from __future__ import annotations

from collections.abc import Iterator

from vbgraph.export.xml import EDGE_FIELDS, NODE_FIELDS, attribute, edge_values, node_values
from vbgraph.models import Graph

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
  <meta><creator>vbgraph</creator></meta>
  <graph defaultedgetype="directed" mode="static">
"""
_TYPES = {"int": "integer"}


def render(graph: Graph) -> bytes:
    """Return the graph as GEXF."""
    return ("".join(_lines(graph))).encode("utf-8", "replace")


def _lines(graph: Graph) -> Iterator[str]:
    yield _HEAD
    for scope, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        yield f'    <attributes class="{scope}" mode="static">\n'
        for name, kind in fields:
            yield f'      <attribute id="{scope}_{name}" title="{name}" type="{_TYPES.get(kind, kind)}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for node in graph.nodes:
        values = node_values(node)
        yield f"      <node id={attribute(node.id)} label={attribute(values['label'])}>\n"
        yield from _values("node", values)
        yield "      </node>\n"
    yield "    </nodes>\n    <edges>\n"
    for edge in graph.edges:
        name = attribute(f"{edge.source}|{edge.relation}|{edge.target}")
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        yield f"      <edge id={name} {ends} label={attribute(edge.relation)}>\n"
        yield from _values("edge", edge_values(edge))
        yield "      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _values(scope: str, values: dict[str, str]) -> Iterator[str]:
    yield "        <attvalues>\n"
    for name, value in values.items():
        yield f'          <attvalue for="{scope}_{name}" value={attribute(value)}/>\n'
    yield "        </attvalues>\n"
