"""Questions to a small graph made by hand, with exact answers.

kh-213-hu ─implements→ ct-42-tu.hung-yen ─implements→ kl-21-tw.k13 ─continues→ ct-05-tw.k12
    └────────based_on────────────────────────────────→┘                 ↑
ct-42-tu.hai-duong ─based_on→ nd-73-2023-cp      bao (a report) ─reports→ ct-42-tu.hung-yen
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path

import pytest
from factories import (
    add,
    conclude,
    make_document,
    make_edge,
    make_mention,
    make_node,
    make_resolution,
)

from vbgraph import query
from vbgraph.errors import AmbiguousError, NotFoundError
from vbgraph.models import Copy, Evidence, FileCopy, Graph, Node, NodeFlag, Provision
from vbgraph.store import Store

HY, HD, KL, CT, ND, KH, BAO = (
    "ct-42-tu.hung-yen.2024",
    "ct-42-tu.hai-duong.2024",
    "kl-21-tw.k13",
    "ct-05-tw.k12",
    "nd-73-2023-cp",
    "kh-213-hu.kim-dong",
    "bao",
)
SECRET_QUOTE = "điều không ai được biết"
NODES = [
    make_node(
        HY,
        files=["hy/ct42.txt", "hy/sao-y.txt"],
        code="42-CT/TU",
        type="Chỉ thị",
        title="về chuyển đổi số",
        issuer="Ban Thường vụ Tỉnh ủy",
        locality="Hưng Yên",
        level="province",
        rank=60,
        date="2024-03-14",
        copies=(
            FileCopy("hy/ct42.txt", 0),
            FileCopy("hy/sao-y.txt", 0, Copy("05-BS/HU", "Huyện ủy", "2024-04")),
        ),
        notes=(NodeFlag("conflict", "date", ("2024-03-14", "2024-03-15"), ("hy/ct42.txt", "kh.txt")),),
        flags=("conflict:date",),
        why="header",
    ),
    make_node(
        HD,
        files=["hd/ct42.txt"],
        code="42-CT/TU",
        type="Chỉ thị",
        title="về phòng, chống tham nhũng",
        locality="Hải Dương",
        level="province",
        date="2024-05-06",
        secrecy="MẬT",
    ),
    make_node(
        KL,
        code="21-KL/TW",
        type="Kết luận",
        name="Kết luận Trung ương 4 khóa XIII",
        title="về xây dựng, chỉnh đốn Đảng",
        issuer="Ban Chấp hành Trung ương",
        level="central",
        date="2021-10-25",
        term="XIII",
        names=("Kết luận số 21",),
    ),
    make_node(CT, code="05-CT/TW", type="Chỉ thị", level="central", date="2016-05-15", term="XII"),
    make_node(ND, code="73/2023/NĐ-CP", type="Nghị định", level="central", date="2023-09-29"),
    make_node(KH, files=["kh.txt"], code="213-KH/HU", type="Kế hoạch", locality="Hưng Yên", level="district"),
    make_node(BAO, files=["bao.html"], kind="report", title="Tin về Chỉ thị 42"),
]
EDGES = [
    make_edge(KH, "implements", HY, "thực hiện Chỉ thị số 42-CT/TU", mentions=2),
    make_edge(KH, "based_on", KL, "căn cứ Kết luận", provisions=(Provision(article="3", text="Điều 3"),)),
    make_edge(HY, "implements", KL, "thực hiện Kết luận"),
    make_edge(HY, "cites", ND),
    make_edge(KL, "continues", CT),
    make_edge(BAO, "reports", HY),
    make_edge(HD, "based_on", ND, evidence=(Evidence("hd/ct42.txt", HD, 0, 9, SECRET_QUOTE, "r", "MẬT"),)),
    make_edge(HD, "replaces", CT),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("query") / "a.db"
    with Store.open(path, create=True) as made:
        _fill(made)
    with Store.open(path) as opened:
        yield opened


def _fill(store: Store) -> None:
    text = "Chỉ thị về chuyển đổi số. Thực hiện Kết luận 21-KL/TW và 73/2023/NĐ-CP; xem 09-QĐ/TU."
    m21, m73, m09 = (make_mention(c, text.index(c)) for c in ("21-KL/TW", "73/2023/NĐ-CP", "09-QĐ/TU"))
    m21 = make_mention("21-KL/TW", m21.start, relation="implements", why="number sign", quote=None)
    own = make_document("42-CT/TU", type="Chỉ thị", date="2024-03-14", header_end=25)
    for path in ("hy/ct42.txt", "hy/sao-y.txt"):
        add(store, path, text, sha256="hy", documents=[own], mentions=[m21, m73, m09])
    add(store, "kh.txt", "Kế hoạch thực hiện 42-CT/TU và 21-KL/TW", mentions=[
        make_mention("42-CT/TU", 19), make_mention("21-KL/TW", 31)])  # fmt: skip
    add(store, "hd/ct42.txt", "Mật: 73/2023/NĐ-CP", documents=[make_document(secrecy="MẬT")],
        mentions=[make_mention("73/2023/NĐ-CP", 5)])  # fmt: skip
    add(store, "bao.html", "Bài viết về 42-CT/TU ở Hưng Yên", mentions=[make_mention("42-CT/TU", 12)])
    add(store, "khac.txt", "Ghi chép: Kết luận 21-KL/TW", documents=[make_document(kind="other")],
        mentions=[make_mention("21-KL/TW", 19)])  # fmt: skip
    found = [
        *(
            make_resolution(f, m.id, t)
            for f in ("hy/ct42.txt", "hy/sao-y.txt")
            for m, t in ((m21, KL), (m73, ND))
        ),
        *(make_resolution(f, m09.id, None, HD, HY) for f in ("hy/ct42.txt", "hy/sao-y.txt")),
        *(make_resolution("kh.txt", "m19", HY), make_resolution("kh.txt", "m31", KL)),
        *(make_resolution("hd/ct42.txt", "m5", ND), make_resolution("bao.html", "m12", HY)),
        make_resolution("khac.txt", "m19", KL),
    ]
    conclude(store, NODES, EDGES, found)


def node(store: Store, node_id: str) -> Node:
    found = store.node(node_id)
    assert found is not None
    return found


def depths(graph: Graph) -> dict[str, int | None]:
    return {n.id: n.depth for n in graph.nodes}


def arrows(graph: Graph) -> list[tuple[str, str, str]]:
    return [(e.source, e.relation, e.target) for e in graph.edges]


# --- walks ----------------------------------------------------------------------------------------------------


def test_upstream_follows_the_sources_and_tells_how_far_each_is(store: Store) -> None:
    graph = query.upstream(store, node(store, KH))

    assert graph.root == KH
    assert depths(graph) == {KH: 0, HY: 1, KL: 1, CT: 2}
    assert arrows(graph) == [
        (HY, "implements", KL),
        (KH, "implements", HY),
        (KH, "based_on", KL),
        (KL, "continues", CT),
    ]


def test_upstream_stops_at_the_depth_given(store: Store) -> None:
    graph = query.upstream(store, node(store, KH), depth=1)

    assert depths(graph) == {KH: 0, HY: 1, KL: 1}
    assert arrows(graph) == [(KH, "implements", HY), (KH, "based_on", KL)]


def test_downstream_follows_the_arrows_backwards(store: Store) -> None:
    graph = query.downstream(store, node(store, KL))

    assert depths(graph) == {KL: 0, HY: 1, KH: 1}
    assert arrows(graph) == [(HY, "implements", KL), (KH, "implements", HY), (KH, "based_on", KL)]


def test_reports_are_not_downstream_unless_asked_for(store: Store) -> None:
    hy = node(store, HY)

    assert depths(query.downstream(store, hy)) == {HY: 0, KH: 1}
    assert depths(query.downstream(store, hy, relations=query.chosen(["reports"]))) == {HY: 0, BAO: 1}
    assert depths(query.downstream(store, hy, relations=query.chosen(["all"]))) == {HY: 0, KH: 1, BAO: 1}


def test_a_walk_from_a_document_without_edges_is_the_document_alone(store: Store) -> None:
    graph = query.upstream(store, node(store, CT))

    assert (depths(graph), graph.edges) == ({CT: 0}, ())


def test_a_walk_round_a_circle_ends(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        circle = ["a", "b", "c"]
        conclude(
            store,
            map(make_node, circle),
            [make_edge(x, "guides", y) for x, y in zip(circle, "bca", strict=True)],
        )

        assert depths(query.upstream(store, node(store, "a"))) == {"a": 0, "b": 1, "c": 2}


def test_a_path_follows_the_arrows(store: Store) -> None:
    found = query.paths(store, node(store, KH), node(store, CT))

    assert not found.reversed
    assert found.graph.paths == ((KH, KL, CT),)
    assert arrows(found.graph) == [(KH, "based_on", KL), (KL, "continues", CT)]
    assert depths(found.graph) == {KH: 0, KL: 1, CT: 2}


def test_a_path_that_runs_the_other_way_is_given_and_said_to(store: Store) -> None:
    found = query.paths(store, node(store, CT), node(store, HY))

    assert found.reversed
    assert found.graph.root == HY
    assert found.graph.paths == ((HY, KL, CT),)


def test_no_path_gives_an_empty_graph(store: Store) -> None:
    assert query.paths(store, node(store, CT), node(store, ND)).graph == Graph()


def test_a_path_to_itself_is_the_document(store: Store) -> None:
    assert query.paths(store, node(store, CT), node(store, CT)).graph.paths == ((CT,),)


def test_all_shortest_paths_are_given_in_order(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        pairs = ["ab", "ac", "bd", "cd", "de", "ax", "xy", "yz", "ze", "ea"]
        conclude(store, map(make_node, "abcdexyz"), [make_edge(a, "guides", b) for a, b in pairs])

        found = query.paths(store, node(store, "a"), node(store, "e"))
        assert found.graph.paths == (("a", "b", "d", "e"), ("a", "c", "d", "e"))
        assert [n.id for n in found.graph.nodes] == ["a", "b", "c", "d", "e"]


def test_many_shortest_paths_are_cut_at_a_limit(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        levels = [[f"n{level}{k}" for k in range(4)] for level in range(8)]
        steps = [(a, b) for here, there in pairwise(levels) for a in here for b in there]
        ends = [("start", a) for a in levels[0]] + [(a, "zend") for a in levels[-1]]
        edges = [make_edge(a, "guides", b) for a, b in steps + ends]
        conclude(store, [*map(make_node, chain(*levels)), make_node("start"), make_node("zend")], edges)

        found = query.paths(store, node(store, "start"), node(store, "zend")).graph.paths
        assert len(found) == 100
        assert {len(path) for path in found} == {10}


# --- lists ----------------------------------------------------------------------------------------------------


def test_missing_documents_are_counted_by_texts_a_copy_is_no_second_text(store: Store) -> None:
    rows = [(m.node.id, m.cited_by, m.mentions) for m in query.missing(store)]

    assert rows == [(KL, 3, 4), (ND, 2, 3), (CT, 0, 0)]


def test_a_missing_document_says_from_how_many_texts_it_is_known(store: Store) -> None:
    assert query.known_from(store, node(store, KL)) == 3


def test_open_mentions_are_listed_with_their_candidates(store: Store) -> None:
    rows = [(c.file, c.mention.text, c.candidates, c.citing) for c in query.ambiguous(store)]

    assert rows == [
        ("hy/ct42.txt", "09-QĐ/TU", (HD, HY), HY),
        ("hy/sao-y.txt", "09-QĐ/TU", (HD, HY), HY),
    ]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (query.Filters(), sorted(n.id for n in NODES)),
        (query.Filters(state="held"), [HD, HY, KH]),
        (query.Filters(state="missing"), [CT, KL, ND]),
        (query.Filters(state="report"), [BAO]),
        (query.Filters(level="district"), [KH]),
        (query.Filters(year=2024), [HD, HY]),
        (query.Filters(issuer="trung ương"), [KL]),
        (query.Filters(locality="hung-yen"), [HY, KH]),
        (query.Filters(secrecy="any"), [HD]),
        (query.Filters(secrecy="mật"), [HD]),
        (query.Filters(secrecy="TUYỆT MẬT"), []),
        (query.Filters(relation="implements"), [HY, KH]),
        (query.Filters(state="held", year=2024, locality="Hải Dương"), [HD]),
    ],
)
def test_filters_choose_documents(store: Store, filters: query.Filters, expected: list[str]) -> None:
    assert [n.id for n in query.documents(store, filters)] == expected


@pytest.mark.parametrize("words", ["Chỉ thị", "chi thi", "CT", "ct"])
def test_a_type_is_given_by_name_or_sign(store: Store, words: str) -> None:
    assert [n.id for n in query.documents(store, query.Filters(type=words))] == [CT, HD, HY]


def test_stats_count_what_there_is(store: Store) -> None:
    counts = {(s.group, s.key): s.count for s in query.stats(store)}

    assert counts["files", "read"] == 6
    assert counts["documents", "held"] == 3
    assert counts["documents", "missing"] == 3
    assert counts["documents", "reports"] == 1
    assert counts["documents", "other"] == 1
    assert counts["mentions", "ambiguous"] == 2
    assert counts["relation", "implements"] == 2
    assert counts["type", "Chỉ thị"] == 3
    assert [s.key for s in query.stats(store) if s.group == "level"] == ["central", "province", "district"]


def test_rank_adds_up_to_one_and_puts_the_last_source_first(store: Store) -> None:
    rows = query.rank(store)

    assert sum(r.score for r in rows) == pytest.approx(1, abs=1e-6)
    assert [(r.node.id, r.cited_by) for r in rows if r.cited_by] == [(CT, 1), (ND, 2), (KL, 2), (HY, 1)]


def test_a_document_that_is_replaced_gains_no_authority_by_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        conclude(
            store, map(make_node, "abc"), [make_edge("a", "replaces", "b"), make_edge("a", "cites", "c")]
        )

        assert [r.node.id for r in query.rank(store)] == ["c", "a", "b"]


def test_rank_of_a_pair_is_the_pagerank_worked_out_by_hand(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        conclude(store, [make_node("a"), make_node("b")], [make_edge("a", "cites", "b")])

        # a = 0.075 + 0.425 b, b = a + 0.85 a, a + b = 1
        assert [(r.node.id, r.score) for r in query.rank(store)] == [("b", 0.64912281), ("a", 0.35087719)]


def test_an_empty_store_has_empty_answers(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        assert query.rank(store) == query.missing(store) == query.ambiguous(store) == ()
        assert query.documents(store) == query.search(store, "gì đó") == ()
        with pytest.raises(NotFoundError):
            query.find(store, "21-KL/TW")


# --- search ---------------------------------------------------------------------------------------------------


def test_search_puts_documents_named_so_before_texts_that_say_so(store: Store) -> None:
    hits = query.search(store, "42-CT/TU")

    assert [(h.node.id if h.node else None, h.file) for h in hits] == [
        (HD, None),
        (HY, None),
        (BAO, "bao.html"),
        (KH, "kh.txt"),
    ]


def test_a_hit_shows_the_words_in_their_place(store: Store) -> None:
    (hit,) = (h for h in query.search(store, "ke hoach thuc hien") if h.file == "kh.txt")

    assert (hit.start, hit.end) == (0, 18)
    assert hit.snippet == "Kế hoạch thực hiện 42-CT/TU và 21-KL/TW"


def test_a_text_that_is_no_document_is_found_too(store: Store) -> None:
    assert [(h.node, h.file) for h in query.search(store, "ghi chép")] == [(None, "khac.txt")]


def test_texts_with_the_accents_asked_for_come_first(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        add(store, "a.txt", "ma ma ma")
        add(store, "b.txt", "mã")

        assert [h.file for h in query.search(store, "ma")] == ["a.txt", "b.txt"]
        assert [h.file for h in query.search(store, "mã")] == ["b.txt", "a.txt"]


def test_a_long_text_is_shown_around_the_words_only(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        content = "đầu " * 100 + "cải cách\nhành chính" + " cuối" * 100
        add(store, "a.txt", content)
        (hit,) = query.search(store, '"cải cách hành chính"')

        assert hit.snippet is not None
        assert hit.snippet.startswith("…đầu")
        assert "cải cách hành chính" in hit.snippet
        assert hit.snippet.endswith("cuối…")
        assert len(hit.snippet) < 200
        assert content[hit.start : hit.end] == "cải cách\nhành chính"


# --- cards and reasons ----------------------------------------------------------------------------------------


def test_a_card_holds_all_that_is_known_of_a_document(store: Store) -> None:
    card = query.show(store, node(store, HY))

    assert [(e.source, e.relation, e.target) for e in card.sources] == [(HY, "implements", KL)]
    assert [e.source for e in card.implementers] == [KH]
    assert [(e.source, e.relation) for e in card.cited_by] == [(BAO, "reports"), (KH, "implements")]
    assert [(c.file, c.mention.text, c.target) for c in card.cites if c.file == "hy/ct42.txt"] == [
        ("hy/ct42.txt", "21-KL/TW", KL),
        ("hy/ct42.txt", "73/2023/NĐ-CP", ND),
        ("hy/ct42.txt", "09-QĐ/TU", None),
    ]
    assert [(c.file, c.mention.start) for c in card.mentions] == [("bao.html", 12), ("kh.txt", 19)]
    assert card.known_from == 2


def test_effects_are_shown_on_both_sides(store: Store) -> None:
    for side in (HD, CT):
        assert [(e.source, e.target) for e in query.show(store, node(store, side)).effects] == [(HD, CT)]


def test_a_card_lists_open_mentions_elsewhere_that_may_mean_the_document(store: Store) -> None:
    assert [c.file for c in query.show(store, node(store, HD)).open] == ["hy/ct42.txt", "hy/sao-y.txt"]


def test_a_document_is_explained_by_header_doubts_and_edges(store: Store) -> None:
    told = query.explain(store, HY)

    assert told.subject == HY
    steps = [(s.stage, s.rule, s.text) for s in told.steps if not s.rule.startswith(("text:", "catalogue:"))]
    assert steps == [
        ("identify", "header", "Chỉ thị · 42-CT/TU · 2024-03-14"),
        ("identify", "header", "Chỉ thị · 42-CT/TU · 2024-03-14"),
        ("resolve", "header", HY),
        ("resolve", "conflict:date", "2024-03-14 | 2024-03-15 | hy/ct42.txt | kh.txt"),
        ("merge", "test", "2"),
        ("compare", "apart locality date", f"{HD} · Chỉ thị · 42-CT/TU · Hải Dương · 2024-05-06"),
        ("edge", "test", f"{HY} —implements→ {KL}"),
        ("edge", "", f"{HY} —cites→ {ND}"),
    ]
    assert told.steps[0].evidence[0].quote == "Chỉ thị về chuyển đổi số."


def test_a_document_that_is_not_held_is_explained_by_the_places_that_cite_it(store: Store) -> None:
    step = next(s for s in query.explain(store, ND).steps if s.stage == "resolve")

    assert [(p.file, p.quote) for p in step.evidence] == [
        ("hd/ct42.txt", "73/2023/NĐ-CP"),
        ("hy/ct42.txt", "73/2023/NĐ-CP"),
        ("hy/sao-y.txt", "73/2023/NĐ-CP"),
    ]


def test_a_mention_is_explained_by_reading_relation_and_target(store: Store) -> None:
    told = query.explain(store, "hy/ct42.txt#m45")

    assert [(s.stage, s.rule, s.text) for s in told.steps] == [
        ("extract", "number sign", "21-KL/TW"),
        ("extract", "relation:implements", HY),
        ("resolve", "test", KL),
    ]


def test_an_open_mention_is_explained_by_its_candidates(store: Store) -> None:
    mention = next(c.mention.id for c in query.ambiguous(store))

    assert query.explain(store, mention).steps[-1].text == f"{HD} | {HY}"


def test_a_mention_id_that_stands_in_several_texts_is_ambiguous(store: Store) -> None:
    with pytest.raises(AmbiguousError) as caught:
        query.explain(store, "m19")

    assert caught.value.candidates == ("kh.txt#m19", "khac.txt#m19")


def test_words_that_are_no_text_explain_nothing(store: Store) -> None:
    with pytest.raises(NotFoundError):
        query.explain(store, "b\udce9.txt#m1")


def test_edges_between_two_documents_are_explained(store: Store) -> None:
    told = query.explain_edge(store, node(store, KH), node(store, HY))

    assert [(s.rule, s.evidence[0].quote) for s in told.steps] == [("test", "thực hiện Chỉ thị số 42-CT/TU")]
    assert query.explain_edge(store, node(store, HY), node(store, KH)) == told
    with pytest.raises(NotFoundError):
        query.explain_edge(store, node(store, KH), node(store, ND))


def test_a_stale_store_answers_all_the_same(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        _fill(store)
        store.forget("hy/ct42.txt")
        assert store.stale

        assert depths(query.upstream(store, node(store, KH))) == {KH: 0, HY: 1, KL: 1, CT: 2}
        assert [c.file for c in query.show(store, node(store, HY)).cites] == ["hy/sao-y.txt"] * 3
        assert query.explain(store, HY).subject == HY
        assert [m.node.id for m in query.missing(store)] == [KL, ND, CT]
