"""Which files of a folder are input, and what is said of the others."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

from vbgraph.errors import UsageError
from vbgraph.marks import is_own, mark
from vbgraph.scan import Rules, scan


def tree(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    return folder


def names(folder: Path, rules: Rules | None = None) -> list[str]:
    return [f.relative for f in scan([folder], rules or Rules()).files]


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    assert names(tree(tmp_path, "b.txt", "a/z.txt", "a/b/c.md")) == ["a/b/c.md", "a/z.txt", "b.txt"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (".git/config", "hidden"),
        (".x.txt", "hidden"),
        ("~$a.docx", "office_lock"),
        ("d/~$a.docx", "office_lock"),
    ],
)
def test_what_is_no_input_is_skipped_with_its_reason(tmp_path: Path, name: str, reason: str) -> None:
    found = scan([tree(tmp_path, name, "keep.txt")], Rules())

    assert [f.relative for f in found.files] == ["keep.txt"]
    assert {why for why, _ in found.skipped} == {reason}


@pytest.mark.parametrize(
    "glob", ["*.tmp", "drafts", "drafts/", "./drafts", "./drafts/.//x.tmp", "drafts/x.tmp", "*/x.tmp"]
)
def test_a_glob_fits_a_name_a_path_or_a_folder(tmp_path: Path, glob: str) -> None:
    assert names(tree(tmp_path, "drafts/x.tmp", "a.txt"), Rules((glob,))) == ["a.txt"]


def test_the_database_and_its_side_files_are_skipped(tmp_path: Path) -> None:
    tree(tmp_path, "v.db", "v.db-journal", "v.db.txt")

    assert names(tmp_path, Rules(database=tmp_path / "v.db")) == ["v.db.txt"]


@pytest.mark.skipif(os.name != "posix", reason="devices and pipes are files on POSIX alone")
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/null", "pipe"])
def test_what_is_no_regular_file_is_left_out_also_behind_a_link(tmp_path: Path, target: str) -> None:
    docs = tree(tmp_path / "docs", "a.txt")
    os.mkfifo(tmp_path / "pipe")
    (docs / "z.txt").symlink_to(tmp_path / target)
    found = scan([docs], Rules())

    assert [f.relative for f in found.files] == ["a.txt"]
    assert found.skipped == [("special", "z.txt")]


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_that_leads_nowhere_is_told_as_a_failure_later(tmp_path: Path) -> None:
    (tree(tmp_path, "a.txt") / "b.txt").symlink_to(tmp_path / "nowhere")

    assert names(tmp_path) == ["a.txt", "b.txt"]


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_links_that_loop_are_followed_once(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    found = scan([tmp_path], Rules())

    assert [f.relative for f in found.files] == ["a/x.txt"]
    assert ("loop", "a/up") in found.skipped


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = tree(tmp_path, "a.txt") / "a.txt"
    found = scan([path, path, tmp_path], Rules())

    assert len(found.files) == 1


def test_names_are_composed_unicode(tmp_path: Path) -> None:
    assert names(tree(tmp_path, "chi\u0309 thi\u0323.txt")) == ["chỉ thị.txt"]


def test_a_pattern_the_shell_left_alone_is_expanded(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "b.txt", "c.md")

    assert [f.relative for f in scan([tmp_path / "*.txt"], Rules()).files] == ["a.txt", "b.txt"]


def test_a_pattern_that_fits_nothing_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        scan([tmp_path / "*.txt"], Rules())


@pytest.mark.parametrize(
    "head",
    [
        b'<!doctype html><meta name="generator" content="vbgraph 0.1.0">',
        b'{\n  "schema": 1,\n  "rows": []',
        b'{"node": {"id": "x"}}',
        b"\xef\xbb\xbfsource,relation,target,provisions,confidence",
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- generator: vbgraph -->',
        b"SQLite format 3\x00" + bytes(52) + b"vbgr",
    ],
)
def test_what_vbgraph_wrote_is_known_by_its_mark(head: bytes) -> None:
    assert is_own(head)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"<!doctype html><p>vbgraph</p>",
        b"SQLite format 3\x00" + bytes(60),
        b'{"a": 1}',
        b"\xef\xbb\xbfid,code,title\r\n1,2,3\r\n",
        b'"id","code","title"\r\n1,2,3\r\n',
        b"id\tcode\ttitle\n",
        "# Kế hoạch\n\n| a | b |\n|---|---|\n".encode(),
        "Ban hành theo đề nghị của nhóm vbgraph\n".encode(),
    ],
)
def test_other_files_are_not(head: bytes) -> None:
    assert not is_own(head)


CSV = '\ufeffid,code,title\r\nx,21-KL/TW,"a, b"\r\n'
ANSWERS = {
    "table": "Mã  Số\nx   21-KL/TW\n",
    "md": "| Mã | Số |\n|---|---|\n| x | 21-KL/TW |\n",
    "csv": CSV,
    "tsv": "id\tcode\nx\t21-KL/TW\n",
    "json": '{\n  "rows": []\n}\n',
    "jsonl": '{"id": "x"}\n{"id": "y"}\n',
}


@pytest.mark.parametrize("form", ANSWERS)
def test_an_answer_is_known_by_its_mark_alone(form: str) -> None:
    assert is_own(mark(form, ANSWERS[form]).encode())
    assert not is_own(ANSWERS[form].encode())


def test_an_empty_table_is_known_too() -> None:
    assert is_own(mark("table", "").encode())


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_marked_table_reads_like_the_one_without(form: str, delimiter: str) -> None:
    def rows(text: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))

    assert rows(mark(form, ANSWERS[form])) == rows(ANSWERS[form])


def test_marked_json_lines_read_like_those_without() -> None:
    lines = mark("jsonl", ANSWERS["jsonl"]).splitlines()

    assert [json.loads(line) for line in lines] == [{"id": "x"}, {"id": "y"}]
