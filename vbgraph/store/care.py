"""Looking after a database: counts, checks, backups."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from vbgraph.errors import OutputError, StoreError
from vbgraph.store.database import Database
from vbgraph.store.records import Counts, Problem

_COUNTS = {
    "files": "SELECT count(*) FROM files",
    "gone": "SELECT count(*) FROM files WHERE state = 'gone'",
    "failed": "SELECT count(*) FROM files WHERE state = 'failed'",
    "held": "SELECT count(*) FROM nodes WHERE held AND kind <> 'report'",
    "missing": "SELECT count(*) FROM nodes WHERE NOT held AND kind <> 'report'",
    "reports": "SELECT count(*) FROM nodes WHERE kind = 'report'",
    "other": "SELECT count(*) FROM documents WHERE kind = 'other'",
    "mentions": "SELECT count(*) FROM files JOIN mentions ON mentions.content = files.content",
    "edges": "SELECT count(*) FROM edges",
    "ambiguous": "SELECT count(*) FROM resolutions WHERE target IS NULL AND candidates IS NOT NULL",
}

#: What must never be found, as (kind, sentence, query that gives the offending names).
_REFERENCES = (
    (
        "mentions",
        "a mention of {0} stands in a document that is not there",
        "SELECT DISTINCT path FROM files JOIN mentions ON mentions.content = files.content WHERE NOT EXISTS "
        "(SELECT 1 FROM documents WHERE documents.content = mentions.content AND documents.ix = mentions.document)",
    ),
    (
        "spans",
        "a mention of {0} stands outside its text",
        "SELECT DISTINCT path FROM files JOIN contents ON contents.id = files.content "
        "JOIN mentions ON mentions.content = contents.id "
        'WHERE mentions.start < 0 OR mentions.start > mentions."end" OR mentions."end" > contents.chars',
    ),
    (
        "contents",
        "content {0} belongs to no file",
        "SELECT sha256 FROM contents WHERE id NOT IN (SELECT content FROM files WHERE content IS NOT NULL)",
    ),
    (
        "resolutions",
        "a mention is resolved to {0}, which is not there",
        "SELECT DISTINCT target FROM resolutions WHERE target IS NOT NULL AND target NOT IN (SELECT node FROM nodes)",
    ),
    (
        "index",
        "the text of content {0} is not in the search index",
        "SELECT sha256 FROM contents WHERE id NOT IN (SELECT id FROM text_index_docsize)",
    ),
    (
        "index",
        "document {0} is not in the search index",
        "SELECT node FROM nodes WHERE id NOT IN (SELECT rowid FROM node_index)",
    ),
)


def counts(database: Database) -> Counts:
    """Return how much the database holds."""
    return Counts(**{field: database.number(sql) for field, sql in _COUNTS.items()})


def check(database: Database) -> tuple[Problem, ...]:
    """Return everything that is wrong: pages, references, texts, the search index."""
    pages = [cast(str, row[0]) for row in database.all("PRAGMA integrity_check")]
    if pages != ["ok"]:
        return tuple(Problem("damage", line) for line in pages)
    found = [
        Problem("reference", f"{row[0]} row {row[1]} refers to nothing in {row[2]}")
        for row in database.all("PRAGMA foreign_key_check")
    ]
    for kind, sentence, sql in _REFERENCES:
        found += [Problem(kind, sentence.format(row[0])) for row in database.all(sql)]
    found += _bad_texts(database)
    return tuple(found)


def _bad_texts(database: Database) -> Iterator[Problem]:
    """Return the contents whose text cannot be unpacked or has another length than was noted."""
    for sha256, chars, blob in database.rows("SELECT sha256, chars, text FROM contents ORDER BY sha256"):
        try:
            text = zlib.decompress(cast(bytes, blob)).decode("utf-8", "surrogatepass")
        except (zlib.error, UnicodeDecodeError) as error:
            yield Problem("text", f"the text of content {sha256} cannot be unpacked: {error}")
            continue
        if len(text) != chars:
            yield Problem(
                "text", f"the text of content {sha256} has {len(text)} characters instead of {chars}"
            )


def backup(database: Database, target: Path) -> None:
    """Write a consistent copy into a new file: under another name first, so that it is there whole or not at all."""
    if target.exists():
        raise OutputError("{path} exists already", "give a new name for the backup", path=str(target))
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        database.copy_to(part)
        part.rename(target)
    except OSError as error:
        raise OutputError(
            "{path} cannot be written: {reason}", path=str(target), reason=str(error)
        ) from error
    except StoreError as error:
        raise OutputError(error.message, error.hint, **error.values) from error
    finally:
        if part.exists():
            part.unlink()
