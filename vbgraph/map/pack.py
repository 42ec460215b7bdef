"""The rows of the network as columns and string tables: the data block of the page, small and safe to embed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from vbgraph.map.layout import BANDS, Layout
from vbgraph.map.model import STATUSES, Row
from vbgraph.models import EFFECTS, RELATIONS, SOURCES

_HELD = ("held", "missing", "report")


def payload(
    nodes: Sequence[Row], edges: Sequence[Row], layouts: tuple[Layout, Layout], page: Mapping[str, object]
) -> str:
    """Return the data block as JSON that can stand inside a script element: every `<` is escaped."""
    index = {str(row["id"]): i for i, row in enumerate(nodes)}
    files = _table([str(f) for f in _files(nodes, edges)])
    data = {
        "v": 1,
        **page,
        "bands": list(BANDS),
        "relations": list(RELATIONS),
        "sources": [i for i, r in enumerate(RELATIONS) if r in SOURCES],
        "effects": [i for i, r in enumerate(RELATIONS) if r in EFFECTS],
        "held": list(_HELD),
        "statuses": list(STATUSES),
        "files": list(files),
        "views": [_view(layout) for layout in layouts],
        "nodes": _nodes(nodes, files),
        "edges": _edges(edges, index, files),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _view(layout: Layout) -> dict[str, object]:
    """Return a layout as plain lists."""
    return {
        "gap": layout.gap,
        "bands": [[b.band, b.top, b.bottom] for b in layout.bands],
        "ticks": [[t.year, t.left, t.right] for t in layout.ticks],
        "x": [x for x, _ in layout.xy],
        "y": [y for _, y in layout.xy],
    }


def _files(nodes: Sequence[Row], edges: Sequence[Row]) -> list[object]:
    """Return every file named by a document or by a piece of evidence."""
    found: list[object] = []
    for row in nodes:
        found.extend(_list(_dict(row["more"]).get("files")))
    for row in edges:
        found.extend(_dict(proof)["file"] for proof in _list(row["evidence"]))
    return found


def _nodes(rows: Sequence[Row], files: Mapping[str, int]) -> dict[str, object]:
    """Return the documents column by column; `more` holds what only some of them have."""
    columns: dict[str, object] = {
        key: [row[key] for row in rows] for key in ("id", "label", "title", "date", "year", "band", "width")
    }
    columns["code"] = [0 if row["code"] == row["label"] else row["code"] for row in rows]
    columns["held"] = [_HELD.index(str(row["held"])) for row in rows]
    columns["status"] = [STATUSES.index(str(row["status"])) for row in rows]
    for key, plural in (("type", "types"), ("issuer", "issuers"), ("locality", "localities")):
        table = _table([str(row[key]) for row in rows])
        columns[key] = [table[str(row[key])] for row in rows]
        columns[plural] = list(table)
    more: dict[str, object] = {}
    for i, row in enumerate(rows):
        extra = dict(_dict(row["more"]))
        if "files" in extra:
            extra["files"] = [files[str(name)] for name in _list(extra["files"])]
        if extra:
            more[str(i)] = extra
    columns["more"] = more
    return columns


def _edges(rows: Sequence[Row], index: Mapping[str, int], files: Mapping[str, int]) -> dict[str, object]:
    """Return the edges column by column; a piece of evidence is [file, quote, start, end, asserted by]."""
    return {
        "s": [index[str(row["from"])] for row in rows],
        "t": [index[str(row["to"])] for row in rows],
        "r": [RELATIONS.index(str(row["relation"])) for row in rows],
        "n": [row["mentions"] for row in rows],
        "c": [row["confidence"] for row in rows],
        "partly": {str(k): row["partly"] for k, row in enumerate(rows) if row["partly"]},
        "evidence": [[_proof(_dict(p), index, files) for p in _list(row["evidence"])] for row in rows],
    }


def _proof(proof: Row, index: Mapping[str, int], files: Mapping[str, int]) -> list[object]:
    """Return one piece of evidence with nothing at its end that says nothing."""
    start, end = _list(proof.get("mark")) or (0, 0)
    packed: list[object] = [
        files[str(proof["file"])],
        proof.get("quote", ""),
        start,
        end,
        index.get(str(proof.get("by")), -1),
    ]
    for empty in (-1, 0, 0, ""):
        if packed[-1] != empty:
            break
        packed.pop()
    return packed


def _table(values: Sequence[str]) -> dict[str, int]:
    """Return each different value with its place in sorted order."""
    return {value: i for i, value in enumerate(sorted(set(values)))}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _dict(value: object) -> Row:
    return value if isinstance(value, dict) else {}
