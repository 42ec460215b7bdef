"""Cleaning and folding: one text whatever way it was typed, and a way home from each place of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import LAW, as_cp1258, codes, decomposed, texts

from vbgraph.text import clean, fold, fold_key, squeeze

#: Text with everything cleaning is about.
ANY = st.text(
    alphabet=st.sampled_from("aeoưđĐÐ 1/-–\u00a0\u00ad\u0300\u0301\u0323\u0302\u200b\ufeff\r\n\tKL"),
    max_size=60,
)


@LAW
@given(ANY)
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean(raw).text

    assert clean(once).text == once


@LAW
@given(ANY)
def test_the_folded_text_has_the_length_of_the_cleaned_one(raw: str) -> None:
    cleaned = clean(raw)

    assert len(cleaned.folded) == len(cleaned.text)


@LAW
@given(ANY)
def test_every_stretch_leads_home_to_the_stretch_it_came_from(raw: str) -> None:
    cleaned = clean(raw)

    for start in range(len(cleaned.text)):
        low, high = cleaned.home(start, start + 1)
        assert 0 <= low < high <= len(raw)
        # A stray mark may change places with its neighbour; a hyphen or line end is decided by what stands around it.
        if not unicodedata.combining(raw[low]) and raw[low] not in "\u00ad\r\n":
            assert clean(raw[low:high]).folded[:1] == cleaned.folded[start]


@LAW
@given(ANY)
def test_the_whole_text_leads_home_to_the_whole_text(raw: str) -> None:
    cleaned = clean(raw)

    low, high = cleaned.home(0, len(cleaned.text))

    assert clean(raw[low:high]).text.strip("-") == cleaned.text.strip("-")


@LAW
@given(texts())
def test_decomposed_text_cleans_to_the_composed_one(text: str) -> None:
    assert clean(decomposed(text)).text == clean(text).text


@LAW
@given(texts())
def test_text_with_combining_tones_alone_cleans_to_the_composed_one(text: str) -> None:
    assert clean(as_cp1258(text)).text == clean(text).text


def test_what_leaves_no_trace_behind_a_stretch_is_no_part_of_it() -> None:
    raw = "số 21-KL/TW\u200b\ufeff của"
    cleaned = clean(raw)

    low, high = cleaned.home(3, 11)

    assert raw[low:high] == "21-KL/TW"


@LAW
@given(st.data())
def test_a_code_in_decomposed_text_leads_home_to_its_own_letters(data: st.DataObject) -> None:
    code = data.draw(codes())
    raw = decomposed(f"Thực hiện Kết luận số {code} của Đảng")
    cleaned = clean(raw)
    at = cleaned.text.index(clean(code).text)

    low, high = cleaned.home(at, at + len(clean(code).text))

    assert raw[low:high] == decomposed(code)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("21\u00a0–\u00a0KL/TW", "21 - KL/TW"),
        ("21\u2011KL∕TW", "21-KL/TW"),
        ("73/2023/NÐ-CP", "73/2023/NĐ-CP"),
        ("21-КL/ТW", "21-KL/TW"),
        ("21\u00adKL/TW", "21-KL/TW"),
        ("nghị\u00adquyết", "nghịquyết"),
        ("21-\u200bKL/TW\ufeff", "21-KL/TW"),
        ("Москва", "Москва"),
        ("\u0301a", "\u0301a"),
        ("Ð\u0301", "Đ\u0301"),
        ("a\r\nb\rc\u2028d", "a \nb\nc\nd"),
    ],
)
def test_look_alikes_become_what_they_look_like(raw: str, text: str) -> None:
    assert clean(raw).text == text


@LAW
@given(texts())
def test_line_ends_of_windows_give_no_blank_lines(text: str) -> None:
    cleaned = clean(text.replace("\n", "\r\n"))

    assert [line.rstrip() for line in cleaned.text.split("\n")] == text.split("\n")


@LAW
@given(st.text(max_size=40))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@LAW
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_vietnamese_letter_folds_to_its_plain_small_letter() -> None:
    letters = "aàảãáạăằẳẵắặâầẩẫấậ eèẻẽéẹêềểễếệ iìỉĩíị oòỏõóọôồổỗốộơờởỡớợ uùủũúụưừửữứự yỳỷỹýỵ dđ"

    for group in letters.split():
        assert set(fold(group + group.upper())) == {group[0]}


def test_squeezing_leaves_single_spaces() -> None:
    assert squeeze(" Số\n\t21 \u00a0 KL ") == "Số 21 KL"


def test_a_key_is_the_same_for_every_writing_of_a_name() -> None:
    assert fold_key("LUẬT Phòng,\u00a0chống\n tham nhũng") == fold_key(
        decomposed("Luật phòng chống tham nhũng")
    )
