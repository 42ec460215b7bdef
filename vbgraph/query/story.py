"""The rest of a story: which mentions were put together, what was compared and refused, what a person wrote by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from vbgraph import codes
from vbgraph.corrections import load, path_for
from vbgraph.dates import agree
from vbgraph.errors import CorrectionsError
from vbgraph.models import Mention, Node
from vbgraph.query import citations
from vbgraph.query.results import Citation, Step
from vbgraph.resolve.likeness import ONE_TITLE, shared
from vbgraph.store import Store, conclusions
from vbgraph.text import fold_key

#: How many places are told for each field.
_FIRST = 3
#: What tells two documents of one number apart, in the order in which it is told.
_TELLING = ("type", "issuer", "locality", "term", "date")


def merged(citations: Iterable[Citation]) -> Iterator[tuple[str, list[Citation]]]:
    """Return the mentions of a document by the rule that made each of them its own, the commonest rule first."""
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.rule, []).append(citation)
    yield from sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))


def origins(store: Store, doc: Node) -> Iterator[tuple[str, str, list[Citation]]]:
    """Return where fields come from that no header of the document's own gives: the rule, the value, the first places.

    "text:date": citations say so; "catalogue:date": none does, so the registry must (by name, number or sign).
    """
    facts = [store.facts(copy.file) for copy in doc.copies]
    own = [f.documents[c.document] for f, c in zip(facts, doc.copies, strict=True) if f is not None]
    cited = citations.citing(store, doc)
    for field in ("date", "title", "issuer"):
        value = cast("str | None", getattr(doc, field))
        if not value or any(getattr(d, field) == value for d in own):
            continue
        if any((n.kind, n.field) == ("corrected", field) for n in doc.notes):
            continue
        said = [
            c for c in cited if not _differ(field, _said(c.mention, field), value) and _said(c.mention, field)
        ]
        yield f"{'text' if said else 'catalogue'}:{field}", value, said[:_FIRST]


def namesakes(store: Store, doc: Node) -> Iterator[Step]:
    """Return the other documents of a document's number, each with the fields that keep it apart."""
    for other in _numbered(store, doc.code):
        if other.id != doc.id:
            apart = [f for f in _TELLING if _differ(f, getattr(doc, f), getattr(other, f))]
            yield Step("compare", " ".join(("apart", *apart)), identity(other))


def unnumbered(store: Store, doc: Node) -> Iterator[Step]:
    """Return the cited numbers of a held document's day that it could have been, with the fields that speak against."""
    if doc.code or not doc.held or doc.draft or not doc.date or doc.kind != "directive":
        return
    rows = store.database.all(
        "SELECT id FROM nodes WHERE date = ? AND NOT held AND code NOT NULL", (doc.date,)
    )
    for other in conclusions.nodes(store.database, (cast(int, row[0]) for row in rows)) if rows else ():
        if fold_key(other.type or "") == fold_key(doc.type or ""):
            against = [f for f in ("issuer", "locality") if _differ(f, getattr(doc, f), getattr(other, f))]
            if doc.title and other.title and shared(doc.title, other.title) < ONE_TITLE:
                against.append("title")
            yield Step("compare", " ".join(("refused", *against)) if against else "fits", identity(other))


def weighed(store: Store, citation: Citation, cited_on: str | None) -> Iterator[Step]:
    """Return the documents of a mention's number: those it fits, and those it was refused with the fields that speak
    against them ("later": the document is younger than the text that cites).
    """
    mention = citation.mention
    found = {node.id: node for node in _numbered(store, mention.code)}
    for name in citation.candidates:
        node = found.pop(name, None) or store.node(name)
        if node is not None:
            yield Step("compare", "fits", identity(node))
    for other in found.values():
        if other.id != citation.target:
            against = [f for f in _TELLING if _differ(f, _said(mention, f), getattr(other, f))]
            if other.date and cited_on and other.date[: len(cited_on)] > cited_on[: len(other.date)]:
                against.append("later")
            yield Step("compare", " ".join(("refused", *against)), identity(other))


def by_hand(store: Store, rules: Iterable[str]) -> Iterator[Step]:
    """Return the hand corrections that reasons name, each with where it stands and its note."""
    words = dict.fromkeys(w for rule in rules for w in rule.split() if w.startswith("corrected:"))
    if not words:
        return
    path = path_for(store.path)
    try:
        entries = {entry.rule: entry for entry in load(path).entries}
    except CorrectionsError:
        entries = {}
    for word in words:
        entry = entries.get(word)
        where = f"{path.name}:{entry.line}" if entry else path.name
        yield Step("correction", word, " ".join((where, entry.note or "")).strip() if entry else where)


def identity(doc: Node) -> str:
    """Return what tells a document from others, on one line, with its id."""
    fields = (doc.id, doc.type, doc.code or doc.name, doc.issuer, doc.locality, doc.date)
    return " · ".join(field for field in fields if field)


def _numbered(store: Store, code: str | None) -> tuple[Node, ...]:
    if not code:
        return ()
    rows = store.database.all("SELECT id FROM nodes WHERE code_key = ?", (codes.key(code),))
    return tuple(conclusions.nodes(store.database, (cast(int, row[0]) for row in rows))) if rows else ()


def _said(mention: Mention, field: str) -> str | None:
    return cast("str | None", getattr(mention, field))


def _differ(field: str, one: str | None, other: str | None) -> bool:
    """Say whether two values of a field contradict each other; what is absent contradicts nothing."""
    if not one or not other:
        return False
    if field == "date":
        return not agree(one, other)
    first, second = fold_key(one), fold_key(other)
    return first != second and not (field == "issuer" and (first in second or second in first))
