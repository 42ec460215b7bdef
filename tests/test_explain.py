"""`explain` tells the whole story: every merge, every refusal, every hand correction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Vbgraph
from test_corrections import FOLDER, TWINS

import vbgraph as vbgraph_package
from vbgraph import Store, corrections, ingest, query
from vbgraph.cli.rule_words import in_vietnamese
from vbgraph.query import Explanation
from vbgraph.resolve.conclude import _SURENESS


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name, text in {**FOLDER, **TWINS}.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "docs"


@pytest.fixture
def store(docs: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "v.db", create=True) as found:
        ingest([docs], store=found)
        yield found


def steps(told: Explanation, stage: str) -> list[tuple[str, str]]:
    return [(s.rule, s.text) for s in told.steps if s.stage == stage]


def test_an_open_mention_tells_what_each_candidate_is(store: Store) -> None:
    found = steps(query.explain(store, "cong-van.txt#m0001"), "compare")

    assert [rule for rule, _ in found] == ["fits", "fits"]
    assert ["Lạng Sơn · 2024-02-20" in text or "Đồng Tháp · 2024-05-06" in text for _, text in found] == [
        True
    ] * 2


def test_a_document_tells_how_its_mentions_were_merged(store: Store) -> None:
    told = query.explain(store, "9300-CT/TU")
    merges = [s for s in told.steps if s.stage == "merge"]

    assert [(s.rule, s.text, [p.file for p in s.evidence]) for s in merges] == [
        ("code", "1", ["c.txt"]),
        ("only-fit", "1", ["d.txt"]),
    ]


def test_a_document_tells_what_keeps_its_namesake_apart(store: Store) -> None:
    (found,) = steps(query.explain(store, "ls/chi-thi.txt"), "compare")

    assert found[0] == "apart locality date"
    assert "ct-9142-tu.dong-thap.2024" in found[1]


def test_a_mention_tells_which_documents_of_its_number_it_was_refused(store: Store, docs: Path) -> None:
    letter = FOLDER["cong-van.txt"].replace("9142-CT/TU, Bộ", "9142-CT/TU ngày 20/02/2024, Bộ")
    (docs / "cong-van.txt").write_text(letter, encoding="utf-8")
    ingest([docs], store=store)
    found = steps(query.explain(store, "cong-van.txt#m0001"), "compare")

    assert [rule for rule, _ in found] == ["refused date"]
    assert "dong-thap" in found[0][1]


def test_a_hand_correction_is_told_with_its_line_and_note(store: Store, docs: Path) -> None:
    words = "{file: cong-van.txt, quote: 'thực hiện Chỉ thị số 9142-CT/TU'}"
    text = f"- mention: {words}\n  means: {{file: ls/chi-thi.txt}}\n  note: theo bản giấy\n"
    corrections.path_for(store.path).write_text(text, encoding="utf-8")
    ingest([docs], store=store)
    told = query.explain(store, "cong-van.txt#m0001")
    (entry,) = corrections.load(corrections.path_for(store.path)).entries

    assert steps(told, "correction") == [(entry.rule, "v.corrections.yaml:1 theo bản giấy")]
    assert (entry.rule, "ct-9142-tu.lang-son.2024") in steps(told, "resolve")
    assert steps(query.explain(store, "ls/chi-thi.txt"), "correction") == steps(told, "correction")


def test_a_correction_of_a_relation_is_told_at_its_edge(store: Store, docs: Path) -> None:
    text = "- mention: {file: dt/chi-thi.txt, quote: 'Căn cứ Kết luận số 21-KL/TW'}\n  relation: continues\n"
    corrections.path_for(store.path).write_text(text, encoding="utf-8")
    ingest([docs], store=store)
    told = query.explain(store, "dt/chi-thi.txt -> 21-KL/TW")

    assert [rule.rpartition(":")[0] for rule, _ in steps(told, "correction")] == ["corrected:relation"]


@pytest.mark.parametrize("arrow", ["→", "->", "—implements→"])
def test_an_edge_is_explained_as_it_is_printed(store: Store, arrow: str) -> None:
    told = query.explain(store, f"9301-CT/TU {arrow} 9300-CT/TU")

    assert [s.stage for s in told.steps] == ["edge"]
    assert "Thực hiện Chỉ thị số 9300-CT/TU" in told.steps[0].evidence[0].quote


def test_a_damaged_file_of_corrections_does_not_keep_the_story_from_being_told(
    store: Store, docs: Path
) -> None:
    path = corrections.path_for(store.path)
    path.write_text("- document: {file: ls/chi-thi.txt}\n  date: 2024-02-21\n", encoding="utf-8")
    ingest([docs], store=store)
    path.write_text("- x\n", encoding="utf-8")

    assert [text for _, text in steps(query.explain(store, "ls/chi-thi.txt"), "correction")] == [
        "v.corrections.yaml"
    ]


def test_the_story_is_told_on_the_command_line_in_both_languages(store: Store, vbgraph: Vbgraph) -> None:
    words = ("--db", store.path, "explain", "ls/chi-thi.txt")
    vi = vbgraph("--lang", "vi", *words)

    assert "compare [apart locality date]" in vbgraph("--lang", "en", *words).out
    assert "đối chiếu [khác nhau: địa phương, ngày]" in vi.out
    assert "apart locality date" in vbgraph("--lang", "vi", "-v", *words).out
    assert "apart locality date" in vbgraph("--lang", "vi", *words, "--json").out


def test_no_rule_is_told_in_english_to_a_vietnamese_reader(store: Store, vbgraph: Vbgraph) -> None:
    subjects = [node.id for node in store.nodes()] + ["cong-van.txt#m0001"]
    told = [vbgraph("--lang", "vi", "--db", store.path, "explain", s).out for s in subjects]
    rules = re.findall(r"^\d+\. [^\[]*\[([^\]]*)\]", "".join(told), re.M)

    assert len(rules) > 20
    assert [r for r in rules if re.search(r"\b[a-z]+-[a-z]+\b|\b(code|header|only|date)\b", r)] == []


def test_every_word_that_a_stage_writes_has_a_name_in_vietnamese() -> None:
    said: set[str] = set()
    for path in (Path(vbgraph_package.__file__).parent / "extract").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        for words in re.findall(r"why=\[(.*?)\]|why\.append\((.*?)\)|why \+= \[(.*?)\]", source):
            said |= set(re.findall(r'"([a-z-]+)"', " ".join(words)))
    said |= set(_SURENESS)

    assert len(said) > 20
    assert [word for word in sorted(said) if in_vietnamese(word, {}) == word] == []


def test_a_missing_document_tells_who_acts_on_it_and_where_its_fields_come_from(store: Store) -> None:
    told = query.explain(store, "21-KL/TW")
    origins = {
        s.rule: (s.text, len(s.evidence)) for s in told.steps if ":" in s.rule and s.stage == "resolve"
    }

    assert {text for _, text in steps(told, "edge")} == {
        "ct-9142-tu.lang-son.2024 —implements→ kl-21-tw.k13",
        "ct-9142-tu.dong-thap.2024 —based_on→ kl-21-tw.k13",
    }
    assert origins["text:date"] == ("2021-10-25", 2)
    assert origins["text:issuer"][0] == "Ban Chấp hành Trung ương"


def test_a_field_that_no_text_gives_is_told_to_come_from_the_registry(store: Store, docs: Path) -> None:
    text = FOLDER["dt/chi-thi.txt"].replace("9142-CT/TU", "9145-CT/TU")
    cited = "Căn cứ Luật số 31/2024/QH15, Ban Thường vụ"
    (docs / "e.txt").write_text(re.sub(r"Căn cứ Kết luận[^,]*,[^,]*", cited, text), encoding="utf-8")
    ingest([docs], store=store)
    found = dict(steps(query.explain(store, "31/2024/QH15"), "resolve"))

    assert (found["catalogue:date"], found["catalogue:title"]) == ("2024-01-18", "Luật Đất đai")


@pytest.mark.parametrize("ends", [("9301-CT/TU", "9300-CT/TU"), ("9300-CT/TU", "9301-CT/TU")])
def test_an_edge_is_named_by_its_two_documents(store: Store, vbgraph: Vbgraph, ends: tuple[str, str]) -> None:
    ran = vbgraph("--lang", "vi", "--db", store.path, "explain", *ends)
    first, second, *_ = ran.out.splitlines()

    assert ran.code == 0
    assert re.fullmatch(r"ct-9301-tu\S* → ct-9300-tu\S*", first)
    assert second.startswith("1. quan hệ [số và ký hiệu; từ dẫn chỉ “thực hiện”]")


def test_two_documents_without_an_edge_are_told_so(store: Store, vbgraph: Vbgraph) -> None:
    ran = vbgraph("--lang", "vi", "--db", store.path, "explain", "9301-CT/TU", "21-KL/TW")

    assert (ran.code, ran.out) == (1, "")
    assert "không có quan hệ nào" in ran.err and "vbgraph path" in ran.err


def test_a_document_without_number_tells_which_numbers_of_its_day_it_is_not(tmp_path: Path) -> None:
    head = "TỈNH ỦY HẢI DƯƠNG\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nHải Dương, ngày 03 tháng 6 năm 2024\n\n"
    plan = f"{head}KẾ HOẠCH\nkiểm tra công vụ trong cơ quan năm 2024\n-----\nThực hiện chương trình công tác năm.\n"
    letter = (
        "ỦY BAN NHÂN DÂN\nTỈNH HẢI DƯƠNG\nSố: 9809/BC-UBND\nHải Dương, ngày 28 tháng 6 năm 2024\n\nBÁO CÁO\n\nThực hiện "
        "Kế hoạch số 9868-KH/TU ngày 03/6/2024 của Ban Thường vụ Tỉnh ủy về trồng cây gây rừng ven biển; Kế hoạch số "
        "9869-KH/TU ngày 03/6/2024 của Ban Thường vụ Tỉnh ủy.\n"
    )
    (tmp_path / "a.txt").write_text(plan, encoding="utf-8")
    (tmp_path / "b.txt").write_text(letter, encoding="utf-8")
    with Store.open(tmp_path / "v.db", create=True) as store:
        ingest([tmp_path / "a.txt", tmp_path / "b.txt"], store=store)
        told = query.explain(store, "a.txt")

    assert [rule for rule, _ in steps(told, "resolve")] == ["numberless:several"]
    assert [(rule, text.split(" · ")[0]) for rule, text in steps(told, "compare")] == [
        ("refused title", "kh-9868-tu.hai-duong.2024"),
        ("fits", "kh-9869-tu.hai-duong.2024"),
    ]
