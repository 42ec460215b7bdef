"""What a file is, told from its first bytes and, for containers, its table of contents; never from its name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What the bytes are: a format to read (`pdf`, `docx`, `text`), or the code and words of a refusal."""

    format: str
    refusal: str = ""
    found: str = ""


_TEXT = Kind("text")
#: Magic bytes at the start, the code of the refusal, what was found.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "unsupported_rtf", "RTF"),
    (b"\x89PNG\r\n", "unsupported_image", "PNG"),
    (b"\xff\xd8\xff", "unsupported_image", "JPEG"),
    (b"GIF87a", "unsupported_image", "GIF"),
    (b"GIF89a", "unsupported_image", "GIF"),
    (b"II*\x00", "unsupported_image", "TIFF"),
    (b"MM\x00*", "unsupported_image", "TIFF"),
    (b"AT&TFORM", "unsupported_image", "DjVu"),
    (b"\x1f\x8b\x08", "unsupported_archive", "gzip"),
    (b"7z\xbc\xaf'\x1c", "unsupported_archive", "7z"),
    (b"Rar!\x1a\x07", "unsupported_archive", "RAR"),
    (b"\xfd7zXZ\x00", "unsupported_archive", "xz"),
    (b"BZh", "unsupported_archive", "bzip2"),
    (b"(\xb5/\xfd", "unsupported_archive", "zstd"),
    (b"\x7fELF", "binary", "found.program"),
    (b"\xca\xfe\xba\xbe", "binary", "found.program"),
    (b"\xcf\xfa\xed\xfe", "binary", "found.program"),
    (b"SQLite format 3\x00", "binary", "found.database"),
    (b"ID3", "binary", "found.media"),
    (b"OggS", "binary", "found.media"),
    (b"\x00\x01\x00\x00\x00", "binary", "found.font"),
    (b"OTTO", "binary", "found.font"),
    (b"wOF", "binary", "found.font"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Names of OLE streams as they stand in the directory, and what they make of the file.
_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "encrypted", "Office"),
    ("WordDocument", "unsupported_doc", "Word 97–2003"),
    ("Workbook", "unsupported_office", "found.spreadsheet"),
    ("Book", "unsupported_office", "found.spreadsheet"),
    ("PowerPoint Document", "unsupported_office", "found.slides"),
)


def sniff(data: bytes) -> Kind:
    """Return what `data` is. Everything without a known signature is `text`, to be judged by its characters.

    >>> sniff(b"%PDF-1.7 ...").format
    'pdf'
    """
    head = data[:4096]
    if b"%PDF-" in head[:1024] and (head.startswith((b"%PDF-", b"\xef\xbb\xbf%PDF-")) or b"\x00" in head):
        return Kind("pdf")
    if head.lstrip()[:5] == b"%PDF-":
        return Kind("pdf")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    if head.startswith(_OLE):
        return _sniff_ole(data)
    for magic, code, found in _MAGIC:
        # A magic word that could begin a sentence needs a NUL beside it.
        if head.startswith(magic) and (not magic.isalnum() or b"\x00" in head):
            return Kind("", code, found)
    return _sniff_inside(head)


def _sniff_inside(head: bytes) -> Kind:
    """Return the kinds whose signature is not at the very start or too short to be trusted alone."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind("", "unsupported_image", "WebP")
    if head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI "):
        return Kind("", "binary", "found.media")
    if head[4:8] == b"ftyp":
        if head[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
            return Kind("", "unsupported_image", "HEIC")
        return Kind("", "binary", "found.media")
    if head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00":
        return Kind("", "unsupported_image", "BMP")
    if head[:2] == b"MZ" and b"\x00" in head[:64]:
        return Kind("", "binary", "found.program")
    if head[257:262] == b"ustar":
        return Kind("", "unsupported_archive", "tar")
    if head[:13].lower() == b"mime-version:" and b"multipart/related" in head.lower():
        return Kind("", "unsupported_web_archive", "MHTML")
    return _TEXT


def _sniff_zip(data: bytes) -> Kind:
    """Return what a zip container is, from its table of contents alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return _sniff_mimetype(archive.read("mimetype"))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, NotImplementedError):
        return Kind("", "damaged", "zip/docx")
    if "[Content_Types].xml" in names:
        folders = {name.split("/", 1)[0] for name in names}
        if "word" in folders:
            return Kind("docx")
        if "xl" in folders:
            return Kind("", "unsupported_office", "found.spreadsheet")
        if "ppt" in folders:
            return Kind("", "unsupported_office", "found.slides")
    return Kind("", "unsupported_archive", "zip")


def _sniff_mimetype(mimetype: bytes) -> Kind:
    """Return what a zip with a `mimetype` entry (OpenDocument, EPUB) is."""
    if b"opendocument.text" in mimetype:
        return Kind("", "unsupported_odt", "OpenDocument")
    if b"opendocument.spreadsheet" in mimetype:
        return Kind("", "unsupported_office", "found.spreadsheet")
    if b"opendocument.presentation" in mimetype:
        return Kind("", "unsupported_office", "found.slides")
    if b"epub" in mimetype:
        return Kind("", "unsupported_office", "found.ebook")
    return Kind("", "unsupported_archive", "zip")


def _sniff_ole(data: bytes) -> Kind:
    """Return which old Office program wrote the file: stream names stand in its directory as UTF-16."""
    for stream, code, found in _OLE_STREAMS:
        if stream.encode("utf-16-le") + b"\x00\x00" in data:
            return Kind("", code, found)
    return Kind("", "unsupported_office", "found.ole")
