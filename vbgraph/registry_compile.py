"""Turns the checked YAML entries into `Tables`: dataclasses, and indexes by folded key. Runs only when data changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import TypeVar, cast

from vbgraph.codes import key as code_key
from vbgraph.codes import parse
from vbgraph.errors import RegistryError
from vbgraph.registry_model import Cue, DocType, Issuer, Known, Locality, Tables, Term
from vbgraph.registry_names import bare_law, document_key, place_keys, without_year
from vbgraph.registry_schema import Entry, fault, label, parse_file, unique
from vbgraph.registry_user import Lists, blamed, put_over
from vbgraph.text import fold, fold_key

_Row = TypeVar("_Row", DocType, Issuer, Locality, Known, Cue)
#: Types whose name is part of the title: "Luật Đất đai".
_LAWS = ("luat", "bo_luat", "phap_lenh", "hien_phap", "dieu_le")


def parse_files(files: Mapping[str, bytes]) -> Lists:
    """Return the checked entries of all files by file and list. Raises RegistryError naming file and entry."""
    return {file: parse_file(file, content) for file, content in files.items()}


def compile_with_own(
    files: Mapping[str, bytes], own: Sequence[tuple[Path, Mapping[str, bytes]]], version: str
) -> Tables:
    """Return the registry with folders of the user put over it. Raises RegistryError naming the user's file and entry."""
    lists = parse_files(files)
    tables = compile_lists(lists, version)
    for folder, content in own:
        try:
            lists = put_over(lists, content, folder)
            tables = compile_lists(lists, version)
        except RegistryError as error:
            raise blamed(error, folder, content) from error
    return tables


def compile_lists(lists: Lists, version: str) -> Tables:
    """Return the registry made from checked entries. Raises RegistryError naming file and entry."""
    type_signs = {_text(e, "sign"): _texts(e, "types") for e in lists["signs"]["type_signs"]}
    types = _types(lists["types"][""], type_signs)
    issuers = _issuers(lists["issuers"][""])
    localities = _localities(lists["localities"][""])
    parts = _sign_parts(lists, issuers)
    known, other_codes = _known(lists, types, issuers, parts)
    return Tables(
        version=version,
        types=types,
        issuers=issuers,
        localities=localities,
        terms=_terms(lists["terms"]),
        known=known,
        cues=_cues(lists["cues"][""]),
        type_signs=type_signs,
        type_words=_type_words(types),
        sign_parts=parts,
        issuer_names=_issuer_names(issuers),
        issuer_signs=_issuer_signs(issuers),
        place_names=_place_names(localities),
        districts=_districts(lists["districts"][""], localities),
        ordinals=_ordinals(lists["terms"]["ordinals"], localities),
        known_codes=_known_codes(known, other_codes),
        known_names=_known_names(known, bare=False),
        known_bare=_known_names(known, bare=True),
    )


def _text(entry: Entry, key: str) -> str:
    return cast(str, entry[key])


def _maybe(entry: Entry, key: str) -> str | None:
    return cast("str | None", entry.get(key))


