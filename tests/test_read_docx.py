"""docx → Text: tables, letterheads in headers, notes, tracked changes, numbers, and hostile packages."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx_writer import make_docx, make_zip, paragraph, part, run, table

from vbgraph.errors import ReadError
from vbgraph.read import docx_package, read_bytes

LINE = "Căn cứ Nghị định số 73/2023/NĐ-CP;"


def content(
    body: str, parts: dict[str, str] | None = None, relations: dict[str, tuple[str, str]] | None = None
) -> str:
    return read_bytes(make_docx(body, parts, relations=relations), "a.docx").content


def test_paragraphs_become_lines() -> None:
    assert content(paragraph("Điều 1") + paragraph(LINE)) == f"Điều 1\n{LINE}\n"


def test_runs_never_split_a_word() -> None:
    assert content(paragraph(run("Số 21"), run("-KL", "<w:b/>"), run("/TW"))) == "Số 21-KL/TW\n"


def test_the_cells_of_a_letterhead_stand_one_after_another() -> None:
    body = table(
        ("TỈNH ỦY HƯNG YÊN", "ĐẢNG CỘNG SẢN VIỆT NAM"), ("Số 42-CT/TU", "Hưng Yên, ngày 05 tháng 3 năm 2024")
    )

    assert content(body).splitlines() == [
        "TỈNH ỦY HƯNG YÊN",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 42-CT/TU",
        "Hưng Yên, ngày 05 tháng 3 năm 2024",
    ]


def test_a_table_inside_a_cell_is_read_in_its_place() -> None:
    body = table((paragraph("một") + table(("hai", "ba")) + paragraph("bốn"), "năm"))

    assert content(body).split() == ["một", "hai", "ba", "bốn", "năm"]


@pytest.mark.parametrize(
    ("element", "shown"),
    [
        ("<w:tab/>", "\t"),
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ("<w:noBreakHyphen/>", "-"),
        ("<w:softHyphen/>", "\u00ad"),
        ('<w:sym w:font="Symbol" w:char="F02D"/>', "-"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "•"),
        ('<w:sym w:font="Arial" w:char="2013"/>', "–"),
        ('<w:sym w:font="Arial" w:char="x"/>', ""),
    ],
)
def test_special_characters_show_as_word_shows_them(element: str, shown: str) -> None:
    assert content(paragraph(f"<w:r><w:t>21</w:t>{element}<w:t>KL</w:t></w:r>")) == f"21{shown}KL\n"


def test_deleted_text_is_out_and_inserted_text_is_in() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("mới")}</w:ins>'

    assert content(paragraph(run("Văn bản "), deleted, inserted)) == "Văn bản mới\n"


def test_moved_text_stands_where_it_was_moved_to() -> None:
    body = paragraph(f"<w:moveFrom>{run('đoạn')}</w:moveFrom>") + paragraph(
        f"<w:moveTo>{run('đoạn')}</w:moveTo>"
    )

    assert content(body).split() == ["đoạn"]


def test_a_deleted_paragraph_end_joins_the_paragraphs() -> None:
    first = paragraph("Nghị định số ", properties='<w:rPr><w:del w:id="1"/></w:rPr>')

    assert content(first + paragraph("73/2023/NĐ-CP")) == "Nghị định số 73/2023/NĐ-CP\n"


def test_hidden_text_is_left_out() -> None:
    assert (
        content(paragraph(run("thấy"), run(" ẩn", "<w:vanish/>"), run(" rõ", '<w:vanish w:val="0"/>')))
        == "thấy rõ\n"
    )


@pytest.mark.parametrize(
    ("before", "mark", "shown"), [("73/2023/NĐ-CP", "1", "[1]"), ("2021", "(2)", "(2)"), ("5 m", "2", "2")]
)
def test_a_raised_figure_never_joins_the_number_before_it(before: str, mark: str, shown: str) -> None:
    up = '<w:vertAlign w:val="superscript"/>'

    assert content(paragraph(run(before), run(mark, up), run(" của"))) == f"{before}{shown} của\n"


def test_field_codes_are_left_out_and_their_results_kept() -> None:
    field = "<w:r><w:instrText> REF so </w:instrText></w:r>" + run("21-KL/TW")

    assert content(paragraph(field)) == "21-KL/TW\n"


def test_links_and_controls_are_text() -> None:
    link = f'<w:hyperlink r:id="x">{run("21-KL/TW")}</w:hyperlink>'
    control = f"<w:sdt><w:sdtPr><w:t>gợi ý</w:t></w:sdtPr><w:sdtContent>{run(' của')}</w:sdtContent></w:sdt>"

    assert content(paragraph(link, control)) == "21-KL/TW của\n"


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('DỰ THẢO')}</w:txbxContent>"
    anchor = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert content(paragraph(run("Số 21"), anchor, run("-KL/TW"))).splitlines() == ["Số 21-KL/TW", "DỰ THẢO"]


FOOTNOTES = part(
    "footnotes",
    f'<w:footnote w:id="-1">{paragraph("")}</w:footnote>'
    f'<w:footnote w:id="2">{paragraph("Nghị quyết số 18-NQ/TW.")}</w:footnote>'
    f'<w:footnote w:id="3">{paragraph("không ai dẫn")}</w:footnote>',
)


def test_a_footnote_stands_at_the_end_and_does_not_cut_the_sentence() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph(run("Nghị định số 73/2023"), reference, run("/NĐ-CP")) + paragraph("Hết.")

    text = content(body, {"footnotes.xml": FOOTNOTES}, {"rId9": ("footnotes", "footnotes.xml")})

    assert text.splitlines() == ["Nghị định số 73/2023/NĐ-CP", "Hết.", "", "[1] Nghị quyết số 18-NQ/TW."]


def header(text: str, *, kind: str = "default", title_page: bool = False, body: str = LINE) -> str:
    section = f'<w:sectPr><w:headerReference w:type="{kind}" r:id="h1"/>{"<w:titlePg/>" if title_page else ""}</w:sectPr>'
    return content(
        paragraph(body) + section, {"h.xml": part("hdr", paragraph(text))}, {"h1": ("header", "h.xml")}
    )


def test_a_letterhead_in_the_first_header_opens_the_text() -> None:
    assert (
        header("ĐẢNG CỘNG SẢN VIỆT NAM", kind="first", title_page=True).splitlines()[0]
        == "ĐẢNG CỘNG SẢN VIỆT NAM"
    )


def test_a_running_header_is_left_out() -> None:
    assert header("Công ty A, trang 2") == f"{LINE}\n"


def test_a_letterhead_in_the_header_of_later_pages_is_left_out() -> None:
    assert header("ĐẢNG CỘNG SẢN VIỆT NAM", title_page=True) == f"{LINE}\n"


NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>',
)


def numbered(text: str, number: int, level: int = 0) -> str:
    return paragraph(
        text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def test_automatic_numbers_are_printed_as_word_shows_them() -> None:
    body = "".join(
        (
            numbered("Phạm vi", 1),
            numbered("một", 1, 1),
            numbered("hai", 1, 1),
            numbered("ba", 2),
            numbered("Sau", 1),
            numbered("lại", 1, 1),
            numbered("không", 0),
        )
    )

    text = content(body, {"numbering.xml": NUMBERING}, {"n": ("numbering", "numbering.xml")})

    assert text.splitlines() == [
        "Điều 1. Phạm vi",
        "a) một",
        "b) hai",
        "- ba",
        "Điều 2. Sau",
        "a) lại",
        "không",
    ]


def test_a_file_without_words_is_empty() -> None:
    with pytest.raises(ReadError) as caught:
        content(paragraph(" "))

    assert caught.value.code == "empty"


def test_title_author_and_day_come_from_the_properties() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc" xmlns:t="t"><dc:title>Chỉ thị</dc:title>'
        "<dc:creator>Văn phòng</dc:creator><t:created>2024-03-05T01:02:03Z</t:created></cp:coreProperties>"
    )
    data = make_docx(paragraph(LINE), {"../docProps/core.xml": core})
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name.replace("word/../", ""): archive.read(name).decode() for name in archive.namelist()}

    assert dict(read_bytes(make_zip(files)).meta) == {
        "title": "Chỉ thị",
        "author": "Văn phòng",
        "date": "2024-03-05",
    }


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.docx")
    return caught.value.code


def test_a_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><w>&b;</w>'

    assert refusal(make_zip({"[Content_Types].xml": "x", "word/document.xml": bomb})) == "unsafe"


def test_absurd_nesting_is_refused() -> None:
    assert refusal(make_docx("<w:sdt>" * 3000 + "</w:sdt>" * 3000)) == "unsafe"


def test_broken_xml_is_damaged() -> None:
    assert refusal(make_docx("<w:p><w:r>")) == "damaged"


def test_a_package_without_a_document_is_damaged() -> None:
    assert refusal(make_zip({"[Content_Types].xml": "x", "word/styles.xml": "<a/>"})) == "damaged"


def test_a_part_that_unpacks_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "PART_LIMIT", 10_000)

    assert refusal(make_docx(paragraph("a" * 50_000))) == "too_large"


def test_an_encrypted_member_is_reported_as_such() -> None:
    data = bytearray(make_docx(paragraph(LINE)))
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    data[at + 6] |= 1
    central = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[central + 8] |= 1

    assert refusal(bytes(data)) == "encrypted"
