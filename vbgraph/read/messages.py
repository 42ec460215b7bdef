"""The sentences of this room, in Vietnamese and English: what was found in a file, and what to do next.

Keys are `read.<code>` for the sentence and `read.<code>.hint` for the remedy; `{name}`, `{found}`, `{size}`,
`{limit}` are filled in from the error's values.
"""

from __future__ import annotations

from collections.abc import Mapping

_VI_CONVERT = "Mở tệp bằng Word hoặc LibreOffice rồi lưu lại thành .docx, sau đó nạp lại."
_EN_CONVERT = "Open it in Word or LibreOffice, save it as .docx, then give that file."

MESSAGES: dict[str, dict[str, str]] = {
    "read.missing": {
        "vi": "{name}: không có tệp này.",
        "en": "{name}: there is no such file.",
    },
    "read.missing.hint": {
        "vi": "Kiểm tra lại đường dẫn và tên tệp.",
        "en": "Check the path and the file name.",
    },
    "read.folder": {
        "vi": "{name}: đây là thư mục, không phải tệp.",
        "en": "{name}: this is a folder, not a file.",
    },
    "read.folder.hint": {
        "vi": "Dùng lệnh ingest để nạp cả thư mục.",
        "en": "Use the ingest command for a whole folder.",
    },
    "read.special": {
        "vi": "{name}: không phải tệp thường (thiết bị, ống dẫn hoặc ổ cắm).",
        "en": "{name}: not a regular file (a device, a pipe or a socket).",
    },
    "read.special.hint": {
        "vi": "Chép nội dung ra một tệp, hoặc đưa qua đầu vào chuẩn: vbgraph extract -",
        "en": "Copy what it holds into a file, or pass it through standard input: vbgraph extract -",
    },
    "read.permission": {
        "vi": "{name}: không có quyền đọc tệp.",
        "en": "{name}: no permission to read this file.",
    },
    "read.permission.hint": {
        "vi": "Cấp quyền đọc hoặc sao tệp sang thư mục khác.",
        "en": "Grant the right to read it, or copy it to another folder.",
    },
    "read.io": {
        "vi": "{name}: không đọc được tệp ({found}).",
        "en": "{name}: the file could not be read ({found}).",
    },
    "read.io.hint": {
        "vi": "Kiểm tra ổ đĩa hoặc kết nối mạng rồi thử lại.",
        "en": "Check the disk or the network, then try again.",
    },
    "read.too_large": {
        "vi": "{name}: tệp quá lớn ({size}, giới hạn {limit}).",
        "en": "{name}: the file is too large ({size}, the limit is {limit}).",
    },
    "read.too_large.hint": {
        "vi": "Tách tệp thành các phần nhỏ hơn.",
        "en": "Split it into smaller files.",
    },
    "read.empty": {
        "vi": "{name}: tệp không có chữ nào.",
        "en": "{name}: the file holds no text.",
    },
    "read.empty.hint": {
        "vi": "Kiểm tra xem tệp có được tải về hoặc lưu đầy đủ không.",
        "en": "Check that it was downloaded or saved completely.",
    },
    "read.binary": {
        "vi": "{name}: không phải văn bản mà là {found}.",
        "en": "{name}: not a text but {found}.",
    },
    "read.binary.hint": {
        "vi": "Các dạng đọc được: txt, md, html, docx, pdf có lớp chữ.",
        "en": "Formats that can be read: txt, md, html, docx, pdf with a text layer.",
    },
    "read.unsupported_image": {
        "vi": "{name}: tệp ảnh ({found}), chưa có lớp chữ.",
        "en": "{name}: an image ({found}), there is no text in it.",
    },
    "read.unsupported_image.hint": {
        "vi": "Nhận dạng chữ (OCR) trước, chẳng hạn: ocrmypdf -l vie --image-dpi 300 ảnh.png văn-bản.pdf",
        "en": "Recognise the text (OCR) first, for example: ocrmypdf -l vie --image-dpi 300 image.png text.pdf",
    },
    "read.unsupported_doc": {
        "vi": "{name}: tệp Word đời cũ (Word 97–2003, .doc), chưa đọc được.",
        "en": "{name}: an old Word file (Word 97–2003, .doc), which cannot be read yet.",
    },
    "read.unsupported_doc.hint": {"vi": _VI_CONVERT, "en": _EN_CONVERT},
    "read.unsupported_rtf": {
        "vi": "{name}: tệp RTF, chưa đọc được.",
        "en": "{name}: an RTF file, which cannot be read yet.",
    },
    "read.unsupported_rtf.hint": {"vi": _VI_CONVERT, "en": _EN_CONVERT},
    "read.unsupported_odt": {
        "vi": "{name}: tệp OpenDocument (.odt), chưa đọc được.",
        "en": "{name}: an OpenDocument text (.odt), which cannot be read yet.",
    },
    "read.unsupported_odt.hint": {"vi": _VI_CONVERT, "en": _EN_CONVERT},
    "read.unsupported_office": {
        "vi": "{name}: {found}, không phải tệp văn bản.",
        "en": "{name}: {found}, not a text document.",
    },
    "read.unsupported_office.hint": {
        "vi": "Sao phần chữ cần đọc sang tệp .docx hoặc .txt.",
        "en": "Copy the text that matters into a .docx or .txt file.",
    },
    "read.unsupported_archive": {
        "vi": "{name}: tệp nén ({found}), chưa đọc được.",
        "en": "{name}: an archive ({found}), which cannot be read yet.",
    },
    "read.unsupported_archive.hint": {
        "vi": "Giải nén ra một thư mục rồi nạp thư mục đó.",
        "en": "Unpack it into a folder and give that folder.",
    },
    "read.unsupported_web_archive": {
        "vi": "{name}: trang web lưu dạng một tệp (.mht), chưa đọc được.",
        "en": "{name}: a web archive (.mht), which cannot be read yet.",
    },
    "read.unsupported_web_archive.hint": {
        "vi": "Mở tệp bằng trình duyệt rồi lưu lại thành .html.",
        "en": "Open it in a browser and save it as .html.",
    },
    "read.unsupported_xml": {
        "vi": "{name}: tệp XML, không phải trang web hay văn bản.",
        "en": "{name}: an XML file, neither a web page nor a text.",
    },
    "read.unsupported_xml.hint": {"vi": _VI_CONVERT, "en": _EN_CONVERT},
    "read.legacy_encoding": {
        "vi": "{name}: chữ gõ bằng bảng mã cũ ({found}), đọc ra sẽ sai dấu.",
        "en": "{name}: typed in an old Vietnamese encoding ({found}); its accents would come out wrong.",
    },
    "read.legacy_encoding.hint": {
        "vi": "Chuyển sang Unicode trước, chẳng hạn bằng công cụ chuyển mã của UniKey.",
        "en": "Convert it to Unicode first, for example with the converter of UniKey.",
    },
    "read.scan_no_text": {
        "vi": "{name}: PDF không có lớp chữ dùng được ({found}).",
        "en": "{name}: a PDF without a usable text layer ({found}).",
    },
    "read.scan_no_text.hint": {
        "vi": "Nhận dạng chữ (OCR) trước, chẳng hạn: ocrmypdf -l vie --force-ocr vào.pdf ra.pdf",
        "en": "Recognise the text (OCR) first, for example: ocrmypdf -l vie --force-ocr in.pdf out.pdf",
    },
    "read.encrypted": {
        "vi": "{name}: tệp đặt mật khẩu ({found}).",
        "en": "{name}: protected by a password ({found}).",
    },
    "read.encrypted.hint": {
        "vi": "Mở tệp bằng mật khẩu rồi lưu một bản không đặt mật khẩu.",
        "en": "Open it with the password and save a copy without one.",
    },
    "read.damaged": {
        "vi": "{name}: tệp {found} bị hỏng hoặc tải về chưa đủ.",
        "en": "{name}: a damaged or incomplete {found} file.",
    },
    "read.damaged.hint": {
        "vi": "Tải hoặc sao lại tệp từ nguồn.",
        "en": "Download or copy it from its source again.",
    },
    "read.unsafe": {
        "vi": "{name}: tệp {found} có cấu trúc bất thường nên không mở.",
        "en": "{name}: a {found} file of a suspicious structure; it was not opened.",
    },
    "read.unsafe.hint": {
        "vi": "Nếu tin cậy nguồn gửi, mở bằng Word rồi lưu lại thành tệp mới.",
        "en": "If you trust the sender, open it in Word and save it as a new file.",
    },
    # What was found, as words that stand inside the sentences above.
    "found.image_layer": {"vi": "chỉ có ảnh quét", "en": "scanned images only"},
    "found.stamp_only": {
        "vi": "chỉ có khối chữ ký số hoặc dấu chìm",
        "en": "only a signature block or a watermark",
    },
    "found.garbled": {"vi": "chữ bị mã hóa sai", "en": "the letters are garbled"},
    "found.unknown": {"vi": "dữ liệu nhị phân", "en": "binary data"},
    "found.program": {"vi": "tệp chương trình", "en": "a program"},
    "found.media": {"vi": "tệp âm thanh hoặc phim", "en": "sound or film"},
    "found.database": {"vi": "cơ sở dữ liệu SQLite", "en": "an SQLite database"},
    "found.font": {"vi": "phông chữ", "en": "a font"},
    "found.ole": {"vi": "tệp Office đời cũ", "en": "an old Office file"},
    "found.spreadsheet": {"vi": "bảng tính", "en": "a spreadsheet"},
    "found.slides": {"vi": "bản trình chiếu", "en": "a slide show"},
    "found.ebook": {"vi": "sách điện tử", "en": "an e-book"},
    "found.vietnamese_legacy": {"vi": "TCVN3 hoặc VNI", "en": "TCVN3 or VNI"},
}


def sentence(key: str, values: Mapping[str, object], *, lang: str = "en") -> str:
    """Return the catalogue's sentence for `key`, filled in; a key it does not know comes back as it is.

    A value `found` that is itself a key of the catalogue (`found.image_layer`) is put into words first.

    >>> sentence("read.missing", {"name": "a.txt"})
    'a.txt: there is no such file.'
    """
    entry = MESSAGES.get(key)
    if entry is None:
        return key
    words = {name: _in_words(value, lang) for name, value in values.items()}
    return entry[lang].format_map(_Blank(words))


def _in_words(value: object, lang: str) -> object:
    """Return a `found.…` key in words, anything else unchanged."""
    entry = MESSAGES.get(value) if isinstance(value, str) else None
    return entry[lang] if entry else value


class _Blank(dict[str, object]):
    """Values for a sentence; one that is absent shows as an ellipsis instead of raising."""

    def __missing__(self, key: str) -> str:
        return "…"