def _texts(entry: Entry, key: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", entry.get(key, [])))


def _build(cls: type[_Row], entry: Entry, **computed: object) -> _Row:
    """Return the dataclass of an entry: lists become tuples, what is absent its default."""
    values: dict[str, object] = {}
    for field in fields(cls):
        value = computed.get(field.name, entry.get(field.name))
        if isinstance(value, list):
            value = tuple(value)
        if value is not None or field.default is MISSING:
            values[field.name] = () if value is None and field.name not in computed else value
    return cast("Callable[..., _Row]", cls)(**values)


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return positions by key, each once, in order."""
    groups: dict[str, dict[int, None]] = defaultdict(dict)
    for key, position in pairs:
        if key:
            groups[key][position] = None
    return {key: tuple(positions) for key, positions in groups.items()}


def _resolve(file: str, entry: str, ids: Iterable[str | None], known: Iterable[str]) -> None:
    """Raise RegistryError when an id that an entry names does not exist."""
    present = set(known)
    for one in ids:
        if one is not None and one not in present:
            near = get_close_matches(fold_key(one).replace(" ", "_"), present, n=3, cutoff=0.6)
            remedy = (
                "did you mean {near}?" if near else "take one that there is, or add its entry (docs/data.md)"
            )
            raise fault(
                file,
                "{where}: {entry}: no entry has the id “{id}”",
                remedy,
                entry=entry,
                id=one,
                near=", ".join(near),
            )


def _types(entries: list[Entry], type_signs: Mapping[str, tuple[str, ...]]) -> tuple[DocType, ...]:
    unique("types", ((_text(e, "id"), label(e)) for e in entries), "id")
    ids = [_text(e, "id") for e in entries]
    for sign, users in type_signs.items():
        _resolve("signs", sign, users, ids)
    return tuple(
        _build(
            DocType,
            e,
            variants=tuple(dict.fromkeys(v.lower() for v in (_text(e, "name"), *_texts(e, "variants")))),
            signs=tuple(sign for sign, users in type_signs.items() if e["id"] in users),
            numbered=e.get("numbered", True),
        )
        for e in entries
    )


def _type_words(types: tuple[DocType, ...]) -> dict[str, str]:
    pairs = [(fold_key(v), t.id) for t in types for v in t.variants]
    unique("types", pairs, "wording")
    return dict(pairs)


def _issuers(entries: list[Entry]) -> tuple[Issuer, ...]:
    ids = [_text(e, "id") for e in entries]
    unique("issuers", ((i, i) for i in ids), "id")
    for e in entries:
        _resolve("issuers", label(e), (_maybe(e, "parent"), *_texts(e, "successors")), ids)
    return tuple(_build(Issuer, e, local=e.get("local", False)) for e in entries)


def _issuer_names(issuers: tuple[Issuer, ...]) -> dict[str, int]:
    pairs = [(fold_key(n), i) for i, body in enumerate(issuers) for n in (body.name, *body.aliases)]
    unique("issuers", ((key, issuers[i].id) for key, i in pairs), "name")
    return dict(pairs)


def _issuer_signs(issuers: tuple[Issuer, ...]) -> dict[str, tuple[int, ...]]:
    order = sorted(range(len(issuers)), key=lambda i: (-issuers[i].rank, issuers[i].id))
    return _grouped((fold(sign), i) for i in order for sign in issuers[i].signs)


def _localities(entries: list[Entry]) -> tuple[Locality, ...]:
    ids = [_text(e, "id") for e in entries]
    unique("localities", ((i, i) for i in ids), "id")
    for e in entries:
        _resolve("localities", label(e), (_maybe(e, "successor"), *_texts(e, "became")), ids)
    return tuple(_build(Locality, e) for e in entries)


def _place_names(places: tuple[Locality, ...]) -> dict[str, tuple[int, ...]]:
    return _grouped(
        (key, i) for i, p in enumerate(places) for name in (p.name, *p.variants) for key in place_keys(name)
    )


def _districts(entries: list[Entry], places: tuple[Locality, ...]) -> dict[str, tuple[int, ...]]:
    position = {p.id: i for i, p in enumerate(places)}
    pairs = []
    for e in entries:
        _resolve("districts", label(e), [_text(e, "province")], position)
        for kind in ("quận", "huyện", "thị xã", "thành phố", "former"):
            for name in _texts(e, kind):
                full = fold_key(f"{kind} {name}")
                bare = fold_key(name)
                keys = (full,) if bare.isdigit() else (bare, bare.replace(" ", ""), full)
                pairs += [(key, position[_text(e, "province")]) for key in keys]
    return _grouped(pairs)


def _terms(lists: Mapping[str, list[Entry]]) -> tuple[Term, ...]:
    terms = []
    for kind in ("party", "assembly", "province"):
        last = ""
        for e in lists[kind]:
            if _text(e, "start") <= last:
                raise fault(
                    "terms", "{where}: {entry}: starts before the term above it has ended", entry=label(e)
                )
            last = _maybe(e, "end") or "9999"
            terms.append(Term(_text(e, "id"), kind, _text(e, "start"), _maybe(e, "end")))
    return tuple(terms)


def _ordinals(entries: list[Entry], places: tuple[Locality, ...]) -> dict[str, tuple[tuple[str, str], ...]]:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for e in entries:
        _resolve("terms", label(e), [_text(e, "locality")], [p.id for p in places])
        groups[_text(e, "locality")].append((_text(e, "ordinal"), _text(e, "term")))
    return {place: tuple(rows) for place, rows in groups.items()}


def _sign_parts(lists: Lists, issuers: tuple[Issuer, ...]) -> dict[str, str]:
    """Return every part of every sign by its folded form; what stands first in signs.yaml wins."""
    parts: dict[str, str] = {}
    signs = [_text(e, "part") for e in lists["signs"]["parts"]]
    signs += [_text(e, "sign") for e in lists["signs"]["type_signs"]]
    signs += [sign for body in issuers for sign in body.signs]
    for sign in signs:
        for part in re.split(r"[/\-]", sign):
            parts.setdefault(fold(part), part)
    for e in lists["signs"]["repairs"]:
        printed = fold(_text(e, "printed"))
        if printed in parts:
            raise fault("signs", "{where}: {entry}: is a sign of its own, no misprint", entry=label(e))
        parts[printed] = _text(e, "sign")
    return parts


def _known(
    lists: Lists, types: tuple[DocType, ...], issuers: tuple[Issuer, ...], parts: Mapping[str, str]
) -> tuple[tuple[Known, ...], dict[str, int]]:
    """Return the catalogue, and the further codes under which some of its documents are cited."""
    entries = [(file, e) for file in ("known", "laws") for e in lists[file][""]]
    type_names = {t.id: t.name for t in types}
    issuer_names = {i.id: i.name for i in issuers}
    references = _references([e for _, e in entries])
    names = _extra_names(lists["names"][""], references)
    ended = _ended([e for _, e in entries], references)
    rows = []
    for position, (file, e) in enumerate(entries):
        _resolve(file, label(e), [_text(e, "type")], type_names)
        _resolve(file, label(e), [_maybe(e, "issuer")], issuer_names)
        code = _maybe(e, "code")
        if code is not None:
            _check_code(file, label(e), code, parts)
        rows.append(
            _build(
                Known,
                e,
                code=code,
                type=type_names[_text(e, "type")],
                title=_maybe(e, "title"),
                date=_maybe(e, "date"),
                issuer=issuer_names.get(_maybe(e, "issuer") or ""),
                ended=ended.get(position),
                names=(*_texts(e, "names"), *names[position]),
            )
        )
    unique(
        "known, laws",
        ((f"{r.type} {r.code or r.title} {r.date}", r.code or r.title or "") for r in rows),
        "document",
    )
    others = {code_key(c): i for i, (_, e) in enumerate(entries) for c in _texts(e, "other_codes")}
    return tuple(rows), others


def _check_code(file: str, entry: str, code: str, parts: Mapping[str, str]) -> None:
    """Raise RegistryError for a code that is none, or that is written otherwise."""
    read = parse(code, parts)
    if read is None:
        sentence = "{where}: {entry}: “{code}” is not a code"
        raise fault(
            file, sentence, "a code looks like 21-KL/TW, 73/2023/NĐ-CP, 31/2024/QH15", entry=entry, code=code
        )
    if str(read) != code:
        sentence = "{where}: {entry}: the code is written {read}"
        raise fault(file, sentence, "write code: {read}", entry=entry, read=str(read))


def _references(documents: list[Entry]) -> dict[str, int]:
    """Return positions by "code@date" ("title@date" when there is no number), and by code where that is enough."""
    positions: dict[str, int] = {}
    codes: dict[str, list[int]] = defaultdict(list)
    for i, e in enumerate(documents):
        positions[f"{e.get('code') or e.get('title')}@{e.get('date')}"] = i
        codes[str(e.get("code"))].append(i)
    return {**{code: found[0] for code, found in codes.items() if len(found) == 1}, **positions}


def _extra_names(entries: list[Entry], references: Mapping[str, int]) -> dict[int, list[str]]:
    """Return what names.yaml adds to each document."""
    names: dict[int, list[str]] = defaultdict(list)
    for e in entries:
        _resolve("names", label(e), _texts(e, "documents"), references)
        for reference in _texts(e, "documents"):
            names[references[reference]] += _texts(e, "names")
    return names


def _ended(entries: list[Entry], references: Mapping[str, int]) -> dict[int, str]:
    """Return the last day in force: as given, else the day before the document that follows it took effect.

    A law is followed by the next law of its name, or by the one that `replaced_by` names.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for position, e in enumerate(entries):
        title = fold_key(str(e.get("title")))
        if e["type"] in _LAWS and e.get("effective") and not title.startswith("luat sua doi"):
            groups[title].append(position)
    ended: dict[int, str] = {}
    for group in groups.values():
        group.sort(key=lambda i: _text(entries[i], "effective"))
        for old, new in pairwise(group):
            ended[old] = _day_before(_text(entries[new], "effective"))
    for position, e in enumerate(entries):
        follower = _maybe(e, "replaced_by")
        if follower:
            _resolve("known, laws", label(e), [follower], references)
            start = _maybe(entries[references[follower]], "effective")
            if start is None:
                raise fault(
                    "known, laws",
                    "{where}: {entry}: {follower} has no effective day",
                    "add effective: to the entry of {follower}",
                    entry=label(e),
                    follower=follower,
                )
            ended[position] = _day_before(start)
        if e.get("ended"):
            ended[position] = _text(e, "ended")
    return ended


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _newest_first(known: tuple[Known, ...]) -> list[int]:
    return sorted(range(len(known)), key=lambda i: (known[i].date or "", known[i].code or ""), reverse=True)


def _known_codes(known: tuple[Known, ...], others: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    own = [(code_key(known[i].code or ""), i) for i in _newest_first(known)]
    return _grouped([*own, *others.items()])


def _known_names(known: tuple[Known, ...], *, bare: bool) -> dict[str, tuple[int, ...]]:
    """Return positions by name, newest first; `bare` leaves the type word of laws away."""
    pairs = []
    for i in _newest_first(known):
        row = known[i]
        titles = [row.title] if row.title and fold(row.title).startswith(fold(row.type)) else []
        if row.title and not titles and not bare:
            titles = [f"{row.type} {row.title}", f"{row.type} về {row.title}"]
        for name in (*titles, *row.names):
            key = without_year(document_key(name))[0]
            pairs += [(bare_law(key) if bare else key, i)] if not bare or bare_law(key) != key else []
            pairs += [] if bare else [(document_key(name), i)]
    return _grouped(pairs)


def _cues(entries: list[Entry]) -> tuple[Cue, ...]:
    unique("cues", ((_text(e, "id"), label(e)) for e in entries), "id")
    unique("cues", ((f"{e['side']}: {fold_key(_text(e, 'words'))}", label(e)) for e in entries), "cue")
    return tuple(_build(Cue, e, words=fold_key(_text(e, "words"))) for e in entries)
