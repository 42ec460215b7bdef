"""Letterhead → the issuing body: wrapped lines joined, superior and unit told apart, names in ordinary case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from vbgraph.identify.sheet import Cell
from vbgraph.registry import Issuer, Registry
from vbgraph.text import fold, fold_key, squeeze


@lru_cache(maxsize=1)
def _body_start() -> re.Pattern[str]:
    """Match the words with which the name of a body opens (folded)."""
    return re.compile(
        r"(?:(?:thu tuong )?chinh phu|quoc hoi|chu tich|thu tuong|bo(?! truong\b)|bo truong|thong doc|tong|uy ban|hoi dong|so|ban|van phong|cuc|chi cuc|vu"
        r"|(?:tinh|thanh|huyen|quan|thi|dang|khu) uy|dang (?:bo|doan|cong doan)|chi bo|dang bo|ngan hang|toa an|vien|kiem toan|thanh tra|lien doan|hoi|doan|mat tran"
        r"|truong|trung tam|hoc vien|dai hoc|dai hoi|cong ty|tap doan|bao hiem|kho bac|ubnd|hdnd|ubmttq|uy vien|co quan|tieu ban|dai|cong an|quan khu|don vi|to"
        r"|trung uong|thuong truc|thuong vu|bao|tap chi|nha xuat ban|hiep hoi|nha may|phong|khoa|benh vien|doanh nghiep|lien minh|hai quan|thue|chanh|dang)\b"
    )


def opens(folded: str) -> bool:
    """Say whether the name of a body opens a line (folded).

    >>> opens("uy ban nhan dan"), opens("uy")
    (True, False)
    """
    return _body_start().match(folded) is not None


@lru_cache(maxsize=1)
def _goes_on() -> re.Pattern[str]:
    """Match the words with which a wrapped name goes on, even after an empty line."""
    return re.compile(
        r"(?:va|tinh|thanh pho|tp|huyen|quan|thi xa|thi tran|xa|phuong|dac khu|viet nam|khoi)\b(?! uy\b)|[&,\-(]"
    )


def join_lines(cells: Sequence[Cell], registry: Registry) -> list[str]:
    """Return the bodies of a letterhead in order, wrapped lines joined, repeated ones once."""
    bodies: list[str] = []
    last: Cell | None = None
    for cell in cells:
        words = squeeze(cell.text).strip(' .:*_"“”')
        words = re.sub(r"^VĂN BẢN HỢP NHẤT ?-? ?", "", words)
        key = fold(words)
        if re.match(r"(?:khoa|nhiem ky|ky hop) |so ?:? ?\d", key) or len(key) < 2:
            continue
        near = last is not None and cell.row - last.row <= 1
        if bodies and key.startswith(f"{fold(bodies[-1])} "):
            bodies[-1] = words  # the body again, with its place
        elif bodies and _continues(bodies[-1], words, key, near, registry):
            bodies[-1] = f"{bodies[-1]} {words}"
        elif _body_start().match(key) or (not bodies and cell.row - cells[0].row <= 2 and len(key) > 5):
            bodies.append(words)
        last = cell
    return _distinct(bodies)


def _continues(body: str, words: str, key: str, near: bool, registry: Registry) -> bool:
    """Say whether a line goes on with the name above it."""
    together, alone = registry.issuer_named(f"{body} {words}"), registry.issuer_named(body)
    if together is not None and (alone is None or _spells_out(body, words, together)):
        return True
    if fold_key(body) in (
        "uy ban thuong vu",
        "ban thuong vu",
        "ban chap hanh",
        "van phong",
        "thanh tra",
        "hoi dong tham phan",
        "doan chu tich",
    ):
        return near
    if _goes_on().match(key) or fold(body).endswith(
        (" va", "-", ",", " cua", " cac", " thuong", "uy ban trung uong")
    ):
        return True
    if fold(body).endswith(" nhan dan"):  # "VIỆN KIỂM SÁT NHÂN DÂN", "TỐI CAO"
        return re.match(r"(?:uy ban|hoi dong|vien|toa an|ubnd|hdnd|mat tran)\b", key) is None
    return near and not _body_start().match(key)


def _spells_out(body: str, words: str, issuer: Issuer) -> bool:
    """Say whether a body's name is whole only with the line below: "Thủ tướng" with "Chính phủ"."""
    return fold_key(f"{body} {words}") == fold_key(issuer.name)


def _distinct(bodies: Sequence[str]) -> list[str]:
    out: list[str] = []
    for body in bodies:
        if fold_key(body) not in [fold_key(b) for b in out]:
            out.append(body)
    return out


