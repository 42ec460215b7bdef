"""Standard streams that are closed, limited, interrupted; a text that comes from standard input."""

from __future__ import annotations

import importlib
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CORPUS, Vbgraph, subprocess_run

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
TEXT = CORPUS["lang-son/chi-thi.txt"].encode()


def shell(redirect: str, *words: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program through a shell that closes or redirects streams."""
    command = ["sh", "-c", f'"$0" "$@" {redirect}', sys.executable, "-m", "vbgraph", *map(str, words)]
    env = {**os.environ, "VBGRAPH_LANG": "en"}
    return subprocess.run(command, capture_output=True, input=stdin, env=env, check=False, timeout=60)


@posix_only
@pytest.mark.parametrize("words", [["--help"], ["--version"], ["show", "--help"]])
def test_help_and_version_into_a_closed_pipe_give_status_141(words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(
        [sys.executable, "-m", "vbgraph", *words], stdout=writing, stderr=subprocess.PIPE
    ) as run:
        os.close(writing)
        _, errors = run.communicate(timeout=60)

    assert (run.returncode, errors) == (141, b"")


@posix_only
@pytest.mark.parametrize("words", [["list"], ["export", "--to", "json"], ["--help"], ["map", "-o", "-"]])
def test_a_closed_standard_output_gives_status_5_and_one_line(made_once: Path, words: list[str]) -> None:
    done = shell(">&-", "--db", made_once / "v.db", *words)

    assert (done.returncode, len(done.stderr.splitlines())) == (5, 1)
    assert b"standard output cannot be written" in done.stderr


@posix_only
@pytest.mark.parametrize(("words", "code"), [(["extract", "-"], 3), (["text", "-"], 3), (["ingest", "-"], 3)])
def test_a_closed_standard_input_is_a_text_that_cannot_be_read(
    tmp_path: Path, words: list[str], code: int
) -> None:
    done = shell("<&-", "--db", tmp_path / "v.db", *words)

    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    assert b"could not be read" in done.stdout + done.stderr


@posix_only
def test_with_standard_error_closed_data_still_comes_out_and_nothing_else(made_once: Path) -> None:
    done = shell("2>&-", "--db", made_once / "v.db", "upstream", "21-KL/TW", "--json")

    assert (done.returncode, json.loads(done.stdout)["schema"]) == (0, 1)


@posix_only
def test_ctrl_c_at_any_early_moment_gives_status_130_and_no_traceback(made_once: Path) -> None:
    script = "import os, signal, typer\nfrom vbgraph.cli import run\n" + (
        "def stop(*_): os.kill(os.getpid(), signal.SIGINT)\n"
        "import vbgraph.cli.app as app\napp.build = stop\nraise SystemExit(run(['list']))\n"
    )
    env = {**os.environ, "VBGRAPH_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=env, check=False, timeout=60
    )

    assert (done.returncode, done.stderr) == (130, b"error: interrupted\n")


@posix_only
def test_ctrl_c_during_a_question_gives_status_130_and_one_line(
    vbgraph: Vbgraph, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("vbgraph.query.missing", stop)
    ran = vbgraph("--db", database, "missing")

    assert (ran.code, ran.out, ran.err) == (130, "", "error: interrupted\n")


def test_the_command_line_starts_without_its_libraries() -> None:
    code = "import sys, vbgraph.cli; sys.exit('typer' in sys.modules or 'sqlite3' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- a text from standard input --------------------------------------------------------------------------------


def files(db: Path) -> list[tuple[str, str]]:
    rows = json.loads(subprocess_run("--db", db, "list", "--files", "--json").stdout)["rows"]
    return [(row["file"], row["status"]) for row in rows]


def test_ingest_takes_a_text_from_standard_input(tmp_path: Path) -> None:
    db = tmp_path / "v.db"
    done = subprocess_run("--db", db, "ingest", "-", "--json", stdin=TEXT)

    assert json.loads(done.stdout)["files"]["read"] == 1
    assert files(db) == [("stdin", "read")]
    assert subprocess_run("--db", db, "upstream", "9142-CT/TU").stdout.count(b"\n") > 1


def test_the_same_text_again_is_unchanged_and_another_takes_its_place(tmp_path: Path) -> None:
    db = tmp_path / "v.db"
    other = CORPUS["dong-thap/chi-thi.txt"].encode()
    for text, state in ((TEXT, "read"), (TEXT, "unchanged"), (other, "read")):
        done = subprocess_run("--db", db, "ingest", "-", "--json", stdin=text)
        assert json.loads(done.stdout)["files"][state] == 1

    assert files(db) == [("stdin", "read")]


def test_a_text_from_standard_input_can_be_named_and_stays_when_folders_are_pruned(
    corpus: Path, tmp_path: Path
) -> None:
    db = tmp_path / "v.db"
    subprocess_run("--db", db, "ingest", "-", "--name", "thu.txt", stdin=TEXT)
    subprocess_run("--db", db, "ingest", corpus / "dong-thap", "--prune")

    assert ("thu.txt", "read") in files(db)


def test_an_empty_standard_input_gives_status_3(tmp_path: Path) -> None:
    done = subprocess_run("--db", tmp_path / "v.db", "ingest", "-", "--json")

    assert (done.returncode, json.loads(done.stdout)["failures"][0]["code"]) == (3, "empty")


def test_standard_input_cannot_be_read_twice(tmp_path: Path) -> None:
    done = subprocess_run("--db", tmp_path / "v.db", "ingest", "-", "--files-from", "-", stdin=TEXT)

    assert (done.returncode, (tmp_path / "v.db").exists()) == (2, False)


def test_standard_input_holds_no_more_than_a_file_may(
    monkeypatch: pytest.MonkeyPatch, vbgraph: Vbgraph
) -> None:
    monkeypatch.setattr(importlib.import_module("vbgraph.read"), "LIMIT_BYTES", 1 << 20)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a b\n" * (1 << 19)), encoding="utf-8"))
    ran = vbgraph("extract", "-")

    assert (ran.code, "too large" in ran.err) == (3, True)


@pytest.mark.parametrize("known", [True, False])
def test_a_listed_file_that_is_not_there_is_wrong_usage_unless_it_was_ingested(
    corpus: Path, tmp_path: Path, known: bool
) -> None:
    db, path = tmp_path / "v.db", corpus / "lang-son" / "chi-thi.txt"
    if known:
        subprocess_run("--db", db, "ingest", corpus)
    path.unlink()
    done = subprocess_run("--db", db, "ingest", "--files-from", "-", stdin=f"{path}\n".encode())

    assert (done.returncode, db.exists()) == ((0, True) if known else (2, False))
