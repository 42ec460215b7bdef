"""The registry's questions and answers, its cache, and what it says of damaged data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgraph import registry_cache
from vbgraph.data_files import data_dir
from vbgraph.errors import RegistryError
from vbgraph.registry import Registry, load, load_from
from vbgraph.registry_names import document_key
from vbgraph.text import fold_key


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load()


@pytest.mark.parametrize(
    ("words", "type_id"),
    [
        ("Kết luận", "ket_luan"),
        ("KẾT LUẬN", "ket_luan"),
        ("ket luan", "ket_luan"),
        ("NĐ", "nghi_dinh"),
        ("CTr", "chuong_trinh"),
        ("CT", "chi_thi"),
        ("Qui định", "quy_dinh"),
        ("Chương trình hành động", "chuong_trinh_hanh_dong"),
        ("Thông tư liên tịch", "thong_tu_lien_tich"),
        ("Hiến pháp", "hien_phap"),
    ],
)
def test_a_type_is_known_by_its_wordings(registry: Registry, words: str, type_id: str) -> None:
    found = registry.type_named(words)
    assert found is not None and found.id == type_id


@pytest.mark.parametrize(
    ("sign", "default"),
    [("QĐ", "quyet_dinh"), ("CT", "chi_thi"), ("CTr", "chuong_trinh"), ("TT", "thong_tu"), ("L", "lenh")],
)
def test_the_first_type_of_a_sign_is_the_usual_one(registry: Registry, sign: str, default: str) -> None:
    assert registry.type_signs[sign][0] == default


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Bộ trưởng Bộ Y tế", "Bộ Y tế"),
        ("Ban Chấp hành Trung ương Đảng (khóa XIII)", "Ban Chấp hành Trung ương"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG", "Ban Chấp hành Trung ương"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("Uỷ ban nhân dân thành phố Cần Thơ", "Ủy ban nhân dân thành phố"),
        ("Huyện ủy Kim Động", "Huyện ủy"),
        ("Ban Thường vụ Tỉnh uỷ Yên Bái", "Ban Thường vụ Tỉnh ủy"),
        ("Quốc hội khóa XV", "Quốc hội"),
        ("Trung ương Đoàn", "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
    ],
)
def test_a_body_is_known_with_what_stands_around_its_name(registry: Registry, words: str, name: str) -> None:
    found = registry.issuer_named(words)
    assert found is not None and found.name == name


@pytest.mark.parametrize("words", ["", "Công ty TNHH Một Hai Ba", "Trung ương Hội Chữ thập đỏ", "Bộ"])
def test_words_that_name_no_body_give_none(registry: Registry, words: str) -> None:
    assert registry.issuer_named(words) is None


@pytest.mark.parametrize(
    ("sign", "names"),
    [
        ("BGDĐT", {"Bộ Giáo dục và Đào tạo"}),
        ("TT-BGDĐT", {"Bộ Giáo dục và Đào tạo"}),
        ("KL/TW", {"Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư", "Bộ Chính trị, Ban Bí thư"}),
        ("QH15", {"Quốc hội"}),
        ("BTC-TCHQ", {"Bộ Tài chính"}),
        ("TTLT-BTP-BQP", {"Bộ Tư pháp", "Bộ Quốc phòng"}),
        ("XYZ", set()),
    ],
)
def test_a_sign_leads_to_all_who_sign_so(registry: Registry, sign: str, names: set[str]) -> None:
    assert {body.name for body in registry.issuers_signing(sign)} == names


def test_the_sign_of_a_province_leads_to_its_committees(registry: Registry) -> None:
    names = [body.name for body in registry.issuers_signing("CT/TU")]
    assert {"Tỉnh ủy", "Thành ủy", "Ban Thường vụ Tỉnh ủy"} <= set(names)


def test_a_day_leaves_only_bodies_that_existed(registry: Registry) -> None:
    def names(day: str) -> set[str]:
        return {body.name for body in registry.issuers_signing("CP", on=day)}

    assert names("1976-08-09") == {"Hội đồng Chính phủ"}
    assert names("2020-01-01") == {"Chính phủ"}


def test_the_steering_committee_bears_the_name_of_its_day(registry: Registry) -> None:
    def corruption(day: str) -> list[str]:
        return [b.name[-20:] for b in registry.issuers_signing("BCĐTW", on=day) if "tham nhũng" in b.name]

    assert corruption("2022-08-01") == ["tham nhũng, tiêu cực"]
    assert corruption("2025-01-01") == ["g, lãng phí, tiêu cực"[-20:]]


def test_a_ministry_that_was_split_has_several_successors(registry: Registry) -> None:
    labour = registry.issuer_named("Bộ Lao động - Thương binh và Xã hội")
    assert labour is not None and labour.valid_to == "2025-02-28"
    assert set(labour.successors) == {"bnv", "bgddt", "byt", "bca"}


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("tỉnh Hưng Yên", "hung-yen"),
        ("TP. Cần Thơ", "can-tho"),
        ("HUNG YÊN", "hung-yen"),
        ("YênBái", "yen-bai"),
        ("H u ế", "hue"),
        ("TPHCM", "ho-chi-minh"),
        ("TP.HCM", "ho-chi-minh"),
        ("Đăk Lăk", "dak-lak"),
        ("Thừa Thiên – Huế", "thua-thien-hue"),
    ],
)
def test_a_place_is_known_however_it_is_written(registry: Registry, words: str, place: str) -> None:
    found = registry.locality_named(words)
    assert found is not None and found.id == place


def test_a_name_that_two_provinces_bore_is_told_by_the_day(registry: Registry) -> None:
    found = [registry.locality_named("Hậu Giang", on=day) for day in ("1985-01-01", "2010-01-01")]
    assert [p and p.id for p in found] == ["hau-giang-1976", "hau-giang"]


def test_hue_became_a_city_under_the_centre_in_2025(registry: Registry) -> None:
    old, new = registry.locality_by_id("thua-thien-hue"), registry.locality_by_id("hue")
    assert old is not None and new is not None
    assert (old.valid_to, old.successor, new.valid_from, new.kind) == (
        "2024-12-31",
        "hue",
        "2025-01-01",
        "thành phố",
    )


@pytest.mark.parametrize(
    ("words", "day", "places"),
    [
        ("Kim Động", None, {"hung-yen"}),
        ("huyện Kế Sách", None, {"soc-trang"}),
        ("Quận 1", None, {"ho-chi-minh"}),
        ("Phong Điền", None, {"can-tho", "hue"}),
        ("Phong Điền", "2020-01-01", {"can-tho", "thua-thien-hue"}),
        ("Kim Động", "2025-07-01", set()),
        ("Không Có Đâu", None, set()),
    ],
)
def test_a_district_gives_all_provinces_that_had_one_of_its_name(
    registry: Registry, words: str, day: str | None, places: set[str]
) -> None:
    assert {p.id for p in registry.provinces_of_district(words, on=day)} == places


@pytest.mark.parametrize(
    ("day", "term"),
    [
        ("2021-01-30", "XII"),
        ("2021-01-31", "XIII"),
        ("2026-01-22", "XIII"),
        ("2026-01-23", "XIV"),
        ("1996-07-01", "VII"),
        ("1996-07-02", "VIII"),
        ("2022", "XIII"),
        ("2022-05", "XIII"),
        ("2021", None),
        ("1930-02-03", None),
    ],
)
def test_a_day_gives_the_party_term_a_straddling_year_gives_none(
    registry: Registry, day: str, term: str | None
) -> None:
    assert registry.party_term(day) == term


def test_the_window_of_a_term_is_known_by_its_number(registry: Registry) -> None:
    window = registry.party_term_window("XII")
    assert window is not None and (window.start, window.end) == ("2016-01-27", "2021-01-30")
    assert registry.party_term_window("XX") is None


@pytest.mark.parametrize(
    ("day", "place", "term"),
    [
        ("2022-11-17", "hung-yen", "2020-2025"),
        ("2019-03-18", "hung-yen", "2015-2020"),
        ("2025-08-01", "hung-yen", "2025"),
        ("2025-08-01", "ha-noi", "2020-2025"),
        ("2025-12-01", "hung-yen", "2025-2030"),
    ],
)
def test_numbers_of_a_merged_province_restart_with_the_merging(
    registry: Registry, day: str, place: str, term: str
) -> None:
    assert registry.province_term(day, place) == term


def test_the_ordinal_of_a_congress_gives_its_term(registry: Registry) -> None:
    assert registry.province_term_numbered("XIV", "ninh-thuan") == "2020-2025"
    assert registry.province_term_numbered("I", "hung-yen") == "2025-2030"
    assert registry.province_term_numbered("XL", "hung-yen") is None


@pytest.mark.parametrize(
    ("day", "number"), [("2024-01-18", 15), ("2026-04-06", 16), ("2021-07-19", 14), ("1900", None)]
)
def test_a_day_gives_the_legislature(registry: Registry, day: str, number: int | None) -> None:
    assert registry.assembly_term(day) == number


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Nghị quyết Trung ương 4 khóa XII", ["04-NQ/TW"]),
        ("Nghị quyết Trung ương 4 (khoá XI)", ["12-NQ/TW"]),
        ("Nghị quyết Trung ương 4 khóa XIII", ["21-KL/TW"]),
        ("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII", ["04-NQ/TW"]),
        ("NQTW 4 (khóa XII)", ["04-NQ/TW"]),
        ("Nghị quyết Trung ương 6 khóa XII", ["21-NQ/TW", "20-NQ/TW", "19-NQ/TW", "18-NQ/TW"]),
        ("Luật Đất đai", ["31/2024/QH15", "45/2013/QH13", "13/2003/QH11"]),
        ("Luật Đất đai năm 2013", ["45/2013/QH13"]),
        ("Luật Đất đai (sửa đổi)", ["31/2024/QH15", "45/2013/QH13", "13/2003/QH11"]),
        ("Luật về Giá năm 2012", ["11/2012/QH13"]),
        ("BLHS 2015", ["100/2015/QH13"]),
        ("Luật Xây dựng năm 2025", ["135/2025/QH15"]),
        ("Đề án 06", ["06/QĐ-TTg"]),
        ("Quy định về những điều đảng viên không được làm", ["37-QĐ/TW", "47-QĐ/TW"]),
        ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIV", []),
        ("", []),
    ],
)
def test_a_name_leads_to_its_documents_newest_first(registry: Registry, words: str, codes: list[str]) -> None:
    assert [known.code for known in registry.known_named(words)] == codes


@pytest.mark.parametrize(
    "words",
    [
        "Nghị quyết Đại hội XIII của Đảng",
        "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
        "Nghị quyết Đại hội Đảng toàn quốc lần thứ XIII",
        "NGHỊ QUYẾT ĐẠI HỘI LẦN THỨ XIII CỦA ĐẢNG CỘNG SẢN VIỆT NAM",
        "Nghị quyết Đại hội Đảng khóa XIII",
    ],
)
def test_a_congress_resolution_is_known_in_any_wording(registry: Registry, words: str) -> None:
    assert [k.date for k in registry.known_named(words)] == ["2021-02-01"]


def test_unnumbered_documents_are_known_by_name(registry: Registry) -> None:
    assert [k.date for k in registry.known_named("Điều lệ Đảng")] == ["2011-01-19"]
    assert [k.date for k in registry.known_named("Hiến pháp năm 2013")] == ["2013-11-28"]
    assert len(registry.known_named("Hiến pháp")) == 5


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Luật Đất đai", "2024-07-31", "45/2013/QH13"),
        ("Luật Đất đai", "2024-08-01", "31/2024/QH15"),
        ("Luật Tổ chức chính quyền địa phương", "2025-04-01", "65/2025/QH15"),
        ("Luật Thanh tra", "2023-07-01", "11/2022/QH15"),
        ("Luật Xây dựng", "2026-07-01", "135/2025/QH15"),
    ],
)
def test_the_law_of_a_name_in_force_on_a_day_can_be_told(
    registry: Registry, name: str, day: str, code: str
) -> None:
    laws = registry.known_named(name)
    assert [k.code for k in laws if (k.effective or "9") <= day <= (k.ended or "9999")] == [code]


@pytest.mark.parametrize(
    ("code", "dates"),
    [
        ("21-KL/TW", ["2021-10-25"]),
        ("21/KL-TW", ["2021-10-25"]),
        ("18-nq/tw", ["2022-06-16", "2017-10-25"]),
        ("08-QĐ/TW", ["2018-10-25"]),
        ("999-KL/TW", []),
        ("", []),
    ],
)
def test_a_code_leads_to_all_documents_that_bear_it(registry: Registry, code: str, dates: list[str]) -> None:
    assert [known.date for known in registry.known_coded(code)] == dates


@given(st.text(max_size=60))
def test_no_words_at_all_break_a_question(words: str) -> None:
    registry = load()
    registry.issuer_named(words)
    registry.issuers_signing(words)
    registry.locality_named(words)
    registry.provinces_of_district(words)
    registry.known_named(words)
    registry.known_coded(words)
    registry.type_named(words)


@given(st.sampled_from([k.names[0] for k in load().known if k.names]), st.booleans())
def test_the_key_of_a_name_does_not_change_when_it_is_taken_again(name: str, upper: bool) -> None:
    key = document_key(name.upper() if upper else name)
    assert document_key(key) == key == fold_key(key)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data with a cache of its own."""
    monkeypatch.setenv("VBGRAPH_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(data_dir("registry"), tmp_path / "registry"))


def kept(folder: Path) -> list[Path]:
    return sorted((folder.parent / "cache").glob("*"))


def test_the_second_load_comes_from_the_cache_and_is_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_from(folder)
    monkeypatch.setattr("vbgraph.registry_compile.compile_with_own", None)
    second = load_from(folder)
    assert second._tables == first._tables


def test_a_changed_file_is_noticed_though_size_and_time_are_the_same(folder: Path) -> None:
    before = load_from(folder)
    file = folder / "types.yaml"
    stat = file.stat()
    file.write_bytes(file.read_bytes().replace("name: Kết luận,".encode(), "name: Kết luậm,".encode()))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    after = load_from(folder)
    assert (before.type_named("Kết luậm"), after.version == before.version) == (None, False)
    assert after.type_named("Kết luậm") is not None


def test_line_ends_do_not_change_the_version(folder: Path) -> None:
    before = load_from(folder).version
    for file in folder.glob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_from(folder).version == before


@pytest.mark.parametrize("damage", [b"", b"x" * 10, b"\0" * 4000])
def test_a_damaged_cache_is_compiled_anew(folder: Path, damage: bytes) -> None:
    version = load_from(folder).version
    (file,) = kept(folder)
    file.write_bytes(damage)
    assert load_from(folder).version == version
    assert len(file.read_bytes()) > 4000


def test_a_cache_with_one_bit_turned_is_not_believed(folder: Path) -> None:
    load_from(folder)
    (file,) = kept(folder)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    assert registry_cache.read(file) is None


def test_what_older_data_left_in_the_cache_is_removed(folder: Path) -> None:
    load_from(folder)
    with (folder / "types.yaml").open("ab") as file:
        file.write(b"# another version\n")
    load_from(folder)
    assert len(kept(folder)) == 1


def test_a_cache_that_cannot_be_written_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = folder.parent / "a-file"
    blocked.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("VBGRAPH_CACHE", str(blocked))
    assert load_from(folder).types


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("types", "branch: both", "branch: bothh", "types.yaml"),
        ("types", "{id: an_le, ", "{id: an_le, colour: red, ", "unknown field colour"),
        ("types", "{id: an_le, name: Án lệ, ", "{id: an_le, ", "an_le: field name is missing"),
        ("types", "{id: an_le, ", "{id: ban_an, ", "“ban_an” stands at"),
        ("localities", "valid_to: '2025-06-30'", "valid_to: '2025-06-31'", "is not a day"),
        ("localities", "successor: can-tho", "successor: can-thoo", "no entry has the id “can-thoo”"),
        ("issuers", "level: central", "level: heaven", "“heaven” cannot stand in level"),
        ("issuers", "  name: Bộ Chính trị\n", "  name: Ban Bí thư\n", "the name “ban bi thu” stands at"),
        ("known", "code: 21-KL/TW", "code: 21/KL-TW", "the code is written 21-KL/TW"),
        ("names", "06/QĐ-TTg@2022-01-06", "06/QĐ-TTg@2022-01-07", "no entry has the id"),
        ("cues", "  side: before\n", "  side: beside\n", "“beside” cannot stand in side"),
        ("terms", "end: '2021-01-30'", "end: '2022-01-30'", "starts before the term above it has ended"),
        ("signs", "type_signs:", "typesigns:", "lists expected"),
        ("laws", "- code", "- {code", "not YAML"),
    ],
)
def test_damaged_data_is_refused_with_file_and_entry(
    folder: Path, file: str, old: str, new: str, sentence: str
) -> None:
    path = folder / f"{file}.yaml"
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegistryError, match=file) as error:
        load_from(folder)
    assert sentence in str(error.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "cues.yaml").unlink()
    with pytest.raises(RegistryError, match=r"cues\.yaml"):
        load_from(folder)


def test_data_that_is_nowhere_is_named() -> None:
    with pytest.raises(RegistryError, match="no-such-data"):
        data_dir("no-such-data")


def test_a_warm_start_reads_no_yaml(tmp_path: Path) -> None:
    script = "import sys; from vbgraph.registry import load; load(); print('yaml' in sys.modules)"
    environment = {**os.environ, "VBGRAPH_CACHE": str(tmp_path)}
    runs = [
        subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        for _ in range(2)
    ]
    assert [run.stdout.strip() for run in runs] == ["True", "False"]
