"""Graph → the Graph JSON of the contract: keys in fixed order, two runs print the same bytes."""

from __future__ import annotations

import json

from vbgraph.models import Graph
from vbgraph.query import graph_json


def render(graph: Graph) -> bytes:
    """Return the graph as UTF-8 JSON; what may not be quoted has been taken out before."""
    value = graph_json(graph, with_secret=True)
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
