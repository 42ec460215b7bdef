"""A docx file as a package: its parts found by their relationships and streamed, bounded and without DTDs."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from .problems import problem, size_text

#: No part is unpacked beyond this, whatever the zip's directory claims.
PART_LIMIT = 128 * 1024 * 1024
_SMALL_PART = 4 * 1024 * 1024
_CHUNK = 64 * 1024
_MAX_DEPTH = 400
_ZIP_ERRORS = (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]


class Package:
    """An opened docx. Raises ReadError: damaged, encrypted, unsafe, too_large."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the zip in `data`; `name` is for messages."""
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS:
            raise problem("damaged", name, found="docx") from None
        self._members = {info.filename.lstrip("/"): info for info in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        """Say whether the package holds `part`."""
        return part in self._members

    def main_part(self) -> str:
        """Return the path of the main document: word/document.xml, or what the package says instead."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument":
                return target
        if "word/document.xml" in self:
            return "word/document.xml"
        raise problem("damaged", self._name, found="docx")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the internal relationships of `part` (of the package for ""): id → (kind, path of the part)."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return {}
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag.endswith(" Relationship") and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rsplit("/", 1)[-1]
                found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

        self.stream(rels, start, limit=_SMALL_PART)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """Return the path of the one part of `kind` ("footnotes", "numbering") that `part` refers to."""
        targets = [target for found, target in self.relations(part).values() if found == kind]
        return targets[0] if targets and targets[0] in self else None

    def stream(
        self,
        part: str,
        start: Start,
        end: End | None = None,
        characters: Characters | None = None,
        *,
        limit: int | None = None,
    ) -> None:
        """Run the handlers over the XML of `part`. Names come as "namespace local"."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        depth = 0

        def opened(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > _MAX_DEPTH:
                raise problem("unsafe", self._name, found="docx")
            start(tag, attributes)

        def closed(tag: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(tag)

        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        if characters is not None:
            parser.CharacterDataHandler = characters
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._feed(part, parser, PART_LIMIT if limit is None else limit)

    def _feed(self, part: str, parser: expat.XMLParserType, limit: int) -> None:
        """Unpack `part` piece by piece into `parser`, and stop at the limit."""
        info = self._members.get(part)
        if info is None:
            raise problem("damaged", self._name, found="docx")
        if info.flag_bits & 0x1:
            raise problem("encrypted", self._name, found="docx")
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise problem(
                            "too_large", self._name, size=f"> {size_text(limit)}", limit=size_text(limit)
                        )
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (*_ZIP_ERRORS, zlib.error, expat.ExpatError):
            raise problem("damaged", self._name, found="docx") from None

    def _refuse_doctype(self, *_: object) -> None:
        """Refuse a document type: Office never writes one, entity bombs need one."""
        raise problem("unsafe", self._name, found="docx")
