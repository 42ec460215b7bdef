"""Date, issuer, term and place of a citation, read from what follows it and from what leads up to it."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph import dates
from vbgraph.extract.draft import Draft
from vbgraph.extract.lexicon import Lexicon
from vbgraph.extract.page import Page
from vbgraph.models import Document
from vbgraph.registry import Issuer, Locality

#: Bodies of signs whose documents exist in every province or district.
_LOCAL_BODIES = re.compile(
    r"(?:TU|HU|QU|ThU|ThiU|ĐU|ĐUK|ĐUX|ĐUP|CB|CU|UBND|HĐND|BCSĐ|ĐĐ|ĐĐHĐND|[A-ZĐ]{2,8}TU|[A-ZĐ]{2,8}HU|S[A-ZĐ]{1,10}|UBND[A-ZĐ]*|HĐND[A-ZĐ]*|KTNS|VHXH|BPC|BQL[A-ZĐ]*)$"
)
_CENTRAL = frozenset({"UBTVQH", "SL"})


@lru_cache(maxsize=1)
def _join() -> re.Pattern[str]:
    return re.compile(r"[ \n]?[,(]?[ \n]?")


@lru_cache(maxsize=1)
def _date_lead() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:(?:cung|de|ky|ban hanh|ra|lap|thong qua)[ \n])?ngay(?![a-z])[ \n]?)|(?=\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4})|(?=nam[ \n]\d{4})|(?=thang[ \n]?\d)"
    )


@lru_cache(maxsize=1)
def _issuer_lead() -> re.Pattern[str]:
    return re.compile(r"(?:cua|do)[ \n](?:(?:cac|dong chi)[ \n])?")


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    """Match the head of a body, who signs for it: the body is the issuer (ANNOTATION, issuer)."""
    return re.compile(
        r"(?:bo truong|chu tich|giam doc|thong doc|chanh an|vien truong|tong giam doc|tong thanh tra|tong kiem toan|truong ban|bi thu|chu nhiem|tong cuc truong|cuc truong|lien bo|lien tich)[ \n](?=[a-z])"
    )


@lru_cache(maxsize=1)
def _term() -> re.Pattern[str]:
    return re.compile(r"[ \n]?[,(]?[ \n]?(?:nhiem ky )?khoa[ \n](?P<t>[ivxl]{1,6}|thu [a-z]+)\b\)?")


@lru_cache(maxsize=1)
def _body_word() -> re.Pattern[str]:
    """Match, in the text itself, a body that the registry does not know: capitalised, up to a verb or a stop."""
    return re.compile(
        r"(?:Ban|Bộ|Sở|Ủy|Uỷ|Hội|Cục|Tổng|Văn phòng|Chi|Đảng|Huyện|Thành|Tỉnh|Quận|Thị|Liên|Viện|Tòa|Toà|Kiểm|Ngân|Bảo hiểm|Đoàn|Trung tâm|Công an|Thanh tra|Kho bạc|Trường|BCH|BTV|UBND|HĐND)"
        r"[^\n.;,():“”\"/]{0,90}?(?=(?: (?:về|quy định|ban hành|hướng dẫn|sửa đổi|phê duyệt|v/v|thông qua|ngày|số|và|tại|đã|được|cho|hết|thì|có|để|trong|là|nêu|giao|bãi bỏ|thay thế|khóa|khoá)\b)|[\n.;,():“”\"/]|$)"
    )


def read_tail(page: Page, draft: Draft, lex: Lexicon, limit: int) -> None:
    """Fill date, issuer, place and term from the words right after the citation; set `tail` to where they end."""
    unit = re.compile(r"[ ]?\([A-Z]{1,3}\d{0,3}\)").match(page.text, draft.end)
    pos = unit.end() if unit else draft.end  # "2560/BCA(X13)": the drafting unit
    for _ in range(5):
        end = (
            _take_date(page, draft, pos, limit)
            or _take_term(page, draft, pos, limit)
            or _take_issuer(page, draft, pos, limit, lex)
        )
        if not end:
            break
        pos = end
    draft.tail = max(pos, draft.end)


def _take_date(page: Page, draft: Draft, pos: int, limit: int) -> int:
    if draft.date is not None and len(draft.date) == 10:
        return 0
    at = _join().match(page.folded, pos)
    start = at.end() if at else pos
    lead = _date_lead().match(page.folded, start)
    if lead is None or start >= limit:
        return 0
    found = dates.match(page.folded, lead.end()) or dates.match(page.folded, start)
    if lead.group().startswith("cung"):
        draft.flags.add("same_day")
        if found is None:
            return lead.end()
    if found is None or found.end > limit:
        return 0
    cell = "\n" in page.text[pos:start] and "," not in page.text[pos:start]
    if not lead.group() and cell and not page.text.startswith("năm ", start):
        return 0  # a date alone on the next line stands in the next cell of a table
    if found.iso and len(found.iso) < 10 and (draft.year or "(" in page.folded[pos:start]):
        return 0  # "(tháng 7 năm 2029)" tells of something else; the number has its year
    if found.iso is None and found.flag == "date_partial" and draft.year:
        draft.flags.add("partial_date")
        return found.end
    if found.flag == "date_invalid":
        draft.flags.add("date_invalid")
        return found.end
    if found.iso is None:
        return 0
    if len(found.iso) < 10:
        draft.flags.add("partial_date")
    if draft.date is None or found.iso.startswith(draft.date):
        draft.date, draft.date_span = found.iso, (found.start, found.end)
    return found.end + (page.folded[found.end : found.end + 1] == ")")


def _take_term(page: Page, draft: Draft, pos: int, limit: int) -> int:
    m = _term().match(page.folded, pos)
    if m is None or m.end() > limit:
        return 0
    if draft.term is None:
        draft.term = m["t"].upper() if m["t"][0] in "ivxl" else None
    return m.end()


def _take_issuer(page: Page, draft: Draft, pos: int, limit: int, lex: Lexicon) -> int:
    if draft.issuer is not None:
        return 0
    at = _join().match(page.folded, pos)
    start = at.end() if at else pos
    lead = _issuer_lead().match(page.folded, start)
    if lead is None:
        return 0
    end = body_at(page, draft, lead.end(), limit, lex)
    return _joint_bodies(page, draft, end, limit, lex)


@lru_cache(maxsize=1)
def _and_body() -> re.Pattern[str]:
    return re.compile(r",[ \n]|[ \n](?:va|-)[ \n]")


def _joint_bodies(page: Page, draft: Draft, end: int, limit: int, lex: Lexicon) -> int:
    """Add the bodies that follow in "của Bộ Chính trị, Ban Bí thư"; return where the last one's name ends."""
    while end:
        more = _and_body().match(page.folded, end)
        follow = _known_body(page, more.end(), lex) if more else None
        if more is None or follow is None or follow[0] > limit or follow[1].local:
            break
        draft.issuer = f"{draft.issuer}, {follow[1].name}"
        end = follow[0]
    return end


