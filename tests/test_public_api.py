"""The public surface is what the contract and the documentation say, no more."""

from __future__ import annotations

import importlib
from pathlib import Path

import networkx
import pytest

import vbgraph
from vbgraph import models

ROOT = Path(__file__).parent.parent
FUNCTIONS = {
    *("extract", "identify", "read", "ingest", "upstream", "downstream", "paths", "missing"),
    *("to_networkx", "render_map"),
}
CLASSES = {name for name, value in vars(models).items() if isinstance(value, type) and name[0].isupper()}


def test_the_public_names_are_those_of_the_contract() -> None:
    assert set(vbgraph.__all__) == FUNCTIONS | CLASSES | {"Store", "__version__"}


@pytest.mark.parametrize("name", vbgraph.__all__)
def test_every_public_name_can_be_used(name: str) -> None:
    assert getattr(vbgraph, name) is not None


@pytest.mark.parametrize("name", sorted(FUNCTIONS | {"Store"}))
def test_every_public_name_has_a_docstring(name: str) -> None:
    assert getattr(vbgraph, name).__doc__


@pytest.mark.parametrize("name", sorted(FUNCTIONS | {"Store"}))
def test_every_public_function_stands_in_the_readme(name: str) -> None:
    assert name in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        vbgraph.nonsense  # noqa: B018


def test_extract_takes_a_plain_string() -> None:
    found = vbgraph.extract("Căn cứ Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ;")

    assert [(m.code, m.date) for m in found] == [("73/2023/NĐ-CP", "2023-09-29")]


def test_the_library_answers_what_the_command_line_answers(made_once: Path) -> None:
    with vbgraph.Store.open(made_once / "v.db") as store:
        up = vbgraph.upstream(store, "9213-KH/HU")
        chains = vbgraph.paths(store, "9213-KH/HU", "21-KL/TW")
        graph = vbgraph.to_networkx(store)

    assert [n.code for n in up.nodes if n.depth == 1] == ["9142-CT/TU"]
    assert len(chains.paths[0]) == 3
    assert isinstance(graph, networkx.MultiDiGraph)


def test_render_map_gives_one_page(made_once: Path) -> None:
    with vbgraph.Store.open(made_once / "v.db") as store:
        page = vbgraph.render_map(vbgraph.downstream(store, "21-KL/TW"), title="Thử")

    assert page.lstrip().lower().startswith("<!doctype html>")


@pytest.mark.parametrize("name", ["extract", "identify", "read"])
def test_a_room_never_hides_the_function_of_its_name(name: str) -> None:
    room = importlib.import_module(f"vbgraph.{name}")

    assert callable(getattr(vbgraph, name))
    assert room.__name__ == f"vbgraph.{name}"
