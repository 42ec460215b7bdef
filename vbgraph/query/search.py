"""Full-text search: documents by code, title, name and issuer, then texts, with the place where the words stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import cast

from vbgraph.models import Node
from vbgraph.query.results import Hit
from vbgraph.store import Store, conclusions
from vbgraph.store.search import matching_contents, matching_nodes, terms
from vbgraph.text import clean, fold, squeeze

_AROUND = 80


def search(store: Store, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """Return the documents and texts that hold all the words, best first; quoted words stand together.

    Accents and case do not count, đ neither; texts that hold the words with the accents given come first. A document
    whose code, title, names or issuer hold the words comes before those whose text does, and comes once.
    """
    pattern = _pattern(words)
    if pattern is None:
        return ()
    places = list(_in_texts(store, words, pattern, 3 * limit))
    by_node = {hit.node.id: hit for hit in reversed(places) if hit.node}
    keys = [key for key, _ in matching_nodes(store.database, words, limit)]
    named = [by_node.get(node.id, Hit(node)) for node in _in_order(store, keys)]
    seen = {hit.node.id for hit in named if hit.node}
    rest = [hit for hit in places if hit.node is None or by_node[hit.node.id] is hit]
    return tuple([*named, *(hit for hit in rest if hit.node is None or hit.node.id not in seen)][:limit])


def _in_order(store: Store, keys: list[int]) -> Iterator[Node]:
    for key in keys:
        yield from conclusions.nodes(store.database, (key,))


def _in_texts(store: Store, words: str, pattern: re.Pattern[str], limit: int) -> Iterator[Hit]:
    """Return one hit for each file whose text holds the words."""
    accented = [
        w for w in unicodedata.normalize("NFC", words).lower().replace('"', " ").split() if fold(w) != w
    ]
    ranked: list[tuple[bool, int, str, tuple[int, int, str]]] = []
    for place, (content, _) in enumerate(matching_contents(store.database, words, limit)):
        row = store.database.one("SELECT sha256 FROM contents WHERE id = ?", (content,))
        text = store.text(cast(str, row[0])) if row else None
        if text is not None and row is not None:
            lower = unicodedata.normalize("NFC", text.content).lower() if accented else ""
            exact = all(word in lower for word in accented)
            ranked.append((not exact, place, cast(str, row[0]), _snippet(text.content, pattern)))
    for _, _, sha256, (start, end, snippet) in sorted(ranked):
        for record in store.files_with(sha256):
            yield Hit(_main_document(store, record.path), record.path, snippet, start, end)


def _main_document(store: Store, file: str) -> Node | None:
    row = store.database.one(
        "SELECT node FROM node_copies WHERE file = ? ORDER BY document LIMIT 1", (file,)
    ) or store.database.one("SELECT node FROM node_files WHERE file = ? LIMIT 1", (file,))
    return next(conclusions.nodes(store.database, (cast(int, row[0]),)), None) if row else None


def _pattern(words: str) -> re.Pattern[str] | None:
    """Return what finds the words in folded text: all of them together if they stand so, else any one."""
    found = terms(words)
    if not found:
        return None
    gap = "[^a-z0-9]{1,8}"
    whole = gap.join(gap.join(term.split()) for term in found)
    each = "|".join(gap.join(term.split()) for term in sorted(found, key=len, reverse=True))
    return re.compile(f"(?<![a-z0-9])(?:(?P<whole>{whole})|{each})(?![a-z0-9])")


def _snippet(content: str, pattern: re.Pattern[str]) -> tuple[int, int, str]:
    """Return the span of the first place where the words stand together, else of the first word, and text around."""
    cleaned = clean(content)
    match = None
    for found in pattern.finditer(cleaned.folded):
        match = match or found
        if found["whole"]:
            match = found
            break
    if match is None:
        return 0, 0, squeeze(cleaned.text[: 2 * _AROUND])
    left, right = max(0, match.start() - _AROUND), min(len(cleaned.text), match.end() + _AROUND)
    around = squeeze(cleaned.text[_word_start(cleaned.text, left) : _word_end(cleaned.text, right)])
    before, after = ("…" if left else ""), ("…" if right < len(cleaned.text) else "")
    return (*cleaned.home(match.start(), match.end()), f"{before}{around}{after}")


def _word_start(text: str, i: int) -> int:
    """Return the beginning of the first whole word from `i` on (a long word is cut)."""
    if i == 0 or text[i - 1].isspace():
        return i
    space = text.find(" ", i, i + 20)
    return i if space < 0 else space + 1


def _word_end(text: str, i: int) -> int:
    """Return the end of the last whole word up to `i` (a long word is cut)."""
    if i == len(text) or text[i].isspace():
        return i
    space = text.rfind(" ", max(0, i - 20), i)
    return i if space < 0 else space
