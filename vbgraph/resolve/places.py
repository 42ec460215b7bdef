"""Whose number it is: the province, and below it the district, commune or cell, that a local number needs."""

from __future__ import annotations

import re

from vbgraph.registry import Registry
from vbgraph.text import fold_key

#: Words of an issuer that say what kind of body it is, not which one.
_KIND_WORDS = (
    r"\b(?:ban thuong vu|ban chap hanh|thuong truc|dang bo|huyen uy|quan uy|thi uy|thanh uy|tinh uy|dang uy|chi bo|chi uy|bo phan|co so"
    r"|uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd|btv|bch|chu tich|huyen|quan|thi xa|thi tran|thanh pho|tp|tinh|xa|phuong|dac khu|cap)\b"
)
_PROVINCE_WORDS = r"\b(?:tinh|tinh uy|cap tinh)\b"
_CITY = r"\b(?:thanh pho|tp|thanh uy)\b"
#: A people's council or committee below the province: they all sign alike, and a commune may be called as a district.
_COUNCIL_OF = r"(?:chu tich )?(?:uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd) (?:cap )?(huyen|quan|thi xa|thanh pho|tp|xa|phuong|thi tran|dac khu)\b"
_COMMITTEE_OF = r"dang uy (?:cap )?(xa|phuong|thi tran|dac khu)\b"
_COMMUNES = frozenset({"xa", "phuong", "thi tran", "dac khu"})


class Places:
    """The registry's knowledge of places, each name worked out once."""

    def __init__(self, registry: Registry) -> None:
        """Keep the registry and empty memories."""
        self.registry = registry
        self._ids: dict[tuple[str, str | None], str] = {}
        self._printed: dict[str, str] = {}
        self._words: dict[str | None, frozenset[str]] = {}

    def id(self, name: str | None, on: str | None = None) -> str | None:
        """Return the id of a province or city by name, as it stood on a day; a slug when the registry lacks it."""
        if not name:
            return None
        known = self._ids.get((name, on))
        if known is None:
            look = self.registry.locality_named
            found = (look(name, on) if on and len(on) == 10 else None) or look(name)
            known = self._ids[name, on] = found.id if found else fold_key(name).replace(" ", "-")
            self._printed[known] = min(self._printed.get(known, name), name)
        return known

    def name(self, place: str | None) -> str | None:
        """Return the bare name of a place id."""
        found = self.registry.locality_by_id(place) if place else None
        return found.name if found else self._printed.get(place or "")

    def unit(self, issuer: str | None, district: str | None, place: str | None) -> str | None:
        """Return the unit below the province: "" for the province itself, None when not told.

        `district` is what the text names apart from the issuer's words.
        """
        words = fold_key(issuer or "")
        rest = _without_kind(words)
        named = bare_unit(district)
        if rest and rest not in self._own_words(place):
            return self._told_apart(
                named if named and (named in rest or rest in named) else rest, issuer, place
            )
        if re.search(_PROVINCE_WORDS, words):
            return ""
        if named:
            return self._told_apart(named, issuer, place)
        return "" if re.search(_CITY, words) and self._is_city(place) else None

    def tier(self, issuer: str | None, place: str | None) -> str | None:
        """Return "commune" or "district" for a local body whose name tells its kind, None for all others."""
        words = fold_key(issuer or "")
        found = re.match(_COUNCIL_OF, words) or re.match(_COMMITTEE_OF, words)
        if found is None or (found[1] in ("thanh pho", "tp") and (not place or self._is_city(place))):
            return None
        return "commune" if found[1] in _COMMUNES else "district"

    def _told_apart(self, unit: str, issuer: str | None, place: str | None) -> str:
        """Return a unit with its tier (and its kind, where a town and a district of one province share a name)."""
        found = re.match(_COUNCIL_OF, fold_key(issuer or ""))
        tier = self.tier(issuer, place) if found else None
        if found is None or tier is None:
            return unit
        twins = tier == "district" and any(self.is_district(f"{unit} ({k})") for k in ("huyện", "quận"))
        return f"{unit} ({found[1].replace('tp', 'thanh pho') if twins else tier})"

    def province_of(self, district: str | None, on: str | None) -> str | None:
        """Return the one province in which a district lies on a day, None when there is none or several."""
        day = on and {4: f"{on}-01-01", 7: f"{on}-01"}.get(len(on), on)  # the districts ended on 30/6/2025
        found = self.registry.provinces_of_district(district, day) if district else ()
        return found[0].id if len(found) == 1 else None

    def is_district(self, words: str | None) -> bool:
        """Say whether the registry knows a district of this name."""
        return bool(words and self.registry.provinces_of_district(words))

    def _is_city(self, place: str | None) -> bool:
        found = self.registry.locality_by_id(place) if place else None
        return bool(found and fold_key(found.kind).startswith("thanh pho"))

    def _own_words(self, place: str | None) -> frozenset[str]:
        """Return the folded names of a place, by which an issuer may be extended ("UBND tỉnh Hưng Yên")."""
        known = self._words.get(place)
        if known is None:
            found = self.registry.locality_by_id(place) if place else None
            names = (found.name, *found.variants) if found else ((place or "").replace("-", " "),)
            known = frozenset(_without_kind(fold_key(n)) for n in names)
            self._words[place] = known
        return known


def bare_unit(district: str | None) -> str | None:
    """Return the folded name of a district or commune without the word for its kind."""
    rest = _without_kind(fold_key(district or ""))
    return rest or None


def bare_of(unit: str | None) -> str | None:
    """Return a unit without its tier: "kim dong (commune)" → "kim dong"."""
    return unit.partition(" (")[0] if unit else unit


def same_unit(a: str, b: str) -> bool:
    """Say whether two units are one: of one name, and of one tier as far as both tell it.

    >>> same_unit("kim dong", "kim dong (commune)"), same_unit("kim dong (district)", "kim dong (commune)")
    (True, False)
    """
    return a == b or (bare_of(a) == bare_of(b) and not ("(" in a and "(" in b))


def _without_kind(words: str) -> str:
    return " ".join(re.sub(_KIND_WORDS, " ", words).split())
