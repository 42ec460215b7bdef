"""Bytes → characters, in every encoding Vietnamese files come in."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given
from strategies import LAW, as_cp1258, decomposed, texts

from vbgraph.errors import ReadError
from vbgraph.read import read_bytes
from vbgraph.text import clean

LONG = (
    "Căn cứ Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ quy định khuyến khích, bảo vệ cán bộ.\n"
)


@LAW
@given(texts())
def test_utf8_comes_back_as_it_was(text: str) -> None:
    read = read_bytes(text.encode())

    assert (read.content, read.encoding) == (text, "utf-8")


@LAW
@given(texts(line_end="\r\n"))
def test_line_ends_stay_as_they_are(text: str) -> None:
    assert read_bytes(text.encode()).content == text


@LAW
@given(texts())
def test_a_byte_order_mark_is_gone(text: str) -> None:
    assert read_bytes(codecs.BOM_UTF8 + text.encode()).content == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@LAW
@given(text=texts())
def test_utf16_is_read_without_a_byte_order_mark(encoding: str, text: str) -> None:
    read = read_bytes(text.encode(encoding))

    assert (read.content, read.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
@LAW
@given(text=texts())
def test_wide_encodings_are_read_with_their_mark(mark: bytes, encoding: str, text: str) -> None:
    assert read_bytes(mark + text.encode(encoding)).content == text


@LAW
@given(texts())
def test_nfd_stays_nfd_and_cleans_to_the_nfc_text(text: str) -> None:
    read = read_bytes(decomposed(text).encode())

    assert read.content == decomposed(text)
    assert clean(read.content).text == clean(text).text


@LAW
@given(texts())
def test_cp1258_gives_the_same_letters_as_utf8(text: str) -> None:
    text = LONG + text
    read = read_bytes(as_cp1258(text).encode("cp1258"))

    assert read.encoding == "cp1258"
    assert unicodedata.normalize("NFC", read.content) == unicodedata.normalize("NFC", text)


def test_a_short_cp1258_line_is_recognised() -> None:
    assert (
        unicodedata.normalize("NFC", read_bytes(as_cp1258("Số: 21-KL/TW").encode("cp1258")).content)
        == "Số: 21-KL/TW"
    )


def test_western_text_is_read_as_windows_1252() -> None:
    text = "Le décret n° 12 du 5 février 1998 relatif à l’enseignement supérieur a été publié. " * 4

    assert read_bytes(text.encode("cp1252")).content == text


def test_one_damaged_byte_does_not_change_the_encoding() -> None:
    data = (LONG * 30).encode() + b"\xff\n"

    read = read_bytes(data)

    assert read.encoding == "utf-8"
    assert read.content.startswith(LONG)


def test_a_short_text_with_a_lost_byte_is_still_utf8() -> None:
    data = "Căn cứ Nghị định số 73/2023/NĐ-CP".encode().replace("ị".encode(), b"\xe1\xbb", 1)

    assert read_bytes(data).content == "Căn cứ Ngh\ufffd định số 73/2023/NĐ-CP"


def test_text_in_a_tcvn3_font_is_refused_instead_of_read_wrongly() -> None:
    tcvn3 = (
        "Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc QuyÕt ®Þnh cña Thñ t-íng ChÝnh phñ"
    )

    with pytest.raises(ReadError) as caught:
        read_bytes(tcvn3.encode("cp1252"))

    assert caught.value.code == "legacy_encoding"


def test_stray_control_characters_become_spaces_one_for_one() -> None:
    read = read_bytes(LONG.encode() + "Số\x0005-CT/TW\x07".encode())

    assert read.content == LONG + "Số 05-CT/TW "


def test_the_hyphens_of_word_processors_are_kept_as_hyphens() -> None:
    read = read_bytes(LONG.encode() + "Số 05\x1eCT/TW".encode())

    assert read.content.endswith("Số 05-CT/TW")


def test_tabs_and_form_feeds_stay() -> None:
    assert read_bytes("Số\t05\x0cĐiều 1".encode()).content == "Số\t05\x0cĐiều 1"


def test_many_zero_bytes_make_a_binary() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(LONG.encode() + bytes(100))

    assert caught.value.code == "binary"


def test_random_bytes_are_never_taken_for_a_text() -> None:
    # A fixed linear congruence stands in for noise, so that the test is the same every time.
    state, out = 1, bytearray()
    for _ in range(4000):
        state = (state * 1103515245 + 12345) % 2**31
        out.append(state >> 16 & 0xFF)

    with pytest.raises(ReadError) as caught:
        read_bytes(bytes(out))

    assert caught.value.code == "binary"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Договор о сотрудничестве между правительствами двух стран подписан в городе Москве. " * 5,
            "cp1251",
        ),
        ("このたび政府は新しい協定を発表しました。内容は次のとおりです。" * 9, "shift_jis"),
    ],
)
def test_other_alphabets_are_not_taken_for_an_old_vietnamese_encoding(text: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding)).content == text
