"""The command line as a process of its own: pipes, signals, consoles, read-only places, a full disk."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import CORPUS, subprocess_run, write_corpus

POSIX = os.name == "posix"
ROOT_USER = POSIX and os.geteuid() == 0
posix_only = pytest.mark.skipif(not POSIX, reason="needs POSIX signals or permissions")


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = subprocess_run("extract", "-", "--json", stdin=CORPUS["lang-son/chi-thi.txt"].encode())
    value = json.loads(done.stdout)

    assert (done.returncode, value["file"]) == (0, "-")
    assert value["documents"][0]["code"] == "9142-CT/TU"


def test_text_comes_out_as_it_went_in_but_for_the_byte_order_mark(tmp_path: Path) -> None:
    raw = CORPUS["lang-son/chi-thi.txt"].replace("\n", "\r\n").encode()
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + raw)

    assert subprocess_run("text", tmp_path / "a.txt").stdout == raw


def test_a_list_of_files_comes_from_standard_input(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    names = "lang-son/chi-thi.txt\ndong-thap/chi-thi.txt\n"
    done = subprocess_run("ingest", "--files-from", "-", "--json", cwd=tmp_path, stdin=names.encode())

    assert json.loads(done.stdout)["files"]["read"] == 2


def test_any_console_encoding_will_do(made_once: Path) -> None:
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C", "VBGRAPH_LANG": "vi"}
    done = subprocess_run("--db", made_once / "v.db", "show", "9213-KH/HU", env=env)

    assert done.returncode == 0
    assert "Kế hoạch".encode() in done.stdout


def test_the_locale_chooses_the_language(tmp_path: Path) -> None:
    for locale, words in (("en_GB.UTF-8", b"there is no database"), ("vi_VN.UTF-8", "chưa có".encode())):
        env = {"VBGRAPH_LANG": "", "LC_ALL": locale}
        assert words in subprocess_run("--db", tmp_path / "no.db", "list", env=env).stderr


def test_no_colour_and_no_escape_reach_a_pipe(made_once: Path) -> None:
    for words in (["list"], ["upstream", "9213-KH/HU"], ["show", "9213-KH/HU"]):
        done = subprocess_run("--db", made_once / "v.db", *words, env={"FORCE_COLOR": "1"})
        assert b"\x1b" not in done.stdout + done.stderr


def test_a_terminal_of_80_columns_is_never_overrun(made_once: Path) -> None:
    pty = pytest.importorskip("pty")
    for words in (["list"], ["upstream", "9213-KH/HU"], ["show", "9213-KH/HU"], ["missing"], ["stats"]):
        out = b""
        main, child = pty.openpty()
        command = [sys.executable, "-m", "vbgraph", "--db", str(made_once / "v.db"), *words]
        env = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "xterm", "VBGRAPH_LANG": "en"}
        with subprocess.Popen(command, stdout=child, stderr=subprocess.DEVNULL, env=env):
            os.close(child)
            while chunk := _read(main):
                out += chunk
        os.close(main)
        lines = [_bare(line) for line in out.decode().splitlines()]
        assert lines
        assert max(map(len, lines)) <= 80, words


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""


def _bare(line: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", line)


@posix_only
def test_a_closed_pipe_gives_status_141(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text("Căn cứ Nghị định số 73/2023/NĐ-CP của Chính phủ.\n" * 20000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "vbgraph", "text", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.read(10)
        run.stdout.close()
        errors = run.stderr.read()

    assert (run.returncode, errors) == (141, b"")


@posix_only
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_gives_status_5(made_once: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vbgraph", "--db", str(made_once / "v.db"), "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert done.returncode == 5
    assert b"Traceback" not in done.stderr


@posix_only
def test_ctrl_c_gives_status_130_and_keeps_what_is_done(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for n in range(1500):
        text = CORPUS["lang-son/chi-thi.txt"].replace("9142", str(10000 + n))
        (folder / f"{n:05}.txt").write_text(text, encoding="utf-8")
    db = tmp_path / "v.db"
    command = [sys.executable, "-m", "vbgraph", "--db", str(db), "ingest", str(folder), "--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        _wait_for_files(db)
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=60)

    assert run.returncode == 130
    assert b"Traceback" not in errors
    with sqlite3.connect(db) as read:
        kept = read.execute("SELECT count(*) FROM files WHERE state = 'read'").fetchone()[0]
    read.close()
    assert 0 < kept < 1500
    again = subprocess_run("--db", db, "ingest", folder, "--json")
    files = json.loads(again.stdout)["files"]
    assert (files["unchanged"], files["read"]) == (kept, 1500 - kept)


def _wait_for_files(db: Path) -> None:
    """Wait until the first batch is stored."""
    for _ in range(600):
        time.sleep(0.05)
        if not db.exists():
            continue
        read = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
        try:
            if read.execute("SELECT count(*) FROM files").fetchone()[0]:
                return
        except sqlite3.OperationalError:
            continue
        finally:
            read.close()
    pytest.fail("nothing was stored")


def test_a_locked_database_gives_status_4(made_once: Path, tmp_path: Path) -> None:
    db = tmp_path / "v.db"
    db.write_bytes((made_once / "v.db").read_bytes())
    write_corpus(tmp_path / "more")
    holder = sqlite3.connect(db, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        done = subprocess_run("--db", db, "ingest", tmp_path / "more")
    finally:
        holder.close()

    assert done.returncode == 4
    assert b"locked" in done.stderr


@posix_only
def test_a_read_only_database_in_a_read_only_folder_can_be_asked(made_once: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ro"
    folder.mkdir()
    db = folder / "v.db"
    db.write_bytes((made_once / "v.db").read_bytes())
    db.chmod(0o444)
    folder.chmod(0o555)
    try:
        done = subprocess_run("--db", db, "upstream", "9213-KH/HU")
    finally:
        folder.chmod(0o755)

    assert (done.returncode, sorted(p.name for p in folder.iterdir())) == (0, ["v.db"])


@posix_only
@pytest.mark.skipif(ROOT_USER, reason="root may write anywhere")
def test_a_database_that_cannot_be_made_gives_status_4(tmp_path: Path) -> None:
    write_corpus(tmp_path / "docs")
    folder = tmp_path / "ro"
    folder.mkdir(mode=0o555)

    assert subprocess_run("--db", folder / "v.db", "ingest", tmp_path / "docs").returncode == 4


def test_a_database_in_a_folder_that_is_not_there_gives_status_4(tmp_path: Path) -> None:
    write_corpus(tmp_path / "docs")
    done = subprocess_run("--db", tmp_path / "no" / "v.db", "ingest", tmp_path / "docs")

    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["list", "missing", "export"])
def test_a_question_never_writes(made_once: Path, tmp_path: Path, command: str) -> None:
    db = tmp_path / "v.db"
    db.write_bytes((made_once / "v.db").read_bytes())
    before = (db.read_bytes(), db.stat().st_mtime_ns)
    subprocess_run("--db", db, command)

    assert (db.read_bytes(), db.stat().st_mtime_ns) == before
    assert [p.name for p in tmp_path.iterdir()] == ["v.db"]


def test_the_module_runs_like_the_program() -> None:
    assert subprocess_run("--version").stdout.startswith(b"vbgraph ")
