"""Documents cited by name or title: which numbered document the words stand for, or a document known by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vbgraph import codes
from vbgraph.dates import agree
from vbgraph.registry import Known, Registry
from vbgraph.resolve.claims import Claim, Reader
from vbgraph.resolve.places import bare_unit
from vbgraph.text import fold_key

#: Names that one province, district or commune among many uses.
_LOCAL_NAME = (
    r"\b(?:dang bo (?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|co so)|tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|chi bo"
    r"|hdnd|ubnd|hoi dong nhan dan|uy ban nhan dan)\b"
)
_UNIT_UNNAMED = r"\b(?:huyen|quan|thi xa|xa|phuong|thi tran)(?: uy)?(?: lan thu| khoa| nhiem ky|$)"
_IDLE = r"\b(?:dai bieu|cua|nhiem ky \d{4} \d{4}|lan thu)\b"


def name_key(name: str, place: str | None) -> str:
    """Return the words by which two wordings of one name meet: "Đại hội (đại biểu) Đảng bộ tỉnh (X) lần thứ XIV"."""
    words = " ".join(re.sub(_IDLE, " ", fold_key(name)).split())
    if place:
        words = re.sub(rf"\b(tinh|thanh pho) {re.escape(place.replace('-', ' '))}\b", r"\1", words)
    return words


class Names:
    """Finds what names stand for: in the catalogue by date or force, else among the documents of the store."""

    def __init__(self, registry: Registry, reader: Reader) -> None:
        """Keep the look-ups."""
        self.registry = registry
        self.reader = reader

    def number(self, claims: Iterable[Claim]) -> None:
        """Give each name that stands for one known number that number, so that it is grouped with it."""
        for claim in claims:
            if claim.by_name and claim.name:
                self._number_one(claim)

    def _number_one(self, claim: Claim) -> None:
        known = self.pick(claim)
        if known is None:
            return
        claim.known = known
        if not known.code:
            claim.name = known.names[0] if known.names else claim.name
            return
        parsed = codes.parse(known.code, self.registry.sign_parts)
        if parsed is None or parsed.sign is None:
            return
        if claim.run is None:
            claim.code, claim.number, claim.year = known.code, parsed.number, parsed.year
            claim.run = self.reader.signs.series(parsed.number, parsed.sign, parsed.year is not None)
            if claim.run.local is False:
                claim.place, claim.unit = "", ""
        told, claim.date = claim.date, claim.date or known.date
        told_term, claim.term = claim.term, claim.term or known.term
        told_type, claim.type = claim.type, known.type
        self.reader.finish(claim)
        claim.date, claim.term, claim.type = told, told_term, told_type

    def pick(self, claim: Claim) -> Known | None:
        """Return the one catalogue entry that a name means here: by code, date or year, else the one in force."""
        found = self.registry.known_named(claim.name or "")
        if claim.code:
            found = tuple(k for k in found if k.code and codes.key(k.code) == codes.key(claim.code))
        told = claim.date or (str(claim.year) if claim.year and claim.run is None else None)
        fits = [k for k in found if agree(told, k.date) and (not claim.term or claim.term in (k.term, None))]
        if len(fits) > 1 and told is None:
            fits = _in_force(fits, claim.force_on)
        return fits[0] if len(fits) == 1 else None

    def local(self, claim: Claim) -> None:
        """Keep the place of a name only where each place has its own: "Đại hội Đảng bộ tỉnh lần thứ XIV"."""
        words = fold_key(claim.name or "")
        issuer = self.registry.issuer_named(claim.issuer) if claim.issuer else None
        head = claim.citing
        if not re.search(_LOCAL_NAME, words) and not (issuer and issuer.local):
            claim.place, claim.unit = "", ""
            return
        claim.place = claim.place or (head.place if head else None)
        unnamed = re.search(_UNIT_UNNAMED, words) and head
        claim.unit = bare_unit(head.doc.district) or head.unit if unnamed and head else ""


def _in_force(known: list[Known], on: str | None) -> list[Known]:
    """Return the entries in force on a day; of one law's successive versions the latest."""
    if on is None:
        return known
    alive = [
        k for k in known if (k.effective or k.date or "9") <= on and (k.ended is None or on[:10] <= k.ended)
    ]
    alive = alive or [k for k in known if k.date and k.date <= on and (k.ended is None or on <= k.ended)]
    kinds = {k.type for k in alive}
    if len(alive) > 1 and len(kinds) == 1 and fold_key(kinds.pop()) in ("luat", "bo luat", "hien phap"):
        return [max(alive, key=lambda k: k.date or "")]
    return alive
