"""Resolutions and conclusions of meetings: Party plenums and congresses, of the centre and of provinces."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.bodies import body_at, place_inside
from vbgraph.extract.draft import Draft
from vbgraph.extract.lexicon import Lexicon
from vbgraph.extract.page import Page, trim

_ORDINALS = {
    "nhat": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12, "muoi ba": 13, "muoi bon": 14, "muoi lam": 15,
}  # fmt: skip


@lru_cache(maxsize=1)
def _plenum() -> re.Pattern[str]:
    """Match "Nghị quyết (Hội nghị) Trung ương 4 (khóa XII)" in all its wordings, glued and abbreviated ones too."""
    words = "|".join(sorted(_ORDINALS, key=len, reverse=True))
    gap, comma = r"[ \n]?", r"(?:[ \n]?[,;][ \n]?|[ \n]va[ \n])"
    lan = r"(?:lan[ \n](?:thu[ \n])?)"
    number = rf"(?:\d{{1,2}}|(?:thu[ \n])?(?:{words})(?![a-z])|[ivx]{{1,4}}(?![a-z]))"
    central = r"(?:trung[ \n]?uong|tw|t\.?[uw]\.?)"
    body = rf"(?:(?:cua[ \n])?(?:ban[ \n]chap[ \n]hanh|bch)[ \n]?{central}(?:{gap}dang)?(?![a-z]))"
    term = r"(?:[ivxl]{1,6}|\d{1,2})(?![\w/\-])"
    terms = rf"(?P<t>{term}(?:{comma}(?:khoa[ \n])?{term}){{0,6}})"
    # Only the sixth plenum of the eighth term met twice.
    part = r"(?P<part>[ ]?\(lan[ ](?:thu[ ])?(?P<pn>[12]|nhat|hai)\)|,[ ]lan[ ](?P<cn>[12])(?=,?[ ]\(?khoa))?"
    no_count = r"(?![ \n]?[/\-.]\d|\d|[ \n](?:thang|ngay|nam(?![ \n](?:19|20)\d\d))(?![a-z]))"
    return re.compile(
        r"(?P<type>nghi[ \n]?quyet|ket[ \n]?luan|nq)[ \n]?(?:so[ \n])?"
        rf"(?P<conference>hoi[ \n]nghi[ \n])?(?P<central>(?:{body}|{central}){gap})?(?:\(nq[ \-/]?t\.?[uw]\){gap})?{lan}?"
        rf"(?P<n>{number}){no_count}{part}(?P<more>(?:{comma}(?:\d{{1,2}}|{lan}{number}){no_count}){{0,6}})"
        rf"(?P<body>[ \n]?,?[ \n]?{body})?(?:[ \n]?,?[ \n]?\(?[ \n]?khoa[ \n]{terms}[ \n]?\)?)?"
    )


@lru_cache(maxsize=1)
def _other_body() -> re.Pattern[str]:
    """Match behind a meeting's number the body that met, when it is not the Central Committee."""
    return re.compile(
        r"[ \n,]{1,3}(?:cua[ \n])?(?:(?:ban[ \n]chap[ \n]hanh|bch)[ \n](?!trung|tw)|dang[ \n]bo|(?:tinh|thanh|huyen|quan|thi|dang)[ \n]uy|hoi[ \n]dong)"
    )


_PLENUM_TYPES = {"nghiquyet": "Nghị quyết", "nq": "Nghị quyết", "ketluan": "Kết luận"}


def plenums(page: Page) -> list[Draft]:
    """Return the resolutions and conclusions of central plenums, one for each number and term of a list."""
    out = []
    for m in page.at_leads(_plenum(), ("nghi", "nghiquyet", "ket", "ketluan", "nq", "nqtw", "nqtu", "nqt")):
        if not _of_the_centre(page, m):
            continue
        numbers = [_ordinal(m["n"]), *(_ordinal(n) for n in _members(m["more"]))]
        terms = [_roman(t) for t in re.findall(r"\b(?!khoa|va)(?:[ivxl]{1,6}|\d{1,2})\b", m["t"] or "")]
        kind = _PLENUM_TYPES["".join(m["type"].split())]
        end = trim(page, m.start(), m.end())
        part = f" (lần {_ordinal(m['pn'] or m['cn'])})" if m["part"] else ""
        out += [
            _plenum_draft(m.start(), end, kind, f"{number}{part}", term)
            for number in numbers
            if 1 <= number <= 15
            for term in terms or (None,)
        ]
    return out


def _of_the_centre(page: Page, m: re.Match[str]) -> bool:
    """Say whether a plenum of the Central Committee is meant, and its number is one (Roman ones need the term)."""
    if not (m["conference"] or m["central"] or m["body"]):
        return False
    if (
        not m["central"]
        and not m["body"]
        and (not m["conference"] or _other_body().match(page.folded, m.end()))
    ):
        return False
    central, number = (page.text[slice(*m.span(group))].strip() for group in ("central", "n"))
    if m["central"] and len(central) <= 4 and not (central[0] == "T" and central.strip(".")[-1] in "ƯW"):
        return False  # "TU" is a province's committee
    if re.fullmatch(r"[IVX]+", number):
        return m["t"] is not None
    return number[0].isdigit() or not m["central"] or m["t"] is not None or "lan" in m.group()


