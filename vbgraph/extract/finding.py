"""Which stretches of a text are citations: numbers and names put together, what stands outside the body left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from vbgraph import codes, dates
from vbgraph.extract import bare, names, numbered, titles
from vbgraph.extract.draft import Draft
from vbgraph.extract.reading import Reading
from vbgraph.text import fold_key


def find(reading: Reading) -> list[Draft]:
    """Return numbered and named citations in order; a name directly followed by its number is one citation."""
    page, registry = reading.page, reading.lex.registry
    found = numbered.find_numbered(page, registry)
    named = names.find_names(page, reading.lex)
    kept = _merge(reading, found, named)
    signless = bare.find_bare(page, registry, [*found, *kept])
    drafts = sorted([*found, *kept, *signless], key=lambda d: (d.start, -d.end))
    return [d for d in drafts if not _outside(reading, d)]


def _merge(reading: Reading, found: list[Draft], named: list[Draft]) -> list[Draft]:
    """Give numbers the names that stand before them; return the names that stay citations of their own."""
    by_digits = sorted((d for d in found if d.number_at >= 0), key=lambda d: d.number_at)
    positions = [d.number_at for d in by_digits]
    starts = [d.start for d in found]
    kept: list[Draft] = []
    replaced: dict[int, Draft] = {}
    dropped: set[int] = set()
    for draft in named:
        if draft.parent is not None and id(draft.parent) in replaced:
            draft.parent = replaced[id(draft.parent)]
        if "amending" in draft.flags and _own_amendment(reading, draft):
            dropped.add(id(draft))
            continue
        if draft.parent is not None and id(draft.parent) in dropped:
            draft.parent = None
        at = bisect_left(positions, draft.end)
        following = by_digits[at] if at < len(by_digits) else None
        follows = following is not None and _follows(reading, draft, following)
        if follows and "amending" in draft.flags and _number_of_inner(reading, draft, following):
            kept.append(draft)
            continue
        if (
            following is not None
            and follows
            and (draft.parent is None or _number_of_inner(reading, draft, following))
        ):
            following.parent = draft.parent
            following.start, following.name = draft.start, draft.name
            following.type = draft.type or following.type
            if _belies(reading, draft, following):
                following.flags.add("name_mismatch")
            replaced[id(draft)] = following
            continue
        k = bisect_right(starts, draft.start) - 1
        owner = found[k] if k >= 0 and draft.end <= found[k].end else None
        if owner is None:
            kept.append(draft)
        elif draft.start > owner.start:
            # "Luật sửa đổi … của Luật X số N": X is a citation of its own
            if draft.parent is None and "amending" not in draft.flags:
                draft.parent = owner
            kept.append(draft)
    return kept


def _belies(reading: Reading, name: Draft, number: Draft) -> bool:
    """Say whether the catalogue knows the number under another name only ("Luật Sở hữu trí tuệ số 07/2022/QH15")."""
    known = [fold_key(k.title) for k in reading.lex.registry.known_coded(number.code or "") if k.title]
    printed = fold_key(name.name or "")
    return (
        bool(known)
        and "amending" not in name.flags
        and all(printed not in k or k.startswith(_AMENDING) for k in known)
    )


#: How the folded title of a law that amends others begins.
_AMENDING = ("luat sua doi", "phap lenh sua doi")


def _own_amendment(reading: Reading, draft: Draft) -> bool:
    """Say whether "Luật sửa đổi … của Luật X" is this very document, named in its title or where it is issued."""
    owner = reading.owner(draft)
    if owner.type != draft.type or owner.kind != "directive":
        return False
    issued = re.search(r"ban hanh[ \n]$", reading.page.folded[max(0, draft.start - 10) : draft.start])
    return issued is not None or reading.in_title(draft)


def _number_of_inner(reading: Reading, name: Draft, number: Draft | None) -> bool:
    """Say whether the number behind "Luật sửa đổi … của Luật X" is known as X's, not the amending law's."""
    if number is None or number.code is None or name.name is None:
        return False
    titles_known = [fold_key(k.title) for k in reading.lex.registry.known_coded(number.code) if k.title]
    printed = fold_key(name.name)
    return any(
        printed.endswith(title) and (printed != title or not title.startswith(_AMENDING))
        for title in titles_known
    )


def _follows(reading: Reading, name: Draft, number: Draft) -> bool:
    """Say whether the number stands right behind the name ("Luật Đất đai số 31/2024/QH15")."""
    if number.number_at - name.end > 24:
        return False
    gap = reading.page.folded[name.end : number.number_at]
    return re.fullmatch(r"[ \n]?[(,]?[ \n]?(?:(?:bo )?luat[ \n])?(?:so[ \n]?:?[ \n]?)?", gap) is not None


def _outside(reading: Reading, draft: Draft) -> bool:
    """Say whether a candidate stands in a letterhead, a stamp, a signature block or a copy mark."""
    index = reading.owner_index(draft)
    frame, kind, start = reading.frames[index], reading.owners[index].kind, draft.start
    if reading.in_title(draft):
        return False
    if frame.end and not frame.start <= start < frame.end:
        return True
    if kind != "report" and start < frame.header_end:
        return True
    if not frame.body_end or start < frame.body_end:
        return False
    if kind != "directive":
        return True
    if _in_numbered_note(reading.page.text, draft.start):
        return False
    return _in_a_note().search(reading.page.folded, max(0, draft.start - 60), draft.start) is None


def _in_numbered_note(text: str, at: int) -> bool:
    """Say whether a citation stands in a note behind the signatures: "[1] …" of a docx file, "12 Khoản này …"."""
    low = max(0, at - 1500)
    paragraph = text[max(text.rfind("\n\n", low, at), low) : at]
    return re.search(r"\n(?:\[\d{1,3}\]|\d{1,3} [A-ZĐÀ-Ỹ])", paragraph) is not None


@lru_cache(maxsize=1)
def _in_a_note() -> re.Pattern[str]:
    """Match what leads up to a citation in the notes of a consolidated text, which stand behind the signatures."""
    return re.compile(
        r"(?:(?:dieu|khoan|phu luc)[ \n][0-9ivx]{1,4}[a-z]?,?[ \n](?:cua[ \n])?|mot so dieu cua[ \n]|bo sung (?:tai|boi|theo)[ \n])$"
    )


def without_own_names(drafts: list[Draft]) -> list[Draft]:
    """Drop names that only repeat, in a numbered citation's title, what it approves ("phê duyệt Đề án X")."""
    out: list[Draft] = []
    for draft in drafts:
        owner = next(
            (
                o
                for o in reversed(out[-8:])
                if o.kind == "number" and 0 < o.title_start <= draft.start < o.title_end
            ),
            None,
        )
        own = owner is not None and draft.code is not None and draft.code == owner.code
        if draft.kind == "name" and not draft.definition and own:
            continue
        out.append(draft)
    return out


