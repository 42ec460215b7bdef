"""The command line in process: what stands on standard output, on standard error, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from conftest import CORPUS, Ran, Vbgraph

from vbgraph.cli.words import RELATIONS, relation_named

ROWS = ("list", "missing", "ambiguous", "stats", "rank")


def held(ran: Ran) -> object:
    return json.loads(ran.out)


# --- ingest ----------------------------------------------------------------------------------------------------


def test_ingest_reports_each_file_with_its_identity(vbgraph: Vbgraph, corpus: Path, tmp_path: Path) -> None:
    ran = vbgraph("--db", tmp_path / "v.db", "ingest", corpus)

    assert ran.code == 0
    assert "lang-son/ke-hoach.md" in ran.out
    assert "9213-KH/HU · Kế hoạch" in ran.out
    assert f"vbgraph --db {tmp_path / 'v.db'} upstream " in ran.out


def test_ingest_json_has_the_shape_of_the_contract(vbgraph: Vbgraph, corpus: Path, tmp_path: Path) -> None:
    (corpus / "empty.txt").touch()
    ran = vbgraph("--db", tmp_path / "v.db", "ingest", corpus, "--json")
    value = json.loads(ran.out)

    assert list(value) == [
        *("schema", "files", "documents", "mentions", "edges", "ambiguous", "failures", "seconds")
    ]
    assert value["files"] == {"read": 3, "unchanged": 0, "moved": 0, "gone": 0, "failed": 1}
    assert list(value["documents"]) == ["held", "missing", "reports", "other"]
    assert [(f["file"], f["code"]) for f in value["failures"]] == [("empty.txt", "empty")]


def test_a_file_that_cannot_be_read_gives_status_3(vbgraph: Vbgraph, corpus: Path, tmp_path: Path) -> None:
    (corpus / "empty.txt").touch()
    ran = vbgraph("--db", tmp_path / "v.db", "ingest", corpus)

    assert ran.code == 3
    assert "empty.txt: the file holds no text." in ran.out


def test_a_path_that_does_not_exist_gives_status_2_and_makes_no_database(
    vbgraph: Vbgraph, tmp_path: Path
) -> None:
    ran = vbgraph("--db", tmp_path / "v.db", "ingest", tmp_path / "nowhere")

    assert (ran.code, ran.out) == (2, "")
    assert "no such file or folder" in ran.err
    assert not (tmp_path / "v.db").exists()


def test_skipped_files_are_told_with_the_reason(vbgraph: Vbgraph, corpus: Path) -> None:
    (corpus / "~$chi-thi.docx").write_bytes(b"x")
    (corpus / ".hidden.txt").write_text("x", encoding="utf-8")
    ran = vbgraph("--db", corpus / "v.db", "ingest", corpus)

    assert ran.code == 0
    for reason in ("hidden (.hidden.txt)", "lock files of Word (~$)", "the database (v.db)"):
        assert reason in ran.out


def test_exclude_leaves_out_a_folder(vbgraph: Vbgraph, corpus: Path, tmp_path: Path) -> None:
    ran = vbgraph("--db", tmp_path / "v.db", "ingest", corpus, "--exclude", "dong-*", "--json")

    assert json.loads(ran.out)["files"]["read"] == 2


def test_a_map_written_into_the_folder_is_not_ingested(
    vbgraph: Vbgraph, corpus: Path, tmp_path: Path
) -> None:
    db = tmp_path / "v.db"
    vbgraph("--db", db, "ingest", corpus)
    assert vbgraph("--db", db, "map", "-o", corpus / "map.html").code == 0
    assert vbgraph("annotate", corpus / "lang-son/chi-thi.txt", "-o", corpus / "a.html").code == 0
    assert vbgraph("--db", db, "export", "--to", "graphml", "-o", corpus / "g.graphml").code == 0
    assert vbgraph("--db", db, "export", "--to", "csv", "-o", corpus / "g.csv").code == 0

    ran = vbgraph("--db", db, "ingest", corpus, "--json")

    assert json.loads(ran.out)["files"] == {"read": 0, "unchanged": 3, "moved": 0, "gone": 0, "failed": 0}


def test_forget_takes_a_file_out(vbgraph: Vbgraph, database: Path) -> None:
    assert vbgraph("--db", database, "forget", "lang-son/ke-hoach.md").code == 0

    rows = json.loads(vbgraph("--db", database, "list", "--files", "--json").out)["rows"]
    assert "lang-son/ke-hoach.md" not in [row["file"] for row in rows]


def test_forgetting_an_unknown_file_gives_status_1(vbgraph: Vbgraph, database: Path) -> None:
    ran = vbgraph("--db", database, "forget", "nowhere.txt")

    assert (ran.code, ran.out) == (1, "")


# --- extract, text, annotate -----------------------------------------------------------------------------------


def test_extract_json_has_every_key_in_the_order_of_the_contract(vbgraph: Vbgraph, corpus: Path) -> None:
    value = json.loads(vbgraph("extract", "--json", corpus / "lang-son/chi-thi.txt").out)

    assert list(value) == ["schema", "file", "documents", "citations"]
    assert list(value["documents"][0]) == [
        *("kind", "type", "number", "sign", "code", "issuer", "locality", "level", "date", "title", "signer"),
        *("about", "about_id", "recipients", "secrecy", "copy", "start", "end", "flags"),
    ]
    assert list(value["citations"][0]) == [
        *("id", "document", "start", "end", "text", "kind", "type", "number", "year", "sign", "code", "name"),
        *(
            "date",
            "issuer",
            "locality",
            "term",
            "title",
            "provision",
            "relation",
            "by",
            "by_id",
            "of",
            "of_id",
        ),
        *("flags", "confidence", "why"),
    ]


def test_offsets_point_into_the_text_as_text_prints_it(vbgraph: Vbgraph, corpus: Path) -> None:
    path = corpus / "lang-son/ke-hoach.md"
    path.write_bytes(b"\xef\xbb\xbf" + CORPUS["lang-son/ke-hoach.md"].replace("\n", "\r\n").encode())
    content = vbgraph("text", path).out
    citations = json.loads(vbgraph("extract", "--json", path).out)["citations"]

    assert citations
    assert all(content[c["start"] : c["end"]] == c["text"] for c in citations)


def test_extract_gives_an_array_for_several_files(vbgraph: Vbgraph, corpus: Path) -> None:
    value = json.loads(vbgraph("extract", "--json", *sorted(corpus.rglob("*.txt"))).out)

    assert [len(v["documents"]) for v in value] == [1, 1]


def test_extract_jsonl_gives_one_line_a_file(vbgraph: Vbgraph, corpus: Path) -> None:
    lines = vbgraph("extract", "--jsonl", *sorted(corpus.rglob("*.*"))).out.splitlines()

    assert len([json.loads(line) for line in lines]) == 3


def test_extract_goes_on_after_a_file_it_cannot_read(vbgraph: Vbgraph, corpus: Path) -> None:
    (corpus / "empty.txt").touch()
    ran = vbgraph("extract", "--json", corpus / "empty.txt", corpus / "lang-son/chi-thi.txt")

    assert (ran.code, len(json.loads(ran.out))) == (3, 1)
    assert "empty.txt" in ran.err


def test_extract_of_one_unreadable_file_gives_status_3_and_no_data(vbgraph: Vbgraph, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ran = vbgraph("extract", "--json", tmp_path / "empty.txt")

    assert (ran.code, ran.out) == (3, "")


def test_extract_needs_no_database(vbgraph: Vbgraph, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus)
    vbgraph("extract", "lang-son/chi-thi.txt")

    assert not list(corpus.glob("*.db"))


def test_annotate_marks_and_links_every_citation(vbgraph: Vbgraph, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    path = corpus / "lang-son/chi-thi.txt"
    count = len(json.loads(vbgraph("extract", "--json", path).out)["citations"])

    assert vbgraph("annotate", path, "-o", out).code == 0
    page = out.read_text(encoding="utf-8")
    assert all(f'id="at-{n}"' in page and f'id="cite-{n}"' in page for n in range(1, count + 1))
    assert "Content-Security-Policy" in page
    assert "<script" not in page


def test_annotate_shows_markup_as_text(vbgraph: Vbgraph, tmp_path: Path) -> None:
    path, out = tmp_path / "x.txt", tmp_path / "x.out"
    path.write_text(
        'Kế hoạch <script>alert(1)</script> theo Chỉ thị số 05-CT/TW "><img src=x>', encoding="utf-8"
    )
    vbgraph("annotate", path, "-o", out)
    page = out.read_text(encoding="utf-8")

    assert "<script>alert" not in page
    assert "<img" not in page


# --- show, list, search ----------------------------------------------------------------------------------------


def test_show_json_has_the_shape_of_the_contract(vbgraph: Vbgraph, database: Path) -> None:
    value = json.loads(vbgraph("--db", database, "show", "9213-KH/HU", "--json").out)

    assert list(value) == [
        *(
            "schema",
            "document",
            "sources",
            "implementers",
            "effects",
            "cited_by",
            "cites",
            "open",
            "mentions",
        ),
        *("flags", "copies"),
    ]
    assert value["document"]["files"] == ["lang-son/ke-hoach.md"]


def test_a_document_that_is_not_there_gives_status_1_and_an_object(vbgraph: Vbgraph, database: Path) -> None:
    ran = vbgraph("--db", database, "show", "9999-QĐ/XX", "--json")
    value = json.loads(ran.out)

    assert ran.code == 1
    assert (value["schema"], value["error"], value["query"]) == (1, "not_found", "9999-QĐ/XX")


def test_several_documents_that_fit_are_all_listed(vbgraph: Vbgraph, database: Path) -> None:
    ran = vbgraph("--db", database, "show", "9142-CT/TU", "--json")
    value = json.loads(ran.out)

    assert (ran.code, value["error"]) == (1, "ambiguous")
    assert {c["locality"] for c in value["candidates"]} == {"Lạng Sơn", "Đồng Tháp"}
    assert "ct-9142-tu.lang-son" in ran.err


def test_a_place_behind_at_narrows(vbgraph: Vbgraph, database: Path) -> None:
    ran = vbgraph("--db", database, "show", "9142-CT/TU@lang-son")

    assert ran.code == 0
    assert ran.out.startswith("9142-CT/TU · Chỉ thị")


@pytest.mark.parametrize(
    "words", ["9213 kh/hu", "ke hoach 9213-KH/HU", "lang-son/ke-hoach.md", "9213KH/HU", "ke hoach 9213-KHHU"]
)
def test_a_document_is_found_by_forgiving_words(vbgraph: Vbgraph, database: Path, words: str) -> None:
    value = json.loads(vbgraph("--db", database, "show", words, "--json").out)

    assert value["document"]["code"] == "9213-KH/HU"


def test_a_near_miss_is_told(vbgraph: Vbgraph, database: Path) -> None:
    ran = vbgraph("--db", database, "show", "9214-KH/HU")

    assert ran.code == 1
    assert "9213-KH/HU" in ran.err


def test_list_filters(vbgraph: Vbgraph, database: Path) -> None:
    rows = json.loads(vbgraph("--db", database, "list", "--type", "Chỉ thị", "--held", "--json").out)["rows"]

    assert sorted(row["locality"] for row in rows) == ["Lạng Sơn", "Đồng Tháp"]


def test_search_needs_no_accents(vbgraph: Vbgraph, database: Path) -> None:
    rows = json.loads(vbgraph("--db", database, "search", "van hoa doc", "--json").out)["rows"]

    assert any(row["file"] == "dong-thap/chi-thi.txt" or "dong-thap" in str(row["id"]) for row in rows)


# --- upstream, downstream, path --------------------------------------------------------------------------------


def test_upstream_is_a_tree_of_sources(vbgraph: Vbgraph, database: Path) -> None:
    lines = vbgraph("--db", database, "upstream", "9213-KH/HU").out.splitlines()

    assert lines[0].startswith("9213-KH/HU")
    assert lines[1].startswith("  implements: 9142-CT/TU")
    assert lines[2].startswith("    implements: 21-KL/TW")
    assert lines[2].endswith("not held")


def test_downstream_json_is_graph_json(vbgraph: Vbgraph, database: Path) -> None:
    value = json.loads(vbgraph("--db", database, "downstream", "21-KL/TW", "--json").out)

    assert list(value) == ["schema", "root", "nodes", "edges"]
    assert {n["code"]: n["depth"] for n in value["nodes"]}["9213-KH/HU"] == 2


def test_depth_stops_the_walk(vbgraph: Vbgraph, database: Path) -> None:
    value = json.loads(vbgraph("--db", database, "downstream", "21-KL/TW", "--depth", "1", "--json").out)

    assert {n["code"] for n in value["nodes"]} == {"21-KL/TW", "9142-CT/TU"}


def test_a_relation_chooses_the_edges(vbgraph: Vbgraph, database: Path) -> None:
    ran = vbgraph("--db", database, "upstream", "9142-CT/TU@lang-son", "-r", "replaces", "--json")

    assert {e["relation"] for e in json.loads(ran.out)["edges"]} == {"replaces"}


@pytest.mark.parametrize("key", RELATIONS)
@pytest.mark.parametrize("lang", [0, 1])
def test_a_relation_is_typed_as_it_is_printed(key: str, lang: int) -> None:
    assert relation_named(RELATIONS[key][lang]) == relation_named(key) == key


@pytest.mark.parametrize("words", ["thay thế", "Thay the", "REPLACES"])
def test_a_relation_is_chosen_in_either_language(vbgraph: Vbgraph, database: Path, words: str) -> None:
    ran = vbgraph("--db", database, "upstream", "9142-CT/TU@lang-son", "-r", words, "--json")

    assert {e["relation"] for e in json.loads(ran.out)["edges"]} == {"replaces"}


@pytest.mark.parametrize(
    ("lang", "told", "other"),
    [("vi", "thực hiện; tiếp tục thực hiện", "implements"), ("en", "based_on, implements", "thực hiện")],
)
def test_an_unknown_relation_is_told_those_of_the_language_in_use(
    vbgraph: Vbgraph, database: Path, lang: str, told: str, other: str
) -> None:
    ran = vbgraph("--lang", lang, "--db", database, "upstream", "21-KL/TW", "-r", "likes")

    assert (ran.code, told in ran.err, other in ran.err) == (2, True, False)


def test_a_document_that_is_not_held_says_so_and_from_how_many_texts_it_is_known(
    vbgraph: Vbgraph, database: Path
) -> None:
    ran = vbgraph("--db", database, "upstream", "21-KL/TW")

    assert ran.code == 0
    assert "21-KL/TW is not held; it is known from 2 texts that cite it" in ran.err


def test_path_follows_the_arrows(vbgraph: Vbgraph, database: Path) -> None:
    value = json.loads(vbgraph("--db", database, "path", "9213-KH/HU", "21-KL/TW", "--json").out)

    assert len(value["paths"]) == 1
    assert len(value["paths"][0]) == 3


def test_path_says_when_it_had_to_turn_round(vbgraph: Vbgraph, database: Path) -> None:
    ran = vbgraph("--db", database, "path", "21-KL/TW", "9213-KH/HU")

    assert (ran.code, "this is the way back" in ran.err) == (0, True)


# --- rows ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ROWS)
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "md"])
def test_every_format_of_every_command_with_rows_works(
    vbgraph: Vbgraph, database: Path, command: str, form: str
) -> None:
    ran = vbgraph("--db", database, command, "--format", form)

    assert (ran.code, ran.err.count("error")) == (0, 0)


@pytest.mark.parametrize("command", ROWS)
def test_rows_as_json_carry_the_schema(vbgraph: Vbgraph, database: Path, command: str) -> None:
    value = json.loads(vbgraph("--db", database, command, "--json").out)

    assert (value["schema"], list(value)) == (1, ["schema", "rows"])


def test_missing_is_ranked_by_who_cites(vbgraph: Vbgraph, database: Path) -> None:
    rows = json.loads(vbgraph("--db", database, "missing", "--json").out)["rows"]

    assert list(rows[0]) == ["id", "code", "type", "title", "issuer", "date", "cited_by", "mentions"]
    assert (rows[0]["code"], rows[0]["cited_by"]) == ("21-KL/TW", 2)


def test_csv_opens_in_excel(vbgraph: Vbgraph, database: Path) -> None:
    out = vbgraph("--db", database, "missing", "--format", "csv").out

    assert out.startswith("\ufeff")
    assert next(csv.DictReader(io.StringIO(out[1:])))["code"] == "21-KL/TW"


def test_a_piped_table_is_one_line_a_row_without_boxes(vbgraph: Vbgraph, database: Path) -> None:
    lines = vbgraph("--db", database, "missing").out.splitlines()

    assert len(lines) == 1 + len(json.loads(vbgraph("--db", database, "missing", "--json").out)["rows"])
    assert not set("".join(lines)) & set("│─┃━╭")


def test_the_ending_of_the_output_file_chooses_the_format(
    vbgraph: Vbgraph, database: Path, tmp_path: Path
) -> None:
    vbgraph("--db", database, "missing", "-o", tmp_path / "m.csv")

    assert (tmp_path / "m.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_output_that_cannot_be_written_gives_status_5(
    vbgraph: Vbgraph, database: Path, tmp_path: Path
) -> None:
    ran = vbgraph("--db", database, "missing", "-o", tmp_path / "no" / "m.csv")

    assert (ran.code, ran.out) == (5, "")
    assert len(ran.err.strip().splitlines()) == 2


def test_an_old_output_stays_whole_when_the_new_one_fails(
    vbgraph: Vbgraph, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "m.json"
    target.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ran = vbgraph("--db", database, "missing", "-o", target)

    assert (ran.code, target.read_text(encoding="utf-8")) == (5, "old")
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_explain_tells_the_steps(vbgraph: Vbgraph, database: Path) -> None:
    value = json.loads(vbgraph("--db", database, "explain", "9213-KH/HU", "--json").out)

    assert list(value) == ["schema", "subject", "steps"]
    assert {"identify", "edge"} <= {step["stage"] for step in value["steps"]}


# --- map, export, db, demo -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "graphml", "gexf"])
def test_export_twice_gives_the_same_bytes(
    vbgraph: Vbgraph, database: Path, tmp_path: Path, form: str
) -> None:
    for name in "ab":
        assert vbgraph("--db", database, "export", "--to", form, "-o", tmp_path / f"{name}.{form}").code == 0

    assert (tmp_path / f"a.{form}").read_bytes() == (tmp_path / f"b.{form}").read_bytes()


def test_export_csv_writes_nodes_beside_the_edges(vbgraph: Vbgraph, database: Path, tmp_path: Path) -> None:
    vbgraph("--db", database, "export", "--to", "csv", "-o", tmp_path / "g.csv")

    assert (tmp_path / "g-nodes.csv").exists()


def test_a_map_of_one_document_holds_what_is_linked_to_it(
    vbgraph: Vbgraph, database: Path, tmp_path: Path
) -> None:
    ran = vbgraph("--db", database, "map", "9213-KH/HU", "--direction", "up", "-o", tmp_path / "m.html")

    assert ran.code == 0
    assert "3 documents" in ran.err


def test_a_map_of_an_ambiguous_document_gives_status_1(
    vbgraph: Vbgraph, database: Path, tmp_path: Path
) -> None:
    ran = vbgraph("--db", database, "map", "9142-CT/TU", "-o", tmp_path / "m.html")

    assert (ran.code, (tmp_path / "m.html").exists()) == (1, False)


def test_a_map_that_is_too_large_shows_its_most_cited_part_and_says_so(
    vbgraph: Vbgraph, database: Path, tmp_path: Path
) -> None:
    ran = vbgraph("--db", database, "map", "--max-nodes", "2", "-o", tmp_path / "m.html")

    assert "the map draws 2 of" in ran.err


def test_db_path_prints_where_the_database_is(vbgraph: Vbgraph, database: Path) -> None:
    assert vbgraph("--db", database, "db", "path").out == f"{database.absolute()}\n"


def test_db_check_finds_nothing_wrong(vbgraph: Vbgraph, database: Path) -> None:
    assert vbgraph("--db", database, "db", "check").code == 0


def test_db_backup_writes_a_database_that_answers_the_same(
    vbgraph: Vbgraph, database: Path, tmp_path: Path
) -> None:
    assert vbgraph("--db", database, "db", "backup", tmp_path / "b.db").code == 0

    same = [vbgraph("--db", db, "export", "--to", "json").out for db in (database, tmp_path / "b.db")]
    assert same[0] == same[1]


def test_the_environment_names_the_database(
    vbgraph: Vbgraph, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBGRAPH_DB", str(database))

    assert vbgraph("show", "9213-KH/HU").code == 0


def test_demo_runs_on_the_sample_documents(vbgraph: Vbgraph, tmp_path: Path) -> None:
    ran = vbgraph("demo", tmp_path / "demo")

    assert ran.code == 0
    assert (tmp_path / "demo" / "map.html").exists()
    assert "Sources of" in ran.out


def test_demo_leaves_a_folder_with_other_files_alone(vbgraph: Vbgraph, tmp_path: Path) -> None:
    (tmp_path / "van-ban").mkdir()
    (tmp_path / "van-ban" / "mine.txt").write_text("x", encoding="utf-8")

    assert vbgraph("demo", tmp_path).code == 2


# --- errors ----------------------------------------------------------------------------------------------------


def test_a_mistyped_command_is_guessed(vbgraph: Vbgraph) -> None:
    ran = vbgraph("upstrem", "x")

    assert ran.code == 2
    assert "upstream" in ran.err


@pytest.mark.parametrize(
    "words",
    [["show"], ["show", "a", "b"], ["list", "--nope"], ["rank", "--limit", "x"], ["list", "--format", "xml"]],
)
def test_wrong_usage_gives_status_2_and_two_short_lines(vbgraph: Vbgraph, words: list[str]) -> None:
    ran = vbgraph(*words)

    assert (ran.code, ran.out) == (2, "")
    assert 1 <= len(ran.err.strip().splitlines()) <= 2


def test_no_database_gives_status_4_and_says_how_to_make_one(vbgraph: Vbgraph, tmp_path: Path) -> None:
    ran = vbgraph("--db", tmp_path / "none.db", "list")

    assert ran.code == 4
    assert "vbgraph ingest FOLDER" in ran.err


def test_a_file_that_is_no_database_gives_status_4_and_stays_as_it_was(
    vbgraph: Vbgraph, tmp_path: Path
) -> None:
    path = tmp_path / "x.db"
    path.write_text("not a database, only words", encoding="utf-8")

    assert vbgraph("--db", path, "list").code == 4
    assert vbgraph("--db", path, "ingest", tmp_path).code == 4
    assert path.read_text(encoding="utf-8") == "not a database, only words"


def test_a_defect_gives_status_70_without_a_traceback(
    vbgraph: Vbgraph, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("vbgraph.query.missing", broken)
    ran = vbgraph("--db", database, "missing")

    assert ran.code == 70
    assert "ZeroDivisionError" in ran.err
    assert "Traceback" not in ran.err
    assert "Traceback" in vbgraph("--debug", "--db", database, "missing").err


def test_messages_speak_vietnamese_when_asked(vbgraph: Vbgraph, tmp_path: Path) -> None:
    ran = vbgraph("--lang", "vi", "--db", tmp_path / "none.db", "list")

    assert "chưa có cơ sở dữ liệu" in ran.err


def test_an_empty_store_answers_with_no_rows(vbgraph: Vbgraph, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    db = tmp_path / "v.db"
    assert vbgraph("--db", db, "ingest", tmp_path / "docs").code == 0

    assert vbgraph("--db", db, "missing", "--json").out == '{\n  "schema": 1,\n  "rows": []\n}\n'
    assert vbgraph("--db", db, "map", "-o", tmp_path / "m.html").code == 0


def test_a_terminal_never_obeys_a_document(vbgraph: Vbgraph, tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    evil = CORPUS["lang-son/chi-thi.txt"].replace("siết chặt", "siết \x1b[31mchặt \u202e")
    (folder / "a\x1b[31m.txt" if sys.platform != "win32" else folder / "a.txt").write_text(
        evil, encoding="utf-8"
    )
    db = tmp_path / "v.db"
    ran = vbgraph("--db", db, "ingest", folder)
    shown = vbgraph("--db", db, "show", "9142-CT/TU")

    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err + shown.out)
