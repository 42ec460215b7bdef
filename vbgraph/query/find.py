"""Words → the document they mean: an id, a code in any spelling, a name or title, a path; `@` narrows.

Each way of reading the words is tried in turn; the first that fits anything decides. Several documents that fit are
all reported and none is picked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import cast

from vbgraph import codes
from vbgraph.errors import AmbiguousError, NotFoundError
from vbgraph.models import Node
from vbgraph.query.files import as_stored, files_ending, files_named
from vbgraph.query.narrow import fits, loaded, mentioned, roman
from vbgraph.registry import Registry
from vbgraph.store import Store, conclusions, facts
from vbgraph.store.search import matching_nodes
from vbgraph.text import fold, fold_key

#: Longer words are no document's name.
_MAX_WORDS = 2000
#: A code and what stands around it are at most so many words; a longer one is a name or title.
_MAX_TOKENS = 24
_NEAR = 8


def find(store: Store, words: str, *, registry: Registry | None = None) -> Node:
    """Return the one document that `words` mean.

    Raises NotFoundError (`candidates`: ids that come near) and AmbiguousError (`candidates`: ids of all that fit).
    `registry` is loaded when a name or a place has to be looked up, unless it is given.
    """
    found = find_all(store, words, registry=registry)
    if len(found) == 1:
        return found[0]
    if found:
        ids = tuple(node.id for node in found)
        raise AmbiguousError("doc.many", candidates=ids, query=words, count=len(ids))
    raise NotFoundError("doc.none", "doc.none.hint", near(store, words), query=words)


def find_all(store: Store, words: str, *, registry: Registry | None = None) -> tuple[Node, ...]:
    """Return every document that `words` fit, sorted by id."""
    words = as_stored(words.strip())[:_MAX_WORDS]
    parts = words.split("@")
    for end in range(len(parts), 1, -1):  # a path or an id may hold an @ of its own
        name, conditions = "@".join(parts[:end]).strip(), parts[end:]
        keys = _as_id(store, name) or _as_path(store, name) or _as_path_end(store, name)
        if keys:
            break
    else:
        name, conditions = parts[0].strip(), parts[1:]
        keys = _keys(store, name, registry)
    found = _nodes(store, keys)
    for condition in conditions:
        found = tuple(node for node in found if fits(node, condition.strip(), registry))
    return found


def _keys(store: Store, name: str, registry: Registry | None) -> list[int]:
    """Return the internal ids of the documents that a name without `@` fits."""
    return (
        _as_id(store, name)
        or _as_path(store, name)
        or [*_as_code(store, name), *_as_joined(store, name)]
        or _as_glued_code(store, name)
        or _as_partial_id(store, name)
        or _as_name(store, name)
        or _as_typed_number(store, name)
        or _as_path_end(store, name)
        or _as_known_name(store, name, registry)
    )


def _ids(store: Store, sql: str, *values: object) -> list[int]:
    return [cast(int, row[0]) for row in store.database.all(sql, values)]


def _nodes(store: Store, keys: Iterable[int]) -> tuple[Node, ...]:
    return tuple(sorted(conclusions.nodes(store.database, sorted(set(keys))), key=lambda node: node.id))


def _as_id(store: Store, words: str) -> list[int]:
    return _ids(store, "SELECT id FROM nodes WHERE node = ?", words.lower())


def _as_path(store: Store, words: str) -> list[int]:
    """Return the main document of the file with this path in the store."""
    return [key for file in files_named(store, words) for key in _documents_of(store, file)]


def _as_path_end(store: Store, words: str) -> list[int]:
    """Return the main documents of files whose path ends like this one, or that stand at the end of it."""
    return [key for file in files_ending(store, words) for key in _documents_of(store, file)]


def _documents_of(store: Store, file: str) -> list[int]:
    copies = _ids(store, "SELECT node FROM node_copies WHERE file = ? ORDER BY document LIMIT 1", file)
    return copies or _ids(store, "SELECT node FROM node_files WHERE file = ?", file)


def _as_code(store: Store, words: str) -> list[int]:
    """Return the documents with a code, written in any way; words around it choose between several."""
    central = _central().sub("TW", words)
    if central != words and (keys := _as_code(store, central)):
        return keys
    tokens = words.split()[:_MAX_TOKENS]
    for end in range(len(tokens), 0, -1):
        code = codes.parse(" ".join(tokens[:end]), {})
        if code is None or code.sign is None:
            continue
        keys = _with_code(store, str(code), code.year)
        if keys:
            return _told_apart(store, keys, words)
    return []


def _as_joined(store: Store, words: str) -> list[int]:
    """Return the document to which one with this id or code was joined by hand."""
    rows = store.database.all("SELECT node, field, \"values\" FROM node_notes WHERE kind = 'joined'")
    if not rows:
        return []
    code = codes.parse(_central().sub("TW", words), {})
    wanted = {"id": words.lower(), "code": codes.key(str(code)) if code is not None and code.sign else None}
    found = ((node, field, facts.words(values)[0]) for node, field, values in rows)
    return [
        cast(int, node)
        for node, field, value in found
        if wanted.get(cast(str, field)) == (codes.key(value) if field == "code" else value)
    ]


@lru_cache(maxsize=1)
def _central() -> re.Pattern[str]:
    """Return what finds the Centre spelled out in a sign: `CT/TƯ`, `CT/T.Ư` (`TU`, without the horn, is a province)."""
    return re.compile(r"(?<=[/-])t\.?\s?ư(?!\w)\.?", re.IGNORECASE)


def _with_code(store: Store, code: str, year: int | None) -> list[int]:
    """Return the documents whose code has this key; a year may stand on one side only, if dates agree."""
    key = codes.key(code)
    keys = _ids(store, "SELECT id FROM nodes WHERE code_key = ?", key)
    if keys:
        return keys
    number, *rest = key.split("/")
    if year is not None:
        return _ids(
            store,
            "SELECT id FROM nodes WHERE code_key = ? AND (date IS NULL OR substr(date, 1, 4) = ?)",
            "/".join([number, *rest[1:]]),
            str(year),
        )
    rows = store.database.all(
        "SELECT id, code_key FROM nodes WHERE code_key >= ? AND code_key < ?", (number + "/", number + "0")
    )
    return [cast(int, k) for k, other in rows if _without_year(cast(str, other)) == key]


@lru_cache(maxsize=1)
def _year_in_key() -> re.Pattern[str]:
    return re.compile(r"^([^/]+)/(?:1[89]|20)\d\d(?=/|$)")


def _without_year(key: str) -> str:
    return _year_in_key().sub(r"\1", key)


def _as_glued_code(store: Store, words: str) -> list[int]:
    """Return the documents whose code has the same letters and digits: `59/2019/NĐCP`, `59-2019-ND-CP`, `42CT/TU`."""
    words = _central().sub("TW", words)
    for token in (words, *words.split()[:_MAX_TOKENS]):
        glued = fold_key(token).replace(" ", "").lstrip("0")
        if 4 <= len(glued) <= 40 and glued[0].isdigit() and not glued.isdigit():
            keys = _ids(
                store, "SELECT id FROM nodes WHERE ltrim(replace(folded(code), ' ', ''), '0') = ?", glued
            )
            if keys:
                return _told_apart(store, keys, words)
    return []


def _told_apart(store: Store, keys: list[int], words: str) -> list[int]:
    """Return those of several documents that other words of the question name (type, place, year), else all."""
    if len(keys) < 2:
        return keys
    said = f" {fold_key(words)} "
    rows = _rows(store, keys)
    for telling in (_same_type, mentioned):
        chosen = [key for key, node in rows if telling(node, said)]
        if chosen:
            rows = [(key, node) for key, node in rows if key in chosen]
    return [key for key, _ in rows]


def _same_type(node: Node, said: str) -> bool:
    return node.type is not None and f" {fold_key(node.type)} " in said


def _rows(store: Store, keys: list[int]) -> list[tuple[int, Node]]:
    return [(key, next(conclusions.nodes(store.database, (key,)))) for key in keys]


def _as_partial_id(store: Store, words: str) -> list[int]:
    """Return the documents that a shorter or an older id fits: same beginning, no part that contradicts."""
    base, *parts = fold(words).split(".")
    if not re.fullmatch(r"[a-z0-9-]{2,80}", base):
        return []
    rows = store.database.all(
        "SELECT id, node FROM nodes WHERE node = ? OR (node >= ? AND node < ?)",
        (base, base + ".", base + "/"),
    )
    known = [(cast(int, key), cast(str, node).split(".")[1:]) for key, node in rows]
    shorter = [key for key, own in known if set(parts) <= set(own)]
    longer = shorter or [key for key, own in known if own and set(own) < set(parts)]
    return longer or [key for key, own in known if all(_told(store, key, own, part) for part in parts)]


def _told(store: Store, key: int, own: list[str], part: str) -> bool:
    """Say whether a document still is what a part of its former id tells: it had to tell its day from a namesake's."""
    if part in own or any(f"{a}-".startswith(f"{b}-") for o in own for a, b in ((o, part), (part, o))):
        return True
    return re.fullmatch(r"k\d+", part) is not None and fits(_nodes(store, (key,))[0], part, None)


