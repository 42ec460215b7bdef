"""The sample corpus as files: marked, complete, built from its sources, citing only what it should."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import make_sample
import pytest
import yaml

from vbgraph.read import read

SAMPLE = make_sample.SAMPLE
TRUTH = yaml.safe_load(Path(__file__).with_name("sample_truth.yaml").read_text(encoding="utf-8"))
FILES = sorted(path for path in SAMPLE.rglob("*") if path.is_file())
BUILT = make_sample.sources()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_says_that_it_is_a_sample(path: Path) -> None:
    assert make_sample.MARK in read(path).content


def test_the_truth_names_every_file_and_no_other() -> None:
    named = sorted(file for document in TRUTH["documents"] for file in document["files"])
    assert named == sorted(path.name for path in FILES)


def test_each_format_is_there_at_least_twice() -> None:
    formats = [path.suffix.removeprefix(".") for path in FILES]
    assert all(formats.count(kind) >= 2 for kind in ("txt", "md", "html", "docx", "pdf"))


def test_what_is_held_carries_a_number_that_is_plainly_invented() -> None:
    codes = [document["code"] for document in TRUTH["documents"] if document["files"] and document["code"]]
    assert all(int(re.match(r"\d+", code)[0]) >= 900 for code in codes)  # type: ignore[index]


@pytest.mark.parametrize("source", [s for s in BUILT if s.file.endswith(".docx")], ids=lambda s: s.file)
def test_a_docx_is_what_its_source_builds_byte_for_byte(source: make_sample.Source, tmp_path: Path) -> None:
    built = tmp_path / "built.docx"
    make_sample.write_docx(source, built)
    assert (SAMPLE / source.file).read_bytes() == built.read_bytes()


@pytest.mark.parametrize("source", [s for s in BUILT if s.file.endswith(".pdf")], ids=lambda s: s.file)
def test_a_pdf_carries_the_digest_of_its_source(source: make_sample.Source) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(SAMPLE / source.file) as pdf:
        assert pdf.get_metadata_value("Keywords") == f"source {source.digest}"


@pytest.mark.parametrize("source", BUILT, ids=lambda source: source.file)
def test_a_built_file_holds_every_word_of_its_source_in_order(source: make_sample.Source) -> None:
    words = (
        " ".join(re.sub(r"\[\^\d+\]", "", paragraph) for paragraph in source.body).replace("# ", "").split()
    )
    found = iter(read(SAMPLE / source.file).content.split())
    assert [word for word in words if word not in found] == []


def test_a_docx_holds_no_time_of_its_building() -> None:
    source = next(source for source in BUILT if source.file.endswith(".docx"))
    with zipfile.ZipFile(io.BytesIO((SAMPLE / source.file).read_bytes())) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_longest_pdf_has_three_pages_and_its_running_header_is_not_read() -> None:
    import pypdfium2

    source = next(source for source in BUILT if source.running)
    with pypdfium2.PdfDocument(SAMPLE / source.file) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert len(pages) >= 3
    assert all(source.running in page for page in pages)
    assert source.running not in read(SAMPLE / source.file).content


def test_a_related_news_item_of_the_web_page_is_not_read() -> None:
    page = SAMPLE / "tinh-lang-son" / "bao-lang-son-ho-so-cham.html"
    assert "9050-CT/TU" in page.read_text(encoding="utf-8")
    assert "9050-CT/TU" not in read(page).content


def test_the_truth_uses_each_label_once_and_only_labels_that_exist() -> None:
    labels = [document["label"] for document in TRUTH["documents"]]
    used = {end for source, _, target in TRUTH["edges"] for end in (source, target)}
    open_to = {label for mention in TRUTH["ambiguous"] for label in mention["candidates"]}
    assert len(labels) == len(set(labels))
    assert used | open_to | {conflict["label"] for conflict in TRUTH["conflicts"]} <= set(labels)
