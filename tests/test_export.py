"""Exports read back by independent readers hold the same nodes and edges; two runs give the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from conftest import Vbgraph

from vbgraph.export import FORMATS, render, without_secrets, without_text
from vbgraph.export.csv import cell
from vbgraph.map.render import render as render_map
from vbgraph.marks import is_own
from vbgraph.models import Edge, Evidence, Graph, Node, NodeFlag, Provision
from vbgraph.pipeline import ingest
from vbgraph.store import Store

EVIL = '<b>"x" & y\u0001\n=1+1'


def edge(source: str, relation: str, target: str, **fields: object) -> Edge:
    quote = Evidence("a.txt", source, 3, 9, "Thực hiện Kết luận", "number-and-sign")
    return Edge(source, target, relation, evidence=(quote,), **fields)  # type: ignore[arg-type]


GRAPH = Graph(
    nodes=(
        Node("ct-01-tu.x", code="01-CT/TU", title=EVIL, held=True, files=("a.txt", "b.txt"), rank=50),
        Node("kl-21-tw.k13", code="21-KL/TW", flags=("conflict:date",)),
        Node("tb-9-tu.y", code="09-TB/TU", title="Nội dung mật", held=True, secrecy="MẬT"),
    ),
    edges=(
        edge("ct-01-tu.x", "based_on", "kl-21-tw.k13"),
        edge("ct-01-tu.x", "implements", "kl-21-tw.k13", provisions=(Provision(article="5", text="Điều 5"),)),
        edge("tb-9-tu.y", "cites", "kl-21-tw.k13", confidence=0.75),
    ),
)
TRIPLES = {(e.source, e.relation, e.target) for e in GRAPH.edges}
IDS = {n.id for n in GRAPH.nodes}


@pytest.mark.parametrize("to", FORMATS)
def test_two_runs_give_the_same_bytes(to: str) -> None:
    assert render(GRAPH, to) == render(GRAPH, to)


@pytest.mark.parametrize("to", FORMATS)
def test_an_empty_graph_can_be_written(to: str) -> None:
    assert all(isinstance(part, bytes) for part in render(Graph(), to).values())


def test_json_holds_every_node_and_edge() -> None:
    value = json.loads(render(GRAPH, "json")[""])

    assert value["schema"] == 1
    assert {n["id"] for n in value["nodes"]} == IDS
    assert {(e["source"], e["relation"], e["target"]) for e in value["edges"]} == TRIPLES


def test_json_is_not_escaped() -> None:
    assert "Thực hiện Kết luận".encode() in render(GRAPH, "json")[""]


def test_json_lines_hold_one_node_or_edge_each() -> None:
    lines = [json.loads(line) for line in render(GRAPH, "jsonl")[""].decode().splitlines()]

    assert {x["node"]["id"] for x in lines if "node" in x} == IDS
    assert {(e["source"], e["relation"], e["target"]) for x in lines if (e := x.get("edge"))} == TRIPLES


def test_csv_holds_edges_and_nodes_in_two_files() -> None:
    parts = {
        k: list(csv.DictReader(io.StringIO(v.decode("utf-8-sig")))) for k, v in render(GRAPH, "csv").items()
    }

    assert {(r["source"], r["relation"], r["target"]) for r in parts[""]} == TRIPLES
    assert {r["id"] for r in parts["-nodes"]} == IDS
    assert parts[""][1]["provisions"] == "Điều 5"


def test_csv_begins_with_a_byte_order_mark() -> None:
    assert all(part.startswith(b"\xef\xbb\xbf") for part in render(GRAPH, "csv").values())


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    assert cell(text) == "'" + text


def test_a_negative_number_stays_a_number() -> None:
    assert cell(-1) == "-1"


@pytest.mark.parametrize(
    ("to", "read"),
    [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)],
    ids=["graphml", "gexf"],
)
def test_networkx_reads_back_the_same_nodes_and_edges(to: str, read: object, tmp_path: Path) -> None:
    path = tmp_path / f"g.{to}"
    path.write_bytes(render(GRAPH, to)[""])
    graph = read(path)  # type: ignore[operator]

    assert graph.is_directed()
    assert set(graph.nodes) == IDS
    assert {(a, d["relation"], b) for a, b, d in graph.edges(data=True)} == TRIPLES
    assert graph.nodes["ct-01-tu.x"]["held"] is True
    assert graph.nodes["ct-01-tu.x"]["rank"] == 50


@pytest.mark.parametrize("to", ["graphml", "gexf"])
def test_xml_is_well_formed_whatever_a_title_holds(to: str) -> None:
    text = ElementTree.tostring(ElementTree.fromstring(render(GRAPH, to)[""]), encoding="unicode")

    assert "&lt;b&gt;" in text


def test_nothing_is_quoted_from_a_document_marked_secret() -> None:
    graph, count = without_secrets(GRAPH)

    assert count == 1
    assert [n.title for n in graph.nodes if n.secrecy] == [None]
    assert [e.evidence[0].quote for e in graph.edges] == ["Thực hiện Kết luận", "Thực hiện Kết luận", ""]


@pytest.mark.parametrize("to", FORMATS)
def test_no_format_leaks_a_secret_that_was_taken_out(to: str) -> None:
    parts = render(without_secrets(GRAPH)[0], to)

    assert not any("Nội dung mật".encode() in part for part in parts.values())


def test_without_text_no_sentence_is_left() -> None:
    assert "Thực hiện".encode() not in render(without_text(GRAPH), "json")[""]


SECRET_LETTER = """TỈNH ỦY LẠNG SƠN
*
Số 9101-KH/TU
MẬT

