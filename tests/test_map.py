"""The map as Python makes it: places, columns, quotations, the page's promises that need no browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from map_graphs import hostile, make

from vbgraph import marks
from vbgraph.errors import OutputError
from vbgraph.map.layout import BANDS, Layout, Spot, by_level, by_time
from vbgraph.map.model import label, limit, year
from vbgraph.map.quote import marked
from vbgraph.map.render import render, write_map
from vbgraph.map.words import words
from vbgraph.models import LEVELS, RELATIONS, Edge, Evidence, Graph, Node, Provision

spots = st.lists(
    st.builds(
        Spot,
        band=st.integers(0, len(BANDS) - 1),
        year=st.none() | st.integers(1945, 2026),
        width=st.integers(66, 178),
        tie=st.text("abc", max_size=4),
    ),
    min_size=1,
    max_size=60,
)


def data_of(html: str) -> dict[str, object]:
    """Return the data block of a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert found
    block: dict[str, object] = json.loads(found.group(1))
    return block


def one_edge(**fields: object) -> Graph:
    """Return two documents and one edge from `a` to `b` with these fields."""
    nodes = (Node("a", code="01-CT/TW", level="central"), Node("b", code="02-CT/TW", level="central"))
    return Graph(nodes, (replace(Edge("a", "b", "repeals"), **fields),))


def status_of(graph: Graph, index: int) -> str:
    """Return the validity word the page gives to the document at `index`."""
    data = data_of(render(graph, title="x"))
    return data["statuses"][data["nodes"]["status"][index]]  # type: ignore[index,no-any-return,call-overload]


def touching(layout: Layout, given: list[Spot]) -> list[tuple[int, int]]:
    """Return the pairs of boxes that overlap."""
    box = [
        (x - s.width / 2, x + s.width / 2, y - 15, y + 15) for (x, y), s in zip(layout.xy, given, strict=True)
    ]
    return [
        (i, j)
        for i in range(len(box))
        for j in range(i)
        if box[i][0] < box[j][1] and box[i][1] > box[j][0] and box[i][2] < box[j][3] and box[i][3] > box[j][2]
    ]


@given(spots, st.data())
@settings(max_examples=60, deadline=None)
def test_no_two_boxes_overlap_in_bands_whatever_the_graph(given: list[Spot], data: st.DataObject) -> None:
    index = st.integers(0, len(given) - 1)
    links = data.draw(st.lists(st.tuples(index, index), max_size=80))

    assert touching(by_level(given, links), given) == []


@given(spots)
@settings(max_examples=60, deadline=None)
def test_no_two_boxes_overlap_in_the_time_view(given: list[Spot]) -> None:
    assert touching(by_time(given), given) == []


@given(spots)
@settings(max_examples=40, deadline=None)
def test_every_box_stands_inside_its_own_band_and_year(given: list[Spot]) -> None:
    layout = by_time(given)
    edges = {b.band: (b.top, b.bottom) for b in layout.bands}
    columns = {t.year: (t.left, t.right) for t in layout.ticks}

    for (x, y), spot in zip(layout.xy, given, strict=True):
        assert edges[spot.band][0] < y < edges[spot.band][1]
        assert columns[spot.year][0] < x < columns[spot.year][1]


def test_bands_lie_from_the_centre_down_without_touching() -> None:
    graph = make(300)
    given = [Spot(LEVELS.index(n.level or "central"), None, 100, n.id) for n in graph.nodes if n.level]
    bands = by_level(given, []).bands

    assert [b.band for b in bands] == sorted(b.band for b in bands)
    assert all(a.bottom <= b.top for a, b in pairwise(bands))


@pytest.mark.parametrize("size", [300, 1500])
def test_a_map_has_about_the_shape_of_a_screen(size: int) -> None:
    data = data_of(render(make(size), title="x"))
    for view in data["views"]:  # type: ignore[attr-defined]
        wide, high = max(view["x"]) - min(view["x"]), max(view["y"]) - min(view["y"])

        assert 0.8 < wide / high < 2.6


def test_sweeps_leave_fewer_crossings_than_the_order_of_dates() -> None:
    given = [Spot(i % 2, None, 80, f"{i:02d}") for i in range(40)]
    links = [(2 * i, (2 * i * 7 + 1) % 40) for i in range(20)]
    after = by_level(given, links).xy
    before = by_level(given, []).xy

    assert _crossings(after, links) < _crossings(before, links) / 2


def _crossings(xy: tuple[tuple[int, int], ...], links: list[tuple[int, int]]) -> int:
    ends = [(xy[a][0], xy[b][0]) for a, b in links]
    return sum((p[0] - q[0]) * (p[1] - q[1]) < 0 for i, p in enumerate(ends) for q in ends[:i])


def test_the_same_graph_gives_the_same_bytes_in_any_order() -> None:
    graph = make(120)
    turned = replace(graph, nodes=graph.nodes[::-1], edges=graph.edges[::-1])

    assert render(graph, title="x") == render(turned, title="x")


