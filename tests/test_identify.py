"""The case table of identities, and laws that hold for every text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from vbgraph import registry
from vbgraph.identify import identify
from vbgraph.models import Document, Text

CASES = Path(__file__).parent / "cases" / "identities.yaml"


@lru_cache(maxsize=1)
def cases() -> list[dict[str, object]]:
    return yaml.safe_load(CASES.read_text(encoding="utf-8"))


def params() -> list[object]:
    out = []
    for case in cases():
        reason = case.get("known_failure")
        marks = [pytest.mark.xfail(strict=True, reason=str(reason))] if reason else []
        out.append(pytest.param(case["text"], case["expect"], id=str(case["note"]), marks=marks))
    return out


def seen(document: Document, text: str, field: str) -> object:
    if field == "copy":
        mark = document.copy
        return [mark.code, mark.copier, mark.date] if mark else None
    if field in ("flags", "recipients"):
        return list(getattr(document, field))
    if field == "starts_with":
        return text[document.header_end :]
    if field == "ends_with":
        return text[: document.body_end].rstrip()
    return getattr(document, field)


def differences(document: Document, text: str, expect: dict[str, object]) -> dict[str, object]:
    wrong: dict[str, object] = {}
    for field, want in expect.items():
        if field in ("documents", "inner"):
            continue
        got = seen(document, text, field)
        fits = got == want
        if field == "starts_with":
            fits = str(got).startswith(str(want))
        if field == "ends_with":
            fits = str(got).endswith(str(want))
        if not fits:
            wrong[field] = (want, got if field not in ("starts_with", "ends_with") else str(got)[-60:])
    return wrong


@pytest.mark.parametrize(("text", "expect"), params())
def test_a_text_shows_its_identity(text: str, expect: dict[str, object]) -> None:
    documents = identify(text, registry.load())
    assert len(documents) == expect.get("documents", 1)
    assert differences(documents[0], text, expect) == {}
    if "inner" in expect:
        assert differences(documents[1], text, expect["inner"]) == {}  # type: ignore[arg-type]


@pytest.mark.parametrize("case", cases(), ids=lambda c: str(c["note"]))
def test_decomposed_accents_change_nothing_but_offsets(case: dict[str, object]) -> None:
    text = str(case["text"])
    loose = identify(unicodedata.normalize("NFD", text), registry.load())
    for one, other in zip(identify(text, registry.load()), loose, strict=True):
        assert (one.code, one.date, one.issuer, one.title, one.signer) == (
            other.code, other.date, other.issuer, other.title, other.signer,
        )  # fmt: skip


@pytest.mark.parametrize("case", cases(), ids=lambda c: str(c["note"]))
def test_offsets_lie_in_order_within_the_text(case: dict[str, object]) -> None:
    text = str(case["text"])
    for document in identify(text, registry.load()):
        assert 0 <= document.start <= document.header_end <= document.body_end <= document.end <= len(text)
        if document.title_span is not None:
            assert (
                document.start <= document.title_span.start <= document.title_span.end <= document.header_end
            )


def test_the_title_span_holds_the_title_as_printed() -> None:
    text = "SỞ CÔNG THƯƠNG\nSố: 31/KH-SCT\nHải Dương, ngày 2 tháng 3 năm 2020\n\nKẾ HOẠCH\nVề sửa lò\ngốm cổ\n\nCăn cứ Luật;"
    document = identify(text, registry.load())[0]
    assert document.title_span is not None
    assert text[document.title_span.start : document.title_span.end] == "sửa lò\ngốm cổ"


def test_page_metadata_give_a_report_its_date_and_never_a_document_its_own() -> None:
    meta = (("date", "2024-06-07"), ("title", "Tin về giếng làng"))
    report = identify(
        Text(
            "Tin về giếng làng\n"
            + "Tỉnh ban hành chỉ thị về giếng, bà con rất vui mừng và phấn khởi. " * 2
            + "\n"
            + "Xã làm theo chỉ thị ấy, mỗi thôn cử ba người quét dọn hằng tuần.",
            meta=meta,
        ),
        registry.load(),
    )[0]
    directive = identify(
        Text("TỈNH ỦY HƯNG YÊN\n*\nSố 5-CT/TU\n\nCHỈ THỊ\nvề giếng\n\nThời gian qua, giếng cạn.", meta=meta),
        registry.load(),
    )[0]
    assert (report.kind, report.date) == ("report", "2024-06-07")
    assert (directive.kind, directive.date) == ("directive", None)


def test_an_empty_text_is_one_file_of_kind_other() -> None:
    (document,) = identify("", registry.load())
    assert (document.kind, document.end) == ("other", 0)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="SốĐẢNG CỘNG ngàytháng:/-*\n\t|,.0123456789aưTUTWKH", max_size=400))
def test_any_text_is_identified_without_an_error(text: str) -> None:
    documents = identify(text, registry.load())
    assert all(0 <= d.start <= d.end <= len(text) for d in documents)


def test_a_hostile_text_takes_no_longer_than_its_length() -> None:
    for piece in (
        "Số " + "- " * 4000,
        "ngày " * 6000,
        "SAO Y " * 6000,
        "KT. " * 6000,
        "Số: 1/" + "A-" * 6000,
        " " * 60_000 + "x",
    ):
        assert len(identify(piece * 3, registry.load())) == 1
