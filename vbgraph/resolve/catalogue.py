"""What the registry's catalogue adds: the one known document that an undated number can mean, and slips it reveals."""

from __future__ import annotations

from vbgraph.dates import agree
from vbgraph.registry import Known, Registry
from vbgraph.resolve.claims import Claim
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.issuers import same_body
from vbgraph.resolve.keys import law_class, slot
from vbgraph.resolve.likeness import one_slip, shared, subject


class Catalogue:
    """Asks the registry for known documents; local numbers are never asked, the catalogue has no provinces."""

    def __init__(self, registry: Registry) -> None:
        """Keep the registry and the entries already asked for."""
        self.registry = registry
        self._entries: dict[str, tuple[Known, ...]] = {}

    def entries(self, claim: Claim) -> tuple[Known, ...]:
        """Return the known documents that share the claim's code."""
        if claim.code is None or claim.run is None or claim.run.local:
            return ()
        found = self._entries.get(claim.code)
        if found is None:
            found = self._entries[claim.code] = tuple(self.registry.known_coded(claim.code))
        run = claim.run
        return tuple(k for k in found if claim.klass is None or law_class(k.type, run) == claim.klass)

    def slot_of(self, known: Known, claim: Claim) -> str | None:
        """Return the slot in which a known document's number is unique."""
        assert claim.run is not None
        return slot(
            claim.run,
            year=claim.year,
            date=known.date,
            term=known.term,
            place=claim.place,
            registry=self.registry,
        )

    def complete(self, claim: Claim) -> Known | None:
        """Return the only known document an undated claim can mean (a title may choose), giving the claim its slot."""
        cited = claim.cited_on
        fits = [
            k
            for k in self.entries(claim)
            if agree(claim.date, k.date)
            and not (cited and k.date and k.date[: len(cited)] > cited[: len(k.date)])
        ]
        if len(fits) > 1 and claim.title is not None and len(subject(claim.title)) >= 4:
            fits = [k for k in fits if shared(claim.title, k.title) >= 0.6]
        if len(fits) != 1:
            return None
        claim.slot = self.slot_of(fits[0], claim)
        return fits[0] if claim.slot is not None else None

    def mend_slot(self, claim: Claim) -> None:
        """Move a claim whose date lies outside the term of the one known document with its issuer and title.

        The date stays as it is printed and becomes a contradiction of the document.
        """
        if not claim.date or claim.slot is None or claim.issuer is None or claim.head is not None:
            return
        known = self.entries(claim)
        slots = {self.slot_of(k, claim) for k in known}
        if not known or claim.slot in slots:
            return
        fits = [k for k in known if self._agrees(claim, k)]
        if len(fits) == 1 and (right := self.slot_of(fits[0], claim)) is not None:
            claim.slot = right
            claim.notes += ("date-outside-term",)

    def _agrees(self, claim: Claim, known: Known) -> bool:
        """Say whether issuer and title (without one: all but a digit of the date) are those of a known document."""
        if not claim.issuer or not known.issuer or not same_body(claim.issuer, known.issuer, self.registry):
            return False
        if claim.title is not None and len(subject(claim.title)) >= 4:
            return shared(claim.title, known.title) >= 0.6
        return one_slip(claim.date or "", known.date or "")

    def attach(self, cluster: Cluster) -> None:
        """Give a document the catalogue's entry of the same number in the same slot, if there is just one."""
        if cluster.known is not None or cluster.slot is None:
            return
        claim = next((c for c in cluster.claims if c.code), None)
        if claim is None:
            return
        fits = [k for k in self.entries(claim) if self.slot_of(k, claim) == cluster.slot]
        if len(fits) == 1:
            cluster.know(fits[0])