def _members(more: str) -> list[str]:
    """Return the further numbers of a list ("6, lần thứ bảy")."""
    return [
        re.sub(r"^lan (?:thu )?", "", part.strip())
        for part in re.split(r"[,;]|[ \n]va[ \n]", more)
        if part.strip()
    ]


def _ordinal(words: str) -> int:
    """Return the number that a digit, a Roman number or a number word says, 0 for none."""
    raw = " ".join(words.split()).removeprefix("thu ")
    if raw.isdigit():
        return int(raw)
    return _ORDINALS.get(raw) or (_ROMAN.index(raw.upper()) if raw.upper() in _ROMAN else 0)


_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def _roman(term: str) -> str:
    """Return a term of office in Roman digits."""
    return _ROMAN[int(term)] if term.isdigit() and int(term) < len(_ROMAN) else term.upper()


def _plenum_draft(start: int, end: int, kind: str, number: str, term: str | None) -> Draft:
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
    more = r"(?P<more>(?:(?:,[ ]|[ ]va[ ])(?:(?:lan[ ])?thu[ ])?[ivxl]{1,6}(?![a-z])){1,8})?"
    return re.compile(
        r"(?:nghi[ \n]quyet|nq)[ \n](?:dai[ \n]hoi|dh)[ \n](?:dai[ \n]bieu[ \n]|db[ \n])?"
        r"(?:(?P<national>(?:dang[ \n])?(?:toan[ \n]quoc[ \n])?(?:dang[ \n]cong[ \n]san[ \n]viet[ \n]nam[ \n])?(?:cua[ \n]dang[ \n])?(?:dang[ \n])?(?:lan[ \n])?"
        rf"(?P<o>{ordinal})(?![a-z]){more}(?![ ](?:cua[ ])?dang[ ]bo)(?:[ \n]cua[ \n]dang(?:[ \n]cong[ \n]san[ \n]viet[ \n]nam)?|[ \n]dang)?)"
        rf"|(?:toan[ ]quoc[ ])?(?P<mass>(?:cong[ ]doan|doan|hoi|mat[ ]tran|mttq|lien[ ]minh|phu[ ]nu)(?:[ ](?!lan[ ]|nghi[ ])[a-z]+){{0,10}})[ ]lan[ ](?:thu[ ])?(?P<mo>{ordinal})(?![a-z])"
        rf"|(?P<late>(?:lan[ ])?(?:thu[ ])?(?P<lo>{ordinal})[ ](?:cua[ ])?(?P<whose>dang[ ]bo[ ](?:tinh|thanh[ ]pho|huyen|quan|xa|phuong|thi[ ]xa|khoi)))(?![a-z])"
        rf"|(?P<unit>(?:dang[ \n]bo|chi[ \n]bo)[ \n](?:[a-z]+[ \n-]{{1,3}}){{0,12}}?(?:lan[ \n]{ordinal}(?![a-z])|khoa[ \n][ivxl]{{1,6}}\b|nhiem[ \n]ky[ \n]?\d{{4}}[ \n]?-[ \n]?\d{{4}})))"
    )


@lru_cache(maxsize=1)
def _organization() -> re.Pattern[str]:
    """Match behind a congress's number the organization that met, when it is not the Party: "… XII (của) Đoàn TNCS …"."""
    whole = r"(?:[ ][^\W\d_]+){0,7}?[ ](?:Việt Nam|Hồ Chí Minh)(?![^\W\d_])"
    return re.compile(
        rf"[ ](?:của[ ])?(?P<org>(?:Tổng Liên đoàn|Công đoàn|Hội|Liên minh|Đoàn(?= T)|Mặt trận|MTTQ){whole}"
        r"|(?:Công đoàn|Đoàn|MTTQ|Mặt trận)(?! thể| kết)(?![^\W\d_]))"
    )


def _mass_congress(page: Page, draft: Draft, end: int, whose: str, ordinal: str) -> None:
    """Name the resolution of an organization's congress: "Nghị quyết Đại hội Công đoàn Việt Nam lần thứ XII"."""
    draft.end = trim(page, draft.start, end)
    whose = re.sub(r" toàn quốc$", "", " ".join(whose.split()))
    number = re.sub(r"^thu ", "", " ".join(ordinal.split()))
    draft.name = f"Nghị quyết Đại hội {whose} lần thứ {number.upper() if number[0] in 'ivxl' else number}"


@lru_cache(maxsize=1)
def _local() -> re.Pattern[str]:
    """Match the unit of an organization that is not the whole country's (folded)."""
    return re.compile(r"\b(?:tinh|thanh pho|huyen|quan|(?<!tac )xa|phuong|thi xa|khoi|truong)\b")


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


