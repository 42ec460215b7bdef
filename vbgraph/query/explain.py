"""Why: the steps by which a document, a mention or an edge came to be what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from vbgraph.errors import AmbiguousError, NotFoundError
from vbgraph.models import Document, Edge, Evidence, Node, Span
from vbgraph.query import citations, story
from vbgraph.query.find import find
from vbgraph.query.results import Citation, Explanation, Place, Step
from vbgraph.registry import Registry
from vbgraph.store import Store, conclusions

_BETWEEN = "edges.source = (SELECT id FROM nodes WHERE node = ?) AND edges.target = (SELECT id FROM nodes WHERE node = ?)"


def explain(store: Store, words: str, *, registry: Registry | None = None) -> Explanation:
    """Return the steps behind a mention (id, `file#id`, `id@file`) or a document (any words that `find` takes).

    Raises NotFoundError, and AmbiguousError when several documents fit, or mentions of several files.
    """
    mention = _mention(store, words.strip())
    if mention is not None:
        return explain_mention(store, mention)
    ends = _arrow(words)
    if ends is not None:
        source, target = (find(store, end, registry=registry) for end in ends)
        return explain_edge(store, source, target)
    return explain_document(store, find(store, words, registry=registry))


def _arrow(words: str) -> tuple[str, str] | None:
    """Return what stands before and behind an arrow: "A → B", "A —implements→ B", "A -> B"."""
    head, arrow, target = words.replace("->", "→").partition("→")
    source = head.partition(" —")[0].strip()
    return (source, target.strip()) if arrow and source and target.strip() else None


def _mention(store: Store, words: str) -> Citation | None:
    """Return the mention that words mean; the same content in several files is the same mention."""
    found = citations.named(store, words)
    if len({(c.mention, c.target) for c in found}) > 1:
        ids = tuple(citations.reference(c) for c in found)
        raise AmbiguousError("mention.many", candidates=ids, query=words, count=len(ids))
    return found[0] if found else None


def explain_document(store: Store, doc: Node) -> Explanation:
    """Return why a document has this identity, where its fields come from, its doubts, and why its edges stand.

    Of a document that is not held the edges that lead to it are told too: nothing else is known of what it does.
    """
    steps = [step for copy in doc.copies for step in _identified(store, copy.file, copy.document)]
    steps.append(Step("resolve", doc.why, doc.id, () if doc.held else _first_places(store, doc)))
    for rule, value, cited in story.origins(store, doc):
        places = (_place(store, c.file, Span(c.mention.start, c.mention.end)) for c in cited)
        steps.append(Step("resolve", rule, value, tuple(places)))
    for note in doc.notes:
        steps.append(Step("resolve", f"{note.kind}:{note.field}", " | ".join((*note.values, *note.evidence))))
    steps += _merged(store, doc)
    steps += story.namesakes(store, doc)
    steps += story.unnumbered(store, doc)
    steps += story.by_hand(store, (doc.why,))
    key = store.database.number("SELECT id FROM nodes WHERE node = ?", (doc.id,))
    ends = ("edges.source = ?", (key,)) if doc.held else ("edges.source = ? OR edges.target = ?", (key, key))
    for edge in conclusions.edges(store.database, *ends):
        steps += _edge_steps(edge)
    return Explanation(doc.id, tuple(steps))


def explain_mention(store: Store, citation: Citation) -> Explanation:
    """Return why a mention was read so, which document it means, and the edges it is evidence for."""
    mention = citation.mention
    here = _place(store, citation.file, Span(mention.start, mention.end))
    read = mention.code or mention.name or mention.text
    steps = [Step("extract", mention.why, read, (here,))]
    if mention.relation:
        cue = mention.cue or mention.quote
        place = (_place(store, citation.file, cue),) if cue else ()
        steps.append(
            Step("extract", f"relation:{mention.relation}", mention.by or citation.citing or "", place)
        )
    meant = citation.target or " | ".join(citation.candidates)
    steps += story.weighed(store, citation, _day_of(store, citation.citing))
    steps.append(Step("resolve", citation.rule, meant))
    edges = list(_edges_from(store, citation))
    steps += story.by_hand(store, (citation.rule, *(e.rule for edge in edges for e in edge.evidence)))
    for edge in edges:
        steps += _edge_steps(edge)
    return Explanation(citations.reference(citation), tuple(steps))


def explain_edge(store: Store, source: Node, target: Node) -> Explanation:
    """Return why edges run between two documents; from the second to the first when none runs the other way.

    Raises NotFoundError when there are none.
    """
    for one, other in ((source, target), (target, source)):
        edges = list(conclusions.edges(store.database, _BETWEEN, (one.id, other.id)))
        if edges:
            steps = [step for edge in edges for step in _edge_steps(edge)]
            steps += story.by_hand(store, [step.rule for step in steps])
            return Explanation(f"{one.id} → {other.id}", tuple(steps))
    raise NotFoundError("explain.no_edge", "explain.no_edge.hint", a=source.id, b=target.id)


def _merged(store: Store, doc: Node, most: int = 3) -> Iterator[Step]:
    """Return by which rules the mentions of a held document became its own, each with its first places."""
    for rule, found in story.merged(citations.citing(store, doc)) if doc.held else ():
        places = (_place(store, c.file, Span(c.mention.start, c.mention.end)) for c in found[:most])
        yield Step("merge", rule, str(len(found)), tuple(places))


def _day_of(store: Store, node_id: str | None) -> str | None:
    """Return the date of the document in whose text a mention stands."""
    node = store.node(node_id) if node_id else None
    return node.date if node else None


def _identified(store: Store, file: str, index: int) -> Iterator[Step]:
    """Return what the header of one file says of the document."""
    found = store.facts(file)
    if found is None or index >= len(found.documents):
        return
    document = found.documents[index]
    end = document.header_end or min(document.end, document.start + 400)
    place = _place(store, file, document.title_span or Span(document.start, end))
    yield Step("identify", " ".join(("header", *document.flags)), _identity(document), (place,))


def _identity(document: Document) -> str:
    fields = (document.type, document.code, document.issuer, document.locality, document.date, document.title)
    return " · ".join(field for field in fields if field)


def _first_places(store: Store, doc: Node, limit: int = 5) -> tuple[Place, ...]:
    """Return the first places that cite a document which is not held: all that is known of it."""
    cited = citations.citing(store, doc)[:limit]
    return tuple(_place(store, c.file, Span(c.mention.start, c.mention.end)) for c in cited)


def _edges_from(store: Store, citation: Citation) -> Iterator[Edge]:
    """Return the edges to the document a mention means that this text is evidence for."""
    if citation.target is None:
        return
    into = "edges.target = (SELECT id FROM nodes WHERE node = ?) OR edges.source = (SELECT id FROM nodes WHERE node = ?)"
    for edge in conclusions.edges(store.database, into, (citation.target, citation.target)):
        if any(_supports(evidence, citation) for evidence in edge.evidence):
            yield edge


def _supports(evidence: Evidence, citation: Citation) -> bool:
    inside = evidence.start <= citation.mention.start and citation.mention.end <= evidence.end
    return evidence.file == citation.file and inside


def _edge_steps(edge: Edge) -> Iterator[Step]:
    text = f"{edge.source} —{edge.relation}→ {edge.target}"
    for e in edge.evidence:
        yield Step("edge", e.rule, text, (Place(e.file, e.start, e.end, e.quote, e.secrecy),))
    if not edge.evidence:
        yield Step("edge", "", text)


def _place(store: Store, file: str, span: Span) -> Place:
    """Return a span of a file with its wording and the secrecy of the document it stands in."""
    text = store.text_of(file)
    secrecy = store.database.one(
        "SELECT secrecy FROM documents JOIN files ON files.content = documents.content "
        "WHERE path = ? AND secrecy NOT NULL LIMIT 1",
        (file,),
    )
    quote = text.content[span.start : span.end] if text else ""
    return Place(file, span.start, span.end, quote, cast(str, secrecy[0]) if secrecy else None)
