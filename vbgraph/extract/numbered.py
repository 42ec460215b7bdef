"""Citations with a number: number, year and sign; the type word before them; lists that share a sign.

The scan goes from digits: a digit run that is followed by a sign is a candidate, its type word is found by looking
back, and what looks alike (forms, standards, contracts, judgments, stamps, telephone numbers) is refused by the
words before it or because the sign is not one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph import codes
from vbgraph.extract.draft import Draft
from vbgraph.extract.page import Page
from vbgraph.extract.signs import Sign, mended, read_sign
from vbgraph.extract.strokes import numbers, spaced_numbers
from vbgraph.extract.type_words import type_before, type_ending
from vbgraph.models import Code
from vbgraph.registry import Registry
from vbgraph.text import fold_key

#: Signs of certified copies: a mark on a copy, never a citation.
_COPY_SIGNS = frozenset({"BS", "SY", "SL", "TrS"})
#: Bodies that stand alone after the number in the forms before 1997, and in the National Assembly's numbers.
_BARE_SIGNS = frozenset({"CP", "TTg", "HĐBT", "CT", "SL", "CTN", "PC", "NQ", "QĐ", "TU", "TW"})
_ASSEMBLY = re.compile(r"(?:QH|UBTVQH|HĐNN|UBTV)\d{0,2}$")
#: Types without a sign of their own in the State: their sign begins with the body that sends them.
_WITHOUT_SIGN = frozenset({"cong_van", "van_ban"})
#: Types that official texts number but that are no citations (ANNOTATION: contracts, judgments, forms).
NOT_CITED = frozenset(
    {
        "Hợp đồng",
        "Bản án",
        "Cáo trạng",
        "Hóa đơn",
        "Giấy mời",
        "Giấy giới thiệu",
        "Giấy nghỉ phép",
        "Phiếu gửi",
        "Phiếu chuyển",
        "Phiếu báo",
        "Công báo",
        "Chính sách",
        "Văn bản quy phạm pháp luật",
    }
)


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    """Match a number with what must follow: a year and a slash, or a separator and a letter; no longer token before it."""
    return re.compile(
        r"(?P<n>[0-9](?<![0-9./\-].)[0-9]{0,5}(?:\.[0-9]{1,3}(?=/(?:19|20)[0-9]{2}/)|(?<=[0-9])-20[0-9]{2}(?=/nq-))?[a-h]?)(?![0-9])"
        r"(?:[ \n]{0,2}//?[ \n]?(?P<y>(?:19|20)[0-9]{2}|(?:19|20) [0-9]{2}(?=/[a-z]))(?=[ \n]?[/\-][ \n]?[a-z]))?"
        r"[ \n]?[/\-][ \n]?(?=[a-z])"
    )


@lru_cache(maxsize=1)
def _spaced_number() -> re.Pattern[str]:
    """Match the forms with nothing or a space before the sign: "84 QĐ/TWĐTN", "37QĐ/TW", "914 CP"; behind words only."""
    return re.compile(
        r"(?P<n>[0-9](?<=[ :o].)(?:(?<=[a-z:] .)|(?<=so:.)|(?<=so.))[0-9]{0,4}(?:[a-h](?= ))?) ?"
        r"(?=[a-z]{2,8}[/\-][a-z]|(?<= )(?:cp|ttg|hdbt)(?![a-z]))"
    )


@lru_cache(maxsize=1)
def _refused() -> re.Pattern[str]:
    """Match, at the end of what stands before a number, the words that make it something else than a citation."""
    return re.compile(
        r"(?:\b(?:mau|bieu|bieu mau|phieu|hop dong|hoa don|bien lai|ban an|tcvn|qcvn|iso|iec|tcn|stk|tai khoan|ma so|"
        r"so hieu|cong bao|hs|dt|fax|dien thoai|trang|to khai|giay phep|gcn|chung chi|so dang ky|sdk|duong|nha|ky hieu|"
        r"to so|ap|hem|ngo|lo|quyen|tap|hinh|bang|thua dat|vu an|phu luc)(?: so)?[ :.]{0,3}(?:[a-z]{0,3}\d[a-z0-9.]{0,4}[ -])?)$"
    )


@lru_cache(maxsize=1)
def _misread_number() -> re.Pattern[str]:
    """Match a number in which a scan's reader took letters for digits ("2l-KL/TW", "73/2O23/NĐ-CP"); only after "số"."""
    return re.compile(
        r"so(?<![a-z0-9]so)[ :](?=[0-9/]*[loi])(?=[loi]*\d)(?P<n>[0-9loi]{1,6})(?:/(?P<y>[12li][0-9loi]{3})(?=[/\-][a-z]))?"
        r"[/\-](?=[a-z]{1,8}[/\-][a-z])"
    )


