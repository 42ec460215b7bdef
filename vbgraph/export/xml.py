"""What GraphML and GEXF share: the attributes of nodes and edges, and XML-safe text."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from vbgraph.export.csv import place
from vbgraph.models import Edge, Node

#: (name, type) of what is kept of each node and edge, in the order written.
NODE_FIELDS = (
    ("label", "string"),
    ("kind", "string"),
    ("code", "string"),
    ("type", "string"),
    ("name", "string"),
    ("title", "string"),
    ("issuer", "string"),
    ("locality", "string"),
    ("level", "string"),
    ("rank", "int"),
    ("date", "string"),
    ("held", "boolean"),
    ("files", "string"),
    ("secrecy", "string"),
    ("flags", "string"),
)
EDGE_FIELDS = (
    ("relation", "string"),
    ("confidence", "double"),
    ("mentions", "int"),
    ("provisions", "string"),
    ("evidence_file", "string"),
    ("evidence", "string"),
)


def node_values(node: Node) -> dict[str, str]:
    """Return what is known of a node as text; unknown fields are left out."""
    values: dict[str, object] = {
        "label": node.code or node.name or node.title or node.id,
        "kind": node.kind,
        "code": node.code,
        "type": node.type,
        "name": node.name,
        "title": node.title,
        "issuer": node.issuer,
        "locality": node.locality,
        "level": node.level,
        "rank": node.rank,
        "date": node.date,
        "held": "true" if node.held else "false",
        "files": "; ".join(node.files) or None,
        "secrecy": node.secrecy,
        "flags": " ".join(node.flags) or None,
    }
    return {k: str(v) for k, v in values.items() if v is not None}


def edge_values(edge: Edge) -> dict[str, str]:
    """Return what is known of an edge as text; the first piece of evidence speaks for all."""
    first = edge.evidence[0] if edge.evidence else None
    values: dict[str, object] = {
        "relation": edge.relation,
        "confidence": round(edge.confidence, 4),
        "mentions": edge.mentions,
        "provisions": "; ".join(map(place, edge.provisions)) or None,
        "evidence_file": first.file if first else None,
        "evidence": (first.quote or None) if first else None,
    }
    return {k: str(v) for k, v in values.items() if v is not None}


@lru_cache(maxsize=1)
def _forbidden() -> re.Pattern[str]:
    return re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """Return character data: markup escaped, characters that XML forbids gone."""
    return escape(_forbidden().sub("", value))


def attribute(value: str) -> str:
    """Return a quoted attribute value; line ends and tabs survive as references."""
    return quoteattr(_forbidden().sub("", value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
