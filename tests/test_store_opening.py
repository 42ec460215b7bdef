"""A database opens whatever happened to it, and no other file is ever touched."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import add, conclude, make_node

from vbgraph.errors import StoreError
from vbgraph.store import Store, database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one file and one document."""
    with Store.open(tmp_path / "a.db", create=True) as store:
        add(store, "a.txt")
        conclude(store, [make_node("a", files=["a.txt"])])
    return tmp_path / "a.db"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT", 0.05)


@pytest.fixture
def locked(path: Path, impatient: None) -> Iterator[Path]:
    """The database while another program writes it."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield path
    other.close()


def test_a_missing_database_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database"):
        Store.open(tmp_path / "none.db")

    assert list(tmp_path.iterdir()) == []


def test_a_missing_database_is_not_made_by_writing_without_create(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database"):
        Store.open(tmp_path / "none.db", read_only=False)

    assert list(tmp_path.iterdir()) == []


def _foreign_sqlite(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE mine (a)")
    other.commit()
    other.close()


FOREIGN = {
    "text": lambda path: path.write_text("không phải cơ sở dữ liệu\n" * 200, encoding="utf-8"),
    "short": lambda path: path.write_bytes(b"x"),
    "sqlite": _foreign_sqlite,
}


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("kind", sorted(FOREIGN))
def test_a_file_that_is_not_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, kind: str, create: bool
) -> None:
    path = tmp_path / "mine.db"
    FOREIGN[kind](path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a vbgraph database"):
        Store.open(path, create=create)

    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["mine.db"]


def test_an_empty_file_becomes_a_database_only_when_one_is_to_be_made(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    with pytest.raises(StoreError, match="not a vbgraph database"):
        Store.open(path)
    Store.open(path, create=True).close()

    Store.open(path).close()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder"):
        Store.open(tmp_path, create=True)


def test_a_database_in_a_folder_that_is_not_there_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path / "none" / "a.db", create=True)


def test_a_locked_database_is_reported_after_a_short_wait(locked: Path) -> None:
    started = time.monotonic()
    with pytest.raises(StoreError, match="locked"):
        Store.open(locked)

    assert time.monotonic() - started < 5


def test_a_write_into_a_locked_database_is_reported(path: Path, impatient: None) -> None:
    with Store.open(path, read_only=False) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            add(store, "b.txt")
        other.close()


def test_reading_goes_on_while_another_program_prepares_to_write(path: Path, impatient: None) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(path) as store:
        assert [n.id for n in store.nodes()] == ["a"]
    other.close()


def test_a_store_opened_for_reading_refuses_to_write(path: Path) -> None:
    with Store.open(path) as store, pytest.raises(StoreError, match="reading only"):
        store.forget("a.txt")


def test_reading_leaves_the_file_and_its_folder_as_they_were(path: Path) -> None:
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    with Store.open(path) as store:
        list(store.nodes())
        store.check()
        assert [p.name for p in path.parent.iterdir()] == ["a.db"]

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.skipif(
    sys.platform == "win32", reason="folders have no write permission to take away on Windows"
)
def test_a_database_in_a_read_only_folder_can_be_read(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Store.open(path) as store:
            assert [n.id for n in store.nodes()] == ["a"]
    finally:
        path.parent.chmod(0o755)


def test_where_files_cannot_be_locked_the_database_is_read_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = database._open

    def unlockable(where: Path, mode: str) -> sqlite3.Connection:
        if "immutable" not in mode:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error
        return opened(where, mode)

    monkeypatch.setattr(database, "_open", unlockable)
    with Store.open(path) as store:
        assert [n.id for n in store.nodes()] == ["a"]


def test_a_path_with_signs_that_mean_something_in_an_address_opens(tmp_path: Path) -> None:
    folder = tmp_path / "văn bản ?mode=ro#1 %41"
    try:
        folder.mkdir()
    except OSError as error:  # Windows knows no "?" in names
        assert error.errno in (errno.EINVAL, errno.ENOENT)
        pytest.skip("this name cannot exist here")
    Store.open(folder / "a.db", create=True).close()

    assert [p.name for p in folder.iterdir()] == ["a.db"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "disk is full"),
        (sqlite3.SQLITE_IOERR, "disk reports an error"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
        (sqlite3.SQLITE_BUSY, "locked"),
        (sqlite3.SQLITE_READONLY, "cannot be opened or written"),
    ],
)
def test_each_failure_of_the_disk_has_its_sentence(tmp_path: Path, code: int, words: str) -> None:
    error = sqlite3.OperationalError("from sqlite")
    error.sqlite_errorcode = code | 1 << 8  # an extended code keeps the primary one in its low byte
    with pytest.raises(StoreError, match=words) as caught, database.translated(tmp_path / "a.db"):
        raise error

    assert str(tmp_path / "a.db") in str(caught.value)


def test_a_full_disk_loses_nothing_that_was_stored(path: Path) -> None:
    with Store.open(path, read_only=False) as store:
        pages = store.database.number("PRAGMA page_count")
        store.database.number(f"PRAGMA max_page_count = {pages + 4}")  # as if no more fitted on the disk
        with pytest.raises(StoreError, match="disk is full"), store.batch():
            for n in range(200):
                add(store, f"{n}.txt", os.urandom(400).hex())

        assert [r.path for r in store.files()] == ["a.txt"]
        assert store.check() == ()


def test_a_damaged_database_is_reported(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), Store.open(path) as store:
        store.check()


WRITER = """
import sys
sys.path[:0] = [sys.argv[2]]
from factories import add, conclude, make_node
from vbgraph.store import Store

with Store.open(sys.argv[1], create=True) as store:
    for batch in range(10_000):
        with store.batch():
            for n in range(4):
                add(store, f"{batch:05}-{n}.txt", f"tệp {batch} {n} " * 400)
        print(batch, flush=True)
        if batch % 3 == 2:
            conclude(store, [make_node(f.path, files=[f.path]) for f in store.facts_of_all()])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize(
    "wait",
    [0.0, 0.004, 0.013, 0.031, 0.07, 0.11]
    + [pytest.param(k * 0.003 + 0.0007, marks=pytest.mark.slow) for k in range(100)],
)
def test_a_run_killed_at_any_moment_leaves_every_committed_file_whole(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "a.db"
    command = [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as run:
        assert run.stdout is not None
        committed = int(run.stdout.readline())
        time.sleep(wait)
        run.kill()
        committed = max([committed, *map(int, run.stdout.read().split())])

    with Store.open(path) as store:  # a reader may be the first to come after the kill
        found = [f.path for f in store.facts_of_all()]
        assert store.check() == ()
    assert len(found) % 4 == 0
    assert len(found) >= 4 * (committed + 1)
    with Store.open(path, create=True) as store:
        add(store, "next.txt")
        assert store.stale


def test_a_reader_rolls_back_what_a_killed_run_left_half_written(path: Path, tmp_path: Path) -> None:
    """A journal that is still there when the file is opened is played back, as after a power cut."""
    half = tmp_path / "half.db"
    with Store.open(path, read_only=False) as store, store.batch():
        for n in range(40):
            add(store, f"{n}.txt", os.urandom(3000).hex())
        store.database.number("PRAGMA cache_size = 1")
        add(store, "spill.txt", os.urandom(3000).hex())
        journal = path.with_name("a.db-journal")
        half.write_bytes(path.read_bytes())
        half.with_name("half.db-journal").write_bytes(journal.read_bytes())

    with Store.open(half) as store:
        assert [r.path for r in store.files()] == ["a.txt"]
        assert store.check() == ()
