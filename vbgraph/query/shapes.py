"""Answers as plain JSON: the shapes of the contract, keys in fixed order, nothing quoted from secret documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from vbgraph.models import Edge, Evidence, FileCopy, Graph, Node, Provision
from vbgraph.query.citations import reference
from vbgraph.query.lists import state
from vbgraph.query.results import Card, Citation, Explanation, Hit, Missing, Place, Ranked, Stat
from vbgraph.query.secrecy import open_node

SCHEMA = 1
Json = dict[str, object]


def node_json(node: Node, *, with_secret: bool = False) -> Json:
    """Return a node of the graph, without the words that only secret texts hold unless `with_secret`."""
    node = node if with_secret else open_node(node)
    return {
        "id": node.id,
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
        "held": node.held,
        "files": list(node.files),
        "secrecy": node.secrecy,
        "depth": node.depth,
        "flags": list(node.flags),
    }


def edge_json(edge: Edge, *, with_secret: bool = False) -> Json:
    """Return an edge with its evidence; quotes from secret documents are null unless `with_secret`."""
    return {
        "source": edge.source,
        "target": edge.target,
        "relation": edge.relation,
        "provisions": [provision_json(p) for p in edge.provisions],
        "confidence": edge.confidence,
        "mentions": edge.mentions,
        "evidence": [evidence_json(e, with_secret=with_secret) for e in edge.evidence],
    }


def provision_json(provision: Provision) -> Json:
    """Return a provision."""
    return {
        "point": provision.point,
        "clause": provision.clause,
        "article": provision.article,
        "appendix": provision.appendix,
        "text": provision.text,
    }


def evidence_json(evidence: Evidence, *, with_secret: bool = False) -> Json:
    """Return one piece of evidence."""
    return {
        "file": evidence.file,
        "asserted_by": evidence.asserted_by,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote if with_secret or evidence.secrecy is None else None,
        "rule": evidence.rule,
    }


def graph_json(graph: Graph, *, with_secret: bool = False, with_paths: bool = False) -> Json:
    """Return a graph: `upstream`, `downstream`, `export`; with `with_paths` the answer of `path`."""
    shape: Json = {
        "schema": SCHEMA,
        "root": graph.root,
        "nodes": [node_json(n, with_secret=with_secret) for n in graph.nodes],
        "edges": [edge_json(e, with_secret=with_secret) for e in graph.edges],
    }
    if with_paths:
        shape["paths"] = [list(path) for path in graph.paths]
    return shape


def citation_json(citation: Citation) -> Json:
    """Return a mention in its file, with what it means."""
    m = citation.mention
    return {
        "id": m.id,
        "file": citation.file,
        "citing": citation.citing,
        "start": m.start,
        "end": m.end,
        "text": m.text,
        "kind": m.kind,
        "type": m.type,
        "code": m.code,
        "name": m.name,
        "date": m.date,
        "provision": [provision_json(p) for p in m.provisions],
        "relation": m.relation,
        "target": citation.target,
        "flags": list(m.flags),
        "rule": citation.rule,
        "confidence": citation.confidence,
    }


def open_json(citation: Citation) -> Json:
    """Return an open mention with its candidates: a row of `ambiguous`, an entry of `open` in `show`."""
    return {"mention": citation_json(citation), "candidates": list(citation.candidates)}


def copy_json(copy: FileCopy) -> Json:
    """Return a file of a document with the copy's own number, copier and date."""
    return {
        "file": copy.file,
        "document": copy.document,
        "code": copy.copy.code if copy.copy else None,
        "copier": copy.copy.copier if copy.copy else None,
        "date": copy.copy.date if copy.copy else None,
    }


def card_json(card: Card, *, with_secret: bool = False) -> Json:
    """Return the answer of `show`."""

    def edges(found: Iterable[Edge]) -> list[Json]:
        return [edge_json(e, with_secret=with_secret) for e in found]

    return {
        "schema": SCHEMA,
        "document": node_json(card.node, with_secret=with_secret),
        "sources": edges(card.sources),
        "implementers": edges(card.implementers),
        "effects": edges(card.effects),
        "cited_by": edges(card.cited_by),
        "cites": [citation_json(c) for c in card.cites],
        "open": [open_json(c) for c in card.open],
        "mentions": [
            {"file": c.file, "start": c.mention.start, "end": c.mention.end, "text": c.mention.text}
            for c in card.mentions
        ],
        "flags": [
            {"kind": n.kind, "field": n.field, "values": list(n.values), "evidence": list(n.evidence)}
            for n in card.node.notes
        ],
        "copies": [copy_json(c) for c in card.node.copies if c.copy],
    }


def missing_json(row: Missing) -> Json:
    """Return a row of `missing`."""
    node = row.node
    return {
        "id": node.id,
        "code": node.code,
        "type": node.type,
        "title": node.title or node.name,
        "issuer": node.issuer,
        "date": node.date,
        "cited_by": row.cited_by,
        "mentions": row.mentions,
    }


def listed_json(node: Node) -> Json:
    """Return a row of `list`."""
    return {
        "id": node.id,
        "code": node.code,
        "type": node.type,
        "title": node.title or node.name,
        "issuer": node.issuer,
        "locality": node.locality,
        "level": node.level,
        "date": node.date,
        "state": state(node),
        "files": len(node.files),
        "secrecy": node.secrecy,
        "flags": list(node.flags),
    }


def ranked_json(row: Ranked) -> Json:
    """Return a row of `rank`."""
    node = row.node
    return {
        "id": node.id,
        "code": node.code,
        "type": node.type,
        "title": node.title or node.name,
        "date": node.date,
        "held": node.held,
        "score": row.score,
        "cited_by": row.cited_by,
    }


def stat_json(row: Stat) -> Json:
    """Return a row of `stats`."""
    return asdict(row)


def hit_json(hit: Hit) -> Json:
    """Return a row of `search`."""
    node = hit.node
    return {
        "id": node.id if node else None,
        "code": node.code if node else None,
        "type": node.type if node else None,
        "title": (node.title or node.name) if node else None,
        "date": node.date if node else None,
        "held": node.held if node else None,
        "file": hit.file,
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet,
    }


def explanation_json(explanation: Explanation, *, with_secret: bool = False) -> Json:
    """Return the answer of `explain`."""

    def place(p: Place) -> Json:
        quote = p.quote if with_secret or p.secrecy is None else None
        return {"file": p.file, "start": p.start, "end": p.end, "quote": quote}

    return {
        "schema": SCHEMA,
        "subject": explanation.subject,
        "steps": [
            {"stage": s.stage, "rule": s.rule, "text": s.text, "evidence": [place(p) for p in s.evidence]}
            for s in explanation.steps
        ],
    }


def rows_json(rows: Iterable[Json]) -> Json:
    """Return the answer of a command that prints rows."""
    return {"schema": SCHEMA, "rows": list(rows)}


def candidate_json(candidate: Node | Citation) -> Json:
    """Return what words may have meant: a node, or a mention under the id that names it in its file."""
    if isinstance(candidate, Node):
        return node_json(candidate)
    return {**citation_json(candidate), "id": reference(candidate)}


def not_found_json(query: str, candidates: Iterable[Node | Citation], *, ambiguous: bool) -> Json:
    """Return what `--json` prints with exit status 1."""
    return {
        "schema": SCHEMA,
        "error": "ambiguous" if ambiguous else "not_found",
        "query": query,
        "candidates": [candidate_json(one) for one in candidates],
    }
