"""What people read: one language throughout, within the width of their terminal, without escape codes if they say so."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_docs import names
from conftest import CORPUS, Vbgraph, write_corpus

from vbgraph import Store, ingest
from vbgraph.cli.reasons import reason
from vbgraph.cli.terminal import width

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX terminal")
#: English words that no sentence in Vietnamese holds.
ENGLISH = re.compile(
    r"\b(the|should|requires?|argument|unexpected|no such|cannot|denied|invalid|conflict)\b", re.I
)


@pytest.mark.parametrize(
    "words",
    [
        ["show"],
        ["show", "a", "b"],
        ["show", "-o"],
        ["rank", "--limit", "x"],
        ["rank", "--limit", "-3"],
        ["upstream", "x", "--depth", "0"],
        ["list", "--json=1"],
        ["list", "--nope"],
        ["list", "--format", "xml"],
        ["nope"],
        ["show", ""],
        ["db", "backup", "-"],
        ["ingest", "-", "--files-from", "-"],
    ],
)
def test_wrong_usage_is_told_in_vietnamese(vbgraph: Vbgraph, words: list[str]) -> None:
    ran = vbgraph("--lang", "vi", *words)
    said = ran.err.lower().replace("--format", "").replace("--files-from", "")

    assert (ran.code, ran.out, ENGLISH.findall(said)) == (2, "", [])


def test_reasons_of_the_system_are_told_in_vietnamese(
    vbgraph: Vbgraph, database: Path, tmp_path: Path
) -> None:
    ran = vbgraph("--lang", "vi", "--db", database, "missing", "-o", tmp_path / "no" / "x")

    assert (ran.code, "không có tệp hay thư mục này" in ran.err) == (5, True)


@pytest.mark.parametrize("code", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EISDIR])
def test_a_reason_is_known_by_its_number_and_by_its_english_words(code: int) -> None:
    said = reason(OSError(code, os.strerror(code), "a"), "vi")

    assert said == reason(os.strerror(code), "vi") != os.strerror(code)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("words", list(names()), ids=" ".join)
def test_help_shows_no_type_of_python(vbgraph: Vbgraph, words: tuple[str, ...], lang: str) -> None:
    assert re.findall(r"<\w+(?:\[\w+\])?>", vbgraph("--lang", lang, *words, "--help").out) == []


def test_a_table_of_citations_names_their_kinds_in_vietnamese(vbgraph: Vbgraph, corpus: Path) -> None:
    out = vbgraph("--lang", "vi", "extract", corpus / "lang-son/chi-thi.txt").out

    assert "số ký hiệu" in out.splitlines()[1]
    assert not re.search(r"\b(number|name|short|anaphora)\b", out)


def test_reasons_carry_dates_and_relations_as_people_write_them(vbgraph: Vbgraph, database: Path) -> None:
    vi, en = (vbgraph("--lang", lang, "--db", database, "explain", "9213-KH/HU").out for lang in ("vi", "en"))

    assert "20/03/2024" in vi
    assert "— thực hiện →" in vi
    assert not re.search(r"\d{4}-\d\d-\d\d|—implements→", vi)
    assert "2024-03-20" in en


def test_a_district_is_parted_from_its_province_by_a_comma(vbgraph: Vbgraph, database: Path) -> None:
    out = vbgraph("--db", database, "upstream", "9213-KH/HU").out

    assert "Huyện ủy Chi Lăng, Lạng Sơn" in out
    assert "· Tỉnh ủy Lạng Sơn ·" in out


# --- cards -----------------------------------------------------------------------------------------------------


@pytest.fixture
def mentioned(tmp_path: Path) -> Path:
    """A database in which one document is cited by a note alone, with a misprint."""
    folder, db = write_corpus(tmp_path / "docs"), tmp_path / "v.db"
    note = "Ghi chép\n\nNgày 3/4, trao đổi về Kết luận số 9777-KL/ TW ngày 25/10/2021 của Bộ Chính trị.\n"
    (folder / "ghi-chep.txt").write_text(note, encoding="utf-8")
    with Store.open(db, create=True) as store:
        ingest([folder], store=store)
    return db


def test_a_card_says_which_texts_mention_a_document_and_what_is_odd_there(
    vbgraph: Vbgraph, mentioned: Path
) -> None:
    out = vbgraph("--db", mentioned, "show", "9777-KL/TW").out
    flags = json.loads(vbgraph("extract", mentioned.parent / "docs/ghi-chep.txt", "--json").out)["citations"][
        0
    ]["flags"]

    assert "ghi-chep.txt" in out
    assert all(flag.split("_")[0] in out for flag in flags)


def test_no_way_is_an_empty_graph_without_a_root(vbgraph: Vbgraph, database: Path) -> None:
    ran = vbgraph("--db", database, "path", "9142-CT/TU@dong-thap", "9213-KH/HU", "--json")

    assert ran.code == 0
    assert json.loads(ran.out) == {"schema": 1, "root": None, "nodes": [], "edges": [], "paths": []}


def test_search_says_when_there_is_more(vbgraph: Vbgraph, database: Path) -> None:
    few, all_ = (vbgraph("--db", database, "search", "chỉ thị", "-n", n) for n in ("1", "0"))

    assert ("there are more" in few.err, "there are more" in all_.err) == (True, False)
    assert len(few.out.splitlines()) < len(all_.out.splitlines())


# --- terminals -------------------------------------------------------------------------------------------------

LONG = (
    CORPUS["lang-son/ke-hoach.md"]
    .replace("HUYỆN ỦY CHI LĂNG", "BAN THƯỜNG VỤ HUYỆN ỦY CHI LĂNG")
    .replace(
        "9142-CT/TU ngày 20/02/2024 của Ban Thường vụ Tỉnh ủy Lạng Sơn",
        "9142-CT/TU của Ban Thường vụ Tỉnh ủy",
    )
)


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with long paths, an open citation and its database."""
    folder = tmp_path_factory.mktemp("wide")
    write_corpus(folder / "docs")
    place = folder / "docs" / ("thư mục có tên rất dài " * 4).strip()
    place.mkdir()
    (place / "một tệp có tên cũng rất dài và nhiều chữ.txt").write_text(
        LONG.replace("CHI LĂNG", "VÔ DANH").replace("Chi Lăng", "Vô Danh"), encoding="utf-8"
    )
    with Store.open(folder / "v.db", create=True) as store:
        ingest([folder / "docs"], store=store)
    return folder


