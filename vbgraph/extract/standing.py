"""What no document does to those that stand above it: a circular amends no decree, a plan repeals no law."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.draft import Draft

#: Effects that only a document of the same or a higher rank can have.
_GUARDED = frozenset({"amends", "replaces", "repeals", "suspends"})
#: The order of normative documents (Luật Ban hành văn bản quy phạm pháp luật), those of the centre.
_RANKS = {
    "Hiến pháp": 9,
    "Bộ luật": 8,
    "Luật": 8,
    "Pháp lệnh": 7,
    "Nghị định": 5,
    "Thông tư": 3,
    "Thông tư liên tịch": 3,
    "Thông tư liên bộ": 3,
}
#: Types that are not in the order, or of many bodies: decrees of the first years, orders, texts of all kinds of rank.
_OF_ANY_RANK = frozenset(
    {"Sắc lệnh", "Sắc luật", "Lệnh", "Văn bản hợp nhất", "Nghị quyết liên tịch", "Hiệp định"}
)
_LOCAL = frozenset({"province", "district", "commune", "grassroots"})


def beyond(draft: Draft, own_type: str | None, issuer: str | None, level: str | None) -> bool:
    """Say whether an effect that this text is said to have is on a document above it; unknown ranks allow it."""
    if draft.relation not in _GUARDED or draft.by is not None or draft.type is None:
        return False
    own, other = _own_rank(own_type, issuer, level), _rank(draft.type, draft.sign or "", draft.issuer or "")
    return own is not None and other is not None and own < other


@lru_cache(maxsize=1024)
def _own_rank(own_type: str | None, issuer: str | None, level: str | None) -> int | None:
    if own_type is None or own_type in _OF_ANY_RANK:
        return None
    if level in _LOCAL:
        return 2
    if own_type == "Nghị quyết":
        return 7 if issuer == "Ủy ban Thường vụ Quốc hội" else None  # the Government's were given the power
    if own_type == "Quyết định":
        return 3 if level == "ministry" else 4
    return _RANKS.get(own_type, 2)


@lru_cache(maxsize=4096)
def _rank(kind: str, sign: str, issuer: str) -> int | None:
    """Return the rank of a cited document, None when its type does not tell."""
    if kind == "Nghị định" and (issuer.startswith("Bộ ") or not re.search(r"CP|HĐBT|^$", sign)):
        return None  # ministries had decrees of their own before 1960
    if kind == "Quyết định" and re.search(r"(?<![A-Z])TTg$", sign):
        return 4
    return _RANKS.get(kind)
