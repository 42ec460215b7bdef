"""A minimal PDF writer for tests: lines of text at given places, any Unicode letters, with a text layer."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

#: One line: distance from the left and from the top in points, and its text.
Line = tuple[float, float, str]
_HEIGHT = 842


def simple_page(lines: Sequence[str], *, left: float = 60, top: float = 60, step: float = 16) -> list[Line]:
    """Return lines one below the other."""
    return [(left, top + step * i, line) for i, line in enumerate(lines)]


def make_pdf(pages: Sequence[Sequence[Line]], *, unicode_map: bool = True, trailer: bytes = b"") -> bytes:
    """Return a PDF of these pages. Without `unicode_map` the letters of its font mean nothing to a reader."""
    letters = sorted({ch for page in pages for _, _, text in page for ch in text})
    glyphs = {ch: i + 1 for i, ch in enumerate(letters)}
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    to_unicode = b" /ToUnicode 5 0 R" if unicode_map else b""
    objects.append(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R]"
        + to_unicode
        + b" >>"
    )
    objects.append(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /DW 500 /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R >>"
    )
    objects.append(_stream(_cmap(glyphs)))
    objects.append(
        b"<< /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    kids = []
    for page in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            b"/Contents " + f"{len(objects) + 2} 0 R >>".encode()
        )
        objects.append(_stream(_content(page, glyphs)))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects, trailer)


def _content(page: Sequence[Line], glyphs: dict[str, int]) -> bytes:
    """Return the drawing instructions of a page."""
    out = []
    for left, top, text in page:
        shown = "".join(f"{glyphs[ch]:04X}" for ch in text)
        out.append(f"BT /F 10 Tf {left} {_HEIGHT - top} Td <{shown}> Tj ET")
    return "\n".join(out).encode("ascii")


def _cmap(glyphs: dict[str, int]) -> bytes:
    """Return the map from glyph numbers to letters."""
    pairs = [f"<{number:04X}> <{ch.encode('utf-16-be').hex().upper()}>" for ch, number in glyphs.items()]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Test def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\nendcmap end end"
    ).encode("ascii")


def _stream(data: bytes) -> bytes:
    """Return a stream object, compressed."""
    packed = zlib.compress(data)
    return f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    """Return the objects as a file with its table of places."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R ".encode() + trailer
    return bytes(out + f" >>\nstartxref\n{start}\n%%EOF\n".encode())