def _as_name(store: Store, words: str) -> list[int]:
    """Return the documents with this name or title; the type word may stand before a title."""
    folded = _roman_terms(fold_key(words))
    if not folded:
        return []
    keys = _ids(store, "SELECT DISTINCT node FROM node_names WHERE folded = ?", folded)
    tokens = folded.split()
    for cut in range(1, min(4, len(tokens))):
        if keys:
            break
        rows = store.database.all(
            "SELECT nodes.id, type FROM node_names JOIN nodes ON nodes.id = node_names.node WHERE folded = ? AND ix = -1",
            (" ".join(tokens[cut:]),),
        )
        keys = [
            cast(int, key) for key, kind in rows if fold_key(cast(str, kind or "")) == " ".join(tokens[:cut])
        ]
    return keys


def _roman_terms(folded: str) -> str:
    """Return folded words with terms of office as names have them: "khoa 12" → "khoa xii"."""
    return re.sub(r"\bkhoa (\d{1,2})\b", lambda m: f"khoa {roman(int(m[1]))}", folded)


@lru_cache(maxsize=1)
def _typed_number() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<kind>[^\d]{1,60}?)(?: so)? )?(?P<number>\d{1,6}[a-z]?)(?:(?: nam)? (?P<year>(?:1[89]|20)\d\d))?"
    )


