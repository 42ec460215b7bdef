"""The stages of extraction in their order."""

from __future__ import annotations

from collections.abc import Sequence

from vbgraph.extract import (
    attributes,
    behind,
    bodies,
    finding,
    inferred,
    naming,
    provisions,
    references,
    relations,
    sharing,
    short,
)
from vbgraph.extract.cues import cues
from vbgraph.extract.draft import Draft
from vbgraph.extract.freezing import freeze
from vbgraph.extract.lexicon import lexicon
from vbgraph.extract.page import page, sentences
from vbgraph.extract.reading import Reading, frames
from vbgraph.models import Document, Mention, Text
from vbgraph.registry import Registry

#: Part of what facts are stamped with: raise it whenever extraction may give other facts for the same text.
VERSION = "3"


def extract(text: Text | str, documents: Sequence[Document], registry: Registry) -> tuple[Mention, ...]:
    """Return the citations of a text in order of start, longer first.

    `documents` are what `identify` read from the same text: own numbers, stamps and copy marks are not citations,
    places are inherited from the document that cites.
    """
    sheet = page(text if isinstance(text, str) else text.content)
    owners = documents or (Document("other"),)
    starts, quoted = sentences(sheet.text), behind.new_wording(sheet)
    reading = Reading(sheet, lexicon(registry), owners, frames(sheet, owners), starts, quoted)
    drafts = finding.find(reading)
    _read_attributes(reading, drafts)
    drafts = _complete_short_forms(reading, drafts)
    _relate(reading, drafts)
    _share(reading, drafts)
    titles = finding.find_titles(reading, drafts)
    if titles:
        drafts = _in_order([*drafts, *titles])
        _read_attributes(reading, titles)
        _relate(reading, drafts)
        _share(reading, drafts)
    drafts = finding.without_own_names(drafts)
    finding.mark_own(reading, drafts)
    finding.relate_like_title(reading, drafts)
    return freeze(reading, _in_order([*drafts, *_refer_back(reading, drafts)]))


def _refer_back(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Return the references back, related on their own: beside a citation of the same sentence they are only cited."""
    found = references.find_references(reading, [d for d in drafts if d.kind != "self"])
    if not found:
        return []
    taken = {reading.sentence(d.start)[0] for d in drafts}
    alone = [d for d in found if reading.sentence(d.start)[0] not in taken]
    for draft in found:
        draft.tail, draft.relation = draft.end, "cites"
        provisions.read_provisions(reading.page, draft, reading.sentence(draft.start)[0])
    _relate(reading, alone)
    return found


def _in_order(drafts: list[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda d: (d.start, -d.end))


def _read_attributes(reading: Reading, drafts: list[Draft]) -> None:
    """Read date, issuer, term, place and provisions around each citation."""
    previous = 0
    for draft in drafts:
        draft.tail = draft.end
        inside = draft.parent is not None and _closes(reading, draft, draft.parent)
        if inside and draft.parent is not None:
            draft.tail = max(draft.end, draft.parent.tail)  # what follows is told of the law that amends
        if not inside and draft.kind != "title":
            attributes.read_tail(reading.page, draft, reading.lex, reading.limit(draft))
        low = reading.sentence(draft.start)[0]
        attributes.read_lead(reading.page, draft, reading.lex, max(low, previous))
        provisions.read_provisions(reading.page, draft, low)
        if draft.sign is not None or draft.kind != "number":  # a short form has its full form's place
            _place_in_clause(reading, draft)
        sharing.settle_tu(draft, reading.owner(draft))
        sharing.settle_body(draft, reading.lex.registry)
        previous = max(previous, draft.tail)


def _closes(reading: Reading, inner: Draft, outer: Draft) -> bool:
    """Say whether a name ends what it stands in, up to the other's year ("Luật sửa đổi … của Luật X năm 2020")."""
    if inner.end == outer.end:
        return True
    rest = reading.page.folded[inner.end : outer.end]
    return "partial_date" in outer.flags and rest.lstrip(" nam\n").isdigit() and len(rest) <= 9


def _place_in_clause(reading: Reading, draft: Draft) -> None:
    """Read the place of a province's document from its clause when it does not stand at the citation itself."""
    if not draft.place_named and inferred.needs_place(draft, reading.lex):
        report = reading.owner(draft).kind == "report"
        low = reading.sentence(draft.start)[0]
        bodies.place_in_clause(reading.page, draft, reading.lex, low, report=report)


def _complete_short_forms(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Return all citations, the short forms completed from the full ones, doubtful bare numbers left out."""
    bare = [d for d in drafts if d.sign is None and d.kind == "number"]
    full = [d for d in drafts if d.sign is not None or d.kind != "number"]
    short.mark_definitions(reading.page, drafts)
    short.note_defined(reading.page, bare, full)
    sharing.share_lists(reading, drafts)
    kept = short.resolve_short(reading.page, bare, full, reading.lex.registry)
    for draft in kept:
        if draft.kind == "number":
            _place_in_clause(reading, draft)
    return _in_order([*full, *kept])


def _relate(reading: Reading, drafts: list[Draft]) -> None:
    """Decide relations and titles, document by document."""
    by_owner: dict[int, list[Draft]] = {}
    for draft in drafts:
        relations.forget(draft)
        by_owner.setdefault(reading.owner_index(draft), []).append(draft)
    for index, own in by_owner.items():
        document = reading.owners[index]
        if document.kind == "other":
            continue
        span = reading.frames[index].title or (0, 0)
        setting = relations.Setting(
            reading.page,
            cues(reading.lex.registry),
            reading.starts,
            document.type,
            span,
            document.issuer,
            document.level,
            reading.quoted,
        )
        relations.relate(setting, own)


def _share(reading: Reading, drafts: list[Draft]) -> None:
    """Fill places, what follows from signs and names, and what other mentions in this text know."""
    sharing.issuer_of_outer(reading, drafts)
    for draft in drafts:
        owner = reading.owner(draft)
        if "local_name" in draft.flags and draft.locality is None:
            draft.locality = owner.locality
        inferred.inherit_place(draft, owner, reading.lex)
        place = reading.lex.registry.locality_named(draft.locality) if draft.locality else None
        inferred.issuer_from_sign(draft, reading.lex, place)
        sharing.issuer_of_list(reading, draft)
    naming.code_names(reading, drafts)
    for draft in drafts:
        if "inferred_code" in draft.flags:
            inferred.issuer_from_sign(draft, reading.lex, None)
    sharing.share_facts(drafts)
    for document in reading.owners:
        if document.kind == "report" and document.about:
            sharing.date_of_report(drafts, document.about)
