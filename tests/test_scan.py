"""Which files of a folder are input, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vbgraph.errors import UsageError
from vbgraph.scan import Rules, scan, written_by_us


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


@pytest.mark.parametrize("glob", ["*.tmp", "drafts", "drafts/", "drafts/x.tmp", "*/x.tmp"])
def test_a_glob_fits_a_name_a_path_or_a_folder(tmp_path: Path, glob: str) -> None:
    assert names(tree(tmp_path, "drafts/x.tmp", "a.txt"), Rules((glob,))) == ["a.txt"]


def test_the_database_and_its_side_files_are_skipped(tmp_path: Path) -> None:
    tree(tmp_path, "v.db", "v.db-journal", "v.db.txt")

    assert names(tmp_path, Rules(database=tmp_path / "v.db")) == ["v.db.txt"]


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
    assert written_by_us(head)


@pytest.mark.parametrize(
    "head", [b"", b"<!doctype html><p>vbgraph</p>", b"SQLite format 3\x00" + bytes(60), b'{"a": 1}']
)
def test_other_files_are_not(head: bytes) -> None:
    assert not written_by_us(head)
