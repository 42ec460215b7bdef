"""One name, many wordings: folds names of documents, bodies and places to the key under which the registry keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vbgraph.text import fold, fold_key

#: Number words of plenums ("Hội nghị lần thứ tư"), folded.
_NUMBERS = {
    "nhat": "1", "mot": "1", "hai": "2", "ba": "3", "tu": "4", "bon": "4", "nam": "5", "sau": "6", "bay": "7",
    "tam": "8", "chin": "9", "muoi": "10", "muoi mot": "11", "muoi hai": "12", "muoi ba": "13",
    "muoi bon": "14", "muoi lam": "15",
}  # fmt: skip
#: Short forms in names of bodies, folded.
_SHORT = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "bch": "ban chap hanh", "btv": "ban thuong vu",
    "ubkt": "uy ban kiem tra", "tw": "trung uong", "tp": "thanh pho", "bcd": "ban chi dao", "vp": "van phong",
    "ubmttq": "uy ban mat tran to quoc", "mttq": "mat tran to quoc", "bcsd": "ban can su dang", "btc": "ban to chuc",
}  # fmt: skip
#: Names that stand for their body only when nothing follows ("Trung ương Đoàn" is another body).
_WHOLE_ONLY = frozenset({"trung uong", "trung uong dang", "thu tuong", "dang uy", "thanh tra"})


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    number = "|".join(sorted(_NUMBERS, key=len, reverse=True))
    return {
        "plenum": re.compile(
            rf"(nghi quyet|ket luan|van kien) (?:({number}|\d{{1,2}}) trung uong|trung uong ({number}|\d{{1,2}})) (?:khoa )?([ivx]{{1,5}})"
        ),
        "congress": re.compile(r"(nghi quyet|van kien|bao cao chinh tri) dai hoi ([ivx]{1,5}|\d{1,2})"),
        "plenum_filler": re.compile(
            r"\b(?:hoi nghi|lan thu|lan|cua|ban chap hanh|bch|dang|cong san viet nam|so|tai)\b"
        ),
        "congress_filler": re.compile(
            r"\b(?:dai bieu|toan quoc|lan thu|lan|cua|dang|cong san viet nam|khoa|ta|tai|lt)\b"
        ),
        "year": re.compile(r"(.{3,}?)(?: nam)? ((?:19|20)\d\d)"),
        "law": re.compile(r"(?:bo luat|luat|phap lenh|luat ve|phap lenh ve)(?: so)? (.+)"),
        "body_tail": re.compile(
            r" (?:khoa [ivx\d]{1,5}|nhiem ky \d{4} \d{4}|dang cong san viet nam|dang"
            r"|nuoc cong hoa xa hoi chu nghia viet nam|nuoc chxhcn viet nam)$"
        ),
        "body_head": re.compile(
            r"(?:dong chi |quyen )?(?:bo truong|thu truong|chu nhiem|pho chu nhiem|truong ban|pho truong ban|chanh van phong"
            r"|tong cuc truong|cuc truong|giam doc|pho giam doc|tap the|lanh dao|thu truong co quan) (.+)"
        ),
        "place": re.compile(
            r"(?:thu do|thanh pho|tinh|tp|t p|dang bo tinh|dang bo thanh pho|tinh uy|thanh uy) (.+)"
        ),
        "district": re.compile(
            r"(?:huyen|quan|thi xa|thanh pho|tp|t p|tx|huyen uy|quan uy|thi uy|thanh uy) (.+)"
        ),
    }


def document_key(words: str) -> str:
    """Return the key of a document's name; the wordings of plenum and congress documents come out alike.

    >>> document_key("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng (khóa XII)")
    'nghi quyet trung uong 4 khoa xii'
    >>> document_key("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng")
    'nghi quyet dai hoi xiii'
    """
    key = fold_key(words)
    if " dai hoi " in key:
        reduced = " ".join(_patterns()["congress_filler"].sub(" ", key).split())
        found = _patterns()["congress"].fullmatch(reduced)
        return f"{found[1]} dai hoi {_roman(found[2])}" if found else key
    plain = re.sub(r"\bnqtw\s?", "nghi quyet trung uong ", re.sub(r"\btw\b", "trung uong", key))
    if " trung uong" in plain:
        reduced = " ".join(
            _patterns()["plenum_filler"].sub(" ", re.sub(r"^nq\b", "nghi quyet", plain)).split()
        )
        found = _patterns()["plenum"].fullmatch(reduced)
        if found:
            number = found[2] or found[3]
            return f"{found[1]} trung uong {_NUMBERS.get(number, number)} khoa {found[4]}"
    return key


def _roman(text: str) -> str:
    """Return a number below 40 in small Roman letters; Roman stays."""
    if not text.isdigit():
        return text
    tens, units = divmod(int(text), 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[units]


def without_year(key: str) -> tuple[str, str | None]:
    """Return a document key without the year at its end, and the year.

    >>> without_year("luat dat dai nam 2013")
    ('luat dat dai', '2013')
    """
    found = _patterns()["year"].fullmatch(key)
    return (found[1], found[2]) if found else (key, None)


def bare_law(key: str) -> str:
    """Return the name of a law without its type word: "luat ve gia" → "gia"."""
    found = _patterns()["law"].fullmatch(key)
    return re.sub(r"^(?:ve|so) ", "", found[1]) if found else key


def in_full(key: str) -> str:
    """Return a body's key with its short forms written out.

    >>> in_full("ubnd tp")
    'uy ban nhan dan thanh pho'
    """
    return " ".join(_SHORT.get(word, word) for word in key.split())


def body_spellings(words: str) -> Iterator[str]:
    """Yield the keys by which texts name a body: in full, with short forms, without "và", a ministry by its initials.

    >>> list(body_spellings("Sở Giáo dục và Đào tạo"))[:4]
    ['so giao duc va dao tao', 'so giao duc dao tao', 'so gd dt', 'so gddt']
    >>> list(body_spellings("Ban Chấp hành Trung ương"))[:4]
    ['ban chap hanh trung uong', 'bch trung uong', 'ban chap hanh tw', 'bch tw']
    """
    key = fold_key(words)
    keys = dict.fromkeys([key, key.replace(" va ", " ")])
    for short, full in _SHORT.items():
        for known in list(keys):
            if f" {full} " in f" {known} ":
                keys[f" {known} ".replace(f" {full} ", f" {short} ").strip()] = None
    for known in list(keys):
        if " tw" in known:
            keys |= dict.fromkeys([known.replace(" tw", " t w"), known.replace(" tw", " t u")])  # "BCH T.Ư"
    keys |= dict.fromkeys(_initials(words))
    yield from keys


def _initials(words: str) -> Iterator[str]:
    """Yield a ministry's or department's initials as texts print them: "Bộ LĐ-TB&XH", "Bộ LĐTBXH"."""
    kind, _, field = words.partition(" ")
    if kind not in ("Bộ", "Sở"):
        return
    parts = [part for part in re.split(r" - | va |, ", fold(field)) if part]
    if kind == "Bộ":
        yield fold_key(f"Bộ trưởng {field}")  # "Bộ trưởng Nông nghiệp và Môi trường"
    groups = ["".join(word[0] for word in part.split()) for part in parts]
    if sum(map(len, groups)) < 3:
        return
    for size in range(len(groups)):
        head, rest = "".join(groups[: size + 1]), groups[size + 1 :]
        yield fold_key(f"{kind} {' '.join([head, *rest])}")
        if len(rest) > 1:
            yield fold_key(f"{kind} {head} {''.join(rest)}")
    if len(parts) == 2:
        for first, second in ((parts[0], groups[1]), (groups[0], groups[1]), (groups[0], parts[1])):
            yield fold_key(f"{kind} {first} và {second}")  # "Sở Nông nghiệp và PTNT"
            yield fold_key(f"{kind} {first} {second}")


def body_keys(words: str) -> Iterator[str]:
    """Yield keys under which the registry may know a body, the most exact first."""
    key = fold_key(words)
    yield key
    full = in_full(key)
    yield full
    for _ in range(3):
        shorter = _patterns()["body_tail"].sub("", full)
        if shorter == full:
            break
        full = shorter
        yield full
    head = _patterns()["body_head"].fullmatch(full)
    if head:
        full = head[1]
        yield full
    pieces = full.split()
    for size in range(min(len(pieces), 24) - 1, 1, -1):
        prefix = " ".join(pieces[:size])
        if prefix not in _WHOLE_ONLY:
            yield prefix


def place_keys(words: str) -> Iterator[str]:
    """Yield keys of a province: as written, without its kind, squeezed ("YênBái").

    >>> list(place_keys("tỉnh Yên Bái"))
    ['tinh yen bai', 'yen bai', 'yenbai']
    """
    key = fold_key(words)
    yield key
    found = _patterns()["place"].fullmatch(key)
    bare = found[1] if found else key
    if found:
        yield bare
    yield bare.replace(" ", "")


def district_keys(words: str) -> Iterator[str]:
    """Yield keys of a district: as written, without its kind, squeezed."""
    key = fold_key(words)
    yield key
    found = _patterns()["district"].fullmatch(key)
    bare = found[1] if found else key
    if found and not bare.isdigit():
        yield bare
    yield bare.replace(" ", "")
