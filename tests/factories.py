"""Small factories: a case names only the fields it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from vbgraph.models import (
    Document,
    Edge,
    Evidence,
    FileCopy,
    FileFacts,
    Graph,
    Mention,
    Node,
    Resolution,
    Text,
)
from vbgraph.store import FileRecord, Store


def make_text(content: str = "Một văn bản.", **fields: Any) -> Text:
    return Text(content, **fields)


def make_document(code: str | None = None, **fields: Any) -> Document:
    return Document(**{"kind": "directive", "code": code, **fields})


def make_mention(text: str = "21-KL/TW", start: int = 0, **fields: Any) -> Mention:
    defaults = {"id": f"m{start}", "document": 0, "end": start + len(text), "kind": "number", "code": text}
    return Mention(**{**defaults, "start": start, "text": text, **fields})


def make_facts(
    path: str = "a.txt",
    documents: Sequence[Document] = (),
    mentions: Sequence[Mention] = (),
    sha256: str | None = None,
) -> FileFacts:
    return FileFacts(path, sha256 or f"sha-{path}", tuple(documents or (make_document(),)), tuple(mentions))


def make_record(path: str = "a.txt", **fields: Any) -> FileRecord:
    defaults = {"sha256": f"sha-{path}", "size": 1, "mtime_ns": 1, "extractor": "x1", "registry": "r1"}
    return FileRecord(path, **{**defaults, **fields})


def make_node(id: str, *, files: Iterable[str] = (), **fields: Any) -> Node:
    """A node; with `files` it is held, and is the first document of each of them."""
    held = tuple(files)
    copies = tuple(FileCopy(file, 0) for file in held)
    return Node(id, **{"held": bool(held), "files": held, "copies": copies, **fields})


def make_edge(source: str, relation: str, target: str, quote: str = "", **fields: Any) -> Edge:
    """An edge; with a `quote` it has one piece of evidence, asserted by its source."""
    if quote:
        fields.setdefault("evidence", (Evidence("a.txt", source, 0, len(quote), quote, "test"),))
    return Edge(source, target, relation, **fields)


def make_resolution(file: str, mention: str, target: str | None, *candidates: str) -> Resolution:
    return Resolution(file, mention, target, candidates, "test")


def add(store: Store, path: str, content: str = "Một văn bản.", **facts: Any) -> FileFacts:
    """Store a file with its text and facts; return the facts."""
    found = make_facts(path, **facts)
    store.add_file(make_record(path, sha256=found.sha256), make_text(content), found)
    return found


def conclude(
    store: Store, nodes: Iterable[Node], edges: Iterable[Edge] = (), resolutions: Iterable[Resolution] = ()
) -> Graph:
    """Store conclusions, sorted as the resolver sorts them; return them."""
    graph = Graph(
        tuple(sorted(nodes, key=lambda n: n.id)),
        tuple(sorted(edges, key=lambda e: (e.source, e.target, e.relation))),
        tuple(sorted(resolutions, key=lambda r: (r.file, r.mention))),
    )
    store.replace_conclusions(graph)
    return graph
