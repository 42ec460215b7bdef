"""corrections add, list, check on the command line, and what the other commands tell of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Ran, Vbgraph
from test_corrections import FOLDER, TWINS

from vbgraph import corrections
from vbgraph.cli.anchoring import new


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name, text in {**FOLDER, **TWINS}.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "docs"


@pytest.fixture
def db(docs: Path, vbgraph: Vbgraph) -> Path:
    path = docs.parent / "v.db"
    assert vbgraph("--db", path, "ingest", docs).code == 0
    return path


def yaml_of(db: Path) -> Path:
    return db.with_name("v.corrections.yaml")


def rows(ran: Ran) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(ran.out)["rows"]
    return found


LETTER = "cong-van.txt: thực hiện Chỉ thị số 9142-CT/TU"


def test_an_open_mention_is_given_its_document(vbgraph: Vbgraph, db: Path) -> None:
    before = len(rows(vbgraph("--db", db, "ambiguous", "--json")))
    ran = vbgraph("--db", db, "corrections", "add", "mention", LETTER, "9142-CT/TU@lang-son")
    after = rows(vbgraph("--db", db, "ambiguous", "--json"))

    assert ran.code == 0 and "the graph follows it" in ran.err
    assert before - len(after) == 1
    assert 'file: "ls/chi-thi.txt"' in yaml_of(db).read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["{file}:{start}", "{file}#{id}", "{id}@{file}"])
def test_a_mention_is_named_as_ambiguous_prints_it(vbgraph: Vbgraph, db: Path, place: str) -> None:
    open_ones = [r["mention"] for r in rows(vbgraph("--db", db, "ambiguous", "--json"))]
    found = next(m for m in open_ones if isinstance(m, dict) and m["file"] == "cong-van.txt")
    words = place.format(**found)
    ran = vbgraph("--db", db, "corrections", "add", "mention", words, "9142-CT/TU@dong-thap", "--json")

    assert ran.code == 0
    assert json.loads(ran.out)["correction"]["state"] == "applied"
    assert len(corrections.load(yaml_of(db)).entries) == 1


def test_every_kind_is_added_and_holds(vbgraph: Vbgraph, db: Path) -> None:
    add = ("--db", db, "corrections", "add")
    for words in (
        ("mention", LETTER, "9142-CT/TU@lang-son", "--note", "theo bản giấy"),
        ("different", "a.txt", "b.txt"),
        ("same", "9119-CT/TU", "dt/chi-thi.txt"),
        ("relation", "dt/chi-thi.txt: Căn cứ Kết luận số 21-KL/TW", "tiếp tục thực hiện"),
        ("date", "ls/chi-thi.txt", "21/2/2024"),
    ):
        assert vbgraph(*add, *words).code == 0
    listed = rows(vbgraph("--db", db, "corrections", "list", "--json"))

    assert [(r["kind"], r["state"]) for r in listed] == [
        (kind, "applied") for kind in ("mention", "different", "same", "relation", "date")
    ]
    assert vbgraph("--db", db, "corrections", "check").code == 0


def test_a_correction_that_takes_hold_nowhere_is_not_written(vbgraph: Vbgraph, db: Path) -> None:
    ran = vbgraph("--db", db, "corrections", "add", "mention", "cong-van.txt: Kính gửi: các", "none")

    assert (ran.code, yaml_of(db).exists()) == (1, False)
    assert "there is no citation in these words" in ran.err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("mention", "x.txt: số", "none"), 1, "there is no citation"),
        (("mention", "cong-van.txt: số 1", "none"), 1, "does not stand there"),
        (("mention", LETTER, "9142-CT/TU"), 1, "fits 2 documents"),
        (("mention", LETTER, "8888-CT/TU"), 1, "no document fits"),
        (("relation", LETTER, "thích"), 2, "is not a relation"),
        (("date", "ls/chi-thi.txt", "hôm qua"), 2, "is not a date"),
        (("same", "ls/chi-thi.txt", "ls/chi-thi.txt"), 2, "two different documents"),
    ],
)
def test_wrong_words_are_told_and_nothing_is_written(
    vbgraph: Vbgraph, db: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    ran = vbgraph("--db", db, "corrections", "add", *words)

    assert (ran.code, yaml_of(db).exists()) == (code, False)
    assert told in ran.err


@pytest.mark.parametrize("words", ["21-KL/TW", "ket luan 21 kl/tw", "21-KL/TƯ", "kl-21-tw.k13"])
def test_a_document_that_was_joined_to_another_is_found_by_its_code_and_id(
    vbgraph: Vbgraph, db: Path, words: str
) -> None:
    ran = vbgraph("--db", db, "corrections", "add", "same", "ls/chi-thi.txt", "21-KL/TW")
    shown = vbgraph("--db", db, "show", words, "--json")
    document = json.loads(shown.out)["document"]

    assert (ran.code, shown.code, document["files"]) == (0, 0, ["ls/chi-thi.txt"])
    assert "joined" in document["flags"]
    assert "warning" in ran.err and "differ in type, code" in ran.err


def test_documents_joined_one_after_the_other_keep_all_their_codes(vbgraph: Vbgraph, db: Path) -> None:
    for words in (("21-KL/TW", "9300-CT/TU"), ("21-KL/TW", "ls/chi-thi.txt")):
        assert vbgraph("--db", db, "corrections", "add", "same", *words).code == 0
    ids = {
        json.loads(vbgraph("--db", db, "show", words, "--json").out)["document"]["id"]
        for words in ("21-KL/TW", "9300-CT/TU", "ls/chi-thi.txt")
    }

    assert len(ids) == 1


def test_two_spellings_of_one_document_are_joined_without_a_warning(vbgraph: Vbgraph, db: Path) -> None:
    ran = vbgraph("--db", db, "corrections", "add", "same", "a.txt", "b.txt")

    assert "warning" not in ran.err


@pytest.mark.parametrize(("lang", "told"), [("vi", "sửa đổi, bổ sung; "), ("en", "amends, ")])
def test_an_unknown_relation_is_told_those_of_the_language_in_use(
    vbgraph: Vbgraph, db: Path, lang: str, told: str
) -> None:
    ran = vbgraph("--lang", lang, "--db", db, "corrections", "add", "relation", LETTER, "thích")

    assert (ran.code, told in ran.err) == (2, True)


def test_a_document_that_nobody_names_is_made_when_asked_for(vbgraph: Vbgraph, db: Path) -> None:
    ran = vbgraph("--db", db, "corrections", "add", "mention", LETTER, "8888-CT/TU@hung-yen@2023", "--new")
    shown = json.loads(vbgraph("--db", db, "show", "8888-CT/TU", "--json").out)["document"]

    assert ran.code == 0
    assert (shown["locality"], shown["held"], shown["date"]) == ("Hưng Yên", False, "2023")


def test_an_entry_is_not_written_twice(vbgraph: Vbgraph, db: Path) -> None:
    words = ("--db", db, "corrections", "add", "date", "ls/chi-thi.txt", "2024-02-21")
    first, second = vbgraph(*words), vbgraph(*words)

    assert (first.code, second.code) == (0, 2)
    assert "holds this entry already" in second.err


def test_comments_and_entries_of_the_file_stay(vbgraph: Vbgraph, db: Path) -> None:
    yaml_of(db).write_text("# của tôi\n- same: [9119-CT/TU, 9300-CT/TU]", encoding="utf-8")
    vbgraph("--db", db, "corrections", "add", "date", "dt/chi-thi.txt", "2024-05-07")
    text = yaml_of(db).read_text(encoding="utf-8")

    assert text.startswith("# của tôi\n- same: [9119-CT/TU, 9300-CT/TU]\n- document: ")


def test_a_file_changed_by_hand_counts_from_the_next_ingest(vbgraph: Vbgraph, db: Path, docs: Path) -> None:
    yaml_of(db).write_text("- document: {file: ls/chi-thi.txt}\n  date: 2024-02-22\n", encoding="utf-8")
    before = vbgraph("--db", db, "show", "ls/chi-thi.txt", "--json")
    vbgraph("--db", db, "ingest", docs)
    after = vbgraph("--db", db, "show", "ls/chi-thi.txt", "--json")

    assert "run vbgraph ingest again" in before.err and "run vbgraph ingest again" not in after.err
    assert [json.loads(r.out)["document"]["date"] for r in (before, after)] == ["2024-02-20", "2024-02-22"]


def test_taking_the_file_away_takes_its_effect_away(vbgraph: Vbgraph, db: Path, docs: Path) -> None:
    first = vbgraph("--db", db, "export", "--to", "json", "-o", "-").out
    vbgraph("--db", db, "corrections", "add", "date", "ls/chi-thi.txt", "2024-02-22")
    yaml_of(db).unlink()
    vbgraph("--db", db, "ingest", docs)

    assert vbgraph("--db", db, "export", "--to", "json", "-o", "-").out == first


def test_corrections_hold_when_files_move_and_are_read_again(vbgraph: Vbgraph, db: Path, docs: Path) -> None:
    vbgraph("--db", db, "corrections", "add", "mention", LETTER, "9142-CT/TU@lang-son")
    (docs / "moi").mkdir()
    (docs / "cong-van.txt").rename(docs / "moi" / "khac.txt")
    (docs / "ls" / "chi-thi.txt").rename(docs / "moi" / "ct.txt")
    ran = vbgraph("--db", db, "ingest", docs)

    assert ran.code == 0 and "no longer match" not in ran.out
    assert vbgraph("--db", db, "corrections", "check").code == 0


def test_what_no_longer_matches_is_reported_by_ingest_and_check(
    vbgraph: Vbgraph, db: Path, docs: Path
) -> None:
    vbgraph("--db", db, "corrections", "add", "mention", LETTER, "9142-CT/TU@lang-son")
    text = FOLDER["cong-van.txt"].replace("thực hiện Chỉ thị", "quán triệt Chỉ thị")
    (docs / "cong-van.txt").write_text(text, encoding="utf-8")
    report, again = vbgraph("--db", db, "ingest", docs), vbgraph("--db", db, "ingest", docs, "--json")
    check = vbgraph("--db", db, "corrections", "check", "--json")

    assert "v.corrections.yaml: 1 of 1 hand corrections no longer match" in report.out
    assert "v.corrections.yaml:3  mention: the words no longer stand in the file" in report.out
    assert "1 of 1 hand corrections no longer match" in again.err
    assert check.code == 1 and [r["reason"] for r in rows(check)] == ["no_quote"]


def test_a_damaged_file_is_told_with_its_line_and_stops_ingest(
    vbgraph: Vbgraph, db: Path, docs: Path
) -> None:
    yaml_of(db).write_text("- same: [9119-CT/TU, 9300-CT/TU]\n  sam: x\n", encoding="utf-8")
    runs = [vbgraph("--db", db, "ingest", docs), vbgraph("--db", db, "corrections", "check")]

    assert [r.code for r in runs] == [4, 4]
    assert all("v.corrections.yaml:2: no field “sam” here" in r.err for r in runs)


def test_the_file_of_corrections_is_not_read_as_a_document(vbgraph: Vbgraph, docs: Path) -> None:
    db = docs / "v.db"
    vbgraph("--db", db, "ingest", docs)
    yaml_of(db).write_text("- document: {file: ls/chi-thi.txt}\n  date: 2024-02-22\n", encoding="utf-8")
    ran = vbgraph("--db", db, "ingest", docs)

    assert ran.code == 0 and "the database (v.corrections.yaml, v.db)" in ran.out


def test_a_vietnamese_user_reads_vietnamese(vbgraph: Vbgraph, db: Path) -> None:
    yaml_of(db).write_text("- same: [x-y]\n", encoding="utf-8")

    assert "cần ít nhất hai văn bản" in vbgraph("--lang", "vi", "--db", db, "corrections", "check").err


@pytest.mark.parametrize(
    ("words", "code", "name", "date", "term"),
    [
        ("05-CT/TW@k12", "05-CT/TW", None, None, "XII"),
        ("56-CT/TU@20/7/2023", "56-CT/TU", None, "2023-07-20", None),
        ("Điều lệ Hội", None, "Điều lệ Hội", None, None),
    ],
)
def test_words_of_a_new_document_are_taken_apart(
    words: str, code: str | None, name: str | None, date: str | None, term: str | None
) -> None:
    made = new(words)

    assert (made.code, made.name, made.date, made.term) == (code, name, date, term)
