"""One SQLite file: opened safely, written in transactions, every failure turned into a `StoreError`.

Rollback journal (journal_mode=DELETE), never WAL: a database in WAL mode cannot be read from a read-only or network
place. With synchronous=FULL a process killed at any moment leaves either the state before a transaction or the one
after it; the next opening rolls back what was half written.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from vbgraph.errors import StoreError
from vbgraph.text import fold_key

_LOCKED = (
    "{path} is locked by another program",
    "wait until the other run has ended, then try again",
)
_CLOSED = (
    "{path} cannot be opened or written: {reason}",
    "check that the folder exists and that you may write there, or give another file with --db",
)
#: What each result code of SQLite means for the user: what was found, what to do next.
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_FULL: (
        "{path}: the disk is full; what was stored before is kept",
        "free some space and run the same command again",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "{path} is damaged: {reason}",
        "see vbgraph db check; restore a backup or ingest the folder into a new database",
    ),
    sqlite3.SQLITE_IOERR: (
        "{path}: the disk reports an error: {reason}",
        "check the disk, then run the same command again",
    ),
}
#: "vbgr": stands in the header of every database of ours.
APPLICATION_ID = 0x76626772
#: Seconds to wait for another process that is writing.
WAIT = 5.0
_MAGIC = b"SQLite format 3\0"
_CACHE_KIB = 32 * 1024


class Database:
    """A connection to one database file. Everything that touches SQLite goes through here."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        """Keep an open connection; use `connect`."""
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._depth = 0

    def rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[tuple[object, ...]]:
        """Return the rows of a query one by one."""
        with translated(self.path):
            yield from self._connection.execute(sql, values)

    def all(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return all rows of a query."""
        with translated(self.path):
            return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[object] = ()) -> tuple[object, ...] | None:
        """Return the first row of a query, or None."""
        with translated(self.path):
            row: tuple[object, ...] | None = self._connection.execute(sql, values).fetchone()
            return row

    def number(self, sql: str, values: Sequence[object] = ()) -> int:
        """Return the one number a query gives (0 for no row or NULL)."""
        row = self.one(sql, values)
        return int(row[0]) if row and isinstance(row[0], int) else 0

    def write(self, sql: str, values: Sequence[object] = ()) -> int:
        """Execute one writing statement; return the id of the last row inserted."""
        self._must_write()
        with translated(self.path):
            return self._connection.execute(sql, values).lastrowid or 0

    def write_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Execute one writing statement for each row."""
        self._must_write()
        with translated(self.path):
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the block as one transaction; nested blocks are savepoints. Any exception undoes the block."""
        self._must_write()
        name = f"step{self._depth}"
        with translated(self.path):
            self._connection.execute(f"SAVEPOINT {name}" if self._depth else "BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
            with translated(self.path):
                self._connection.execute(f"RELEASE {name}" if self._depth > 1 else "COMMIT")
        except BaseException:
            self._undo(name)
            raise
        finally:
            self._depth -= 1

    def _undo(self, name: str) -> None:
        """Undo the block; SQLite may have rolled back by itself already (disk full, I/O error)."""
        with suppress(sqlite3.Error):
            if self._depth > 1:
                self._connection.execute(f"ROLLBACK TO {name}")
                self._connection.execute(f"RELEASE {name}")
            else:
                self._connection.execute("ROLLBACK")

    def copy_to(self, path: Path) -> None:
        """Write a whole, consistent copy of the database into the file `path`."""
        with translated(path):
            target = sqlite3.connect(path, isolation_level=None)
            try:
                self._connection.backup(target)
            finally:
                target.close()

    def close(self) -> None:
        """Close the connection; an open transaction is undone."""
        self._connection.close()

    def _must_write(self) -> None:
        if self.read_only:
            raise StoreError(
                "{path} is open for reading only",
                "open it with read_only=False",
                path=str(self.path),
            )


def connect(path: Path, *, create: bool, read_only: bool) -> Database:
    """Return the database at `path`, which is ours (or, with `create`, new or empty).

    Raises StoreError when it is missing, another program's file, locked, or cannot be opened. Nothing is ever
    written into a file that is not ours.
    """
    if not path.exists() and not create:
        raise StoreError(
            "{path}: there is no database here",
            "make one with: vbgraph ingest FOLDER",
            path=str(path),
        )
    if path.is_dir():
        raise StoreError("{path} is a folder, not a database", "give a file with --db", path=str(path))
    if path.exists() and not _looks_like_sqlite(path):
        raise _foreign(path)
    with translated(path):
        connection = _open_reading(path) if read_only else _open_writing(path, create=create)
    database = Database(path, connection, read_only=read_only)
    try:
        _must_be_ours(database, create=create)
    except BaseException:
        connection.close()
        raise
    return database


def _looks_like_sqlite(path: Path) -> bool:
    """Say whether a file is empty or begins as every SQLite file does: SQLite itself overwrites a short text file.

    A file that a killed run left half made is judged by SQLite, which plays its journal back.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(*_CLOSED, path=str(path), reason=error.strerror) from error
    return head in (b"", _MAGIC) or _journal(path).exists()


def _open_writing(path: Path, *, create: bool) -> sqlite3.Connection:
    connection = _open(path, "rwc" if create else "rw")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _open_reading(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot write, with three fall-backs.

    A journal left by a killed run has to be rolled back by someone who may write: done if we may. Where files
    cannot be locked (some network places) the database is read as immutable.
    """
    try:
        return _probe(_open(path, "ro"))
    except sqlite3.OperationalError as error:
        code = _primary(error)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        if _journal(path).exists():
            with suppress(sqlite3.Error):
                _probe(_open(path, "rw")).close()
            return _probe(_open(path, "ro"))
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY):
            return _probe(_open(path, "ro&immutable=1"))
        raise


