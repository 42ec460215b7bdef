"""Laws of extraction that hold for every text, and texts that mean harm."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import LAW, decomposed
from tests.test_extract_cases import TABLES, table
from vbgraph import registry
from vbgraph.data_files import data_dir
from vbgraph.extract import extract
from vbgraph.models import RELATIONS, Document, Mention

DIRECTIVE = (Document("directive", type="Công văn", locality="Hưng Yên", level="province"),)
#: What may have effects on documents of any rank.
RESOLUTION = (Document("directive", type="Nghị quyết", issuer="Quốc hội", level="central"),)
#: What must be the same however a text is spelt.
Reading = tuple[str | None, ...]
TraceFunction = Callable[[FrameType, str, object], Any]


def mentions(text: str, documents: tuple[Document, ...] = DIRECTIVE) -> tuple[Mention, ...]:
    return extract(text, documents, registry.load())


def read(mention: Mention) -> Reading:
    """Return what a mention says, without where it stands."""
    fields = ("kind", "type", "code", "name", "date", "issuer", "locality", "term", "relation", "by", "of")
    return tuple(getattr(mention, f) for f in fields)


def readings(text: str) -> list[Reading]:
    return [read(m) for m in mentions(text)]


# ---------------------------------------------------------------- texts

TYPES_AND_SIGNS = (
    ("Chỉ thị", "CT/TW"),
    ("Kết luận", "KL/TW"),
    ("Nghị quyết", "NQ/TU"),
    ("Quy định", "QĐ/TW"),
    ("Kế hoạch", "KH/TU"),
    ("Công văn", "CV/ĐUK"),
)
STATE = (
    ("Nghị định", "NĐ-CP"),
    ("Thông tư", "TT-BNV"),
    ("Quyết định", "QĐ-TTg"),
    ("Luật", "QH15"),
    ("Nghị quyết", "NQ-HĐND"),
)
VERBS = (
    "Thực hiện",
    "Căn cứ",
    "Theo",
    "Thay thế",
    "Bãi bỏ",
    "Tiếp tục thực hiện",
    "Sửa đổi",
    "Đồng chí nêu",
    "Đề nghị sửa đổi",
)
NAMES = (
    "Luật Đất đai",
    "Bộ luật Lao động năm 2019",
    "Nghị quyết Trung ương 4 (khóa XI, XII)",
    "Nghị quyết Đại hội XIII của Đảng",
    "Điều lệ Đảng",
    "Hiến pháp",
)
TAILS = (
    " ngày 25/10/2021",
    " của Bộ Chính trị",
    " ngày 05 tháng 3 năm 2020 của Chính phủ",
    " về công tác cán bộ",
    "",
)


def numbered() -> st.SearchStrategy[str]:
    """Return a citation with number and sign."""
    party = st.builds(
        lambda ts, n: f"{ts[0]} số {n:02d}-{ts[1]}", st.sampled_from(TYPES_AND_SIGNS), st.integers(1, 9999)
    )
    state = st.builds(
        lambda ts, n, y: f"{ts[0]} số {n:02d}/{y}/{ts[1]}",
        st.sampled_from(STATE),
        st.integers(1, 400),
        st.integers(2005, 2025),
    )
    return party | state


def citations() -> st.SearchStrategy[str]:
    return st.builds(str.__add__, numbered(), st.sampled_from(TAILS)) | st.sampled_from(NAMES)


def clauses() -> st.SearchStrategy[str]:
    return st.builds(
        lambda verb, cited, end: f"{verb} {' và '.join(cited)}{end}",
        st.sampled_from(VERBS),
        st.lists(citations(), min_size=1, max_size=3),
        st.sampled_from((".", ";", ", các sở báo cáo.", " hết hiệu lực.")),
    )


def letters() -> st.SearchStrategy[str]:
    """Return a text of a few clauses, one a line, as letters and plans have them."""
    return st.lists(clauses(), min_size=1, max_size=6).map("\n".join)


def shreds() -> st.SearchStrategy[str]:
    """Return a text of pieces that citations are made of, in any order."""
    pieces = (
        *("Luật", "số ", "số", "12", "-", "/", "NQ/TW", "NĐ-CP", "QĐ", "ngày ", "25/10/2021", "năm 2020"),
        *("khóa XII", "(", ")", ",", ";", ". ", ":", "\n", "\n\n", " ", "\u00a0", "\u00ad", "“", "”"),
        *("được sửa đổi, bổ sung bởi ", "thay thế ", "Điều 5 ", "khoản 1 ", "điểm a ", "của ", "Chính phủ"),
        *("Nghị quyết", "Trung ương ", "Bộ luật ", "(sau đây gọi tắt là ", "và ", "cùng ngày ", "\u0323"),
        *("các ", "tỉnh ", "Hưng Yên", "Ủy ban nhân dân ", "hết hiệu lực", "Mẫu số ", "\r\n", "\t"),
    )
    return st.lists(st.sampled_from(pieces), max_size=60).map("".join)


def pitfall_texts() -> list[Any]:
    """Return the texts of the case tables that are read by themselves."""
    return [
        pytest.param(case["text"], id=case["id"]) for name in TABLES for case in table(name) if "text" in case
    ]


# ---------------------------------------------------------------- spans and order


def assert_well_formed(text: str, found: tuple[Mention, ...]) -> None:
    ids = {m.id for m in found}
    assert len(ids) == len(found)
    for m in found:
        assert 0 <= m.start < m.end <= len(text)
        assert text[m.start : m.end] == m.text
        assert m.relation is None or m.relation in RELATIONS
        assert {m.by_id, m.of_id} <= ids | {None}
        assert 0 < m.confidence <= 1
        if m.quote is not None:
            assert m.quote.start <= m.start < m.quote.end <= len(text)
        if m.cue is not None:
            assert 0 <= m.cue.start < m.cue.end <= len(text)
    assert list(found) == sorted(found, key=lambda m: (m.start, -m.end))


@pytest.mark.parametrize("text", pitfall_texts())
def test_spans_of_the_case_texts_lead_home_in_order(text: str) -> None:
    assert_well_formed(text, mentions(text))


@LAW
@given(letters() | shreds())
def test_spans_of_any_text_lead_home_in_order(text: str) -> None:
    assert_well_formed(text, mentions(text))


@LAW
@given(shreds() | letters())
def test_extraction_is_deterministic(text: str) -> None:
    assert mentions(text) == mentions(text)


@LAW
@given(letters())
def test_every_numbered_citation_is_found_with_its_number(text: str) -> None:
    # TU of a central body is read as TW (NUMBERING), so that the two count as one here.
    printed = [
        m.group().lstrip("0").replace("/TU", "/TW")
        for m in re.finditer(r"(?<=số )\d+(?:-[A-ZĐ]+/|/\d{4}/)[A-ZĐ]\S*\w", text)
    ]
    read_as = [
        (m.code or "").lstrip("0").replace("/TU", "/TW")
        for m in mentions(text)
        if m.kind in ("number", "self") and m.sign
    ]
    assert read_as == printed


@LAW
@given(letters())
def test_what_stands_before_a_text_only_moves_its_citations(text: str) -> None:
    before = "Kính gửi các sở.\n\n"
    moved = mentions(before + text)
    assert [(m.start - len(before), read(m)) for m in moved] == [(m.start, read(m)) for m in mentions(text)]


@LAW
@given(letters())
def test_a_text_written_twice_has_twice_the_citations(text: str) -> None:
    once = mentions(text)
    assert len(mentions(f"{text}\n\n{text}")) == 2 * len(once)


# ---------------------------------------------------------------- spelling that changes nothing


def same_letters(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


@pytest.mark.parametrize("text", pitfall_texts())
def test_decomposed_case_texts_cite_the_same(text: str) -> None:
    loose = mentions(decomposed(text))
    tight = mentions(unicodedata.normalize("NFC", text))
    assert [read(m) for m in loose] == [read(m) for m in tight]
    assert all(same_letters(a.text, b.text) for a, b in zip(loose, tight, strict=True))


@LAW
@given(letters() | shreds())
def test_decomposed_accents_change_nothing_but_offsets(text: str) -> None:
    tight = unicodedata.normalize("NFC", text)
    loose = mentions(decomposed(tight))
    assert [read(m) for m in loose] == readings(tight)
    assert all(same_letters(a.text, b.text) for a, b in zip(loose, mentions(tight), strict=True))


SPACES = ["\u00a0", "\u202f", "\u2009", "\t", "  ", " \u200b"]


@LAW
@given(letters(), st.sampled_from(SPACES))
def test_other_spaces_change_nothing(text: str, space: str) -> None:
    assert readings(text.replace(" ", space)) == readings(text)


@LAW
@given(letters(), st.sampled_from(["\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "\u00ad"]))
def test_other_dashes_change_nothing(text: str, dash: str) -> None:
    assert readings(text.replace("-", dash)) == readings(text)


@LAW
@given(letters())
def test_line_ends_of_windows_change_nothing(text: str) -> None:
    assert readings(text.replace("\n", "\r\n")) == readings(text)


INNER_SPACE = re.compile(r"(?<=[^\s.;:]) (?=[^\s])")


@LAW
@given(clauses(), st.integers(0, 200))
def test_a_line_break_between_two_words_changes_nothing(text: str, at: int) -> None:
    places = [m.start() for m in INNER_SPACE.finditer(text)]
    place = places[at % len(places)]
    broken = f"{text[:place]}\n{text[place + 1 :]}"
    assert readings(broken) == readings(text)


@LAW
@given(clauses(), st.integers(0, 20))
def test_a_line_break_after_the_mark_of_a_number_changes_nothing(text: str, at: int) -> None:
    places = [m.end() for m in re.finditer(r"\d[/\-](?=\D)", text)]
    if places:
        place = places[at % len(places)]
        assert readings(f"{text[:place]}\n{text[place:]}") == readings(text)


# ---------------------------------------------------------------- the registry's cues


#: Examples that the extractor reads otherwise, with the reason.
def cue_examples() -> list[Any]:
    path: Path = data_dir("registry") / "cues.yaml"
    out = []
    for cue in yaml.safe_load(path.read_text(encoding="utf-8")):
        out += [
            pytest.param(cue, example, id=f"{cue['id']}-{k}") for k, example in enumerate(cue["examples"])
        ]
    return out


@pytest.mark.parametrize(("cue", "example"), cue_examples())
def test_the_example_of_a_cue_gives_its_relation(cue: dict[str, str], example: str) -> None:
    found = mentions(example, RESOLUTION)
    if cue["side"] == "passive":
        acted, acting = found
        assert (acting.relation, acting.by, acting.of) == (cue["relation"], acting.code, acted.code)
    else:
        assert {m.relation for m in found if m.by is None} == {cue["relation"]}


# ---------------------------------------------------------------- texts that mean harm

HOSTILE = (
    *("(", "1/", "số ", "Luật ", "điều 1 khoản 1 ", "được sửa đổi ", "12-", "NQ/", "ngày ", "-", "\n", " "),
    *(
        "“",
        "1-KL/TW(",
        "Số 1-",
        "Nghị định ",
        "Luật sửa đổi, bổ sung một số điều của ",
        "1, ",
        "12/2020/",
        "A-",
        "\u0301",
    ),
    *("Nghị quyết Trung ương ", "khóa XI, ", "của Ủy ban ", "Căn cứ Quy chế ", "gọi tắt là ", "và số 1, "),
    *("Nghị quyết Đại hội Đảng bộ ", "bãi bỏ ", "thay thế (", "tại Phụ lục I ", "Điểm a, ", "\u00ad"),
)


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_one_piece_over_and_over_is_read_to_the_end(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert_well_formed(text, mentions(text))


def lines_run(text: str) -> int:
    """Return how many lines of the extractor run to read a text: work that no busy machine changes."""
    count = 0

    def count_line(frame: FrameType, event: str, arg: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return count_line

    def enter(frame: FrameType, event: str, arg: object) -> TraceFunction | None:
        return count_line if "extract" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        mentions(text)
    finally:
        sys.settrace(before)
    return count


ONE_SENTENCE = ("1-KL/TW(", "Luật Đất đai ", "Chỉ thị số 12-CT/TW về ", "Nghị định số 1, 2, 3, ")


@pytest.mark.parametrize("piece", ONE_SENTENCE, ids=ascii)
def test_the_work_grows_as_the_text_does_even_within_one_sentence(piece: str) -> None:
    mentions(piece)  # the patterns and indexes are made on first use
    once, thrice = lines_run(piece * 300), lines_run(piece * 900)
    assert thrice < 3.5 * once


def test_as_many_citations_as_a_long_line_holds_are_found() -> None:
    """A thousand citations without a full stop: each is read, none twice."""
    text = "Thực hiện " + ", ".join(f"Chỉ thị số {n:04d}-CT/TW" for n in range(1000, 2000))
    found = mentions(text)
    assert [m.number for m in found] == [str(n) for n in range(1000, 2000)]
    assert {m.relation for m in found} == {"implements"}
