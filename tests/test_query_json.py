"""The shapes other programs rely on: keys in fixed order, nothing from secret documents."""

from __future__ import annotations

import json

from factories import make_edge, make_mention, make_node

from vbgraph import query
from vbgraph.models import Copy, Evidence, FileCopy, Graph, NodeFlag, Provision
from vbgraph.query import Card, Citation, Explanation, Hit, Missing, Place, Step

NODE_KEYS = [
    "id",
    "kind",
    "code",
    "type",
    "name",
    "title",
    "issuer",
    "locality",
    "level",
    "rank",
    "date",
    "held",
    "files",
    "secrecy",
    "depth",
    "flags",
]
EDGE_KEYS = ["source", "target", "relation", "provisions", "confidence", "mentions", "evidence"]
EDGE = make_edge(
    "a", "amends", "b",
    provisions=(Provision("a", "1", "2", None, "điểm a khoản 1 Điều 2"),),
    evidence=(Evidence("a.txt", "a", 3, 9, "sửa đổi", "amends.sua-doi"),),
)  # fmt: skip
SECRET = make_edge("s", "cites", "b", evidence=(Evidence("s.txt", "s", 0, 3, "kín", "cites", "MẬT"),))


def test_a_node_has_the_keys_of_the_contract_in_order() -> None:
    shape = query.node_json(make_node("a", files=["a.txt"], title="về một việc", flags=("conflict:date",)))

    assert list(shape) == NODE_KEYS
    assert (shape["held"], shape["files"], shape["flags"]) == (True, ["a.txt"], ["conflict:date"])


def test_an_edge_has_the_keys_of_the_contract_in_order() -> None:
    assert list(query.edge_json(EDGE)) == EDGE_KEYS
    assert query.edge_json(EDGE) == {
        "source": "a",
        "target": "b",
        "relation": "amends",
        "provisions": [
            {"point": "a", "clause": "1", "article": "2", "appendix": None, "text": "điểm a khoản 1 Điều 2"}
        ],
        "confidence": 1.0,
        "mentions": 1,
        "evidence": [
            {
                "file": "a.txt",
                "asserted_by": "a",
                "start": 3,
                "end": 9,
                "quote": "sửa đổi",
                "rule": "amends.sua-doi",
            }
        ],
    }


def test_a_graph_has_paths_only_as_the_answer_of_path() -> None:
    graph = Graph((make_node("a"), make_node("b")), (EDGE,), root="a", paths=(("a", "b"),))

    assert list(query.graph_json(graph)) == ["schema", "root", "nodes", "edges"]
    assert query.graph_json(graph, with_paths=True)["paths"] == [["a", "b"]]


def test_quotes_of_secret_documents_are_withheld_unless_asked_for() -> None:
    graph = Graph((make_node("s", files=["s.txt"], secrecy="MẬT", title="việc kín"),), (SECRET,))

    assert "kín" not in json.dumps(query.graph_json(graph), ensure_ascii=False)
    assert json.dumps(query.graph_json(graph, with_secret=True), ensure_ascii=False).count("kín") == 2


def test_a_card_has_the_keys_of_the_contract_in_order() -> None:
    node = make_node(
        "a",
        copies=(FileCopy("a.txt", 0), FileCopy("b.txt", 0, Copy("05-BS/HU", None, "2024"))),
        notes=(NodeFlag("conflict", "date", ("2012", "2022"), ("a.txt",)),),
    )
    mention = Citation("c.txt", make_mention(start=4), None, "a")
    unsure = Citation("a.txt", make_mention(start=9), "a", None, ("b", "c"))
    shape = query.card_json(Card(node, (EDGE,), (), (), (), (unsure,), (unsure,), (mention,), 1))

    assert list(shape) == (
        [
            "schema",
            "document",
            "sources",
            "implementers",
            "effects",
            "cited_by",
            "cites",
            "open",
            "mentions",
            "flags",
            "copies",
        ]
    )
    assert shape["mentions"] == [{"file": "c.txt", "start": 4, "end": 12, "text": "21-KL/TW"}]
    assert shape["flags"] == [
        {"kind": "conflict", "field": "date", "values": ["2012", "2022"], "evidence": ["a.txt"]}
    ]
    assert shape["copies"] == [
        {"file": "b.txt", "document": 0, "code": "05-BS/HU", "copier": None, "date": "2024"}
    ]
    assert shape["open"] == [{"mention": query.citation_json(unsure), "candidates": ["b", "c"]}]


def test_a_missing_row_has_the_keys_of_the_contract_in_order() -> None:
    shape = query.missing_json(Missing(make_node("a", name="Điều lệ Đảng"), 2, 5))

    assert list(shape) == ["id", "code", "type", "title", "issuer", "date", "cited_by", "mentions"]
    assert (shape["title"], shape["cited_by"], shape["mentions"]) == ("Điều lệ Đảng", 2, 5)


def test_an_explanation_has_the_keys_of_the_contract_in_order() -> None:
    step = Step("edge", "r", "a → b", (Place("a.txt", 0, 3, "kín", "MẬT"), Place("b.txt", 0, 2, "mở")))

    assert query.explanation_json(Explanation("a", (step,))) == {
        "schema": 1,
        "subject": "a",
        "steps": [
            {
                "stage": "edge",
                "rule": "r",
                "text": "a → b",
                "evidence": [
                    {"file": "a.txt", "start": 0, "end": 3, "quote": None},
                    {"file": "b.txt", "start": 0, "end": 2, "quote": "mở"},
                ],
            }
        ],
    }


def test_a_hit_in_a_text_that_is_no_document_has_nulls() -> None:
    shape = query.hit_json(Hit(None, "a.txt", "…chữ…", 3, 6))

    assert list(shape) == (["id", "code", "type", "title", "date", "held", "file", "start", "end", "snippet"])
    assert (shape["id"], shape["file"], shape["snippet"]) == (None, "a.txt", "…chữ…")


def test_rows_and_errors_are_objects_with_a_schema() -> None:
    assert query.rows_json([{"a": 1}]) == {"schema": 1, "rows": [{"a": 1}]}
    shape = query.not_found_json("42", [make_node("a")], ambiguous=True)
    assert list(shape) == ["schema", "error", "query", "candidates"]
    assert shape["error"] == "ambiguous"
    assert query.not_found_json("42", [], ambiguous=False)["error"] == "not_found"
