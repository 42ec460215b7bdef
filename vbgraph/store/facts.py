"""Facts of a content ⇄ rows: documents and mentions come back exactly as they were stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from typing import cast

from vbgraph.models import Copy, Document, FileFacts, Mention, Provision, Span
from vbgraph.store.database import Database

_DOCUMENT = [
    "kind",
    "type",
    "number",
    "year",
    "sign",
    "code",
    "issuer",
    "locality",
    "district",
    "level",
    "date",
    "term",
    "title",
    "signer",
    "about",
    "about_id",
    "recipients",
    "secrecy",
    "copy",
    "start",
    '"end"',
    "header_end",
    "body_end",
    "title_span",
    "flags",
]
_MENTION = [
    "id",
    "document",
    "start",
    '"end"',
    "text",
    "kind",
    "type",
    "number",
    "year",
    "sign",
    "code",
    "name",
    "date",
    "issuer",
    "locality",
    "district",
    "term",
    "title",
    "provisions",
    "relation",
    "by",
    "by_id",
    '"of"',
    "of_id",
    "quote",
    "cue",
    "flags",
    "confidence",
    "why",
]
MENTION_COLUMNS = ", ".join(f"mentions.{column}" for column in _MENTION)
DOCUMENT_COLUMNS = ", ".join(f"documents.{column}" for column in _DOCUMENT)


def dump(values: Sequence[object]) -> str | None:
    """Return a tuple as JSON, None for an empty one."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else None


def words(column: object) -> tuple[str, ...]:
    """Return a column of words (JSON or NULL) as a tuple."""
    return tuple(json.loads(cast(str, column))) if column else ()


def dump_provisions(provisions: Sequence[Provision]) -> str | None:
    """Return provisions as JSON, None for none."""
    return dump([astuple(p) for p in provisions])


def load_provisions(column: object) -> tuple[Provision, ...]:
    """Return the provisions of a column."""
    return tuple(Provision(*fields) for fields in json.loads(cast(str, column))) if column else ()


def dump_copy(copy: Copy | None) -> str | None:
    """Return a copy's mark as JSON."""
    return dump(astuple(copy)) if copy else None


def load_copy(column: object) -> Copy | None:
    """Return the copy's mark of a column."""
    return Copy(*json.loads(cast(str, column))) if column else None


def _dump_span(span: Span | None) -> str | None:
    return f"{span.start} {span.end}" if span else None


def _load_span(column: object) -> Span | None:
    if not column:
        return None
    start, end = cast(str, column).split()
    return Span(int(start), int(end))


def put(database: Database, content: int, documents: Iterable[Document], mentions: Iterable[Mention]) -> None:
    """Write the facts of a content in place of those it had."""
    database.write("DELETE FROM documents WHERE content = ?", (content,))
    database.write("DELETE FROM mentions WHERE content = ?", (content,))
    database.write_many(
        f"INSERT INTO documents (content, ix, {', '.join(_DOCUMENT)}) VALUES ({_marks(len(_DOCUMENT) + 2)})",
        ((content, ix, *_document_row(d)) for ix, d in enumerate(documents)),
    )
    database.write_many(
        f"INSERT INTO mentions (content, ix, {', '.join(_MENTION)}) VALUES ({_marks(len(_MENTION) + 2)})",
        ((content, ix, *_mention_row(m)) for ix, m in enumerate(mentions)),
    )


def _marks(n: int) -> str:
    return ", ".join("?" * n)


def _document_row(d: Document) -> tuple[object, ...]:
    return (
        *(d.kind, d.type, d.number, d.year, d.sign, d.code, d.issuer, d.locality, d.district, d.level),
        *(d.date, d.term, d.title, d.signer, d.about, d.about_id, dump(d.recipients), d.secrecy),
        *(dump_copy(d.copy), d.start, d.end, d.header_end, d.body_end, _dump_span(d.title_span)),
        dump(d.flags),
    )


def _mention_row(m: Mention) -> tuple[object, ...]:
    return (
        *(m.id, m.document, m.start, m.end, m.text, m.kind, m.type, m.number, m.year, m.sign, m.code, m.name),
        *(m.date, m.issuer, m.locality, m.district, m.term, m.title, dump_provisions(m.provisions)),
        *(m.relation, m.by, m.by_id, m.of, m.of_id, _dump_span(m.quote), _dump_span(m.cue), dump(m.flags)),
        *(m.confidence, m.why),
    )


def document_of(row: Sequence[object]) -> Document:
    """Return the document of a row of DOCUMENT_COLUMNS."""
    values = list(row)
    values[16] = words(row[16])
    values[18] = load_copy(row[18])
    values[23] = _load_span(row[23])
    values[24] = words(row[24])
    return Document(*values)  # type: ignore[arg-type]


def mention_of(row: Sequence[object]) -> Mention:
    """Return the mention of a row of MENTION_COLUMNS."""
    values = list(row)
    values[18] = load_provisions(row[18])
    values[24], values[25] = _load_span(row[24]), _load_span(row[25])
    values[26] = words(row[26])
    return Mention(*values)  # type: ignore[arg-type]


def get(database: Database, content: int) -> tuple[tuple[Document, ...], tuple[Mention, ...]]:
    """Return the documents and mentions of a content."""
    documents = database.all(
        f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE content = ? ORDER BY ix", (content,)
    )
    mentions = database.all(
        f"SELECT {MENTION_COLUMNS} FROM mentions WHERE content = ? ORDER BY ix", (content,)
    )
    return tuple(map(document_of, documents)), tuple(map(mention_of, mentions))


def stream(database: Database) -> Iterator[FileFacts]:
    """Return the facts of every file that has some, sorted by path, one file in memory at a time."""
    files = "SELECT path, contents.sha256, content FROM files JOIN contents ON contents.id = content ORDER BY path"
    for path, sha256, content in database.rows(files):
        documents, mentions = get(database, cast(int, content))
        yield FileFacts(cast(str, path), cast(str, sha256), documents, mentions)
