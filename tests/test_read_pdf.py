"""PDF → Text: lines joined, furniture gone, and text layers that are none."""

from __future__ import annotations

import pytest
from pdf_writer import make_pdf, simple_page

from vbgraph.errors import ReadError
from vbgraph.read import read_bytes
from vbgraph.read.pdf_furniture import without_furniture
from vbgraph.read.pdf_lines import join_lines

BODY = [
    "Căn cứ Nghị định số 73/2023/NĐ-CP ngày 29 tháng 9 năm 2023 của Chính phủ quy định về",
    "khuyến khích, bảo vệ cán bộ năng động, sáng tạo, dám nghĩ, dám làm vì lợi ích chung;",
    "Thực hiện Kết luận số 14-KL/TW của Bộ Chính trị, Ủy ban nhân dân tỉnh yêu cầu:",
]


def content(pages: list[list[str]]) -> str:
    return read_bytes(make_pdf([simple_page(page) for page in pages]), "a.pdf").content


def refusal(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.pdf")
    return caught.value


def test_wrapped_lines_are_joined_and_paragraphs_stay_apart() -> None:
    assert content([BODY]) == f"{BODY[0]} {BODY[1]}\n{BODY[2]}\n"


def test_a_letterhead_stays_in_short_lines() -> None:
    head = ["TỈNH ỦY HƯNG YÊN", "*", "Số 42-CT/TU", "Hưng Yên, ngày 05 tháng 3 năm 2024", "CHỈ THỊ"]

    assert content([head + BODY]).splitlines()[:5] == head


def test_a_sentence_goes_on_across_pages() -> None:
    first, second = [*BODY[2:], BODY[0]], ["2", BODY[1], BODY[2]]

    assert f"{BODY[0]} {BODY[1]}" in content([first, second])


def test_the_gazette_line_and_page_numbers_are_gone() -> None:
    names = ["Hưng Yên", "Hải Dương", "Cần Thơ", "Ninh Thuận", "Bắc Giang", "Cà Mau", "Huế", "Gia Lai"]
    pages = []
    for number, name in enumerate(names, 2):
        mark = "CÔNG BÁO/Số 290/Ngày 29-05-2026"
        pages.append(
            [
                f"{number} {mark}" if number % 2 else f"{mark} {number}",
                f"Ủy ban nhân dân tỉnh {name} triển khai thực hiện Kết luận số 14-KL/TW của Bộ Chính trị.",
            ]
        )

    assert content(pages).splitlines() == [
        f"Ủy ban nhân dân tỉnh {name} triển khai thực hiện Kết luận số 14-KL/TW của Bộ Chính trị."
        for name in names
    ]


def test_page_numbers_at_the_foot_are_gone_and_figures_in_the_text_stay() -> None:
    pages = [[f"Biểu {name}", "15", *BODY, name * 9, str(n)] for n, name in enumerate("ABC", 1)]

    assert [line for line in content(pages).split("\n") if line.isdigit()] == ["15", "15", "15"]


def test_lines_that_repeat_inside_pages_stay() -> None:
    pages = [[f"Đoạn {name}", "Như trên", *BODY, "Như trên", f"hết {name}"] for name in "ABCD"]

    assert content(pages).count("Như trên") == 8


def test_letterheads_of_several_documents_in_one_file_stay() -> None:
    page = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *BODY]

    assert content([page] * 4).count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 4


def test_a_signature_stamp_is_no_text_of_the_document() -> None:
    stamp = [
        "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ",
        "Email: a@example.vn",
        "Thời gian ký: 12.05.2022 15:04:52 +07:00",
    ]

    assert without_furniture([[*stamp, *BODY]]) == [BODY]


def test_a_lone_line_that_looks_like_a_stamp_stays() -> None:
    page = ["Cơ quan: Sở Nội vụ", *BODY]

    assert without_furniture([page]) == [page]


def test_a_heading_in_capitals_is_not_drawn_into_the_paragraph_before() -> None:
    lines = [BODY[0], "NỘI DUNG CHỈ ĐẠO"]

    assert join_lines([lines]) == f"{BODY[0]}\nNỘI DUNG CHỈ ĐẠO\n"


@pytest.mark.parametrize(
    "start", ["Điều 2. Tổ chức", "- Các sở", "a) Nội dung", "1.2. Mục tiêu", "II. GIẢI PHÁP", "Nơi nhận:"]
)
def test_what_begins_a_paragraph_is_never_joined(start: str) -> None:
    assert join_lines([[BODY[0], start]]) == f"{BODY[0]}\n{start}\n"


