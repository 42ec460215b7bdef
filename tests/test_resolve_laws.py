"""Laws of the resolver: the order of files is nothing, absent fields do not chain, unrelated files change nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import resolve_cases as world
from vbgraph.models import FileFacts

SIGNS = ["CT/TU", "KH/HU", "QĐ/TU", "KL/TW", "CT/TW"]
STATE = ["QĐ-UBND", "NQ-CP", "NĐ-CP"]
PLACES = ["Hưng Yên", "Hải Dương", None]
DATES = ["2021-03-12", "2022-11-17", "2024-03-14", "2024-04-14", "2025-09-22", "2019-02", "2018", None]


def _citations() -> st.SearchStrategy[dict[str, Any]]:
    party = st.builds(lambda n, sign: f"{n:02d}-{sign}", st.integers(1, 3), st.sampled_from(SIGNS))
    state = st.builds(lambda n, sign: f"{n:02d}/{sign}", st.integers(1, 3), st.sampled_from(STATE))
    return st.fixed_dictionaries(
        {
            "code": party | state,
            "date": st.sampled_from(DATES),
            "locality": st.sampled_from(PLACES),
            "type": st.sampled_from(["Chỉ thị", "Quyết định", "Quy định", None]),
            "relation": st.sampled_from(["cites", "implements", None]),
        }
    )


def _folder() -> st.SearchStrategy[list[FileFacts]]:
    one = st.fixed_dictionaries(
        {
            "code": st.sampled_from(["01-CT/TU", "02-KH/HU", "01/QĐ-UBND", None]),
            "type": st.sampled_from(["Chỉ thị", "Kế hoạch"]),
            "locality": st.sampled_from(PLACES),
            "date": st.sampled_from(DATES),
            "title": st.sampled_from(["chuyển đổi số", "cải cách hành chính trong năm mới", None]),
            "cites": st.lists(_citations(), max_size=4),
        }
    )
    return st.lists(one, min_size=1, max_size=5).map(
        lambda files: [world.file(f"f{i}.txt", **fields) for i, fields in enumerate(files)]
    )


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_any_order_of_files_gives_the_same_graph(data: st.DataObject) -> None:
    files = data.draw(_folder())
    shuffled = data.draw(st.permutations(files))

    assert world.graph(shuffled) == world.graph(files)


@settings(max_examples=60, deadline=None)
@given(_folder())
def test_a_graph_has_unique_ids_no_loops_and_no_edge_into_the_void(files: list[FileFacts]) -> None:
    found = world.graph(files)
    ids = [n.id for n in found.nodes]

    assert len(ids) == len(set(ids))
    assert all(e.source != e.target and {e.source, e.target} <= set(ids) for e in found.edges)
    assert len({(e.source, e.relation, e.target) for e in found.edges}) == len(found.edges)
    assert all({r.target, *r.candidates} - {None} <= set(ids) for r in found.resolutions)


@settings(max_examples=60, deadline=None)
@given(_folder())
def test_an_unrelated_file_changes_nothing_else(files: list[FileFacts]) -> None:
    stranger = world.file(
        "z.txt", code="9999/TB-BTC", type="Thông báo", date="2020-02-02", cites=[{"code": "8888/2019/TT-BTC"}]
    )
    alone, together = world.graph(files), world.graph([*files, stranger])
    extra = {"tb-9999-btc.2020", "tt-8888-2019-btc"}

    assert [n for n in together.nodes if n.id not in extra] == list(alone.nodes)
    assert [e for e in together.edges if e.source not in extra] == list(alone.edges)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SIGNS[:2]), st.permutations(["Hưng Yên", "Hải Dương", None]))
def test_absent_does_not_chain_two_provinces(sign: str, places: list[str | None]) -> None:
    files = [
        world.file(
            f"{i}.txt",
            code=f"0{i + 1}/BC-BNV",
            date="2024-12-01",
            cites=[{"code": f"07-{sign}", "locality": place}],
        )
        for i, place in enumerate(places)
    ]
    found = world.graph(files)
    cited = [n for n in found.nodes if n.code == f"07-{sign}"]
    open_mentions = [r for r in found.resolutions if r.candidates]

    assert sorted(n.locality or "" for n in cited) == ["Hưng Yên", "Hải Dương"]
    assert [sorted(r.candidates) for r in open_mentions] == [sorted(n.id for n in cited)]