def spelled_out(names: Sequence[str], below: Sequence[Cell]) -> list[str]:
    """Return the bodies of a letterhead, the last with the place that only the line below the title gives it.

    A page may cut the letterhead to "ỦY BAN NHÂN DÂN"; the preamble opens with "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN".
    """
    out = list(names)
    if out and fold(out[-1]) in ("uy ban nhan dan", "hoi dong nhan dan"):
        whole = (
            re.split(r",? kh[oó][aá]\b", squeeze(c.text), flags=re.IGNORECASE)[0] for c in below if c.caps
        )
        out[-1] = next((w for w in whole if fold(w).startswith(f"{fold(out[-1])} ")), out[-1])
    return out


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    """Match the dash between two bodies that issue together (folded)."""
    return re.compile(
        r" ?- ?(?=(?:bo|uy ban|ngan hang|toa an|vien|thanh tra|kiem toan|tong|ban|doan|hoi|mat tran|lien doan|van phong|chinh phu|so"
        r"|cong an|ubnd|hdnd)\b)|; ?"
    )


def _parts(body: str) -> list[str]:
    """Return the bodies of a joint letterhead's line: "BỘ Y TẾ - BỘ CÔNG AN"."""
    out, pos, folded = [], 0, fold(body)
    for m in _between().finditer(folded):
        out.append(body[pos : m.start()].strip(" -"))
        pos = m.end()
    out.append(body[pos:].strip(" -"))
    return [p for p in out if p]


def signing_together(names: Sequence[str], sign: str | None, registry: Registry) -> list[str]:
    """Return the bodies of a letterhead that the sign names one by one, in its order; [] unless there are several.

    "BAN TỔ CHỨC TỈNH ỦY", "SỞ NỘI VỤ" above 12-HDLT/BTCTU-SNV issue together; a superior above its unit does not.
    """
    parts = [fold(p) for p in re.split(r"[-/]", sign or "")[1:]]
    if len(parts) < 2 or len(names) < 2:
        return []
    out: list[str] = []
    places: list[int] = []
    for name in names:
        found = known_issuer(name, registry)
        at = [parts.index(fold(s)) for s in found.signs if fold(s) in parts] if found else []
        if at:
            out.append(name)
            places.append(at[0])
    return out if len(set(places)) > 1 and places == sorted(places) else []


#: Units that say nothing without the body they belong to.
_BARE_UNITS = frozenset(
    {
        "van phong",
        "thanh tra",
        "thuong truc",
        "ban thuong vu",
        "ban chap hanh",
        "uy ban kiem tra",
        "thuong vu",
    }
)


@lru_cache(maxsize=1)
def _committee() -> re.Pattern[str]:
    """Match a Party committee that has departments of its own (folded)."""
    return re.compile(r"(?:tinh|thanh|huyen|quan|thi|dang) uy\b|ban chap hanh (?:trung uong|dang bo)\b")


@lru_cache(maxsize=1)
def _mass() -> re.Pattern[str]:
    """Match a mass organisation, whose committee bears its name (folded)."""
    return re.compile(r"(?:doan (?!dai bieu)|hoi (?!dong)|lien doan|tong lien doan|mat tran)\b")


def issuer_words(bodies: Sequence[str], *, joint: bool = False) -> str | None:
    """Return the issuing body's name as the letterhead gives it: the last one, with its committee if it needs it."""
    if not bodies:
        return None
    if joint:
        return " - ".join(_distinct([part for body in bodies for part in _parts(body)]))
    unit = bodies[-1]
    if len(bodies) == 1:
        return unit
    superior, key = bodies[-2], fold_key(unit)
    if fold_key(superior) in ("ban chap hanh trung uong", "ban chap hanh") and _mass().match(key):
        return f"{superior} {unit}"
    mass = _mass().match(fold_key(superior))
    department = re.match(r"(?:ban (?!thuong vu|chap hanh)|van phong|uy ban kiem tra|truong chinh tri)", key)
    of_committee = _committee().match(fold_key(superior)) and not _committee().search(key)
    if department and of_committee and "trung uong" in fold_key(superior):
        return unit if "trung uong" in key else f"{unit} TRUNG ƯƠNG"
    if key in _BARE_UNITS or (mass and key.startswith(("ban chap hanh", "ban thuong vu", "ban bi thu"))):
        return f"{unit} {superior}"
    return f"{unit} {superior}" if department and of_committee and "trung uong" not in key else unit


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    """Match a head's title before the name of the body that he heads (folded)."""
    return re.compile(
        r"(?:bo truong(?=,? (?:bo|chu nhiem|tong))|thong doc(?= ngan)|chu tich(?= (?:uy ban|ubnd|hoi dong|hdnd))|chu nhiem(?= uy ban)|chanh an(?= toa)|vien truong(?= vien)"
        r"|tong (?:thanh tra|kiem toan)(?= (?:chinh phu|nha nuoc))|thu truong(?= co quan)|giam doc(?= so)|(?:tong )?cuc truong(?= (?:tong )?cuc)|truong ban(?= ban)),? "
    )


