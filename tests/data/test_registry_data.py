"""The knowledge itself: every example goes through the code, every wording has one owner, every file is canonical."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from canonical import canonical, head_of

from vbgraph import codes
from vbgraph.data_files import data_dir
from vbgraph.models import LEVELS, RELATIONS
from vbgraph.registry import Registry, load
from vbgraph.registry_cache import FILES
from vbgraph.registry_names import bare_law, document_key, without_year
from vbgraph.registry_schema import SCHEMA, Entry, label, parse_file
from vbgraph.text import fold_key, squeeze

FOLDER = data_dir("registry")


@lru_cache(maxsize=1)
def lists() -> dict[str, dict[str, list[Entry]]]:
    return {file: parse_file(file, (FOLDER / f"{file}.yaml").read_bytes()) for file in FILES}


def entries(file: str, name: str = "") -> list[Entry]:
    return lists()[file][name]


def examples(file: str, name: str = "") -> Iterator[tuple[Entry, str]]:
    for entry in entries(file, name):
        for example in entry.get("examples", []):  # type: ignore[attr-defined]
            yield entry, example


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load()


def test_the_schema_and_the_loader_know_the_same_files() -> None:
    assert tuple(SCHEMA) == FILES


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_in_canonical_form(file: str) -> None:
    path = Path(FOLDER / f"{file}.yaml")
    found = path.read_text(encoding="utf-8")
    wanted = canonical(file, lists()[file], head_of(found))
    if os.environ.get("FIX_DATA") and found != wanted:
        path.write_text(wanted, encoding="utf-8", newline="\n")
        found = wanted
    assert found == wanted, f"FIX_DATA=1 pytest tests/data rewrites {file}.yaml"


@pytest.mark.parametrize("file", FILES)
def test_no_text_holds_stray_white_space_or_decomposed_letters(file: str) -> None:
    content = (FOLDER / f"{file}.yaml").read_text(encoding="utf-8")
    assert unicodedata.normalize("NFC", content) == content
    for rows in lists()[file].values():
        for entry in rows:
            for value in entry.values():
                for text in value if isinstance(value, list) else [value]:
                    assert not isinstance(text, str) or squeeze(text) == text, (label(entry), text)


@pytest.mark.parametrize("file", FILES)
def test_every_file_says_at_its_head_what_it_holds(file: str) -> None:
    assert head_of((FOLDER / f"{file}.yaml").read_text(encoding="utf-8")).startswith("# ")


def test_an_example_of_a_type_begins_with_its_name_or_a_variant(registry: Registry) -> None:
    for entry, example in examples("types"):
        named = registry.type_by_id(str(entry["id"]))
        assert named is not None
        words = fold_key(example).split(" so ")[0]
        assert any(words.startswith(fold_key(v)) for v in named.variants), example


def test_every_type_has_an_example() -> None:
    assert [label(e) for e in entries("types") if not e.get("examples")] == []


def test_the_number_in_an_example_of_a_type_bears_its_sign(registry: Registry) -> None:
    for entry, example in examples("types"):
        code = codes.parse(example, registry.sign_parts) if re.search(r"\bsố \d", example) else None
        if code is None or code.sign is None:
            continue
        bearers = [t for part in re.split(r"[/-]", code.sign) for t in registry.type_signs.get(part, ())]
        unsigned = {"van_ban", "luat", "bo_luat", "phap_lenh"}
        assert entry["id"] in bearers or entry["id"] in unsigned, example


def test_every_wording_of_a_type_leads_to_it(registry: Registry) -> None:
    for doc_type in registry.types:
        for variant in (*doc_type.variants, doc_type.name, doc_type.name.upper()):
            assert registry.type_named(variant) == doc_type


def test_all_type_words_are_lower_case(registry: Registry) -> None:
    assert [v for t in registry.types for v in t.variants if v != v.lower()] == []


def test_an_example_of_a_sign_is_read_as_printed_and_with_its_sign(registry: Registry) -> None:
    for entry, example in examples("signs", "type_signs"):
        code = codes.parse(example, registry.sign_parts)
        assert str(code) == example
        assert code is not None and str(entry["sign"]) in re.split(r"[/-]", code.sign or "")


def test_every_type_sign_has_an_example() -> None:
    assert [label(e) for e in entries("signs", "type_signs") if not e.get("examples")] == []


def test_a_sign_without_accents_or_capitals_is_restored(registry: Registry) -> None:
    for sign in registry.type_signs:
        assert codes.restore(fold_key(sign), registry.sign_parts) == sign
    for body in registry.issuers:
        for sign in body.signs:
            plain = "-".join(fold_key(part) for part in sign.split("-"))
            assert codes.restore(plain, registry.sign_parts) == sign, body.id


def test_a_misprinted_sign_is_mended_to_one_that_is_known(registry: Registry) -> None:
    for entry in entries("signs", "repairs"):
        mended = codes.restore(str(entry["printed"]), registry.sign_parts)
        assert mended == entry["sign"]
        assert all(part in registry.sign_parts.values() for part in re.split(r"[/-]", mended)), mended


def test_an_example_of_a_body_leads_to_it(registry: Registry) -> None:
    for entry, example in examples("issuers"):
        found = registry.issuer_named(example)
        assert found is not None and found.id == entry["id"], example


def test_every_body_has_an_example() -> None:
    assert [label(e) for e in entries("issuers") if not e.get("examples")] == []


def test_every_name_of_a_body_leads_to_it(registry: Registry) -> None:
    for body in registry.issuers:
        for name in (body.name, *body.aliases, body.name.upper()):
            assert registry.issuer_named(name) == body


def test_every_sign_of_a_body_leads_to_it_among_others(registry: Registry) -> None:
    for body in registry.issuers:
        for sign in body.signs:
            assert body in registry.issuers_signing(sign)


def test_a_body_stands_below_its_parent_and_at_a_known_level(registry: Registry) -> None:
    rank = {body.id: body.rank for body in registry.issuers}
    for body in registry.issuers:
        assert body.level in LEVELS
        assert body.parent is None or body.rank <= rank[body.parent], body.id


def test_a_body_that_ended_and_its_successor_do_not_leave_a_gap_backwards(registry: Registry) -> None:
    begun = {body.id: body.valid_from for body in registry.issuers}
    for body in registry.issuers:
        if body.successors:
            assert body.valid_to, body.id
        for successor in body.successors:
            assert not begun[successor] or not body.valid_to or begun[successor] <= "2025-07-01"


def test_an_example_of_a_place_leads_to_it(registry: Registry) -> None:
    for entry, example in examples("localities"):
        found = registry.locality_named(example, on=str(entry["valid_to"]) if "valid_to" in entry else None)
        assert found is not None and found.id == entry["id"], example


def test_every_place_has_an_example() -> None:
    assert [label(e) for e in entries("localities") if not e.get("examples")] == []


def test_every_wording_of_a_place_leads_to_it(registry: Registry) -> None:
    for place in registry.localities:
        for name in (place.name, *place.variants, place.name.upper(), f"{place.kind} {place.name}"):
            assert registry.locality_named(name, on=place.valid_to) == place, name


def test_63_provinces_stood_before_july_2025_and_34_after(registry: Registry) -> None:
    def standing(day: str) -> int:
        return sum((p.valid_from or "") <= day <= (p.valid_to or "9999") for p in registry.localities)

    assert (standing("2024-12-31"), standing("2025-06-30"), standing("2025-07-01")) == (63, 63, 34)


def test_a_merged_province_took_others_in_and_they_ended_the_day_before(registry: Registry) -> None:
    taken = {p.successor for p in registry.localities if p.valid_to == "2025-06-30"}
    assert taken == {p.id for p in registry.localities if p.merged}
    assert len([p for p in registry.localities if p.valid_to == "2025-06-30"]) == 29


def test_no_place_stands_twice_under_one_name_at_one_time(registry: Registry) -> None:
    for i, one in enumerate(registry.localities):
        for other in registry.localities[i + 1 :]:
            if fold_key(one.name) == fold_key(other.name):
                assert (one.valid_to or "9999") < (other.valid_from or "") or (other.valid_to or "9999") < (
                    one.valid_from or ""
                )


def test_an_example_of_a_district_leads_to_its_province(registry: Registry) -> None:
    for entry, example in examples("districts"):
        assert entry["province"] in [p.id for p in registry.provinces_of_district(example)], example


def test_696_districts_stood_on_their_last_day_and_each_leads_to_its_province(registry: Registry) -> None:
    count = 0
    for entry in entries("districts"):
        place = registry.locality_by_id(str(entry["province"]))
        assert place is not None
        for kind in ("quận", "huyện", "thị xã", "thành phố"):
            for name in entry.get(kind, []):  # type: ignore[attr-defined]
                day = min(place.valid_to or "2025-06-30", "2025-06-30")
                count += day == "2025-06-30"
                assert place in registry.provinces_of_district(f"{kind} {name}", on=day)
    assert count == 696


def test_terms_of_the_party_follow_one_another_without_a_gap(registry: Registry) -> None:
    days = [(e["start"], e.get("end")) for e in entries("terms", "party")]
    for (_, end), (start, _) in pairwise(days):
        assert str(date.fromisoformat(str(end)) + timedelta(days=1)) == start


def test_every_code_of_the_catalogue_is_canonical_and_found(registry: Registry) -> None:
    for known in registry.known:
        if known.code:
            assert str(codes.parse(known.code, registry.sign_parts)) == known.code
            assert known in registry.known_coded(known.code)


def test_the_term_of_a_numbered_party_document_is_that_of_its_date(registry: Registry) -> None:
    for known in registry.known:
        if known.code and known.term and known.date:
            assert registry.party_term(known.date) == known.term, known


def test_the_year_in_a_number_is_that_of_the_date(registry: Registry) -> None:
    for known in registry.known:
        code = codes.parse(known.code, registry.sign_parts) if known.code else None
        if code is not None and code.year is not None:
            assert str(code.year) == (known.date or "")[:4], known


def test_a_law_bears_the_number_of_the_assembly_of_its_date(registry: Registry) -> None:
    for known in registry.known:
        found = re.search(r"QH(\d+)$", known.code or "")
        if found and known.date:
            assert registry.assembly_term(known.date) == int(found[1]), known


def test_every_name_of_a_known_document_leads_to_it(registry: Registry) -> None:
    for known in registry.known:
        for name in known.names:
            assert known in registry.known_named(name), name
            assert known in registry.known_named(name.upper()), name


def test_a_law_is_found_by_its_title_with_its_year(registry: Registry) -> None:
    for known in registry.known:
        if known.type in ("Luật", "Bộ luật", "Pháp lệnh") and known.title and known.date:
            assert known in registry.known_named(f"{known.title} năm {known.date[:4]}"), known.title


def test_two_laws_of_one_name_are_never_in_force_on_one_day(registry: Registry) -> None:
    laws = [
        k for k in registry.known if k.type in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp") and k.effective
    ]
    laws = [k for k in laws if not (k.title or "").startswith("Luật sửa đổi")]
    for i, one in enumerate(laws):
        for other in laws[i + 1 :]:
            if (
                without_year(document_key(one.title or ""))[0]
                == without_year(document_key(other.title or ""))[0]
            ):
                first, second = sorted((one, other), key=lambda k: k.effective or "")
                assert first.ended and first.ended < (second.effective or ""), (first, second)


def test_a_document_takes_effect_after_its_date(registry: Registry) -> None:
    for known in registry.known:
        if known.effective:
            assert (known.date or "") <= known.effective, known


def test_most_laws_tell_when_they_took_effect(registry: Registry) -> None:
    laws = [k for k in registry.known if k.type in ("Luật", "Bộ luật")]
    assert sum(k.effective is not None for k in laws) / len(laws) > 0.98


def test_the_bare_name_of_a_law_leads_to_it(registry: Registry) -> None:
    for known in registry.known:
        if known.type == "Luật" and known.title and not known.title.startswith("Luật sửa đổi"):
            assert known in registry.known_named(bare_law(document_key(known.title))), known.title


def test_every_name_of_names_yaml_leads_to_just_its_documents(registry: Registry) -> None:
    for entry in entries("names"):
        for name in entry["names"]:  # type: ignore[attr-defined]
            found = {f"{k.code or k.title}@{k.date}" for k in registry.known_named(name)}
            assert found == set(entry["documents"]), name  # type: ignore[call-overload]


def test_an_example_of_a_cue_holds_its_words_on_the_right_side_of_a_number() -> None:
    for entry, example in examples("cues"):
        words = fold_key(str(entry["words"]))
        text = fold_key(example)
        place = re.search(rf"\b{re.escape(words)}\b", text)
        assert place, example
        number = r"\b\d+[a-z]?\b"
        before, after = text[: place.start()], text[place.end() :]
        assert re.search(number, before if entry["side"] == "after" else after), example


def test_every_cue_has_an_example_and_a_relation() -> None:
    assert [label(e) for e in entries("cues") if not e.get("examples")] == []
    assert {e["relation"] for e in entries("cues")} <= set(RELATIONS)


def test_a_longer_cue_of_the_same_side_weighs_no_less_when_it_says_something_else(registry: Registry) -> None:
    for long in registry.cues:
        for short in registry.cues:
            inside = re.search(rf"\b{re.escape(short.words)}\b", long.words) and long.words != short.words
            if inside and long.side == short.side and long.relation == short.relation:
                assert long.weight >= short.weight, (long.id, short.id)


def test_the_id_of_a_cue_names_its_relation(registry: Registry) -> None:
    assert [c.id for c in registry.cues if not c.id.startswith(f"{c.relation}.")] == []
