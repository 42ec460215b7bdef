"""What a file is, told by its content, and what is said about files that cannot be read."""

from __future__ import annotations

import gzip
import os
import pickle
import re
import socket
from pathlib import Path

import pytest
from docx_writer import make_docx, make_zip, paragraph

from vbgraph.errors import ReadError
from vbgraph.read import read, read_bytes
from vbgraph.read.messages import MESSAGES, sentence

WORDS = "Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(data: bytes, name: str = "a.txt") -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    return caught.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "empty"),
        ("\ufeff \u00a0\n".encode(), "empty"),
        (b"{\\rtf1\\ansi Chi thi}", "unsupported_rtf"),
        (OLE + "WordDocument".encode("utf-16-le") + bytes(400), "unsupported_doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(400), "encrypted"),
        (OLE + "Workbook".encode("utf-16-le") + bytes(400), "unsupported_office"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "unsupported_image"),
        (b"\xff\xd8\xff\xe0" + bytes(60), "unsupported_image"),
        (b"II*\x00" + bytes(60), "unsupported_image"),
        (gzip.compress(b"Chi thi so 05" * 9, mtime=0), "unsupported_archive"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(60), "unsupported_archive"),
        (make_zip({"a.txt": WORDS}), "unsupported_archive"),
        (make_zip({"mimetype": "application/vnd.oasis.opendocument.text"}), "unsupported_odt"),
        (make_zip({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), "unsupported_office"),
        (make_zip({"[Content_Types].xml": "x", "ppt/a.xml": "x"}), "unsupported_office"),
        (make_docx(paragraph(WORDS))[:300], "damaged"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
            "unsupported_web_archive",
        ),
        (b"\x7fELF" + bytes(range(256)), "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"SQLite format 3\x00" + bytes(100), "binary"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(data: bytes, code: str) -> None:
    assert refusal(data).code == code


@pytest.mark.parametrize("data", [b"{\\rtf1 x}", b"", b"\x89PNG\r\n\x1a\n" + bytes(60)])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_refusal_has_a_sentence_and_a_remedy_in_both_languages(data: bytes, lang: str) -> None:
    error = refusal(data, "van-ban.txt")

    words = sentence(error.message, error.values, lang=lang), sentence(error.hint, error.values, lang=lang)

    assert "van-ban.txt" in words[0]
    assert words[1] not in ("", error.hint)


def test_a_refusal_printed_bare_is_readable() -> None:
    assert str(refusal(b"", "a.txt")).startswith("a.txt: the file holds no text.")


def test_a_refusal_survives_the_way_between_processes() -> None:
    error = refusal(b"{\\rtf1 x}", "a.txt")

    again = pickle.loads(pickle.dumps(error))

    assert (again.code, again.message, again.values, str(again)) == (
        error.code,
        error.message,
        error.values,
        str(error),
    )


def test_every_sentence_stands_in_both_languages_with_the_same_values() -> None:
    for key, words in MESSAGES.items():
        assert set(words) == {"vi", "en"}, key
        assert re.findall(r"\{\w+\}", words["vi"]).sort() == re.findall(r"\{\w+\}", words["en"]).sort(), key


def test_every_refusal_has_its_remedy() -> None:
    codes = [key for key in MESSAGES if key.startswith("read.") and not key.endswith(".hint")]

    assert [key for key in codes if f"{key}.hint" not in MESSAGES] == []


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "công văn.txt"
    path.write_text(WORDS, encoding="utf-8")

    assert read(path).content == WORDS


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "không-có.txt")

    assert caught.value.code == "missing"
    assert "không-có.txt" in str(caught.value)


def test_a_path_below_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")

    with pytest.raises(ReadError) as caught:
        read(tmp_path / "a.txt" / "b.txt")

    assert caught.value.code == "missing"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read(tmp_path)

    assert caught.value.code == "folder"


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="needs a user without all rights",
)
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WORDS, encoding="utf-8")
    path.chmod(0)

    with pytest.raises(ReadError) as caught:
        read(path)

    assert caught.value.code == "permission"


def test_a_file_beyond_the_limit_is_refused_with_both_sizes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 5000)

    with pytest.raises(ReadError) as caught:
        read(path, limit_bytes=2048)

    assert caught.value.code == "too_large"
    assert "5 KB" in str(caught.value)
    assert "2 KB" in str(caught.value)


def test_the_size_a_file_is_said_to_have_is_not_relied_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 5000)
    real = os.fstat
    lying = lambda handle: os.stat_result((*real(handle)[:6], 0, *real(handle)[7:]))  # noqa: E731
    monkeypatch.setattr(os, "fstat", lying)

    with pytest.raises(ReadError) as caught:
        read(path, limit_bytes=2048)

    assert caught.value.code == "too_large"
    assert "> 2 KB" in str(caught.value)


@pytest.mark.skipif(os.name != "posix", reason="devices and pipes are files on POSIX alone")
@pytest.mark.parametrize("kind", ["device", "pipe", "link to a device", "socket"])
def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "z.txt"
    if kind == "device":
        path = Path("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
    else:
        path.symlink_to("/dev/zero")

    with pytest.raises(ReadError) as caught:
        read(path)

    assert caught.value.code == "special"


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 2048)

    assert len(read(path, limit_bytes=2048).content) == 2048


def test_the_name_does_not_decide_what_a_file_is() -> None:
    assert read_bytes(make_docx(paragraph(WORDS)), "a.pdf").format == "docx"


def test_plain_text_named_docx_is_plain_text() -> None:
    assert read_bytes(WORDS.encode(), "a.docx").format == "txt"


@pytest.mark.parametrize(
    "words", ["OTTO von Bismarck", "ID3 là tên", "BM là tên viết tắt", "MZ 12", "PK là viết tắt"]
)
def test_words_that_look_like_a_signature_are_still_words(words: str) -> None:
    assert read_bytes(words.encode()).content == words


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("# Chỉ thị\n\n- **Căn cứ** Luật", "-", "md"),
        ("# Chỉ thị\n\n- **Căn cứ** Luật", "a.txt", "md"),
        ("# Chỉ thị\n\nCăn cứ Luật", "a.md", "md"),
        ("# Chỉ thị\n\nCăn cứ Luật", "a.txt", "txt"),
        ("Căn cứ Luật", "a.MD", "md"),
        ("*\nSố 21-KL/TW\n***\n> 5 ngày", "-", "txt"),
    ],
)
def test_markdown_is_told_by_its_marks_and_the_name_breaks_a_tie(text: str, name: str, expected: str) -> None:
    assert read_bytes(text.encode(), name).format == expected


def test_markdown_stays_as_it_is() -> None:
    text = "# Chỉ thị\r\n\r\n**Số** 05-CT/TW  \r\n[Luật](https://example.vn)\r\n"

    assert read_bytes(text.encode(), "a.md").content == text
