"""The fields of a document's identity, each concluded from its heading, title block and tail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from vbgraph import codes, dates
from vbgraph.identify import bodies, places, sheet
from vbgraph.identify.heading import Heading
from vbgraph.identify.persons import is_sure, person
from vbgraph.identify.roles import OwnNumber
from vbgraph.identify.tail import CopyMark, Tail
from vbgraph.identify.title import TitleBlock
from vbgraph.models import Code, Copy
from vbgraph.registry import DocType, Registry
from vbgraph.text import Cleaned, fold_key, squeeze


@dataclass(frozen=True, slots=True)
class Found:
    """All that was read of one document, before it is put together."""

    cleaned: Cleaned
    head: Heading
    title: TitleBlock
    tail: Tail
    names: list[str]
    end: int

    @property
    def body_start(self) -> int:
        """Return where the body begins in the cleaned text."""
        cells, at = self.head.cells, self.title.body
        return cells[at].start if at < len(cells) else self.end


def type_of(head: Heading, own: OwnNumber | None, registry: Registry) -> DocType | None:
    """Return the type: the type word, else the words before "số", the sign, "V/v"."""
    parts = re.split(r"[-/ ]+", own.sign) if own and own.sign else []
    if head.doc_type is not None:
        return head.doc_type
    if own and own.lead:
        named = registry.type_named(own.lead)
        if named is not None:
            return named
    for part in parts[:1]:
        ids = registry.type_signs.get(part, ())
        if ids:
            return registry.type_by_id(ids[0])
    letter = "subject" in head.roles[head.first : head.body] or (
        own is not None and "to" in head.roles[head.first : head.body + 1]
    )
    return registry.type_by_id("cong_van") if letter else None


@lru_cache(maxsize=1)
def _amended_by() -> re.Pattern[str]:
    """Match the preamble of a consolidated text (folded): the original, then "được sửa đổi, bổ sung bởi:"."""
    return re.compile(
        r"\W{0,6}(?:bo\s+luat|luat|phap\s+lenh|nghi\s+dinh|nghi\s+quyet|thong\s+tu(?:\s+lien\s+tich)?|quyet\s+dinh|quy\s+dinh|quy\s+che)\s[^;:]{0,900}?"
        r"(?:co\s+hieu\s+luc|duoc)[^;:]{0,200}?(?:sua\s+doi|bo\s+sung|thay\s+the)[^;:]{0,80}?(?:boi|theo)(?:\s+cac)?[^;:]{0,60}?:"
    )


def is_consolidated(found: Found) -> bool:
    """Say whether a text is a consolidation: its sign, the gazette's heading or its preamble says so."""
    head, folded = found.head, found.cleaned.folded
    if head.number and head.number.sign and "VBHN" in head.number.sign:
        return True
    above = folded[max(0, head.cells[head.first].start - 200) : found.body_start]
    notes = folded[found.body_start : min(found.end, found.body_start + 6_000)]
    return (
        "van ban hop nhat" in above[:400]
        or "van ban nay duoc hop nhat tu" in notes
        or _amended_by().match(folded, found.body_start, found.end) is not None
    )


@lru_cache(maxsize=1)
def _adopted() -> re.Pattern[str]:
    """Match the closing sentence that dates what an assembly adopts (folded)."""
    return re.compile(
        r"\b(?:luat|phap\s+lenh|nghi\s+quyet|hien\s+phap)(?:\s+sua\s+doi,\s+bo\s+sung)?\s+nay\s+(?:da\s+)?(?:duoc|do)\s+(?:quoc\s+hoi|uy\s+ban\s+thuong\s+vu|hoi\s+dong\s+nhan\s+dan)[^.;]{0,220}?thong\s+qua\s+(?:(?:vao|tai)\s[^.;]{0,60}?)?(?=ngay\s)"
    )


@lru_cache(maxsize=1)
def _consolidated_number() -> re.Pattern[str]:
    return re.compile(r"\n[ \t]{0,40}so[ ]?:[ ]{0,4}(\d{1,5})[ ]?/[ ]?vbhn[ ]?-[ ]?([a-z]{2,12})(?![a-z])")


def consolidated_number(found: Found) -> OwnNumber | None:
    """Return the number of a consolidated text, which stands with its authentication at the end.

    Source: Pháp lệnh hợp nhất văn bản quy phạm pháp luật 01/2012/UBTVQH13, form of the authentication.
    """
    m = _consolidated_number().search(found.cleaned.folded, found.body_start, found.end)
    if m is None:
        return None
    sign = found.cleaned.text[m.start(2) : m.end(2)]
    return OwnNumber(m[1], None, f"VBHN-{sign}", "", m.start(), m.end())


