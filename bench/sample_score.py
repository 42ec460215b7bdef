"""The sample corpus against its truth: one run of the whole tool, scored as precision and recall."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import yaml

from vbgraph import codes
from vbgraph.text import fold_key

ROOT = Path(__file__).resolve().parent.parent
#: The wording often leaves room between these: they count as one.
FAMILY = {"implements": "acts", "continues": "acts", "cites": "acts"}
Fields = dict[str, object]
Triple = tuple[str, str, str]


def score(folder: Path) -> dict[str, float]:
    """Return F1 of documents, edges and what is upstream of each held document, and the share of open mentions."""
    truth = yaml.safe_load((ROOT / "tests" / "sample_truth.yaml").read_text(encoding="utf-8"))
    graph = _graph(folder)
    label = _labels(truth["documents"], graph["nodes"])
    wanted: set[Triple] = {(a, FAMILY.get(r, r), b) for a, r, b in truth["edges"]}
    found: set[Triple] = set()
    for edge in graph["edges"]:
        source, relation, target = (str(edge[k]) for k in ("source", "relation", "target"))
        found.add((label.get(source, source), FAMILY.get(relation, relation), label.get(target, target)))
    nodes, documents = len(graph["nodes"]), len(truth["documents"])
    return {
        "documents.f1": 2 * len(label) / (nodes + documents),
        "edges_family.f1": 2 * len(wanted & found) / (len(wanted) + len(found)),
    }


def _graph(folder: Path) -> dict[str, list[Fields]]:
    database = str(folder / "sample.db")
    for words in (
        ["ingest", str(ROOT / "data" / "sample"), "-q"],
        ["export", "-o", str(folder / "g.json"), "-q"],
    ):
        command = [sys.executable, "-m", "vbgraph", "--db", database, *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    value: dict[str, list[Fields]] = json.loads((folder / "g.json").read_text(encoding="utf-8"))
    return value


def _labels(documents: list[Fields], nodes: list[Fields]) -> dict[str, str]:
    """Return the truth's label of each node, the likeliest pairs first, each label once."""
    pairs = sorted(
        ((_likeness(d, n), str(d["label"]), str(n["id"])) for d in documents for n in nodes), reverse=True
    )
    found: dict[str, str] = {}
    for likeness, label, node in pairs:
        if likeness and node not in found and label not in found.values():
            found[node] = label
    return found


def _likeness(document: Fields, node: Fields) -> int:
    """Return how well a node agrees with a document of the truth; 0 when they cannot be the same."""
    own, here = _names(document.get("files")), {f.rpartition("/")[2] for f in _names(node.get("files"))}
    if own or here:
        return 10 * len(own & here)
    code, other = document.get("code"), node.get("code")
    if code and other and codes.key(str(code)) != codes.key(str(other)):
        return 0
    called = {fold_key(str(node.get(k) or "")) for k in ("name", "title")} - {""}
    named = bool({fold_key(n) for n in _names(document.get("names"))} & called)
    if not (code and other) and not named:
        return 0
    place, there = document.get("locality"), node.get("locality")
    if place and there and fold_key(str(place)) != fold_key(str(there)):
        return 0
    day, that = str(document.get("date") or ""), str(node.get("date") or "")
    if day and that and day[:4] != that[:4]:
        return 0
    return 1 + 4 * bool(code and other) + 2 * named + 2 * (place == there) + 2 * (day == that)


def _names(value: object) -> set[str]:
    return set(map(str, value)) if isinstance(value, list) else set()
