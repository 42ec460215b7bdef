"""Lists over all documents: filtered rows, what is missing, counts, authority."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from vbgraph.models import LEVELS, RELATIONS, SOURCES, Node
from vbgraph.query.citations import cited_counts
from vbgraph.query.narrow import fits, loaded
from vbgraph.query.results import Missing, Ranked, Stat
from vbgraph.registry import Registry
from vbgraph.store import Store
from vbgraph.text import fold_key

_DAMPING = 0.85
_ROUNDS = 200
_CLOSE = 1e-9
#: Relations by which one document lends weight to another: it rests on it, or cites it. One that is replaced or
#: amended does not gain by it.
_LENDS_WEIGHT = (*sorted(SOURCES), "cites", "reviews")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents to list; None: any. Words are compared without case and accents.

    `state` is held, missing or report; `type` a name or sign ("Chỉ thị", "CT"); `issuer` and `locality` any part of
    the name; `relation` lists documents that act on another one that way; `secrecy` "any" or a mark.
    """

    type: str | None = None
    issuer: str | None = None
    locality: str | None = None
    level: str | None = None
    year: int | None = None
    state: str | None = None
    secrecy: str | None = None
    relation: str | None = None


def documents(
    store: Store, filters: Filters | None = None, *, registry: Registry | None = None
) -> tuple[Node, ...]:
    """Return the documents that pass the filters, sorted by id."""
    wanted = filters or Filters()
    acting: set[str] | None = None
    if wanted.relation is not None:
        rows = store.database.rows(
            "SELECT DISTINCT node FROM edges JOIN nodes ON nodes.id = source WHERE relation = ?",
            (wanted.relation,),
        )
        acting = {cast(str, row[0]) for row in rows}
    type_name = _type_name(wanted.type, registry)
    return tuple(
        node
        for node in store.nodes()
        if (acting is None or node.id in acting) and _passes(node, wanted, type_name, registry)
    )


def _type_name(words: str | None, registry: Registry | None) -> str | None:
    """Return the folded name of a type given by name or sign."""
    if words is None:
        return None
    known = loaded(registry)
    signs = known.type_signs.get(words.upper(), ())
    kind = known.type_named(words) or (known.type_by_id(signs[0]) if len(signs) == 1 else None)
    return fold_key(kind.name if kind else words)


def _passes(node: Node, wanted: Filters, type_name: str | None, registry: Registry | None) -> bool:
    return (
        (type_name is None or fold_key(node.type or "") == type_name or _signed(node, wanted.type or ""))
        and _holds(node.issuer, wanted.issuer)
        and (wanted.locality is None or fits(node, wanted.locality, registry))
        and (wanted.level is None or node.level == wanted.level)
        and (wanted.year is None or _year(node) == wanted.year)
        and (wanted.state is None or state(node) == wanted.state)
        and (wanted.secrecy is None or _secret(node, wanted.secrecy))
    )


def _signed(node: Node, sign: str) -> bool:
    """Say whether the code of a document has this sign of a type ("QĐ" stands for two types)."""
    return fold_key(sign) in fold_key(node.code or "").split()[1:3]


def _holds(text: str | None, words: str | None) -> bool:
    return words is None or fold_key(words) in fold_key(text or "")


def _secret(node: Node, mark: str) -> bool:
    return (node.secrecy is not None and mark in ("any", node.secrecy)) or _same(node.secrecy, mark)


def _same(a: str | None, b: str) -> bool:
    return a is not None and fold_key(a) == fold_key(b)


def _year(node: Node) -> int | None:
    return int(node.date[:4]) if node.date else None


def state(node: Node) -> str:
    """Return held, missing or report: where a document of the graph stands."""
    if node.kind == "report":
        return "report"
    return "held" if node.held else "missing"


def missing(store: Store) -> tuple[Missing, ...]:
    """Return the documents that are cited but not held, the most cited first, ties by places, then by id."""
    counts = cited_counts(store)
    rows = [Missing(node, *counts.get(node.id, (0, 0))) for node in store.nodes() if state(node) == "missing"]
    return tuple(sorted(rows, key=lambda row: (-row.cited_by, -row.mentions, row.node.id)))


def stats(store: Store) -> tuple[Stat, ...]:
    """Return counts: files, documents, mentions, edges by relation, documents by level and type."""
    counts = store.counts()
    read = counts.files - counts.gone - counts.failed
    rows = [
        *(
            Stat("files", "read", read),
            Stat("files", "gone", counts.gone),
            Stat("files", "failed", counts.failed),
        ),
        *(Stat("documents", "held", counts.held), Stat("documents", "missing", counts.missing)),
        *(Stat("documents", "reports", counts.reports), Stat("documents", "other", counts.other)),
        *(Stat("mentions", "all", counts.mentions), Stat("mentions", "ambiguous", counts.ambiguous)),
        Stat("edges", "all", counts.edges),
    ]
    rows += _counted(store, "relation", "SELECT relation, count(*) FROM edges GROUP BY 1", RELATIONS)
    rows += _counted(
        store, "level", "SELECT level, count(*) FROM nodes WHERE level NOT NULL GROUP BY 1", LEVELS
    )
    types = "SELECT type, count(*) FROM nodes WHERE type NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    return (*rows, *_counted(store, "type", types, ()))


def _counted(store: Store, group: str, sql: str, order: Sequence[str]) -> list[Stat]:
    rows = [Stat(group, cast(str, key), cast(int, count)) for key, count in store.database.rows(sql)]
    return sorted(rows, key=lambda s: order.index(s.key) if s.key in order else len(order))


def rank(store: Store) -> tuple[Ranked, ...]:
    """Return the documents by authority: PageRank along the edges by which one rests on another or cites it."""
    nodes = list(store.nodes())
    place = {node.id: i for i, node in enumerate(nodes)}
    marks = ", ".join("?" * len(_LENDS_WEIGHT))
    pairs = [
        (place[cast(str, source)], place[cast(str, target)])
        for source, target in store.database.rows(
            "SELECT DISTINCT source.node, target.node FROM edges JOIN nodes AS source ON source.id = source "
            f"JOIN nodes AS target ON target.id = target WHERE relation IN ({marks}) ORDER BY 1, 2",
            _LENDS_WEIGHT,
        )
    ]
    scores = _pagerank(len(nodes), pairs)
    cited = Counter(target for _, target in pairs)
    rows = [Ranked(node, round(scores[i], 8), cited[i]) for i, node in enumerate(nodes)]
    return tuple(sorted(rows, key=lambda row: (-row.score, row.node.id)))


def _pagerank(n: int, pairs: Sequence[tuple[int, int]]) -> array[float]:
    """Return PageRank scores that add up to 1; pairs in fixed order give the same bits each time."""
    sources, targets = array("L", (a for a, _ in pairs)), array("L", (b for _, b in pairs))
    degree = Counter(sources)
    scores = array("d", [1.0 / n] * n) if n else array("d")
    sinks = [i for i in range(n) if not degree[i]]
    for _ in range(_ROUNDS if n else 0):
        base = (1.0 - _DAMPING + _DAMPING * sum(scores[i] for i in sinks)) / n
        shares = array("d", (_DAMPING * scores[i] / (degree[i] or 1) for i in range(n)))
        after = array("d", [base] * n)
        for source, target in zip(sources, targets, strict=True):
            after[target] += shares[source]
        change = sum(abs(a - b) for a, b in zip(scores, after, strict=True))
        scores = after
        if change < _CLOSE:
            break
    return scores