def on_terminal(*words: str | Path, lang: str = "vi") -> list[str]:
    """What a terminal of 80 columns shows, with NO_COLOR: each line as it is, escape codes too."""
    pty = pytest.importorskip("pty")
    main, child = pty.openpty()
    env = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "xterm", "VBGRAPH_LANG": lang}
    out = b""
    with subprocess.Popen(
        [sys.executable, "-m", "vbgraph", *map(str, words)], stdout=child, stderr=child, env=env
    ):
        os.close(child)
        while chunk := _read(main):
            out += chunk
    os.close(main)
    return out.decode().replace("\r\n", "\n").splitlines()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""


@posix_only
@pytest.mark.parametrize(
    "words",
    [
        *(["path", "9213-KH/HU@chi-lang", "21-KL/TW"], ["ambiguous"], ["explain", "9142-CT/TU@lang-son"]),
        *(
            ["show", "9142-CT/TU@lang-son"],
            ["show", "9142-CT/TU"],
            ["explain", "m0001"],
            ["upstream", "9213-KH/HU"],
        ),
        *(["search", "chỉ thị"], ["list"], ["list", "--files"], ["stats"], ["rank"]),
    ],
    ids=" ".join,
)
def test_nothing_overruns_a_terminal_or_escapes_it(wide: Path, words: list[str]) -> None:
    lines = on_terminal("--db", wide / "v.db", *words)

    assert lines
    assert [line for line in lines if width(line) > 80 or "\x1b" in line] == []


@posix_only
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_report_of_ingest_keeps_to_the_terminal(wide: Path, tmp_path: Path, lang: str) -> None:
    lines = on_terminal("--db", tmp_path / "v.db", "ingest", wide / "docs", lang=lang)
    shown = [part for line in lines for part in line.split("\r")]

    assert [line for line in shown if width(line) > 80 or "\x1b" in line] == []
