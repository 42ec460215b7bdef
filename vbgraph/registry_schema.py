"""Reads the YAML of data/registry and refuses what does not fit: every sentence names the file and the entry.

A file is a list of entries, or a mapping of named lists. Each entry may hold the fields its schema names, no others.
"""

from __future__ import annotations

import json
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


#: What to do about the program's own files; the remedy of a fault is for a file of the user's.
_REINSTALL = "mend the entry as docs/data.md says, or reinstall vbgraph"
_MEND = "mend the entry; docs/data.md says how"
#: What is wrong with a value of a kind, and what to write instead; kinds of a few words are told those.
_WRONG = {
    "day": ("{where}: {entry}: “{value}” in {field} is not a day", "write {field}: '2024-12-31'"),
    "strs": ("{where}: {entry}: {field} needs a list of words, not “{value}”", "write {field}: [first, second]"),
    "str": ("{where}: {entry}: {field} needs words, not “{value}”", "put the words in quotes: {field}: '…'"),
    "bool": ("{where}: {entry}: {field} needs true or false, not “{value}”", "write {field}: true"),
    "int": ("{where}: {entry}: {field} needs a whole number from 0 to 100, not “{value}”", "write {field}: 50"),
    "id": (
        "{where}: {entry}: “{value}” in {field} is not an id",
        "an id has small letters without accents, digits and _ . - (so_noi_vu)",
    ),
    "relation": ("{where}: {entry}: “{value}” in {field} is not a relation", "choose {choices}"),
}  # fmt: skip
_NOT_OF = ("{where}: {entry}: “{value}” cannot stand in {field}", "choose {choices}")


def fault(file: str, sentence: str, remedy: str = _MEND, **values: object) -> RegistryError:
    """Return the error for what does not fit in a file: `sentence` begins with {where}, `remedy` says what to write."""
    return RegistryError(sentence, _REINSTALL, where=f"{file}.yaml", remedy=remedy, **values)


def parse_file(
    file: str, content: bytes, *, where: str | None = None, partial: bool = False
) -> dict[str, list[Entry]]:
    """Return the checked lists of one registry file by name ("" for a file that is a single list).

    `where` is what errors call the file. In a `partial` one lists and fields may be missing, and an entry may say
    that it replaces another.
    """
    where = where or file
    loaded = _loaded(content, where)
    if partial and loaded is None:
        return {}
    lists = {"": loaded} if "" in SCHEMA[file] else loaded
    expected = set(SCHEMA[file])
    if not isinstance(lists, dict) or not (set(lists) <= expected if partial else set(lists) == expected):
        raise fault(where, "{where}: lists expected: {names}", names=", ".join(SCHEMA[file]))
    for name, entries in lists.items():
        if not isinstance(entries, list):
            sentence = (
                "{where}: {entry}: a list of entries expected"
                if name
                else "{where}: a list of entries expected"
            )
            raise fault(where, sentence, "begin each entry with “- ” (docs/data.md has examples)", entry=name)
        for entry in entries:
            _check_entry(where, SCHEMA[file][name], entry, partial=partial)
    return lists


