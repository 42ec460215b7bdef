"""DOC is forgiving: a document is found by code, id, name, title or path, and several are never told apart in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from factories import add, conclude, make_node

from vbgraph import query
from vbgraph.errors import AmbiguousError, NotFoundError
from vbgraph.registry import Registry
from vbgraph.store import Store

HY, HD = "ct-42-tu.hung-yen.2024", "ct-42-tu.hai-duong.2024"
QD, QY = "qd-612-tu.hung-yen.2022", "qd-612-tu.hung-yen.2023"
KL13, KL12 = "kl-21-tw.k13", "kl-21-tw.k12"
NODES = [
    make_node(
        HY, files=["hy/ct42.txt"], code="42-CT/TU", type="Chỉ thị", locality="Hưng Yên", date="2024-03-14"
    ),
    make_node(
        HD, files=["hd/ct42.txt"], code="42-CT/TU", type="Chỉ thị", locality="Hải Dương", date="2024-05-06"
    ),
    make_node(QD, code="612-QĐ/TU", type="Quyết định", locality="Hưng Yên", date="2022-11-22"),
    make_node(QY, code="612-QĐ/TU", type="Quy định", locality="Hưng Yên", date="2023-05-10"),
    make_node(KL13, code="21-KL/TW", type="Kết luận", date="2021-10-25", term="XIII"),
    make_node(KL12, code="21-KL/TW", type="Kết luận", date="2017-11-01"),
    make_node("nd-73-2023-cp", code="73/2023/NĐ-CP", type="Nghị định", date="2023-09-29"),
    make_node("cd-280-ttg.2023", code="280/CĐ-TTg", type="Công điện", date="2023-04-19"),
    make_node("nq-tw4.k12", name="Nghị quyết Trung ương 4 khóa XII", names=("Nghị quyết TW4 (khóa XII)",)),
    make_node("dieu-le-dang", name="Điều lệ Đảng", type="Điều lệ"),
    make_node("cv-2596-tu.hung-yen", code="2596-CV/TU", type="Công văn", title="về thực hiện Kết luận số 21"),
    make_node("plan", files=["mail@work.txt"], type="Kế hoạch", title="Kế hoạch của chi bộ"),
]


class _Registry:
    """The little of the registry that finding asks for."""

    def known_named(self, words: str) -> tuple[object, ...]:
        if words == "Nghị quyết chỉnh đốn Đảng":
            return (SimpleNamespace(code=None, names=("Nghị quyết Trung ương 4 khóa XII",)),)
        return (
            (SimpleNamespace(code="73/2023/NĐ-CP", names=()),) if words == "Nghị định bảo vệ cán bộ" else ()
        )

    def party_term(self, on: str) -> str | None:
        return "XII" if "2016" <= on[:4] < "2021" else None

    def locality_named(self, words: str) -> object | None:
        return SimpleNamespace(name="Hưng Yên") if words in ("tỉnh Hưng Yên", "HY") else None


REGISTRY = cast(Registry, cast(Any, _Registry()))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("find") / "a.db", create=True) as made:
        for path in ("hy/ct42.txt", "hd/ct42.txt", "mail@work.txt", "ghi chú.txt"):
            add(made, path)
        conclude(made, NODES)
        yield made


def ids(store: Store, words: str) -> list[str]:
    return [node.id for node in query.find_all(store, words, registry=REGISTRY)]


@pytest.mark.parametrize(
    "words",
    [
        "73/2023/NĐ-CP",
        "73/2023/ND-CP",
        "73/2023/nđ-cp",
        "073/2023/NĐCP".replace("NĐCP", "NĐ-CP"),
        "Nghị định 73/2023/NĐ-CP",
        "nghi dinh so 73/2023/nd-cp",
        "73 / 2023 / NĐ – CP",
        "73/NĐ-CP",
        "73/2023/NÐ-CP",
        "73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ",
        "nd-73-2023-cp",
        "ND-73-2023-CP",
        "Nghị định bảo vệ cán bộ",
        "73/2023/NĐ-CP@2023",
        "73/2023/NĐ-CP@29/9/2023",
    ],
)
def test_a_code_is_found_in_any_spelling(store: Store, words: str) -> None:
    assert ids(store, words) == ["nd-73-2023-cp"]


@pytest.mark.parametrize("words", ["280/CĐ-TTg", "280/2023/CĐ-TTg", "Công điện 280 CĐ-TTg", "cd-280-ttg"])
def test_a_year_may_stand_in_the_question_only(store: Store, words: str) -> None:
    assert ids(store, words) == ["cd-280-ttg.2023"]


def test_a_year_that_contradicts_the_date_does_not_fit(store: Store) -> None:
    assert ids(store, "280/2021/CĐ-TTg") == []


@pytest.mark.parametrize(
    "words", ["42-CT/TU", "ct-42-tu", "Chỉ thị số 42-CT/TU", "42 ct/tu", "ct42.txt", "ct-42-tu.2024"]
)
def test_several_documents_that_fit_are_all_given(store: Store, words: str) -> None:
    assert ids(store, words) == [HD, HY]


@pytest.mark.parametrize(
    "words",
    [
        "42-CT/TU@hung-yen",
        "42-CT/TU@Hưng Yên",
        "42-CT/TU@tỉnh Hưng Yên",
        "42-CT/TU@HY",
        "42-CT/TU@2024-03",
        "42-CT/TU@14/03/2024",
        "42-CT/TU@2024@hung-yen",
        "Chỉ thị 42-CT/TU của Tỉnh ủy Hưng Yên",
        "ct-42-tu@hung-yen",
        "ct-42-tu.hung-yen",
        "ct-42-tu.hung-yen.2024.cu",
        "hy/ct42.txt",
        "./hy/ct42.txt",
        r"hy\ct42.txt",
        "/home/somebody/docs/hy/ct42.txt",
    ],
)
def test_place_date_and_path_narrow_to_one(store: Store, words: str) -> None:
    assert ids(store, words) == [HY]


@pytest.mark.parametrize(
    "words", ["21-KL/TW@k13", "21-KL/TW@K13", "21-KL/TW@khóa XIII", "21-KL/TW@XIII", "21-KL/TW@2021"]
)
def test_a_term_narrows_to_one(store: Store, words: str) -> None:
    assert ids(store, words) == [KL13]


def test_a_term_that_is_not_noted_follows_from_the_id_or_the_date(store: Store) -> None:
    assert ids(store, "21-KL/TW@k12") == [KL12]


def test_the_type_word_tells_two_documents_with_one_code_apart(store: Store) -> None:
    assert ids(store, "612-QĐ/TU") == [QD, QY]
    assert ids(store, "Quyết định 612-QĐ/TU") == [QD]
    assert ids(store, "quy dinh so 612-QĐ/TU") == [QY]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Nghị quyết Trung ương 4 khóa XII", "nq-tw4.k12"),
        ("nghi quyet trung uong 4 khoa xii", "nq-tw4.k12"),
        ("Nghị quyết Trung ương 4 khoá 12", "nq-tw4.k12"),
        ("Nghị định 73", "nd-73-2023-cp"),
        ("công văn số 2596", "cv-2596-tu.hung-yen"),
        ("CV 2596", "cv-2596-tu.hung-yen"),
        ("Nghị quyết TW4, khóa XII", "nq-tw4.k12"),
        ("Nghị quyết chỉnh đốn Đảng", "nq-tw4.k12"),
        ("Điều lệ Đảng", "dieu-le-dang"),
        ("dieu le dang", "dieu-le-dang"),
        ("Về thực hiện Kết luận số 21", "cv-2596-tu.hung-yen"),
        ("Công văn về thực hiện Kết luận số 21", "cv-2596-tu.hung-yen"),
        ("mail@work.txt", "plan"),
    ],
)
def test_a_name_a_title_or_a_path_finds_its_document(store: Store, words: str, expected: str) -> None:
    assert ids(store, words) == [expected]


def test_words_in_decomposed_letters_find_the_same(store: Store) -> None:
    assert ids(store, "Đie\u0302\u0300u le\u0323\u0302 Đa\u0309ng") == ["dieu-le-dang"]


def test_find_returns_the_one_document(store: Store) -> None:
    assert query.find(store, "42-CT/TU@hai-duong", registry=REGISTRY).id == HD


def test_ambiguous_words_list_all_documents_and_pick_none(store: Store) -> None:
    with pytest.raises(AmbiguousError) as caught:
        query.find(store, "42-CT/TU", registry=REGISTRY)

    assert caught.value.candidates == (HD, HY)
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("22-KL/TW", {KL12, KL13}),
        ("42-CT/TUU", {HD, HY}),
        ("74/2023/NĐ-CP", {"nd-73-2023-cp"}),
        ("Điều lệ của Đảng", {"dieu-le-dang"}),
        ("kl-21-t", {KL12, KL13}),
        ("42-CT/TU@lang-son", {HD, HY}),
    ],
)
def test_words_that_fit_nothing_give_near_misses(store: Store, words: str, first: set[str]) -> None:
    with pytest.raises(NotFoundError) as caught:
        query.find(store, words, registry=REGISTRY)

    assert not isinstance(caught.value, AmbiguousError)
    assert caught.value.candidates[0] in first


@pytest.mark.parametrize(
    "words", ["", " ", "@", "@hung-yen", "%", "_", "'", "21", "ghi chú.txt", "x" * 5000, "\0", "b\udce9.txt"]
)
def test_words_that_mean_no_document_find_none(store: Store, words: str) -> None:
    assert ids(store, words) == []


def test_a_document_is_found_whatever_order_the_store_was_filled_in(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        conclude(store, NODES[:1])
        conclude(store, reversed(NODES))

        assert ids(store, "42-CT/TU") == [HD, HY]


def test_a_former_id_lists_the_documents_that_have_since_been_told_apart(tmp_path: Path) -> None:
    later, earlier = "ct-9827-tw.2023-12-25", "ct-9827-tw.2023-11-25"
    nodes = [
        make_node(i, code="9827-CT/TW", type="Chỉ thị", date=i[-10:], term="XIII") for i in (earlier, later)
    ]
    with Store.open(tmp_path / "v.db", create=True) as store:
        conclude(store, nodes, [])
        for former in ("ct-9827-tw.k13", "ct-9827-tw.2023", "ct-9827-tw"):
            with pytest.raises(AmbiguousError) as caught:
                query.find(store, former)
            assert caught.value.candidates == (earlier, later)
        with pytest.raises(NotFoundError):
            query.find(store, "ct-9827-tw.k12")
        assert query.find(store, "ct-9827-tw.2023-12").id == later