def _of_the_copy(found: Found, date: dates.FoundDate) -> bool:
    """Say whether a place line read with the heading of a short text stands behind the certified copy's mark."""
    copy = found.tail.copy
    if copy is None or copy.date != date.iso or copy.start < found.body_start:
        return False
    at = dates.search(found.cleaned.folded, 0, found.body_start)
    return at is None or at.iso != date.iso


def date_of(found: Found, doc_type: DocType | None) -> dates.FoundDate | None:
    """Return the issue date: place line, title line, else the sentence of adoption at the end."""
    for date in (found.head.date, found.title.date):
        if date is not None and not _of_the_copy(found, date):
            return date
    if doc_type is not None and doc_type.id == "van_ban_hop_nhat":
        at = found.cleaned.folded.find("xac thuc van ban hop nhat", found.body_start, found.end)
        return dates.search(found.cleaned.folded, at, min(found.end, at + 300)) if at >= 0 else None
    if doc_type is not None and doc_type.id in ("luat", "bo_luat", "phap_lenh", "nghi_quyet", "hien_phap"):
        m = _adopted().search(found.cleaned.folded, found.body_start, found.end)
        if m is not None:
            return dates.match(found.cleaned.folded, m.end(), found.end)
    return None


@lru_cache(maxsize=1)
def _enacts() -> re.Pattern[str]:
    """Match "<body> ban hành Thông tư …" in a preamble; the body stands at the head of its line."""
    return re.compile(
        r"(?:^|\n|; )[ \t]{0,8}(?P<who>[A-ZĐÀ-Ỹ][^\n;,:]{4,90}?(?:\n[^\n;,:]{2,40}?)?)\s(?:ban\shành|quyết\sđịnh|yêu\scầu|hướng\sdẫn|chỉ\sthị)\b"
    )


def issuer_of(
    found: Found, own: OwnNumber | None, doc_type: DocType | None, registry: Registry
) -> str | None:
    """Return the issuing body: "CỦA …" under the type, the letterhead, the preamble, the sign, the signature."""
    if found.title.issuer:
        return bodies.proper(_assembly(found.title.issuer), registry)
    joint = "liên tịch" in (doc_type.name.lower() if doc_type else "") or bool(
        own and own.sign and own.sign.startswith(("TTLT", "NQLT"))
    )
    together = [] if joint else bodies.signing_together(found.names, own.sign if own else None, registry)
    words = bodies.issuer_words(together or found.names, joint=joint or bool(together))
    if words:
        return _as_written(found, bodies.proper(words, registry), registry)
    enacting = _enacting(found, doc_type, registry)
    if enacting:
        return enacting
    if own and own.sign:
        parts = [registry.sign_parts.get(fold_key(p), p) for p in re.split(r"[-/]", own.sign)[1:]]
        signing = [i for p in parts[:1] for i in registry.issuers_signing(p)]
        if len(signing) == 1:
            return signing[0].name
    return None


def _as_written(found: Found, name: str, registry: Registry) -> str:
    """Return a body's name in the case the body of the text writes it in, if the registry does not know the name."""
    known = registry.issuer_named(name)
    if known is not None and fold_key(known.name) == fold_key(name):
        return name
    words = r"\s+".join(map(re.escape, name.split()))
    stop = min(found.end, found.body_start + 20_000)
    for m in islice(re.finditer(words, found.cleaned.text[found.body_start : stop], re.IGNORECASE), 20):
        written = squeeze(m.group())
        if not sheet.is_caps(written) and written[:1].isupper():
            return written
    return name


def _enacting(found: Found, doc_type: DocType | None, registry: Registry) -> str | None:
    """Return the body that the preamble says enacts the text."""
    original = found.head.doc_type
    if (
        doc_type is not None
        and doc_type.id == "van_ban_hop_nhat"
        and original
        and "thong_tu" not in original.id
    ):
        return None  # who consolidates a law or decree is not who enacted it
    stop = min(found.end, found.body_start + 8_000)
    for m in islice(_enacts().finditer(found.cleaned.text, found.body_start, stop), 12):
        who = squeeze(m["who"])
        if bodies.known_issuer(who, registry) is not None:
            return bodies.proper(who, registry)
    return None


def _assembly(words: str) -> str:
    """Return the committee whose meeting or congress adopts a resolution, else the words as they are."""
    m = re.search(r"BAN CHẤP HÀNH[^()]*?(?= KH[ÓO][ÁA]|\(|$)", words)
    return m.group() if m and fold_key(words).startswith("hoi nghi") else words


