"""Older databases are brought up to date with all they hold; newer ones are refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from factories import add, make_document, make_mention

from vbgraph.errors import StoreError
from vbgraph.store import Store, schema
from vbgraph.store.database import APPLICATION_ID
from vbgraph.store.search import matching_contents

LATEST = len(list(Path(schema.__file__).parent.glob("migrations/*.sql")))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of schema 1 made by hand: facts of one file, nothing concluded, nothing indexed."""
    with Store.open(tmp_path / "new.db", create=True) as store:
        add(
            store,
            "a.txt",
            "Đảng bộ tỉnh",
            documents=[make_document("21-KL/TW")],
            mentions=[make_mention("Đảng")],
        )
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(schema.migrations()[0].read_text(encoding="utf-8"))
    connection.execute("ATTACH ? AS source", (str(tmp_path / "new.db"),))
    for table in ("contents", "files", "documents", "mentions", "meta"):
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO {table} SELECT {columns} FROM source.{table}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    return path


def _version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def test_migrations_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in schema.migrations()]

    assert numbers == list(range(1, LATEST + 1))


def test_a_new_database_has_the_latest_schema_and_our_mark(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        assert store.database.number("PRAGMA user_version") == LATEST
        assert store.database.number("PRAGMA application_id") == APPLICATION_ID
        assert store.database.one("PRAGMA journal_mode") == ("delete",)


def test_an_old_database_is_refused_by_readers_who_may_not_write(old: Path) -> None:
    with pytest.raises(StoreError, match="schema 1") as caught:
        Store.open(old)

    assert "migrate" in caught.value.hint
    assert _version(old) == 1


def test_migrating_keeps_the_facts_and_indexes_the_texts(old: Path) -> None:
    assert Store.migrate(old) == (1, LATEST)
    with Store.open(old) as store:
        (facts,) = store.facts_of_all()
        assert facts.documents == (make_document("21-KL/TW"),)
        assert len(matching_contents(store.database, "dang bo", 5)) == 1
        assert store.stale
        assert store.check() == ()


def test_a_writer_migrates_by_itself(old: Path) -> None:
    Store.open(old, read_only=False).close()

    assert _version(old) == LATEST


def test_migrating_twice_changes_nothing(old: Path) -> None:
    Store.migrate(old)

    assert Store.migrate(old) == (LATEST, LATEST)


def test_a_migration_that_fails_leaves_the_schema_before_it(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "0002_broken.sql"
    broken.write_text("CREATE TABLE half (a);\nINSERT INTO nowhere VALUES (1);\n", encoding="utf-8")
    first = schema.migrations()[0]
    monkeypatch.setattr(schema, "migrations", lambda: (first, broken))
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        Store.migrate(old)

    assert _version(old) == 1
    connection = sqlite3.connect(old)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_database_is_refused_politely_and_left_as_it_is(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "a.db"
    Store.open(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {LATEST + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer vbgraph"):
        Store.open(path, read_only=read_only)

    assert path.read_bytes() == before
