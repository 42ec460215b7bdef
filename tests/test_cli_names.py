"""What people type for a document, a mention, a file; folders for the demo."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import unicodedata
from pathlib import Path

import pytest
from conftest import CORPUS, Vbgraph, subprocess_run

from vbgraph import Store, ingest

MORE = {
    "nghi-dinh.txt": "CHÍNH PHỦ\nSố: 9073/2023/NĐ-CP\n\nHà Nội, ngày 29 tháng 9 năm 2023\n\nNGHỊ ĐỊNH\nVề khuyến khích\n\n"
    "Căn cứ Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị;\nCăn cứ Kết luận số 21-KL/TW ngày 25/10/2021;\n",
    "thư@điện/ghi chú @ 1.txt": CORPUS["lang-son/ke-hoach.md"].replace("9213", "9299"),
}


@pytest.fixture
def store_of_names(tmp_path: Path) -> Path:
    """A database of documents with trying names."""
    folder, db = tmp_path / "docs", tmp_path / "v.db"
    for name, text in {**CORPUS, **MORE}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with Store.open(db, create=True) as store:
        ingest([folder], store=store)
    return db


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("05-CT/TƯ", "05-CT/TW"),
        ("05-CT/T.Ư", "05-CT/TW"),
        ("chỉ thị 5-ct/tư", "05-CT/TW"),
        ("5CT/TW", "05-CT/TW"),
        ("21KL/TW", "21-KL/TW"),
        ("kết luận 21KL/TƯ", "21-KL/TW"),
        ("Nghị định 9073/2023", "9073/2023/NĐ-CP"),
        ("nd 9073/2023", "9073/2023/NĐ-CP"),
        ("9073/2023", "9073/2023/NĐ-CP"),
        ("Nghị định số 9073 năm 2023", "9073/2023/NĐ-CP"),
        ("9073/2023/NĐCP", "9073/2023/NĐ-CP"),
        ("thư@điện/ghi chú @ 1.txt", "9299-KH/HU"),
        ("ghi chú @ 1.txt", "9299-KH/HU"),
        ("ghi chú @ 1.txt@lang-son", "9299-KH/HU"),
        (unicodedata.normalize("NFD", "thư@điện/ghi chú @ 1.txt"), "9299-KH/HU"),
    ],
)
def test_a_document_is_found_however_it_is_written(
    vbgraph: Vbgraph, store_of_names: Path, words: str, code: str
) -> None:
    ran = vbgraph("--db", store_of_names, "show", words, "--json")

    assert (ran.code, json.loads(ran.out)["document"]["code"]) == (0, code)


@pytest.mark.parametrize("words", ["nd 9073/2022", "quyết định 9073/2023"])
def test_a_number_of_another_year_or_type_is_not_found(
    vbgraph: Vbgraph, store_of_names: Path, words: str
) -> None:
    assert vbgraph("--db", store_of_names, "show", words).code == 1


@pytest.mark.parametrize("words", ["", " ", "@", "@lang-son"])
@pytest.mark.parametrize("command", ["show", "upstream", "explain"])
def test_no_words_at_all_are_wrong_usage(vbgraph: Vbgraph, database: Path, command: str, words: str) -> None:
    ran = vbgraph("--db", database, command, words)

    assert (ran.code, ran.out) == (2, "")


def mentions(db: Path) -> list[tuple[str, str]]:
    """Every mention of the store as (file, id)."""
    with sqlite3.connect(db) as read:
        rows = read.execute("SELECT file, mention FROM citations ORDER BY 1, 2").fetchall()
    read.close()
    return rows


def test_every_mention_is_explained_under_each_of_its_names(vbgraph: Vbgraph, store_of_names: Path) -> None:
    for file, name in mentions(store_of_names)[::3]:
        for words in (f"{file}#{name}", f"{name}@{file}"):
            ran = vbgraph("--db", store_of_names, "explain", words, "--json")
            assert (ran.code, json.loads(ran.out)["subject"]) == (0, f"{file}#{name}")


def test_an_id_that_stands_in_several_files_lists_all_of_them(vbgraph: Vbgraph, store_of_names: Path) -> None:
    name = "m0001"
    holding = [f"{file}#{one}" for file, one in mentions(store_of_names) if one == name]
    ran = vbgraph("--db", store_of_names, "explain", name, "--json")
    value = json.loads(ran.out)

    assert len(holding) > 1
    assert (ran.code, value["error"], [c["id"] for c in value["candidates"]]) == (1, "ambiguous", holding)
    assert all(one in ran.err for one in holding)


def test_forget_knows_a_file_by_its_decomposed_name(vbgraph: Vbgraph, store_of_names: Path) -> None:
    name = unicodedata.normalize("NFD", "thư@điện/ghi chú @ 1.txt")

    assert vbgraph("--db", store_of_names, "forget", name).code == 0


def test_forget_knows_a_file_by_where_it_is(vbgraph: Vbgraph, store_of_names: Path, tmp_path: Path) -> None:
    assert vbgraph("--db", store_of_names, "forget", tmp_path / "docs" / "nghi-dinh.txt").code == 0


def test_forgetting_an_unknown_file_says_how_to_list_them(vbgraph: Vbgraph, database: Path) -> None:
    assert "vbgraph list --files" in vbgraph("--db", database, "forget", "x").err


@pytest.mark.skipif(os.name != "posix", reason="names of bytes")
@pytest.mark.parametrize(
    "command", ["show", "search", "upstream", "explain", "forget", "extract", "list --issuer"]
)
def test_bytes_that_are_no_text_never_break_a_command(made_once: Path, command: str) -> None:
    done = subprocess_run("--db", made_once / "v.db", *command.split(), os.fsdecode(b"a\xffb@\xfe"))

    assert done.returncode in (0, 1, 2)
    assert b"Traceback" not in done.stderr
    assert b"defect" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="names of bytes")
@pytest.mark.parametrize("where", ["", "docs/"])
def test_a_file_whose_name_is_no_text_is_found_as_it_is_named(tmp_path: Path, where: str) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    name = os.fsdecode(b"ch\xefnh.txt")
    try:
        (folder / name).write_text(CORPUS["lang-son/chi-thi.txt"], encoding="utf-8")
    except OSError:
        pytest.skip("this disk takes no such names")
    subprocess_run("--db", tmp_path / "v.db", "ingest", folder)

    for command in ("show", "forget"):
        done = subprocess_run("--db", tmp_path / "v.db", command, where + name, cwd=tmp_path)
        assert done.returncode == 0, done.stderr


# --- the folder of the demo ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["mine.txt", "vbgraph.db", "van-ban/mine.txt"])
def test_demo_writes_nothing_into_a_folder_that_holds_something(
    vbgraph: Vbgraph, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "here"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("mine", encoding="utf-8")
    ran = vbgraph("demo", folder)

    assert (ran.code, ran.out, len(ran.err.strip().splitlines())) == (2, "", 1)
    assert [p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()] == ["mine"]


def test_demo_runs_again_and_obeys_db(vbgraph: Vbgraph, tmp_path: Path) -> None:
    folder, db = tmp_path / "demo", tmp_path / "other.db"

    assert [vbgraph("--db", db, "demo", folder).code for _ in range(2)] == [0, 0]
    assert (db.exists(), (folder / "vbgraph.db").exists()) == (True, False)
    shutil.rmtree(folder)
