"""One story of a docx (the body, a header, the notes) → its lines, in reading order.

A streaming reader: no tree is built, so memory follows the text, not the markup. Paragraphs become lines; the
paragraphs of a cell stand on lines of their own, cell after cell, row after row; a text box follows the paragraph it
is anchored in. Deleted and hidden text, field codes and fallbacks for old programs are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .docx_numbering import Numbering
from .docx_symbols import symbol
from .superscripts import raised

#: Elements whose whole content is no text of the document.
_SKIPPED = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "sdtPr", "tblPr", "trPr", "tcPr"}
    | {"sectPrChange", "pPrChange", "rPrChange", "annotation", "rt", "graphicData-title", "docPartObj"}
)
#: Elements that are a character each.
_CHARACTERS = {
    "tab": "\t",
    "cr": "\n",
    "br": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
    "ptab": "\t",
}
_NOTES = frozenset({"footnoteReference", "endnoteReference"})


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    number: str | None = None
    level: int = 0
    style: str | None = None
    continues: bool = False


class Story:
    """Handlers for `Package.stream`; when it is through, `lines` holds the text and `notes` the notes referred to."""

    def __init__(self, numbering: Numbering) -> None:
        """Start an empty story; `numbering` counts automatic numbers on."""
        self.lines: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.headers: list[tuple[str, str]] = []
        self.first_page_differs = False
        self._numbering = numbering
        self._path: list[str] = []
        self._skip = 0
        self._paragraphs: list[_Paragraph] = []
        self._outputs: list[list[str]] = [self.lines]
        self._hidden = False
        self._raised = False
        self._sections = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        local = tag.rsplit(" ", 1)[-1]
        self._path.append(local)
        if self._skip or (local in _SKIPPED and not self._is_mark(local)):
            self._skip += 1
            return
        values = {key.rsplit(" ", 1)[-1]: value for key, value in attributes.items()} if attributes else {}
        if local == "p" and "drawingml" not in tag:
            self._paragraphs.append(_Paragraph())
        elif local == "txbxContent":
            self._outputs.append([])
        elif local == "r":
            self._hidden = self._raised = False
        elif "pPr" in self._path[-4:]:
            self._paragraph_property(local, values)
        elif "rPr" in self._path[-2:]:
            self._run_property(local, values)
        elif local in _CHARACTERS or local == "sym":
            self._add(symbol(values) if local == "sym" else _CHARACTERS[local])
        elif local in _NOTES:
            self.notes.append((local, values.get("id", "")))
        elif "sectPr" in self._path[-2:]:
            self._section_property(local, values)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        local = self._path.pop()
        if self._skip:
            self._skip -= 1
        elif local == "p" and "drawingml" not in tag:
            self._close_paragraph()
        elif local == "txbxContent":
            box = self._outputs.pop()
            if self._paragraphs:
                self._paragraphs[-1].boxes.extend(box)
            else:
                self._outputs[-1].extend(box)
        elif local == "sectPr":
            self._sections += 1

    def characters(self, data: str) -> None:
        """Take character data; only that of text elements counts."""
        if not self._skip and self._path[-1] == "t":
            self._add(data)

    def _is_mark(self, local: str) -> bool:
        """Say whether `del` here marks a paragraph's end (inside rPr) instead of holding deleted runs."""
        return local in ("del", "moveFrom") and len(self._path) > 1 and self._path[-2] == "rPr"

    def _add(self, text: str) -> None:
        """Add visible characters to the paragraph that is open."""
        if self._paragraphs and not self._hidden:
            pieces = self._paragraphs[-1].pieces
            pieces.append(raised(text, pieces[-1]) if self._raised and pieces else text)

    def _run_property(self, local: str, values: dict[str, str]) -> None:
        """Note what hides or raises a run."""
        if local == "vanish":
            self._hidden = values.get("val", "1") not in ("0", "false", "off")
        elif local == "vertAlign":
            self._raised = values.get("val") == "superscript"

    def _paragraph_property(self, local: str, values: dict[str, str]) -> None:
        """Note the automatic number of the paragraph, its style, and whether its end was deleted."""
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        if local == "numId":
            paragraph.number = values.get("val")
        elif local == "ilvl":
            paragraph.level = int(values.get("val", "0")) if values.get("val", "0").isdigit() else 0
        elif local == "pStyle":
            paragraph.style = values.get("val")
        elif local == "del" and self._path[-2] == "rPr":
            paragraph.continues = True
        elif local in ("headerReference", "titlePg"):
            self._section_property(local, values)

    def _section_property(self, local: str, values: dict[str, str]) -> None:
        """Note the headers of the first section."""
        if self._sections == 0 and local == "headerReference":
            self.headers.append((values.get("type", "default"), values.get("id", "")))
        elif self._sections == 0 and local == "titlePg":
            self.first_page_differs = values.get("val", "1") not in ("0", "false", "off")

    def _close_paragraph(self) -> None:
        """Write the paragraph as a line, with its number before it and its text boxes after it."""
        paragraph = self._paragraphs.pop()
        out = self._outputs[-1]
        text = "".join(paragraph.pieces)
        number = (
            self._numbering.next(paragraph.number, paragraph.level, paragraph.style) if text.strip() else ""
        )
        if paragraph.continues:
            out.append(f"{number}{text}")
        else:
            out.append(f"{number}{text}\n")
        out.extend(paragraph.boxes)
