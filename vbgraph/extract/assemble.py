"""The stages of extraction in their order, and the frozen mentions they end in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from vbgraph import codes, dates
from vbgraph.extract import attributes, names, numbered, provisions, relations, short
from vbgraph.extract.cues import cues
from vbgraph.extract.draft import Draft
from vbgraph.extract.lexicon import Lexicon, lexicon
from vbgraph.extract.page import Page, page, sentences
from vbgraph.models import Document, Mention, Span, Text
from vbgraph.registry import Registry

#: Part of what facts are stamped with: raise it whenever extraction may give other facts for the same text.
VERSION = "1"


def extract(text: Text | str, documents: Sequence[Document], registry: Registry) -> tuple[Mention, ...]:
    """Return the citations of a text in order of start, longer first.

    `documents` are what `identify` read from the same text: own numbers, stamps and copy marks are not citations,
    places are inherited from the document that cites.
    """
    raw = text if isinstance(text, str) else text.content
    sheet = page(raw)
    lex = lexicon(registry)
    drafts = _find(sheet, lex, registry)
    owners = documents or (Document("other"),)
    drafts = [d for d in drafts if not _outside(sheet, d, owners)]
    starts = sentences(sheet.text)
    bare = [d for d in drafts if d.sign is None and d.kind == "number"]
    full = [d for d in drafts if d not in bare]
    for draft in drafts:
        limit = _limit(sheet, draft, starts)
        inside = draft.parent is not None and draft.end == draft.parent.end
        if draft.kind != "title" and not inside:
            attributes.read_tail(sheet, draft, lex, limit)
        draft.tail = max(draft.tail, draft.end)
        low = starts[bisect_right(starts, draft.start) - 1]
        attributes.read_lead(sheet, draft, lex, max(low, _previous_end(drafts, draft)))
        provisions.read_provisions(sheet, draft, low)
        if not draft.place_named and attributes.needs_place(draft):
            attributes.place_in_clause(sheet, draft, lex, low)
        _settle_tu(draft, _owner(sheet, draft, owners))
    short.mark_definitions(sheet, drafts)
    short.note_defined(sheet, bare, full)
    _share_lists(sheet, drafts)
    drafts = sorted([*full, *short.resolve_short(sheet, bare, full)], key=lambda d: (d.start, -d.end))
    _relate(sheet, drafts, owners, starts, registry, lex)
    _finish(sheet, drafts, owners, lex)
    titles = _add_titles(sheet, drafts, lex)
    if titles:
        drafts = sorted([*drafts, *titles], key=lambda d: (d.start, -d.end))
        _relate(sheet, drafts, owners, starts, registry, lex)
        _finish(sheet, drafts, owners, lex)
    drafts = _without_own_names(drafts)
    _mark_own(sheet, drafts, owners)
    _like_the_title(sheet, drafts, owners)
    return _freeze(sheet, drafts, owners, starts)


# ---------------------------------------------------------------- finding


def _find(sheet: Page, lex: Lexicon, registry: Registry) -> list[Draft]:
    """Return numbered and named citations; a name directly followed by its number is one citation."""
    found = numbered.find_numbered(sheet, registry)
    named = names.find_names(sheet, lex)
    kept: list[Draft] = []
    for draft in named:
        owner = next((n for n in found if n.start <= draft.start and draft.end <= n.end), None)
        follower = next((n for n in found if _follows(sheet, draft, n)), None)
        if follower is not None and draft.parent is None:
            follower.start, follower.title = draft.start, None
            follower.type = draft.type or follower.type
            follower.name = draft.name
            if draft.date and len(draft.date) == 4:
                follower.date = None
            for child in named:
                if child.parent is draft:
                    child.parent = follower
        elif owner is None:
            kept.append(draft)
        elif draft.start > owner.start and draft.parent is None:
            kept.append(draft)  # "Luật sửa đổi … của Luật X số N": X is a citation of its own
            if "amending" not in draft.flags:
                draft.parent = owner
    merged_spans = [(d.start, d.end) for d in found]
    kept = [
        d
        for d in kept
        if d.parent is not None or not any(s == d.start and d.end <= e for s, e in merged_spans)
    ]
    bare = numbered.find_bare(sheet, registry, [*found, *kept])
    return sorted([*found, *kept, *bare], key=lambda d: (d.start, -d.end))


def _follows(sheet: Page, name: Draft, number: Draft) -> bool:
    """Say whether the number stands right behind the name ("Luật Đất đai số 31/2024/QH15")."""
    if number.number_at < name.end:
        return False
    gap = sheet.folded[name.end : number.number_at]
    return re.fullmatch(r"[ \n]?[(,]?[ \n]?(?:(?:bo )?luat[ \n])?(?:so[ \n]?:?[ \n]?)?", gap) is not None


def _outside(sheet: Page, draft: Draft, owners: Sequence[Document]) -> bool:
    """Say whether a candidate stands in a letterhead, a stamp, a signature block or a copy mark."""
    start, end = sheet.home(draft.start, draft.end)
    for document in owners:
        if document.start <= start < document.end or (document.start, document.end) == (0, 0):
            title = document.title_span
            if title is not None and start < title.end and end > title.start:
                return False
            if document.kind == "report":
                return bool(document.body_end) and start >= document.body_end
            if start < document.header_end:
                return True
            return bool(document.body_end) and start >= document.body_end
    return bool(owners) and owners[0].end > 0


def _owner(sheet: Page, draft: Draft, owners: Sequence[Document]) -> Document:
    return owners[_owner_index(sheet, draft, owners)]


def _owner_index(sheet: Page, draft: Draft, owners: Sequence[Document]) -> int:
    start = sheet.home(draft.start, draft.end)[0]
    inner = [k for k, d in enumerate(owners) if d.start <= start < d.end]
    return max(inner, key=lambda k: owners[k].start) if inner else 0


def _limit(sheet: Page, draft: Draft, starts: Sequence[int]) -> int:
    """Return how far the attributes of a citation can reach: its sentence, or a line break that is no sentence end."""
    k = bisect_right(starts, draft.end)
    return min(starts[k] if k < len(starts) else len(sheet.text), draft.end + 300)


def _previous_end(drafts: list[Draft], draft: Draft) -> int:
    ends = [d.end for d in drafts if d.end <= draft.start and d.end > draft.start - 200]
    return max(ends, default=0)


def _settle_tu(draft: Draft, owner: Document) -> None:
    """Read "TƯ" as the centre's TW or the province's TU by the issuer, else by who cites (ARCHITECTURE, Code)."""
    if "tu_or_tw" not in draft.flags or draft.sign is None:
        return
    issuer = (draft.issuer or "").casefold()
    central = any(w in issuer for w in ("trung ương", "bộ chính trị", "ban bí thư"))
    local = any(w in issuer for w in ("tỉnh", "thành"))
    if central or (not local and not issuer and owner.level == "central"):
        draft.sign = re.sub(r"TU$", "TW", draft.sign)
        code = codes.build(draft.number or "", draft.year, draft.sign, {})
        draft.code, draft.style = str(code), code.style


# ---------------------------------------------------------------- sharing


def _share_lists(sheet: Page, drafts: list[Draft]) -> None:
    """Give date and issuer at the end of a tight list to its members, and a list's head to "của X: A; B"."""
    previous: Draft | None = None
    run: list[Draft] = []
    for draft in drafts:
        if draft.kind == "name" and draft.parent is not None:
            continue
        tight = previous is not None and _tight(sheet, previous, draft)
        if not tight:
            _settle_run(run)
            run = []
        elif draft.type is None or "type_from_sign" in draft.flags:
            _inherit_type(draft, run[-1] if run else previous)
        run.append(draft)
        previous = draft
    _settle_run(run)


