"""Spellings of one text that must cite the same: the defects that the laws over a corpus showed, each on its own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.test_extract_cases import document, table
from vbgraph import registry
from vbgraph.extract import extract
from vbgraph.identify import identify

#: What a citation says whatever its spelling; its wording as printed is its own.
FIELDS = (
    *("kind", "type", "code", "number", "date", "issuer", "locality", "term"),
    *("relation",),
)


def pairs() -> list[Any]:
    return [
        pytest.param(case, other, id=f"{case['id']}-{k}")
        for case in table("spellings.yaml")
        for k, other in enumerate(case["same"])
    ]


def told(text: str, case: dict[str, Any]) -> list[tuple[object, ...]]:
    """Return what a text cites, names without case; the fields a case is about first identify, where it says so."""
    known = registry.load()
    documents = identify(text, known) if case.get("heading") else (document(case.get("citing")),)
    cited = [
        (*(getattr(m, f) for f in FIELDS), *((getattr(m, f) or "").casefold() for f in ("name", "by", "of")))
        for m in extract(text, documents, known)
    ]
    fields = ("kind", "type", "code", "issuer", "locality", "date")
    return [tuple(getattr(d, f) for f in fields) for d in documents] + cited


@pytest.mark.parametrize(("case", "other"), pairs())
def test_another_spelling_cites_the_same(case: dict[str, Any], other: str) -> None:
    assert told(other, case) == told(case["text"], case)


def test_every_spelling_cites_something() -> None:
    assert all(len(told(case["text"], case)) > 1 for case in table("spellings.yaml"))


def test_a_law_has_its_issuer_whatever_else_the_text_cites() -> None:
    """The issuer was filled only in texts that also cite a title without number."""
    law = "Triển khai thực hiện Luật Tiếp công dân."
    title = "Căn cứ Luật Tổ chức Chính phủ; Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh khóa XX;"
    known = registry.load()
    citing = (document({"date": "2015-02-01"}),)
    issuers = [
        [m.issuer for m in extract(text, citing, known) if m.name == "Luật Tiếp công dân"]
        for text in (law, f"{law}\n\n{title}")
    ]
    assert issuers == [["Quốc hội"], ["Quốc hội"]]
