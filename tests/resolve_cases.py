"""Facts for the resolver from the few fields a case is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from vbgraph import codes, registry
from vbgraph.models import Document, FileFacts, Graph, Mention
from vbgraph.registry import Registry
from vbgraph.resolve import conclude


@lru_cache(maxsize=1)
def known() -> Registry:
    return registry.load()


def _numbered(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with what the code holds: number, year, sign."""
    out = {k: str(v) if k == "date" and v else v for k, v in fields.items()}
    parsed = codes.parse(out["code"], known().sign_parts) if out.get("code") else None
    if parsed:
        out |= {"code": str(parsed), "number": parsed.number, "year": parsed.year, "sign": parsed.sign}
    return out


def mention(index: int, **fields: Any) -> Mention:
    out = {"id": f"m{index}", "kind": "number", "relation": "cites", "document": 0, **_numbered(fields)}
    out["flags"] = tuple(out.get("flags") or ())
    return Mention(start=1000 + 100 * index, end=1010 + 100 * index, text=out.get("code") or "", **out)


def file(path: str, *, cites: Iterable[Mapping[str, Any]] = (), **fields: Any) -> FileFacts:
    header = _numbered({"kind": "directive", **fields})
    header["flags"] = tuple(header.get("flags") or ())
    mentions = tuple(mention(i, **c) for i, c in enumerate(cites))
    return FileFacts(path, f"sha-{path}", (Document(**header),), mentions)


def graph(files: Sequence[FileFacts]) -> Graph:
    return conclude(files, known())


def arrows(found: Graph) -> list[str]:
    return sorted(f"{e.source} {e.relation} {e.target}" for e in found.edges)
