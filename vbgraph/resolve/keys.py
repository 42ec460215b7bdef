"""What identifies a number: its series (number, sign, scheme) and the slot in which the number is unique.

Rules and sources: Party numbers restart per type and term of office (36-HD/VPTW II.1.3), State numbers each
1 January (Nghị định 30/2020/NĐ-CP, article 15), numbers that carry a year are unique in it, the National
Assembly counts laws and resolutions apart, forms before 1997 need the full date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vbgraph.codes import PARTY_BODY
from vbgraph.registry import Registry
from vbgraph.text import fold, fold_key

#: Types whose numbers always carry the year: "Nghị định 30/NĐ-CP năm 2020" is 30/2020/NĐ-CP.
_ALWAYS_YEAR = frozenset({"nd", "tt", "ttlt", "pl"})
#: Bodies of the Party's and the people's local organs, for signs that the registry does not list.
_LOCAL_BODIES = frozenset(
    {
        "tu",
        "hu",
        "qu",
        "thu",
        "du",
        "duk",
        "cb",
        "dbp",
        "ubnd",
        "hdnd",
        "bcsd",
        "dd",
        "tctu",
        "btgtu",
        "btctu",
    }
)
#: Bodies of a whole province: their numbers need no unit below it.
_PROVINCE_BODIES = frozenset({"tu", "duk"})
#: Bodies of which a province has many.
_LOWER_BODIES = frozenset({"ubnd", "hdnd", "hu", "qu", "thu", "du", "cb", "dbp"})
_OLD_BODIES = frozenset({"cp", "ttg", "hdbt", "sl", "pttg"})
#: The Party's new committees of communes began at 01 when districts ended.
COMMUNE_RESTART = "2025-07-01"
#: Words that stand for any type: they tell nothing of which counter a number is of.
ANY_TYPE = frozenset({"van ban", "tai lieu"})
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Series:
    """A run of numbers of which a code is a member.

    `scheme`: party (per term), year (per calendar year), dated (forms before 1997). `sign` holds the folded parts,
    sorted, so that 54/CT-TW and 54-CT/TW meet. `local`: True one per province or lower, False central, None unknown.
    """

    number: str
    sign: str
    scheme: str
    carries_year: bool
    type_part: str | None
    body: str
    local: bool | None
    below: bool  # several bodies of one province may use this sign: the unit counts

    @property
    def bucket(self) -> tuple[str, str, bool]:
        """Return what two members of one series share."""
        return self.number, self.sign, self.carries_year


class Signs:
    """The registry's knowledge of signs, each sign worked out once."""

    def __init__(self, registry: Registry) -> None:
        """Keep the registry and an empty memory of shapes."""
        self.registry = registry
        self._shapes: dict[str, Series] = {}
        self.type_ids: dict[str, frozenset[str]] = {}
        for sign, ids in registry.type_signs.items():
            self.type_ids[fold(sign)] = self.type_ids.get(fold(sign), frozenset()) | set(ids)

    def series(self, number: str, sign: str, has_year: bool) -> Series:
        """Return the series of a number and its canonical sign."""
        shape = self._shapes.get(sign)
        if shape is None:
            shape = self._shapes[sign] = self._shape(sign)
        carries = has_year or shape.type_part in _ALWAYS_YEAR
        bare = fold(number).lstrip("0") or "0"
        return replace(shape, number=bare, carries_year=carries, scheme="year" if carries else shape.scheme)

    def _shape(self, sign: str) -> Series:
        """Return what a sign alone tells, as a series without number."""
        parts = self._whole([p for p in re.split(r"[/\-.\s&]+", sign) if p])
        folded = [_same_sign(fold(p)) for p in parts]
        typed = len(parts) > 1 and folded[0] in self.type_ids
        bodies = parts[1:] if typed else parts
        party = typed and any(self._is_party(b) for b in bodies)
        if party and re.match(r"[^/]+-", sign) and any(self._is_state(b) for b in bodies):
            party = False  # written as the State writes: KH-UBND-MTTQ is numbered by the year
        scheme = "party" if party else "year"
        if len(parts) == 1 and folded[0] in _OLD_BODIES:
            scheme = "dated"
        local, below = self._reach(bodies)
        body = fold(bodies[0]) if bodies else ""
        kind = folded[0] if typed else None
        return Series("", "/".join(sorted(folded)), scheme, False, kind, body, local, below)

    def _whole(self, parts: list[str]) -> list[str]:
        """Return the parts of a sign with a body's own sign put together that a text has parted: BLĐ-TBXH, BGD&ĐT."""
        out = parts[:1]
        for part in parts[1:]:
            body = self.registry.sign_parts.get(fold(out[-1] + part)) if len(out) > 1 else None
            alone = all(self.registry.issuers_signing(p) for p in (out[-1], part))
            if body is not None and not alone and self.registry.issuers_signing(body):
                out[-1] = body
            else:
                out.append(part)
        return out

    def _is_party(self, body: str) -> bool:
        """Say whether a body belongs to the Party (or writes its numbers as the Party does)."""
        found = self.registry.issuers_signing(body)
        if found:
            return any(i.branch in ("party", "mass") for i in found)
        return bool(PARTY_BODY.match(body))

    def _is_state(self, body: str) -> bool:
        """Say whether the registry knows a body as the State's."""
        return any(i.branch not in ("party", "mass") for i in self.registry.issuers_signing(body))

    def _reach(self, bodies: list[str]) -> tuple[bool | None, bool]:
        """Return whether the bodies are local, and whether a province has several of them under one sign."""
        kinds = [self._reach_of(body) for body in bodies]
        told = [kind for kind in kinds if kind is not None]
        if len(told) > 1 and kinds[0] is not None and any(not local for local, _ in told):
            return False, False  # signed together with a central body
        return next((k for k in told if k[0]), (False, False)) if told else (None, False)

    def _reach_of(self, body: str) -> tuple[bool, bool] | None:
        """Return whether one body is local and one of several in its province, None for an unknown body."""
        word = fold(body)
        if word in _PROVINCE_BODIES:
            return True, False
        found = self.registry.issuers_signing(body)
        if any(i.local for i in found) or (not found and word in _LOCAL_BODIES):
            lower = any(i.level in ("district", "commune", "grassroots") for i in found)
            return True, lower or word in _LOWER_BODIES
        return (False, False) if found else None


