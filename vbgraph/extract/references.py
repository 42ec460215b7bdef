"""References back: "Nghị quyết nói trên", "Chỉ thị này" where that is another document; each stands for one cited before.

Only the nearest citation of the type counts, and only when nothing else beside it could be meant: a reference back
that stays doubtful is no mention at all, so that one miss never makes another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from vbgraph.extract.draft import Draft
from vbgraph.extract.reading import Reading
from vbgraph.extract.type_words import may_follow_type, type_ending
from vbgraph.text import fold

#: Words that point back, and how far: as many sentences before their own.
_POINTERS = {"nói trên": 8, "nêu trên": 8, "trên": 3, "này": 1}
#: How long a type word may be, in characters, and how many citations before may cover a reference with their titles.
_TYPE_WORD, _COVERING = 60, 4
#: What a reference takes over from what it stands for: who that is.
_IDENTITY = (
    "type", "number", "year", "sign", "style", "code", "name", "date", "issuer", "locality", "district", "term",
)  # fmt: skip
#: Types of papers that are spoken of in general and cited by no number of their own.
_GENERIC = frozenset({"Văn bản", "Báo cáo", "Biên bản", "Giấy chứng nhận", "Hợp đồng"})


def find_references(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Return the references back in order; `drafts` are the citations they may stand for, in order of start."""
    starts = [d.start for d in drafts]
    found = []
    for at, pointer in _pointers(reading.page.flat):
        first = bisect_left(starts, reading.sentences_before(max(0, at - _TYPE_WORD), _POINTERS[pointer]))
        if first == len(starts) or starts[first] >= at:
            continue  # nothing is cited near enough
        if not may_follow_type(reading.page.folded, at, reading.lex.registry):
            continue
        hit = type_ending(reading.page, max(0, at - _TYPE_WORD), min(at, _TYPE_WORD), reading.lex.registry)
        kind = reading.lex.registry.type_by_id(hit[1]) if hit else None
        if hit is None or kind is None or kind.name in _GENERIC:
            continue
        draft = Draft(hit[0], at + len(pointer), "anaphora", type=kind.name, why=["reference-back"])
        last = bisect_left(starts, draft.start)
        before = drafts[max(0, min(first, last - _COVERING)) : last]
        if any(low <= at < high for low, high in reading.quoted) or _several(reading, draft):
            continue  # new wording speaks as the document that it amends
        if _in_quotation(reading.page.text, at) or reading.page.text[hit[0] : at].strip() == "luật":
            continue  # "quy định của pháp luật này"
        if _own(reading, draft, pointer) or _covered(draft, before):
            continue
        meant = _meant(reading, draft, before, _POINTERS[pointer])
        if meant is not None:
            for field in _IDENTITY:
                setattr(draft, field, getattr(meant, field))
            draft.flags |= meant.flags & {"inferred_code", "inferred_locality"}
            found.append(draft)
    return found


def _pointers(flat: str) -> Iterator[tuple[int, str]]:
    """Yield the words that point back with their places, in order; a bare "trên" must end its clause."""
    found = [(m.start() - 1, "này") for m in _this().finditer(flat)]
    for m in _above().finditer(flat):
        at = m.start() - 2
        if flat.endswith((" nói ", " nêu "), 0, at):
            found.append((at - 4, flat[at - 4 : at + 4]))
        elif flat[at + 4 : at + 5] in (",", ".", ";", ")"):
            found.append((at, "trên"))
    return iter(sorted(found))


@lru_cache(maxsize=1)
def _this() -> re.Pattern[str]:
    """Match "này" from its rarest letter, which the search finds fastest."""
    return re.compile(r"à(?<= nà)y(?![^\W_])")


@lru_cache(maxsize=1)
def _above() -> re.Pattern[str]:
    """Match "trên" from its rarest letter."""
    return re.compile(r"ê(?<= trê)n(?![^\W_])")


def _several(reading: Reading, draft: Draft) -> bool:
    """Say whether more than one document is meant: "các nghị quyết nói trên", "hai quyết định này"."""
    before = reading.page.folded[max(0, draft.start - 12) : draft.start]
    return (
        re.search(r"(?<![a-z])(?:cac|nhung|moi|hai|ba|bon|\d{1,2}|mot so|va|hoac)[ \n]$|,[ \n]$", before)
        is not None
    )


def _in_quotation(text: str, at: int) -> bool:
    """Say whether a quotation is open at a place: another document speaks there."""
    opened = text.rfind("“", max(0, at - 2000), at)
    return opened >= 0 and text.find("”", opened, at) < 0


def _own(reading: Reading, draft: Draft, pointer: str) -> bool:
    """Say whether "Nghị định này" is the document that speaks, or what it promulgates ("Quy chế này").

    A consolidated text speaks as the document it consolidates; one of unknown type may be of any.
    """
    if pointer != "này":
        return False
    owner = reading.owner(draft)
    if owner.type == "Văn bản hợp nhất" or (owner.kind == "directive" and owner.type is None):
        return True
    if reading.page.folded.endswith(("boi ", "bang "), 0, draft.start):
        return True  # "… được thay thế bởi Quyết định này": who acts is who speaks
    own = fold(f"{owner.type or ''} {owner.title or ''}")
    return fold(draft.type or "") in own


def _covered(draft: Draft, before: list[Draft]) -> bool:
    """Say whether the words belong to a citation already read ("Quyết định số 99 nêu trên", a title)."""
    return any(draft.start < max(d.end, d.title_end) for d in before[-_COVERING:])


def _meant(reading: Reading, draft: Draft, before: list[Draft], reach: int) -> Draft | None:
    """Return the nearest citation of the type within some sentences; None when its sentence cites another of the type."""
    index = reading.owner_index(draft)
    low = reading.sentences_before(draft.start, reach)
    same = [d for d in before if d.start >= low and d.type == draft.type and reading.owner_index(d) == index]
    if not same or "ambiguous" in same[-1].flags or same[-1].shown() is None:
        return None
    nearest = same[-1]
    beside = [d for d in same if d.start >= reading.sentence(nearest.start)[0]]
    return nearest if len({(d.shown(), d.date) for d in beside}) == 1 else None