def _known_body(page: Page, at: int, lex: Lexicon) -> tuple[int, Issuer] | None:
    """Return (end, issuer) of a body the registry knows, read from `at`, its head's office skipped."""
    short = {"BCT": "Bộ Chính trị", "BBT": "Ban Bí thư"}.get(page.text[at : at + 3])
    if (
        short
        and not page.text[at + 3 : at + 4].isalpha()
        and (body := lex.registry.issuer_named(short)) is not None
    ):
        return at + 3, body
    office = _office().match(page.folded, at)
    hits = [lex.issuers.match(page.folded, at)]
    if office:
        hits.append(lex.issuers.match(page.folded, office.end()))
    good = [h for h in hits if h and page.text[at : at + 1].isupper()]
    return max(good, key=lambda h: h[0]) if good else None


def body_at(page: Page, draft: Draft, at: int, limit: int, lex: Lexicon) -> int:
    """Set issuer and place from the body named at `at`; return where its name ends, 0 when none is."""
    known = _known_body(page, at, lex)
    if known is not None and known[0] <= limit:
        end, issuer = known
        printed = page.text[at:end]
        office = _office().match(page.folded, at)
        if office and office.end() < end:
            printed = page.text[office.end() : end]
        draft.issuer = " ".join(printed.split()) if issuer.local else issuer.name
        return _take_place(page, draft, end, limit, lex) or end
    plenum = _of_plenum().match(page.folded, at)
    if (
        plenum is not None
        and (inner := _known_body(page, plenum.end(), lex)) is not None
        and inner[0] <= limit
    ):
        draft.issuer = inner[
            1
        ].name  # "Hội nghị lần thứ sáu Ban Chấp hành Trung ương": the body, not its session
        return inner[0]
    m = _body_word().match(page.flat, at)
    office = _office().match(page.folded, at)
    if m is None and office:
        m = _body_word().match(page.flat, office.end())
    if m is None or m.end() > limit or m.end() - m.start() < 5:
        return 0
    draft.issuer = " ".join(m.group().split())
    place_inside(draft, lex)
    return m.end()


@lru_cache(maxsize=1)
def _of_plenum() -> re.Pattern[str]:
    return re.compile(r"hoi nghi (?:lan )?(?:thu )?[a-z0-9]+ (?:cua )?(?=ban chap hanh|bch)")


