"""Facts that citations share: a list's type, date and issuer, and what other mentions in the same text say."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from vbgraph import codes
from vbgraph.extract.bodies import body_at
from vbgraph.extract.draft import Draft
from vbgraph.extract.inferred import needs_place
from vbgraph.extract.reading import Reading
from vbgraph.extract.signs import nearest_body, strange_part
from vbgraph.models import Document
from vbgraph.registry import Registry
from vbgraph.text import fold_key

#: Bodies of the Party's centre alone; no province's committee is called so.
_CENTRE = ("bộ chính trị", "ban bí thư", "ban chấp hành trung ương")


def settle_tu(draft: Draft, owner: Document) -> None:
    """Read "TƯ" as the centre's TW or the province's TU by the issuer, else by who cites (ARCHITECTURE, Code).

    The press's "T.Ư" comes as TW: only a local issuer makes it TU. A plain "TU" is the province's, unless a body
    signs it that no province has.
    """
    if draft.sign is None or not ("tu_or_tw" in draft.flags or draft.sign.endswith("/TU")):
        return
    issuer = (draft.issuer or "").casefold()
    if "tu_or_tw" not in draft.flags:
        body = "TW" if issuer.startswith(_CENTRE) else None
        draft.flags |= {"repaired"} if body else set()
    else:
        central = any(w in issuer for w in ("trung ương", "bộ chính trị", "ban bí thư"))
        local = any(w in issuer for w in ("tỉnh", "thành"))
        from_above = not issuer and owner.level in ("central", "ministry")
        body = "TW" if central or from_above else "TU" if local else None
    if body is not None and not draft.sign.endswith(body):
        draft.sign = re.sub(r"T[UW]$", body, draft.sign)
        code = codes.build(draft.number or "", draft.year, draft.sign, {})
        draft.code, draft.style = str(code), code.style


def settle_body(draft: Draft, registry: Registry) -> None:
    """Mend a sign's body that is misprinted by one letter when the text says who issued the document."""
    strange = strange_part(draft.sign, registry) if draft.sign and draft.issuer else None
    body = registry.issuer_named(draft.issuer) if strange and draft.issuer else None
    mended = nearest_body(draft.sign, strange, body) if draft.sign and strange and body else None
    if mended is not None:
        code = codes.build(draft.number or "", draft.year, mended, registry.sign_parts)
        draft.sign, draft.code, draft.style = code.sign, str(code), code.style
        draft.flags.add("repaired")


def share_lists(reading: Reading, drafts: list[Draft]) -> None:
    """Give date and issuer at the end of a tight list to its members, and a list's head to "của X: A; B"."""
    previous: Draft | None = None
    run: list[Draft] = []
    for draft in drafts:
        if draft.head is not None and draft.issuer is None:  # "UBND thành phố có Chỉ thị 1, 3, 5/CT-UB"
            draft.issuer, draft.district = draft.head.issuer, draft.district or draft.head.district
            if draft.head.place_named and not draft.place_named:
                draft.locality, draft.place_named = draft.head.locality, True
        if draft.kind == "name" and draft.parent is not None:
            continue
        tight = previous is not None and _tight(reading, previous, draft)
        if not tight:
            _settle_run(run)
            run = []
        elif draft.type is None or "type_from_sign" in draft.flags:
            _inherit_type(draft, run[-1] if run else previous)
        run.append(draft)
        previous = draft
    _settle_run(run)


