"""What rests on texts marked secret alone: words that only they attest are sealed, and must not be passed on.

A mark holds for the whole file it stands in and for every file of a document that bears it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from vbgraph.models import Node
from vbgraph.registry import Registry
from vbgraph.resolve.claims import Claim, Head
from vbgraph.resolve.cluster import Cluster
from vbgraph.text import fold_key

_ORDER = ("tuyet mat", "toi mat", "mat")


def strictest(marks: Iterable[str | None]) -> str | None:
    """Return the highest of several marks of secrecy."""
    order = {m: i for i, m in enumerate(_ORDER)}
    return min((m for m in marks if m), key=lambda m: (order.get(fold_key(m), 9), m), default=None)


class Secrets:
    """Knows which headers and claims come from texts that are secret."""

    def __init__(self, heads: Iterable[Head], clusters: Iterable[Cluster], registry: Registry) -> None:
        """Note the mark of every file; copies of a marked document are as secret as the one that bears the mark."""
        self.registry = registry
        self._marks: dict[str, str] = {}
        for head in heads:
            self._mark(head.file, head.doc.secrecy)
        for cluster in clusters:
            mark = strictest(h.doc.secrecy for h in cluster.heads)
            for head in cluster.heads if mark else ():
                self._mark(head.file, mark)

    def _mark(self, file: str, mark: str | None) -> None:
        if mark:
            self._marks[file] = strictest((mark, self._marks.get(file))) or mark

    def mark(self, file: str) -> str | None:
        """Return the mark that a file falls under, None when it is open to all."""
        return self._marks.get(file)

    def told(self, claim: Claim) -> bool:
        """Say whether a claim is made by a secret text."""
        return claim.source[0] in self._marks

    def sealed(self, cluster: Cluster, node: Node) -> tuple[str, ...]:
        """Return the words of a node that no open text and no catalogue attests, sorted."""
        if not self._marks:
            return ()
        shown = {node.title, node.name, *node.names, *(v for n in node.notes for v in n.values), node.issuer}
        return tuple(sorted(v for v in shown - self._attested(cluster) if v and not self._common(v)))

    def _attested(self, cluster: Cluster) -> set[str | None]:
        """Return all words about a document that open texts and the catalogue give."""
        attested: set[str | None] = {w for h in cluster.heads if not self.mark(h.file) for w in _of_head(h)}
        attested |= {w for c in cluster.claims if not self.told(c) for w in _of_claim(c)}
        if cluster.known is not None:
            known = cluster.known
            attested |= {known.title, known.date, known.issuer, known.type, *known.names}
        return attested

    def _common(self, words: str) -> bool:
        """Say whether words are anybody's: a body, a type or a named document that the registry lists, a date."""
        listed = (self.registry.issuer_named, self.registry.type_named, self.registry.known_named)
        return words.replace("-", "").isdigit() or any(named(words) for named in listed)


def _of_head(head: Head) -> Iterator[str | None]:
    yield from (head.doc.title, head.doc.issuer)


def _of_claim(claim: Claim) -> Iterator[str | None]:
    yield from (claim.title, claim.name, claim.issuer)


def pseudonym(words: str) -> str:
    """Return a stand-in for sealed words in an id, the same for the same words: "mat-1f2e3d4c5b"."""
    return f"mat-{sha256(fold_key(words).encode()).hexdigest()[:10]}"