@lru_cache(maxsize=1)
def _place_lead() -> re.Pattern[str]:
    """Match what stands between a local body and its place: nothing, or the kind of place."""
    return re.compile(
        r"[ \n](?:\([a-z]{2,8}\)[ \n])?(?:(?P<above>tinh|thanh pho|tp\.?)[ \n]?|(?P<below>huyen|quan|thi xa|xa|phuong|thi tran|dac khu)[ \n])?"
    )


@lru_cache(maxsize=1)
def _district_word() -> re.Pattern[str]:
    return re.compile(r"((?:[A-ZĐÀ-Ỹ][\wà-ỹ'’]*[ ]?){1,4})")


def _take_place(page: Page, draft: Draft, pos: int, limit: int, lex: Lexicon) -> int:
    """Read the province, district or commune that follows a local body's name; 0 when none does."""
    lead = _place_lead().match(page.folded, pos)
    if lead is None or not page.text[lead.end() : lead.end() + 1].isupper():
        return 0
    hit = lex.places.match(page.folded, lead.end())
    issuer = (draft.issuer or "").casefold()
    below = lead["below"] or any(w in issuer for w in ("huyện", "quận", "thị ủy", "thị xã", "xã", "phường"))
    if hit and hit[0] <= limit and not below:
        draft.locality, draft.place_named = hit[1].name, True
        return hit[0]
    if not below and lead["above"] is None and "thành ủy" not in issuer:
        return 0
    m = _district_word().match(page.flat, lead.end())
    if m is None or m.end() > limit:
        return 0
    end = _take_district(page, draft, pos, lead.end(), m[1], lex)
    if not end and below:
        draft.district, end = " ".join(m[1].split()), m.end()  # communes stand in no table
    return end


def _take_district(page: Page, draft: Draft, pos: int, at: int, words: str, lex: Lexicon) -> int:
    """Set district and province from a unit's name at `at`; return where the name ends, 0 when no table knows it."""
    names = words.split()
    for size in range(len(names), 0, -1):
        name = " ".join(names[:size])
        provinces = lex.registry.provinces_of_district(name)
        if provinces:
            end = at + len(name)
            draft.district = name
            draft.issuer = f"{draft.issuer} {' '.join(page.flat[pos:end].split())}"
            if len(provinces) == 1:
                draft.locality, draft.place_named = provinces[0].name, True
            return end
    return 0


def place_inside(draft: Draft, lex: Lexicon) -> None:
    """Set the place from an issuer's or name's own words ("… tỉnh Hải Dương", "Đảng bộ thành phố Cần Thơ")."""
    from vbgraph.text import fold

    folded = fold(draft.issuer or draft.name or "")
    for m in re.finditer(r"(?:tinh uy|thanh uy|tinh|thanh pho|tp\.?) ", folded):
        hit = lex.places.match(folded, m.end())
        if hit:
            draft.locality, draft.place_named = hit[1].name, True


# ---------------------------------------------------------------- what leads up to the citation


@lru_cache(maxsize=1)
def _issued_before() -> re.Pattern[str]:
    """Match the verb by which the body named before issues the document that follows."""
    return re.compile(
        r"(?:[ \n](?:da|vua|cung|moi|se|dong chi)){0,3}[ \n](?:ky ban hanh|ban hanh|co|ra|ky|thong qua)(?:[ \n]cac)?[ \n]$"
    )


@lru_cache(maxsize=1)
def _whose() -> re.Pattern[str]:
    """Match "của X tại" before a citation: X issued it."""
    return re.compile(r"[ \n]tai[ \n](?:cac[ \n])?$")


def read_lead(page: Page, draft: Draft, lex: Lexicon, low: int) -> None:
    """Fill issuer, place and date from the clause before the citation ("Ngày 29/01/2024 Ban Thường vụ … ban hành")."""
    low = max(low, draft.start - 180)
    window = page.folded[low : draft.start]
    verb = _issued_before().search(window, max(0, len(window) - 48))
    whose = None if verb else _whose().search(window, max(0, len(window) - 12))
    stop = verb.start() if verb else whose.start() if whose else -1
    if stop < 0:
        return
    body = _body_ending(page, low, low + stop, draft, lex)
    if body is None:
        return
    if verb and draft.date is None:
        before = page.folded[max(low, body - 40) : body]
        m = re.search(r"ngay[ \n]?[^,\n]{4,30},?[ \n]$", before)
        found = dates.match(before, m.start()) if m else None
        if found and found.iso and len(found.iso) == 10:
            draft.date, draft.date_span = found.iso, None
            draft.why.append("date-before")


