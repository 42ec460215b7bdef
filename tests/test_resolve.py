"""Mentions of all files → documents, edges, open mentions, flags: the cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import resolve_cases as world
from vbgraph.models import Provision

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "resolution.yaml").read_text(encoding="utf-8"))


def _checked(case: dict[str, Any]) -> dict[str, Any]:
    """What a case's files conclude, in the words of its `expect`."""
    found = world.graph([world.file(path, **fields) for path, fields in case["files"].items()])
    position = {(r.file, r.mention): r for r in found.resolutions}
    return {
        "documents": [n.id for n in found.nodes],
        "count": len(found.nodes),
        "edges": world.arrows(found),
        "held": [n.id for n in found.nodes if n.held],
        "open": {f"{f} {m[1:]}": list(r.candidates) for (f, m), r in position.items() if r.candidates},
        "flags": {n.id: list(n.flags) for n in found.nodes},
        "dates": {n.id: n.date for n in found.nodes},
        "levels": {n.id: n.level for n in found.nodes},
        "issuers": {n.id: n.issuer for n in found.nodes},
    }


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_the_files_of_a_case_conclude_what_it_expects(case: dict[str, Any]) -> None:
    got = _checked(case)
    for what, wanted in case["expect"].items():
        if isinstance(wanted, dict) and what != "open":
            part = {key: got[what].get(key) for key in wanted}
            assert part == {k: str(v) if what == "dates" else v for k, v in wanted.items()}
        else:
            assert got[what] == (sorted(wanted) if isinstance(wanted, list) else wanted)


def test_a_case_that_says_nothing_of_flags_has_no_contradiction() -> None:
    quiet = [c for c in CASES if "flags" not in c["expect"]]
    loud = [
        c["name"]
        for c in quiet
        for words in _checked(c)["flags"].values()
        if any("conflict" in w for w in words)
    ]

    assert loud == []


def test_every_resolution_says_why() -> None:
    found = world.graph(
        [world.file("a.txt", code="01/BC-BNV", cites=[{"code": "21-KL/TW", "date": "2021-10-25"}])]
    )

    assert [r.rule for r in found.resolutions] == ["code"]


def test_a_contradiction_tells_where_each_value_stands() -> None:
    held = world.file("a.txt", code="42-CT/TU", locality="Hưng Yên", date="2024-03-14")
    other = world.file(
        "b.txt",
        code="43-CT/TU",
        locality="Hưng Yên",
        date="2024-05-14",
        cites=[{"code": "42-CT/TU", "date": "2024-04-14"}],
    )
    found = world.graph([held, other])
    note = next(n for n in found.nodes if n.code == "42-CT/TU").notes[0]

    assert (note.values, note.evidence) == (("2024-03-14", "2024-04-14"), ("a.txt", "b.txt:1000"))


def test_what_most_documents_say_is_shown_when_none_is_held() -> None:
    dates = ["2021-09-22", "2021-09-22", "2022-09-22"]
    files = [
        world.file(
            f"{i}.txt", code=f"0{i}/BC-BNV", date="2023-01-01", cites=[{"code": "14-KL/TW", "date": d}]
        )
        for i, d in enumerate(dates, 1)
    ]
    node = next(n for n in world.graph(files).nodes if n.code == "14-KL/TW")

    assert node.date == "2021-09-22"


def test_evidence_is_quoted_and_capped_while_all_mentions_count() -> None:
    from vbgraph.resolve import conclude

    cites = [{"code": "73/2023/NĐ-CP", "relation": "implements"}] * 25
    found = conclude(
        [world.file("a.txt", code="01/BC-BNV", date="2024-01-01", secrecy="MẬT", cites=cites)],
        world.known(),
        quote=lambda path, start, end: f"{path}:{start}-{end}",
    )
    edge = found.edges[0]

    assert (edge.mentions, len(edge.evidence)) == (25, 20)
    assert edge.evidence[0].quote == "a.txt:1000-1010"
    assert {e.secrecy for e in edge.evidence} == {"MẬT"}
    assert {e.asserted_by for e in edge.evidence} == {"bc-01-bnv.2024"}


def test_a_text_that_names_its_own_number_draws_no_edge_to_itself() -> None:
    found = world.graph(
        [
            world.file(
                "a.txt", code="42-CT/TU", locality="Hưng Yên", date="2024-03-14", cites=[{"code": "42-CT/TU"}]
            )
        ]
    )

    assert (len(found.nodes), found.edges) == (1, ())


def test_a_mention_of_itself_is_resolved_to_the_citing_document() -> None:
    found = world.graph(
        [
            world.file(
                "a.txt", code="42-CT/TU", locality="Hưng Yên", date="2024-03-14", cites=[{"kind": "self"}]
            )
        ]
    )

    assert found.resolutions[0].target == "ct-42-tu.hung-yen.2024"


def test_an_annex_is_part_of_its_document() -> None:
    from dataclasses import replace

    from vbgraph.models import Document

    one = world.file(
        "a.txt", code="10/QĐ-BNV", type="Quyết định", date="2024-01-02", cites=[{"code": "73/2023/NĐ-CP"}]
    )
    annex = Document(kind="directive", type="Quy chế", flags=("annex",))
    both = replace(
        one, documents=(*one.documents, annex), mentions=tuple(replace(m, document=1) for m in one.mentions)
    )

    assert world.arrows(world.graph([both])) == ["qd-10-bnv.2024 cites nd-73-2023-cp"]


def test_the_provisions_of_an_edge_are_those_of_the_document_acted_upon() -> None:
    amended = {"code": "73/2023/NĐ-CP", "provisions": (Provision(article="5", text="Điều 5"),)}
    amends = {"code": "15/2025/NĐ-CP", "provisions": (Provision(article="1", text="Điều 1"),)}
    told = {"relation": "amends", "by_id": "m1", "of_id": "m0"}
    found = world.graph(
        [world.file("a.txt", code="01/BC-BNV", date="2026-01-01", cites=[amended, amends | told])]
    )
    edge = next(e for e in found.edges if e.relation == "amends")

    assert [p.article for p in edge.provisions] == ["5"]