def test_an_empty_graph_is_a_page_too() -> None:
    assert data_of(render(Graph(), title="trống"))["nodes"]["id"] == []  # type: ignore[index]


def test_the_page_carries_the_mark_by_which_ingest_skips_it() -> None:
    assert marks.is_own_page(render(make(5), title="x").encode())
    assert not marks.is_own_page(b"<!doctype html><title>vbgraph</title>")


def test_the_policy_allows_exactly_the_scripts_and_style_of_the_page() -> None:
    html = render(make(5), title="x")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    allowed = set(re.findall(r"sha256-[A-Za-z0-9+/=]+", policy.group(1)))
    parts = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.S)

    assert policy.group(1).startswith("default-src &#39;none&#39;;") and "unsafe" not in policy.group(1)
    assert {
        "sha256-" + base64.b64encode(hashlib.sha256(p.encode()).digest()).decode() for p in parts
    } == allowed


def test_the_page_names_no_address_that_a_browser_would_fetch() -> None:
    html = render(make(5), title="x")

    assert not re.search(r"<(?:link|img|iframe|script|object|embed)[^>]+(?:src|href)=", html)
    assert "@import" not in html and "url(" not in html.split("</style>")[0]


def test_the_licence_of_vis_network_stands_in_the_page() -> None:
    html = render(make(5), title="x")

    assert re.search(r"<pre>vis-network.*MIT License.*</pre>", html, re.S)


def test_no_text_leaves_every_sentence_out_and_keeps_the_files() -> None:
    graph = one_edge(evidence=(Evidence("f.txt", "a", 0, 4, "một câu kín", "r"),))

    assert "một câu kín" in render(graph, title="x")
    assert "một câu kín" not in render(graph, title="x", with_text=False)
    assert data_of(render(graph, title="x", with_text=False))["files"] == ["f.txt"]


@pytest.mark.parametrize("where", ["evidence", "asserting document"])
def test_nothing_is_quoted_from_a_secret_document_unless_asked(where: str) -> None:
    graph = one_edge(
        evidence=(Evidence("f.txt", "a", 0, 4, "câu mật", "r", "MẬT" if where == "evidence" else None),)
    )
    if where != "evidence":
        graph = replace(
            graph, nodes=(replace(graph.nodes[0], secrecy="MẬT", title="trích yếu mật"), graph.nodes[1])
        )

    html = render(graph, title="x")
    assert "câu mật" not in html and "trích yếu mật" not in html
    assert "câu mật" in render(graph, title="x", with_secret=True)


STATUS_CASES = [
    ({"relation": "repeals"}, {}, "repealed"),
    ({"relation": "replaces"}, {}, "replaced"),
    ({"relation": "suspends"}, {}, "suspended"),
    ({"relation": "amends"}, {}, "amended"),
    ({"relation": "repeals", "provisions": (Provision(article="3", text="Điều 3"),)}, {}, "partly"),
    ({"relation": "amends", "provisions": (Provision(article="3", text="Điều 3"),)}, {}, "amended"),
    ({"relation": "repeals"}, {"draft": True}, "none"),
    ({"relation": "repeals"}, {"kind": "report"}, "none"),
    ({"relation": "implements"}, {}, "none"),
]


@pytest.mark.parametrize(("edge", "acting", "expected"), STATUS_CASES)
def test_validity_follows_from_what_acts_on_a_document(
    edge: dict[str, object], acting: dict[str, object], expected: str
) -> None:
    graph = one_edge(**edge)
    graph = replace(graph, nodes=(replace(graph.nodes[0], **acting), graph.nodes[1]))

    assert status_of(graph, 1) == expected


def test_a_repeal_outweighs_an_amendment() -> None:
    graph = one_edge()
    both = replace(graph, edges=(Edge("a", "b", "amends"), Edge("a", "b", "repeals")))

    assert status_of(both, 1) == "repealed"


@pytest.mark.parametrize(
    ("code", "date", "expected"),
    [
        ("73/2023/NĐ-CP", None, 2023),
        ("73/2023/NĐ-CP", "2024-01-02", 2024),
        ("2034-QĐ/HU", None, None),
        ("64/CP", "1993", 1993),
        (None, None, None),
    ],
)
def test_the_year_is_of_the_date_else_of_the_number(
    code: str | None, date: str | None, expected: int | None
) -> None:
    assert year(Node("x", code=code, date=date)) == expected


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Node("x", code="21-KL/TW", title="dài"), "21-KL/TW"),
        (Node("hp-2013", name="Hiến pháp 2013"), "Hiến pháp 2013"),
        (Node("x", title="Luật Phòng, chống tham nhũng năm 2018"), "Luật Phòng, chống t…"),
        (Node("r1", kind="report", code="21-KL/TW", title="Bài báo"), "Bài báo"),
        (Node("only-id"), "only-id"),
        (Node("x", code="a\u202eb"), "ab"),
    ],
)
def test_the_label_is_the_code_or_the_shortest_name_there_is(node: Node, expected: str) -> None:
    assert label(node) == expected