ĐẢNG CỘNG SẢN VIỆT NAM
Lạng Sơn, ngày 20 tháng 02 năm 2024

KẾ HOẠCH
triển khai BIMATTRICHYEU

VĂN BẢN MẪU

Căn cứ Chỉ thị số 9043-CT/TU ngày 16/01/2024 của Ban Thường vụ Tỉnh ủy về phòng cháy rừng;
Thực hiện Chỉ thị số 9042-CT/TU ngày 15/01/2024 của Ban Thường vụ Tỉnh ủy về nội dung BIMATTRICHYEU vùng biên giới.

T/M BAN THƯỜNG VỤ
BÍ THƯ
Nguyễn Văn Mẫu
"""
OPEN_LETTER = (
    SECRET_LETTER.replace("MẬT\n", "").replace("9101", "9102").replace("BIMATTRICHYEU", "văn hóa đọc")
)


@pytest.fixture
def secret_graph(tmp_path: Path) -> Graph:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "mat.txt").write_text(SECRET_LETTER, encoding="utf-8")
    (docs / "phu-luc.txt").write_text(OPEN_LETTER.replace("9042", "9044"), encoding="utf-8")
    with Store.open(tmp_path / "v.db", create=True) as store:
        ingest([docs], store=store)
        return store.graph()


def _rendered(graph: Graph) -> Iterator[str]:
    for to in FORMATS:
        yield from (part.decode("utf-8") for part in render(graph, to).values())


def test_words_that_only_a_secret_text_tells_of_others_leave_in_no_format(secret_graph: Graph) -> None:
    open_part = without_secrets(secret_graph)[0]

    assert any("BIMATTRICHYEU" in text for text in _rendered(secret_graph))
    assert not any("bimattrichyeu" in text.lower() for text in _rendered(open_part))
    assert "bimattrichyeu" not in render_map(secret_graph, title="x").lower()


def test_a_title_that_an_open_text_gives_too_is_kept(secret_graph: Graph) -> None:
    open_part = without_secrets(secret_graph)[0]

    assert [n.title for n in open_part.nodes if n.code == "9043-CT/TU"] == ["phòng cháy rừng"]


def test_the_heading_of_a_map_holds_no_words_of_secret_texts(tmp_path: Path, vbgraph: Vbgraph) -> None:
    docs, database, page = tmp_path / "docs", tmp_path / "v.db", tmp_path / "m.html"
    docs.mkdir()
    named = "Thực hiện Nghị quyết Đại hội Đảng bộ BIMATTRICHYEU lần thứ XIV."
    (docs / "mat.txt").write_text(SECRET_LETTER.replace("T/M BAN", f"{named}\n\nT/M BAN"), encoding="utf-8")
    with Store.open(database, create=True) as store:
        ingest([docs], store=store)
        sealed = next(n for n in store.nodes() if n.name and "BIMAT" in n.name)

    assert vbgraph("--db", database, "map", sealed.id, "-o", page).code == 0
    assert "bimattrichyeu" not in page.read_text(encoding="utf-8").lower()


def test_ids_hold_no_words_of_secret_texts(secret_graph: Graph) -> None:
    assert [n.id for n in secret_graph.nodes if "bimat" in n.id] == []


def test_sealed_names_issuers_and_values_are_withheld() -> None:
    note = NodeFlag("conflict", "issuer", ("Ban Kín", "Ban Mở"), ("mat.txt:3", "a.txt:5"))
    node = Node(
        "x", title="Mở", name="Tên kín", names=("Tên kín", "Tên mở"), issuer="Ban Kín", notes=(note,),
        sealed=("Ban Kín", "Tên kín"),
    )  # fmt: skip
    shown = without_secrets(Graph((node,)))[0].nodes[0]

    assert (shown.title, shown.name, shown.names, shown.issuer) == ("Mở", None, ("Tên mở",), None)
    assert shown.notes == (NodeFlag("conflict", "issuer", ("Ban Mở",), ("a.txt:5",)),)


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("graph", [GRAPH, Graph()], ids=["full", "empty"])
def test_every_export_is_known_as_our_own(to: str, graph: Graph) -> None:
    if graph.nodes or to != "jsonl":
        assert all(is_own(part) for part in render(graph, to).values())
