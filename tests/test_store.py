"""The store keeps facts and conclusions exactly, whatever happens to files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factories import (
    add,
    conclude,
    make_document,
    make_edge,
    make_facts,
    make_mention,
    make_node,
    make_record,
    make_resolution,
    make_text,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from vbgraph.errors import OutputError, StoreError
from vbgraph.models import (
    Copy,
    Document,
    Evidence,
    FileCopy,
    FileFacts,
    Graph,
    Mention,
    NodeFlag,
    Provision,
    Span,
    Text,
)
from vbgraph.store import Failure, FileRecord, Store, stored_path
from vbgraph.store.search import matching_contents, matching_nodes, terms


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db", create=True) as opened:
        yield opened


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MAYBE = st.none() | WORDS
TUPLES = st.lists(WORDS, max_size=3).map(tuple)
NUMBERS = st.integers(0, 2**40)
SPANS = st.none() | st.builds(Span, NUMBERS, NUMBERS)
COPIES = st.none() | st.builds(Copy, MAYBE, MAYBE, MAYBE)
PROVISIONS = st.lists(st.builds(Provision, MAYBE, MAYBE, MAYBE, MAYBE, WORDS), max_size=2).map(tuple)
DOCUMENTS = st.builds(
    Document, WORDS, MAYBE, MAYBE, st.none() | NUMBERS, *[MAYBE] * 12,
    recipients=TUPLES, secrecy=MAYBE, copy=COPIES, start=NUMBERS, end=NUMBERS, header_end=NUMBERS,
    body_end=NUMBERS, title_span=SPANS, flags=TUPLES,
)  # fmt: skip
MENTIONS = st.builds(
    Mention, WORDS, NUMBERS, NUMBERS, NUMBERS, WORDS, WORDS, MAYBE, MAYBE, st.none() | NUMBERS, *[MAYBE] * 9,
    provisions=PROVISIONS, relation=MAYBE, by=MAYBE, by_id=MAYBE, of=MAYBE, of_id=MAYBE, quote=SPANS, cue=SPANS,
    flags=TUPLES, confidence=st.floats(0, 1), why=WORDS,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(DOCUMENTS, max_size=3),
    st.lists(MENTIONS, max_size=4, unique_by=lambda m: m.id),
    st.text(max_size=80),
    st.lists(st.tuples(WORDS, WORDS), max_size=2),
)
def test_facts_and_text_come_back_exactly_as_they_were_stored(
    tmp_path_factory: pytest.TempPathFactory,
    documents: list[Document],
    mentions: list[Mention],
    content: str,
    meta: list[tuple[str, str]],
) -> None:
    facts = FileFacts("a.txt", "s", tuple(documents), tuple(mentions))
    text = Text(content, "html", "cp1258", tuple(meta))
    with Store.open(tmp_path_factory.mktemp("law") / "a.db", create=True) as store:
        store.add_file(make_record(sha256="s"), text, facts)

        assert list(store.facts_of_all()) == [facts]
        assert store.facts("a.txt") == facts
        assert store.text("s") == text


def test_files_are_listed_by_path_in_whatever_order_they_came(store: Store) -> None:
    for path in ("c.txt", "a.txt", "b/a.txt"):
        add(store, path)

    assert [r.path for r in store.files()] == ["a.txt", "b/a.txt", "c.txt"]
    assert [f.path for f in store.facts_of_all()] == ["a.txt", "b/a.txt", "c.txt"]


def test_a_record_comes_back_with_the_format_and_versions_of_its_content(store: Store) -> None:
    record = make_record("a.txt", root="/docs", relative="a.txt", size=7, mtime_ns=8, read_at="2025-01-01")
    store.add_file(record, make_text(format="pdf", encoding="utf-8"), make_facts())

    assert store.file("a.txt") == replace(record, format="pdf", encoding="utf-8")


def test_a_changed_file_replaces_its_facts_and_its_words_in_the_index(store: Store) -> None:
    add(store, "a.txt", "con mèo", sha256="old")
    add(store, "a.txt", "con chó", sha256="new", documents=[make_document("02-KL/TW")])

    assert [d.code for f in store.facts_of_all() for d in f.documents] == ["02-KL/TW"]
    assert store.text("old") is None
    assert matching_contents(store.database, "mèo", 5) == []
    assert len(matching_contents(store.database, "chó", 5)) == 1


def test_two_files_with_one_content_share_its_facts_until_the_last_is_forgotten(store: Store) -> None:
    add(store, "a.txt", sha256="s")
    assert store.add_known(make_record("b.txt", sha256="s"))

    assert [f.path for f in store.facts_of_all()] == ["a.txt", "b.txt"]
    assert store.forget("a.txt")
    assert store.text("s") is not None
    assert store.forget("b.txt")
    assert store.text("s") is None
    assert not store.forget("b.txt")


def test_a_file_with_unknown_content_is_not_taken_as_known(store: Store) -> None:
    assert not store.add_known(make_record("b.txt", sha256="never seen"))
    assert store.file("b.txt") is None


def test_a_failed_file_is_a_row_and_keeps_what_was_known_before(store: Store) -> None:
    facts = add(store, "a.txt")
    failure = Failure("locked", "không mở được", "đóng tệp rồi chạy lại")
    for path in ("a.txt", "new.txt"):
        store.add_failure(FileRecord(path, failure=failure))

    assert [(r.path, r.state, r.failure, r.has_facts) for r in store.files()] == [
        ("a.txt", "failed", failure, True),
        ("new.txt", "failed", failure, False),
    ]
    assert list(store.facts_of_all()) == [facts]


def test_a_file_read_again_after_a_failure_has_no_failure_left(store: Store) -> None:
    store.add_failure(FileRecord("a.txt", failure=Failure("empty", "rỗng")))
    add(store, "a.txt")

    record = store.file("a.txt")
    assert record is not None
    assert (record.state, record.failure) == ("read", None)


def test_a_moved_file_keeps_its_facts_under_the_new_path(store: Store) -> None:
    facts = add(store, "a.txt")
    store.move("a.txt", make_record("b/c.txt", sha256=facts.sha256))

    assert list(store.facts_of_all()) == [replace(facts, path="b/c.txt")]
    assert store.file("a.txt") is None


def test_moving_a_file_that_is_not_known_says_so(store: Store) -> None:
    with pytest.raises(StoreError, match=r"a\.txt"):
        store.move("a.txt", make_record("b.txt"))


def test_gone_files_keep_their_facts_until_they_are_pruned(store: Store) -> None:
    add(store, "a.txt")
    add(store, "b.txt")
    store.mark_gone(["a.txt"])

    assert [r.state for r in store.files()] == ["gone", "read"]
    assert len(list(store.facts_of_all())) == 2
    assert store.prune() == ("a.txt",)
    assert [f.path for f in store.facts_of_all()] == ["b.txt"]


def test_a_gone_file_that_returns_is_read_again(store: Store) -> None:
    facts = add(store, "a.txt")
    store.mark_gone(["a.txt"])
    store.move("a.txt", make_record("a.txt", sha256=facts.sha256, mtime_ns=9))

    record = store.file("a.txt")
    assert record is not None
    assert (record.state, record.mtime_ns) == ("read", 9)


def test_files_of_two_folders_with_one_relative_path_get_two_paths(store: Store) -> None:
    assert store.path_for("/x/one", "a.txt") == "a.txt"
    store.add_file(make_record("a.txt", root="/x/one"), make_text(), make_facts())

    assert store.path_for("/x/one", "a.txt") == "a.txt"
    assert store.path_for("/x/two", "a.txt") == "two/a.txt"


def test_a_path_that_is_no_text_can_be_stored_and_found_again(store: Store) -> None:
    add(store, "b\udce9.txt", "một nửa ký tự: \udce9", sha256="s")

    assert store.file("b\udce9.txt") is not None
    assert store.text("s") == make_text("một nửa ký tự: \udce9")
    assert [r.path for r in store.files()] == [stored_path("b\udce9.txt")]


def test_contents_whose_facts_other_versions_found_are_outdated(store: Store) -> None:
    add(store, "a.txt", sha256="s")

    assert store.outdated(extractor="x1", registry="r1") == ()
    assert store.outdated(extractor="x2", registry="r1") == ("s",)
    assert store.outdated(extractor="x1", registry="r2") == ("s",)
    store.replace_facts("s", [make_document("09-CT/TW")], [], extractor="x2", registry="r2")
    assert store.outdated(extractor="x2", registry="r2") == ()
    assert [d.code for f in store.facts_of_all() for d in f.documents] == ["09-CT/TW"]


FULL = Graph(
    (
        make_node(
            "a",
            files=("a.txt", "b.txt"),
            code="01-KL/TW",
            type="Kết luận",
            name="Kết luận một",
            title="về một việc",
            names=("Kết luận số một", "KL 01"),
            copies=(FileCopy("a.txt", 0), FileCopy("b.txt", 1, Copy("05-BS/HU", None, "2024"))),
            notes=(NodeFlag("conflict", "date", ("2012", "2022"), ("a.txt:3", "b.txt:5")),),
            flags=("conflict:date",),
            rank=90,
            term="XIII",
            draft=True,
            why="header",
        ),
        make_node("b", kind="report", secrecy="MẬT"),
        make_node("c"),
    ),
    (
        make_edge("a", "cites", "c"),
        make_edge("a", "implements", "c", provisions=(Provision("a", "1", "2", None, "điểm a"),), mentions=3),
        make_edge(
            "b", "reports", "a", evidence=(Evidence("b.txt", "b", 1, 2, "q", "r", "MẬT"),), confidence=0.5
        ),
    ),
    (make_resolution("a.txt", "m1", "c", "c"), make_resolution("a.txt", "m2", None, "a", "c")),
)


def test_conclusions_come_back_exactly_as_they_were_stored(store: Store) -> None:
    store.replace_conclusions(FULL)

    assert store.graph() == FULL
    assert store.node("a") == FULL.nodes[0]
    assert store.node("none") is None


def test_replaced_conclusions_leave_nothing_of_those_before(store: Store) -> None:
    store.replace_conclusions(FULL)
    changed = Graph(
        (replace(FULL.nodes[0], code="02-KL/TW", names=()), FULL.nodes[2]),
        (replace(FULL.edges[0], mentions=2),),
        (make_resolution("a.txt", "m1", None),),
    )
    store.replace_conclusions(changed)

    assert store.graph() == changed
    assert matching_nodes(store.database, "số một", 5) == []
    assert store.check() == ()


def test_storing_the_same_conclusions_again_writes_no_row(store: Store) -> None:
    store.replace_conclusions(FULL)
    before = store.database.all("SELECT id, node FROM nodes"), store.database.all("SELECT id FROM edges")
    writes = store.database.number("SELECT total_changes()")
    store.replace_conclusions(FULL)

    assert store.database.number("SELECT total_changes()") - writes == 3  # the three rows of meta
    assert (
        store.database.all("SELECT id, node FROM nodes"),
        store.database.all("SELECT id FROM edges"),
    ) == before


def test_an_edge_to_a_document_that_is_not_there_is_refused_and_changes_nothing(store: Store) -> None:
    store.replace_conclusions(FULL)
    with pytest.raises(KeyError):
        store.replace_conclusions(Graph((make_node("a"),), (make_edge("a", "cites", "nowhere"),)))

    assert store.graph() == FULL


def test_conclusions_are_stale_after_facts_changed_and_fresh_after_concluding(store: Store) -> None:
    assert not store.stale
    add(store, "a.txt")
    assert store.stale
    conclude(store, [make_node("a")])
    assert not store.stale


def test_conclusions_are_fresh_again_when_the_facts_are_what_they_were(store: Store) -> None:
    add(store, "a.txt")
    conclude(store, [make_node("a")])
    add(store, "b.txt")
    assert store.stale
    store.forget("b.txt")

    assert not store.stale


def test_conclusions_made_by_other_rules_are_stale(store: Store) -> None:
    store.replace_conclusions(FULL, rules="registry 1")

    assert not store.conclusions_stale(rules="registry 1")
    assert store.conclusions_stale(rules="registry 2")


def test_facts_that_changed_while_concluding_leave_the_conclusions_stale(store: Store) -> None:
    add(store, "a.txt")
    digest = store.facts_digest()
    add(store, "b.txt")
    store.replace_conclusions(FULL, facts_digest=digest)

    assert store.stale


def test_the_digest_of_facts_does_not_depend_on_the_order_of_files(tmp_path: Path) -> None:
    digests = set()
    for name, paths in (("one", "ab"), ("two", "ba")):
        with Store.open(tmp_path / name, create=True) as store:
            for path in paths:
                add(store, path)
            digests.add(store.facts_digest())

    assert len(digests) == 1


def test_a_batch_that_fails_stores_nothing(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.batch():
        add(store, "a.txt")
        raise KeyboardInterrupt

    assert list(store.files()) == []


def test_a_file_that_fails_inside_a_batch_leaves_the_others(store: Store) -> None:
    with store.batch():
        add(store, "a.txt")
        with pytest.raises(Exception, match="UNIQUE"):
            add(store, "b.txt", mentions=[make_mention(id="m"), make_mention(id="m")])
        add(store, "c.txt")

    assert [r.path for r in store.files()] == ["a.txt", "c.txt"]
    assert store.check() == ()


@pytest.mark.parametrize("words", ["đảng viên", "dang vien", "DANG VIEN", "ĐẢNG", '"đảng viên"'])
def test_texts_are_found_with_and_without_accents(store: Store, words: str) -> None:
    add(store, "a.txt", "Quy định những điều Đảng viên không được làm")
    add(store, "b.txt", "viên chức")

    assert [key for key, _ in matching_contents(store.database, words, 5)] == [1]


def test_quoted_words_have_to_stand_together(store: Store) -> None:
    add(store, "a.txt", "cải cách thủ tục hành chính")

    assert matching_contents(store.database, "cải cách hành chính", 5)
    assert matching_contents(store.database, '"cải cách hành chính"', 5) == []


@pytest.mark.parametrize("words", ['"', "*", "a OR", "NEAR(", "title:", '""""', "-", "(", "a^b"])
def test_no_question_breaks_the_search(store: Store, words: str) -> None:
    add(store, "a.txt")

    assert matching_contents(store.database, words, 5) == []


def test_terms_are_folded_phrases_without_repetition() -> None:
    assert terms('21-KL/TW "Cải cách" kl kl') == ("21 kl tw", "cai cach", "kl")


def test_counts_tell_files_documents_mentions_and_edges(store: Store) -> None:
    add(store, "a.txt", "21-KL/TW", mentions=[make_mention()], documents=[make_document(kind="other")])
    store.add_failure(FileRecord("f.txt", failure=Failure("empty", "rỗng")))
    store.replace_conclusions(FULL)
    counts = store.counts()

    assert (counts.files, counts.gone, counts.failed) == (2, 0, 1)
    assert (counts.held, counts.missing, counts.reports, counts.other) == (1, 1, 1, 1)
    assert (counts.mentions, counts.edges, counts.ambiguous) == (1, 3, 1)


def test_check_finds_a_mention_outside_its_text_and_a_resolution_to_nothing(store: Store) -> None:
    add(store, "a.txt", "ngắn", mentions=[make_mention(start=100)])
    conclude(store, [], resolutions=[make_resolution("a.txt", "m100", "nowhere")])

    assert [p.kind for p in store.check()] == ["spans", "resolutions"]


def test_check_finds_a_text_that_cannot_be_unpacked(store: Store) -> None:
    add(store, "a.txt")
    store.database.write("UPDATE contents SET text = x'00'")

    assert [p.kind for p in store.check()] == ["text"]


def test_a_backup_is_a_whole_database_of_its_own(store: Store, tmp_path: Path) -> None:
    facts = add(store, "a.txt")
    store.backup(tmp_path / "copy.db")

    with Store.open(tmp_path / "copy.db") as copy:
        assert list(copy.facts_of_all()) == [facts]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db", "copy.db"]


def test_a_backup_never_overwrites(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        store.backup(tmp_path / "copy.db")

    assert (tmp_path / "copy.db").read_text(encoding="utf-8") == "mine"


def test_a_backup_into_a_folder_that_is_not_there_is_an_output_error(store: Store, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        store.backup(tmp_path / "none" / "copy.db")
