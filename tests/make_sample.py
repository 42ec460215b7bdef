"""Build the .docx and .pdf files of data/sample from tests/sample_sources.yaml.

    python tests/make_sample.py            writes every file anew
    python tests/make_sample.py docx       only the .docx files (needs nothing but PyYAML)

The .docx files are written here part by part, without compression and with fixed times, so that they come out the
same byte for byte everywhere. The .pdf files need fpdf2 (`pip install fpdf2`) and a serif font with all Vietnamese
letters that may be embedded: DejaVu Serif Condensed (free licence; Debian: fonts-dejavu-extra), found in VBGRAPH_FONTS
or where Debian puts it. Each file carries the digest of its source, by which tests/test_sample.py sees that it is up
to date.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import yaml

SOURCES = Path(__file__).with_name("sample_sources.yaml")
SAMPLE = Path(__file__).parent.parent / "data" / "sample"
MARK = "[VĂN BẢN MẪU - không có giá trị pháp lý]"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be built; `digest` changes when anything in its source does."""

    file: str
    letterhead: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    title: tuple[str, ...]
    body: tuple[str, ...]
    footnotes: tuple[str, ...]
    recipients: tuple[str, ...]
    sign: tuple[str, ...]
    running: str  # the running header of a .pdf of several pages
    digest: str


def sources() -> tuple[Source, ...]:
    """Return the documents of tests/sample_sources.yaml."""
    return tuple(_source(raw) for raw in yaml.safe_load(SOURCES.read_text(encoding="utf-8")))


def _source(raw: dict[str, list[str]]) -> Source:
    words = json.dumps([MARK, raw], ensure_ascii=False, sort_keys=True)
    return Source(
        file=str(raw["file"]),
        letterhead=tuple((tuple(left), tuple(right)) for left, right in raw["letterhead"]),
        title=tuple(raw["title"]),
        body=tuple(raw["body"]),
        footnotes=tuple(raw.get("footnotes", ())),
        recipients=tuple(raw["recipients"]),
        sign=tuple(raw["sign"]),
        running=str(raw.get("running", "")),
        digest=hashlib.sha256(words.encode("utf-8")).hexdigest()[:16],
    )


# --- docx ------------------------------------------------------------------------------------------------------


def _run(text: str, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(text: str, align: str = "both", bold: bool = False) -> str:
    """Return one paragraph; [^1] becomes a reference to a footnote."""
    runs = []
    for part in re.split(r"(\[\^\d+\])", text):
        note = re.fullmatch(r"\[\^(\d+)\]", part)
        if note:
            runs.append(f'<w:r><w:footnoteReference w:id="{note[1]}"/></w:r>')
        elif part:
            runs.append(_run(part, bold))
    return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{"".join(runs)}</w:p>'


def _table(rows: list[tuple[str, str]]) -> str:
    """Return a table of two columns without borders; cells are given as finished paragraphs."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="4700" w:type="dxa"/></w:tcPr>{}</w:tc>'
    lines = [f"<w:tr>{cell.format(left)}{cell.format(right)}</w:tr>" for left, right in rows]
    grid = '<w:tblGrid><w:gridCol w:w="4700"/><w:gridCol w:w="4700"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="9400" w:type="dxa"/></w:tblPr>{grid}{"".join(lines)}</w:tbl>'


def _cell(lines: tuple[str, ...], align: str = "center", bold: bool = False) -> str:
    return "".join(_paragraph(line, align, bold) for line in lines or ("",))


def _document_xml(source: Source) -> str:
    """Return the main part: letterhead table, title, body, recipients and signature in a second table."""
    head = _table([(_cell(left), _cell(right)) for left, right in source.letterhead])
    title = "".join(_paragraph(line, "center", bold=True) for line in source.title)
    body = "".join(
        _paragraph(p[2:], "center", bold=True) if p.startswith("# ") else _paragraph(p) for p in source.body
    )
    end = _table(
        [(_cell(("Nơi nhận:", *source.recipients), "left"), _cell(source.sign, bold=True))],
    )
    section = (
        f'<w:sectPr><w:headerReference xmlns:r="{_REL}" w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    head = _paragraph(MARK, "center") + head
    return f"<w:document {_W}><w:body>{head}{title}{body}{end}{_paragraph('')}{section}</w:body></w:document>"


def _footnotes_xml(source: Source) -> str:
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{_run(" " + text)}</w:p></w:footnote>'
        for n, text in enumerate(source.footnotes, 1)
    )
    return f"<w:footnotes {_W}>{notes}</w:footnotes>"


def _parts(source: Source) -> dict[str, str]:
    """Return the parts of a .docx package by their names, in the order in which they are stored."""
    overrides = {"document": "document.main", "header1": "header", "footnotes": "footnotes"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>'
        for name, kind in overrides.items()
    )
    links = f'<Relationship Id="rId2" Type="{_REL}/header" Target="header1.xml"/>' + (
        f'<Relationship Id="rId3" Type="{_REL}/footnotes" Target="footnotes.xml"/>'
    )
    rels = '<Relationships xmlns="{}/relationships">{}</Relationships>'
    core = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>source {source.digest}</dc:description>'
        "</cp:coreProperties>"
    )
    root = (
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": rels.format(_PACKAGE, root),
        "docProps/core.xml": core,
        "word/document.xml": _document_xml(source),
        "word/_rels/document.xml.rels": rels.format(_PACKAGE, links),
        "word/header1.xml": f"<w:hdr {_W}>{_paragraph('VĂN BẢN MẪU', 'center')}</w:hdr>",
        "word/footnotes.xml": _footnotes_xml(source),
    }


def write_docx(source: Source, target: Path) -> None:
    """Write one .docx, the same bytes each time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, xml in _parts(source).items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o644 << 16
            declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            package.writestr(info, (declaration + xml).encode("utf-8"))


# --- pdf -------------------------------------------------------------------------------------------------------


def write_pdf(source: Source, target: Path) -> None:
    """Write one .pdf with a text layer, a running page header and page numbers; needs fpdf2."""
    import datetime

    from fpdf import FPDF

    class Page(FPDF):
        def header(self) -> None:
            self.set_font("Serif", "I", 10)
            self.cell(0, 6, source.running, align="C", new_x="LMARGIN", new_y="NEXT")
            self.ln(2)

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("Serif", "", 11)
            self.cell(0, 8, str(self.page_no()), align="C")

    fonts = Path(os.environ.get("VBGRAPH_FONTS", "/usr/share/fonts/truetype/dejavu"))
    pdf = Page(format="A4")
    pdf.set_creation_date(datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC))
    pdf.set_keywords(f"source {source.digest}")
    for style, name in (("", ""), ("B", "-Bold"), ("I", "-Italic")):
        pdf.add_font("Serif", style, fonts / f"DejaVuSerifCondensed{name}.ttf")
    pdf.set_margins(30, 15, 20)
    pdf.set_auto_page_break(auto=True, margin=20)
    pdf.add_page()
    _draw(pdf, source)
    pdf.output(str(target))


