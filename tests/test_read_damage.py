"""Files cut short or with bytes changed: a text or a ReadError comes back, never anything else."""

from __future__ import annotations

import contextlib

import pytest
from docx_writer import make_docx, paragraph, table
from hypothesis import given
from hypothesis import strategies as st
from pdf_writer import make_pdf, simple_page
from strategies import LAW

from vbgraph.errors import ReadError
from vbgraph.read import read_bytes

LINE = "Căn cứ Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ về khuyến khích, bảo vệ cán bộ;"
FILES = {
    "docx": make_docx(paragraph(LINE) + table(("Số 42-CT/TU", LINE))),
    "pdf": make_pdf([simple_page([LINE] * 5)] * 2),
    "html": f"<!DOCTYPE html><html><body><table><tr><td>{LINE}</td></tr></table><p>{LINE}</p></body></html>".encode(),
    "utf-16": LINE.encode("utf-16"),
    "rtf": b"{\\rtf1\\ansi " + LINE.encode("utf-8") + b"}",
}


def read_or_refuse(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        assert read_bytes(data).content.strip()


@pytest.mark.parametrize("kind", FILES)
@LAW
@given(data=st.data())
def test_a_file_cut_anywhere_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    whole = FILES[kind]

    read_or_refuse(whole[: data.draw(st.integers(0, len(whole)))])


@pytest.mark.parametrize("kind", FILES)
@LAW
@given(data=st.data())
def test_a_file_with_changed_bytes_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    changed = bytearray(FILES[kind])
    places = st.integers(0, len(changed) - 1)
    for place, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=9)):
        changed[place] = byte

    read_or_refuse(bytes(changed))


@LAW
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refuse(data)