def code_of(own: OwnNumber | None, issuer: str | None, names: list[str], registry: Registry) -> Code | None:
    """Return the canonical code; a blank number gives a code whose number is no part of it."""
    if own is None or not own.sign:
        return None
    sign = own.sign
    if re.search(r"TƯ(?![A-ZĐ])", sign):
        central = fold_key(" ".join([issuer or "", *names]))
        sign = re.sub(
            r"TƯ(?![A-ZĐ])", "TW" if re.search(r"trung uong|bo chinh tri|ban bi thu", central) else "TU", sign
        )
    return codes.build(own.number or "0", own.year, sign, registry.sign_parts)


def place_of(
    found: Found, issuer: str | None, own: OwnNumber | None, registry: Registry, on: str | None
) -> tuple[str | None, str | None, str | None]:
    """Return province, district and level of the issuing body; a central body has no province."""
    sign = own.sign if own else None
    if not (
        places.is_local(issuer, sign, registry)
        or (found.names and places.is_branch(found.names[-1]))
        or (issuer is None and any(places.is_local(n, None, registry) for n in found.names))
    ):
        return None, None, places.level(issuer, registry, has_locality=False)
    letterhead = [*found.names, issuer or ""]
    home = places.locality(letterhead, found.head.place, registry, on)
    if home is None:
        home = places.locality([found.title.title or ""], None, registry, on)
    copy = found.tail.copy
    if home is None and copy is not None:
        home = places.locality(copy.letterhead, copy.place, registry, on)
    if home is None:
        home = places.most_named(
            found.cleaned.text[found.body_start : min(found.end, found.body_start + 20_000)], registry
        )
    district = next((d[0] for d in map(places.districts_in, reversed(letterhead)) if d), None)
    district = district or places.city_of_district(letterhead, registry)
    if district is not None and district.isupper():
        district = district.title()
    return (
        home.name if home else None,
        district,
        places.level(issuer, registry, has_locality=home is not None, in_district=district is not None),
    )


@lru_cache(maxsize=1)
def _term_line() -> re.Pattern[str]:
    """Match a term on a line of its own ("KHÓA XVII, KỲ HỌP THỨ CHÍN") or at the end of a body's name."""
    return re.compile(r"(?:^|\n|\(| )[ *(]{0,6}KH(?:ÓA|OÁ)(?: THỨ)? (?P<term>[IVX]{1,6})(?=[,)\n ]|$)")


def term_of(found: Found) -> str | None:
    """Return the term that the heading itself states of its body; one inside the title is another document's."""
    head, text = found.head, found.cleaned.text
    above = head.cells[head.type_at].start if head.type_at is not None else found.body_start
    for zone in (text[head.cells[head.first].start : above], found.title.issuer or ""):
        if m := _term_line().search(zone):
            return m["term"]
    for line in text[found.body_start : found.body_start + 240].split("\n")[:4]:
        m = _term_line().match(line) or (_term_line().search(line) if line.startswith("HỘI ĐỒNG") else None)
        if m:
            return m["term"]
    return None


@lru_cache(maxsize=1)
def _sheet_signer() -> re.Pattern[str]:
    """Match the signer's field of a portal's data sheet (folded)."""
    return re.compile(r"nguoi ky ?: ?(?P<name>[^\n|:]{4,40}?)(?=\n|\||$| {2}| ngay | chuc (?:vu|danh))")


def signer_of(found: Found) -> str | None:
    """Return who signs: below the text, else in the data sheet that a portal prints above the heading."""
    if found.tail.signer is not None:
        return found.tail.signer
    above = found.cleaned.folded[: found.body_start]
    if "loai van ban" not in above and "noi ban hanh" not in above:
        return None  # a digital signature's "Người ký" may be a clerk
    m = _sheet_signer().search(above)
    name = person(found.cleaned.text[m.start("name") : m.end("name")]) if m else None
    return name if name and is_sure(name) else None


def copy_of(mark: CopyMark, registry: Registry) -> Copy:
    """Return a certified copy's mark with its code and copier as one writes them."""
    own = mark.number
    code = (
        codes.build(own.number, own.year, own.sign, registry.sign_parts)
        if own and own.number and own.sign
        else None
    )
    copier = bodies.proper(mark.letterhead[-1], registry) if mark.letterhead else None
    return Copy(str(code) if code else None, copier, mark.date)


def flags_of(
    found: Found, own: OwnNumber | None, date: dates.FoundDate | None, *, merged: bool, copied: bool
) -> tuple[str, ...]:
    """Return the short words for what is particular about a document."""
    flags = []
    blank = own is not None and own.number is None
    if blank:
        flags.append("number_blank")
    if found.head.draft or blank:
        flags.append("draft")
    if date is not None and date.flag:
        flags.append(date.flag)
    if merged:
        flags.append("consolidated")
    if copied:
        flags.append("copy")
    if "stamp" in found.head.roles[: found.head.body]:
        flags.append("stamp")
    if found.head.secrecy:
        flags.append("secret")
    return tuple(flags)
