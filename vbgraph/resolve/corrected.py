"""The last step of concluding: what a person wrote by hand is put over what the texts gave.

Five rounds, each on what the one before left: dates, documents that are two, documents that are one, what a mention
means, how it is related. Within a round every entry is matched before any is applied, so their order in the file
decides nothing but which of two that contradict each other stands (the first).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from vbgraph import codes
from vbgraph.corrections import NONE, Correction, Corrections, Outcome, Place, Which
from vbgraph.models import Node, NodeFlag
from vbgraph.resolve.anchors import Documents, Files, NoAnchorError, Quote
from vbgraph.resolve.claims import Claim, Collected, Reader, Ref
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.keys import law_class, slot
from vbgraph.resolve.regroup import Part, World, drop, join, split

#: The kinds of entries in the order in which they are applied.
_ROUNDS = ("date", "different", "same", "mention", "relation")
#: What is left to do for an entry that took hold: gives the outcome.
Plan = Callable[[], Outcome]


class Corrector:
    """Applies the entries of one file to the documents of one run."""

    def __init__(self, world: World, said: Collected, reader: Reader, quote: Quote | None) -> None:
        """Keep the run; nothing is changed yet."""
        self.world = world
        self.said = said
        self.reader = reader
        self.files = Files(said, quote)
        #: What hand corrections say a mention means, with the rule.
        self.told: dict[Ref, tuple[Cluster | None, str]] = {}
        self._by: dict[object, Correction] = {}
        self._fresh: dict[Which, Cluster] = {}
        self._joined: dict[Cluster, Cluster] = {}

    def apply(
        self, corrections: Corrections, nodes: Callable[[], Iterable[tuple[Cluster, Node]]]
    ) -> tuple[Outcome, ...]:
        """Apply all entries; return their outcomes in the order of the file. `nodes` gives documents as they stand."""
        found: dict[str, Outcome] = {}
        for kind in _ROUNDS:
            entries = [c for c in corrections.entries if c.kind == kind]
            if not entries:
                continue
            documents = Documents(nodes(), self.files, self.reader)
            plans = [(c, self._planned(c, documents, corrections.file)) for c in entries]
            found |= {c.key: plan() for c, plan in plans}
            if kind == "mention":
                self._unsay()
        return tuple(found[c.key] for c in corrections.entries)

    def _planned(self, entry: Correction, documents: Documents, file: str) -> Plan:
        """Return what to do for an entry; that it takes hold nowhere is an outcome too."""
        try:
            if entry.kind == "date":
                return self._date(entry, documents, file)
            if entry.kind == "different":
                return self._different(entry, documents)
            if entry.kind == "same":
                return self._same(entry, documents, file)
            if entry.kind == "mention":
                return self._mention(entry, documents)
            return self._relation(entry)
        except NoAnchorError as error:
            outcome = Outcome(entry.key, "unmatched", error.reason)
            return lambda: outcome

    def _document(self, which: Which | Place, documents: Documents) -> Cluster:
        assert isinstance(which, Which)
        return documents.find(which, self.world.home.get)

    def _first(self, entry: Correction, things: Iterable[object]) -> bool:
        """Note that an entry speaks of these things; False when an earlier one says otherwise."""
        keyed = [(entry.kind, thing) for thing in things]
        if any(self._by.get(k, entry) is not entry for k in keyed):
            return False
        self._by.update(dict.fromkeys(keyed, entry))
        return True

    # --- the date is Z ---------------------------------------------------------------------------------------

    def _date(self, entry: Correction, documents: Documents, file: str) -> Plan:
        cluster = self._document(entry.documents[0], documents)
        before, day = documents.nodes[cluster], entry.date or ""
        doubts = [v for n in before.notes if n.field == "date" for v in n.values]
        others = [v for v in dict.fromkeys((before.date, *doubts)) if v and v != day]

        def act() -> Outcome:
            if not self._first(entry, [cluster]):
                return Outcome(entry.key, "unmatched", "contradicts")
            note = NodeFlag("corrected", "date", (day, *others), (f"{file}:{entry.line}",))
            self.world.days[cluster] = day, note
            cluster.dates.add(day)
            cluster.reasons.add(entry.rule)
            if cluster.run is not None and not cluster.run.carries_year:
                told = slot(
                    cluster.run,
                    year=None,
                    date=day,
                    term=None,
                    place=cluster.place,
                    registry=self.reader.registry,
                    unit=cluster.unit,
                )
                cluster.slot = told or cluster.slot
            return Outcome(entry.key, "applied" if others or before.date is None else "already", places=1)

        return act

    # --- these are two ---------------------------------------------------------------------------------------

    def _different(self, entry: Correction, documents: Documents) -> Plan:
        members = [self._part(member, documents) for member in entry.documents]
        by_cluster: dict[Cluster, list[Part]] = {}
        for cluster, part in members:
            by_cluster.setdefault(cluster, []).append(part)
        for parts in by_cluster.values():
            pieces = [id(x) for part in parts for x in (*part.claims, *part.heads)]
            if len(pieces) != len(set(pieces)):
                raise NoAnchorError("overlap")
            if len(parts) > 1 and not all(part.claims or part.heads for part in parts):
                raise NoAnchorError("no_document")

        def act() -> Outcome:
            torn = [(c, parts) for c, parts in by_cluster.items() if len(parts) > 1]
            if any(c not in self.world.clusters for c, _ in torn):
                return Outcome(entry.key, "unmatched", "contradicts")
            for cluster, parts in torn:
                split(self.world, cluster, parts, entry.rule)
            return Outcome(entry.key, "applied" if torn else "already", places=len(entry.documents))

        return act

    def _part(self, member: Which | Place, documents: Documents) -> tuple[Cluster, Part]:
        """Return the document that a member of a pair is of now, and which of its claims and headers are the member's."""
        if isinstance(member, Place):
            refs = self.files.mentions(member)
            claims = [r.claim for r in refs if r.claim is not None]
            cluster = self.world.grouping.home.get(claims[0]) if claims else None
            if cluster is None:
                raise NoAnchorError("no_document")
            own = [c for c in dict.fromkeys(claims) if self.world.grouping.home.get(c) is cluster]
            return cluster, Part([c for c in own if c.head is None], [c.head for c in own if c.head])
        cluster = self._document(member, documents)
        if member.file:
            files = set(self.files.named(member.file, member.content)[:1])
            shas = {h.sha256 for h in cluster.heads if h.file in files}
            heads = [h for h in cluster.heads if h.file in files or h.sha256 in shas]
        else:
            heads = [
                h for h in cluster.heads if _says(member, h.doc.date, h.doc.type, h.doc.issuer, h.doc.title)
            ]
        held = [c for c in cluster.claims if c.head is not None and c.head in heads]
        claims = [
            c for c in cluster.claims if c.head is None and _says(member, c.date, c.type, c.issuer, c.title)
        ]
        return cluster, Part(
            [*held, *([] if member.file else claims)], [h for h in heads if h.claim not in held]
        )

    # --- these are one ---------------------------------------------------------------------------------------

    def _same(self, entry: Correction, documents: Documents, file: str) -> Plan:
        members = [self._document(which, documents) for which in entry.documents]
        if len({documents.nodes[c].kind for c in members}) > 1:
            raise NoAnchorError("kinds")

        def act() -> Outcome:
            now = list(dict.fromkeys(self._joined.get(c, c) for c in members))
            if len(now) > 1:
                first = join(self.world, now, entry.rule, documents.nodes, f"{file}:{entry.line}")
                self._joined.update(dict.fromkeys((*members, *now), first))
                self._joined |= {k: first for k, v in self._joined.items() if v in now}
            many = len(dict.fromkeys(members)) > 1
            return Outcome(entry.key, "applied" if many else "already", places=len(entry.documents))

        return act

    # --- this mention means X --------------------------------------------------------------------------------

    def _mention(self, entry: Correction, documents: Documents) -> Plan:
        assert entry.place is not None
        refs = self.files.mentions(entry.place)
        which = entry.documents[0] if entry.documents else None
        cluster: Cluster | None = None
        if isinstance(which, Which):
            try:
                cluster = self._document(which, documents)
            except NoAnchorError as error:
                if (
                    error.reason != "no_document"
                    or not (which.code or which.name or which.title)
                    or which.file
                ):
                    raise

        def act() -> Outcome:
            if not self._first(entry, refs):
                return Outcome(entry.key, "unmatched", "contradicts")
            target = self._made(which) if cluster is None and isinstance(which, Which) else cluster
            fresh = [r for r in refs if self.target(r) is not target or self._is_open(r)]
            self.told.update(dict.fromkeys(fresh, (target, entry.rule)))
            if target is not None and fresh:
                target.reasons.add(entry.rule)
            return Outcome(entry.key, "applied" if fresh else "already", places=len(refs))

        return act

    def _is_open(self, ref: Ref) -> bool:
        return ref.claim is not None and ref.claim in self.world.grouping.open

    def target(self, ref: Ref) -> Cluster | None:
        """Return the document a mention means: as told by hand, else as concluded; None when it is open."""
        if ref in self.told:
            return self.told[ref][0]
        if ref.kind == "self":
            return self.world.home.get(ref.head) if ref.head else None
        return self.world.grouping.home.get(ref.claim) if ref.claim is not None else None

    def _made(self, which: Which) -> Cluster:
        """Return a new document, known only from what was written by hand."""
        plain = replace(which, id=None)
        if plain not in self._fresh:
            code = codes.parse(which.code, self.reader.registry.sign_parts) if which.code else None
            number, year, sign = (code.number, code.year, code.sign) if code else (None, None, None)
            run = self.reader.signs.series(number, sign, year is not None) if number and sign else None
            place = self.reader.places.id(which.locality, which.date)
            unit = self.reader.places.unit(which.issuer, None, place) if run is not None and run.below else ""
            central = run is not None and run.local is False
            claim = Claim(
                run, year, which.type, which.issuer, which.date, which.term, which.title, which.name or which.title,
                "" if central else place, True, unit, number, str(code) if code else which.code, None,
                by_name=run is None, klass=law_class(which.type, run) if run else "",
            )  # fmt: skip
            self.reader.finish(claim)
            cluster = Cluster(run, claim.place, claim.unit, claim.klass, claim.slot)
            self.world.grouping.settle(claim, cluster, "corrected")
            self.world.clusters.append(cluster)
            self._fresh[plain] = cluster
        return self._fresh[plain]

    def _unsay(self) -> None:
        """Take what mentions said of a document away from it when all of them mean another."""
        left: dict[Claim, int] = {}
        moved: dict[Claim, str] = {}
        for refs in self.said.refs.values():
            for ref in refs:
                if ref.claim is not None:
                    left[ref.claim] = left.get(ref.claim, 0) + (ref not in self.told)
                    if ref in self.told:
                        moved[ref.claim] = self.told[ref][1]
        touched: dict[Cluster, str] = {}
        for claim, rule in moved.items():
            cluster = self.world.grouping.home.get(claim)
            if left[claim] == 0:
                self.world.grouping.open.pop(claim, None)
                if cluster is not None:
                    cluster.claims.remove(claim)
                    touched[cluster] = rule
        means = {cluster for cluster, _ in self.told.values()}
        for cluster, rule in touched.items():
            if cluster not in means:
                drop(self.world, [cluster], rule)

    # --- this relation is Y ----------------------------------------------------------------------------------

    def _relation(self, entry: Correction) -> Plan:
        assert entry.place is not None
        refs = self.files.mentions(entry.place)
        wanted = None if entry.relation == NONE else entry.relation
        for ref in refs:
            if (ref.head is not None and ref.head.doc.kind == "report") != (wanted == "reports") and wanted:
                raise NoAnchorError("report")

        def act() -> Outcome:
            if not self._first(entry, refs):
                return Outcome(entry.key, "unmatched", "contradicts")
            changed = [self._relate(ref, wanted, entry.rule) for ref in refs]
            return Outcome(entry.key, "applied" if any(changed) else "already", places=len(refs))

        return act

    def _relate(self, ref: Ref, relation: str | None, rule: str) -> bool:
        """Set the relation of a mention (in a report: whether it is what the report is about); say if that is new."""
        head = ref.head
        if head is not None and head.doc.kind == "report":
            about = head.doc.about_id == ref.id
            if about == (relation is not None):
                return False
            head.doc = replace(head.doc, about=None, about_id=ref.id if relation else None)
        elif ref.relation == relation:
            return False
        else:
            ref.relation = relation
        ref.why = f"{ref.why} {rule}".strip()
        ref.confidence = 1.0
        return True


def _says(which: Which, date: str | None, type: str | None, issuer: str | None, title: str | None) -> bool:
    """Say whether what a text says of a document is what tells this one from the other."""
    pairs = ((which.date, date), (which.type, type), (which.issuer, issuer), (which.title, title))
    asked = [(wanted, said) for wanted, said in pairs if wanted]
    return bool(asked) and all(
        said is not None and wanted.casefold() == said.casefold() for wanted, said in asked
    )
