"""Bodies named in a text, and their places: what stands at a position names which issuer of which province."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.draft import Draft
from vbgraph.extract.lexicon import Lexicon
from vbgraph.extract.page import Page
from vbgraph.registry import Issuer
from vbgraph.registry_names import in_full
from vbgraph.text import fold_key


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    """Match the head of a body, who signs for it: the body is the issuer (ANNOTATION, issuer)."""
    return re.compile(
        r"(?:bo truong|chu tich|giam doc|thong doc|chanh an|vien truong|tong giam doc|tong thanh tra|tong kiem toan|truong ban|bi thu|chu nhiem|tong cuc truong|cuc truong|lien bo|lien tich)[ \n](?=[a-z])"
    )


@lru_cache(maxsize=1)
def _body_word() -> re.Pattern[str]:
    """Match, in the text itself, a body that the registry does not know: capitalised, up to a verb or a stop."""
    # Another body, or a document, behind "và"; any other capital there goes on with the name.
    others = (
        "Ban|Bộ|Sở|Ủy|Uỷ|Hội|Cục|Vụ|Tổng|Văn|Viện|Tòa|Toà|Chính|Thủ|Chủ|Quốc|Kế|Nghị|Quyết|Thông|Tờ|Công văn|Công an|Chỉ|Kết|Báo|"
        "Hướng|Quy|Luật|Pháp lệnh|Chương|Điều|Hiến|Đề|Biên|Giấy|Phụ|Mặt|Liên|Ngân|Kho|Thanh tra|Trung|Đảng|Đoàn|Tỉnh|Thành|"
        "KẾ|NGHỊ|QUYẾT|THÔNG|TỜ|CÔNG VĂN|CHỈ|KẾT|BÁO|HƯỚNG|QUY|LUẬT|PHÁP LỆNH"
    )
    return re.compile(
        r"(?:Ban|Bộ|Sở|Ủy|Uỷ|Hội|Cục|Vụ|Tổng(?! [Bb]í thư)|Văn phòng|Chi(?= [a-zđ])|Đảng|Huyện|Thành(?= [a-zđ])|Tỉnh|Quận|Thị(?= [a-zđ])|Liên|Viện|Tòa|Toà|Kiểm|Ngân|Bảo hiểm|Đoàn|Trung tâm|Công an|Thanh tra|Kho bạc|Trường|BCH|BTV|UBND|HĐND)"
        rf"[^\n.;,():“”\"/]{{0,90}}?(?=(?: (?:về|quy định|ban hành|hướng dẫn|sửa đổi|phê duyệt|v/v|thông qua|ngày|số|và(?! (?!{others})[A-ZĐÀ-Ỹ][a-zà-ỹ])|tại|đã|được|cho|hết|thì|có|để|trong|là|nêu|giao|bãi bỏ|thay thế|khóa|khoá)\b)|[\n.;,():“”\"/]|$)"
    )


@lru_cache(maxsize=1)
def _field() -> re.Pattern[str]:
    """Match the field of a committee, told from the title behind it by the second "về"."""
    return re.compile(r" về (?!việc)[^\n.;():“”\"/]{3,70}?(?= về )")


@lru_cache(maxsize=1)
def _and_body() -> re.Pattern[str]:
    return re.compile(r",[ \n]|[ \n](?:va|-)[ \n]")


def joint_bodies(page: Page, draft: Draft, end: int, limit: int, lex: Lexicon, cited: Draft) -> int:
    """Add the bodies that follow in "của Bộ Chính trị, Ban Bí thư"; return where the last one's name ends.

    `cited` is the citation: behind a comma a body that does not sign with the first begins the next clause
    ("Nghị quyết số 43/NQ-CP của Chính phủ, Bộ Nội vụ đề nghị").
    """
    while end:
        more = _and_body().match(page.folded, end)
        follow = _known_body(page, more.end(), lex) if more else None
        if more is None or follow is None or follow[0] > limit or follow[1].local:
            break
        if page.folded[end] == "," and not _signs_too(follow[1], draft, cited, lex):
            break
        draft.issuer = f"{draft.issuer}, {follow[1].name}"
        end = follow[0]
    return end


def _signs_too(body: Issuer, draft: Draft, cited: Draft, lex: Lexicon) -> bool:
    """Say whether a body can have signed a citation together with the issuers read so far."""
    if "liên" in (cited.type or "").casefold():
        return True
    parts = set(re.split(r"[/.\-]", cited.sign or ""))
    if parts & {"TTLT", "NQLT", "LT", "LB", "TTLB", "LN"}:
        return True
    first = lex.registry.issuer_named((draft.issuer or "").split(", ")[0])
    return bool(
        parts.intersection(body.signs) or (first and not cited.sign and {*first.signs} & {*body.signs})
    )


def _known_body(page: Page, at: int, lex: Lexicon, *, small: bool = False) -> tuple[int, Issuer] | None:
    """Return (end, issuer) of a body the registry knows, read from `at`, its head's office skipped.

    In small letters ("của tỉnh ủy Hà Nam") a body is told only where the words before it announce one.
    """
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
        hits.insert(0, lex.issuers.match(page.folded, office.end()))
    good = [h for h in hits if h and (page.text[at].isupper() or (small and " " in page.folded[at : h[0]]))]
    return max(good, key=lambda h: h[0]) if good else None


def _spelled(printed: str, issuer: Issuer) -> str:
    """Return the wording of the registry for a local body as printed ("UBND TP" → "Ủy ban nhân dân thành phố")."""
    key = in_full(fold_key(printed))
    return next((words for words in (issuer.name, *issuer.aliases) if fold_key(words) == key), issuer.name)


def body_at(page: Page, draft: Draft, at: int, limit: int, lex: Lexicon, *, small: bool = False) -> int:
    """Set issuer and place from the body named at `at`; return where its name ends, 0 when none is."""
    known = _known_body(page, at, lex, small=small)
    if known is not None and known[0] <= limit:
        end, issuer = known
        printed = page.text[at:end]
        office = _office().match(page.folded, at)
        if office and office.end() < end:
            printed = page.text[office.end() : end]
        draft.issuer = _spelled(printed, issuer) if issuer.local else issuer.name
        session = _session().match(page.folded, end) if printed.casefold().startswith("hội nghị") else None
        if session is not None:
            return session.end()
        return _take_place(page, draft, end, limit, lex, local=issuer.local) or end
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
    field = _field().match(page.flat, m.end()) if m.group().casefold().startswith("ban chỉ đạo") else None
    end = field.end() if field and field.end() <= limit else m.end()
    draft.issuer = " ".join(page.flat[m.start() : end].split())
    place_inside(draft, lex)
    return end


@lru_cache(maxsize=1)
def _session() -> re.Pattern[str]:
    """Match the number of a plenum before its term: "Hội nghị T.Ư 9 (khóa XI)"."""
    return re.compile(r"[ ](?:lan thu )?\d{1,2}(?=[ ,]{0,2}\(?khoa )")


@lru_cache(maxsize=1)
def _of_plenum() -> re.Pattern[str]:
    return re.compile(r"hoi nghi (?:lan )?(?:thu )?[a-z0-9]+ (?:cua )?(?=ban chap hanh|bch)")


_ABOVE = frozenset({"tỉnh", "thành phố"})


@lru_cache(maxsize=1)
def _place_lead() -> re.Pattern[str]:
    """Match what stands between a local body and its place: nothing, or the kind of place."""
    return re.compile(
        r"(?:\.[ \n]?|[ \n])(?:\([a-z]{2,8}\)[ \n])?(?:(?P<above>tinh|thanh pho|tp\.?)[ \n]?|(?P<below>huyen|quan|thi xa|xa|phuong|thi tran|dac khu)[ \n])?"
    )


@lru_cache(maxsize=1)
def _district_word() -> re.Pattern[str]:
    return re.compile(r"([A-ZĐÀ-Ỹ][\wà-ỹ'’]*(?:[ ][A-ZĐÀ-Ỹ][\wà-ỹ'’]*){0,3})")


def _take_place(page: Page, draft: Draft, pos: int, limit: int, lex: Lexicon, *, local: bool) -> int:
    """Read the province, district or commune that follows a local body's name; 0 when none does."""
    lead = _place_lead().match(page.folded, pos)
    if lead is None:
        return 0
    if not page.text[lead.end() : lead.end() + 1].isupper():
        # "Sở Nội vụ tỉnh tại": the province that cites, its name left out
        return lead.end("above") if local and page.flat[slice(*lead.span("above"))] in _ABOVE else 0
    hit = lex.places.match(page.folded, lead.end())
    issuer = (draft.issuer or "").casefold()
    below = local and (
        lead["below"] or any(w in issuer for w in ("huyện", "quận", "thị ", "xã", "phường", "đặc khu"))
    )
    if hit and hit[0] <= limit and not below:
        draft.locality, draft.place_named = hit[1].name, True
        if lead["above"] and local:  # "Ủy ban nhân dân (UBND) tỉnh Nghệ An"
            whole = f"{draft.issuer} {hit[1].kind}"
            draft.issuer = whole if fold_key(whole) in lex.bodies else draft.issuer
        return hit[0]
    if not below and lead["above"] is None and not issuer.endswith(("thành ủy", "thành phố")):
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
