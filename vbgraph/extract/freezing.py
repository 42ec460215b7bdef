"""Drafts → frozen mentions: offsets led home, evidence quoted, doubts weighed."""

from __future__ import annotations

from vbgraph.extract.draft import Draft
from vbgraph.extract.reading import Reading
from vbgraph.models import Mention, Span

#: The doubts that users see; others only steer the stages.
_PUBLIC_FLAGS = frozenset({
    "malformed", "repaired", "type_mismatch", "name_mismatch", "partial_date", "date_invalid", "inferred_code",
    "inferred_locality", "ambiguous", "unknown_name",
})  # fmt: skip
#: What each doubt takes from the confidence of a reading.
_COSTS = {
    "malformed": 0.05, "repaired": 0.15, "type_mismatch": 0.15, "ambiguous": 0.3, "unknown_name": 0.15, "inferred_code": 0.05,
}  # fmt: skip
#: How much of its sentence a citation keeps as evidence on either side, in characters.
_EVIDENCE = 300


def freeze(reading: Reading, drafts: list[Draft]) -> tuple[Mention, ...]:
    """Return the drafts as mentions, with ids that are stable for the same content."""
    for k, draft in enumerate(drafts, 1):
        draft.id = f"m{k:04d}"
    return tuple(_mention(reading, draft) for draft in drafts)


def _mention(reading: Reading, draft: Draft) -> Mention:
    index = reading.owner_index(draft)
    silent = reading.owners[index].kind != "directive" or draft.definition or draft.kind == "self"
    start, end = reading.page.home(draft.start, draft.end)
    by = None if silent else draft.by
    of = None if silent else draft.of
    flags = {f for f in draft.flags if f in _PUBLIC_FLAGS}
    return Mention(
        id=draft.id,
        document=index,
        start=start,
        end=end,
        text=reading.page.raw[start:end],
        kind="short"
        if draft.definition and draft.kind == "number" and "definition" in draft.why
        else draft.kind,
        type=draft.type,
        number=draft.number,
        year=draft.year,
        sign=draft.sign,
        code=draft.code,
        name=draft.name,
        date=draft.date,
        issuer=draft.issuer,
        locality=draft.locality,
        district=draft.district,
        term=draft.term,
        title=draft.title,
        provisions=draft.provisions,
        relation=None if silent else draft.relation,
        by=by.shown() if by else None,
        by_id=by.id if by else None,
        of=of.shown() if of else None,
        of_id=of.id if of else None,
        quote=_quote(reading, draft),
        cue=Span(*reading.page.home(*draft.cue)) if draft.cue else None,
        flags=tuple(sorted(flags)),
        confidence=_confidence(draft),
        why=" ".join(dict.fromkeys(draft.why)),
    )


def _quote(reading: Reading, draft: Draft) -> Span:
    """Return the sentence around a citation, no more of it than evidence needs, without white space around it."""
    low, high = reading.sentence(draft.start)
    low = max(low, draft.start - _EVIDENCE)
    high = min(max(high, draft.end), draft.end + _EVIDENCE)
    text = reading.page.text
    while high > low and text[high - 1].isspace():
        high -= 1
    while low < high and text[low].isspace():
        low += 1
    return Span(*reading.page.home(low, high))


def _confidence(draft: Draft) -> float:
    """Return how sure the reading is, from 0 to 1: doubts of reading and of relation each take their part."""
    value = 0.98
    if draft.flags:
        value -= sum(cost for flag, cost in _COSTS.items() if flag in draft.flags)
    value -= 0.1 * ("no-cue" in draft.why) + 0.05 * (draft.parent is not None)
    return round(max(0.1, value), 2)