def _tight(sheet: Page, a: Draft, b: Draft) -> bool:
    gap = sheet.folded[a.tail : b.start]
    return (
        re.fullmatch(
            r"[ \n]?(?:,|;|va|, va|hoac)?[ \n]?(?:cung[ \n]ngay[ \n]?)?(?:cac[ \n])?(?:so[ \n]?)?", gap
        )
        is not None
    )


def _inherit_type(draft: Draft, head: Draft | None) -> None:
    """A member without type word takes the list's when its sign allows it."""
    if head is None or head.type is None or draft.kind != "number":
        return
    same = (draft.sign or "").split("-")[0].split("/")[0] == (head.sign or "").split("-")[0].split("/")[0]
    if draft.type is None or same:
        draft.type = head.type


def _settle_run(run: list[Draft]) -> None:
    if len(run) < 2:
        return
    last = run[-1]
    for draft in reversed(run[:-1]):
        if draft.issuer is None and last.issuer is not None and _same_body_sign(draft, last):
            draft.issuer = last.issuer
            draft.locality, draft.place_named = (
                draft.locality or last.locality,
                draft.place_named or last.place_named,
            )
            draft.term = draft.term or last.term
        if (
            draft.date is None
            and last.date is not None
            and draft.sign == last.sign
            and "list-shares-sign" in draft.why + last.why
        ) or (
            draft.date is None
            and last.date is not None
            and draft.sign == last.sign
            and draft.year == last.year
            and draft.year
        ):
            draft.date = last.date
        if draft.date is not None and draft.issuer is not None:
            last = draft


