"""Graph → two CSV files that Excel opens: edges, and nodes beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from vbgraph.models import Edge, Graph, Node, Provision

EDGE_COLUMNS = (
    "source",
    "relation",
    "target",
    "provisions",
    "confidence",
    "mentions",
    "evidence_file",
    "evidence_start",
    "evidence_end",
    "evidence",
)
NODE_COLUMNS = (
    "id",
    "kind",
    "code",
    "type",
    "name",
    "title",
    "issuer",
    "locality",
    "level",
    "rank",
    "date",
    "held",
    "files",
    "secrecy",
    "flags",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_edges(graph: Graph) -> bytes:
    """Return the edges, each with its first piece of evidence."""
    return table(EDGE_COLUMNS, (_edge_row(e) for e in graph.edges))


def render_nodes(graph: Graph) -> bytes:
    """Return the documents."""
    return table(NODE_COLUMNS, (_node_row(n) for n in graph.nodes))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return CSV with a byte-order mark for Excel; cells that look like formulas are quoted as text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def cell(value: object) -> str:
    """Return one cell: nothing for None, true or false, lists joined; an apostrophe before = + - @.

    >>> cell("=1+1")
    "'=1+1"
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return "'" + text if text.startswith(_FORMULA) else text


def _edge_row(edge: Edge) -> tuple[object, ...]:
    first = edge.evidence[0] if edge.evidence else None
    where = (first.file, first.start, first.end, first.quote) if first else (None, None, None, None)
    places = tuple(place(p) for p in edge.provisions)
    head = (edge.source, edge.relation, edge.target, places, round(edge.confidence, 4), edge.mentions)
    return (*head, *where)


def _node_row(node: Node) -> tuple[object, ...]:
    return (
        node.id,
        node.kind,
        node.code,
        node.type,
        node.name,
        node.title,
        node.issuer,
        node.locality,
        node.level,
        node.rank,
        node.date,
        node.held,
        node.files,
        node.secrecy,
        node.flags,
    )


def place(provision: Provision) -> str:
    """Return a provision as it is printed, or put together from its parts."""
    if provision.text:
        return " ".join(provision.text.split())
    parts = (
        ("điểm", provision.point),
        ("khoản", provision.clause),
        ("Điều", provision.article),
        ("Phụ lục", provision.appendix),
    )
    return " ".join(f"{word} {value}" for word, value in parts if value)
