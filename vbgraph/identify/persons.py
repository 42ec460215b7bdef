"""Names of persons in signature blocks: what is a name and what an office."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.text import fold_key, squeeze

#: Family names of Vietnam's peoples as they open a name; a word not here makes a name less sure, not impossible.
_SURNAMES = (
    "An Âu Bá Bạch Bàn Bành Bế Bì Bùi Ca Cà Cái Cam Cầm Cao Chang Châu Chế Chu Chử Chung Chương Cổ "
    "Cù Cung Cư Danh Dáng Diêm Diệp Doãn Dư Dương Đái Đàm Đan Đào Đàng Đăng Đặng Đầu Đậu Đèo Điêu "
    "Điểu Đinh Điền Đoàn Đồ Đỗ Đông Đổng Đồng Đới Đường Giang Giàng Giáp Hà Hạ Hán Hàn Hàng Hạng Hầu "
    "Hồ Hoa Hoàng Hoàn Hờ Huỳnh Hùng Hứa Hướng K'sor Kha Khà Khang Khổng Khuất Khúc Khương Khưu Kiều "
    "Kim Kiên Kpă Ksor La Lã Lại Lạc Lâm Lầu Lê Liễu Liêu Lò Lô Lộ Lỗ Lù Lục Lữ Lương Lường Lưu Lý "
    "Lỳ Ma Mã Mạc Mai Mạnh Mẫn Mâu Miêu Mông Mùa Nghiêm Ngạc Ngân Ngô Ngọc Ngũ Nguy Ngụy Nguyễn Nhâm "
    "Nhan Nhữ Niê Ninh Nông Nùng Ông Phạm Phan Phàn Phí Phù Phú Phùng Phương Quách Quàng Quan Quảng "
    "Quế Rơ Sầm Siu Sơn Sùng Tạ Tăng Tẩn Tề Thạch Thái Thẩm Thân Thang Thào Thiều Thiệu Thịnh Thôi "
    "Tiết Tiêu Tiếu Tô Tôn Tòng Tống Trà Trang Tráng Trần Triệu Trình Trịnh Trương Từ Tưởng Ty Uông "
    "Ung Vàng Vang Vân Văn Vi Viên Vũ Võ Vòng Vương Vừ Xa Y Yên "
)


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Return the family names."""
    return frozenset(_SURNAMES.split())


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    """Match lines of a signature block that name an office and no person (folded)."""
    return re.compile(
        r"\W{0,3}(?:t ?/ ?m|tm[. ]|k ?/ ?t|kt[. ]|t ?/ ?l|tl[. ]|t ?/ ?u ?q|tuq|q[. ]|quyen|thu |thua |bo |pho |thu truong|chu tich|chanh|vien|tong |giam doc|bi thu|uy vien|truong |cuc |vu |thuong truc"
        r"|ban |chi bo|dang |tinh |huyen |thong doc|chu nhiem|nguoi |ky |hoi |uy ban|so |van phong|quoc hoi|chinh phu|dai dien|trung tuong|thieu tuong|dai tuong|thuong tuong|dai ta|ke toan|luu\b|noi nhan|xac thuc)"
    )


def is_office(folded: str) -> bool:
    """Say whether a line (folded) names an office, not a person."""
    return _office().match(folded) is not None


@lru_cache(maxsize=1)
def _rank() -> re.Pattern[str]:
    return re.compile(
        r"^(?:(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)|Chuẩn đô đốc|GS\.?|PGS\.?|TS\.?|TSKH\.?|ThS\.?|BS\.?|Đồng chí|Ông|Bà|[Đđ]/c|Luật sư)[,. ]+)+",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _signed() -> re.Pattern[str]:
    """Match "Đã ký" and "(Ký tên …)" around a name."""
    return re.compile(r"\(?\s*đã\s*(?:ký|kí)\s*\)?\s*:?|\((?:ký|chữ ký)[^)]{0,40}\)", re.IGNORECASE)


def person(words: str) -> str | None:
    """Return the name of a person that a line holds, "Đã ký" and rank left out.

    >>> person("Đã ký: **Hồ Thị Cẩm Đào**"), person("PHÓ BÍ THƯ"), person("Thượng tướng Lê Thế Tiệm")
    ('Hồ Thị Cẩm Đào', None, 'Lê Thế Tiệm')
    """
    bare = squeeze(_signed().sub(" ", re.sub(r"[*_\\]+", " ", words))).strip(" .,:;-")
    bare = _rank().sub("", bare)
    tokens = bare.split()
    if not 2 <= len(tokens) <= 6 or not all(re.fullmatch(r"[^\W\d_][^\W\d_'’\-]{0,11}", t) for t in tokens):
        return None
    if bare.isupper():
        sure = tokens[0].capitalize() in surnames() and len(tokens) <= 5 and fold_key(bare) != "van phong"
        return bare.title() if sure else None
    if is_office(fold_key(bare) + " ") and not is_sure(bare):
        return None
    return bare if all(t[:1].isupper() and (len(t) == 1 or not t[1:].isupper()) for t in tokens) else None


def is_sure(name: str) -> bool:
    """Say whether a name opens with a known family name."""
    return name.split()[0] in surnames()