_MISREAD = str.maketrans("loiI", "1011")


def find_numbered(page: Page, registry: Registry) -> list[Draft]:
    """Return every citation with a number and a sign, list members included, in order of start."""
    found: list[Draft] = []
    free_from = 0
    folded = page.folded
    for plain, matches in (
        (True, numbers(folded, _number())),
        (False, _misread_number().finditer(folded)),
        (False, spaced_numbers(folded, _spaced_number())),
    ):
        taken = [(d.start, d.end) for d in found]
        for m in matches:
            if plain and (m.start() < free_from or not _begins_number(folded, m.start())):
                continue
            if not plain and any(s <= m.start("n") < e for s, e in taken):
                continue
            draft = _candidate(page, m, registry, found[-1] if found else None)
            if draft is None:
                continue
            found.extend(_list_before(page, m.start("n"), draft, registry))
            found.append(draft)
            free_from = draft.end
    found.sort(key=lambda d: (d.start, -d.end))
    return found


@lru_cache(maxsize=1)
def _split_digits() -> re.Pattern[str]:
    """Match the digit that a scan has parted from its number ("số 3 5-CT/TW")."""
    return re.compile(r"(?<![a-z])so[ :]{1,2}(\d)[ ]$")


def _begins_number(folded: str, at: int) -> bool:
    """Say whether digits at `at` begin a number: no letter stands before them, save of a glued "số"."""
    return (
        at == 0
        or not folded[at - 1].isalpha()
        or re.search(r"(?<![a-z])(?:so|nd|tt|qd|nq)$", folded[max(0, at - 4) : at]) is not None
    )


def _candidate(page: Page, m: re.Match[str], registry: Registry, before: Draft | None) -> Draft | None:
    sign = read_sign(page.text, page.folded, m.end(), registry)
    if sign is None or page.text[sign.end : sign.end + 1] == "%":
        return None  # "%" goes on with an address of the web: "Keyword=12/2018/TT-BL%C4%90TBXH"
    start, type_name, printed_type = type_before(page, m.start("n"), registry)
    if type_name in NOT_CITED:
        if not any(_ASSEMBLY.match(part) for part in sign.parts):
            return None
        start, type_name, printed_type = m.start("n"), None, False  # "Luật … theo hợp đồng số 69/2020/QH14"
    if _of_a_contract(page.text, m.end(), sign, type_name, page.text[start : m.start("n")]):
        return None
    printed_year = m.groupdict().get("y")
    year = int(printed_year.translate(_MISREAD).replace(" ", "")) if printed_year else None
    elided = before is not None and before.sign == sign.text and m.start() - before.end < 250
    if elided and before is not None and not printed_type:
        type_name = before.type  # "các Quyết định số 71-QĐ/TW ngày … về …, số 73-QĐ/TW"
    if not _plausible(page, m.start("n"), sign, year, printed_type or elided, registry):
        return None
    if m.re is _spaced_number() and not _so_or_type_sign(page, m, sign, printed_type, registry):
        return None
    number, number_at = m["n"], m.start("n")
    misread = m.re is _misread_number()
    if misread:
        number = number.translate(_MISREAD)
    split = _split_digits().search(page.folded, max(0, number_at - 12), number_at) if number_at else None
    if split is not None:
        number, number_at = split[1] + number, split.start(1)
        start, type_name, printed_type = type_before(page, number_at, registry)
    outer = _outer_type(page, start, type_name, sign.parts[0], registry) if printed_type else None
    if outer is not None:
        start, type_name = outer
    doc_type = registry.type_named(type_name) if printed_type and type_name else None
    if doc_type is not None:
        sign = mended(sign, doc_type, registry)
    draft = Draft(start, sign.end, "number", number_at=number_at, why=["number-and-sign"])
    draft.flags |= sign.flags | ({"repaired"} if split or misread or " " in (printed_year or "") else set())
    if page.text[m.end() - 1].isdigit():
        draft.flags.add("malformed")  # "37QĐ/TW": what parts number and sign is missing
    fill_code(draft, number, year, sign, registry)
    set_type(draft, type_name, sign.parts[0], registry)
    printed_sign = page.text[m.end() : sign.end].upper()
    if "Ư" in printed_sign or printed_sign.endswith(".U"):
        draft.flags |= {"malformed", "tu_or_tw"}
    return draft