def _loaded(content: bytes, where: str) -> object:
    """Return what a file of YAML holds, None for one of comments alone."""
    import yaml

    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault(where, "{where}: not UTF-8 text", "save the file as UTF-8") from error
    near = "look there for a quote, bracket or colon that is missing, and at the spaces before the line"
    try:
        loaded: object = yaml.load(words, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            raise fault(where, "{where}: not YAML", "docs/data.md has examples") from error
        raise fault(where, "{where}: line {line}: not YAML", near, line=mark.line + 1) from error
    except (ValueError, RecursionError) as error:  # a day that does not exist, brackets without end
        raise fault(where, "{where}: not YAML", "put days in quotes: '2024-12-31'") from error
    if loaded is None and any(line.strip() and line.strip()[0] not in "#-" for line in words.splitlines()):
        raise fault(
            where,
            "{where}: a list of entries expected",
            "begin each entry with “- ” (docs/data.md has examples)",
        )
    return loaded


def check_whole(where: str, schema: Mapping[str, str], entry: Entry) -> None:
    """Raise RegistryError when an entry put together of two is not whole."""
    _check_entry(where, schema, entry)


def label(entry: Mapping[str, object]) -> str:
    """Return the words by which a person finds an entry."""
    for key in ("id", "code", "sign", "part", "printed", "province", "locality", "title"):
        if entry.get(key):
            return _shown(entry[key])
    return _shown(next(iter(entry.values()), ""))


def _shown(value: object) -> str:
    """Return a value as it may have been typed, cut short."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str).strip('"')
    return text if len(text) <= 60 else text[:60] + "…"


def _check_entry(file: str, schema: Mapping[str, str], entry: object, *, partial: bool = False) -> None:
    """Check one entry: fields known and of their kind, what must be there is there, dates in order."""
    if not isinstance(entry, dict):
        raise fault(file, "{where}: {entry}: fields expected (name: value)", entry=_shown(entry))
    name = label(entry)
    more = {"replace": "bool"} if partial else {}
    unknown = [key for key in entry if key not in schema and key not in _FOR_PEOPLE and key not in more]
    if unknown:
        names = ", ".join(sorted(map(str, unknown)))
        fields = ", ".join(schema)
        raise fault(
            file,
            "{where}: {entry}: unknown field {names}",
            "there are {fields}",
            entry=name,
            names=names,
            fields=fields,
        )
    for key, kind in {**schema, **_FOR_PEOPLE, **more}.items():
        if key not in entry:
            if kind.endswith("!") and not partial:
                raise fault(file, "{where}: {entry}: field {field} is missing", entry=name, field=key)
        elif not _fits(entry[key], kind.rstrip("!")):
            raise _wrong(file, name, key, entry[key], kind.rstrip("!"))
    for first, last in (
        ("valid_from", "valid_to"),
        ("start", "end"),
        ("effective", "ended"),
        ("date", "ended"),
    ):
        if entry.get(first) and entry.get(last) and str(entry[first]) > str(entry[last]):
            raise fault(
                file, "{where}: {entry}: {last} lies before {first}", entry=name, last=last, first=first
            )


def _wrong(file: str, entry: str, field: str, value: object, kind: str) -> RegistryError:
    """Return the error for a value that is not of its kind."""
    if value is None or value == "":
        sentence, remedy = "{where}: {entry}: {field} is empty", "write a value, or leave the field out"
    elif isinstance(value, date):
        sentence, remedy = "{where}: {entry}: the day in {field} needs quotes", "write {field}: '{value}'"
    else:
        sentence, remedy = _WRONG.get(kind, _NOT_OF)
    choices = ", ".join(_relations() if kind == "relation" else sorted(_WORDS.get(kind, ())))
    return fault(file, sentence, remedy, entry=entry, field=field, value=_shown(value), choices=choices)


def _relations() -> tuple[str, ...]:
    from vbgraph.models import RELATIONS

    return tuple(RELATIONS)


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
        return value in _relations()
    return value in _WORDS.get(kind, {value})


def _is_day(value: str) -> bool:
    """Say whether a string is a real day, written 2025-07-01."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_TWICE = {
    "id": "{where}: {entry}: the id “{key}” stands at {first} already",
    "wording": "{where}: {entry}: the wording “{key}” stands at {first} already",
    "name": "{where}: {entry}: the name “{key}” stands at {first} already",
    "document": "{where}: {entry}: this document stands there already (type, code and date are the same)",
    "cue": "{where}: {entry}: the cue “{key}” stands at {first} already",
}


def unique(file: str, keys: Iterable[tuple[str, str]], what: str) -> None:
    """Raise RegistryError when one key stands at two entries; `keys` are pairs (key, entry)."""
    seen: dict[str, str] = {}
    for key, entry in keys:
        if key in seen:
            raise fault(file, _TWICE[what], entry=entry, key=key, first=seen[key])
        seen[key] = entry