def _body_ending(page: Page, low: int, stop: int, draft: Draft, lex: Lexicon) -> int | None:
    """Find the body whose name ends at `stop`; set issuer and place if they are not set; return where it starts."""
    for m in re.finditer(r"(?<![^\W\d_])[^\W\d_]", page.text[low:stop]):
        at = low + m.start()
        if not m.group().isupper():
            continue
        trial = Draft(at, at, "number")
        end = _joint_bodies(page, trial, body_at(page, trial, at, stop, lex), stop, lex)
        if end and not page.text[end:stop].strip(" ,\n"):
            if draft.issuer is None:
                draft.issuer, draft.district = trial.issuer, trial.district
            if not draft.place_named and trial.place_named:
                draft.locality, draft.place_named = trial.locality, True
            draft.why.append("issuer-before")
            return at
    return None


@lru_cache(maxsize=1)
def _place_before() -> re.Pattern[str]:
    return re.compile(r"\b(?:tai|o)[ \n](?:dia ban[ \n])?(?:tinh|thanh pho|tp\.?)[ \n](?:ban[ \n])?")


def place_in_clause(page: Page, draft: Draft, lex: Lexicon, low: int, *, report: bool = False) -> None:
    """Set the place from "tại tỉnh (bạn) X" earlier in the sentence; in a report any province named there counts."""
    low = max(low, draft.start - 120)
    lead = _place_told() if report else _place_before()
    for m in lead.finditer(page.folded, low, draft.start):
        hit = lex.places.match(page.folded, m.end())
        if hit and hit[0] <= draft.start and page.text[m.end()].isupper():
            draft.locality, draft.place_named = hit[1].name, True


@lru_cache(maxsize=1)
def _place_told() -> re.Pattern[str]:
    """Match what stands before a province in a report's sentence: "tỉnh X cũng đã ban hành", "Tại X," "Tỉnh ủy X"."""
    return re.compile(r"(?<![a-z])(?:(?:tinh uy|thanh uy|tinh|thanh pho|tp\.?|tai|o)[ ](?:ban[ ])?)")


# ---------------------------------------------------------------- what follows from the sign and the document


def needs_place(draft: Draft) -> bool:
    """Say whether the cited document is one of a province's, so that it is known only with its place."""
    return _local(draft.sign or "", draft.issuer or "")


@lru_cache(maxsize=4096)
def _local(sign: str, issuer: str) -> bool:
    """Say whether a sign or an issuer is a province's or a lower one's; a text has few of either."""
    parts = sign.replace("-", "/").split("/")
    if any(_LOCAL_BODIES.match(part) and part not in _CENTRAL for part in {parts[0], parts[-1]} if part):
        return True
    local = ("tỉnh", "thành ủy", "thành phố", "huyện", "quận", "xã", "phường", "chi bộ", "thị ủy")
    return any(word in issuer.casefold() for word in local)


def issuer_from_sign(draft: Draft, lex: Lexicon, place: Locality | None) -> None:
    """Set the issuer that the sign alone names: one central body, or the province's council or committee."""
    if draft.issuer is not None or draft.sign is None:
        return
    parts = draft.sign.replace("-", "/").split("/")
    body = parts[-1] if len(parts) > 1 else parts[0]
    if body == "UBND" or body == "HĐND":
        name = "Ủy ban nhân dân" if body == "UBND" else "Hội đồng nhân dân"
        draft.issuer = f"{name} {place.kind}" if place is not None else None
        return
    if re.match(r"QH\d{1,2}$", body):
        draft.issuer = "Quốc hội"
        return
    on = draft.date or (str(draft.year) if draft.year else None)
    bodies = [p for p in parts if p not in lex.registry.type_signs and p not in ("TW", "TU")]
    signers = [_signer(part, on, lex) for part in bodies]
    names = [name for name in signers if name]
    if names:
        # A joint sign names all its bodies; elsewhere what follows the body is a unit ("QĐ-BCA-C06").
        joint = parts[0] in ("TTLT", "NQLT") and len(names) == len(bodies)
        draft.issuer = ", ".join(names) if joint else names[0]


def _signer(part: str, on: str | None, lex: Lexicon) -> str | None:
    """Return the one body of a sign's part; a drafting unit's digit at its end does not count ("NHNN7")."""
    for body in (part, part.rstrip("0123456789")):
        found = lex.registry.issuers_signing(body, on)
        if len(found) == 1:
            return found[0].name
    return None


def inherit_place(draft: Draft, document: Document) -> None:
    """Give a province's document the place of the text that cites it (NUMBERING, locality precedence)."""
    if draft.locality is None and needs_place(draft):
        source = (
            draft.parent.locality if draft.parent is not None and draft.parent.locality else document.locality
        )
        if source:
            draft.locality = source
            draft.flags.add("inferred_locality")
    if draft.district is None and document.district and draft.locality == document.locality:
        body = (draft.sign or "").replace("-", "/").split("/")[-1]
        if re.match(r"(?:HU|QU|ThU|ĐU|CB)$", body) and document.level in (
            "district",
            "commune",
            "grassroots",
        ):
            draft.district = document.district