def _of_a_contract(text: str, at: int, sign: Sign, type_name: str | None, printed: str) -> bool:
    """Say whether "HĐ" is read as the sign HD though no "Hướng dẫn" is printed: HĐ is a contract or a council."""
    spelt_out = type_name == "Hướng dẫn" and not printed.startswith("HĐ")
    return sign.parts[0] == "HD" and text.startswith("HĐ", at) and not spelt_out


def _so_or_type_sign(
    page: Page, m: re.Match[str], sign: Sign, printed_type: bool, registry: Registry
) -> bool:
    """Say whether a number without a stroke is one: the sign of a type behind its type word, or "số" and a space."""
    if page.folded[m.end() - 1] == " " and page.folded.endswith(("so ", "so: ", "so:"), 0, m.start("n")):
        return True
    return printed_type and (sign.parts[0] in registry.type_signs or len(sign.parts) == 1)


def _outer_type(
    page: Page, start: int, printed: str | None, first_part: str, registry: Registry
) -> tuple[int, str] | None:
    """Return the type word before the one found when only that fits the sign ("Thông báo kết luận số 77/TB-UBND")."""
    by_sign = registry.type_signs.get(first_part, ())
    inner = registry.type_named(printed) if printed else None
    if inner is None or inner.id in by_sign:
        return None
    low = max(0, start - 60)
    hit = type_ending(page, low, start - low, registry)
    doc_type = registry.type_by_id(hit[1]) if hit and hit[1] in by_sign else None
    return (hit[0], doc_type.name) if hit and doc_type else None


@lru_cache(maxsize=4096)
def _form(sign: str, dated: bool, registry: Registry) -> Code:
    """Return a canonical code with this sign, with or without a year: texts repeat few signs."""
    return codes.build("1", 2000 if dated else None, sign, registry.sign_parts)


def fill_code(draft: Draft, number: str, year: int | None, sign: Sign, registry: Registry) -> None:
    """Set number, year, sign and canonical code of a draft."""
    form = _form(sign.text, year is not None, registry)
    draft.number, draft.year, draft.sign, draft.style = codes.pad(number), year, form.sign, form.style
    draft.code = str(Code(draft.number, year, form.sign, form.style))


def _of_a_body(draft: Draft, first_part: str, registry: Registry) -> bool:
    """Say whether a sign begins with a body though types are signed so: no body stands behind it ("CT-TTHT", a Cục Thuế)."""
    rest = re.split(r"[/\-]", draft.sign or "")[1:]
    return (
        draft.style == "state"
        and len(first_part) == 2
        and bool(rest)
        and not any(registry.issuers_signing(part) for part in rest)
    )


def set_type(draft: Draft, printed: str | None, first_part: str, registry: Registry) -> None:
    """Set the type as printed, else as the sign says; flag a printed type that the sign contradicts."""
    by_sign = registry.type_signs.get(first_part, ())
    if first_part == "QĐ" and draft.style == "state":
        by_sign = by_sign[:1]  # Quy định under the sign QĐ is the Party's (Hướng dẫn 36-HD/VPTW)
    if printed is not None:
        draft.type = printed
        doc_type = registry.type_named(printed)
        if doc_type is not None and doc_type.id in _WITHOUT_SIGN and _of_a_body(draft, first_part, registry):
            by_sign = ()
        family = {
            "ke_hoach",
            "chuong_trinh",
            "chuong_trinh_hanh_dong",
            "chuong_trinh_phoi_hop",
            "cong_van",
            "van_ban",
        }
        if (
            by_sign
            and doc_type is not None
            and doc_type.id not in by_sign
            and not (
                doc_type.id in family and set(by_sign) & family - {"ke_hoach"} and doc_type.id != "ke_hoach"
            )
        ):
            draft.flags.add("type_mismatch")
    elif len(by_sign) == 1 or (by_sign and first_part != "QĐ"):
        doc_type = registry.type_by_id(by_sign[0])
        draft.type = doc_type.name if doc_type else None
        draft.flags.add("type_from_sign")


