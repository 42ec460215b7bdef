"""Mentions with what they mean: those that cite a document, those in its text, those that stay open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from vbgraph.models import Node
from vbgraph.query.files import as_stored, files_ending, files_named
from vbgraph.query.results import Citation
from vbgraph.store import Store, facts

_COLUMNS = "citations.file, node.node, target, candidates, rule, sureness, " + facts.MENTION_COLUMNS
_TABLES = (
    "citations JOIN mentions ON mentions.content = citations.content AND mentions.ix = citations.ix "
    "LEFT JOIN nodes AS node ON node.id = citations.citing"
)
_ORDER = 'ORDER BY citations.file, mentions.start, mentions."end" DESC, mentions.ix'
#: A certified copy repeats the mentions of its original: one document is one text.
_TEXTS = "count(DISTINCT coalesce('document ' || citing, 'file ' || file))"


#: Says of a citation that it stands in the document asked for, beginning with the few files it may be in.
_OWN = (
    "citations.file IN (SELECT file FROM node_copies JOIN nodes ON nodes.id = node_copies.node WHERE nodes.node = ?) "
    "AND node.node = ?"
)
_OPEN = "target IS NULL AND candidates IS NOT NULL"


def ambiguous(store: Store) -> tuple[Citation, ...]:
    """Return the mentions that stay open, with their candidates, in the order of files and places."""
    return tuple(_citations(store, _OPEN))


def citing(store: Store, doc: Node) -> tuple[Citation, ...]:
    """Return the places that cite a document."""
    return tuple(_citations(store, "target = ?", doc.id))


def cited_in(store: Store, doc: Node) -> tuple[Citation, ...]:
    """Return the citations in a document's own text (each of its files)."""
    return tuple(_citations(store, _OWN, doc.id, doc.id))


def open_about(store: Store, doc: Node) -> tuple[Citation, ...]:
    """Return the open mentions in a document's text, then those elsewhere that may mean it."""
    own = tuple(_citations(store, f"{_OPEN} AND {_OWN}", doc.id, doc.id))
    named = _citations(store, f"{_OPEN} AND instr(candidates, ?)", f'"{doc.id}"')
    return own + tuple(c for c in named if c.citing != doc.id)


def with_mention(store: Store, mention_id: str) -> tuple[Citation, ...]:
    """Return a mention by its id, once for each file that holds it."""
    return tuple(_citations(store, "citations.mention = ?", mention_id))


def reference(citation: Citation) -> str:
    """Return how a mention is called where several files are concerned: `file#id`."""
    return f"{citation.file}#{citation.mention.id}"


def named(store: Store, words: str) -> tuple[Citation, ...]:
    """Return the mentions that words mean: an id, `file#id` or `id@file`; the file as anyone would type it."""
    words = as_stored(words.strip())
    bare = with_mention(store, words)
    if bare:
        return bare
    front, _, last = words.rpartition("#")
    first, _, back = words.partition("@")
    for file, mention_id in ((front, last), (back, first)):
        found = with_mention(store, mention_id) if file else ()
        files = (files_named(store, file) or files_ending(store, file)) if found else ()
        if chosen := tuple(c for c in found if c.file in files):
            return chosen
    return ()


def known_from(store: Store, doc: Node) -> int:
    """Return from how many texts, other than its own, a document is known."""
    return store.database.number(
        f"SELECT {_TEXTS} FROM citations WHERE target = ? AND citing IS NOT (SELECT id FROM nodes WHERE node = ?)",
        (doc.id, doc.id),
    )


def cited_counts(store: Store) -> dict[str, tuple[int, int]]:
    """Return for each document that is cited: by how many texts, at how many places."""
    rows = store.database.rows(
        f"SELECT target, {_TEXTS}, count(*) FROM citations WHERE target IS NOT NULL "
        "AND citing IS NOT (SELECT id FROM nodes WHERE node = target) GROUP BY target"
    )
    return {cast(str, target): (cast(int, texts), cast(int, places)) for target, texts, places in rows}


def _citations(store: Store, where: str, *values: object) -> Iterator[Citation]:
    for row in store.database.all(f"SELECT {_COLUMNS} FROM {_TABLES} WHERE {where} {_ORDER}", values):
        file, node, target, candidates, rule, sureness = row[:6]
        yield Citation(
            *(
                cast(str, file),
                facts.mention_of(row[6:]),
                cast("str | None", node),
                cast("str | None", target),
            ),
            *(facts.words(candidates), cast(str, rule), cast(float, sureness)),
        )
