"""Synthetic graphs for the tests and the benchmark of the map: the same size and seed give the same graph."""

from __future__ import annotations

import random
from dataclasses import replace

from vbgraph.models import Edge, Evidence, Graph, Node, NodeFlag, Provision

PROVINCES = ("Hưng Yên", "Hải Dương", "Sóc Trăng", "Ninh Thuận", "Cần Thơ", "Điện Biên", "Quảng Ngãi")
_SHARE = (
    ("central", 0.05),
    ("ministry", 0.1),
    ("province", 0.4),
    ("district", 0.27),
    ("commune", 0.12),
    ("grassroots", 0.06),
)
_TYPES = {
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "NQ": "Nghị quyết",
    "KH": "Kế hoạch",
    "CV": "Công văn",
    "HD": "Hướng dẫn",
    "QĐ": "Quyết định",
}
_ORGANS = {
    "central": ("TW", "Ban Bí thư"),
    "ministry": ("BTCTW", "Ban Tổ chức Trung ương"),
    "province": ("TU", "Tỉnh ủy"),
    "district": ("HU", "Huyện ủy"),
    "commune": ("ĐU", "Đảng ủy xã"),
    "grassroots": ("CB", "Chi bộ"),
}
_SUBJECTS = (
    "về tăng cường công tác phòng, chống tham nhũng",
    "về phát triển kinh tế tập thể trong tình hình mới",
    "về chuyển đổi số trong hệ thống chính trị",
    "về khuyến khích, bảo vệ cán bộ năng động, sáng tạo, dám nghĩ, dám làm",
)
_RELATIONS = (
    ("implements",) * 8
    + ("based_on",) * 6
    + ("continues", "guides", "guides", "cites", "cites", "amends", "replaces", "repeals")
)


def make(size: int, *, links: float = 2.6, seed: int = 7) -> Graph:
    """Return a graph of `size` documents on six levels with about `links` edges each, and one report in forty."""
    random_ = random.Random(seed)
    nodes = [_node(i, _level(i, size), random_) for i in range(size)]
    nodes += [_report(i) for i in range(size // 40)]
    edges: dict[tuple[str, str, str], Edge] = {}
    for i in range(1, size):
        for _ in range(random_.choice((1, 2, 3, 4)) if links > 2 else 1):
            j = min(int(random_.random() ** 2.2 * i), i - 1)
            edge = _edge(nodes[i], nodes[j], random_.choice(_RELATIONS), random_)
            edges[edge.source, edge.target, edge.relation] = edge
    for report in nodes[size:]:
        edge = _edge(report, nodes[random_.randrange(size)], "reports", random_)
        edges[edge.source, edge.target, edge.relation] = edge
    return Graph(
        nodes=tuple(sorted(nodes, key=lambda n: n.id)),
        edges=tuple(edges[key] for key in sorted(edges)),
    )


def hostile(payload: str) -> Graph:
    """Return three documents and two edges with the payload in every field that holds text."""
    spiked = [
        Node(
            f"x{i}-{payload}",
            kind=("directive", "report", "directive")[i],
            code=payload if i != 1 else None,
            type=payload,
            name=payload,
            title=payload,
            issuer=payload,
            locality=payload,
            level="province",
            date="2024-01-0" + str(i + 1),
            term=payload,
            held=i < 2,
            files=(payload,),
            names=(payload, payload + "2"),
            notes=(NodeFlag("conflict", payload, (payload,), (payload,)),),
            flags=(payload,),
        )
        for i in range(3)
    ]
    proof = Evidence(payload, spiked[2].id, 0, 5, f"trước {payload} sau", payload)
    edges = (
        Edge(spiked[0].id, spiked[2].id, "implements", (Provision(text=payload),), 0.5, 4, (proof,)),
        Edge(spiked[1].id, spiked[0].id, "reports", (), 1.0, 1, (proof,)),
    )
    return Graph(nodes=tuple(spiked), edges=edges)


def _level(i: int, size: int) -> str:
    share = (i + 0.5) / size
    for level, part in _SHARE:
        share -= part
        if share <= 0:
            return level
    return "grassroots"


def _node(i: int, level: str, random_: random.Random) -> Node:
    sign = random_.choice(tuple(_TYPES))
    organ, body = _ORGANS[level]
    place = None if level in ("central", "ministry") else PROVINCES[i % len(PROVINCES)]
    number = f"{random_.randrange(1, 2600):02d}"
    kind, year = _TYPES[sign], random_.randrange(2014, 2026)
    date = None if i % 17 == 5 else f"{year}-{random_.randrange(1, 13):02d}-{random_.randrange(1, 29):02d}"
    held = random_.random() < 0.7
    node = Node(
        id=f"n{i:05d}-{sign.lower().replace('đ', 'd')}-{number}",
        code=f"{number}-{sign}/{organ}",
        type=kind,
        title=f"{kind} {_SUBJECTS[i % len(_SUBJECTS)]}",
        issuer=body if place is None else f"{body} {place}",
        locality=place,
        level=level,
        date=date,
        held=held,
        files=(f"tap-{i % 9}/{number}-{sign}.docx",) if held else (),
        draft=i % 61 == 60,
    )
    if i % 23 == 7:
        node = replace(
            node, notes=(NodeFlag("conflict", "date", ("2012", "2022")),), flags=("conflict:date",)
        )
    return node


def _report(i: int) -> Node:
    return Node(
        id=f"r{i:05d}",
        kind="report",
        title=f"Cán bộ, đảng viên học tập chỉ thị mới, bài {i}",
        issuer="Báo địa phương",
        date="2025-03",
        held=True,
        files=(f"bai/{i}.html",),
    )


def _edge(source: Node, target: Node, relation: str, random_: random.Random) -> Edge:
    quote = (
        f"Thực hiện {target.type} số {target.code} ngày 05/3/2024 của {target.issuer} {_SUBJECTS[0]}, "
        f"{source.issuer} yêu cầu các cấp ủy, tổ chức đảng quán triệt và tổ chức thực hiện."
    )
    proof = Evidence(
        source.files[0] if source.files else "khac.txt", source.id, 10, 60, quote, "cue:thuc hien"
    )
    partly = (
        (Provision(article="3", text="Điều 3"),) if relation == "repeals" and random_.random() < 0.4 else ()
    )
    return Edge(source.id, target.id, relation, partly, 0.9, random_.randrange(1, 4), (proof,))
