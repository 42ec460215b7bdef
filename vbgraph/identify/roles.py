"""What a cell of a heading is: motto, place line, number line, type word, stamp, furniture of a gazette, and so on.

Sources: Hướng dẫn 36-HD/VPTW and Nghị định 30/2020/NĐ-CP on how documents are laid out; the rest seen on real ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from vbgraph import dates
from vbgraph.identify.sheet import MOTTOES, Cell, is_caps
from vbgraph.registry import DocType, Registry
from vbgraph.text import fold_key

#: Types that never open a document of their own: attachments and copies' marks.
_NO_HEADS = frozenset(
    {"sao_y", "sao_luc", "trich_sao", "cong_van", "cong_bao", "tieu_chuan", "dan_chieu_quy_chuan"}
)
#: Types whose name goes on into the title: "LUẬT ĐẤT ĐAI", "PHÁP LỆNH NGƯỜI CÓ CÔNG".
_NAMED_TYPES = frozenset({"luat", "bo_luat", "phap_lenh", "dieu_le", "dieu_le_dang", "hien_phap", "dao_luat"})


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number line: `number` None when it is left blank; `lead` the words before "số" ("luat")."""

    number: str | None
    year: int | None
    sign: str | None
    lead: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _number_line() -> re.Pattern[str]:
    """Match "Số: " at the head of a folded cell, a type word before it allowed ("Luật số", "Nghị quyết số")."""
    leads = "luat|bo luat|phap lenh|nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu|thong tu lien tich|nghi quyet lien tich|lenh|ban an|cong van|cong dien"
    return re.compile(
        rf"\W{{0,4}}(?:(?P<lead>{leads}) )?so(?: va ky hieu| ky hieu| hieu)? {{0,4}}[:.]?(?![a-z])"
    )


@lru_cache(maxsize=1)
def _code() -> re.Pattern[str]:
    """Match a number with its sign as printed, the number perhaps left blank; anchored by the caller."""
    part = r"[A-ZĐ][^\W_]{0,14}(?:\.[^\W_]{1,8})*"
    return re.compile(
        r"[ .…_:]{0,60}(?P<number>\d{1,6}(?:\.\d{1,3}(?=/))?[a-zA-ZđĐ]{0,2}(?![^\W\d_]))?[ .…_]{0,40}"
        r"(?:[/\-]{0,2} {0,3}(?P<year>(?:19|20)\d\d)(?= {0,3}[/\-])|/ {0,3}20(?P<short>[.…_ ]{1,6})(?=[/\-]))?"
        rf" {{0,3}}(?P<sep>[/\-]{{1,2}})? {{0,3}}(?P<sign>{part}(?: {{0,2}}[-/&] {{0,2}}(?:{part}|\d{{1,3}})| (?=[A-ZĐ]{{2,8}}/)[A-ZĐ]{{2,8}}){{0,7}})?"
    )


def number_line(cell: Cell, following: str = "") -> OwnNumber | None:
    """Return the number on a number line; `following` is the next cell's text, if a sign breaks at the line's end."""
    m = _number_line().match(cell.folded)
    if m is None or (not m["lead"] and cell.text.lstrip(" .,(*-")[:1] == "s"):
        return None  # "số 28/2015/NĐ-CP" in small letters goes on with a sentence
    tail = cell.text + (following if cell.text.endswith(("-", "/")) else "")
    own = _read_code(tail, m.end(), cell.start)
    if own is None or (own.sign is None and own.number is None):
        return None
    lead = m["lead"] or ""
    if lead and (not cell.text[:1].isupper() or cell.text[own.end - cell.start :].strip(" .*")):
        return None
    return OwnNumber(own.number, own.year, own.sign, lead, cell.start, min(own.end, cell.end))


def _read_code(text: str, pos: int, base: int) -> OwnNumber | None:
    m = _code().match(text, pos)
    if m is None:
        return None
    sign, number = m["sign"], m["number"]
    if sign and number and not m["sep"] and not m["year"] and "/" not in sign and "-" not in sign:
        sign = None  # "Số 12 Nguyễn Trãi": words after a bare number are no sign
    if sign and re.match(r"(?:Ngày|Hà|V/v)\b", sign):
        sign = None
    if number is None and not (sign and (m["sep"] or m["year"] or m["short"])):
        return None  # a blank number still shows its separator: "Số       -KH/ĐU", "Số:    /2025/TT-BYT"
    year = int(m["year"]) if m["year"] else None
    end = m.end() if sign else m.end("number")
    return OwnNumber(
        number,
        year,
        sign.strip() if sign else None,
        "",
        base + m.start("number" if number else 0),
        base + end,
    )


