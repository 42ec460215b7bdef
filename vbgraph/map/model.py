"""A graph as the rows of a pyvis network: one dictionary for each document and each edge, places included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from vbgraph.map.layout import BANDS, Layout, Spot, by_level, by_time
from vbgraph.map.quote import marked
from vbgraph.models import Edge, Graph, Node

Row = dict[str, object]
#: What relations by which documents say about validity, weightiest first.
STATUSES: tuple[str, ...] = ("none", "repealed", "replaced", "suspended", "partly", "amended", "draft")
_LABEL = 20  # characters of a label on the map
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])


class Network(Protocol):
    """The part of pyvis.network.Network that the map relies on."""

    nodes: list[Row]
    edges: list[Row]


def limit(graph: Graph, max_nodes: int) -> Graph:
    """Return the graph cut down to its most connected documents; the root and what paths run through stay."""
    if len(graph.nodes) <= max_nodes:
        return graph
    degree = dict.fromkeys((node.id for node in graph.nodes), 0)
    for edge in graph.edges:
        degree[edge.source] = degree.get(edge.source, 0) + 1
        degree[edge.target] = degree.get(edge.target, 0) + 1
    wanted = {graph.root, *(id_ for path in graph.paths for id_ in path)}
    ranked = sorted(graph.nodes, key=lambda n: (n.id not in wanted, -degree[n.id], n.id))
    kept = {node.id for node in ranked[:max_nodes]}
    return replace(
        graph,
        nodes=tuple(n for n in graph.nodes if n.id in kept),
        edges=tuple(e for e in graph.edges if e.source in kept and e.target in kept),
    )


def fill(network: Network, graph: Graph, *, with_text: bool) -> tuple[Layout, Layout]:
    """Write the documents and edges into the network's own lists and return the two layouts.

    What may not be shown has been taken out before. The lists are filled directly: add_node and add_edge of pyvis look every row up in a list.
    """
    nodes = sorted(graph.nodes, key=lambda n: n.id)
    place = {node.id: i for i, node in enumerate(nodes)}
    edges = sorted(
        (e for e in graph.edges if e.source in place and e.target in place and e.source != e.target),
        key=lambda e: (e.source, e.target, e.relation),
    )
    spots = [_spot(node) for node in nodes]
    level = by_level(spots, [(place[e.source], place[e.target]) for e in edges])
    time = by_time(spots)
    status = _statuses(nodes, edges)
    for i, node in enumerate(nodes):
        row = _node_row(node, spots[i])
        row |= {"x": level.xy[i][0], "y": level.xy[i][1], "time": time.xy[i], "status": status[node.id]}
        network.nodes.append(row)
    known = {node.id: node for node in nodes}
    room = (3, 360) if len(edges) <= 3000 else (1, 360) if len(edges) <= 12000 else (1, 200)
    for edge in edges:
        network.edges.append(_edge_row(edge, known, with_text=with_text, room=room))
    return level, time


def _spot(node: Node) -> Spot:
    """Return what the layout needs of a document."""
    width = min(164, round(7.3 * len(label(node))) + 24)
    return Spot(_band(node), year(node), max(66, width), f"{node.date or '9999'} {node.id}")


def _band(node: Node) -> int:
    """Return the index of the document's band."""
    if node.kind == "report":
        return BANDS.index("report")
    return BANDS.index(node.level) if node.level in BANDS else BANDS.index("unknown")


def label(node: Node) -> str:
    """Return the short text that stands on the map: the code, else a name, else what there is."""
    bare = node.kind == "report"
    words = (None if bare else node.code) or node.name or (node.names[0] if node.names else None)
    words = words or node.title or node.type or node.id
    words = plain(" ".join(words.split()))
    return words if len(words) <= _LABEL else words[: _LABEL - 1].rstrip() + "…"