def strip_office(words: str) -> str:
    """Return the body that an office-holder stands for: "Bộ trưởng Bộ Nội vụ" → "Bộ Nội vụ".

    >>> strip_office("BỘ TRƯỞNG BỘ NỘI VỤ")
    'BỘ NỘI VỤ'
    """
    m = _office().match(fold(words))
    return words[m.end() :] if m else words


def known_issuer(words: str, registry: Registry) -> Issuer | None:
    """Return the registry's entry for a body, a place at the end of its name left out if need be."""
    parts = squeeze(strip_office(words)).split()
    for count in range(len(parts), 0, -1):
        found = registry.issuer_named(" ".join(parts[:count]))
        if found is not None and (count == len(parts) or found.local or count >= len(parts) - 2):
            return found
    return None


#: Words that keep a small letter inside a body's name, unless a name rule below lifts them.
_UNIT_HEADS = frozenset(
    {"sở", "cục", "vụ", "ban", "viện", "trường", "khối", "chi cục", "tổng cục", "bộ", "phòng", "hội", "đoàn"}
)
_PLACE_HEADS = frozenset({"tỉnh", "phố", "huyện", "quận", "xã", "phường", "trấn", "khu"})
_PHRASES = (
    ("ủy ban nhân dân", "Ủy ban nhân dân"), ("hội đồng nhân dân", "Hội đồng nhân dân"),
    ("tỉnh ủy", "Tỉnh ủy"), ("thành ủy", "Thành ủy"), ("huyện ủy", "Huyện ủy"), ("quận ủy", "Quận ủy"), ("thị ủy", "Thị ủy"),
    ("đảng ủy", "Đảng ủy"), ("chi bộ", "Chi bộ"), ("đảng bộ", "Đảng bộ"), ("ban thường vụ", "Ban Thường vụ"), ("ban chấp hành", "Ban Chấp hành"),
    ("trung ương", "Trung ương"), ("quốc hội", "Quốc hội"), ("chính phủ", "Chính phủ"), ("thủ tướng", "Thủ tướng"), ("chủ tịch", "Chủ tịch"),
    ("nhà nước", "Nhà nước"), ("việt nam", "Việt Nam"), ("ubnd", "Ủy ban nhân dân"), ("hđnd", "Hội đồng nhân dân"), ("mttq", "MTTQ"), ("ủy ban", "Ủy ban"), ("văn phòng", "Văn phòng"),
    ("ban cán sự đảng", "Ban cán sự đảng"),
    )  # fmt: skip


def proper(words: str, registry: Registry) -> str:
    """Return a body's name in ordinary case: the registry's spelling if it knows it, else by rule."""
    words = squeeze(strip_office(words)).strip(" .,:;-")
    if " - " in words and len(together := _parts(words)) > 1:
        return " - ".join(proper(part, registry) for part in together)
    known = registry.issuer_named(words)
    if known is not None and (not known.local or fold_key(known.name) == fold_key(words)):
        return known.name
    if not words.isupper():
        return words[:1].upper() + words[1:]
    return recase(words, registry)


def recase(words: str, registry: Registry) -> str:
    """Return a name in capitals as one writes it in a sentence: "HUYỆN ỦY KIM ĐỘNG" → "Huyện ủy Kim Động"."""
    text = words.lower().replace("uỷ", "ủy")
    tokens = text.split()
    out: list[str] = []
    named = False
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else ""
        if token in _PLACE_HEADS | {"thành", "thị"} and not (
            named and before in ("quảng", "hà", "hải", "nam")
        ):
            named = token in _PLACE_HEADS
            out.append(token)
        elif token == "ủy" and before in ("tỉnh", "thành", "huyện", "quận", "thị", "đảng"):
            out.append(token)
            named = before != "đảng"
        else:
            lift = named or not i or before in _UNIT_HEADS
            out.append(token.capitalize() if lift else token)
    line = " ".join(out)
    for small, right in _PHRASES:
        line = re.sub(rf"(?<!\w){small}(?!\w)", right, line, flags=re.IGNORECASE)
    return line[:1].upper() + line[1:]