def _draw(pdf, source: Source) -> None:  # type: ignore[no-untyped-def]  # fpdf2 is no dependency
    """Draw a document: letterhead line by line across both columns, as a word processor prints it."""
    pdf.set_font("Serif", "I", 10)
    pdf.cell(0, 6, MARK, align="C", new_x="LMARGIN", new_y="NEXT")
    for left, right in source.letterhead:
        for n in range(max(len(left), len(right))):
            pdf.set_font("Serif", "B" if n == 0 and not left[0].startswith("Số") else "", 11)
            pdf.cell(65, 6, left[n] if n < len(left) else "", align="C")
            pdf.cell(95, 6, right[n] if n < len(right) else "", align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)
    pdf.set_font("Serif", "B", 13)
    for line in source.title:
        pdf.multi_cell(0, 7, line, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)
    for paragraph in source.body:
        heading = paragraph.startswith("# ")
        pdf.set_font(
            "Serif", "B" if heading or re.match(r"Điều \d+\. \S[^.]{0,60}$", paragraph) else "", 12.5
        )
        text = paragraph.removeprefix("# ")
        pdf.multi_cell(0, 7, text, align="C" if heading else "L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(2)
    pdf.ln(3)
    _draw_end(pdf, source)


def _draw_end(pdf, source: Source) -> None:  # type: ignore[no-untyped-def]  # fpdf2 is no dependency
    """Draw the recipients on the left and the signature on the right, kept together on one page."""
    left = ("Nơi nhận:", *source.recipients)
    if pdf.get_y() + 6 * max(len(left), len(source.sign)) > pdf.h - 20:
        pdf.add_page()
    top = pdf.get_y()
    pdf.set_font("Serif", "", 10)
    for line in left:
        pdf.cell(85, 5.5, line, new_x="LMARGIN", new_y="NEXT")
    pdf.set_y(top)
    pdf.set_font("Serif", "B", 12)
    for line in source.sign:
        pdf.set_x(115)
        pdf.cell(75, 7, line, align="C", new_x="LMARGIN", new_y="NEXT")


def main(kinds: list[str]) -> None:
    """Build the files of the kinds given ("docx", "pdf"; both when none is given)."""
    for source in sources():
        target = SAMPLE / source.file
        kind = target.suffix.removeprefix(".")
        if not kinds or kind in kinds:
            target.parent.mkdir(parents=True, exist_ok=True)
            (write_docx if kind == "docx" else write_pdf)(source, target)
            print(source.file)


if __name__ == "__main__":
    main(sys.argv[1:])