def find_titles(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Return the cited titles that stand for documents, once the titles of numbered ones are known."""
    known = titles.TitleIndex(drafts)
    return titles.find_titles(reading.page, reading.lex, known, drafts)


def mark_own(reading: Reading, drafts: list[Draft]) -> None:
    """Turn repetitions of the document's own number into self references."""
    for draft in drafts:
        owner = reading.owner(draft)
        own_law = owner.title if owner.type in ("Luật", "Bộ luật", "Pháp lệnh") else None
        if (
            draft.kind == "name"
            and own_law
            and fold_key(draft.name or "") == fold_key(f"{owner.type} {own_law}")
            and dates.agree(owner.date, draft.date)  # "Luật Công đoàn năm 1990" is the predecessor
        ):
            draft.kind = "self"
            draft.relation = draft.by = draft.of = None
            continue
        if owner.code is None or draft.code is None or codes.key(owner.code) != codes.key(draft.code):
            continue
        agrees = dates.agree(owner.date, draft.date) and draft.locality in (None, owner.locality)
        same_type = draft.type in (None, owner.type) or "QH" not in owner.code
        if owner.kind == "directive" and agrees and same_type:
            draft.kind = "self"
            draft.relation = draft.by = draft.of = None


#: What leads to a mere mention: "Trong X, từ ngữ …", "Các quy định khác tại X không thay đổi", "trước ngày X có hiệu lực".
_ONLY_MENTIONED = ("trong ", "khac tai ", "truoc ngay ", "truoc khi ", "den khi ", "sau khi ")


def relate_like_title(reading: Reading, drafts: list[Draft]) -> None:
    """Give a citation without a cue of its own the relation of the title that is about the same document."""
    titled = {
        (reading.owner_index(d), codes.key(d.code), d.date): d.relation
        for d in drafts
        if d.code and d.by is None and d.relation and reading.in_title(d)
    }
    for draft in drafts:
        if reading.page.folded.endswith(_ONLY_MENTIONED, 0, draft.start):
            continue
        if draft.code and draft.relation == "cites" and draft.by is None and "no-cue" in draft.why:
            relation = titled.get((reading.owner_index(draft), codes.key(draft.code), draft.date))
            if relation is not None and reading.owner(draft).kind == "directive":
                draft.relation = relation
                draft.why.append("as-in-title")
