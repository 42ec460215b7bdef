"""Hand corrections: read and checked, applied as the last step, held by words when files change or move."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbgraph import corrections, registry
from vbgraph.corrections import Correction, Corrections, Outcome, Place, Which
from vbgraph.errors import CorrectionsError
from vbgraph.models import FileFacts, Graph, Node, Resolution, Text
from vbgraph.resolve import conclude, conclude_corrected
from vbgraph.workers import facts_of

HERE = Path("v.corrections.yaml")


def directive(number: str, place: str, day: str, body: str, about: str = "rèn luyện tác phong") -> str:
    year, month, date = day.split("-")
    return (
        f"TỈNH ỦY {place.upper()}\n*\nSố {number}\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        f"{place}, ngày {date} tháng {month} năm {year}\n\nCHỈ THỊ\nvề {about}\n\n{body}\n\n"
        "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nNguyễn Văn Mẫu\n"
    )


LANG_SON = directive(
    "9142-CT/TU",
    "Lạng Sơn",
    "2024-02-20",
    "Thực hiện Kết luận số 21-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương, Ban Thường vụ Tỉnh ủy yêu cầu\n"
    "các cấp ủy nâng cao trách nhiệm.\n\n"
    "Chỉ thị này thay thế Chỉ thị số 9119-CT/TU ngày 05/11/2021 của Ban Thường vụ Tỉnh ủy.",
)
DONG_THAP = directive(
    "9142-CT/TU", "Đồng Tháp", "2024-05-06", "Căn cứ Kết luận số 21-KL/TW ngày 25/10/2021, chỉ đạo như sau."
)
#: A letter that does not say whose directive it means.
LETTER = (
    "BỘ NỘI VỤ\n\nSố: 9001/BNV-VP\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 01 tháng 6 năm 2024\n\n"
    "Kính gửi: các cơ quan\n\nTriển khai thực hiện Chỉ thị số 9142-CT/TU, Bộ Nội vụ đề nghị quan tâm.\n\n"
    "Bộ Nội vụ nhắc lại Chỉ thị số 9142-CT/TU một lần nữa.\n\nTL. BỘ TRƯỞNG\nLê Mẫu\n"
)
FOLDER = {"ls/chi-thi.txt": LANG_SON, "dt/chi-thi.txt": DONG_THAP, "cong-van.txt": LETTER}
OPEN = "{file: cong-van.txt, quote: 'thực hiện Chỉ thị số 9142-CT/TU, Bộ'}"


@lru_cache(maxsize=64)
def _facts(path: str, text: str) -> FileFacts:
    documents, mentions = facts_of(Text(text))
    return FileFacts(path, sha256(text.encode()).hexdigest(), documents, mentions)


def told(words: str, files: Mapping[str, str] = FOLDER) -> tuple[Graph, tuple[Outcome, ...]]:
    """What the files conclude with these corrections."""
    return conclude_corrected(
        [_facts(path, text) for path, text in files.items()],
        registry.load(),
        corrections.parse(words, HERE),
        quote=lambda file, start, end: files[file][start:end],
    )


def node(graph: Graph, **fields: object) -> Node:
    found = [n for n in graph.nodes if all(getattr(n, k) == v for k, v in fields.items())]
    assert len(found) == 1, [n.id for n in graph.nodes]
    return found[0]


def meant(graph: Graph, file: str, files: Mapping[str, str] = FOLDER) -> list[tuple[str, Resolution]]:
    """The resolutions of a file in the order of its text, each with the words of the mention."""
    mentions = {m.id: m for m in _facts(file, files[file]).mentions}
    own = [r for r in graph.resolutions if r.file == file]
    return [(mentions[r.mention].text, r) for r in sorted(own, key=lambda r: mentions[r.mention].start)]


def states(outcomes: tuple[Outcome, ...]) -> list[tuple[str, str]]:
    return [(o.state, o.reason) for o in outcomes]


# --- reading the file ------------------------------------------------------------------------------------------

ALL_KINDS = """\
# a comment of mine
- mention: {file: a.txt, quote: "Chỉ thị số 05", nth: 2, mention: "Chỉ thị số 05"}
  means: {code: 05-CT/TW, term: XII}
  note: "xem bản giấy"