def _tight(reading: Reading, a: Draft, b: Draft) -> bool:
    gap = reading.page.folded[a.tail : b.start]
    return (
        re.fullmatch(
            r"(?:[ ]ve(?: viec)?[ ][“\"][^“”\"\n]{3,160}[”\"])?[ \n]?(?:,|;|va|, va|hoac)?[ \n]?(?:cung[ \n]ngay[ \n]?)?(?:cac[ \n])?(?:so[ \n]?)?",
            gap,
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
    for previous, draft in pairwise(run):
        if "same_day" in draft.flags:  # "ngày 06/4/2022 và … cùng ngày", "… và … cùng ngày 25/10/2017"
            draft.date = draft.date or previous.date
            previous.date = previous.date or draft.date
    tail = run[-1]
    bare = True  # every member behind stands without a type word of its own: one list, one date
    for draft, follower in reversed(list(pairwise(run))):
        bare = bare and follower.start == follower.number_at
        if draft.issuer is None and tail.issuer is not None and draft.sign and _same_body_sign(draft, tail):
            draft.issuer = tail.issuer
            draft.locality = draft.locality or tail.locality
            draft.place_named = draft.place_named or tail.place_named
        if bare and draft.date is None and draft.sign == tail.sign and draft.year == tail.year:
            draft.date = tail.date
        if bare and draft.term is None:
            draft.term = tail.term
        if draft.date is not None and draft.issuer is not None:
            tail = draft


#: Named documents that no body issues which signs a regulation or a decree.
_STATUTES = frozenset({"Luật", "Bộ luật", "Hiến pháp", "Điều lệ"})


def issuer_of_outer(reading: Reading, drafts: list[Draft]) -> None:
    """Give "Quy định 29-QĐ/TW thi hành Điều lệ Đảng do X ban hành" the issuer: X signs as the outer one is signed."""
    for draft in drafts:
        outer = draft.parent
        if draft.kind != "name" or draft.type not in _STATUTES or outer is None or draft.issuer is None:
            continue
        if outer.kind == "number" and outer.issuer is None and _signs(draft.issuer, outer, reading):
            outer.issuer, draft.issuer = draft.issuer, None


def _same_body_sign(a: Draft, b: Draft) -> bool:
    def body(d: Draft) -> str:
        return (d.sign or "").replace("-", "/").split("/")[-1]

    return body(a) == body(b)


def share_facts(drafts: list[Draft]) -> None:
    """Fill a missing date, issuer or term from the other mentions of the same document in this text, when they agree."""
    groups: dict[tuple[str, str | None], list[Draft]] = {}
    for draft in drafts:
        if draft.code and "ambiguous" not in draft.flags:
            groups.setdefault((codes.key(draft.code), draft.locality), []).append(draft)
    for group in groups.values():
        full = {d.date for d in group if d.date and len(d.date) == 10}
        terms = {d.term for d in group if d.term}
        if len(full) > 1 or len(terms) > 1 or _several_bodies(group):
            continue
        issuers = [d.issuer for d in group if d.issuer]
        for draft in group:
            if full and (draft.date is None or next(iter(full)).startswith(draft.date)):
                draft.date = next(iter(full))
            draft.term = draft.term or next(iter(terms), None)
            if draft.issuer is None and issuers:
                draft.issuer = issuers[0]
    _share_days_of_names(drafts)


@lru_cache(maxsize=1)
def _tier() -> re.Pattern[str]:
    return re.compile(r"(tỉnh|thành phố)|(huyện|quận|thị xã)|(xã|phường|thị trấn|đặc khu)")


def _several_bodies(group: list[Draft]) -> bool:
    """Say whether one number is cited of several units or tiers: of UBND huyện X and UBND xã X."""
    if len({d.district for d in group if d.district}) > 1:
        return True
    tiers = (_tier().search(d.issuer.casefold()) for d in group if d.issuer and d.issuer[:2] in ("Ủy", "Hộ"))
    return len({m.lastindex for m in tiers if m}) > 1


def _share_days_of_names(drafts: list[Draft]) -> None:
    """Give a name whose number nobody knows the one day by which the text tells it elsewhere.

    No other day or year may stand with the name, and none of a predecessor that is replaced.
    """
    groups: dict[tuple[str, str | None], list[Draft]] = {}
    for draft in drafts:
        if draft.kind == "name" and draft.name and not draft.code and "ambiguous" not in draft.flags:
            groups.setdefault((fold_key(draft.name), draft.locality), []).append(draft)
    for group in groups.values():
        told = [d for d in group if d.date]
        days = {d.date for d in told if d.date and len(d.date) == 10}
        day = next(iter(days)) if len(days) == 1 else None
        if day is None or len(told) == len(group):
            continue
        ended = any(d.relation in ("replaces", "repeals") or "stands-above" in d.why for d in told)
        if ended or any(not day.startswith(d.date or "") for d in told):
            continue
        for draft in group:
            draft.date = day


def date_of_report(drafts: list[Draft], about: str) -> None:
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


@lru_cache(maxsize=1)
def _list_owner() -> re.Pattern[str]:
    return re.compile(r"cua[ \n](?=[^:;.]{6,80}:[ \n])")


@lru_cache(maxsize=1)
def _list_begins() -> re.Pattern[str]:
    """Match what stands between the body in a list's head and the first member."""
    return re.compile(r"(?:,?[ ](?:bao[ ]|cu the[ ])?(?:gom|la|nhu sau|sau day))?[ ]?:")


@lru_cache(maxsize=1)
def _new_sentence() -> re.Pattern[str]:
    return re.compile(r"[^\W\d]\)?[.][ ](?=[A-ZĐÀ-Ỹ])")


def issuer_of_list(reading: Reading, draft: Draft) -> None:
    """Take the issuer from a list's head ("các chỉ thị, kết luận của Ban Thường vụ Tỉnh ủy: Chỉ thị số …; …")."""
    party = (draft.sign or "").endswith("TW")
    if draft.issuer is not None or draft.kind != "number" or not (party or needs_place(draft, reading.lex)):
        return
    page = reading.page
    low = max(0, draft.start - 1200)
    stop = max(page.text.rfind("\n\n", low, draft.start), page.text.rfind(".\n", low, draft.start), low)
    last = None
    for m in _list_owner().finditer(page.folded, stop, draft.start):
        last = m
    if last is None:
        return
    trial = Draft(draft.start, draft.start, "number")
    end = body_at(page, trial, last.end(), last.end() + 80, reading.lex)
    begins = _list_begins().match(page.folded, end) if end else None
    if begins is None or _new_sentence().search(page.text, begins.end(), draft.start):
        return
    if party and not _signs(trial.issuer, draft, reading):
        return
    draft.issuer = trial.issuer
    draft.why.append("issuer-of-list")


def _signs(issuer: str | None, draft: Draft, reading: Reading) -> bool:
    """Say whether a body signs as the citation is signed."""
    body = reading.lex.registry.issuer_named(issuer or "")
    return body is not None and (draft.sign or "").replace("-", "/").split("/")[-1] in body.signs
