"""Ids: ASCII, made from what is known, unique, the same whatever came first."""

from __future__ import annotations

import re

import pytest

from tests import resolve_cases as world
from vbgraph.resolve import make_id


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"code": "21-KL/TW", "when": "k13"}, "kl-21-tw.k13"),
        ({"code": "21-KL/TW"}, "kl-21-tw"),
        ({"code": "73/2023/NĐ-CP"}, "nd-73-2023-cp"),
        ({"code": "56-CT/TU", "locality": "Ninh Thuận", "when": "2024"}, "ct-56-tu.ninh-thuan.2024"),
        ({"code": "10-KH/HU", "locality": "Hưng Yên", "unit": "kim dong"}, "kh-10-hu.hung-yen.kim-dong"),
        ({"code": "31/2024/QH15", "type": "Luật", "typed": False}, "luat-31-2024-qh15"),
        ({"code": "17/2015/TTLT-BTP-BQP"}, "ttlt-17-2015-btp-bqp"),
        (
            {"code": "64/CP", "type": "Nghị định", "typed": False, "when": "1993-09-27"},
            "nghi-dinh-64-cp.1993-09-27",
        ),
        ({"code": None, "name": "Hiến pháp"}, "hien-phap"),
        ({"code": None, "name": "Nghị quyết Đại hội XIII của Đảng"}, "nghi-quyet-dai-hoi-13-cua-dang"),
        ({"code": None}, "van-ban"),
    ],
)
def test_an_id_is_made_from_what_is_known(fields: dict[str, str], wanted: str) -> None:
    assert make_id(**fields) == wanted  # type: ignore[arg-type]


def test_documents_that_would_share_an_id_tell_their_dates() -> None:
    cites = [
        {"code": "612-QĐ/TU", "type": t, "date": d}
        for t, d in (("Quy định", "2023-05-10"), ("Quyết định", "2023-11-22"))
    ]
    found = world.graph(
        [world.file("a.txt", code="42-CT/TU", locality="Hưng Yên", date="2024-03-14", cites=cites)]
    )

    assert [n.id for n in found.nodes][1:] == [
        "qd-612-tu.hung-yen.2023-05-10",
        "qd-612-tu.hung-yen.2023-11-22",
    ]


def test_two_drafts_of_one_title_get_two_ids() -> None:
    drafts = [world.file(f"{n}.txt", type="Kế hoạch", title="chuyển đổi số", flags=["draft"]) for n in "ab"]

    assert [n.id for n in world.graph(drafts).nodes] == [
        "du-thao-ke-hoach-chuyen-doi-so",
        "du-thao-ke-hoach-chuyen-doi-so-2",
    ]


def test_ids_are_ascii_and_fit_in_a_url() -> None:
    cites = [
        {"code": c} for c in ("05/2022/TT-BLĐTBXH", "631-CT/BCSĐ", "2560/BCA-X13", "100/2014/TTLT-BTC-BTP")
    ]
    cites += [{"kind": "name", "type": "Luật", "name": 'Luật Về những điều "lạ" / khác'}]
    found = world.graph([world.file("a.txt", code="01/BC-BNV", date="2024-01-01", cites=cites)])

    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.\-]*", n.id) for n in found.nodes)
