"""docx → Text: the body with its tables, the first page's header if it is a letterhead, the notes at the end."""

from __future__ import annotations

import re
from functools import lru_cache

from ..models import Text
from ..text import fold
from .docx_numbering import Numbering, read_numbering
from .docx_package import Package
from .docx_story import Story
from .problems import problem


def read_docx(data: bytes, name: str) -> Text:
    """Return the text of a Word file.

    Raises ReadError: damaged, encrypted, unsafe (document types, absurd nesting), too_large, empty.
    """
    package = Package(data, name)
    main = package.main_part()
    body = _story(package, main, read_numbering(package, main))
    parts = [*_letterhead(package, main, body), *body.lines, *_notes(package, main, body)]
    content = _tidy("".join(parts))
    if not content.strip():
        raise problem("empty", name)
    return Text(content, "docx", "utf-8", _properties(package))


def _story(package: Package, part: str, numbering: Numbering) -> Story:
    """Return `part`, read."""
    story = Story(numbering)
    package.stream(part, story.start, story.end, story.characters)
    return story


def _tidy(content: str) -> str:
    """Return the lines without spaces at their ends and with at most one blank line in a row."""
    stripped = "\n".join(line.rstrip() for line in content.split("\n"))
    return _blank_lines().sub("\n\n", stripped).strip("\n") + "\n"


@lru_cache(maxsize=1)
def _blank_lines() -> re.Pattern[str]:
    """Return the pattern of more than one blank line."""
    return re.compile(r"\n{3,}")


@lru_cache(maxsize=1)
def _letterhead_words() -> re.Pattern[str]:
    """Return what only a letterhead says: the national motto's lines, the Party's name, a number of its own."""
    return re.compile(
        r"cong hoa xa hoi chu nghia|dang cong san viet nam|^\s*so\s*:?\s*\d{1,6}\s*[-/]", re.MULTILINE
    )


def _letterhead(package: Package, main: str, body: Story) -> list[str]:
    """Return the lines of the first page's header if a letterhead stands there; other headers are page furniture."""
    wanted = "first" if body.first_page_differs else "default"
    relations = package.relations(main)
    for kind, target in body.headers:
        part = relations.get(target, ("", ""))[1]
        if kind == wanted and part in package:
            lines = _story(package, part, Numbering()).lines
            text = "".join(lines)
            if _letterhead_words().search(fold(text)) and text.strip() not in "".join(body.lines[:40]):
                return lines
    return []


def _notes(package: Package, main: str, body: Story) -> list[str]:
    """Return the footnotes and endnotes the body refers to, after it, in order of their references."""
    wanted = list(dict.fromkeys(body.notes))
    if not wanted:
        return []
    texts: dict[tuple[str, str], str] = {}
    for kind, part_kind in (("footnoteReference", "footnotes"), ("endnoteReference", "endnotes")):
        part = package.related(main, part_kind)
        if part is not None:
            texts.update(((kind, note), text) for note, text in _note_texts(package, part).items())
    return [
        "\n",
        *(f"[{i}] {texts[key].strip()}\n" for i, key in enumerate(wanted, 1) if texts.get(key, "").strip()),
    ]


def _note_texts(package: Package, part: str) -> dict[str, str]:
    """Return the text of each note of `part` by its id."""
    story = Story(Numbering())
    found: dict[str, str] = {}
    current = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal current
        if tag.endswith((" footnote", " endnote")):
            current = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            story.lines.clear()
        story.start(tag, attributes)

    def end(tag: str) -> None:
        story.end(tag)
        if tag.endswith((" footnote", " endnote")):
            found[current] = "".join(story.lines)

    package.stream(part, start, end, story.characters)
    return found


def _properties(package: Package) -> tuple[tuple[str, str], ...]:
    """Return title, author and date from the file's properties, those that are set."""
    part = "docProps/core.xml"
    if part not in package:
        return ()
    names = {"title": "title", "creator": "author", "created": "date"}
    found: dict[str, str] = {}
    current: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        current.append(names.get(tag.rsplit(" ", 1)[-1], ""))

    def characters(data: str) -> None:
        if current and current[-1]:
            found[current[-1]] = found.get(current[-1], "") + data

    def end(tag: str) -> None:
        current.pop()

    package.stream(part, start, end, characters)
    if "date" in found:
        found["date"] = found["date"][:10]
    return tuple(
        (key, found[key].strip()) for key in ("title", "date", "author") if found.get(key, "").strip()
    )
