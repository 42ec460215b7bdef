"""Resolutions and conclusions of meetings: Party plenums and congresses, of the centre and of provinces."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.bodies import body_at, place_inside
from vbgraph.extract.draft import Draft
from vbgraph.extract.lexicon import NAMED_TYPES, Lexicon
from vbgraph.extract.page import Page, trim

_ORDINALS = {
    "nhat": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12, "muoi ba": 13, "muoi bon": 14, "muoi lam": 15,
}  # fmt: skip


@lru_cache(maxsize=1)
def _plenum() -> re.Pattern[str]:
    words = "|".join(sorted(_ORDINALS, key=len, reverse=True))
    number = rf"(?P<n>\d{{1,2}}|thu[ \n](?:{words})|(?:{words}))"
    body = r"(?:(?:cua[ \n])?(?:ban chap hanh|bch)[ \n]trung[ \n]uong(?:[ \n]dang)?)"
    terms = (
        r"(?P<t>[ivxl]{1,6}(?:(?:[ \n]?,[ \n]?|[ \n]va[ \n]|[ \n]?;[ \n]?)(?:khoa[ \n])?[ivxl]{1,6}){0,6})\b"
    )
    return re.compile(
        r"(?P<type>nghi[ \n]quyet|ket[ \n]luan)[ \n](?:so[ \n])?"
        rf"(?:(?:hoi[ \n]nghi[ \n])?(?:(?:{body}|trung[ \n]uong)[ \n])(?:lan[ \n](?:thu[ \n])?)?|hoi[ \n]nghi[ \n](?:lan[ \n](?:thu[ \n])?))"
        rf"{number}(?![ \n]?[/\-]\d|\d)(?P<more>(?:(?:[ \n]?,[ \n]?|[ \n]va[ \n])\d{{1,2}}(?![ \n]?[/\-.]\d|\d)){{0,6}})(?:[ \n]?,?[ \n]?{body})?(?:[ \n]?,?[ \n]?\(?[ \n]?khoa[ \n]{terms}[ \n]?\)?)?"
    )


def plenums(page: Page) -> list[Draft]:
    """Return the resolutions and conclusions of central plenums, one for each number and term of a list."""
    out = []
    for m in page.at_leads(_plenum(), ("nghi", "ket")):
        raw = " ".join(m["n"].removeprefix("thu").split())
        first = int(raw) if raw.isdigit() else _ORDINALS.get(raw)
        numbers = [
            n for n in (first, *map(int, re.findall(r"\d+", m["more"]))) if n is not None and 1 <= n <= 15
        ]
        terms = [t.upper() for t in re.findall(r"\b(?!khoa|va)[ivxl]{1,6}\b", m["t"] or "")]
        kind = NAMED_TYPES[" ".join(m["type"].split())]
        end = trim(page, m.start(), m.end())
        out += [
            _plenum_draft(m.start(), end, kind, number, term)
            for number in numbers
            for term in terms or [None]
        ]
    return out


def _plenum_draft(start: int, end: int, kind: str, number: int, term: str | None) -> Draft:
    name = f"{kind} Trung ương {number}" + (f" khóa {term}" if term else "")
    draft = Draft(start, end, "name", type=kind, name=name, term=term, why=["plenum"])
    draft.issuer = "Ban Chấp hành Trung ương"
    if not term:
        draft.flags.add("ambiguous")
    return draft


@lru_cache(maxsize=1)
def _congress() -> re.Pattern[str]:
    ordinal = (
        r"(?:[ivxl]{1,6}|\d{1,2}|thu[ \n](?:[ivxl]{1,6}|\d{1,2}|"
        + "|".join(sorted(_ORDINALS, key=len, reverse=True))
        + r"))"
    )
    return re.compile(
        r"nghi[ \n]quyet[ \n]dai[ \n]hoi[ \n](?:dai[ \n]bieu[ \n])?"
        r"(?:(?P<national>(?:dang[ \n])?(?:toan[ \n]quoc[ \n])?(?:dang[ \n]cong[ \n]san[ \n]viet[ \n]nam[ \n])?(?:cua[ \n]dang[ \n])?(?:dang[ \n])?(?:lan[ \n])?"
        rf"(?P<o>{ordinal})(?![a-z])(?![ ](?:cua[ ])?dang[ ]bo)(?:[ \n]cua[ \n]dang(?:[ \n]cong[ \n]san[ \n]viet[ \n]nam)?|[ \n]dang)?)"
        rf"|(?P<late>(?:lan[ ])?(?:thu[ ])?(?P<lo>{ordinal})[ ](?:cua[ ])?(?P<whose>dang[ ]bo[ ](?:tinh|thanh[ ]pho|huyen|quan|xa|phuong|thi[ ]xa|khoi)))(?![a-z])"
        rf"|(?P<unit>(?:dang[ \n]bo|chi[ \n]bo)[ \n](?:[a-z]+[ \n-]{{1,3}}){{0,12}}?(?:lan[ \n]{ordinal}(?![a-z])|khoa[ \n][ivxl]{{1,6}}\b|nhiem[ \n]ky[ \n]?\d{{4}}[ \n]?-[ \n]?\d{{4}})))"
    )


def _late_congress(page: Page, draft: Draft, m: re.Match[str], lex: Lexicon) -> None:
    """Name "Nghị quyết Đại hội XVII (của) Đảng bộ tỉnh X" as "… Đại hội Đảng bộ tỉnh X lần thứ XVII"."""
    whose = " ".join(page.flat[m.start("whose") : m.end("whose")].split())
    place = re.compile(r"[ ]").match(page.folded, m.end())
    hit = lex.places.match(page.folded, place.end()) if place else None
    if hit is not None and page.text[m.end() + 1].isupper():
        draft.end, draft.locality, draft.place_named = hit[0], hit[1].name, True
        whose = f"{whose} {hit[1].name}"
    ordinal = re.sub(r"^thu ", "", " ".join(m["lo"].split())).upper()
    draft.name = f"Nghị quyết Đại hội {whose} lần thứ {ordinal}"
    draft.flags.add("local_name")


@lru_cache(maxsize=1)
def _task() -> re.Pattern[str]:
    return re.compile(r"nghi[ \n]quyet[ \n](?:ve[ \n])?nhiem[ \n]vu[ \n]nam[ \n]\d{4}[ \n](?:cua[ \n])")


def congresses(page: Page, lex: Lexicon) -> list[Draft]:
    """Return the resolutions of congresses, and what a body has set itself for a year or a term."""
    out = []
    for m in page.at_leads(_congress(), ("nghi",)):
        end = trim(page, m.start(), m.end())
        printed = " ".join(page.text[m.start() : end].split())
        draft = Draft(m.start(), end, "name", type="Nghị quyết", name=printed, why=["congress"])
        if "cac cap" in m.group():
            continue  # "Đại hội đảng bộ các cấp": no one congress
        if m["late"]:
            _late_congress(page, draft, m, lex)
        elif m["o"]:
            draft.term = re.sub(r"^thu\s", "", m["o"]).upper()
            draft.name = f"Nghị quyết Đại hội {draft.term} của Đảng"
        else:
            place_inside(draft, lex)
            draft.flags.add("local_name")
        out.append(draft)
    for m in page.at_leads(_task(), ("nghi",)):
        draft = Draft(m.start(), m.end(), "name", type="Nghị quyết", why=["yearly-task"])
        end = body_at(page, draft, m.end(), m.end() + 90, lex)
        if end:
            draft.end = trim(page, m.start(), end)
            draft.name = " ".join(page.text[draft.start : draft.end].split())
            draft.flags.add("local_name")
            out.append(draft)
    return out