def _same_body_sign(a: Draft, b: Draft) -> bool:
    def body(d: Draft) -> str:
        return (d.sign or "").replace("-", "/").split("/")[-1]

    return body(a) == body(b)


def _share_facts(drafts: list[Draft]) -> None:
    """Fill a missing date, issuer or term from the other mentions of the same document in this text, when they agree."""
    groups: dict[tuple[str, str | None], list[Draft]] = {}
    for draft in drafts:
        if draft.code and "ambiguous" not in draft.flags:
            groups.setdefault((codes.key(draft.code), draft.locality), []).append(draft)
    for group in groups.values():
        full = {d.date for d in group if d.date and len(d.date) == 10}
        terms = {d.term for d in group if d.term}
        if len(full) > 1 or len(terms) > 1:
            continue
        issuers = [d.issuer for d in group if d.issuer]
        for draft in group:
            if full and (draft.date is None or next(iter(full)).startswith(draft.date)):
                draft.date = next(iter(full))
            draft.term = draft.term or next(iter(terms), None)
            if draft.issuer is None and issuers:
                draft.issuer = issuers[0]


def _about_of_report(drafts: list[Draft], about: str) -> None:
    """An undated mention of the document a report is about means that document, not its namesakes."""
    same = [d for d in drafts if d.code and codes.key(d.code) == codes.key(about)]
    first = next((d for d in same if d.date), None)
    for draft in same:
        if (
            first is not None
            and draft.date is None
            and draft.locality == first.locality
            and draft.start > first.start
        ):
            draft.date = first.date


# ---------------------------------------------------------------- relations


def _relate(
    sheet: Page,
    drafts: list[Draft],
    owners: Sequence[Document],
    starts: Sequence[int],
    registry: Registry,
    lex: Lexicon,
) -> None:
    for index, document in enumerate(owners):
        own = [d for d in drafts if _owner_index(sheet, d, owners) == index]
        if document.kind == "other":
            continue
        title = document.title_span
        span = (sheet.place(title.start), sheet.place(title.end)) if title else (0, 0)
        setting = relations.Setting(
            sheet,
            cues(registry),
            starts,
            document.type,
            span,
            sheet.place(document.header_end),
            document.kind == "report",
        )
        for draft in own:
            _reset(draft)
        relations.relate(setting, own)


def _reset(draft: Draft) -> None:
    """Forget what an earlier pass decided, so that a second pass with more citations starts afresh."""
    if "amends-in-name" not in draft.why and not (
        draft.kind == "name" and draft.parent is not None and draft.relation is None
    ):
        draft.parent = None
    draft.relation = draft.by = draft.of = draft.cue = None
    draft.title_start = draft.title_end = 0
    draft.why = [w for w in draft.why if "." not in w and w not in _RELATION_WORDS]


_RELATION_WORDS = frozenset(
    {"passive", "in-title", "list-in-title", "from-list-head", "from-heading", "no-cue", "amends-in-name"}
)


def _finish(sheet: Page, drafts: list[Draft], owners: Sequence[Document], lex: Lexicon) -> None:
    """Fill places, issuers that follow from signs, and what other mentions in this text know."""
    for draft in drafts:
        owner = _owner(sheet, draft, owners)
        if "local_name" in draft.flags and draft.locality is None:
            draft.locality = owner.locality
        attributes.inherit_place(draft, owner)
        place = lex.registry.locality_named(draft.locality) if draft.locality else None
        attributes.issuer_from_sign(draft, lex, place)
        _head_issuer(sheet, draft, lex)
    for draft in sorted(drafts, key=lambda d: d.parent is not None):
        if draft.kind == "name":
            _code_of_name(draft, _owner(sheet, draft, owners), lex)
            _local_name(draft)
    _share_facts(drafts)
    for document in owners:
        if document.kind == "report" and document.about:
            _about_of_report(drafts, document.about)


