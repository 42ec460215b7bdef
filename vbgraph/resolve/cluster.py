"""A document of the graph while it is being put together from claims."""

from __future__ import annotations

from dataclasses import dataclass, field

from vbgraph.dates import agree
from vbgraph.registry import Known
from vbgraph.resolve.claims import Claim, Head
from vbgraph.resolve.keys import Series, same_slot, unplaced, whole
from vbgraph.resolve.places import same_unit


@dataclass(eq=False, slots=True)
class Cluster:
    """The claims of one document, and the fields that identify it (None: not known yet)."""

    run: Series | None
    place: str | None
    unit: str | None
    klass: str | None
    slot: str | None
    variant: str | None = None
    claims: list[Claim] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    known: Known | None = None
    #: All dates (partial ones included) and titles that texts give the document; titles of the catalogue too.
    dates: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    kind: str = "directive"
    id: str = ""

    @property
    def held(self) -> bool:
        """Say whether a file of the document is here."""
        return bool(self.heads)

    @property
    def year(self) -> str | None:
        """Return the year that the number carries or needs, None for other series."""
        return whole(self.slot) if self.run is not None and self.run.scheme == "year" and self.slot else None

    @property
    def day(self) -> str | None:
        """Return the earliest full date the document is said to have, the catalogue's when no text gives one."""
        full = sorted(d for d in self.dates if len(d) == 10)
        return full[0] if full else (self.known.date if self.known else None)

    def know(self, known: Known) -> None:
        """Note the catalogue's entry of the document."""
        self.known = known
        if known.title:
            self.titles.add(known.title)

    def hold(self, head: Head) -> None:
        """Note that a file of the document is here."""
        self.heads.append(head)
        self._hear(head.doc.date, head.doc.title)

    def _hear(self, date: str | None, title: str | None) -> None:
        if date:
            self.dates.add(date)
        if title:
            self.titles.add(title)

    def take(self, claim: Claim, rule: str) -> None:
        """Make a claim one of this document's, filling in what it knows and the document did not."""
        self.claims.append(claim)
        self.reasons.add(rule)
        self._hear(claim.date, claim.title)
        if claim.head is not None:
            self.hold(claim.head)
        self.place = claim.place if self.place is None else self.place
        self.unit = claim.unit if self.unit is None else self.unit
        self.klass = claim.klass if self.klass is None else self.klass
        self.slot = claim.slot if self.slot is None else self.slot

    def admits(self, claim: Claim) -> bool:
        """Say whether nothing in a claim of the same series contradicts this document."""
        if self.unit is not None and claim.unit is not None and not same_unit(self.unit, claim.unit):
            return False
        for mine, other in (
            (self.place, claim.place),
            (self.klass, claim.klass),
            (self.variant, claim.variant),
        ):
            if mine is not None and other is not None and mine != other:
                return False
        if (claim.unplaced or self.unplaced) and not self._of_day(claim):
            return False  # of two days, and nothing says that it is one body's number
        if self.slot is not None and claim.slot is not None:
            if self.slot != claim.slot and "~" in self.slot + claim.slot:
                return same_slot(self.slot, claim.slot) and self.admits_time(claim)
            if claim.place is not None and self.place is not None:
                return self.slot == claim.slot
            # A merger that restarts the numbers cannot be seen where the province is not known.
            return same_slot(self.slot, claim.slot) or (claim.date is not None and claim.date in self.dates)
        return self.admits_time(claim)

    @property
    def unplaced(self) -> bool:
        """Say whether it is not known whose number this is."""
        return unplaced(self.run, self.place, self.unit)

    def _of_day(self, claim: Claim) -> bool:
        """Say whether a claim's date can be one of those that this document is said to have."""
        return not claim.date or not self.dates or any(agree(claim.date, d) for d in self.dates)

    def admits_time(self, claim: Claim) -> bool:
        """Say whether an undated claim can mean this document: dated as far as told, and not after its citing."""
        dates = self.dates or ({self.known.date} if self.known and self.known.date else set())
        if claim.date and dates and not any(agree(claim.date, d) for d in dates):
            return False
        day, cited = self.day, claim.cited_on
        return not (day and cited and claim.head is None and day[: len(cited)] > cited[: len(day)])
