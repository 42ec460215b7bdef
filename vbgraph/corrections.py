"""Hand corrections: what a person wrote into the YAML file beside the database, checked, each with its line.

An entry is one of five sentences: this mention means X, these are one, these are two, this relation is Y, the date
is Z. A mention is named by its file and its own words, a document by fields; neither needs an offset, so an entry
holds when files are read again or moved. `vbgraph.resolve` applies the entries as the last step of concluding and
returns an `Outcome` for each.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from vbgraph.errors import CorrectionsError
from vbgraph.models import RELATIONS

if TYPE_CHECKING:
    from yaml.nodes import Node as Yaml

KINDS = ("mention", "same", "different", "relation", "date")
#: The relation, or the meaning, of a citation that has none.
NONE = "none"
#: The field that tells what sort of entry it is, and what must stand beside it.
_SHAPES = {
    "means": ("mention", ("mention",)),
    "relation": ("relation", ("mention",)),
    "same": ("same", ()),
    "different": ("different", ()),
    "date": ("date", ("document",)),
}
_LIMIT = 4_000_000
_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_ID = r"[a-z][a-z0-9]*(?:[-.][a-z0-9]+)+"


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a file. `mention` are the words of the citation when `quote` holds several; `nth` counts from 1.

    `content` begins the sha256 of the file: it finds a file that was moved.
    """

    file: str
    quote: str
    mention: str | None = None
    nth: int | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Which:
    """A document by what it must be: all fields given have to fit; `id` chooses when several do."""

    id: str | None = None
    file: str | None = None
    content: str | None = None
    code: str | None = None
    type: str | None = None
    issuer: str | None = None
    locality: str | None = None
    date: str | None = None
    term: str | None = None
    name: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry: `kind` is one of KINDS, `key` a short name made of its content, `line` where it stands.

    `documents` are what is meant, dated, or are one or two; empty with `relation`, and when a mention means none.
    """

    kind: str
    key: str
    line: int
    place: Place | None = None
    documents: tuple[Which | Place, ...] = ()
    relation: str | None = None
    date: str | None = None
    note: str | None = None

    @property
    def rule(self) -> str:
        """The word that stands in the reasons of what this entry changed."""
        return f"corrected:{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Corrections:
    """All entries of a file, in its order; `file` is its name without folders, `digest` that of its bytes."""

    entries: tuple[Correction, ...] = ()
    file: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry: applied, already (so without it), unmatched and why, pending (not concluded yet).

    `places` counts the citations it was applied to.
    """

    key: str
    state: str
    reason: str = ""
    places: int = 0


def path_for(database: Path) -> Path:
    """Return the file of corrections that belongs to a database: `vbgraph.db` has `vbgraph.corrections.yaml`."""
    return database.with_name(f"{database.stem}.corrections.yaml")


def digest_of(path: Path) -> str:
    """Return a digest of the file's content, "" when there is none. Raises CorrectionsError when unreadable."""
    data = _bytes(path)
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:16] if data.strip() else ""


def load(path: Path) -> Corrections:
    """Return the checked entries of a file, none when it is not there.

    Raises CorrectionsError naming file and line: not YAML, an unknown or missing field, a value of the wrong kind.
    """
    data = _bytes(path)
    if not data.strip():
        return Corrections(file=path.name)
    return Corrections(tuple(_Reading(path).entries(data)), path.name, digest_of(path))


def parse(text: str, path: Path) -> Corrections:
    """Return the checked entries of a text that is to be written to `path`. Raises CorrectionsError like `load`."""
    return Corrections(tuple(_Reading(path).entries(text.encode())), path.name)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LIMIT:
            raise CorrectionsError("corrections.large", "corrections.hint", path=path)
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise CorrectionsError(
            "corrections.unreadable", "corrections.hint", path=path, why=error.strerror or error
        ) from error