@lru_cache(maxsize=1)
def _list_owner() -> re.Pattern[str]:
    return re.compile(r"cua[ \n](?=[^:;.]{6,60}:[ \n])")


def _head_issuer(sheet: Page, draft: Draft, lex: Lexicon) -> None:
    """Take the issuer from a list's head ("các chỉ thị, kết luận của Ban Thường vụ Tỉnh ủy: Chỉ thị số …; …")."""
    if draft.issuer is not None or not attributes.needs_place(draft) or draft.kind != "number":
        return
    low = max(0, draft.start - 1200)
    stop = max(sheet.text.rfind("\n\n", low, draft.start), sheet.text.rfind(".\n", low, draft.start), low)
    last = None
    for m in _list_owner().finditer(sheet.folded, stop, draft.start):
        last = m
    if last is None:
        return
    trial = Draft(draft.start, draft.start, "number")
    end = attributes.body_at(sheet, trial, last.end(), last.end() + 80, lex)
    if end and sheet.folded[end : end + 2].startswith(":"):
        draft.issuer = trial.issuer
        draft.why.append("issuer-of-list")


def _local_name(draft: Draft) -> None:
    """Name the province in a provincial congress's resolution that the text leaves out."""
    if "local_name" in draft.flags and draft.name and draft.locality and draft.locality not in draft.name:
        draft.name = re.sub(r"(Đảng bộ (?:tỉnh|thành phố))(?! [A-ZĐ])", rf"\1 {draft.locality}", draft.name)


def _code_of_name(draft: Draft, owner: Document, lex: Lexicon) -> None:
    """Fill the code a name stands for: the one of that date or year, else the one in force when the text was issued."""
    if draft.code is not None or draft.name is None:
        return
    known = lex.registry.known_named(draft.name)
    if draft.term:
        known = tuple(k for k in known if k.term in (None, draft.term))
    if draft.date:
        known = (
            tuple(k for k in known if dates.agree(k.date, draft.date))
            if any(k.date for k in known)
            else known
        )
    elif len(known) > 1:
        on = draft.parent.date if draft.parent is not None and draft.parent.date else owner.date
        known = tuple(
            k
            for k in known
            if on and (k.effective or k.date or "9") <= on and (k.ended is None or k.ended >= on)
        )
        if not known:
            draft.flags.add("ambiguous")
    codes_found = {k.code for k in known if k.code}
    if len(codes_found) == 1:
        code = codes.parse(codes_found.pop(), lex.registry.sign_parts)
        if code is not None:
            draft.code, draft.number, draft.year, draft.sign, draft.style = (
                str(code),
                code.number,
                code.year,
                code.sign,
                code.style,
            )
            draft.flags.add("inferred_code")


def _add_titles(sheet: Page, drafts: list[Draft], lex: Lexicon) -> list[Draft]:
    """Return the cited titles that stand for documents, now that the titles of numbered ones are known."""
    known: dict[str, Draft] = {}
    for draft in drafts:
        if draft.kind == "number":
            key = names.title_key(draft)
            if key:
                words = key.split()
                for size in range(6, min(len(words), 40) + 1):
                    known.setdefault(" ".join(words[:size]), draft)
                if len(words) < 6:
                    known.setdefault(key, draft)
    taken = [(d.start, d.end) for d in drafts]
    return names.find_titles(sheet, lex, known, taken)


def _without_own_names(drafts: list[Draft]) -> list[Draft]:
    """Drop names that only repeat, inside a numbered citation's title, what that document approves ("phê duyệt Đề án X")."""
    out: list[Draft] = []
    for draft in drafts:
        owner = next(
            (
                o
                for o in reversed(out)
                if o.kind == "number" and o.title_start and o.title_start <= draft.start < o.title_end
            ),
            None,
        )
        if draft.kind == "name" and owner is not None and draft.code is not None and draft.code == owner.code:
            continue
        out.append(draft)
    return out


