"""Edges: who acts upon whom, asserted by which text, with the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from vbgraph import codes
from vbgraph.models import Edge, Evidence, Provision
from vbgraph.resolve.claims import Claim, Head, Ref
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.secrets import Secrets
from vbgraph.text import fold_key

Quote = Callable[[str, int, int], str]
Target = Callable[[Ref], Cluster | None]
#: A span of a file.
Place = tuple[str, int, int]
#: Places quoted for one edge; all mentions are counted.
MOST_EVIDENCE = 20


@dataclass(slots=True)
class _Draft:
    """An edge while its mentions are being gathered."""

    refs: list[tuple[Ref, float]] = field(default_factory=list)
    provisions: dict[Provision, None] = field(default_factory=dict)


class EdgeMaker:
    """Gathers the assertions of all mentions into edges."""

    def __init__(
        self,
        home: dict[Head, Cluster],
        target: Target,
        confidence: Callable[[Ref], float],
        secrets: Secrets,
    ) -> None:
        """Keep how a header's and a mention's document is found, and which texts are secret."""
        self.home = home
        self.target = target
        self.confidence = confidence
        self.secrets = secrets
        self._drafts: dict[tuple[str, str, str], _Draft] = defaultdict(_Draft)

    def add_file(self, refs: list[Ref]) -> None:
        """Take in the mentions of one file."""
        by_id = {r.id: r for r in refs}
        for ref in refs:
            if ref.head is None or ref.relation is None or ref.head.doc.kind != "directive":
                continue
            source = self._acting(ref, by_id, refs)
            target = self._acted_upon(ref, by_id, refs)
            if source is not None and target is not None and source is not target:
                told = by_id.get(ref.of_id, ref) if ref.of_id else ref
                self._add(source, ref.relation, target, ref, told)
        for head in dict.fromkeys(r.head for r in refs if r.head is not None):
            self._report(head, by_id, refs)

    def _acting(self, ref: Ref, by_id: dict[str, Ref], refs: list[Ref]) -> Cluster | None:
        """Return the document that acts: the one `by` names, else the citing one."""
        if ref.by_id is not None:
            return self._of(by_id.get(ref.by_id))
        if ref.by is not None:
            return self._named(ref.by, ref, refs)
        return self.home.get(ref.head) if ref.head else None

    def _acted_upon(self, ref: Ref, by_id: dict[str, Ref], refs: list[Ref]) -> Cluster | None:
        """Return the document acted upon: the one `of` names, else the one mentioned."""
        if ref.of_id is not None:
            return self._of(by_id.get(ref.of_id))
        if ref.of is not None:
            return self._named(ref.of, ref, refs)
        return self.target(ref)

    def _of(self, ref: Ref | None) -> Cluster | None:
        return self.target(ref) if ref is not None else None

    def _named(self, words: str, ref: Ref, refs: list[Ref]) -> Cluster | None:
        """Return the document of the nearest mention with this code or name; None when it is nowhere in the text."""
        wanted, name, own = codes.key(words), fold_key(words), self.target(ref)
        near = [r for r in refs if r.claim is not None and _is_called(r.claim, wanted, name)]
        other = [r for r in near if self.target(r) not in (None, own)]
        # The document that acts is itself cited directly, not as what another acts upon.
        other = [r for r in other if r.by is None and r.by_id is None] or other
        if not other:
            return own if near else None
        return self.target(min(other, key=lambda r: (abs(r.start - ref.start), r.start)))

    def _report(self, head: Head, by_id: dict[str, Ref], refs: list[Ref]) -> None:
        """Add the one edge of a report: to the document it is about."""
        doc = head.doc
        if doc.kind != "report" or not (doc.about_id or doc.about):
            return
        ref = by_id.get(doc.about_id) if doc.about_id else None
        if ref is None and doc.about:
            wanted = codes.key(doc.about)
            mentions = (r for r in refs if r.head is head and r.claim is not None and r.claim.code)
            ref = next((r for r in mentions if r.claim and codes.key(r.claim.code or "") == wanted), None)
        source, target = self.home.get(head), self._of(ref)
        if ref is not None and source is not None and target is not None:
            self._add(source, "reports", target, ref, ref)

    def _add(self, source: Cluster, relation: str, target: Cluster, ref: Ref, told: Ref) -> None:
        """Add one assertion; `told` is the mention of the document acted upon, whose provisions are affected."""
        draft = self._drafts[source.id, relation, target.id]
        draft.refs.append((ref, self.confidence(ref)))
        draft.provisions.update(dict.fromkeys(told.provisions))

    def edges(self, quote: Quote | None) -> tuple[Edge, ...]:
        """Return all edges, sorted, each with at most `MOST_EVIDENCE` places."""
        for draft in self._drafts.values():
            draft.refs.sort(key=lambda p: (p[0].file, p[0].start, p[0].end, p[0].id))
        wordings = self._wordings(quote) if quote else {}
        return tuple(self._edge(key, draft, wordings) for key, draft in sorted(self._drafts.items()))

    def _wordings(self, quote: Quote) -> dict[Place, str]:
        """Return the wording of every place shown, asked for file by file: each text is unpacked once."""
        shown = {_place(ref) for draft in self._drafts.values() for ref, _ in draft.refs[:MOST_EVIDENCE]}
        return {place: quote(*place) for place in sorted(shown)}

    def _edge(self, key: tuple[str, str, str], draft: _Draft, wordings: Mapping[Place, str]) -> Edge:
        source, relation, target = key
        shown = [self._evidence(ref, relation, wordings) for ref, _ in draft.refs[:MOST_EVIDENCE]]
        sure = round(max(c for _, c in draft.refs), 3)
        provisions = sorted(draft.provisions, key=lambda p: tuple(v or "" for v in _parts(p)))
        return Edge(source, target, relation, tuple(provisions), sure, len(draft.refs), tuple(shown))

    def _evidence(self, ref: Ref, relation: str, wordings: Mapping[Place, str]) -> Evidence:
        file, start, end = place = _place(ref)
        head = ref.head
        home = self.home.get(head) if head else None
        return Evidence(
            file,
            home.id if home else "",
            start,
            end,
            wordings.get(place, ""),
            ref.why or relation,
            self.secrets.mark(ref.file),
        )


def _place(ref: Ref) -> Place:
    """Return the span that is the evidence of a mention."""
    start, end = (ref.quote.start, ref.quote.end) if ref.quote else (ref.start, ref.end)
    return ref.file, start, end


def _is_called(claim: Claim, code: str, name: str) -> bool:
    """Say whether a claim is of a document with this code (as a key) or name (folded)."""
    if claim.code and codes.key(claim.code) == code:
        return True
    return bool(claim.name) and fold_key(claim.name or "") == name


def _parts(p: Provision) -> tuple[str | None, ...]:
    return p.appendix, p.article, p.clause, p.point, p.text
