"""PDF with a text layer → Text: page by page, page furniture gone, wrapped lines joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Text
from .decode import looks_like_legacy_vietnamese
from .pdf_columns import arrange, has_columns
from .pdf_furniture import without_furniture
from .pdf_lines import join_lines
from .problems import problem

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

#: A page of running text has far more letters; a signature block or a watermark far fewer.
_LETTERS_PER_PAGE = 60
#: So many characters tell whether letters have a meaning.
_SAMPLE = 20_000


def read_pdf(data: bytes, name: str) -> Text:
    """Return the text layer of a PDF.

    Raises ReadError: damaged, encrypted, scan_no_text, legacy_encoding.
    """
    pages, meta = _pages(data, name)
    kept = without_furniture(pages)
    _check(kept, name)
    return Text(join_lines(kept), "pdf", None, meta)


def _pages(data: bytes, name: str) -> tuple[list[list[str]], tuple[tuple[str, str], ...]]:
    """Return the lines of each page and the file's properties."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise problem("encrypted", name, found="PDF") from None
        raise problem("damaged", name, found="PDF") from None
    try:
        pages = [_page_lines(document, index) for index in range(len(document))]
        meta = _properties(document.get_metadata_dict(skip_empty=True))
    except pypdfium2.PdfiumError:
        raise problem("damaged", name, found="PDF") from None
    finally:
        document.close()
    return pages, meta


def _page_lines(document: PdfDocument, index: int) -> list[str]:
    """Return the lines of one page."""
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            text = textpage.get_text_range()
            # Places are known by index: only where each character has one can they be asked for.
            if has_columns(text) and len(text) == textpage.count_chars():
                lines = arrange(text, textpage.get_charbox, page.get_width())
            else:
                lines = text.splitlines()
        finally:
            textpage.close()
    finally:
        page.close()
    return [line for line in map(_plain, lines) if line]


def _plain(line: str) -> str:
    """Return `line` with single spaces and with hyphens where pdfium marks one at a line's end."""
    return " ".join(line.replace("\x02", "-").replace("\ufffe", "-").replace("\x00", "").split())


def _properties(found: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return title, author and date from the file's properties, those that are set."""
    values = {"title": found.get("Title", ""), "date": _iso_date(found.get("CreationDate", ""))}
    values["author"] = found.get("Author", "")
    return tuple((key, value.strip()) for key, value in values.items() if value.strip())


def _iso_date(stamp: str) -> str:
    """Return the day of a PDF time stamp.

    >>> _iso_date("D:20251128093000+07'00'")
    '2025-11-28'
    """
    digits = stamp.removeprefix("D:")[:8]
    if len(digits) < 8 or not digits.isascii() or not digits.isdigit():
        return ""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _check(pages: list[list[str]], name: str) -> None:
    """Refuse a text layer that is no text of the document: none, a stamp, letters without meaning."""
    text = "\n".join(line for page in pages for line in page)
    letters = sum(map(str.isalpha, text))
    if letters == 0:
        raise problem("scan_no_text", name, found="found.image_layer")
    sample = text[:_SAMPLE]
    strange = sum(1 for ch in sample if not (ch.isspace() or ch.isprintable()) or "\ue000" <= ch <= "\uf8ff")
    if strange > 0.1 * len(sample) or text.count("\ufffd") > 0.02 * len(text):
        raise problem("scan_no_text", name, found="found.garbled")
    if looks_like_legacy_vietnamese(sample):
        raise problem("legacy_encoding", name, found="found.vietnamese_legacy")
    if letters < _LETTERS_PER_PAGE * min(len(pages), 3):
        raise problem("scan_no_text", name, found="found.stamp_only")