def is_copy_number(own: OwnNumber) -> bool:
    """Say whether a number is that of a certified copy ("93-BS/HU"), not of a document."""
    return re.match(r"(?:BS|SY|SL|TrS|TS|BSY)(?:[-/]|$)", own.sign or "") is not None


#: What only an official text has at the head of a line: its first article, a signature, an order; and the line's head.
ACTS = r"Điều 1[.:]|T/M |TM\. |KT\. |K/T |QUYẾT (?:NGHỊ|ĐỊNH) ?:"
LINE_HEAD = r"\n[ \t*_|>#-]{0,60}"


def code_at(text: str, pos: int = 0) -> OwnNumber | None:
    """Return the number and sign that stand in `text` at `pos`."""
    return _read_code(text, pos, 0)


def is_motto(cell: Cell) -> bool:
    """Say whether a cell is one of the mottoes at the top right."""
    return cell.folded.startswith(MOTTOES) and len(cell.text) < 60


@lru_cache(maxsize=1)
def _place_line() -> re.Pattern[str]:
    return re.compile(r"(?P<place>[^\W\d_][\w .'\-()]{0,40}?)? ?, {0,3}(?=ngay(?![a-z])|thang(?![a-z]))")


@lru_cache(maxsize=1)
def _bare_place() -> re.Pattern[str]:
    """Match a place without its comma before the day: "Hà Nội ngày 3", "Tân Quang 06 tháng 12 năm 2012"."""
    return re.compile(r"(?P<place>(?:[a-z.]{1,10} ){1,4})(?=ngay \d|\d{1,2} thang \d{1,2} nam \d{4})")


def _day_without_its_word(folded: str, pos: int) -> dates.FoundDate | None:
    """Return the date at `pos` that lacks the word "ngày"."""
    found = dates.match(f"ngay {folded[pos:]}") if folded[pos : pos + 1].isdigit() else None
    return replace(found, start=pos, end=pos + found.end - 5) if found else None


def place_line(cell: Cell, *, bare: bool = False) -> tuple[str, dates.FoundDate] | None:
    """Return the place and the date of a line "Hà Nội, ngày 3 tháng 4 năm 2024" (day and month may be blank).

    With `bare` the place may be missing: "Ngày 3 tháng 4 năm 2024".
    """
    m = _place_line().match(cell.folded)
    pos = m.end() if m else 0
    if m is None and not cell.folded.startswith("ngay "):
        m = _bare_place().match(cell.folded)
        if m is None or not cell.text[:1].isupper():
            return None
        pos = m.end()
    found = dates.match(cell.folded, pos) or _day_without_its_word(cell.folded, pos)
    if found is None or cell.end - cell.start - found.end > 12:
        return None
    place = cell.text[: m.end("place")] if m and m["place"] else ""
    if not place and cell.text[:1] not in ",.…_" and not (bare and (cell.text[:1] == "N" or cell.beside)):
        return None  # a bare "ngày …" is a wrapped line of some sentence
    return place.strip(" ,."), found


@lru_cache(maxsize=4)
def _first_words(registry: Registry) -> frozenset[str]:
    """Return the words with which type words begin: a look at one word spares most cells a closer one."""
    return frozenset(words.split(" ", 1)[0] for words in registry.type_words)


@lru_cache(maxsize=4)
def _run_together(registry: Registry) -> dict[str, str]:
    """Return the ids of types by their words without spaces."""
    return {words.replace(" ", ""): type_id for words, type_id in registry.type_words.items() if " " in words}


def _parted_type(cell: Cell, registry: Registry) -> tuple[DocType, int] | None:
    """Return the type of a cell in capitals whose letters stand apart: "K ẾT LUẬN", "Q U Y Ế T Đ Ị N H"."""
    if len(cell.text) > 48 or not re.search(r"(?:^| )[a-z](?: |$)", cell.folded) or not cell.caps:
        return None
    doc_type = registry.type_by_id(_run_together(registry).get(re.sub(r"[ .:*]+", "", cell.folded), ""))
    return (doc_type, len(cell.text)) if doc_type is not None and doc_type.id not in _NO_HEADS else None