def _as_typed_number(store: Store, words: str) -> list[int]:
    """Return the documents of a type with a number, the rest of the code left out: "Kết luận 21", "nd 73/2023"."""
    match = _typed_number().fullmatch(fold_key(words))
    if match is None or not (match["kind"] or match["year"]):
        return []
    kind, number, year = (match["kind"] or "").strip(), match["number"].lstrip("0"), match["year"]
    rows = store.database.all(
        "SELECT id, type, code, code_key, date FROM nodes WHERE code_key >= ? AND code_key < ?",
        (number + "/", number + "0"),
    )
    return [
        cast(int, key)
        for key, type_, code, code_key, date in rows
        if (not kind or kind in (fold_key(cast(str, type_ or "")), _type_sign(cast(str, code))))
        and (not year or f"/{year}/" in cast(str, code_key) or cast(str, date or "")[:4] == year)
    ]


def _type_sign(code: str) -> str:
    """Return the folded sign of the type in a code: "kl" of 21-KL/TW, "nd" of 73/2023/NĐ-CP."""
    return next((part for part in fold_key(code).split()[1:] if not part.isdigit()), "")


def _as_known_name(store: Store, words: str, registry: Registry | None) -> list[int]:
    """Return the documents that the registry knows under this name, by their codes or their other names."""
    keys: list[int] = []
    for known in loaded(registry).known_named(words):
        here = _with_code(store, known.code, None) if known.code else []
        for name in known.names if not here else ():
            here += _ids(store, "SELECT DISTINCT node FROM node_names WHERE folded = ?", fold_key(name))
        keys += here
    return keys


def near(store: Store, words: str) -> tuple[str, ...]:
    """Return ids that come near the words, nearest first: the same number or sign, then shared words."""
    name = as_stored(words).split("@")[0]
    keys: list[int] = _keys_near(store, name)
    for term in sorted(set(fold_key(name).split()), key=len, reverse=True)[:4]:
        if len(keys) < _NEAR and len(term) > 2:
            keys += [key for key, _ in matching_nodes(store.database, term, _NEAR)]
    found = {node.id: node for node in _nodes(store, keys)}
    wanted = fold_key(name)
    order = sorted(found, key=lambda i: (-_likeness(wanted, found[i]), i))
    return tuple(order[:_NEAR])


def _keys_near(store: Store, name: str) -> list[int]:
    """Return documents whose code has the same number, or the same sign and a number close by."""
    code = codes.parse(name, {})
    if code is None:
        return _as_partial_base(store, name)
    number, _, sign = _without_year(codes.key(str(code))).partition("/")
    same = _ids(
        store,
        "SELECT id FROM nodes WHERE code_key >= ? AND code_key < ? ORDER BY node LIMIT ?",
        *(number + "/", number + "0", 4 * _NEAR),
    )
    return same + _ids(
        store, "SELECT id FROM nodes WHERE code_key LIKE ? ORDER BY node LIMIT ?", f"%/{sign}", 4 * _NEAR
    )


def _as_partial_base(store: Store, name: str) -> list[int]:
    base = fold(name).split(".")[0]
    return _ids(store, "SELECT id FROM nodes WHERE node >= ? AND node < ? LIMIT ?", base, base + "~", _NEAR)


def _likeness(wanted: str, node: Node) -> float:
    """Return how much a document's code or best name resembles the words, from 0 to 1."""
    own = [fold_key(text)[:200] for text in (node.id, node.code, node.name, node.title, *node.names) if text]
    return max(SequenceMatcher(None, wanted[:200], text).ratio() for text in own)