class _Reading:
    """One reading of one file: every complaint names the line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def entries(self, data: bytes) -> Iterator[Correction]:
        """Yield the entries. Raises CorrectionsError at the first that does not fit."""
        root = self._root(data)
        seen: dict[str, int] = {}
        for node in self._items(root) if root is not None else ():
            entry = self._entry(node)
            if entry.key in seen:
                self._bad(node, "corrections.twice", first=seen[entry.key])
            seen[entry.key] = entry.line
            yield entry

    def _root(self, data: bytes) -> Yaml | None:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            return yaml.compose(data.decode("utf-8-sig"), Loader=loader)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise CorrectionsError(
                "corrections.utf8", "corrections.hint", path=self.path, line=line
            ) from error
        except (yaml.YAMLError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark is not None else 1
            why = getattr(error, "problem", None) or type(error).__name__
            raise CorrectionsError(
                "corrections.yaml", "corrections.hint", path=self.path, line=line, why=why
            ) from error

    def _bad(self, node: Yaml, key: str, **values: object) -> NoReturn:
        line = node.start_mark.line + 1
        raise CorrectionsError(key, "corrections.hint", path=self.path, line=line, **values)

    def _items(self, node: Yaml) -> list[Yaml]:
        if _sort(node) != "sequence":
            self._bad(node, "corrections.list")
        return list(node.value)

    def _fields(self, node: Yaml, allowed: tuple[str, ...]) -> dict[str, Yaml]:
        """Return the fields of a mapping by name; each must be known and stand once."""
        if _sort(node) != "mapping":
            self._bad(node, "corrections.fields", names=", ".join(allowed))
        found: dict[str, Yaml] = {}
        for key, value in node.value:
            name = str(key.value)
            if name not in allowed:
                self._bad(key, "corrections.unknown", name=name, names=", ".join(allowed))
            if name in found:
                self._bad(key, "corrections.repeated", name=name)
            found[name] = value
        return found

    def _words(self, node: Yaml, name: str) -> str:
        words = " ".join(str(node.value).split()) if _sort(node) == "scalar" else ""
        if not words:
            self._bad(node, "corrections.empty", name=name)
        return words

    def _entry(self, node: Yaml) -> Correction:
        found = self._fields(
            node, ("mention", "means", "relation", "same", "different", "document", "date", "note")
        )
        told = [name for name in _SHAPES if name in found]
        if len(told) != 1:
            self._bad(node, "corrections.kind", names=", ".join(_SHAPES))
        kind, needed = _SHAPES[told[0]]
        for name in needed:
            if name not in found:
                self._bad(node, "corrections.missing", name=name, beside=told[0])
        for name in set(found) - {told[0], "note", *needed}:
            self._bad(
                found[name], "corrections.unknown", name=name, names=", ".join((told[0], *needed, "note"))
            )
        place = self._place(found["mention"]) if "mention" in needed else None
        relation = self._relation(found["relation"]) if kind == "relation" else None
        day = self._day(found["date"]) if kind == "date" else None
        documents = self._documents(kind, found)
        note = self._words(found["note"], "note") if "note" in found else None
        key = _key(kind, place, documents, relation, day)
        return Correction(kind, key, node.start_mark.line + 1, place, documents, relation, day, note)

    def _documents(self, kind: str, found: Mapping[str, Yaml]) -> tuple[Which | Place, ...]:
        if kind == "mention":
            node = found["means"]
            none = _sort(node) == "scalar" and str(node.value).strip().lower() == NONE
            return () if none else (self._which(node),)
        if kind == "date":
            return (self._which(found["document"]),)
        if kind == "relation":
            return ()
        members = self._items(found[kind])
        if len(members) < 2:
            self._bad(found[kind], "corrections.two", name=kind)
        return tuple(self._member(m, kind) for m in members)

    def _member(self, node: Yaml, kind: str) -> Which | Place:
        """Return a document, or, among those that differ, the words that cite it."""
        quoted = _sort(node) == "mapping" and any(key.value == "quote" for key, _ in node.value)
        return self._place(node) if quoted and kind == "different" else self._which(node)

    def _place(self, node: Yaml) -> Place:
        found = self._fields(node, tuple(f.name for f in fields(Place)))
        for name in ("file", "quote"):
            if name not in found:
                self._bad(node, "corrections.missing", name=name, beside="mention")
        words = {name: self._words(value, name) for name, value in found.items()}
        nth = words.pop("nth", None)
        if nth is not None and not re.fullmatch(r"[1-9]\d{0,5}", nth):
            self._bad(found["nth"], "corrections.nth", value=nth)
        return Place(**words, nth=int(nth) if nth else None)

    def _which(self, node: Yaml) -> Which:
        if _sort(node) == "scalar":
            words = self._words(node, "document")
            return Which(id=words) if re.fullmatch(_ID, words) else Which(code=words)
        found = self._fields(node, tuple(f.name for f in fields(Which)))
        if not set(found) & {"id", "file", "code", "name", "title"}:
            self._bad(node, "corrections.which")
        given = {name: self._words(value, name) for name, value in found.items()}
        if "date" in found:
            given["date"] = self._day(found["date"])
        return Which(**given)

    def _relation(self, node: Yaml) -> str:
        word = self._words(node, "relation")
        if word not in (*RELATIONS, NONE):
            self._bad(node, "corrections.relation", value=word, choices=", ".join((*RELATIONS, NONE)))
        return word

    def _day(self, node: Yaml) -> str:
        word = self._words(node, "date")
        if not is_day(word):
            self._bad(node, "corrections.day", value=word)
        return word


def _sort(node: Yaml) -> str:
    """Return what a YAML node is: scalar, sequence or mapping."""
    return str(getattr(node, "id", ""))


def is_day(word: str) -> bool:
    """Say whether words are an ISO date, perhaps partial: "2024-03-14", "2024-03", "2024"."""
    if not re.fullmatch(_DAY, word):
        return False
    try:
        date.fromisoformat(word + "0000-01-01"[len(word) :])
    except ValueError:
        return False
    return True


def _key(
    kind: str,
    place: Place | None,
    documents: tuple[Which | Place, ...],
    relation: str | None,
    day: str | None,
) -> str:
    """Return six letters that name an entry by what it says, wherever it stands."""
    said = repr((kind, place, documents, relation, day)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(said).hexdigest()[:6]


HEAD = """\
# Hand corrections of vbgraph: what a person knows better than the texts. One entry an item; docs/corrections.md
# shows all five kinds. Check with: vbgraph corrections check
"""


def entry_yaml(correction: Correction) -> str:
    """Return an entry as the YAML that `load` reads back."""
    pairs: list[tuple[str, str]] = []
    if correction.place is not None:
        pairs.append(("mention", _flow(correction.place)))
    documents = [_flow(d) for d in correction.documents]
    if correction.kind == "mention":
        pairs.append(("means", documents[0] if documents else NONE))
    elif correction.kind in ("same", "different"):
        pairs.append((correction.kind, "\n" + "\n".join(f"    - {d}" for d in documents)))
    elif correction.kind == "date":
        pairs += [("document", documents[0]), ("date", f"'{correction.date}'")]
    else:
        pairs.append(("relation", correction.relation or NONE))
    if correction.note:
        pairs.append(("note", _quoted(correction.note)))
    lines = [f"{name}: {value}" if value[0] != "\n" else f"{name}:{value}" for name, value in pairs]
    return "- " + "\n  ".join(lines) + "\n"


def _flow(thing: Which | Place) -> str:
    """Return the fields that are there as one line: {file: "a.txt", quote: "Chỉ thị số 05"}."""
    values = ((f.name, getattr(thing, f.name)) for f in fields(thing))
    return "{" + ", ".join(f"{k}: {_quoted(v)}" for k, v in values if v is not None) + "}"


def _quoted(value: object) -> str:
    """Return a string in double quotes; what YAML does not take as it is becomes an escape."""
    text = json.dumps(value, ensure_ascii=False)
    return _unwelcome().sub(lambda m: f"\\U{ord(m[0]):08x}", text)


@lru_cache(maxsize=1)
def _unwelcome() -> re.Pattern[str]:
    """Match the characters that YAML takes only as escapes, and those that would break a line."""
    return re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")


def built(
    kind: str,
    *,
    place: Place | None = None,
    documents: tuple[Which | Place, ...] = (),
    relation: str | None = None,
    date: str | None = None,
    note: str | None = None,
) -> Correction:
    """Return an entry that does not stand in a file yet."""
    return Correction(
        kind, _key(kind, place, documents, relation, date), 0, place, documents, relation, date, note
    )