def test_two_columns_of_a_letterhead_are_read_in_the_order_they_were_written() -> None:
    page = [
        (60.0, 60.0, "ỦY BAN NHÂN DÂN"),
        (60.0, 76.0, "Số: 12/QĐ-UBND"),
        (320.0, 60.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (320.0, 76.0, "Hà Nội, ngày 05 tháng 3 năm 2024"),
    ]
    page += [(60.0, 120.0 + 16 * i, line) for i, line in enumerate(BODY)]

    lines = read_bytes(make_pdf([page])).content.splitlines()

    assert lines[:4] == [text for _, _, text in page[:4]]


def test_a_scan_without_a_text_layer_is_refused_with_the_way_to_ocr() -> None:
    error = refusal(make_pdf([[], []]))

    assert error.code == "scan_no_text"
    assert "ocrmypdf" in str(error)


def test_a_scan_with_only_a_stamp_is_a_scan() -> None:
    assert (
        refusal(make_pdf([simple_page(["Người ký: A", "Thời gian ký: 12.05.2022"]), []])).code
        == "scan_no_text"
    )


def test_a_scan_with_only_a_watermark_is_a_scan() -> None:
    assert refusal(make_pdf([simple_page(["BẢN SAO LƯU HÀNH NỘI BỘ"])] * 5)).code == "scan_no_text"


def test_letters_without_meaning_are_no_text_layer() -> None:
    assert refusal(make_pdf([simple_page(BODY * 3)], unicode_map=False)).code == "scan_no_text"


def test_private_letters_are_no_text_layer() -> None:
    private = "".join(chr(0xE000 + i) for i in range(60))

    assert refusal(make_pdf([simple_page([private] * 9)])).code == "scan_no_text"


def test_a_protected_file_says_so() -> None:
    lock = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ("
        + b"o" * 32
        + b") /U ("
        + b"u" * 32
        + b") >> /ID [(a) (a)]"
    )

    assert refusal(make_pdf([simple_page(BODY)], trailer=lock)).code == "encrypted"


def test_a_broken_file_is_damaged() -> None:
    assert refusal(b"%PDF-1.7\nthis is none").code == "damaged"


def test_the_format_is_pdf() -> None:
    assert read_bytes(make_pdf([simple_page(BODY)])).format == "pdf"


HEAD = [
    ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("TỈNH HƯNG YÊN", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 12/QĐ-UBND", "Hưng Yên, ngày 05 tháng 3 năm 2024"),
]


def rows(pairs: list[tuple[str, str]], top: float) -> list[tuple[float, float, str]]:
    return [
        (left, top + 16 * i, text)
        for i, pair in enumerate(pairs)
        for left, text in zip((60.0, 320.0), pair, strict=True)
        if text
    ]


def test_two_columns_drawn_row_by_row_are_read_column_by_column() -> None:
    page = [*rows(HEAD, 60), (220.0, 130.0, "QUYẾT ĐỊNH"), *simple_page(BODY, top=160)]

    lines = read_bytes(make_pdf([page])).content.splitlines()

    assert lines[:7] == [left for left, _ in HEAD] + [right for _, right in HEAD] + ["QUYẾT ĐỊNH"]


def test_recipients_and_signature_side_by_side_are_told_apart() -> None:
    foot = [
        ("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),
        ("- Như Điều 3;", "CHỦ TỊCH"),
        ("- Lưu: VT.", ""),
        ("", "Nguyễn Văn Mẫu"),
    ]
    page = simple_page(BODY) + rows(foot, 130)

    lines = read_bytes(make_pdf([page])).content.splitlines()

    assert lines[-6:] == [
        "Nơi nhận:",
        "- Như Điều 3;",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "- Lưu: VT.",
        "Nguyễn Văn Mẫu",
    ]


def test_a_wide_gap_inside_a_sentence_changes_nothing() -> None:
    page = [
        (60.0, 60.0, "Kính gửi Ban Thường vụ các tỉnh ủy,"),
        (320.0, 60.0, "thành ủy trực thuộc Trung ương"),
        *simple_page(BODY, top=90),
    ]

    assert "tỉnh ủy, thành ủy" in read_bytes(make_pdf([page])).content


def test_the_blank_of_a_number_still_to_come_does_not_split_the_line() -> None:
    page = [
        *rows(HEAD[:1], 60),
        (60.0, 76.0, "Số:"),
        (110.0, 76.0, "-HD/BTCTU"),
        (320.0, 92.0, "Hà Nội, ngày"),
        (420.0, 92.0, "tháng 11 năm 2025"),
        *simple_page(BODY, top=150),
    ]

    lines = read_bytes(make_pdf([page])).content.splitlines()

    assert lines[2:4] == ["Số: -HD/BTCTU", "Hà Nội, ngày tháng 11 năm 2025"]
