"""Full-text search: which documents and which texts hold the words. Accents and case do not count, đ neither."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from vbgraph.store.database import Database
from vbgraph.text import fold_key


@lru_cache(maxsize=1)
def _term_pattern() -> re.Pattern[str]:
    return re.compile(r'"([^"]*)"|(\S+)')


def terms(words: str) -> tuple[str, ...]:
    """Return the folded phrases of a question: quoted phrases, and each other word (a code is one phrase).

    >>> terms('"cải cách hành chính" 21-KL/TW')
    ('cai cach hanh chinh', '21 kl tw')
    """
    found = (fold_key(m[1] if m[1] is not None else m[2]) for m in _term_pattern().finditer(words))
    return tuple(dict.fromkeys(term for term in found if term))


def _expression(words: str) -> str:
    return " AND ".join(f'"{term}"' for term in terms(words))


def matching_nodes(database: Database, words: str, limit: int) -> list[tuple[int, float]]:
    """Return internal ids of documents whose code, title, names or issuer hold all the words, best first.

    The score is greater for a better match; code and title weigh more than the issuer.
    """
    rank, name = "bm25(node_index, 8.0, 4.0, 4.0, 1.0)", "SELECT node FROM nodes WHERE id = node_index.rowid"
    return _matching(database, "node_index", rank, name, words, limit)


def matching_contents(database: Database, words: str, limit: int) -> list[tuple[int, float]]:
    """Return internal ids of contents whose text holds all the words, best first, with scores."""
    name = "SELECT sha256 FROM contents WHERE id = text_index.rowid"
    return _matching(database, "text_index", "bm25(text_index)", name, words, limit)


def _matching(
    database: Database, table: str, rank: str, name: str, words: str, limit: int
) -> list[tuple[int, float]]:
    """Return the best rows of an index; `name` puts equal ones in an order that no internal id decides."""
    expression = _expression(words)
    if not expression:
        return []
    rows = database.rows(
        f"SELECT rowid, {rank} FROM {table} WHERE {table} MATCH ? ORDER BY 2, ({name}) LIMIT ?",
        (expression, limit),
    )
    return [(cast(int, key), -cast(float, score)) for key, score in rows]
