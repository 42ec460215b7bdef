"""The parts of identify on their own: cells, numbers, names of bodies, persons, places."""

from __future__ import annotations

import pytest

from vbgraph import registry
from vbgraph.identify import bodies, lines, places, roles, sheet
from vbgraph.identify.persons import person
from vbgraph.text import clean


def cells(text: str) -> list[sheet.Cell]:
    cleaned = clean(text)
    return sheet.cut(cleaned, 0, len(cleaned.text))


def texts(text: str) -> list[str]:
    return [cell.text for cell in cells(text)]


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("BỘ Y TẾ\t CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ["BỘ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
        ("TỈNH ỦY HƯNG YÊN ĐẢNG CỘNG SẢN VIỆT NAM", ["TỈNH ỦY HƯNG YÊN", "ĐẢNG CỘNG SẢN VIỆT NAM"]),
        ("| **Số: 5/KH-SYT** | Hà Nội, ngày 3 tháng 4 năm 2024 |", ["Số: 5/KH-SYT", "Hà Nội, ngày 3 tháng 4 năm 2024"]),
        ("Số: 5/KH-SYT Hà Nội, ngày 3 tháng 4 năm 2024", ["Số: 5/KH-SYT", "Hà Nội, ngày 3 tháng 4 năm 2024"]),
        ("TP. Hồ Chí Minh, ngày 3 tháng 4 năm 2024", ["TP. Hồ Chí Minh, ngày 3 tháng 4 năm 2024"]),
        ("Hà Nội, ngày        tháng        năm 2025", ["Hà Nội, ngày        tháng        năm 2025"]),
        ("Số       -KH/ĐU", ["Số       -KH/ĐU"]),
        ("THI HÀNH ĐIỀU LỆ ĐẢNG CỘNG SẢN VIỆT NAM", ["THI HÀNH ĐIỀU LỆ ĐẢNG CỘNG SẢN VIỆT NAM"]),
        ("-------", []),
    ],
)  # fmt: skip
def test_a_line_is_cut_where_its_columns_meet(line: str, want: list[str]) -> None:
    assert texts(line) == want


def test_cells_know_the_empty_line_and_the_rule_before_them() -> None:
    one, two, three = cells("a1\n\nb2\n-----\nc3")
    assert (one.gap, two.gap, two.ruled, three.gap, three.ruled) == (False, True, False, False, True)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Số:\n05/2010/QĐ-\nUBND", ["Số: 05/2010/QĐ- UBND"]),
        ("Nghị\nquyết số: 95/2025/UBTVQH15", ["Nghị quyết số: 95/2025/UBTVQH15"]),
        ("Long\nXuyên, ngày 05\ntháng 02 năm 2010", ["Long Xuyên, ngày 05 tháng 02 năm 2010"]),
        ("ỦY\nBAN NHÂN DÂN\nTỈNH AN GIANG", ["ỦY BAN NHÂN DÂN", "TỈNH AN GIANG"]),
        ("CỘNG\nHÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
        ("THÔNG TƯ\nLIÊN TỊCH", ["THÔNG TƯ LIÊN TỊCH"]),
        ("Số: 05/QĐ-UBND\nHà Nội, ngày 5 tháng 2 năm 2010", ["Số: 05/QĐ-UBND", "Hà Nội, ngày 5 tháng 2 năm 2010"]),
        ("BỘ\n\nTÀI CHÍNH", ["BỘ", "TÀI CHÍNH"]),
        ("Số:\n|\nHà Nội, ngày 5 tháng 2 năm 2010", ["Số:", "Hà Nội, ngày 5 tháng 2 năm 2010"]),
        ("QUYẾT ĐỊNH\nBAN HÀNH QUY ĐỊNH", ["QUYẾT ĐỊNH", "BAN HÀNH QUY ĐỊNH"]),
    ],
)  # fmt: skip
def test_a_line_that_a_page_broke_is_put_together(text: str, want: list[str]) -> None:
    mended = lines.mend(clean(text), cells(text), registry.load())
    assert [cell.text for cell in mended] == want
    assert all(len(cell.text) == cell.end - cell.start for cell in mended)


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("Số 1257 - CV/ĐUK", ("1257", None, "CV/ĐUK")),
        ("Số: 75    /2025/TT-BNNMT", ("75", 2025, "TT-BNNMT")),
        ("Số:    /2025/TT-BYT", (None, 2025, "TT-BYT")),
        ("Số     - HD/BTCTU", (None, None, "HD/BTCTU")),
        ("Số: …/KH-SCT", (None, None, "KH-SCT")),
        ("Luật số: 31/2024/QH15", ("31", 2024, "QH15")),
        ("Số 64/CP", ("64", None, "CP")),
        ("Số: 10 TC/TCT", ("10", None, "TC/TCT")),
        ("Số: 30c/NQ-CP", ("30c", None, "NQ-CP")),
        ("SỐ: 66.17/2026/NQ-CP", ("66.17", 2026, "NQ-CP")),
    ],
)
def test_a_number_line_gives_number_year_and_sign(line: str, want: tuple[object, ...]) -> None:
    own = roles.number_line(cells(line)[0])
    assert own is not None
    assert (own.number, own.year, own.sign) == want


