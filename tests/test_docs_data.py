"""What docs/data.md says about the registry is what the registry accepts and holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from vbgraph.data_files import data_dir
from vbgraph.registry_schema import SCHEMA, parse_file

PAGE = (Path(__file__).parent.parent / "docs" / "data.md").read_text(encoding="utf-8")


def _examples() -> Iterator[tuple[str, str, str]]:
    for m in re.finditer(r"```yaml (\w+) ?(\w*)\n(.*?)```", PAGE, re.S):
        if m[1] != "own":  # an example of a registry of the user's own: see test_registry_user.py
            yield m[1], m[2], m[3]


EXAMPLES = list(_examples())


@pytest.mark.parametrize(("file", "part", "words"), EXAMPLES, ids=[f for f, _, _ in EXAMPLES])
def test_an_entry_shown_in_the_page_fits_the_schema(file: str, part: str, words: str) -> None:
    content = {name: yaml.safe_load(words) if name == part else [] for name in SCHEMA[file]}
    parse_file(file, yaml.safe_dump(content[""] if part == "" else content, allow_unicode=True).encode())


@pytest.mark.parametrize(("file", "part", "words"), EXAMPLES, ids=[f for f, _, _ in EXAMPLES])
def test_an_entry_shown_in_the_page_stands_in_the_registry(file: str, part: str, words: str) -> None:
    held = yaml.safe_load((data_dir("registry") / f"{file}.yaml").read_text(encoding="utf-8"))
    entries = held[part] if part else held
    first = next(iter(SCHEMA[file][part]))
    assert [e[first] for e in yaml.safe_load(words) if e[first] not in [h.get(first) for h in entries]] == []


def test_the_page_names_every_file_of_the_registry() -> None:
    table = PAGE[PAGE.index("| file |") : PAGE.index("Any entry may carry")]
    assert set(re.findall(r"`(\w+)\.yaml`", table)) == set(SCHEMA)


def test_the_page_names_every_field_of_every_file() -> None:
    table = PAGE[PAGE.index("| file |") : PAGE.index("Any entry may carry")]
    fields = {field for lists in SCHEMA.values() for schema in lists.values() for field in schema}
    assert fields - set(re.findall(r"`([^`]+)`", table)) == set()