def type_word(cell: Cell, registry: Registry, *, loose: bool = False) -> tuple[DocType, int] | None:
    """Return the type that a cell names and the length of its words: "CHỈ THỊ", "LUẬT ĐẤT ĐAI", "THÔNG TƯ CỦA …".

    With `loose` a type word that fills its cell may be in small letters.
    """
    first = re.match(r"\W{0,2}([a-z]+)", cell.folded)
    if first is None or first[1] not in _first_words(registry):
        return _parted_type(cell, registry)
    words = list(re.finditer(r"[^\W\d_]+", cell.text[:60]))
    for count in range(min(5, len(words)), 0, -1):
        end = words[count - 1].end()
        key = fold_key(cell.text[:end])
        doc_type = registry.type_by_id(registry.type_words.get(key, "")) if len(key) >= 4 else None
        if doc_type is None or doc_type.id in _NO_HEADS or words[0].start() > 2:
            continue
        rest = re.sub(r"^[ .*\[(]*\d{0,2}[ .*\])]*$", "", cell.folded[end:])
        rest = rest.strip(" .*")
        if not is_caps(cell.text[:end]) and not (loose and not rest and cell.text[:1].isupper()):
            return None
        if (
            not rest
            or re.match(r"(?:cua|so|ve|hoi nghi|dai hoi|v/v)\b", rest)
            or re.fullmatch(r"\(?du thao.{0,12}", rest)
        ):
            return doc_type, end
        if re.fullmatch(r"\((?:bo sung|sua doi|sua doi, bo sung|thi diem|tam thoi)\)?", rest):
            return doc_type, len(cell.text)
        return (doc_type, end) if doc_type.id in _NAMED_TYPES and rest[0].isalpha() else None
    return None


@lru_cache(maxsize=1)
def _furniture() -> re.Pattern[str]:
    """Match what a gazette, a page or a digital signature prints around a document (folded)."""
    return re.compile(
        r"\d{1,4}$|(?:trang|page) \d|van ban mau\b|sao (?:y|luc)(?: ban chinh)?$|trich sao$|ban sao$|cong bao\b.{0,60}$|cong bao/|van ban (?:quy pham phap luat|phap luat khac)$|van ban hop nhat\W*$"
        r"|phan (?:i{1,3}|iv|v|van ban)[ .:].{0,60}$|nguoi ky ?:|email ?:|co quan ?:|thoi gian ky ?:|ngay ky ?:|ky boi ?:|signature|"
        r"signed by|(?:van ban |cac van ban )khac$|(?:bieu )?mau (?:so )?\d|hoa toc\b|khan$|thuong khan$|hoa toc$|luu hanh noi bo$|[a-z]{0,3}\d{1,3}[.)]$"
    )


def is_furniture(cell: Cell) -> bool:
    """Say whether a cell is page furniture: gazette line, page number, digital signature, urgency mark."""
    return _furniture().match(cell.folded) is not None


@lru_cache(maxsize=1)
def _secrecy() -> re.Pattern[str]:
    return re.compile(r"\W{0,3}(?:(?:do|muc do|muc) mat ?:? ?)?(tuyet mat|toi mat|mat)\W{0,3}$")


def secrecy(cell: Cell) -> str | None:
    """Return the degree of secrecy that a cell stamps: "Mật", "Tối mật", "Tuyệt mật"."""
    m = _secrecy().match(cell.folded)
    if m is None or not (cell.caps or "do mat" in cell.folded or "muc" in cell.folded):
        return None
    word = cell.text[m.start(1) : m.end(1)]
    return word[:1].upper() + word[1:].lower() if "ậ" in word.lower() else None


