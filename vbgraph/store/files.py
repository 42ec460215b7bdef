"""Files and contents: what was found where, in which state, and the text of each content."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from vbgraph.errors import StoreError
from vbgraph.models import Document, Mention, Text
from vbgraph.store import facts
from vbgraph.store.database import Database, searchable
from vbgraph.store.paths import folder_name
from vbgraph.store.records import Failure, FileRecord, stored_path

_COLUMNS = (
    "files.path, files.root, files.relative, files.state, files.sha256, files.size, files.mtime_ns, files.read_at, "
    "files.failure_code, files.failure_reason, files.failure_hint, "
    "contents.format, contents.encoding, contents.extractor, contents.registry, files.reader"
)
_FROM = "FROM files LEFT JOIN contents ON contents.id = files.content"


def records(database: Database, where: str = "", values: tuple[object, ...] = ()) -> Iterator[FileRecord]:
    """Return the records of the files, sorted by path."""
    for row in database.rows(f"SELECT {_COLUMNS} {_FROM} {where} ORDER BY files.path", values):
        yield _record(row)


def record(database: Database, path: str) -> FileRecord | None:
    """Return the record of a path, or None."""
    row = database.one(f"SELECT {_COLUMNS} {_FROM} WHERE files.path = ?", (stored_path(path),))
    return _record(row) if row else None


def _record(row: tuple[object, ...]) -> FileRecord:
    failure = Failure(*cast(tuple[str, str, str], row[8:11])) if row[8] is not None else None
    path, root, relative, state, sha256, size, mtime_ns, read_at = row[:8]
    return FileRecord(
        *cast(tuple[str, str, str, str, "str | None"], (path, root, relative, state, sha256)),
        *cast(tuple[int, int, str], (size, mtime_ns, read_at)),
        failure,
        *cast("list[str | None]", row[11:]),
    )


def put(
    database: Database,
    record: FileRecord,
    text: Text,
    documents: Iterable[Document],
    mentions: Iterable[Mention],
) -> None:
    """Write a file with its content and facts, whatever was known of this path or this content before."""
    if record.sha256 is None or record.extractor is None or record.registry is None:
        raise ValueError(f"{record.path}: a file that was read has sha256, extractor and registry")
    content = _put_content(database, record, text)
    facts.put(database, content, documents, mentions)
    _put_row(database, record, content)


def _put_content(database: Database, record: FileRecord, text: Text) -> int:
    """Write a content and its entry in the body index; return its id."""
    blob = zlib.compress(text.content.encode("utf-8", "surrogatepass"), 6)
    values = (
        *(text.format, text.encoding, facts.dump(text.meta), len(text.content), blob),
        *(record.extractor, record.registry, record.sha256),
    )
    known = content_id(database, cast(str, record.sha256))
    if known is None:
        known = database.write(
            "INSERT INTO contents (format, encoding, meta, chars, text, extractor, registry, sha256) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
    else:
        _unindex(database, known)
        database.write(
            "UPDATE contents SET format = ?, encoding = ?, meta = ?, chars = ?, text = ?, extractor = ?, registry = ? "
            "WHERE sha256 = ?",
            values,
        )
    database.write("INSERT INTO text_index (rowid, body) VALUES (?, ?)", (known, searchable(text.content)))
    return known


def _put_row(database: Database, record: FileRecord, content: int | None) -> None:
    """Insert or update the row of a path; a content that no file has any more is dropped."""
    path = stored_path(record.path)
    before = database.one("SELECT content FROM files WHERE path = ?", (path,))
    failure = record.failure
    reasons = (failure.code, failure.reason, failure.hint) if failure else (None, None, None)
    values = (
        *(
            stored_path(record.root),
            stored_path(record.relative) or path,
            record.state,
            record.sha256,
            record.size,
        ),
        *(record.mtime_ns, content, *reasons, record.read_at or _now(), record.reader, path),
    )
    if before is None:
        database.write(
            "INSERT INTO files (root, relative, state, sha256, size, mtime_ns, content, failure_code, "
            "failure_reason, failure_hint, read_at, reader, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        return
    database.write(
        "UPDATE files SET root = ?, relative = ?, state = ?, sha256 = ?, size = ?, mtime_ns = ?, content = ?, "
        "failure_code = ?, failure_reason = ?, failure_hint = ?, read_at = ?, reader = ? WHERE path = ?",
        values,
    )
    if before[0] is not None and before[0] != content:
        _drop_unused(database, cast(int, before[0]))


def put_known(database: Database, record: FileRecord) -> bool:
    """Write a file whose content is stored already; return False (and write nothing) when it is not."""
    content = content_id(database, record.sha256 or "")
    if content is None:
        return False
    _put_row(database, record, content)
    return True


def put_failure(database: Database, record: FileRecord) -> None:
    """Write that a file could not be read. The content it had before is kept."""
    if record.failure is None:
        raise ValueError(f"{record.path}: a failed file has a failure")
    row = database.one("SELECT content FROM files WHERE path = ?", (stored_path(record.path),))
    _put_row(database, replace(record, state="failed"), cast("int | None", row[0]) if row else None)


def move(database: Database, old: str, record: FileRecord) -> None:
    """Give a known file a new path; its content and facts stay. Raises StoreError if `old` is not known."""
    old, new = stored_path(old), stored_path(record.path)
    if old != new:
        forget(database, new)
    if not database.number("SELECT count(*) FROM files WHERE path = ?", (old,)):
        raise StoreError("{path}: this file is not in the database", "see vbgraph list --files", path=old)
    database.write(
        "UPDATE files SET path = ?, root = ?, relative = ?, size = ?, mtime_ns = ?, read_at = ?, reader = ?, "
        "state = CASE WHEN content IS NULL THEN state ELSE 'read' END WHERE path = ?",
        (
            *(
                new,
                stored_path(record.root),
                stored_path(record.relative) or new,
                record.size,
                record.mtime_ns,
            ),
            *(record.read_at or _now(), record.reader, old),
        ),
    )


def mark_gone(database: Database, path: str) -> None:
    """Write that a file was not there this time; its facts stay. A failed file without facts is dropped."""
    path = stored_path(path)
    database.write("DELETE FROM files WHERE path = ? AND content IS NULL", (path,))
    database.write("UPDATE files SET state = 'gone' WHERE path = ?", (path,))


def forget(database: Database, path: str) -> bool:
    """Take a file out, with its facts if no other file has the same content; return whether it was known."""
    row = database.one("SELECT content FROM files WHERE path = ?", (stored_path(path),))
    if row is None:
        return False
    database.write("DELETE FROM files WHERE path = ?", (stored_path(path),))
    if row[0] is not None:
        _drop_unused(database, cast(int, row[0]))
    return True


def _drop_unused(database: Database, content: int) -> None:
    if not database.number("SELECT count(*) FROM files WHERE content = ?", (content,)):
        _unindex(database, content)
        database.write("DELETE FROM contents WHERE id = ?", (content,))


def _unindex(database: Database, content: int) -> None:
    """Take a content out of the body index, which has to be told the text it held."""
    database.write(
        "INSERT INTO text_index (text_index, rowid, body) SELECT 'delete', id, searchable(text) FROM contents WHERE id = ?",
        (content,),
    )


def content_id(database: Database, sha256: str) -> int | None:
    """Return the internal id of a content, or None."""
    row = database.one("SELECT id FROM contents WHERE sha256 = ?", (sha256,))
    return cast(int, row[0]) if row else None


def content_of(database: Database, path: str) -> tuple[int, str] | None:
    """Return internal id and sha256 of the content whose facts a file has, or None."""
    row = database.one(
        "SELECT contents.id, contents.sha256 FROM files JOIN contents ON contents.id = content WHERE path = ?",
        (stored_path(path),),
    )
    return cast("tuple[int, str] | None", row)


def text(database: Database, sha256: str) -> Text | None:
    """Return the stored text of a content, or None."""
    row = database.one("SELECT text, format, encoding, meta FROM contents WHERE sha256 = ?", (sha256,))
    if row is None:
        return None
    pairs = json.loads(cast(str, row[3])) if row[3] else []
    return Text(
        unpacked(cast(bytes, row[0])),
        cast(str, row[1]),
        cast("str | None", row[2]),
        tuple((key, value) for key, value in pairs),
    )


def unpacked(blob: bytes) -> str:
    """Return the text of a stored blob."""
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def free_path(database: Database, root: str, relative: str) -> str:
    """Return the path under which a file of a folder is known, or would be: its relative path, or, where that
    belongs to another folder's file, the folder's name before it, numbered if that is taken too.
    """
    root, relative = stored_path(root), stored_path(relative)
    known = database.one("SELECT path FROM files WHERE root = ? AND relative = ?", (root, relative))
    if known:
        return cast(str, known[0])
    name = folder_name(root)
    path, n = relative, 1
    while database.number("SELECT count(*) FROM files WHERE path = ?", (path,)):
        path = f"{name}/{relative}" if n == 1 else f"{name}-{n}/{relative}"
        n += 1
    return path


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
