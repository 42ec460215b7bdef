"""What each header and each mention says of a document, as compact records; equal words are kept once.

Facts are read once, file by file; what is kept of a mention is what conclusions need.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from vbgraph import codes
from vbgraph.models import Document, FileFacts, Mention, Provision, Span
from vbgraph.registry import Known, Registry
from vbgraph.resolve.keys import Series, Signs, law_class, slot, unplaced
from vbgraph.resolve.places import Places, bare_unit

_DISTRICT_BODIES = frozenset({"hu", "qu", "thu"})
_COUNCILS = frozenset({"ubnd", "hdnd"})
DRAFT_FLAGS = frozenset({"draft", "number_blank"})


@dataclass(eq=False, slots=True)
class Head:
    """One document as its own file shows it, with what follows for whom it cites."""

    file: str
    sha256: str
    index: int
    doc: Document
    place: str | None
    unit: str | None
    run: Series | None
    claim: Claim | None = None

    @property
    def draft(self) -> bool:
        """Say whether the document is a draft, which is never one with a real document."""
        return bool(DRAFT_FLAGS & set(self.doc.flags))

    @property
    def cited_on(self) -> str | None:
        """Return the day by which everything it cites existed."""
        return self.doc.date


@dataclass(eq=False, slots=True)
class Claim:
    """All that one document says of one other in the same words (or, with `head`, of itself)."""

    run: Series | None
    year: int | None
    type: str | None
    issuer: str | None
    date: str | None
    term: str | None
    title: str | None
    name: str | None
    place: str | None
    place_given: bool
    unit: str | None
    number: str | None
    code: str | None
    citing: Head | None
    by_name: bool = False
    force_on: str | None = None
    head: Head | None = None
    klass: str | None = ""
    slot: str | None = None
    variant: str | None = None
    known: Known | None = None
    weight: int = 0
    first: tuple[str, int] = ("", 0)
    notes: tuple[str, ...] = ()

    @property
    def cited_on(self) -> str | None:
        """Return the date of the citing document."""
        return self.citing.cited_on if self.citing else None

    @property
    def source(self) -> tuple[str, int]:
        """Return what makes two claims come from one document: the file and the document in it."""
        head = self.head or self.citing
        return (head.file, head.index) if head else self.first

    @property
    def unplaced(self) -> bool:
        """Say whether it is not known whose number this is."""
        return unplaced(self.run, self.place, self.unit)

    def order(self) -> tuple[str, ...]:
        """Return a sort key made of content alone."""
        run = self.run
        return tuple(
            "" if v is None else str(v)
            for v in (
                run and run.number, run and run.sign, self.year, self.slot, self.place, self.unit, self.klass, self.variant,
                self.date, self.term, self.type, self.issuer, self.name, self.title, self.cited_on, *self.first,
            )
        )  # fmt: skip


@dataclass(eq=False, slots=True)
class Ref:
    """One mention: where it stands, what it claims, what it asserts."""

    file: str
    id: str
    start: int
    end: int
    head: Head | None
    kind: str
    claim: Claim | None
    relation: str | None
    by: str | None
    by_id: str | None
    of: str | None
    of_id: str | None
    quote: Span | None
    provisions: tuple[Provision, ...]
    confidence: float
    why: str


@dataclass(slots=True)
class Collected:
    """Everything the files say, in an order that does not depend on how they came."""

    heads: list[Head] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    refs: dict[str, list[Ref]] = field(default_factory=dict)


class Reader:
    """Turns facts into claims, filling in what a text leaves to its reader: the province, the district."""

    def __init__(self, registry: Registry) -> None:
        """Keep the look-ups of the registry."""
        self.registry = registry
        self.signs = Signs(registry)
        self.places = Places(registry)

    def collect(self, facts: Iterable[FileFacts]) -> Collected:
        """Return the records of all files, sorted by path."""
        out = Collected()
        pieces = sorted((self._file(f) for f in facts), key=lambda p: p[0])
        for path, heads, claims, refs in pieces:
            out.heads += heads
            out.claims += claims
            out.refs[path] = refs
        return out

    def _file(self, facts: FileFacts) -> tuple[str, list[Head], list[Claim], list[Ref]]:
        heads = [self._head(facts, i, d) for i, d in enumerate(facts.documents)]
        claims: dict[tuple[object, ...], Claim] = {}
        days = {m.id: m.date or (f"{m.year}-12-31" if m.year else None) for m in facts.mentions}
        refs = [self._ref(facts.path, heads, m, claims, days) for m in facts.mentions]
        own = [c for h in heads if (c := self._own_claim(h))]
        return facts.path, heads, own + list(claims.values()), refs

    def _head(self, facts: FileFacts, index: int, doc: Document) -> Head:
        place = self.places.id(doc.locality, doc.date)
        district = doc.district
        place = place or self.places.province_of(district, doc.date)
        run = (
            self.signs.series(doc.number, doc.sign, doc.year is not None) if doc.number and doc.sign else None
        )
        unit = self.places.unit(doc.issuer, district, place) if run is None or run.below else ""
        return Head(facts.path, facts.sha256, index, doc, place, unit, run)

    def _own_claim(self, head: Head) -> Claim | None:
        """Return what a header claims of its own document; reports and drafts claim nothing."""
        doc = head.doc
        if doc.kind != "directive" or head.draft or head.run is None:
            return None
        central = head.run.local is False
        claim = Claim(
            head.run, doc.year, doc.type, doc.issuer, doc.date, doc.term, doc.title, None,
            "" if central else head.place, True, "" if central or not head.run.below else head.unit,
            doc.number, doc.code, None, head=head, weight=1, first=(head.file, -1),
        )  # fmt: skip
        head.claim = claim
        return self.finish(claim)

    def _ref(
        self,
        path: str,
        heads: list[Head],
        m: Mention,
        claims: dict[tuple[object, ...], Claim],
        days: dict[str, str | None],
    ) -> Ref:
        head = heads[m.document] if 0 <= m.document < len(heads) else None
        claim = None if m.kind == "self" else self._claim(path, head, m)
        if claim is not None:
            nested = days.get(m.by_id) if m.by_id and m.by_id != m.id else None
            claim.force_on = nested or claim.cited_on
            key = (
                m.document, claim.run, claim.year, claim.type, claim.issuer, claim.date, claim.term, claim.title,
                claim.name, claim.place, claim.unit, claim.number, claim.by_name, claim.force_on,
            )  # fmt: skip
            claim = claims.setdefault(key, claim)
            claim.weight += 1
        return Ref(
            path, m.id, m.start, m.end, head, m.kind, claim, m.relation, m.by, m.by_id, m.of, m.of_id,
            m.quote, m.provisions, m.confidence, m.why,
        )  # fmt: skip

    def _claim(self, path: str, head: Head | None, m: Mention) -> Claim | None:
        """Return what a mention claims, None when it names no document (a bare "nghị quyết nói trên")."""
        by_name = m.kind in ("name", "title") or (m.name is not None and not m.sign)
        number, year, sign = m.number, m.year, m.sign
        if not sign and m.code and (parsed := codes.parse(m.code, self.registry.sign_parts)):
            number, year, sign = parsed.number, parsed.year, parsed.sign
        run = self.signs.series(number, sign, year is not None) if number and sign else None
        if run is None and not (m.name or number or (m.kind == "title" and m.title)):
            return None
        name = m.name or (m.title if by_name else None)
        claim = Claim(
            run, year, m.type, m.issuer, m.date, m.term, m.title, name, None, False, None, number, m.code,
            head, by_name=by_name, first=(path, m.start),
        )  # fmt: skip
        self._locate(claim, m)
        return self.finish(claim)

    def _locate(self, claim: Claim, m: Mention) -> None:
        """Fill in province and unit: named here, else by the district, else those of the citing document."""
        head, run = claim.citing, claim.run
        if run is not None and run.local is False:
            claim.place, claim.unit, claim.place_given = "", "", True
            return
        on = m.date or (head.cited_on if head else None)
        given = m.locality if "inferred_locality" not in m.flags else None
        place = self.places.id(given, on)
        claim.place_given = place is not None
        district = m.district or self._named_district(m)
        place = place or self.places.province_of(district, on) or self.places.id(m.locality, on)
        if place is None and head is not None and run is not None and run.local:
            place = head.place
        claim.place = place
        if run is not None:
            claim.unit = self._unit(claim, self._district(run, head, m)) if run.below else ""

    def _named_district(self, m: Mention) -> str | None:
        rest = self.places.unit(m.issuer, None, None)
        return rest if rest and self.places.is_district(rest) else None

    def _district(self, run: Series, head: Head | None, m: Mention) -> str | None:
        """Return the district or commune a mention names, an inherited one only where it can be the issuer's own.

        A commune cites its district's committee without naming it: the commune's name must not become the unit.
        """
        if run.body in _DISTRICT_BODIES:
            return m.district if self.places.is_district(m.district) else None
        if "inferred_locality" not in m.flags or m.district is None or head is None:
            return m.district
        if m.district != head.doc.district:
            return m.district  # only the province is inherited
        own = head.run.body if head.run else ""
        tiers = {self.places.tier(issuer, head.place) for issuer in (m.issuer, head.doc.issuer)} - {None}
        return m.district if own in _COUNCILS and run.body in _COUNCILS and len(tiers) < 2 else None

    def _unit(self, claim: Claim, district: str | None) -> str | None:
        """Return the unit of a local number: named, or the citing document's when it speaks of its own body."""
        told = self.places.unit(claim.issuer, district, claim.place)
        head, run = claim.citing, claim.run
        if told is not None or head is None or run is None:
            return told
        if claim.place and head.place and claim.place != head.place:
            return None
        own = head.run.body if head.run else ""
        if own == run.body and run.body not in _COUNCILS:
            return head.unit
        if own in _COUNCILS and run.body in _COUNCILS and head.unit == "":
            return None if self.places.tier(claim.issuer, claim.place) else ""
        if run.body in _DISTRICT_BODIES and self.places.is_district(head.doc.district):
            return bare_unit(head.doc.district)
        return None

    def finish(self, claim: Claim) -> Claim:
        """Work out the slot and the counter of a claim whose other fields stand."""
        run = claim.run
        if run is None:
            return claim
        claim.klass = law_class(claim.type, run)
        claim.slot = slot(
            run,
            year=claim.year,
            date=claim.date,
            term=claim.term,
            place=claim.place,
            registry=self.registry,
            unit=claim.unit,
        )
        return claim