- mention: {file: a.txt, quote: "số 06"}
  means: none
- same: [kl-21-tw.k13, {file: b.txt}]
- different: [{file: a.txt}, {file: b.txt, quote: "Chỉ thị số 05"}]
- mention: {file: a.txt, quote: "số 07"}
  relation: none
- document: 21-KL/TW
  date: 2021-10-25
"""


def test_every_kind_of_entry_is_read_with_its_line() -> None:
    found = corrections.parse(ALL_KINDS, HERE).entries

    assert [(c.kind, c.line) for c in found] == [
        *(("mention", 2), ("mention", 5), ("same", 7), ("different", 8), ("relation", 9), ("date", 11))
    ]
    assert found[0].place == Place("a.txt", "Chỉ thị số 05", "Chỉ thị số 05", 2)
    assert found[0].documents == (Which(code="05-CT/TW", term="XII"),)
    assert found[2].documents == (Which(id="kl-21-tw.k13"), Which(file="b.txt"))


def test_a_missing_or_empty_file_holds_no_entries(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("\n", encoding="utf-8")

    assert corrections.load(tmp_path / "none.yaml") == Corrections(file="none.yaml")
    assert corrections.load(tmp_path / "empty.yaml").entries == ()
    assert corrections.digest_of(tmp_path / "none.yaml") == ""


def test_a_file_of_comments_holds_no_entries(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(corrections.HEAD, encoding="utf-8")

    assert corrections.load(tmp_path / "c.yaml").entries == ()


@pytest.mark.parametrize(
    ("words", "line", "key"),
    [
        ("a: 1\n", 1, "corrections.list"),
        ("- same: [a-b, c-d\n", 2, "corrections.yaml"),
        ("- same: [a-b]\n", 1, "corrections.two"),
        ("\n- same: [a-b, c-d]\n  meens: x\n", 3, "corrections.unknown"),
        ("- note: x\n", 1, "corrections.kind"),
        ("- means: 21-KL/TW\n", 1, "corrections.missing"),
        ("- mention: {file: a.txt}\n  means: none\n", 1, "corrections.missing"),
        ("- mention: {file: a.txt, quote: x, nth: 0}\n  means: none\n", 1, "corrections.nth"),
        ("- mention: {file: a.txt, quote: ' '}\n  means: none\n", 1, "corrections.empty"),
        ("- mention: {file: a.txt, quote: x}\n  relation: likes\n", 2, "corrections.relation"),
        ("- mention: {file: a.txt, quote: x}\n  relation: cites\n  date: '2020'\n", 1, "corrections.kind"),
        ("- document: {type: Luật}\n  date: '2020'\n", 1, "corrections.which"),
        ("- document: 21-KL/TW\n  date: 31/12/2020\n", 2, "corrections.day"),
        ("- document: 21-KL/TW\n  date: 2021-02-30\n", 2, "corrections.day"),
        ("- same: [a-b, c-d]\n- same: [a-b, c-d]\n", 2, "corrections.twice"),
        ("- same: [a-b, c-d]\n  same: [e-f, g-h]\n", 2, "corrections.repeated"),
        ("- [x]\n", 1, "corrections.fields"),
        ("- &a {same: [*a, *a]}\n", 1, "corrections.unknown"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(words: str, line: int, key: str) -> None:
    with pytest.raises(CorrectionsError) as caught:
        corrections.parse(words, HERE)

    assert (caught.value.message, caught.value.values["line"]) == (key, line)
    assert caught.value.exit_code == 4


def test_bytes_that_are_no_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_bytes("- same: [a-b, c-d]\n# Chỉ thị".encode("utf-16-le"))
    (tmp_path / "d.yaml").write_bytes(b"- same: [a-b, c-d]\n# \xe1\xbb\n")
    with pytest.raises(CorrectionsError) as caught:
        corrections.load(tmp_path / "d.yaml")

    assert (caught.value.message, caught.value.values["line"]) == ("corrections.utf8", 2)


_WORDS = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
    .map(lambda s: " ".join(s.split()))
    .filter(bool)
)
_WHICH = st.builds(Which, code=_WORDS, locality=st.none() | _WORDS, title=st.none() | _WORDS)
_PLACE = st.builds(Place, file=_WORDS, quote=_WORDS, nth=st.none() | st.integers(1, 99))


@given(
    st.one_of(
        st.builds(lambda p, d, n: corrections.built("mention", place=p, documents=d, note=n),
                  _PLACE, st.tuples() | st.tuples(_WHICH), st.none() | _WORDS),
        st.builds(lambda d: corrections.built("same", documents=d), st.tuples(_WHICH, _WHICH)),
        st.builds(lambda d: corrections.built("different", documents=d), st.tuples(_WHICH, _PLACE)),
        st.builds(lambda p: corrections.built("relation", place=p, relation="guides"), _PLACE),
        st.builds(lambda w: corrections.built("date", documents=(w,), date="2021-10"), _WHICH),
    )
)  # fmt: skip
def test_an_entry_is_read_as_it_was_written(entry: Correction) -> None:
    written = corrections.entry_yaml(entry).encode("utf-8", "replace").decode()
    (found,) = corrections.parse(written, HERE).entries

    assert (found.kind, found.place, found.documents) == (entry.kind, entry.place, entry.documents)
    assert (found.relation, found.date, found.note, found.key) == (
        *(entry.relation, entry.date, entry.note, entry.key),
    )


def test_the_file_belongs_to_its_database() -> None:
    assert corrections.path_for(Path("x/vbgraph.db")) == Path("x/vbgraph.corrections.yaml")


# --- this mention means X --------------------------------------------------------------------------------------


def test_without_corrections_the_letter_stays_open() -> None:
    graph, outcomes = told("")

    assert [len(r.candidates) for _, r in meant(graph, "cong-van.txt")] == [2, 2]
    assert outcomes == ()


def test_a_mention_means_what_is_written_by_hand() -> None:
    graph, outcomes = told(f"- mention: {OPEN}\n  means: {{file: ls/chi-thi.txt}}\n")
    first, second = (r for _, r in meant(graph, "cong-van.txt"))
    here = node(graph, files=("ls/chi-thi.txt",))

    assert (first.target, first.candidates, first.confidence) == (here.id, (), 1.0)
    assert first.rule == f"corrected:mention:{outcomes[0].key}" and first.rule in here.why
    assert second.target is None and len(second.candidates) == 2
    assert [e.relation for e in graph.edges if e.target == here.id] == ["implements"]
    assert states(outcomes) == [("applied", "")]


def test_words_that_stand_twice_correct_both_places_unless_one_is_chosen() -> None:
    entry = "- mention: {{file: cong-van.txt, quote: 'Chỉ thị số 9142-CT/TU'{nth}}}\n  means: {{file: ls/chi-thi.txt}}\n"
    both = [r.target for _, r in meant(told(entry.format(nth=""))[0], "cong-van.txt")]
    one = [r.target for _, r in meant(told(entry.format(nth=", nth: 2"))[0], "cong-van.txt")]

    assert both[0] is not None and both == [both[0]] * 2
    assert one == [None, both[0]]


def test_a_mention_can_mean_a_document_that_nobody_else_names() -> None:
    means = "{code: 9999-CT/TU, locality: Hưng Yên, date: 2023-03-03}"
    graph, _ = told(f"- mention: {OPEN}\n  means: {means}\n")
    made = node(graph, code="9999-CT/TU")

    assert (made.locality, made.date, made.held) == ("Hưng Yên", "2023-03-03", False)
    assert meant(graph, "cong-van.txt")[0][1].target == made.id
    assert [e.relation for e in graph.edges if e.target == made.id] == ["implements"]


def test_a_mention_that_means_nothing_leaves_the_graph() -> None:
    words = "{file: ls/chi-thi.txt, quote: 'Chỉ thị số 9119-CT/TU ngày 05/11/2021'}"
    graph, outcomes = told(f"- mention: {words}\n  means: none\n")

    assert states(outcomes) == [("applied", "")]
    assert [n for n in graph.nodes if n.code == "9119-CT/TU"] == []


def test_what_a_corrected_mention_said_no_longer_counts_for_the_old_document() -> None:
    words = "{file: ls/chi-thi.txt, quote: '9119-CT/TU ngày 05/11/2021', mention: 'Chỉ thị số 9119-CT/TU'}"
    wider = words.replace("'9119", "'Chỉ thị số 9119")
    graph, _ = told(f"- mention: {wider}\n  means: {{code: 9118-CT/TU, locality: Lạng Sơn}}\n")

    assert {n.code for n in graph.nodes} >= {"9118-CT/TU"}
    assert "9119-CT/TU" not in {n.code for n in graph.nodes}
    assert node(graph, code="9118-CT/TU").date is None


def test_a_copy_of_the_same_file_is_corrected_with_it() -> None:
    files = {**FOLDER, "copy/cong-van.txt": LETTER}
    graph, _ = told(f"- mention: {OPEN}\n  means: {{file: ls/chi-thi.txt}}\n", files)

    assert meant(graph, "copy/cong-van.txt", files)[0][1].target is not None


# --- these are one, these are two ------------------------------------------------------------------------------


def test_two_documents_are_made_one() -> None:
    pair = "[{code: 9119-CT/TU}, {file: dt/chi-thi.txt}]"
    graph, outcomes = told(f"- same: {pair}\n")
    one = node(graph, files=("dt/chi-thi.txt",))

    assert states(outcomes) == [("applied", "")]
    assert f"corrected:same:{outcomes[0].key}" in one.why
    assert "9119-CT/TU" not in {n.code for n in graph.nodes}
    assert ("replaces", one.id) in {(e.relation, e.target) for e in graph.edges}


def test_an_open_mention_means_the_one_that_two_candidates_became() -> None:
    graph, _ = told("- same: [{file: ls/chi-thi.txt}, {file: dt/chi-thi.txt}]\n")

    assert {r.target for _, r in meant(graph, "cong-van.txt")} == {node(graph, code="9142-CT/TU").id}


def test_chains_of_same_make_one_document_in_any_order() -> None:
    a, b, c = "{file: ls/chi-thi.txt}", "{file: dt/chi-thi.txt}", "{code: 9119-CT/TU}"
    one, _ = told(f"- same: [{a}, {b}]\n- same: [{b}, {c}]\n")
    other, _ = told(f"- same: [{b}, {c}]\n- same: [{a}, {b}]\n")

    assert len([n for n in one.nodes if n.locality]) == len([n for n in other.nodes if n.locality]) == 1
    assert [(e.source, e.relation, e.target) for e in one.edges] == [
        (e.source, e.relation, e.target) for e in other.edges
    ]


TWINS = {
    "a.txt": directive("9300-CT/TU", "Lạng Sơn", "2024-02-20", "Nội dung thứ nhất."),
    "b.txt": directive("9300-CT/TU", "Lạng Sơn", "2024-03-02", "Nội dung thứ hai."),
    "c.txt": directive(
        "9301-CT/TU", "Lạng Sơn", "2024-06-01", "Thực hiện Chỉ thị số 9300-CT/TU ngày 02/3/2024, yêu cầu."
    ),
    "d.txt": directive("9302-CT/TU", "Lạng Sơn", "2024-06-02", "Thực hiện Chỉ thị số 9300-CT/TU, yêu cầu."),
}


def test_two_files_of_one_number_are_made_two_documents() -> None:
    before, _ = told("", TWINS)
    graph, outcomes = told("- different: [{file: a.txt}, {file: b.txt}]\n", TWINS)
    first, second = node(graph, files=("a.txt",)), node(graph, files=("b.txt",))

    assert node(before, code="9300-CT/TU").files == ("a.txt", "b.txt")
    assert states(outcomes) == [("applied", "")]
    assert (first.date, second.date, first.id == second.id) == ("2024-02-20", "2024-03-02", False)
    assert meant(graph, "c.txt", TWINS)[0][1].target == second.id
    assert set(meant(graph, "d.txt", TWINS)[0][1].candidates) == {first.id, second.id}
    assert "conflict:date" not in first.flags + second.flags


def test_a_number_with_two_dates_is_made_two_by_the_dates() -> None:
    files = {"c.txt": TWINS["c.txt"], "e.txt": TWINS["c.txt"].replace("9301", "9303").replace("02/3", "20/2")}
    pair = "[{code: 9300-CT/TU, date: 2024-03-02}, {code: 9300-CT/TU, date: 2024-02-20}]"
    graph, outcomes = told(f"- different: {pair}\n", files)

    assert states(outcomes) == [("applied", "")]
    assert sorted(n.date or "" for n in graph.nodes if n.code == "9300-CT/TU") == ["2024-02-20", "2024-03-02"]


def test_documents_that_are_two_already_are_told_so() -> None:
    _, outcomes = told("- different: [{file: ls/chi-thi.txt}, {file: dt/chi-thi.txt}]\n")

    assert states(outcomes) == [("already", "")]


# --- the relation, the date ------------------------------------------------------------------------------------


def test_a_relation_is_what_is_written_by_hand() -> None:
    words = "{file: dt/chi-thi.txt, quote: 'Căn cứ Kết luận số 21-KL/TW'}"
    graph, outcomes = told(f"- mention: {words}\n  relation: continues\n")
    (edge,) = [e for e in graph.edges if e.source == node(graph, files=("dt/chi-thi.txt",)).id]

    assert (edge.relation, edge.confidence) == ("continues", 1.0)
    assert f"corrected:relation:{outcomes[0].key}" in edge.evidence[0].rule


def test_a_relation_of_none_takes_the_edge_away() -> None:
    words = "{file: dt/chi-thi.txt, quote: 'Căn cứ Kết luận số 21-KL/TW'}"
    graph, _ = told(f"- mention: {words}\n  relation: none\n")

    assert [e for e in graph.edges if "dong-thap" in e.source] == []


def test_a_date_is_what_is_written_by_hand_and_the_flag_tells_it() -> None:
    graph, outcomes = told("- document: {file: a.txt}\n  date: 2024-03-05\n", TWINS)
    found = node(graph, code="9300-CT/TU")

    assert found.date == "2024-03-05" and states(outcomes) == [("applied", "")]
    assert [(n.kind, n.values, n.evidence) for n in found.notes if n.field == "date"] == [
        ("corrected", ("2024-03-05", "2024-03-02", "2024-02-20"), ("v.corrections.yaml:1",))
    ]
    assert "conflict:date" not in found.flags and "corrected" in found.flags


# --- words hold, and what no longer holds is told --------------------------------------------------------------


def test_a_correction_holds_when_the_text_before_it_and_its_line_ends_change() -> None:
    files = {**FOLDER, "cong-van.txt": LETTER.replace("Kính gửi", "Thêm một dòng.\nKính gửi")}
    files["cong-van.txt"] = files["cong-van.txt"].replace("thực hiện Chỉ thị số", "thực hiện\r\nChỉ thị  số")
    graph, outcomes = told(f"- mention: {OPEN}\n  means: {{file: ls/chi-thi.txt}}\n", files)

    assert states(outcomes) == [("applied", "")]
    assert meant(graph, "cong-van.txt", files)[0][1].target is not None


def test_a_correction_follows_a_file_that_was_moved() -> None:
    files = {"other/place/cong-van.txt" if k == "cong-van.txt" else k: v for k, v in FOLDER.items()}
    _, outcomes = told(f"- mention: {OPEN}\n  means: {{file: ls/chi-thi.txt}}\n", files)

    assert states(outcomes) == [("applied", "")]


def test_a_correction_follows_a_file_that_was_renamed_by_its_content() -> None:
    files = {"renamed.txt" if k == "cong-van.txt" else k: v for k, v in FOLDER.items()}
    content = sha256(LETTER.encode()).hexdigest()[:16]
    place = OPEN.replace("file: cong-van.txt", f"file: cong-van.txt, content: '{content}'")
    _, outcomes = told(f"- mention: {place}\n  means: {{file: ls/chi-thi.txt}}\n", files)

    assert states(outcomes) == [("applied", "")]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("- mention: {file: x.txt, quote: 'số'}\n  means: none\n", "no_file"),
        ("- mention: {file: cong-van.txt, quote: 'số 9143-CT/TU'}\n  means: none\n", "no_quote"),
        ("- mention: {file: cong-van.txt, quote: 'Chỉ thị', nth: 9}\n  means: none\n", "no_quote"),
        ("- mention: {file: cong-van.txt, quote: 'đề nghị quan tâm'}\n  means: none\n", "no_mention"),
        (f"- mention: {OPEN}\n  means: {{file: x.txt}}\n", "no_file"),
        (f"- mention: {OPEN}\n  means: 9142-CT/TU\n", "several_documents"),
        ("- same: [01-CT/TW, 02-CT/TW]\n", "no_document"),
        ("- document: 01-CT/TW\n  date: '2020'\n", "no_document"),
        ("- different: [{file: ls/chi-thi.txt}, {file: ls/chi-thi.txt}]\n", "overlap"),
        (f"- mention: {OPEN}\n  relation: reports\n", "report"),
    ],
)
def test_what_takes_hold_nowhere_is_told_and_changes_nothing(words: str, reason: str) -> None:
    graph, outcomes = told(words)

    assert states(outcomes) == [("unmatched", reason)]
    assert graph == told("")[0]


def test_of_two_entries_that_contradict_each_other_the_first_stands() -> None:
    entry = "- mention: {}\n  means: {{file: {}/chi-thi.txt}}\n"
    graph, outcomes = told(entry.format(OPEN, "ls") + entry.format(OPEN.replace(", Bộ'", "'"), "dt"))

    assert states(outcomes) == [("applied", ""), ("unmatched", "contradicts")]
    assert meant(graph, "cong-van.txt")[0][1].target == node(graph, files=("ls/chi-thi.txt",)).id


def test_an_entry_that_the_conclusions_agree_with_is_told_so() -> None:
    words = "{file: dt/chi-thi.txt, quote: 'Kết luận số 21-KL/TW'}"
    _, outcomes = told(f"- mention: {words}\n  means: 21-KL/TW\n- mention: {words}\n  relation: based_on\n")

    assert states(outcomes) == [("already", ""), ("already", "")]


EVERYTHING = (
    f"- mention: {OPEN}\n  means: {{file: ls/chi-thi.txt}}\n- document: {{file: a.txt}}\n  date: 2024-03-05\n"
    "- different: [{file: a.txt}, {file: b.txt}]\n- same: [{code: 9119-CT/TU}, {file: dt/chi-thi.txt}]\n"
    "- mention: {file: c.txt, quote: 'Thực hiện Chỉ thị số 9300-CT/TU'}\n  relation: guides\n"
)


@settings(max_examples=20, deadline=None)
@given(st.permutations(sorted({**FOLDER, **TWINS})))
def test_any_order_of_files_gives_the_same_corrected_graph(order: list[str]) -> None:
    files = {**FOLDER, **TWINS}

    assert told(EVERYTHING, {path: files[path] for path in order}) == told(EVERYTHING, files)


def test_no_edge_of_a_corrected_graph_leads_into_the_void() -> None:
    graph, _ = told(EVERYTHING, {**FOLDER, **TWINS})
    ids = {n.id for n in graph.nodes}

    assert len(ids) == len(graph.nodes)
    assert all(e.source != e.target and {e.source, e.target} <= ids for e in graph.edges)
    assert {i for r in graph.resolutions for i in (r.target, *r.candidates) if i} <= ids


def test_facts_are_untouched_by_corrections() -> None:
    facts = [_facts(path, text) for path, text in FOLDER.items()]
    before = repr(facts)
    conclude(
        facts,
        registry.load(),
        quote=lambda file, start, end: FOLDER[file][start:end],
        corrections=corrections.parse(EVERYTHING, HERE),
    )

    assert repr(facts) == before


def test_the_page_about_corrections_shows_entries_that_are_read() -> None:
    page = (Path(__file__).parent.parent / "docs" / "corrections.md").read_text(encoding="utf-8")
    entries = corrections.parse(page.split("```yaml\n")[1].split("```")[0], HERE).entries

    assert {c.kind for c in entries} == set(corrections.KINDS)
