"""Where output goes: files, links, devices, pipes, standard output."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from conftest import Vbgraph, subprocess_run

from vbgraph.cli.writing import write_whole

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


@posix_only
def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, b"new")

    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")


@posix_only
def test_a_link_that_leads_nowhere_yet_makes_its_file(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to("later.json")
    write_whole(link, b"new")

    assert (link.is_symlink(), (tmp_path / "later.json").read_bytes()) == (True, b"new")


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_an_old_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_whole(path, b"new")

    assert (stat.S_IMODE(path.stat().st_mode), path.read_bytes()) == (mode, b"new")


@posix_only
def test_a_new_file_gets_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.json", b"x")
    (tmp_path / "b.json").write_bytes(b"x")

    assert (tmp_path / "a.json").stat().st_mode == (tmp_path / "b.json").stat().st_mode


@posix_only
def test_a_pipe_with_a_name_stays_one_and_gets_everything(tmp_path: Path) -> None:
    fifo, data, got = tmp_path / "fifo", b"x" * 300_000, []
    os.mkfifo(fifo)
    reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()))
    reader.start()
    write_whole(fifo, data)
    reader.join(20)

    assert (stat.S_ISFIFO(fifo.stat().st_mode), got) == (True, [data])


@posix_only
def test_a_device_stays_a_device(tmp_path: Path) -> None:
    device = tmp_path / "null"
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        device.open("wb").close()
    except OSError:
        pytest.skip("devices cannot be made here")
    write_whole(device, b"x")

    assert stat.S_ISCHR(device.stat().st_mode)


@posix_only
@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_the_name_of_standard_output_is_standard_output(made_once: Path) -> None:
    words = ("--db", made_once / "v.db", "missing", "--json")

    assert subprocess_run(*words, "-o", "/dev/stdout").stdout == subprocess_run(*words).stdout


@posix_only
@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_the_name_of_standard_output_adds_to_the_file_behind_it(made_once: Path, tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"before\n")
    command = [sys.executable, "-m", "vbgraph", "--db", str(made_once / "v.db"), "stats", "-o", "/dev/stdout"]
    with path.open("ab") as log:
        subprocess.run(command, stdout=log, check=True)

    assert path.read_bytes().startswith(b"before\n")
    assert len(path.read_bytes()) > 20


@posix_only
def test_csv_makes_no_second_file_beside_a_pipe(vbgraph: Vbgraph, database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "dev"
    folder.mkdir()
    os.mkfifo(folder / "out")
    ran = vbgraph("--db", database, "export", "--to", "csv", "-o", folder / "out")

    assert (ran.code, [p.name for p in folder.iterdir()]) == (2, ["out"])


def test_a_folder_is_no_place_for_output(vbgraph: Vbgraph, database: Path, tmp_path: Path) -> None:
    ran = vbgraph("--db", database, "missing", "-o", tmp_path)

    assert (ran.code, len(ran.err.strip().splitlines())) == (5, 2)


def test_a_map_goes_to_standard_output(
    vbgraph: Vbgraph, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = vbgraph("--db", database, "map", "-o", "-")

    assert (ran.code, ran.out[:15].lower(), (tmp_path / "-").exists()) == (0, "<!doctype html>", False)


def test_a_map_on_standard_output_cannot_be_opened(vbgraph: Vbgraph, database: Path) -> None:
    assert vbgraph("--db", database, "map", "-o", "-", "--open").code == 2


def test_a_backup_to_standard_output_is_wrong_usage(
    vbgraph: Vbgraph, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = vbgraph("--db", database, "db", "backup", "-")

    assert (ran.code, len(ran.err.strip().splitlines()), (tmp_path / "-").exists()) == (2, 1, False)


def test_a_backup_that_fails_names_the_file_asked_for(
    vbgraph: Vbgraph, database: Path, tmp_path: Path
) -> None:
    ran = vbgraph("--db", database, "db", "backup", tmp_path / "no" / "b.db")

    assert (ran.code, ".part" in ran.err) == (5, False)
    assert str(tmp_path / "no" / "b.db") in ran.err


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_an_error_object_goes_where_the_answer_would_have_gone(
    vbgraph: Vbgraph, database: Path, tmp_path: Path, form: str
) -> None:
    out = tmp_path / "o"
    ran = vbgraph("--db", database, "show", "9999-QĐ/XX", "--format", form, "-o", out)
    text = out.read_text(encoding="utf-8")

    assert (ran.code, ran.out, json.loads(text)["error"]) == (1, "", "not_found")
    assert (text.count("\n") == 1) == (form == "jsonl")