def _mark_own(sheet: Page, drafts: list[Draft], owners: Sequence[Document]) -> None:
    """Turn repetitions of the document's own number into self references."""
    for draft in drafts:
        owner = _owner(sheet, draft, owners)
        if owner.code is None or draft.code is None or codes.key(owner.code) != codes.key(draft.code):
            continue
        agrees = dates.agree(owner.date, draft.date) and (draft.locality in (None, owner.locality))
        same_type = draft.type in (None, owner.type) or "QH" not in owner.code
        if owner.kind == "directive" and agrees and same_type:
            draft.kind = "self"
            draft.relation = draft.by = draft.of = None


def _like_the_title(sheet: Page, drafts: list[Draft], owners: Sequence[Document]) -> None:
    """A bare "cites" of the document that the own title is about takes the title's relation."""
    for index, document in enumerate(owners):
        title = document.title_span
        if title is None or document.kind != "directive":
            continue
        own = [d for d in drafts if _owner_index(sheet, d, owners) == index and d.by is None and d.relation]
        inside = {
            (codes.key(d.code), d.date): d
            for d in own
            if d.code and title.start <= sheet.home(d.start, d.end)[0] < title.end
        }
        for draft in own:
            same = inside.get((codes.key(draft.code), draft.date)) if draft.code else None
            if same is not None and draft.relation == "cites" and "no-cue" in draft.why:
                draft.relation = same.relation
                draft.why.append("as-in-title")


# ---------------------------------------------------------------- freezing


def _freeze(
    sheet: Page, drafts: list[Draft], owners: Sequence[Document], starts: Sequence[int]
) -> tuple[Mention, ...]:
    for k, draft in enumerate(drafts, 1):
        draft.id = f"m{k:04d}"
    return tuple(_mention(sheet, draft, owners, starts) for draft in drafts)


def _mention(sheet: Page, draft: Draft, owners: Sequence[Document], starts: Sequence[int]) -> Mention:
    index = _owner_index(sheet, draft, owners)
    silent = owners[index].kind != "directive" or draft.definition or draft.kind == "self"
    start, end = sheet.home(draft.start, draft.end)
    by = None if silent else draft.by
    of = None if silent else draft.of
    flags = {f for f in draft.flags if f in _PUBLIC_FLAGS}
    return Mention(
        id=draft.id,
        document=index,
        start=start,
        end=end,
        text=sheet._cleaned.raw[start:end],
        kind="short"
        if draft.definition and draft.kind == "number" and "definition" in draft.why
        else draft.kind,
        type=draft.type,
        number=draft.number,
        year=draft.year,
        sign=draft.sign,
        code=draft.code,
        name=draft.name if draft.kind in ("name", "title") or draft.name else None,
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
        quote=_quote(sheet, draft, starts),
        cue=Span(*sheet.home(*draft.cue)) if draft.cue else None,
        flags=tuple(sorted(flags)),
        confidence=_confidence(draft),
        why=" ".join(dict.fromkeys(draft.why)),
    )


_PUBLIC_FLAGS = frozenset(
    [
        "malformed",
        "repaired",
        "type_mismatch",
        "name_mismatch",
        "partial_date",
        "date_invalid",
        "inferred_code",
        "inferred_locality",
        "ambiguous",
        "unknown_name",
    ]
)


def _quote(sheet: Page, draft: Draft, starts: Sequence[int]) -> Span:
    """Return the sentence around a citation, at most about 600 characters of it."""
    k = bisect_right(starts, draft.start) - 1
    low = max(starts[k], draft.start - 300)
    high = starts[k + 1] if k + 1 < len(starts) else len(sheet.text)
    high = min(max(high, draft.end), draft.end + 300)
    start, end = sheet.home(low, high)
    raw = sheet._cleaned.raw
    while end > start and raw[end - 1].isspace():
        end -= 1
    while start < end and raw[start].isspace():
        start += 1
    return Span(start, end)


def _confidence(draft: Draft) -> float:
    """Return how sure the reading is, from 0 to 1: doubts of reading and of relation each take their part."""
    value = 0.98
    for flag, cost in (
        ("malformed", 0.05),
        ("repaired", 0.15),
        ("type_mismatch", 0.15),
        ("ambiguous", 0.3),
        ("unknown_name", 0.15),
        ("inferred_code", 0.05),
    ):
        if flag in draft.flags:
            value -= cost
    if "no-cue" in draft.why:
        value -= 0.1
    if draft.parent is not None:
        value -= 0.05
    return round(max(0.1, value), 2)
