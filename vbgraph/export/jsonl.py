"""Graph → JSON lines: each line one node or one edge, told apart by its first key."""

from __future__ import annotations

import json

from vbgraph.models import Graph
from vbgraph.query import edge_json, node_json


def render(graph: Graph) -> bytes:
    """Return the nodes, then the edges, one a line: {"node": {…}} or {"edge": {…}}."""
    lines = [json.dumps({"node": node_json(n, with_secret=True)}, ensure_ascii=False) for n in graph.nodes]
    lines += [json.dumps({"edge": edge_json(e, with_secret=True)}, ensure_ascii=False) for e in graph.edges]
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")