QUOTES = [
    ("Căn cứ Nghị định số 73/2023/NĐ-CP ngày 29/9", Node("x", code="73/2023/NĐ-CP"), "73/2023/NĐ-CP"),
    ("thực hiện Chỉ thị số 5 - CT/TW về học tập", Node("x", code="05-CT/TW"), "5 - CT/TW"),
    ("theo 59/2019/NĐCP của Chính phủ", Node("x", code="59/2019/NĐ-CP"), "59/2019/NĐCP"),
    ("tại Điều lệ Đảng", Node("x", name="Điều lệ Đảng"), "Điều lệ Đảng"),
    ("số 121-KL/TW và số 21-KL/TW", Node("x", code="21-KL/TW"), "21-KL/TW"),
    ("số 021-KL/TW", Node("x", code="21-KL/TW"), "21-KL/TW"),
    ("😀 số 21-KL/TW", Node("x", code="21-KL/TW"), "21-KL/TW"),
    ("không có gì", Node("x", code="21-KL/TW"), None),
]


@pytest.mark.parametrize(("quote", "node", "expected"), QUOTES)
def test_the_citation_is_found_in_the_sentence_however_it_is_spelt(
    quote: str, node: Node, expected: str | None
) -> None:
    found = marked(quote, node)

    assert _at(found) == expected


@given(st.text(max_size=900), st.text(max_size=900))
@settings(max_examples=60, deadline=None)
def test_a_long_sentence_is_cut_around_its_citation(before: str, after: str) -> None:
    found = marked(f"{before} 21-KL/TW {after}", Node("x", code="21-KL/TW"))

    assert len(str(found["quote"])) <= 420
    assert (_at(found) or "").replace(" ", "").endswith("21-KL/TW")


def _at(found: dict[str, object]) -> str | None:
    """Return what the mark covers, counted as JavaScript counts."""
    if "mark" not in found:
        return None
    start, end = found["mark"]  # type: ignore[misc]
    raw = str(found["quote"]).encode("utf-16-le", "surrogatepass")
    return raw[start * 2 : end * 2].decode("utf-16-le", "surrogatepass")  # type: ignore[has-type]


def test_a_cut_map_keeps_the_most_connected_and_the_root() -> None:
    graph = make(200)
    lonely = min(graph.nodes, key=lambda n: sum(n.id in (e.source, e.target) for e in graph.edges))
    small = limit(replace(graph, root=lonely.id), 20)
    kept = {n.id for n in small.nodes}

    assert len(kept) == 20 and lonely.id in kept
    assert all(e.source in kept and e.target in kept for e in small.edges)
    assert limit(graph, len(graph.nodes)) is graph


def test_cutting_does_not_depend_on_the_order_of_the_nodes() -> None:
    graph = make(200)

    assert {n.id for n in limit(graph, 30).nodes} == {
        n.id for n in limit(replace(graph, nodes=graph.nodes[::-1]), 30).nodes
    }


def test_both_languages_say_every_word_of_the_model() -> None:
    for lang in ("vi", "en"):
        said = words(lang)  # type: ignore[arg-type]

        assert all(said[f"relation.{r}"] and said[f"incoming.{r}"] for r in RELATIONS)
        assert all(said[f"level.{band}"] for band in BANDS)


def test_every_string_the_page_asks_for_exists() -> None:
    said = words("vi")
    folder = (
        Path("vbgraph/map/page")
        if Path("vbgraph/map/page").is_dir()
        else Path(__file__).parent / "../vbgraph/map/page"
    )
    asked: set[str] = set()
    for path in sorted(folder.iterdir()):
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""\bt\("([a-z.]+)"[,)]""", text)) | set(
            re.findall(r"""w\[["']([a-z.]+)["']\]""", text)
        )
        asked |= set(re.findall(r"""action\("([a-z.]+)",""", text))

    assert len(asked) > 60 and asked <= said.keys()


def test_the_data_block_cannot_end_early() -> None:
    html = render(hostile("</script><!--<script>"), title="</title><script>alert(1)</script>", note="<b>")

    assert html.count("</script") == 3
    assert "&lt;/title&gt;" in html and "&lt;b&gt;" in html


def test_broken_characters_do_not_stop_the_page(tmp_path: Path) -> None:
    write_map(tmp_path / "m.html", render(hostile("a\udc80b\u202ec\x00d"), title="\ud800x", note="\udfff"))
    text = (tmp_path / "m.html").read_text(encoding="utf-8")

    assert "a?bc" in text and "\u202e" not in text


def test_a_map_is_written_whole_as_utf8_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "mới" / "b" / "bản đồ.html"
    write_map(path, "Đảng")

    assert path.read_bytes() == "Đảng".encode()
    assert [p.name for p in path.parent.iterdir()] == ["bản đồ.html"]


def test_what_cannot_be_written_is_an_output_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "folder").mkdir()

    for path in (tmp_path / "file" / "m.html", tmp_path / "folder"):
        with pytest.raises(OutputError):
            write_map(path, "x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]
