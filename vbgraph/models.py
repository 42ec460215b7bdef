"""The words of the project as frozen dataclasses. Imports nothing of ours.

Facts (what a file says): `Text`, `Document`, `Mention`, `Provision`, `FileFacts`.
Conclusions (what follows from all facts together): `Node`, `Resolution`, `Edge`, `Evidence`, `NodeFlag`, `Graph`.
Dates are ISO strings and may be partial ("2025-11", "2019"). Offsets count code points of the text as read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: The closed list of relations, most telling first (ARCHITECTURE, Edges).
RELATIONS: tuple[str, ...] = (
    "based_on",
    "implements",
    "continues",
    "guides",
    "amends",
    "replaces",
    "repeals",
    "suspends",
    "corrects",
    "consolidates",
    "promulgates",
    "reviews",
    "reports",
    "cites",
)
#: Relations along which a document has sources ("upstream").
SOURCES: frozenset[str] = frozenset({"based_on", "implements", "continues", "guides"})
#: Relations that act upon another document's text or validity.
EFFECTS: frozenset[str] = frozenset(
    {"amends", "replaces", "repeals", "suspends", "corrects", "consolidates", "promulgates"}
)
#: Levels of authority, highest first; a finer numeric rank comes from the registry.
LEVELS: tuple[str, ...] = ("central", "ministry", "province", "district", "commune", "grassroots")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: code points from `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A file as read: the text all offsets point into, and where it came from.

    `format` is txt, md, html, docx or pdf. `meta` holds what the container says outside the text, as pairs
    ("title", "date", "site", "author"): page metadata, never the document's own identity.
    """

    content: str
    format: str = "txt"
    encoding: str | None = None
    meta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A number with its sign: `21-KL/TW`, `73/2023/NĐ-CP`, `64/CP`.

    `number` is canonical text with at least two digits and a letter suffix if there is one ("05", "30c");
    `year` the year inside the number; `sign` the canonical sign ("KL/TW", "NĐ-CP", "QH15"), None when the text
    gives a bare number. `style` is "party" (number-TYPE/ORG) or "state".
    """

    number: str
    year: int | None
    sign: str | None
    style: str = "state"

    def __str__(self) -> str:
        """Return the code as an official would write it."""
        if self.sign is None:
            return self.number if self.year is None else f"{self.number}/{self.year}"
        if self.style == "party":
            return f"{self.number}-{self.sign}"
        middle = "" if self.year is None else f"/{self.year}"
        return f"{self.number}{middle}/{self.sign}"


@dataclass(frozen=True, slots=True)
class Provision:
    """A place inside a document: điểm, khoản, Điều, Phụ lục; `text` is the wording as printed."""

    point: str | None = None
    clause: str | None = None
    article: str | None = None
    appendix: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A certified copy's own mark (sao y, sao lục, trích sao): never the identity of the document."""

    code: str | None
    copier: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """One document as its own file shows it (header facts). Fields that the text does not give are None.

    `kind` is directive, report or other. `locality` is the bare name of the province or centrally-run city.
    `district` is the district or commune of the issuer when the header names one. `term` is the Party term
    ("XIII") or provincial term the header states. `about`/`about_id`: for a report, the code and the mention id of
    the one document it is about. `flags` may hold: draft, number_blank, date_partial, copy, stamp, secret …
    """

    kind: str
    type: str | None = None
    number: str | None = None
    year: int | None = None
    sign: str | None = None
    code: str | None = None
    issuer: str | None = None
    locality: str | None = None
    district: str | None = None
    level: str | None = None
    date: str | None = None
    term: str | None = None
    title: str | None = None
    signer: str | None = None
    about: str | None = None
    about_id: str | None = None
    recipients: tuple[str, ...] = ()
    secrecy: str | None = None
    copy: Copy | None = None
    start: int = 0
    end: int = 0
    header_end: int = 0
    body_end: int = 0
    title_span: Span | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a text that cites a document.

    `kind`: number, name, title, short, anaphora, self. `document` is the index of the citing document in its file.
    `type`, `date`, `issuer`, `locality`, `term`, `title` are what this text says of the cited document, here or at
    another mention of it. `relation` is how the acting document relates to this one (None in reports and for mere
    definitions); `by`/`by_id` name the acting document when it is not the citing one, `of`/`of_id` the one acted
    upon when it is not this citation. `quote` is the sentence or clause that is the evidence, `cue` the words that
    decided the relation, `why` the rules as short words separated by spaces.
    """

    id: str
    document: int
    start: int
    end: int
    text: str
    kind: str
    type: str | None = None
    number: str | None = None
    year: int | None = None
    sign: str | None = None
    code: str | None = None
    name: str | None = None
    date: str | None = None
    issuer: str | None = None
    locality: str | None = None
    district: str | None = None
    term: str | None = None
    title: str | None = None
    provisions: tuple[Provision, ...] = ()
    relation: str | None = None
    by: str | None = None
    by_id: str | None = None
    of: str | None = None
    of_id: str | None = None
    quote: Span | None = None
    cue: Span | None = None
    flags: tuple[str, ...] = ()
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """All facts of one file: `path` relative to the folder given, with "/"; `sha256` of its bytes."""

    path: str
    sha256: str
    documents: tuple[Document, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an edge stands: the quoted span of a file, the node that asserts it, the rule."""

    file: str
    asserted_by: str
    start: int
    end: int
    quote: str
    rule: str
    secrecy: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A directed edge from the document that acts to the document acted upon (source, relation, target)."""

    source: str
    target: str
    relation: str
    provisions: tuple[Provision, ...] = ()
    confidence: float = 1.0
    mentions: int = 1
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeFlag:
    """A doubt kept about a document: `kind` ("conflict", "inferred", …), `field`, the `values`, where each stands."""

    kind: str
    field: str
    values: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileCopy:
    """A file of a document, with the certified copy's mark if it is one."""

    file: str
    document: int
    copy: Copy | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A document of the graph: held, missing (`held` False) or a report. `kind` is directive or report.

    `flags` are short words for lists ("conflict:date"); `notes` hold them in full. `names` are all the names by
    which it is cited. `why` tells the rules that made it one document. `sealed` are those of its words (title, names,
    issuer, values of notes) that only texts marked secret attest.
    """

    id: str
    kind: str = "directive"
    code: str | None = None
    type: str | None = None
    name: str | None = None
    title: str | None = None
    issuer: str | None = None
    locality: str | None = None
    level: str | None = None
    rank: int | None = None
    date: str | None = None
    term: str | None = None
    held: bool = False
    files: tuple[str, ...] = ()
    secrecy: str | None = None
    draft: bool = False
    names: tuple[str, ...] = ()
    copies: tuple[FileCopy, ...] = ()
    notes: tuple[NodeFlag, ...] = ()
    flags: tuple[str, ...] = ()
    why: str = ""
    depth: int | None = None
    sealed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which document a mention means. `target` None: open, with its `candidates`, or nothing to resolve."""

    file: str
    mention: str
    target: str | None
    candidates: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Graph:
    """What all facts together conclude, sorted by id, so that two runs are equal byte for byte."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    root: str | None = None
    paths: tuple[tuple[str, ...], ...] = field(default=())
