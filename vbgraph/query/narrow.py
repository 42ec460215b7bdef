"""What stands behind `@`: a locality, a year or date, a term of office. It fits a document or does not."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph import dates
from vbgraph.models import Node
from vbgraph.registry import Registry
from vbgraph.text import fold, fold_key

_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))  # greatest first


@lru_cache(maxsize=1)
def _term_pattern() -> re.Pattern[str]:
    return re.compile(r"^(?:k|khoa)?[ .-]?(?:([ivx]{1,6})|(\d{1,2}))$")


@lru_cache(maxsize=1)
def _iso_pattern() -> re.Pattern[str]:
    return re.compile(r"^(?:1[89]|20)\d\d(?:-\d\d(?:-\d\d)?)?$")


def fits(node: Node, condition: str, registry: Registry | None = None) -> bool:
    """Say whether a document is of this place, date or term: "ninh-thuan", "2016", "25/10/2021", "k12", "khóa XII"."""
    if not condition:
        return True
    iso = _iso(condition)
    if iso is not None:
        return _of_date(node, iso)
    term = _term(fold(condition))
    if term is not None:
        return term == _term_of(node, registry)
    return _of_place(node, condition, registry)


def mentioned(node: Node, said: str) -> bool:
    """Say whether folded words (spaces at both ends) name the place of a document or the year of its date."""
    place = bool(node.locality) and f" {fold_key(node.locality or '')} " in said
    return place or (bool(node.date) and f" {(node.date or '')[:4]} " in said)


def _iso(condition: str) -> str | None:
    if _iso_pattern().match(condition):
        return condition
    found = dates.match(fold(condition)) if any(c.isdigit() for c in condition) else None
    return found.iso if found and found.end == len(condition) else None


def _of_date(node: Node, iso: str) -> bool:
    if node.date:
        return dates.agree(node.date, iso)
    return f"/{iso}/" in (node.code or "")


def _term(folded: str) -> str | None:
    """Return a term of office as it stands in ids ("k12"), from "k12", "khoa xii", "XII", "12"."""
    match = _term_pattern().match(folded.strip())
    if match is None:
        return None
    return f"k{_arabic(match[1]) if match[1] else int(match[2])}"


def _arabic(roman: str) -> int:
    value = 0
    for digits, worth in _ROMAN:
        while roman.startswith(digits):
            value, roman = value + worth, roman[len(digits) :]
    return value


def roman(number: int) -> str:
    """Return a small number in Roman digits, lower case.

    >>> roman(12), roman(14)
    ('xii', 'xiv')
    """
    digits = ""
    for letters, worth in _ROMAN:
        while number >= worth:
            digits, number = digits + letters, number - worth
    return digits


def _term_of(node: Node, registry: Registry | None) -> str | None:
    """Return a document's term: as noted, as in its id, else by the registry for the day of its date."""
    if node.term:
        return _term(fold(node.term)) or fold(node.term)
    for part in node.id.split(".")[1:]:
        if re.fullmatch(r"k\d{1,2}", part):
            return part
    if node.date and len(node.date) == 10 and "/TW" in (node.code or ""):
        by_date = loaded(registry).party_term(node.date)
        return _term(fold(by_date)) if by_date else None
    return None


def _of_place(node: Node, condition: str, registry: Registry | None) -> bool:
    wanted = fold_key(condition)
    slug = wanted.replace(" ", "-")
    if slug in node.id.split(".")[1:] or (node.locality and fold_key(node.locality) == wanted):
        return True
    if not node.locality:
        return False
    place = loaded(registry).locality_named(condition.replace("-", " "))
    return place is not None and fold_key(place.name) == fold_key(node.locality)


def loaded(registry: Registry | None) -> Registry:
    """Return the registry given, else the one of the process, loaded on first use."""
    if registry is not None:
        return registry
    from vbgraph.registry import load

    return load()
