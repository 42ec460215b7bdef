"""The fields a document shows, and the contradictions it keeps as flags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from vbgraph import codes
from vbgraph.dates import agree
from vbgraph.models import Code, FileCopy, Node, NodeFlag
from vbgraph.registry import Issuer, Registry
from vbgraph.resolve.claims import Claim, Head, Reader
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.issuers import contradict, members, together
from vbgraph.resolve.keys import ANY_TYPE
from vbgraph.resolve.secrets import Secrets, strictest
from vbgraph.resolve.votes import Votes, most_common, poll
from vbgraph.text import fold, fold_key

#: Types of which several bodies are the issuer: Thông tư liên tịch, Hướng dẫn liên ngành, Quy chế phối hợp …
_JOINT = r"liên tịch|liên ngành|phối hợp"


class Fields:
    """Makes nodes of clusters."""

    def __init__(
        self, registry: Registry, reader: Reader, nodes: dict[Head, Cluster], secrets: Secrets
    ) -> None:
        """Keep the look-ups, the document of every header, and which texts are secret."""
        self.registry = registry
        self.reader = reader
        self.nodes = nodes
        self.secrets = secrets
        joint = (kind for kind in registry.types if re.search(_JOINT, kind.name.casefold()))
        self._joint = frozenset(fold(sign) for kind in joint for sign in kind.signs)

    def node(self, cluster: Cluster) -> Node:
        """Return the node of a document, still without its id."""
        node = self._told(cluster)
        return replace(node, sealed=self.secrets.sealed(cluster, node))

    def _told(self, cluster: Cluster) -> Node:
        """Return what all texts together tell of a document."""
        dates = poll(cluster, self.nodes, lambda c: c.date, lambda h: h.doc.date)
        types = poll(cluster, self.nodes, lambda c: None if c.by_name else c.type, lambda h: h.doc.type)
        issuers = poll(cluster, self.nodes, lambda c: c.issuer, lambda h: h.doc.issuer)
        known = cluster.known
        date, date_notes = self._date(cluster, dates)
        shown_type, type_notes = self._type(cluster, types)
        issuer = self._issuers(cluster, issuers) or (known.issuer if known else None)
        notes = (*date_notes, *type_notes, *self._issuer(cluster, issuers))
        body = self._body(cluster, issuer)
        heads = sorted(cluster.heads, key=lambda h: (h.file, h.index))
        place = self.reader.places.name(cluster.place) if cluster.place else None
        return Node(
            id="",
            kind=cluster.kind,
            code=self._code(cluster),
            type=shown_type,
            name=self._name(cluster),
            title=self._title(cluster, heads),
            issuer=issuer or (body.name if body else None),
            locality=place,
            level=next((h.doc.level for h in heads if h.doc.level), None)
            or self.reader.places.tier(issuer, cluster.place)
            or (body.level if body else None),
            rank=body.rank if body else None,
            date=date,
            term=self._term(cluster, heads),
            held=bool(heads),
            files=tuple(dict.fromkeys(h.file for h in heads)),
            secrecy=strictest(h.doc.secrecy for h in heads),
            draft=any(h.draft for h in heads),
            names=tuple(sorted({c.name for c in cluster.claims if c.name and c.by_name})),
            copies=tuple(FileCopy(h.file, h.index, h.doc.copy) for h in heads),
            notes=notes,
            flags=tuple(
                sorted({word_of(n) for n in notes} | ({"draft"} if any(h.draft for h in heads) else set()))
            ),
            why=" ".join(sorted(cluster.reasons)),
        )

    def _date(self, cluster: Cluster, votes: Votes) -> tuple[str | None, list[NodeFlag]]:
        """Return the date to show and a flag when texts (or the number's year, or the catalogue) contradict it."""
        run, known = cluster.run, cluster.known
        year = cluster.year if run is not None and run.carries_year else None
        fits = votes.ranked(lambda v: year is None or v.startswith(year)) or votes.all
        full = [v for v in fits if len(v) == 10] or fits
        shown = full[0] if full else None
        catalogued = known.date if known else None
        if shown is None:
            note = NodeFlag("inferred", "date", (catalogued,), ("registry",)) if catalogued else None
            return catalogued, [note] if note else []
        others = [v for v in votes.all if not agree(v, shown)]
        values = [(v, votes.places[v]) for v in (shown, *sorted(others))]
        if catalogued and not agree(catalogued, shown) and catalogued not in others:
            values.append((catalogued, "registry"))
        if year and not shown.startswith(year) and len(values) == 1:
            values.append((year, "number"))
        values += self._other_legislature(cluster, shown)
        if len(values) == 1 and run is not None and run.scheme == "party" and run.local is False:
            term = self.registry.party_term(shown)  # a term in words beats the day it is printed with
            values += [(cluster.slot, "term")] if term and cluster.slot and term != cluster.slot else []
        return shown, [_conflict("date", values)] if len(values) > 1 else []

    def _other_legislature(self, cluster: Cluster, day: str) -> list[tuple[str, str]]:
        """Return the legislature that a number carries when another one sat on the document's day."""
        found = re.fullmatch(r"(?:ubtv)?qh(\d+)", cluster.run.body) if cluster.run is not None else None
        sat = self.registry.assembly_term(day) if found else None
        return [(found[0].upper(), "number")] if found and sat and sat != int(found[1]) else []

    def _type(self, cluster: Cluster, votes: Votes) -> tuple[str | None, list[NodeFlag]]:
        """Return the type word to show and a flag when type words contradict the sign or each other."""
        signed = self._signed_types(cluster)
        if (
            cluster.slot
            and len(cluster.slot) == 10
            and not any(self._fits_sign(v, signed) for v in votes.all)
        ):
            signed = []  # before 1997 the first part may be a body: 12 TC/TCT is of the Bộ Tài chính, no Thông cáo
        good = votes.ranked(lambda v: self._fits_sign(v, signed) and fold_key(v) not in ANY_TYPE)
        shown = good[0] if good else None
        if shown is None and (signed and votes.all):
            shown = self._type_name(signed[0])
        shown = shown or (cluster.known.type if cluster.known else None)
        shown = (
            shown or next(iter(votes.all), None) or (self._type_name(signed[0]) if len(signed) == 1 else None)
        )
        if shown is None:
            shown = most_common(c.type for c in cluster.claims if c.type)
        others = [v for v in votes.all if shown and not self._same_type(v, shown)]
        if not shown or not others:
            return shown, []
        values = [(shown, votes.places.get(shown, "sign")), *((v, votes.places[v]) for v in sorted(others))]
        return shown, [_conflict("type", values)]

    def _signed_types(self, cluster: Cluster) -> list[str]:
        """Return the ids of the types that the sign stands for."""
        part = cluster.run.type_part if cluster.run else None
        return sorted(self.reader.signs.type_ids.get(part, ())) if part else []

    def _fits_sign(self, words: str, signed: list[str]) -> bool:
        if not signed:
            return True
        kind = self.registry.type_named(words)
        return (kind is not None and kind.id in signed) or any(
            self._same_type(words, self._type_name(s) or "") for s in signed
        )

    def _type_name(self, type_id: str) -> str | None:
        kind = self.registry.type_by_id(type_id)
        return kind.name if kind else None

    def _same_type(self, a: str, b: str) -> bool:
        """Say whether two type words are no contradiction: equal, one type, or one more exact than the other."""
        first, second = fold_key(a), fold_key(b)
        if first in ANY_TYPE or second in ANY_TYPE or first.startswith(second) or second.startswith(first):
            return True
        left, right = self.registry.type_named(a), self.registry.type_named(b)
        return left is not None and right is not None and left.id == right.id

    def _issuers(self, cluster: Cluster, votes: Votes) -> str | None:
        """Return who issued a document: of a joint one all bodies, which a text may name in any order or in part."""
        shown = next(iter(votes.all), None)
        if cluster.run is None or cluster.run.type_part not in self._joint:
            return shown
        said = together(votes.all, self.registry)
        words = fold_key(" ".join(said))
        parts = re.split("[/-]", self._code(cluster) or "")[1:]
        here = [[i for i in self.registry.issuers_signing(p) if i.local is cluster.run.local] for p in parts]
        signed = [found for found in here if found]
        missing = [f[0].name for f in signed if len(f) == 1 and fold_key(f[0].name) not in words]
        own = members(shown, self.registry) if shown else ()
        return shown if len(own) >= len(said) + len(missing) else ", ".join((*said, *missing)) or None

    def _issuer(self, cluster: Cluster, votes: Votes) -> list[NodeFlag]:
        """Return a flag when two of the bodies that share the sign are each named as the issuer."""
        run = cluster.run
        if run is None or run.local is not False or len(votes.all) < 2:
            return []
        bodies = frozenset(i.id for i in self.registry.issuers_signing(run.body.upper()))
        shown, *rest = votes.all
        others = [v for v in rest if contradict(shown, v, bodies, self.registry)]
        values = [(v, votes.places[v]) for v in (shown, *sorted(others))]
        return [_conflict("issuer", values)] if others else []

    def _body(self, cluster: Cluster, issuer: str | None) -> Issuer | None:
        """Return the registry's entry for the issuing body: as named, else the only one that signs so."""
        found = self.registry.issuer_named(issuer) if issuer else None
        if found is None and cluster.run is not None and cluster.run.body:
            code = codes.parse(self._code(cluster) or "", self.registry.sign_parts)
            part = (code.sign or "").replace("-", "/").split("/")[-1] if code else ""
            signing = self.registry.issuers_signing(part) if part else ()
            found = signing[0] if len(signing) == 1 else None
        return found

    def _code(self, cluster: Cluster) -> str | None:
        """Return the code as an official writes it, with the year the number must carry."""
        own = most_common(_unpadded(h.doc.code for h in cluster.heads))
        said = own or most_common(_unpadded(c.code for c in cluster.claims if c.year))
        said = said or most_common(_unpadded(c.code for c in cluster.claims))
        if said is None:
            return most_common(c.number for c in cluster.claims if c.number) if not cluster.held else None
        if cluster.run is not None and cluster.run.carries_year and cluster.year:
            code = codes.parse(said, self.registry.sign_parts)
            if code is not None and code.year is None and code.sign:
                return str(Code(code.number, int(cluster.year), code.sign))
        return said

    def _title(self, cluster: Cluster, heads: list[Head]) -> str | None:
        """Return the document's own title, else the one most texts give; what only secret ones say comes last."""
        own = most_common(h.doc.title for h in heads if h.doc.title)
        said = own or most_common(c.title for c in cluster.claims if c.title and not self.secrets.told(c))
        said = said or (cluster.known.title if cluster.known else None)
        return said or most_common(c.title for c in cluster.claims if c.title)

    def _name(self, cluster: Cluster) -> str | None:
        """Return the name most texts give; what only secret ones say comes last."""
        named = [c for c in cluster.claims if c.name and (c.by_name or cluster.run is None)]
        said = most_common(c.name for c in named if c.name and not self.secrets.told(c))
        return said or most_common(c.name for c in named if c.name)

    def _term(self, cluster: Cluster, heads: list[Head]) -> str | None:
        run = cluster.run
        if run is not None and run.scheme == "party" and run.local is False and cluster.slot:
            return None if cluster.slot.isdigit() else cluster.slot
        return most_common(t for t in (*(h.doc.term for h in heads), *_terms(cluster.claims)) if t)


def _unpadded(said: Iterable[str | None]) -> Iterable[str]:
    """Return the codes that are given, each in its shortest writing: without further zeros, no body's sign parted."""
    given = [code for code in said if code]
    shortest: dict[str, str] = {}
    for code in given:
        key = fold(re.sub(r"\W", "", code.lstrip("0")))
        shortest[key] = min(shortest.get(key, code), code, key=lambda c: (len(c), c))
    for code in given:
        best = shortest[fold(re.sub(r"\W", "", code.lstrip("0")))]
        yield best if len(best) < len(code) else code


def _terms(claims: Iterable[Claim]) -> Iterable[str | None]:
    return (c.term for c in claims)


def _conflict(field: str, values: list[tuple[str, str]]) -> NodeFlag:
    return NodeFlag("conflict", field, tuple(v for v, _ in values), tuple(p for _, p in values))


def word_of(note: NodeFlag) -> str:
    """Return the short word for lists: "conflict:date", "inferred"."""
    return f"{note.kind}:{note.field}" if note.kind == "conflict" else note.kind
