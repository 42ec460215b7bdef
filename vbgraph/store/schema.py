"""The schema as numbered migrations: `migrations/NNNN_name.sql`, each applied in one transaction with its record.

The record is SQLite's own `user_version`. A migration may use two functions of ours, `searchable(blob)` and
`folded(text)`, so that it can index what is stored already.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from vbgraph.errors import StoreError
from vbgraph.store.database import APPLICATION_ID, Database


@lru_cache(maxsize=1)
def migrations() -> tuple[Path, ...]:
    """Return the migration files in order; the first is number 1."""
    return tuple(sorted((Path(__file__).parent / "migrations").glob("[0-9]*.sql")))


def latest() -> int:
    """Return the schema number this program knows."""
    return len(migrations())


def migrate(database: Database) -> tuple[int, int]:
    """Bring the schema up to date; return the numbers before and after. Raises StoreError if it is newer."""
    before = database.number("PRAGMA user_version")
    _refuse_newer(database, before)
    for number, path in enumerate(migrations(), 1):
        if number > before:
            _apply(database, number, path)
    return before, latest()


def _apply(database: Database, number: int, path: Path) -> None:
    """Apply one migration unless another process has done so since we looked."""
    with database.transaction():
        if database.number("PRAGMA user_version") >= number:
            return
        for statement in _statements(path.read_text(encoding="utf-8")):
            database.write(statement)
        database.write(f"PRAGMA application_id = {APPLICATION_ID}")
        database.write(f"PRAGMA user_version = {number}")


def must_be_current(database: Database) -> None:
    """Raise StoreError unless the schema is the one this program knows."""
    version = database.number("PRAGMA user_version")
    _refuse_newer(database, version)
    if version < latest():
        raise StoreError(
            "{path} has schema {version}, this program reads schema {latest}",
            "bring it up to date with: vbgraph db migrate",
            path=str(database.path),
            version=version,
            latest=latest(),
        )


def _refuse_newer(database: Database, version: int) -> None:
    if version > latest():
        raise StoreError(
            "{path} was written by a newer vbgraph (schema {version}, this program knows {latest})",
            "install a newer vbgraph (see its README)",
            path=str(database.path),
            version=version,
            latest=latest(),
        )


def _statements(script: str) -> Iterator[str]:
    """Split a script into its statements (sqlite3.executescript would commit the transaction)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
