"""The gold files of our own are well-formed; what the tool makes of them is measured by bench/quality.py."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "gold"
FILES = sorted(FOLDER.glob("*.yaml"))
HEADER = {"kind", "type", "code", "date", "issuer", "locality", "title", "signer", "about"}
RELATIONS = {
    *("based_on", "implements", "continues", "guides", "amends", "replaces", "repeals", "promulgates"),
    *("reviews", "corrects", "suspends", "consolidates", "cites"),
}
STRINGS = {"text", "code", "number", "type", "issuer", "locality", "by", "of"}
LISTS = {"named", "resolves"}
FIELDS = STRINGS | LISTS | {"nth", "start", "date", "year", "relation", "short", "malformed"}
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def load(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return value


def citations(path: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = load(path)["citations"]
    return entries


def is_filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def test_there_are_gold_files() -> None:
    assert len(FILES) >= 15


@every_file
def test_a_file_has_the_four_parts_and_names_the_text_of_its_own_number(path: Path) -> None:
    gold = load(path)

    assert set(gold) == {"text_file", "document", "citations", "not_citations"}
    assert gold["text_file"] == f"corpus/{path.stem}.txt"


@every_file
def test_no_text_of_a_document_lies_beside_its_gold_file(path: Path) -> None:
    assert not (FOLDER / load(path)["text_file"]).exists()


@every_file
def test_the_header_holds_known_fields_and_a_real_day(path: Path) -> None:
    header = load(path)["document"]

    assert set(header) <= HEADER
    assert header["kind"] in {"directive", "report", "other"}
    assert header["date"] is None or isinstance(header["date"], datetime.date)
    assert all(v is None or is_filled(v) for k, v in header.items() if k not in {"date"})


@every_file
def test_citations_hold_known_fields_only(path: Path) -> None:
    assert {field for entry in citations(path) for field in entry} <= FIELDS


@every_file
def test_strings_of_a_citation_are_not_empty(path: Path) -> None:
    for entry in citations(path):
        assert all(is_filled(entry[field]) for field in STRINGS & set(entry)), entry
        assert all(entry[f] and all(map(is_filled, entry[f])) for f in LISTS & set(entry)), entry


@every_file
def test_a_citation_has_a_code_or_a_number_or_names(path: Path) -> None:
    for entry in citations(path):
        assert len({"code", "number", "named"} & set(entry)) == 1, entry


@every_file
def test_a_code_stands_in_the_words_of_its_mention(path: Path) -> None:
    for entry in citations(path):
        if "code" in entry and not entry.get("malformed"):
            assert entry["code"].casefold() in re.sub(r"\s", "", entry["text"]).casefold(), entry


@every_file
def test_relations_come_from_the_closed_list(path: Path) -> None:
    assert {entry["relation"] for entry in citations(path) if "relation" in entry} <= RELATIONS


@every_file
def test_an_edge_between_others_names_its_two_ends(path: Path) -> None:
    for entry in citations(path):
        assert "by" not in entry or "relation" in entry, entry
        assert "of" not in entry or "by" in entry, entry


@every_file
def test_dates_are_days_and_years_are_years(path: Path) -> None:
    for entry in citations(path):
        assert type(entry.get("date", datetime.date.min)) is datetime.date, entry
        assert 1900 < entry.get("year", 2000) < 2100, entry


@every_file
def test_resolutions_are_a_code_and_a_day(path: Path) -> None:
    for entry in citations(path):
        for known in entry.get("resolves", ()):
            assert re.fullmatch(r"\d\S*/\S+ \d{4}-\d\d-\d\d", known), entry
            datetime.date.fromisoformat(known.split()[1])


@every_file
def test_no_mention_is_written_down_twice(path: Path) -> None:
    places = [(entry["text"], entry.get("nth", 1)) for entry in citations(path)]

    assert len(places) == len(set(places))


@every_file
def test_mentions_are_short(path: Path) -> None:
    assert max(len(entry["text"]) for entry in citations(path)) < 180


@every_file
def test_traps_are_words(path: Path) -> None:
    assert all(is_filled(trap) for trap in load(path)["not_citations"])