def _further_congresses(m: re.Match[str], end: int) -> list[Draft]:
    """Return the other congresses of a list ("lần thứ XI, XII và XIII"), all with the span of the whole."""
    return [
        Draft(
            m.start(),
            end,
            "name",
            type="Nghị quyết",
            name=f"Nghị quyết Đại hội {term.upper()} của Đảng",
            term=term.upper(),
            why=["congress"],
        )
        for term in re.findall(r"\b[ivxl]{1,6}\b", m["more"] or "")
    ]


@lru_cache(maxsize=1)
def _central_unit() -> re.Pattern[str]:
    """Match what makes a congress that of a central body's Party organisation, which has no province."""
    return re.compile(r"trung uong|dang bo (?:bo |quan doi|chinh phu|quoc hoi|ngoai nuoc)")


@lru_cache(maxsize=1)
def _local_plenum() -> re.Pattern[str]:
    """Match "Nghị quyết Hội nghị lần thứ tư (Ban Chấp hành) Đảng bộ tỉnh", up to where the place may stand."""
    words = "|".join(sorted(_ORDINALS, key=len, reverse=True))
    return re.compile(
        r"(?P<type>nghi[ ]quyet|nq|ket[ ]luan)[ ]hoi[ ]nghi[ ]lan[ ](?:thu[ ])?(?:\d{1,2}|[ivx]{1,5}|"
        + words
        + r"),?[ ](?:cua[ ])?(?:ban[ ]chap[ ]hanh|bch)[ ]dang[ ]bo[ ](?:tinh|thanh[ ]pho|huyen|quan|thi[ ]xa|xa|phuong)(?![a-z])"
    )


@lru_cache(maxsize=1)
def _local_term() -> re.Pattern[str]:
    """Match the term of a local committee: its number, or its years."""
    return re.compile(
        r",?[ ]\(?(?:khoa[ ](?P<t>[ivxl]{1,6}|\d{1,2})(?![\w/])|nhiem[ ]ky[ ]\d{4}[ ]?-[ ]?\d{4})\)?"
    )


def _local_plenums(page: Page, lex: Lexicon) -> list[Draft]:
    """Return the resolutions and conclusions of plenums of provinces and lower units, with place and term where told."""
    out = []
    for m in page.at_leads(_local_plenum(), ("nghi", "nq", "ket")):
        draft = Draft(m.start(), m.end(), "name", type=_PLENUM_TYPES["".join(m["type"].split())])
        place = lex.places.match(page.folded, m.end() + 1)
        if place is not None and page.text[m.end() + 1].isupper():
            draft.end = place[0]
            draft.locality, draft.place_named = place[1].name, True
        term = _local_term().match(page.folded, draft.end)
        if term is not None:
            draft.end = trim(page, m.start(), term.end())
            draft.term = _roman(term["t"]) if term["t"] else None
        draft.name = " ".join(page.flat[draft.start : draft.end].split())
        draft.why.append("local-plenum")
        draft.flags.add("local_name")
        out.append(draft)
    return out


@lru_cache(maxsize=1)
def _task() -> re.Pattern[str]:
    return re.compile(r"nghi[ \n]quyet[ \n](?:ve[ \n])?nhiem[ \n]vu[ \n]nam[ \n]\d{4}[ \n](?:cua[ \n])")


def congresses(page: Page, lex: Lexicon) -> list[Draft]:
    """Return the resolutions of congresses, and what a body has set itself for a year or a term."""
    out = []
    for m in page.at_leads(_congress(), ("nghi", "nq")):
        end = trim(page, m.start(), m.end())
        printed = " ".join(page.text[m.start() : end].split())
        draft = Draft(m.start(), end, "name", type="Nghị quyết", name=printed, why=["congress"])
        if "cac cap" in m.group():
            continue  # "Đại hội đảng bộ các cấp": no one congress
        if m["late"]:
            _late_congress(page, draft, m, lex)
        elif m["o"] and (org := _organization().match(page.flat, end)) and " của Đảng" not in printed:
            _mass_congress(page, draft, org.end(), org["org"], m["o"])
        elif m["mass"]:
            _mass_congress(page, draft, end, page.flat[slice(*m.span("mass"))], m["mo"])
            if _local().search(m["mass"]):
                place_inside(draft, lex)
                draft.flags.add("local_name")
        elif m["o"]:
            draft.term = re.sub(r"^thu\s", "", m["o"]).upper()
            draft.name = f"Nghị quyết Đại hội {draft.term} của Đảng"
        elif not _central_unit().search(m.group()):
            place_inside(draft, lex)
            draft.flags.add("local_name")
        out.append(draft)
        if (draft.name or "").endswith(" của Đảng"):
            out += _further_congresses(m, draft.end)
    out += _local_plenums(page, lex)
    for m in page.at_leads(_task(), ("nghi",)):
        draft = Draft(m.start(), m.end(), "name", type="Nghị quyết", why=["yearly-task"])
        end = body_at(page, draft, m.end(), m.end() + 90, lex)
        if end:
            draft.end = trim(page, m.start(), end)
            draft.name = " ".join(page.text[draft.start : draft.end].split())
            draft.flags.add("local_name")
            out.append(draft)
    return out
