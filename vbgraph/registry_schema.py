"""Reads the YAML of data/registry and refuses what does not fit: every sentence names the file and the entry.

A file is a list of entries, or a mapping of named lists. Each entry may hold the fields its schema names, no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from vbgraph.errors import RegistryError

Entry: TypeAlias = "dict[str, object]"
#: Fields any entry may carry for the people who mend the data; the program passes over them.
_FOR_PEOPLE = {"note": "str", "examples": "strs", "source": "source"}
_KNOWN = {
    "code": "str", "other_codes": "strs", "type": "str!", "title": "str", "issuer": "str", "date": "day",
    "term": "str", "effective": "day", "ended": "day", "replaced_by": "str", "names": "strs",
}  # fmt: skip
_TERM = {"id": "str!", "start": "day!", "end": "day"}
#: File, then list inside the file ("" for a file that is one list), then field → kind; "!" marks what must be there.
SCHEMA: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "types": {"": {
        "id": "id!", "name": "str!", "variants": "strs", "branch": "branch!", "numbered": "bool",
        "valid_from": "day", "valid_to": "day",
    }},
    "signs": {
        "type_signs": {"sign": "str!", "types": "strs!"},
        "parts": {"part": "str!"},
        "repairs": {"printed": "str!", "sign": "str!"},
    },
    "issuers": {"": {
        "id": "id!", "name": "str!", "aliases": "strs", "signs": "strs", "branch": "branch!", "level": "level!",
        "rank": "int!", "local": "bool", "parent": "str", "valid_from": "day", "valid_to": "day",
        "successors": "strs",
    }},
    "localities": {"": {
        "id": "id!", "name": "str!", "kind": "place!", "variants": "strs", "seats": "strs", "valid_from": "day",
        "valid_to": "day", "successor": "str", "became": "strs", "merged": "day",
    }},
    "districts": {"": {
        "province": "str!", "quận": "strs", "huyện": "strs", "thị xã": "strs", "thành phố": "strs", "former": "strs",
    }},
    "terms": {
        "party": _TERM,
        "assembly": _TERM,
        "province": _TERM,
        "ordinals": {"locality": "str!", "term": "str!", "ordinal": "str!"},
    },
    "known": {"": _KNOWN},
    "laws": {"": _KNOWN},
    "names": {"": {"names": "strs!", "documents": "strs!"}},
    "cues": {"": {
        "id": "str!", "relation": "relation!", "words": "str!", "side": "side!", "weight": "int!", "near": "bool",
    }},
}  # fmt: skip
_WORDS = {
    "branch": {"party", "state", "mass", "both"},
    "level": {"central", "ministry", "province", "district", "commune", "grassroots"},
    "place": {"tỉnh", "thành phố"},
    "side": {"before", "after", "passive"},
    "source": {"found", "known"},
}
_ID = r"[a-z0-9]+(?:[_.-][a-z0-9]+)*"


def fault(file: str, entry: object, what: str) -> RegistryError:
    """Return the error for an entry that does not fit: file, entry, what is wrong."""
    return RegistryError(
        f"{file}.yaml: {entry}: {what}", "mend the entry (docs/data.md says how) or reinstall vbgraph"
    )


def parse_file(
    file: str, content: bytes, *, where: str | None = None, partial: bool = False
) -> dict[str, list[Entry]]:
    """Return the checked lists of one registry file by name ("" for a file that is a single list).

    `where` is what errors call the file. In a `partial` one lists and fields may be missing, and an entry may say
    that it replaces another.
    """
    import yaml

    where = where or file

    try:
        loaded = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}" if mark else "the file"
        raise fault(where, line, f"not YAML ({error.__class__.__name__})") from error
    if partial and loaded is None:
        return {}
    lists = {"": loaded} if "" in SCHEMA[file] else loaded
    expected = set(SCHEMA[file])
    if not isinstance(lists, dict) or not (set(lists) <= expected if partial else set(lists) == expected):
        raise fault(where, "the file", f"lists expected: {', '.join(SCHEMA[file]) or 'one'}")
    for name, entries in lists.items():
        if not isinstance(entries, list):
            raise fault(where, name or "the file", "a list of entries expected")
        for entry in entries:
            _check_entry(where, SCHEMA[file][name], entry, partial=partial)
    return lists


def check_whole(where: str, schema: Mapping[str, str], entry: Entry) -> None:
    """Raise RegistryError when an entry put together of two is not whole."""
    _check_entry(where, schema, entry)


def label(entry: Mapping[str, object]) -> str:
    """Return the words by which a person finds an entry."""
    for key in ("id", "code", "sign", "part", "printed", "province", "locality", "title"):
        if entry.get(key):
            return str(entry[key])
    return str(next(iter(entry.values()), entry))


def _check_entry(file: str, schema: Mapping[str, str], entry: object, *, partial: bool = False) -> None:
    """Check one entry: fields known and of their kind, what must be there is there, dates in order."""
    if not isinstance(entry, dict):
        raise fault(file, str(entry)[:60], "fields expected (name: value)")
    name = label(entry)
    more = {"replace": "bool"} if partial else {}
    unknown = set(entry) - set(schema) - set(_FOR_PEOPLE) - set(more)
    if unknown:
        raise fault(file, name, f"unknown field {', '.join(sorted(map(str, unknown)))}")
    for key, kind in {**schema, **_FOR_PEOPLE, **more}.items():
        if key not in entry:
            if kind.endswith("!") and not partial:
                raise fault(file, name, f"field {key} is missing")
        elif not _fits(entry[key], kind.rstrip("!")):
            raise fault(file, name, f"{key}: {entry[key]!r} is no {kind.rstrip('!')}")
    for first, last in (
        ("valid_from", "valid_to"),
        ("start", "end"),
        ("effective", "ended"),
        ("date", "ended"),
    ):
        if entry.get(first) and entry.get(last) and str(entry[first]) > str(entry[last]):
            raise fault(file, name, f"{last} lies before {first}")


def _fits(value: object, kind: str) -> bool:
    """Say whether a value is of the kind the schema names."""
    if kind == "strs":
        return isinstance(value, list) and all(isinstance(v, str) and v == v.strip() != "" for v in value)
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100
    if not isinstance(value, str) or value != value.strip() or not value:
        return False
    if kind == "day":
        return _is_day(value)
    if kind == "id":
        return re.fullmatch(_ID, value) is not None
    if kind == "relation":
        from vbgraph.models import RELATIONS

        return value in RELATIONS
    return value in _WORDS.get(kind, {value})


def _is_day(value: str) -> bool:
    """Say whether a string is a real day, written 2025-07-01."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def unique(file: str, keys: Iterable[tuple[str, str]], what: str) -> None:
    """Raise RegistryError when one key stands at two entries; `keys` are pairs (key, entry)."""
    seen: dict[str, str] = {}
    for key, entry in keys:
        if key in seen:
            raise fault(file, entry, f"{what} {key!r} stands at {seen[key]} already")
        seen[key] = entry
