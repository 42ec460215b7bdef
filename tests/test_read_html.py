"""HTML → Text: the main text whole, the page's furniture gone."""

from __future__ import annotations

import pytest

from vbgraph.read import read_bytes
from vbgraph.read.html_lines import printed_lines
from vbgraph.read.html_tree import parse

PARAGRAPHS = (
    "<p>Căn cứ <b>Nghị định số 73</b>/2023/NĐ-CP ngày 29/9/2023 của Chính phủ quy định về khuyến khích, bảo vệ cán bộ.</p>"
    "<p>Ban Thường vụ yêu cầu các cấp ủy quán triệt, tổ chức thực hiện nghiêm Kết luận số 14-KL/TW của Bộ Chính trị.</p>"
    "<p>Các cơ quan, đơn vị báo cáo kết quả về Văn phòng trước ngày 15 hằng tháng để tổng hợp, theo dõi, đôn đốc.</p>"
)
MENU = '<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/1">Nghị định số 11/2020/NĐ-CP</a></li></ul></nav>'
FOOTER = "<footer>Giấy phép số 44/GP-BTTTT. Địa chỉ: số 1 phố Mẫu.</footer>"
RELATED = (
    '<div class="box"><h3>Tin liên quan</h3><ul><li><a href="/1">Nghị quyết số 99-NQ/TW về nông thôn mới giai đoạn tới</a></li>'
    '<li><a href="/2">Quyết định số 88/2021/QĐ-TTg quy định về việc khác của nhà nước</a></li></ul></div>'
)
SUMMARIES = (
    '<div><h4>Các tin khác</h4><div><a href="/3">Bài ba</a><p>Tóm tắt của một bài khác nói về Nghị quyết số 77-NQ/TW của '
    "Bộ Chính trị, dài vừa phải để trông như một đoạn văn.</p></div></div>"
)
LETTERHEAD = (
    "<table><tr><td><p>ỦY BAN NHÂN DÂN<br>TỈNH MẪU</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></td></tr>"
    "<tr><td>Số: 12/QĐ-UBND</td><td><i>Mẫu, ngày 05 tháng 3 năm 2024</i></td></tr></table>"
)
SIGNATURE = "<table><tr><td><b>Nơi nhận:</b><br>- Như trên;<br>- Lưu: VT.</td><td>CHỦ TỊCH<p>Nguyễn Văn Mẫu</p></td></tr></table>"


def page(body: str, head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()
    )


def lines(body: str) -> list[str]:
    return read_bytes(page(body)).content.splitlines()


def seen(piece: str) -> list[str]:
    return [line.text for line in printed_lines(parse(piece))]


def test_an_inline_element_never_splits_a_word() -> None:
    assert seen("<p><strong>Đ</strong><b>iều 1.</b> Số 21<span>-KL</span>/TW</p>") == ["Điều 1. Số 21-KL/TW"]


def test_blocks_and_breaks_end_a_line() -> None:
    assert seen("<div>một<p>hai<br>ba</p>bốn<li>năm</div>") == ["một", "hai", "ba", "bốn", "năm"]


def test_white_space_is_folded_and_a_no_break_space_kept() -> None:
    assert seen("<p>Số \n\t 21&nbsp;-\n KL/TW</p><p>&nbsp;</p>") == ["Số 21\u00a0- KL/TW"]


def test_preformatted_text_keeps_its_lines() -> None:
    assert seen("<pre>Số 21\nĐiều 1</pre>") == ["Số 21", "Điều 1"]


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        ("<p>73/2023/NĐ-CP<sup>1</sup> của</p>", "73/2023/NĐ-CP[1] của"),
        ('<p>theo luật<sup><a href="#n">[2]</a></sup></p>', "theo luật[2]"),
        ("<p>rộng 5 m<sup>2</sup></p>", "rộng 5 m2"),
        ("<p>lần thứ 4<sup>th</sup></p>", "lần thứ 4th"),
    ],
)
def test_a_footnote_mark_never_joins_the_number_before_it(piece: str, shown: str) -> None:
    assert seen(piece) == [shown]


def test_open_cells_items_and_paragraphs_are_closed_as_browsers_do() -> None:
    assert seen("<table><tr><td>một<td>hai<tr><td><p>ba<p>bốn</table><ul><li>năm<li>sáu</ul>") == [
        "một",
        "hai",
        "ba",
        "bốn",
        "năm",
        "sáu",
    ]


def test_a_sign_that_opens_no_tag_is_text() -> None:
    assert seen("<p>a < b và 5 <6 &lt;p&gt; &amp; &#431;</p>") == ["a < b và 5 <6 <p> & Ư"]


def test_scripts_styles_comments_and_buttons_are_no_text() -> None:
    piece = (
        "<script>if (a<b) '</p>'</script><style>p{}</style><!-- <p>x</p> --><button>In</button><p>Điều 1</p>"
    )

    assert seen(piece) == ["Điều 1"]


