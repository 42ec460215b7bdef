"""Documents here without a number of their own, drafts, reports, and bare numbers without a sign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from vbgraph.registry import Registry
from vbgraph.resolve.claims import Claim, Head
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.issuers import same_body
from vbgraph.resolve.likeness import ONE_TITLE, same_title, shared, subject
from vbgraph.text import fold, fold_key


def own_clusters(heads: Iterable[Head], numbered: list[Cluster], registry: Registry) -> list[Cluster]:
    """Return the documents of all heads that no number gave a home: joined to a cited number, or on their own."""
    fresh: dict[tuple[object, ...], Cluster] = {}
    for head in heads:
        if head.doc.kind == "other" or head.claim is not None or "annex" in head.doc.flags:
            continue
        key = _same_document(head)
        if key not in fresh:
            unit = head.unit if head.doc.kind == "directive" else ""
            fresh[key] = Cluster(None, head.place, unit, "", None, kind=head.doc.kind)
        fresh[key].hold(head)
    made = list(fresh.values())
    finder = _CitedNumbers(numbered, registry)
    return [c for c in made if not finder.join(c)]


def _same_document(head: Head) -> tuple[object, ...]:
    """Return what two files of one document without number share; drafts and undated ones only by content."""
    doc = head.doc
    if head.draft or not doc.date or not doc.title:
        return ("content", head.sha256, head.index)
    return (
        doc.kind, fold_key(doc.type or ""), fold_key(doc.issuer or ""), head.place, doc.date, subject(doc.title),
    )  # fmt: skip


class _CitedNumbers:
    """Cited documents that are not here, by date and type, for those that are here without a number."""

    def __init__(self, numbered: Iterable[Cluster], registry: Registry) -> None:
        self.registry = registry
        self._by_day: dict[str, list[Cluster]] = defaultdict(list)
        self._undated: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in numbered:
            if not cluster.held:
                known = cluster.known.date if cluster.known else None
                for day in {*cluster.dates, known} - {None}:
                    self._by_day[day or ""].append(cluster)
                for word in {fold_key(c.type) for c in cluster.claims if c.type}:
                    self._undated[word].append(cluster)

    def join(self, own: Cluster) -> bool:
        """Give a document without number the one cited number that fits it; say whether there was one."""
        head = own.heads[0]
        if own.kind != "directive" or head.draft:
            own.reasons.add("draft" if head.draft else own.kind)
            return False
        doc = head.doc
        if doc.date and len(doc.date) == 10:
            pool = self._by_day.get(doc.date, [])
        else:
            pool = self._undated.get(fold_key(doc.type or ""), []) if doc.title else []
        kin = [c for c in pool if not c.held and self._fits(head, c)]
        fits = [c for c in kin if self._of_title(head, c)]
        exact = [c for c in fits if any(_bears(head, t) for t in (*c.titles, *_names(c)))]
        chosen = exact if len(exact) == 1 else fits
        if len(chosen) != 1 or (not exact and len(kin) > 1):
            # of several numbers of one day and type, only a title tells which
            own.reasons.add("numberless:several" if kin else "numberless")
            return False
        cluster = chosen[0]
        for one in own.heads:
            cluster.hold(one)
        cluster.place = cluster.place or head.place
        told = (("date", doc.date), ("title", exact))
        cluster.reasons.add("+".join(("numberless:issuer+type", *(word for word, given in told if given))))
        return True

    def _fits(self, head: Head, cluster: Cluster) -> bool:
        """Say whether type, place, issuer and title of a held document agree with what others cite."""
        doc, run = head.doc, cluster.run
        if run is None or (doc.number and fold(doc.number).lstrip("0") != run.number):
            return False
        if head.place and cluster.place and head.place != cluster.place:
            return False
        if run.local is False and head.place:
            return False
        types = {fold_key(c.type) for c in cluster.claims if c.type}
        if not doc.type or (types and fold_key(doc.type) not in types):
            return False
        if not types and run.type_part not in self._signs(doc.type):
            return False
        bodies = [c.issuer for c in cluster.claims if c.issuer]
        if doc.issuer and bodies and not any(same_body(doc.issuer, b, self.registry) for b in bodies):
            return False
        if doc.issuer and not bodies and not self._signed_by(doc.issuer, cluster):
            return False
        return bool(doc.date) or any(same_title(doc.title, t) for t in _long(cluster.titles))

    def _of_title(self, head: Head, cluster: Cluster) -> bool:
        """Say whether no title contradicts; without a title on either side none does."""
        titles, own = _long(cluster.titles), head.doc.title
        return not own or not titles or max(shared(own, t) for t in titles) >= ONE_TITLE

    def _signs(self, type_words: str) -> set[str]:
        kind = self.registry.type_named(type_words)
        return {fold(s) for s in kind.signs} if kind else set()

    def _signed_by(self, issuer: str, cluster: Cluster) -> bool:
        found = self.registry.issuer_named(issuer)
        return found is None or cluster.run is None or cluster.run.body in {fold(s) for s in found.signs}


def _names(cluster: Cluster) -> set[str]:
    return {c.name for c in cluster.claims if c.by_name and c.name}


def _bears(head: Head, title: str) -> bool:
    """Say whether a title is a held document's own, however short: "Luật Công đoàn" is the law titled "Công đoàn"."""
    own = head.doc.title
    if same_title(own, title):
        return True
    words = subject(title)
    kind = tuple(fold_key(head.doc.type or "").split())
    return bool(own) and subject(own or "") in (
        words,
        words[len(kind) :] if words[: len(kind)] == kind else words,
    )


def _long(titles: Iterable[str]) -> list[str]:
    return [t for t in titles if len(subject(t)) >= 4]


class BareNumbers:
    """Finds the document that a number without sign means: "Quyết định 749 của Thủ tướng Chính phủ"."""

    def __init__(self, numbered: Iterable[Cluster], registry: Registry) -> None:
        """Index the documents by number."""
        self.registry = registry
        self._by_number: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in numbered:
            if cluster.run is not None:
                self._by_number[cluster.run.number].append(cluster)

    def find(self, claim: Claim) -> list[Cluster]:
        """Return the documents with this number whose type, issuer, place and date do not contradict."""
        number = fold(claim.number or "").lstrip("0") or "0"
        return [c for c in self._by_number.get(number, ()) if self._fits(claim, c)]

    def _fits(self, claim: Claim, cluster: Cluster) -> bool:
        run = cluster.run
        if run is None or not claim.type or not cluster.admits_time(claim):
            return False
        if cluster.place and claim.place and cluster.place != claim.place:
            return False
        if claim.year and cluster.slot and run.scheme == "year" and cluster.slot[:4] != str(claim.year):
            return False
        words = fold_key(claim.type)
        kind = self.registry.type_named(claim.type)
        signs = {fold(s) for s in kind.signs} if kind else set()
        if run.type_part not in signs and not any(fold_key(c.type or "") == words for c in cluster.claims):
            return False
        if not claim.issuer:
            return run.local is not True or claim.place == cluster.place
        bodies = [
            b for b in (*(c.issuer for c in cluster.claims), *(h.doc.issuer for h in cluster.heads)) if b
        ]
        if bodies:
            return any(same_body(claim.issuer, b, self.registry) for b in bodies)
        found = self.registry.issuer_named(claim.issuer)
        return found is not None and run.body in {fold(s) for s in found.signs}
