"""Conclusions ⇄ rows: nodes, edges with their evidence, resolutions. Only what changed is written again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import cast

from vbgraph import codes
from vbgraph.models import (
    Edge,
    Evidence,
    FileCopy,
    Graph,
    Node,
    NodeFlag,
    Resolution,
)
from vbgraph.store import facts
from vbgraph.store.database import Database
from vbgraph.text import fold_key

_NODE = [
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
    "term",
    "held",
    "secrecy",
    "draft",
    "flags",
    "why",
    "sealed",
]
NODE_COLUMNS = "nodes.id, nodes.node, " + ", ".join(f"nodes.{column}" for column in _NODE)
EDGE_COLUMNS = (
    "edges.id, source.node, target.node, edges.relation, edges.provisions, edges.confidence, edges.mentions"
)
EDGE_TABLES = (
    "edges JOIN nodes AS source ON source.id = edges.source JOIN nodes AS target ON target.id = edges.target"
)
#: How many values one IN (…) takes: below SQLite's old limit of 999.
_CHUNK = 500


def replace(database: Database, graph: Graph) -> None:
    """Write the conclusions of `graph` in place of those stored, inside the transaction of the caller."""
    ids = _replace_nodes(database, graph.nodes)
    _replace_edges(database, graph.edges, ids)
    _replace_resolutions(database, graph.resolutions)


def _digest(value: object) -> bytes:
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _replace_nodes(database: Database, nodes: Sequence[Node]) -> dict[str, int]:
    """Write new and changed nodes, drop those that are no more; return the internal ids."""
    stored = {
        cast(str, node): (cast(int, key), digest)
        for key, node, digest in database.rows("SELECT id, node, digest FROM nodes")
    }
    ids: dict[str, int] = {}
    for node in nodes:
        digest = _digest(node)
        key, old = stored.pop(node.id, (None, None))
        if key is None or old != digest:
            key = _put_node(database, node, digest, key)
        ids[node.id] = key
    for key, _ in stored.values():
        database.write("DELETE FROM node_index WHERE rowid = ?", (key,))
        database.write("DELETE FROM nodes WHERE id = ?", (key,))
    return ids


def _put_node(database: Database, node: Node, digest: bytes, key: int | None) -> int:
    """Write one node with its files, copies, names and notes."""
    values = (
        *(node.kind, node.code, node.type, node.name, node.title, node.issuer, node.locality, node.level),
        *(node.rank, node.date, node.term, int(node.held), node.secrecy, int(node.draft)),
        *(
            facts.dump(node.flags),
            node.why,
            facts.dump(node.sealed),
            codes.key(node.code) if node.code else None,
            digest,
        ),
    )
    columns = [*_NODE, "code_key", "digest"]
    if key is None:
        marks = ", ".join("?" * (len(columns) + 1))
        key = database.write(
            f"INSERT INTO nodes (node, {', '.join(columns)}) VALUES ({marks})", (node.id, *values)
        )
    else:
        changes = ", ".join(f"{column} = ?" for column in columns)
        database.write(f"UPDATE nodes SET {changes} WHERE id = ?", (*values, key))
        for table in ("node_files", "node_copies", "node_names", "node_notes"):
            database.write(f"DELETE FROM {table} WHERE node = ?", (key,))
        database.write("DELETE FROM node_index WHERE rowid = ?", (key,))
    _put_parts(database, node, key)
    return key


def _put_parts(database: Database, node: Node, key: int) -> None:
    database.write_many(
        "INSERT INTO node_files VALUES (?, ?, ?)", ((key, ix, file) for ix, file in enumerate(node.files))
    )
    database.write_many(
        "INSERT INTO node_copies VALUES (?, ?, ?, ?, ?)",
        ((key, ix, c.file, c.document, facts.dump_copy(c.copy)) for ix, c in enumerate(node.copies)),
    )
    own = [(-2, node.name), (-1, node.title)]
    named = [(ix, name) for ix, name in [*own, *enumerate(node.names)] if name is not None]
    database.write_many(
        "INSERT INTO node_names VALUES (?, ?, ?, ?)",
        ((key, ix, name, fold_key(name)) for ix, name in named),
    )
    database.write_many(
        "INSERT INTO node_notes VALUES (?, ?, ?, ?, ?, ?)",
        (
            (key, ix, n.kind, n.field, facts.dump(n.values), facts.dump(n.evidence))
            for ix, n in enumerate(node.notes)
        ),
    )
    names = " | ".join(fold_key(name) for ix, name in named if ix != -1)
    database.write(
        "INSERT INTO node_index (rowid, code, title, names, issuer) VALUES (?, ?, ?, ?, ?)",
        (key, fold_key(node.code or ""), fold_key(node.title or ""), names, fold_key(node.issuer or "")),
    )


def _replace_edges(database: Database, edges: Sequence[Edge], ids: Mapping[str, int]) -> None:
    stored = {
        (source, target, relation): (cast(int, key), digest)
        for key, source, target, relation, digest in database.rows(
            "SELECT id, source, target, relation, digest FROM edges"
        )
    }
    fresh = []
    for edge in edges:
        ends = (ids[edge.source], ids[edge.target], edge.relation)
        digest = _digest(edge)
        key, old = stored.pop(ends, (None, None))
        if key is None or old != digest:
            fresh.append((edge, ends, digest, key))
    database.write_many("DELETE FROM edges WHERE id = ?", ((key,) for key, _ in stored.values()))
    for edge, ends, digest, key in fresh:
        _put_edge(database, edge, ends, digest, key)


def _put_edge(
    database: Database, edge: Edge, ends: tuple[int, int, str], digest: bytes, key: int | None
) -> None:
    if key is not None:
        database.write("DELETE FROM edges WHERE id = ?", (key,))
    key = database.write(
        "INSERT INTO edges (source, target, relation, provisions, confidence, mentions, digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*ends, facts.dump_provisions(edge.provisions), edge.confidence, edge.mentions, digest),
    )
    database.write_many(
        "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (key, ix, e.file, e.asserted_by, e.start, e.end, e.quote, e.rule, e.secrecy)
            for ix, e in enumerate(edge.evidence)
        ),
    )


def _replace_resolutions(database: Database, resolutions: Sequence[Resolution]) -> None:
    stored = {
        cast(str, file): (cast(int, key), digest)
        for key, file, digest in database.rows("SELECT id, file, digest FROM resolved")
    }
    ordered = sorted(resolutions, key=lambda r: (r.file, r.mention))
    for file, group in groupby(ordered, key=lambda r: r.file):
        rows = tuple(group)
        digest = _digest(rows)
        key, old = stored.pop(file, (None, None))
        if key is None or old != digest:
            if key is not None:
                database.write("DELETE FROM resolved WHERE id = ?", (key,))
            key = database.write("INSERT INTO resolved (file, digest) VALUES (?, ?)", (file, digest))
            database.write_many(
                "INSERT INTO resolutions VALUES (?, ?, ?, ?, ?, ?)",
                ((key, r.mention, r.target, facts.dump(r.candidates), r.rule, r.confidence) for r in rows),
            )
    database.write_many("DELETE FROM resolved WHERE id = ?", ((key,) for key, _ in stored.values()))


def nodes(database: Database, keys: Iterable[int] | None = None) -> Iterator[Node]:
    """Return the nodes of these internal ids, or all; sorted by id when all are asked for."""
    if keys is None:
        rows = database.all(f"SELECT {NODE_COLUMNS} FROM nodes ORDER BY node")
        yield from _complete(database, rows, "")
        return
    for marks, chunk in chunks(keys):
        rows = database.all(f"SELECT {NODE_COLUMNS} FROM nodes WHERE id IN ({marks}) ORDER BY node", chunk)
        yield from _complete(database, rows, f"WHERE node IN ({marks})", chunk)


def _complete(
    database: Database, rows: list[tuple[object, ...]], where: str, values: Sequence[object] = ()
) -> Iterator[Node]:
    """Build the nodes of these rows with their files, names, copies and notes."""

    def parts(columns: str, table: str) -> dict[object, list[tuple[object, ...]]]:
        found: dict[object, list[tuple[object, ...]]] = {}
        sql = f"SELECT node, {columns} FROM {table} {where} ORDER BY node, ix"
        for key, *rest in database.rows(sql, values):
            found.setdefault(key, []).append(tuple(rest))
        return found

    files, copies = parts("file", "node_files"), parts("file, document, copy", "node_copies")
    names, notes = parts("name, ix", "node_names"), parts('kind, field, "values", evidence', "node_notes")
    for row in rows:
        key = row[0]
        kind, code, type_, name, title, issuer, locality, level, rank, date, term = row[2:13]
        held, secrecy, draft, flags, why, sealed = row[13:]
        yield Node(
            cast(str, row[1]),
            *(kind, code, type_, name, title, issuer, locality, level, rank, date, term, bool(held)),  # type: ignore[arg-type]
            files=tuple(cast(str, f[0]) for f in files.get(key, ())),
            secrecy=cast("str | None", secrecy),
            draft=bool(draft),
            names=tuple(cast(str, n[0]) for n in names.get(key, ()) if cast(int, n[1]) >= 0),
            copies=tuple(
                FileCopy(cast(str, f), cast(int, d), facts.load_copy(c)) for f, d, c in copies.get(key, ())
            ),
            notes=tuple(
                NodeFlag(cast(str, k), cast(str, f), facts.words(v), facts.words(e))
                for k, f, v, e in notes.get(key, ())
            ),
            flags=facts.words(flags),
            why=cast(str, why),
            sealed=facts.words(sealed),
        )


def edges(database: Database, where: str = "", values: Sequence[object] = ()) -> Iterator[Edge]:
    """Return the edges that a condition on `edges` holds for, sorted by source, target and relation."""
    condition = f"WHERE {where}" if where else ""
    rows = database.all(
        f"SELECT {EDGE_COLUMNS} FROM {EDGE_TABLES} {condition} ORDER BY source.node, target.node, edges.relation",
        values,
    )
    quotes: dict[object, list[Evidence]] = {}
    inner = f"WHERE edge IN (SELECT id FROM edges {condition})" if where else ""
    for key, *rest in database.rows(
        f'SELECT edge, file, asserted_by, start, "end", quote, rule, secrecy FROM evidence {inner} ORDER BY edge, ix',
        values,
    ):
        quotes.setdefault(key, []).append(Evidence(*rest))  # type: ignore[arg-type]
    for key, source, target, relation, provisions, confidence, mentions in rows:
        yield Edge(
            *(cast(str, source), cast(str, target), cast(str, relation)),
            provisions=facts.load_provisions(provisions),
            confidence=cast(float, confidence),
            mentions=cast(int, mentions),
            evidence=tuple(quotes.get(key, ())),
        )


def resolutions(database: Database) -> Iterator[Resolution]:
    """Return all resolutions, sorted by file and mention."""
    for file, mention, target, candidates, rule, confidence in database.rows(
        "SELECT resolved.file, mention, target, candidates, rule, confidence FROM resolutions "
        "JOIN resolved ON resolved.id = resolutions.file ORDER BY resolved.file, mention"
    ):
        yield Resolution(
            *(cast(str, file), cast(str, mention), cast("str | None", target), facts.words(candidates)),
            *(cast(str, rule), cast(float, confidence)),
        )


def chunks(values: Iterable[object]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Return the values in pieces that one IN (…) takes, each with its question marks."""
    rest = tuple(values)
    for start in range(0, len(rest), _CHUNK):
        piece = rest[start : start + _CHUNK]
        yield ", ".join("?" * len(piece)), piece