def _same_sign(part: str) -> str:
    """Return the part with the variants of one sign as one: QĐi is printed for QĐ (Quy định)."""
    return {"qdi": "qd"}.get(part, part)


def slot(
    run: Series,
    *,
    year: int | None,
    date: str | None,
    term: str | None,
    place: str | None,
    registry: Registry,
    unit: str | None = None,
) -> str | None:
    """Return the stretch in which the number is unique, None when the text does not tell.

    A year in the number beats a term in words, a term beats the date.
    """
    if run.carries_year:
        told = str(year) if year else (date[:4] if date else None)
        return told and _half(told, date, _restart(run, place, unit, registry))
    if run.scheme == "party":
        return _term_slot(run, date, term, place, registry)
    if not date:
        return None
    if run.scheme == "dated" or date < "1997":
        return date if len(date) == 10 else None
    return _half(date[:4], date, _restart(run, place, unit, registry))


def _half(year: str, date: str | None, restart: str | None) -> str:
    """Return a year; where the numbers began anew in it, with "+" behind that day, "~" when the day is not told."""
    if restart is None or restart[:4] != year:
        return year
    day = date if date and date.startswith(year) else year
    if len(day) < 10 and restart.startswith(day):
        return f"{year}~"
    return f"{year}+" if day >= restart[: len(day)] else year


def _restart(run: Series, place: str | None, unit: str | None, registry: Registry) -> str | None:
    """Return the day from which a merged province, and every commune, counts anew."""
    if not run.local:
        return None
    if run.body == "du" or (unit or "").endswith("(commune)"):
        return COMMUNE_RESTART
    where = registry.locality_by_id(place) if place else None
    return where.merged if where else None


def _term_slot(
    run: Series, date: str | None, term: str | None, place: str | None, registry: Registry
) -> str | None:
    """Return the term of office of a Party number: the Party's own at the centre, the province's below."""
    if run.local is False and term and registry.party_term_window(term):
        return term
    ends = _span_of(date)
    if ends is not None:
        first, last = (_term_on(run, day, place, registry) for day in ends)
        return first if first == last else None
    return registry.province_term_numbered(term, place) if run.local and term and place else None


def _span_of(date: str | None) -> tuple[str, str] | None:
    """Return the first and last day that a full or partial date can mean."""
    if not date:
        return None
    if len(date) == 10:
        return date, date
    return (f"{date}-01-01", f"{date}-12-31") if len(date) == 4 else (f"{date}-01", f"{date}-28")


def _term_on(run: Series, day: str, place: str | None, registry: Registry) -> str:
    """Return the term on a day; a merged province (and every commune since 1/7/2025) counts anew."""
    if run.local is False:
        return registry.party_term(day) or day[:4]
    if run.local is None:
        return day[:4]
    term = registry.province_term(day, place) or f"{(int(day[:4]) - 1) // 5 * 5}"
    merged = _restart(run, place, None, registry)
    if merged and day >= merged and (registry.province_term("2025-06-30", place) or "") in (term, ""):
        return f"{term}+"
    return term


def same_slot(a: str, b: str) -> bool:
    """Say whether two slots are one where a restart within the term or year cannot be seen."""
    return whole(a) == whole(b)


def whole(slot: str) -> str:
    """Return the term or year of which a slot is the whole or a half."""
    return slot.rstrip("+~")


def unplaced(run: Series | None, place: str | None, unit: str | None) -> bool:
    """Say whether a local number lacks its province, or the unit of which the province has several."""
    return run is not None and run.local is True and (place is None or (run.below and unit is None))


def law_class(type_words: str | None, run: Series) -> str | None:
    """Return "law" or the type for the National Assembly's separate counters, "" for all other series."""
    if not re.match(r"(?:ubtv)?qh\d*$", run.body) or run.type_part is not None:
        return ""
    words = fold_key(type_words or "")
    if not words or words in ANY_TYPE:
        return None
    return "law" if words in ("luat", "bo luat", "hien phap") else words.replace(" ", "-")


def term_number(term: str) -> str:
    """Return a Roman or Arabic term as digits: "XIII" → "13"; other words stay."""
    low = term.strip().lower()
    if not re.fullmatch(r"[ivx]{1,6}", low):
        return low
    values = [_ROMAN[c] for c in low]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-v if v < after else v for v, after in pairs))