def year(node: Node) -> int | None:
    """Return the year of the date, else the one inside the number (73/2023/NĐ-CP)."""
    found = _year_pattern().match(node.date or "") or _number_year_pattern().match(node.code or "")
    return int(found.group(1)) if found else None


@lru_cache(maxsize=1)
def _year_pattern() -> re.Pattern[str]:
    return re.compile(r"([0-9]{4})(?![0-9])")


@lru_cache(maxsize=1)
def _number_year_pattern() -> re.Pattern[str]:
    return re.compile(r"[^/\s]{1,12}/((?:19|20)[0-9]{2})/")


def plain(words: str) -> str:
    """Return text that may stand in the page: no marks that reverse the line, no broken halves of characters."""
    if words.isascii() or not _unfit().search(words):
        return words
    return words.translate(_BIDI).encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _unfit() -> re.Pattern[str]:
    return re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _statuses(nodes: Iterable[Node], edges: Iterable[Edge]) -> dict[str, str]:
    """Return the validity of each document as the edges onto it tell; drafts and reports change nothing."""
    acting = {node.id for node in nodes if node.kind == "directive" and not node.draft}
    found = {node.id: "draft" if node.draft else "none" for node in nodes}
    rank = {word: i for i, word in enumerate(STATUSES)}
    verdict = {"repeals": "repealed", "replaces": "replaced", "suspends": "suspended", "amends": "amended"}
    for edge in edges:
        word = verdict.get(edge.relation)
        if word is None or edge.source not in acting or found[edge.target] == "draft":
            continue
        if edge.provisions and word != "amended":
            word = "partly"
        if found[edge.target] == "none" or rank[word] < rank[found[edge.target]]:
            found[edge.target] = word
    return found


def _node_row(node: Node, spot: Spot) -> Row:
    """Return the document as a row of the network."""
    more: Row = {}
    more["names"] = [plain(n) for n in node.names if n not in (node.code, node.title)][:6]
    more["files"] = [plain(f) for f in node.files]
    more["flags"] = _doubts(node)
    more["term"] = plain(node.term or "")
    more["secrecy"] = plain(node.secrecy or "")
    return {
        "id": plain(node.id),
        "label": label(node),
        "code": plain(node.code or ""),
        "title": plain(" ".join((node.title or node.name or "").split()))[:600],
        "shape": "box",
        "band": spot.band,
        "width": spot.width,
        "year": spot.year,
        "type": plain(node.type or ""),
        "issuer": plain(node.issuer or ""),
        "locality": plain(node.locality or ""),
        "date": plain(node.date or ""),
        "held": "report" if node.kind == "report" else "held" if node.held else "missing",
        "more": {key: value for key, value in more.items() if value},
    }


def _doubts(node: Node) -> list[list[str]]:
    """Return the doubts about a document: the kind, the field, then the values that compete."""
    notes = [[note.kind, note.field, *note.values[:6]] for note in node.notes]
    return [[plain(word) for word in note] for note in notes or [[flag] for flag in node.flags]][:12]


def _edge_row(edge: Edge, known: Mapping[str, Node], *, with_text: bool, room: tuple[int, int]) -> Row:
    """Return the edge as a row of the network; `room` is how many pieces of evidence of what length it may have."""
    evidence: list[Row] = []
    for proof in edge.evidence[: room[0]]:
        row: Row = {"file": plain(proof.file)}
        if proof.asserted_by not in (edge.source, ""):
            row["by"] = plain(proof.asserted_by)
        if with_text and proof.quote:
            row |= marked(plain(proof.quote), known[edge.target], room[1])
        evidence.append(row)
    return {
        "from": plain(edge.source),
        "to": plain(edge.target),
        "relation": edge.relation,
        "arrows": "to",
        "mentions": max(edge.mentions, len(edge.evidence), 1),
        "confidence": round(edge.confidence, 2),
        "partly": plain("; ".join(p.text for p in edge.provisions if p.text)[:160]),
        "evidence": evidence,
    }