@pytest.mark.parametrize(
    "line",
    [
        "Số: 88",
        "số 28/2015/NĐ-CP ngày 12 tháng 3 năm 2015 của Chính phủ",
        "Số 12 Nguyễn Trãi, phường Bến Thành",
        "MỘT SỐ VẤN ĐỀ CỤ THỂ",
        "Số và ký hiệu HS:",
        "Nghị quyết số 28/2015/NQ-CP ngày 12 tháng 3 năm 2015",
    ],
)
def test_other_lines_with_the_word_number_give_no_sign(line: str) -> None:
    own = roles.number_line(cells(line)[0])
    assert own is None or own.sign is None


@pytest.mark.parametrize(
    ("lines", "want"),
    [
        ("BỘ NÔNG NGHIỆP VÀ\nMÔI TRƯỜNG", "Bộ Nông nghiệp và Môi trường"),
        ("BỘ TÀI CHÍNH\nTỔNG CỤC HẢI QUAN", "Tổng cục Hải quan"),
        ("TỈNH ỦY HƯNG YÊN\nỦY BAN KIỂM TRA", "Ủy ban Kiểm tra Tỉnh ủy"),
        ("ĐẢNG BỘ HUYỆN GIA LỘC\nCHI BỘ THANH TRA HUYỆN", "Chi bộ Thanh tra huyện"),
        ("UBND TỈNH HÀ GIANG", "Ủy ban nhân dân tỉnh"),
        ("HUYỆN ỦY GIA LỘC", "Huyện ủy Gia Lộc"),
        ("BỘ TRƯỞNG BỘ NỘI VỤ", "Bộ Nội vụ"),
        ("BỘ Y TẾ\nBỘ Y TẾ", "Bộ Y tế"),
    ],
)
def test_a_letterhead_names_its_body(lines: str, want: str) -> None:
    reg = registry.load()
    words = bodies.issuer_words(bodies.join_lines(cells(lines), reg))
    assert words is not None
    assert places.without_province(bodies.proper(words, reg), reg) == want


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("Nguyễn Thị Kim Ngân", "Nguyễn Thị Kim Ngân"),
        ("TRẦN VĂN A", "Trần Văn A"),
        ("(Đã ký) Lê Tấn Dũng", "Lê Tấn Dũng"),
        ("Thượng tướng, TS. Lê Thế Tiệm", "Lê Thế Tiệm"),
        ("PHÓ CHỦ TỊCH", None),
        ("Phó Thống Đốc", None),
        ("KẾ TOÁN TRƯỞNG", None),
        ("Lưu Văn phòng Tỉnh ủy", None),
        ("Như Điều 3", None),
    ],
)
def test_a_person_is_told_from_an_office(line: str, want: str | None) -> None:
    assert person(line) == want


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("TỈNH ỦY HƯNG YÊN", "Hưng Yên"),
        ("ĐẢNG BỘ TỈNH HUNG YÊN", "Hưng Yên"),
        ("HUYỆN ỦY KIM ĐỘNG", "Hưng Yên"),
        ("ĐẢNG BỘ XÃ AN ĐỒNG, HUYỆN KIM ĐỘNG", "Hưng Yên"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "Hải Phòng"),
        ("BỘ TÀI CHÍNH", None),
        ("BAN QUẢN LÝ ĐỊA PHƯƠNG", None),
    ],
)
def test_a_body_names_its_province(words: str, want: str | None) -> None:
    found = places.locality([words], None, registry.load(), "2020-01-01")
    assert (found.name if found else None) == want


@pytest.mark.parametrize(
    ("issuer", "want"),
    [
        ("Chính phủ", "central"),
        ("Bộ Lao động - Thương binh và Xã hội", "ministry"),
        ("Tỉnh ủy", "province"),
        ("Huyện ủy Kim Động", "district"),
        ("Đảng ủy xã Lương Bằng", "commune"),
        ("Chi bộ Thanh tra huyện", "grassroots"),
        (None, None),
    ],
)
def test_the_name_of_a_body_tells_its_level(issuer: str | None, want: str | None) -> None:
    assert places.level(issuer, registry.load(), has_locality=True) == want