def _probe(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return the connection after it read one page; close it when it cannot."""
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _open(path: Path, mode: str) -> sqlite3.Connection:
    place = path.absolute().as_posix()  # "/a", "C:/a", "//server/share/a"
    slash = "" if place.startswith("/") else "/"
    uri = f"file://{slash}{quote(place, safe='/:')}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")  # reads the file already: it may fail
        connection.create_function("searchable", 1, _searchable_blob, deterministic=True)
        connection.create_function("folded", 1, _folded, deterministic=True)
    except BaseException:
        connection.close()
        raise
    return connection


def _must_be_ours(database: Database, *, create: bool) -> None:
    """Raise StoreError unless the file carries our mark, or is empty and may be filled."""
    if database.number("PRAGMA application_id") == APPLICATION_ID:
        return
    empty = database.number("SELECT count(*) FROM sqlite_master") == 0
    if not (empty and create and database.number("PRAGMA user_version") == 0):
        raise _foreign(database.path)


def _foreign(path: Path) -> StoreError:
    return StoreError(
        "{path} is not a vbgraph database; it was left as it is",
        "give another file with --db",
        path=str(path),
    )


def searchable(text: str) -> str:
    """Return the text as the body index sees it: đ as d (unicode61 folds the other accents), half characters as ?."""
    return text.replace("đ", "d").replace("Đ", "D").encode("utf-8", "replace").decode("utf-8")


def _searchable_blob(blob: bytes) -> str:
    return searchable(zlib.decompress(blob).decode("utf-8", "surrogatepass"))


def _folded(text: str | None) -> str:
    return fold_key(text) if text else ""


def _primary(error: sqlite3.Error) -> int:
    """Return the primary SQLite result code of an error (0 when there is none)."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn every SQLite failure in the block into a StoreError that says what to do next."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(error, path) from error


def _explained(error: sqlite3.Error, path: Path) -> Exception:
    """Return the StoreError for a result code of SQLite; what has none is a defect of ours and stays as it is."""
    code = _primary(error)
    if code == sqlite3.SQLITE_NOTADB:
        return _foreign(path)
    sentence = _SENTENCES.get(code)
    if sentence is None:
        return error
    return StoreError(*sentence, path=str(path), reason=str(error))