def _plausible(
    page: Page, number_at: int, sign: Sign, year: int | None, printed_type: bool, registry: Registry
) -> bool:
    """Say whether a number with this sign is a citation at all."""
    parts = sign.parts
    if (parts[0] in _COPY_SIGNS and len(parts) > 1 and not printed_type) or _of_a_court(parts):
        return False
    before = page.folded[max(0, number_at - 40) : number_at]
    if any(_ASSEMBLY.match(p) for p in parts):
        return True
    if not printed_type and _refused().search(before):
        return False
    typed = parts[0] in registry.type_signs
    if len(parts) == 1:
        printed = page.text[sign.end - len(parts[0]) : sign.end]
        if typed and parts[0] not in _BARE_SIGNS:
            return printed_type and sum(map(str.isupper, printed)) >= 2  # "SLt", never "Ct"
        return printed_type and (
            parts[0] in _BARE_SIGNS
            or bool(registry.issuers_signing(parts[0]))
            or year is not None
            or len(parts[0]) >= 5
            or (
                len(parts[0]) >= (2 if page.folded.startswith((" ngay ", " de ngay "), sign.end) else 3)
                and printed.isupper()
                and before.rstrip(" :").endswith("so")
            )  # any unit's
        )
    known = [p for p in parts if p.lower() and registry.sign_parts.get(_low(p)) == p]
    if typed:
        return printed_type or len(known) >= 2 or (year is not None and len(sign.text) >= 5)
    if printed_type:
        return year is not None or bool(known) or sum(map(len, parts)) >= 4
    if any(p in registry.type_signs and len(p) >= 2 for p in parts[1:]):
        return len(known) >= 2
    return False


@lru_cache(maxsize=4096)
def _of_a_court(parts: tuple[str, ...]) -> bool:
    """Say whether a sign is a judgment's or a court decision's ("HS-ST", "QĐST-KDTM"): no citation (ANNOTATION)."""
    stage = any(re.fullmatch(r"(?:QĐ|HS|DS|LĐ|HC|HNGĐ|KDTM)?(?:ST|PT|GĐT)", p) for p in parts)
    return stage and any(re.match(r"(?:HS|DS|HNGĐ|HN|KDTM|LĐ|HC|QĐ)", p) for p in parts)


def _low(part: str) -> str:
    return fold_key(part).replace(" ", "")


# ---------------------------------------------------------------- lists that share a sign


@lru_cache(maxsize=1)
def _members() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<=\bso )|(?<=\bso: )|(?<=\bso\n)|(?<=\bso)|(?<=[a-z] )|(?<=[a-z]\n))"
        r"(?:\d{1,5}[a-h]?(?:/(?:19|20)\d\d)?[ \n]?(?:,|;|va|,[ \n]va)[ \n](?:so[ \n])?){1,15}$"
    )


@lru_cache(maxsize=1)
def _goes_on() -> re.Pattern[str]:
    """Match what stands between a list's member and the next: a look at few characters spares most numbers a long one."""
    return re.compile(r"(?:[,;]|va)[ \n](?:so[ \n])?$")


def _list_before(page: Page, number_at: int, last: Draft, registry: Registry) -> list[Draft]:
    """Return the members of a list whose last member alone carries the sign ("số 18, 19 và 21-NQ/TW")."""
    low = max(0, number_at - 160)
    if not _goes_on().search(page.folded, max(0, number_at - 8), number_at):
        return []
    m = _members().search(page.folded[low:number_at])
    if m is None or last.sign is None:
        return []
    start, type_name, printed = type_before(page, low + m.start(), registry)
    if not printed:
        return []
    sign = last.sign
    out: list[Draft] = []
    for k, item in enumerate(re.finditer(r"(\d{1,5}[a-h]?)(?:/((?:19|20)\d\d))?", m.group())):
        at = low + m.start() + item.start()
        year = int(item[2]) if item[2] else last.year
        member = Draft(start if k == 0 else at, at + len(item.group()), "number", why=["list-shares-sign"])
        member.type = type_name or last.type
        member.number, member.year, member.sign, member.style = codes.pad(item[1]), year, sign, last.style
        member.code = str(Code(member.number, year, sign, last.style))
        member.number_at = at
        member.head = out[0] if out else None
        out.append(member)
    if out:
        last.head = out[0]
        last.type = out[0].type or last.type
        last.flags.discard("type_from_sign")
        last.start = number_at
    return out