def is_draft(cell: Cell) -> bool:
    """Say whether a cell marks a draft: "DỰ THẢO", "Dự thảo lần 2"."""
    return re.match(r"\W{0,3}(?:ban )?du thao\b.{0,24}$", cell.folded) is not None


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """Match the first words of a body (folded): nothing after it belongs to the title."""
    return re.compile(
        r"\W{0,4}(?:can cu\b|theo de nghi|xet (?:de nghi|to trinh)|chieu (?:theo|chi)|kinh gui|dieu (?:1|i)\b|chuong (?:i|1)\b|phan (?:thu nhat|i|mot)\b|muc (?:1|i)\b"
        r"|(?:i|1|a)(?: ?[./)\-]{1,2}\s|(?: -|[.)])(?=[a-z]{2}))|(?:trong )?thoi gian qua|trong (?:nhung nam|cac nam|boi canh)|nhung nam (?:qua|gan day)|tu ngay\b|ngay \d|quyet dinh ?:|quyet nghi ?:|loi noi dau"
        r"|de (?:thuc hien|trien khai|khac phuc|dua|tiep tuc|tang cuong|chan chinh|cu the|nang cao)\b|nham\b|qua (?:\d|hai|ba|tong ket|theo doi|kiem tra)|\(?ban hanh (?:kem )?theo)"
    )


def opens_body(cell: Cell) -> bool:
    """Say whether a cell opens the body whatever stands before it."""
    return _opening().match(cell.folded) is not None


@lru_cache(maxsize=1)
def _sure_opening() -> re.Pattern[str]:
    return re.compile(
        r"\W{0,4}(?:can cu\b|theo de nghi|xet (?:de nghi|to trinh)|kinh gui|dieu 1\b|chuong (?:i|1)\b|phan (?:thu nhat|i|mot)\b|(?:i|1|a)(?: ?[./)\-]{1,2}\s|(?: -|[.)])(?=[a-z]{2}))|quyet (?:dinh|nghi) ?:|\((?:ban hanh )?kem theo|\(ban hanh theo)"
    )


def surely_opens(cell: Cell) -> bool:
    """Say whether a cell opens the body and can be no line of a title."""
    return _sure_opening().match(cell.folded) is not None


def opens_annex(cell: Cell) -> bool:
    """Say whether a cell opens what is attached to a document, or a part of it: no signature goes on there."""
    return re.match(r"(?:phu luc|mau so|bieu mau|danh muc|dieu \d|chuong [ivx\d])", cell.folded) is not None


def is_prose(cell: Cell) -> bool:
    """Say whether a cell is running text: long, in small letters, ended by a stop."""
    return len(cell.text) > 140 and not cell.caps and cell.text[-1] in '.;:,”"'


@lru_cache(maxsize=1)
def _boilerplate() -> re.Pattern[str]:
    """Match the line with which a page's body ends and related items begin (folded)."""
    return re.compile(
        r"\n[ \t*_|>#•\-]{0,20}(?:cac tin khac|tin cung chuyen muc|tin lien quan|bai viet lien quan|tin bai lien quan|tin khac|bai viet khac|cac bai viet khac|cung chuyen muc|xem them ?:|tags?\b|tu khoa ?:?|chia se\b|gui binh luan|binh luan\b|y kien ban doc|van ban lien quan|van ban khac|tin moi nhat|tin doc nhieu|doc nhieu|xem cac tin|in bai viet|ve trang truoc)"
    )


def boilerplate_start(folded: str, start: int, end: int) -> int | None:
    """Return where related items, tags and the like begin in `folded[start:end]`."""
    m = _boilerplate().search(folded, start, end)
    return m.start() if m else None


@lru_cache(maxsize=1)
def _subject() -> re.Pattern[str]:
    return re.compile(r"\W{0,3}(?:v/ ?v\b|ve ?:|ve viec\b|trich yeu ?:)[ :.]*")


def subject_line(cell: Cell) -> int | None:
    """Return where the words after "V/v" or "Về:" begin in the cell, or None if it is no subject line."""
    m = _subject().match(cell.folded)
    return m.end() if m and re.match(r"\W{0,3}v(?:/|e ?:)", cell.folded) else None


def title_without_type(cell: Cell) -> int | None:
    """Return where the words after "VỀ VIỆC" begin in a cell that a page left without its type word, or "BAN HÀNH QUY …"."""
    m = re.match(r"\W{0,3}(?:v/ ?v|ve viec)\b[ :.]*", cell.folded)
    if m is None and cell.caps:
        m = re.match(
            r"(?=ban hanh (?:quy|danh|dieu|bang|ke hoach|de an|chuong|chinh sach|mot so)|phe duyet [a-z]|sua doi,? )",
            cell.folded,
        )
    return m.end() if m else None