@pytest.mark.parametrize(
    "furniture", [MENU, FOOTER, RELATED, SUMMARIES, f'<div class="sidebarRight">{RELATED}</div>']
)
def test_no_citation_of_the_page_around_the_article_leaks_in(furniture: str) -> None:
    body = f"<div class='c'><h1>Tỉnh ủy ban hành chỉ thị</h1><div class='body'>{PARAGRAPHS}</div>{furniture}</div>"

    assert lines(body) == ["Tỉnh ủy ban hành chỉ thị", *seen(PARAGRAPHS)]


def test_an_article_in_a_form_is_found() -> None:
    assert lines(f"<form>{MENU}<div><div>{PARAGRAPHS}</div></div>{FOOTER}</form>") == seen(PARAGRAPHS)


def test_the_summary_between_headline_and_body_is_kept() -> None:
    summary = "Ngày 01/3/2024, Ban Thường vụ Tỉnh ủy đã ban hành Chỉ thị số 56-CT/TU về tăng cường lãnh đạo."
    body = f"<div>{MENU}<h1>Chỉ thị mới</h1><div>08:00</div><h2>{summary}</h2><div>{PARAGRAPHS}</div></div>"

    assert lines(body) == ["Chỉ thị mới", summary, *seen(PARAGRAPHS)]


def test_nothing_of_an_official_document_is_lost() -> None:
    document = LETTERHEAD + PARAGRAPHS + SIGNATURE
    body = f"<header>{MENU}</header><div class='tabs'>Nội dung</div><div id='noidung'>{document}</div>{RELATED}{FOOTER}"

    assert lines(body) == seen(document)


def test_a_very_short_page_is_read_whole() -> None:
    assert lines("<p>Số 05-CT/TW</p><p>Hết</p>") == ["Số 05-CT/TW", "Hết"]


def test_a_piece_of_html_without_a_head_is_html() -> None:
    assert read_bytes("<p>Chỉ thị</p>\n<p>số 05-CT/TW</p>".encode()).format == "html"


def test_a_text_that_speaks_of_a_tag_is_no_page() -> None:
    assert read_bytes("Thẻ <p> mở một đoạn văn.".encode()).format == "txt"


def test_hidden_parts_are_left_out() -> None:
    assert lines(f"<div>{PARAGRAPHS}<p style='display: none'>mật khẩu</p><p hidden>ẩn</p></div>") == seen(
        PARAGRAPHS
    )


def test_the_page_says_its_title_date_site_and_author() -> None:
    head = (
        '<title>Báo Mẫu</title><meta property="og:title" content="Chỉ thị mới"><meta property="og:site_name" content="Báo Mẫu">'
        '<meta name="author" content="An"><meta property="article:published_time" content="2024-03-05T08:00:00+07:00">'
    )

    assert read_bytes(page(PARAGRAPHS, head)).meta == (
        ("title", "Chỉ thị mới"),
        ("date", "2024-03-05"),
        ("site", "Báo Mẫu"),
        ("author", "An"),
    )


def test_the_date_is_found_in_linked_data() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-05T08:00"}</script>'

    assert dict(read_bytes(page(PARAGRAPHS, head)).meta)["date"] == "2024-03-05"


def test_an_impossible_date_is_left_out() -> None:
    assert read_bytes(page(PARAGRAPHS, '<meta name="date" content="45/13/2024">')).meta == ()


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1"])
def test_utf8_is_believed_more_than_what_the_page_declares(declared: str) -> None:
    data = page(PARAGRAPHS).replace(b'"utf-8"', declared.encode())

    assert read_bytes(data).encoding == "utf-8"


def test_a_declared_encoding_is_used_when_it_is_no_utf8() -> None:
    data = (
        '<html><head><meta charset="windows-1251"></head><body><p>Москва, Россия, договор</p></body></html>'
    )

    assert read_bytes(data.encode("cp1251")).content == "Москва, Россия, договор\n"


def test_a_page_in_utf16_is_read() -> None:
    assert read_bytes(page(PARAGRAPHS).decode().encode("utf-16")).content.splitlines() == seen(PARAGRAPHS)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<div>",
        "</p>",
        "<!--",
        "<a x='",
        '<a x="',
        "<p><td>",
        "<script>",
        "&#",
        "<a " + "b " * 50,
        "</td><p>",
        "<![CDATA[",
    ],
)
def test_no_page_is_slow_or_fails(piece: str) -> None:
    hostile = f"<html><body>{piece * (200_000 // len(piece))}"

    assert parse(hostile).tag == "#root"


def test_absurd_nesting_is_read() -> None:
    assert "Chỉ thị số 05-CT/TW" in lines("<div>" * 5000 + "<p>Chỉ thị số 05-CT/TW</p>" + "</div>" * 5000)


def test_a_very_long_page_is_read_by_its_structure_alone() -> None:
    articles = "".join(
        f"<p><b>Điều {n}.</b> Các cơ quan thực hiện <i>Nghị định</i> số {n}/2023/NĐ-CP.</p>"
        for n in range(9000)
    )

    text = lines(f"{MENU}<div>{LETTERHEAD}{articles}</div>{FOOTER}")

    assert (text[0], text[-1]) == (
        "ỦY BAN NHÂN DÂN",
        "Điều 8999. Các cơ quan thực hiện Nghị định số 8999/2023/NĐ-CP.",
    )
