"""The public functions of the library: the rooms' own, with words for documents and defaults for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from vbgraph import registry
from vbgraph.graph import to_networkx
from vbgraph.models import SOURCES, Document, Graph, Mention, Node, Text
from vbgraph.pipeline import ingest
from vbgraph.query import Missing, find
from vbgraph.query import downstream as _downstream
from vbgraph.query import missing as _missing
from vbgraph.query import paths as _paths
from vbgraph.query import upstream as _upstream
from vbgraph.read import read as _read
from vbgraph.store import Store

__all__ = [
    "downstream",
    "extract",
    "identify",
    "ingest",
    "missing",
    "paths",
    "read",
    "render_map",
    "to_networkx",
    "upstream",
]


def read(path: str | Path) -> Text:
    """Return the text of a file, to which all offsets point. Raises ReadError."""
    return _read(Path(path))


def identify(text: Text | str) -> tuple[Document, ...]:
    """Return the documents that a text is, the main one first, as its own heading shows them."""
    from vbgraph.identify import identify as find_documents

    return find_documents(_text(text), registry.load())


def extract(text: Text | str, documents: Sequence[Document] | None = None) -> tuple[Mention, ...]:
    """Return the citations of a text in order of start, longer first.

    >>> [m.code for m in extract("Căn cứ Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ;")]
    ['73/2023/NĐ-CP']
    """
    from vbgraph.extract import extract as find_mentions

    whole = _text(text)
    found = identify(whole) if documents is None else tuple(documents)
    return find_mentions(whole, found, registry.load())


def _text(text: Text | str) -> Text:
    return Text(text) if isinstance(text, str) else text


def _node(store: Store, doc: Node | str) -> Node:
    return find(store, doc) if isinstance(doc, str) else doc


def upstream(
    store: Store, doc: Node | str, *, depth: int | None = None, relations: Iterable[str] = SOURCES
) -> Graph:
    """Return what a document rests on. Raises NotFoundError, AmbiguousError for words that fit none or several."""
    return _upstream(store, _node(store, doc), depth=depth, relations=frozenset(relations))


def downstream(
    store: Store, doc: Node | str, *, depth: int | None = None, relations: Iterable[str] = SOURCES
) -> Graph:
    """Return what rests on a document. Raises NotFoundError, AmbiguousError for words that fit none or several."""
    return _downstream(store, _node(store, doc), depth=depth, relations=frozenset(relations))


def paths(store: Store, first: Node | str, last: Node | str, *, relations: Iterable[str] = SOURCES) -> Graph:
    """Return the shortest chains from one document to another, or back when there is none: see `Graph.paths`."""
    ends = _node(store, first), _node(store, last)
    return _paths(store, *ends, relations=frozenset(relations)).graph


def missing(store: Store) -> tuple[Missing, ...]:
    """Return the documents that are cited but not held, the most cited first."""
    return _missing(store)


def render_map(graph: Graph, *, title: str = "vbgraph", lang: str = "vi", with_text: bool = True) -> str:
    """Return a self-contained HTML page of a graph; nothing is quoted from documents marked secret."""
    from vbgraph.map.render import render

    return render(graph, title=title, lang="en" if lang == "en" else "vi", with_text=with_text)
