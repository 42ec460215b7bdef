"""An index of documents by name and title: exact wording first, then wordings that are nearly one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from vbgraph.registry import Registry
from vbgraph.resolve.claims import Claim
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.issuers import same_body
from vbgraph.resolve.likeness import pairs, same_title, subject
from vbgraph.text import fold_key

#: Of a title's pairs of words only the rarest are looked up, and none that very many documents share.
_RAREST = 8
_COMMON = 300


def topic(name: str, type_words: str | None) -> str:
    """Return what a title is about: "Chỉ thị của Ban Thường vụ Tỉnh ủy về X" → "X"; other names stay."""
    words = fold_key(name)
    kind = re.escape(fold_key(type_words or ""))
    found = re.match(rf"(?:{kind} )?(?:cua (?:\w+ ){{1,12}}?)?ve (?=\w)", words)
    return words[found.end() :] if found else words


@dataclass(eq=False, slots=True)
class _Entry:
    """A document with what a title is compared to."""

    cluster: Cluster
    types: frozenset[str]
    bodies: frozenset[str]


class Titles:
    """Finds the documents that a name or a title means."""

    def __init__(self, clusters: Iterable[Cluster], registry: Registry) -> None:
        """Index every name and title that texts and catalogue give."""
        self.registry = registry
        self._exact: dict[tuple[str, ...], dict[_Entry, None]] = defaultdict(dict)
        self._pairs: dict[tuple[str, str], dict[_Entry, None]] = defaultdict(dict)
        for cluster in clusters:
            self._add(cluster)

    def _add(self, cluster: Cluster) -> None:
        docs = [h.doc for h in cluster.heads]
        types = frozenset(
            fold_key(t) for t in (*(c.type for c in cluster.claims), *(d.type for d in docs)) if t
        )
        bodies = frozenset(b for b in (*(c.issuer for c in cluster.claims), *(d.issuer for d in docs)) if b)
        entry = _Entry(cluster, types, bodies)
        for title in cluster.titles:
            words = subject(title)
            if len(words) >= 3:
                for form in (words, *(tuple(t.split()) + words for t in types)):
                    self._exact[form][entry] = None
            if len(words) >= 5:
                for pair in pairs(title):
                    self._pairs[pair][entry] = None
        for name in {c.name for c in cluster.claims if c.name}:
            self._exact[subject(name)][entry] = None

    def find(self, claim: Claim) -> list[Cluster]:
        """Return the documents whose name or title the words are, without contradiction in date, place, issuer."""
        for words in (claim.name, claim.title):
            if words:
                exact = [e.cluster for e in self._exact.get(subject(words), ()) if _timely(claim, e.cluster)]
                if exact:
                    return exact
        words = claim.title or topic(claim.name or "", claim.type)
        if len(subject(words)) < 5:
            return []
        near = (e for e in self._near(words) if any(same_title(words, t) for t in e.cluster.titles))
        return [e.cluster for e in near if _timely(claim, e.cluster) and self._kindred(claim, e)]

    def _near(self, words: str) -> list[_Entry]:
        """Return the documents that share most of a title's rarest pairs of words."""
        known = [self._pairs[p] for p in sorted(pairs(words)) if p in self._pairs]
        rarest = [p for p in sorted(known, key=len)[:_RAREST] if len(p) <= _COMMON]
        hits: Counter[_Entry] = Counter()
        for posting in rarest:
            hits.update(posting.keys())
        return [e for e, n in hits.items() if 2 * n >= len(rarest)]

    def _kindred(self, claim: Claim, entry: _Entry) -> bool:
        """Say whether type and issuer of a document agree with what is named."""
        if claim.type and entry.types and fold_key(claim.type) not in entry.types:
            return False
        if not claim.issuer or not entry.bodies:
            return True
        return any(same_body(claim.issuer, b, self.registry) for b in sorted(entry.bodies))


def _timely(claim: Claim, cluster: Cluster) -> bool:
    """Say whether place and time let a document be what a name means."""
    if claim.place and cluster.place and claim.place != cluster.place:
        return False
    return cluster.admits_time(claim)
