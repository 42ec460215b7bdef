"""The card of one document: all that is known of it."""

from __future__ import annotations

from vbgraph.models import EFFECTS, SOURCES, Node
from vbgraph.query import citations
from vbgraph.query.results import Card
from vbgraph.store import Store, conclusions


def show(store: Store, doc: Node) -> Card:
    """Return the card of a document."""
    key = store.database.number("SELECT id FROM nodes WHERE node = ?", (doc.id,))
    out = tuple(conclusions.edges(store.database, "edges.source = ?", (key,)))
    into = tuple(conclusions.edges(store.database, "edges.target = ?", (key,)))
    return Card(
        node=doc,
        sources=tuple(e for e in out if e.relation in SOURCES),
        implementers=tuple(e for e in into if e.relation in SOURCES),
        effects=tuple(e for e in (*out, *into) if e.relation in EFFECTS),
        cited_by=into,
        cites=citations.cited_in(store, doc),
        open=citations.open_about(store, doc),
        mentions=citations.citing(store, doc),
        known_from=citations.known_from(store, doc),
    )
