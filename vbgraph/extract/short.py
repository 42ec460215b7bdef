"""Short forms: "(sau đây gọi tắt là Chỉ thị 42)", "Nghị định 73"; each stands for a full citation of the same text."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph import codes
from vbgraph.extract.draft import Draft
from vbgraph.extract.page import Page
from vbgraph.registry import Registry


@lru_cache(maxsize=1)
def _defining() -> re.Pattern[str]:
    """Match what introduces a short form, right before it."""
    return re.compile(
        r"(?:sau day[ \n])?(?:(?:duoc[ \n])?(?:goi|viet)[ \n](?:(?:tat|gon|chung|t+)[ \n])?(?:la|:)|viet tat[ \n]?:?)[ \n]?(?:cac[ \n])?[“\"‘']?(?:so[ \n])?$"
    )


def _defines(page: Page, draft: Draft) -> bool:
    """Say whether a short form is defined at a citation; a look at few characters spares most the pattern."""
    near = page.folded[max(0, draft.start - 14) : draft.start]
    if "la" not in near and ":" not in near and "tat" not in near:
        return False
    return _defining().search(page.folded, max(0, draft.start - 50), draft.start) is not None


def mark_definitions(page: Page, drafts: list[Draft]) -> None:
    """Mark the citations that define a short form: they carry no relation of their own."""
    for draft in drafts:
        if _defines(page, draft):
            draft.definition = True
            draft.why.append("definition")


def resolve_short(page: Page, bare: list[Draft], full: list[Draft], registry: Registry) -> list[Draft]:
    """Return the bare numbers that are citations, those with one full form in this text completed from it.

    Without "số" a bare number counts only when a full form, or a named issuer, confirms it.
    """
    by_key: dict[tuple[str, str], list[Draft]] = {}
    for draft in full:
        if draft.kind == "number" and draft.sign and draft.number and draft.type:
            by_key.setdefault((draft.type, codes.pad(draft.number).lstrip("0")), []).append(draft)
    out = []
    for draft in bare:
        assert draft.number is not None and draft.type is not None
        defined = _defines(page, draft)
        candidates = [d for d in _candidates(by_key, draft, defined) if _may_issue(draft, d, registry)]
        if candidates:
            _complete(draft, candidates)
            draft.definition = defined
            out.append(draft)
        elif "unconfirmed" not in draft.flags or _by_a_named_body(page, draft):
            draft.flags.discard("unconfirmed")
            out.append(draft)
    return out


def _by_a_named_body(page: Page, draft: Draft) -> bool:
    """Say whether a body signs by its name: "nghị quyết 15 của Quốc hội", not "của chi bộ", which is any cell's."""
    told = page.text[draft.end : draft.tail]
    return draft.issuer is not None and ("issuer-before" in draft.why or any(map(str.isupper, told)))


def _candidates(by_key: dict[tuple[str, str], list[Draft]], draft: Draft, defined: bool) -> list[Draft]:
    number = (draft.number or "").lstrip("0")
    found = by_key.get((draft.type or "", number), [])
    if not found and draft.type == "Đề án":  # schemes go by the number of the decision that approves them
        found = by_key.get(("Quyết định", number), [])
    if not found and draft.type in ("Chương trình", "Kế hoạch", "Chương trình hành động"):
        found = [
            d
            for (kind, n), ds in by_key.items()
            if n == number and kind.startswith("Chương trình")
            for d in ds
        ]
    if draft.year is not None:
        found = [d for d in found if d.year == draft.year]
    before = [d for d in found if d.start < draft.start]
    return before[-1:] if defined and before else before or found


def _may_issue(draft: Draft, full: Draft, registry: Registry) -> bool:
    """Say whether the body named at a short form may have signed its full form: the Assembly signs nothing as "/TW"."""
    named = registry.issuer_named(draft.issuer) if draft.issuer else None
    signing = registry.issuers_signing(full.sign) if named and full.sign else ()
    return named is None or not signing or any(s.branch == named.branch for s in signing)


def _complete(draft: Draft, candidates: list[Draft]) -> None:
    """Fill a short form from its full form; when several documents fit, the one defined so, else it stays open."""
    named = [d for d in candidates if d.code] or candidates
    distinct: set[tuple[str | None, str | None, str | None]] = {
        (d.code, d.date, d.locality) for d in named if d.date
    } or {(d.code, d.date, d.locality) for d in named}
    draft.kind = "short"
    draft.why.append("short-form")
    first = named[0]
    if len(distinct) > 1:
        chosen = [d for d in named if "short-form-defined" in d.flags]
        if not chosen:
            if len({d.code for d in named}) == 1:
                draft.code, draft.sign, draft.style = first.code, first.sign, first.style
            draft.flags.add("ambiguous")
            return
        first = chosen[-1]
    else:
        first = next((d for d in named if d.date), first)
    draft.code, draft.number, draft.year, draft.sign, draft.style = (
        first.code,
        first.number,
        first.year,
        first.sign,
        first.style,
    )
    draft.date = draft.date or first.date
    draft.issuer = draft.issuer or first.issuer
    draft.locality = draft.locality or first.locality
    draft.term = draft.term or first.term
    if draft.definition or "definition" in draft.why:
        first.flags.add("short-form-defined")


def note_defined(page: Page, bare: list[Draft], full: list[Draft]) -> None:
    """Mark the full citation right before each definition, so that later short forms mean it and no other."""
    for draft in bare:
        if not _defines(page, draft):
            continue
        before = [
            d
            for d in full
            if d.start < draft.start
            and d.kind == "number"
            and (d.number or "").lstrip("0") == (draft.number or "").lstrip("0")
        ]
        if before:
            before[-1].flags.add("short-form-defined")
