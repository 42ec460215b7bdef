"""Registries of the user's own: completing, replacing and adding entries; what is wrong with them; their version."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from conftest import Vbgraph, subprocess_run

from vbgraph import registry_cache, registry_user
from vbgraph.data_files import data_dir
from vbgraph.errors import RegistryError, UsageError
from vbgraph.registry import Registry, load, load_from

PAGE = (Path(__file__).parent.parent / "docs" / "data.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VBGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("VBGRAPH_REGISTRY", raising=False)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def put(folder: Path, name: str, words: str) -> Path:
    (folder / f"{name}.yaml").write_text(words, encoding="utf-8")
    return folder


def merged(*folders: Path) -> Registry:
    return load_from(data_dir("registry"), *folders)


def test_an_entry_with_a_known_id_completes_it(own: Path) -> None:
    before = load().issuer_named("Tỉnh ủy")
    put(own, "issuers", "- {id: tinh_uy, aliases: [Đảng ủy tỉnh nhà], rank: 51}\n")
    after = merged(own).issuer_named("Đảng ủy tỉnh nhà")

    assert before is not None and after is not None
    assert (after.id, after.rank, after.signs) == ("tinh_uy", 51, before.signs)
    assert after.aliases == (*before.aliases, "Đảng ủy tỉnh nhà")


def test_an_entry_that_replaces_leaves_nothing_of_the_old_one(own: Path) -> None:
    put(
        own,
        "issuers",
        "- {id: tinh_uy, replace: true, name: Tỉnh ủy, branch: party, level: province, rank: 40}\n",
    )
    found = merged(own).issuer_named("Tỉnh ủy")

    assert found is not None and (found.rank, found.aliases, found.signs) == (40, (), ())


def test_a_known_document_is_added_and_found_by_its_name(own: Path) -> None:
    put(
        own,
        "known",
        "- {code: 9142-CT/TU, type: chi_thi, issuer: tinh_uy, date: '2024-02-20', names: [Chỉ thị X9]}\n",
    )
    (found,) = merged(own).known_named("chi thi x9")

    assert (found.code, found.type, found.date) == ("9142-CT/TU", "Chỉ thị", "2024-02-20")
    assert load().known_named("chi thi x9") == ()


@pytest.mark.parametrize("file", ["known", "laws"])
def test_a_known_document_is_completed_from_either_file(own: Path, file: str) -> None:
    before = load().known_coded("73/2023/NĐ-CP")
    put(
        own,
        file,
        f"- {{code: 73/2023/NĐ-CP, type: nghi_dinh, date: '{before[0].date}', names: [Nghị định sáu dám]}}\n",
    )
    after = merged(own).known_coded("73/2023/NĐ-CP")

    assert len(after) == len(before) == 1
    assert after[0].names == (*before[0].names, "Nghị định sáu dám") and after[0].title == before[0].title


def test_another_name_is_added_to_a_listed_document(own: Path) -> None:
    (known,) = load().known_coded("21-KL/TW")
    put(own, "names", f"- {{names: [Kết luận hai mốt], documents: ['21-KL/TW@{known.date}']}}\n")

    assert [k.code for k in merged(own).known_named("Kết luận hai mốt")] == ["21-KL/TW"]


def test_a_file_may_hold_one_of_its_lists(own: Path) -> None:
    put(own, "signs", "type_signs:\n- {sign: TCX, types: [chi_thi]}\n")
    found = merged(own)

    assert found.type_signs["TCX"] == ("chi_thi",)
    assert found.type_signs["CT"] == load().type_signs["CT"]


def test_several_folders_are_put_on_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    put(tmp_path / "a", "issuers", "- {id: tinh_uy, rank: 51}\n")
    put(tmp_path / "b", "issuers", "- {id: tinh_uy, rank: 52}\n")
    ranks = [
        found.rank
        for order in ("ab", "ba")
        if (found := merged(*(tmp_path / name for name in order)).issuer_named("Tỉnh ủy"))
    ]

    assert ranks == [52, 51]


@pytest.mark.parametrize(
    ("file", "words", "told"),
    [
        ("issuers", "- {id: tinh_uy, colour: red}\n", "issuers.yaml: tinh_uy: unknown field colour"),
        ("issuers", "- {id: moi, name: Cơ quan mới}\n", "issuers.yaml: moi: field branch is missing"),
        ("issuers", "- {id: tinh_uy, rank: cao}\n", "issuers.yaml: tinh_uy: rank needs a whole number"),
        (
            "issuers",
            "- {id: tinh_uy, replace: true, name: X}\n",
            "issuers.yaml: tinh_uy: field branch is missing",
        ),
        ("issuers", "- {id: tinh_uy, replace: yes please}\n", "issuers.yaml: tinh_uy: replace"),
        ("issuers", "- {id: tinh_uy, aliases: [Bộ Chính trị]}\n", "issuers.yaml: "),
        ("issuers", "- {id: tinh_uy, parent: khong_co}\n", "no entry has the id “khong_co”"),
        (
            "known",
            "- {code: 21/KL-TW, type: ket_luan}\n",
            "known.yaml: 21/KL-TW: the code is written 21-KL/TW",
        ),
        ("known", "- {code: 01-CT/TU, type: khong_co}\n", "known.yaml: 01-CT/TU: no entry has the id"),
        ("names", "- {names: [X], documents: [99999-CT/TW]}\n", "names.yaml: "),
        ("signs", "type_sign: []\n", "signs.yaml: lists expected"),
        ("known", "- code: [\n", "known.yaml: line 2: not YAML"),
        ("known", "code: 1\n", "known.yaml: a list of entries expected"),
    ],
)
def test_what_does_not_fit_is_refused_naming_the_users_file(
    own: Path, file: str, words: str, told: str
) -> None:
    put(own, file, words)
    with pytest.raises(RegistryError) as caught:
        merged(own)

    assert str(caught.value).startswith(str(own / f"{file}.yaml"))
    assert told in str(caught.value)


def test_a_file_with_a_wrong_name_is_refused_with_the_right_one(own: Path) -> None:
    (own / "issuer.yaml").write_text("[]\n", encoding="utf-8")
    with pytest.raises(RegistryError) as caught:
        merged(own)

    assert caught.value.hint.format(**caught.value.values) == "call it issuers.yaml"


def test_a_folder_without_a_registry_and_one_that_is_not_there_are_refused(own: Path) -> None:
    with pytest.raises(RegistryError, match="no registry file in this folder"):
        merged(own)
    with pytest.raises(UsageError):
        merged(own / "nowhere")


def test_an_empty_file_changes_nothing_but_the_version(own: Path) -> None:
    put(own, "known", "# nothing yet\n")

    assert merged(own).known == load().known


def test_the_files_are_part_of_the_version_wherever_they_lie(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        put(tmp_path / name, "issuers", "- {id: tinh_uy, rank: 51}\n")
    first, elsewhere = merged(tmp_path / "a").version, merged(tmp_path / "b").version
    put(tmp_path / "b", "issuers", "- {id: tinh_uy, rank: 52}\n")

    assert first == elsewhere
    assert len({load().version, first, merged(tmp_path / "b").version}) == 3


def test_a_merged_registry_comes_from_a_cache_that_leaves_the_built_in_one_alone(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(own, "issuers", "- {id: tinh_uy, rank: 51}\n")
    plain, first = merged(), merged(own)
    monkeypatch.setattr("vbgraph.registry_compile.compile_with_own", None)

    assert merged(own)._tables == first._tables
    assert merged()._tables == plain._tables


def test_only_the_last_few_merged_registries_are_kept(own: Path) -> None:
    for rank in range(12):
        put(own, "issuers", f"- {{id: tinh_uy, rank: {rank}}}\n")
        merged(own)

    assert len(list(registry_cache.cache_dir().glob("own-registry-*"))) == 8


def test_the_environment_names_folders_and_the_option_goes_before_it(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBGRAPH_REGISTRY", os.pathsep.join(("x", str(own))))
    named = registry_user.chosen()
    registry_user.use([Path("y")])
    try:
        assert (named, registry_user.chosen()) == ((Path("x"), own), (Path("y"),))
    finally:
        registry_user.use([])


def _example(own: Path) -> Path:
    for m in re.finditer(r"```yaml own (\w+)\n(.*?)```", PAGE, re.S):
        put(own, m[1], m[2])
    return own


def test_the_example_of_the_page_is_a_registry(own: Path) -> None:
    found = merged(_example(own))

    assert {p.stem for p in own.iterdir()} == {"issuers", "known"}
    assert [k.code for k in found.known_named("Chỉ thị về kỷ luật hành chính")] == ["9142-CT/TU"]
    assert [i.name for i in found.issuers_signing("BQLKKTCK")] == ["Ban Quản lý Khu kinh tế cửa khẩu"]


TEXT = (
    "SỞ NỘI VỤ LẠNG SƠN\n\nSố: 12/SNV-VP\n\nLạng Sơn, ngày 01 tháng 6 năm 2024\n\n"
    "Thực hiện Chỉ thị về kỷ luật hành chính, Sở Nội vụ báo cáo.\n"
)


def test_facts_and_conclusions_are_redone_when_a_registry_is_given(
    own: Path, tmp_path: Path, vbgraph: Vbgraph
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(TEXT, encoding="utf-8")
    db = tmp_path / "v.db"
    vbgraph("--db", db, "ingest", tmp_path / "docs")
    before = json.loads(vbgraph("--db", db, "list", "--json").out)["rows"]
    ran = vbgraph("ingest", tmp_path / "docs", "--registry", _example(own), "--db", db)
    after = json.loads(vbgraph("--db", db, "list", "--json").out)["rows"]
    vbgraph("--db", db, "ingest", tmp_path / "docs")
    again = json.loads(vbgraph("--db", db, "list", "--json").out)["rows"]

    assert ran.code == 0
    assert "9142-CT/TU" in {row["code"] for row in after} - {row["code"] for row in before}
    assert again == before


def test_workers_take_the_registry_of_the_run(own: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for i in range(3):
        (docs / f"{i}.txt").write_text(TEXT.replace("12/SNV", f"{i + 1}2/SNV"), encoding="utf-8")
    ran = subprocess_run(
        *("--db", tmp_path / "v.db", "--registry", _example(own), "ingest", docs, "--jobs", "2", "--json")
    )

    assert (ran.returncode, json.loads(ran.stdout)["mentions"]) == (0, 3)


#: What stands in a file → what the error says in Vietnamese, and what to write.
WRONG = [
    ("laws", "- {code: 940/2024/QH15, type: luat, date: 2024-12-01}", "ngày ở trường date phải đặt trong ngoặc kép"),
    ("laws", "- {code: 940/2024/QH15, type: luat, date: 2024-12-01}", "viết date: '2024-12-01'"),
    ("laws", "- {code: 940/2024/QH15, type: luat, date: 2024-13-01}", "đặt ngày trong ngoặc kép"),
    ("laws", "- {code: 940/2024/QH15, type: luat, date: hôm qua}", "“hôm qua” ở trường date không phải là ngày"),
    ("laws", "- {code: 940/2024/QH15, type: Luật}", "có phải luat"),
    ("laws", "- {code: số một, type: luat}", "“số một” không phải là số ký hiệu"),
    ("laws", "- {code: số một, type: luat}", "21-KL/TW, 73/2023/NĐ-CP"),
    ("laws", "- {code: 940/2024/QH15, hoho: 1}", "không có trường hoho ở tệp này"),
    ("laws", "- {code: 940/2024/QH15, title: }", "trường title để trống"),
    ("laws", "- {code: 940/2024/QH15, names: Luật Tre}", "viết names: [thứ nhất, thứ hai]"),
    ("laws", "- {code: 940/2024/QH15, type: luat, issuer: qq}", "không có mục nào có id “qq”"),
    ("laws", "- {code: [", "dòng 2: không phải YAML"),
    ("laws", "code: 1", "tệp này phải là danh sách các mục"),
    ("laws", "null", "tệp này phải là danh sách các mục"),
    ("laws", "[" * 5000, "không phải YAML"),
    ("laws", "- Luật Tre", "cần các trường"),
    ("signs", "type_sign: []", "cần các danh sách type_signs, parts, repairs"),
    ("issuers", "- {id: tinh_uy, branch: nhà nước}", "chọn both, mass, party, state"),
    ("cues", "- {id: thich, relation: lovesit, words: thích, side: before, weight: 5}", "“lovesit” ở trường relation không"),
    ("law", "[]", "đổi tên thành laws.yaml"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "words", "told"), WRONG)
def test_a_registry_that_does_not_fit_is_told_in_vietnamese_as_wrong_usage(
    own: Path, vbgraph: Vbgraph, tmp_path: Path, file: str, words: str, told: str
) -> None:
    put(own, file, words + "\n")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ran = vbgraph("--lang", "vi", "--registry", own, "extract", tmp_path / "a.txt")
    said = re.sub(r"[\w.]+\.yaml|docs/data\.md", "", ran.err.replace(str(own), ""))

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err and f"{own / file}.yaml" in ran.err
    assert not re.search(r"\b(the|is|not|write|mend|reinstall|datetime|None)\b|cài lại", said)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"\xff\xfe-\x00 \x00", b"\x00\x01\x02", "- {code: Lễ}".encode("utf-16-le")]
)
def test_a_file_of_rubbish_is_not_taken_for_an_empty_one(
    own: Path, vbgraph: Vbgraph, tmp_path: Path, content: bytes
) -> None:
    (own / "laws.yaml").write_bytes(content)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ran = vbgraph("--registry", own, "extract", tmp_path / "a.txt")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {own / 'laws.yaml'}: not ")


def test_a_registry_that_does_not_fit_is_told_in_english_with_file_and_entry(
    own: Path, vbgraph: Vbgraph, tmp_path: Path
) -> None:
    put(own, "issuers", "- {id: tinh_uy, colour: red}\n")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ran = vbgraph("--registry", own, "extract", tmp_path / "a.txt")

    assert ran.code == 2 and f"{own / 'issuers.yaml'}: tinh_uy: unknown field colour" in ran.err
    assert "there are id, name, aliases" in ran.err


def test_a_registry_folder_that_is_not_there_is_wrong_usage(vbgraph: Vbgraph, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    assert vbgraph("--registry", tmp_path / "none", "extract", tmp_path / "a.txt").code == 2


def test_a_folder_of_one_run_is_not_taken_by_the_next(own: Path, vbgraph: Vbgraph, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    vbgraph("--registry", own, "extract", tmp_path / "a.txt")

    assert registry_user.chosen() == ()
