"""The whole tool on the sample corpus, through the command line, against a truth written by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml

from vbgraph import codes
from vbgraph.text import fold_key

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample"
TRUTH = yaml.safe_load(Path(__file__).with_name("sample_truth.yaml").read_text(encoding="utf-8"))
#: implements, continues and cites count as one family: the wording often leaves room between them.
FAMILY = {"implements": "cites", "continues": "cites"}
Node = dict[str, Any]
Edges = set[tuple[str, str, str]]
KNOWN_FAILURES = TRUTH["known_failures"]


def family(edges: Edges) -> Edges:
    return {(source, FAMILY.get(relation, relation), target) for source, relation, target in edges}


def expected() -> Edges:
    """The edges of the truth, save for known failures, each with what stands there instead."""
    failures = {tuple(failure["edge"]) for failure in KNOWN_FAILURES}
    instead = {tuple(failure["instead"]) for failure in KNOWN_FAILURES if "instead" in failure}
    return ({tuple(edge) for edge in TRUTH["edges"]} - failures) | instead


@dataclass(frozen=True)
class Run:
    """What one run over the sample gave."""

    database: Path
    report: dict[str, Any]
    graph: dict[str, Any]
    exported: bytes

    @cached_property
    def label_of(self) -> dict[str, str]:
        """The truth's label of each node, by the node's id; a node that the truth does not know is left out."""
        pairs = [
            (_likeness(d, n), d["label"], n["id"]) for d in TRUTH["documents"] for n in self.graph["nodes"]
        ]
        found: dict[str, str] = {}
        for score, label, node in sorted(pairs, reverse=True):
            if score and node not in found and label not in found.values():
                found[node] = label
        return found

    def node(self, label: str) -> Node:
        return next(n for n in self.graph["nodes"] if self.label_of.get(n["id"]) == label)

    def edges(self) -> Edges:
        name = self.label_of
        return {
            (name.get(e["source"], e["source"]), e["relation"], name.get(e["target"], e["target"]))
            for e in self.graph["edges"]
        }


def _files(node: Node) -> set[str]:
    return {file.rpartition("/")[2] for file in node["files"]}


def _likeness(document: Node, node: Node) -> int:
    """How well a document of the truth and a node agree; 0 when they cannot be the same."""
    if document["files"] or node["files"]:
        return 10 * len(_files(node) & set(document["files"]))
    code, other = (codes.key(x["code"]) if x["code"] else None for x in (document, node))
    names = {fold_key(name) for name in document.get("names", ())}
    named = fold_key(node["name"] or "") in names
    if (code and other and code != other) or not ((code and other) or named):
        return 0
    if (document["locality"] or None) != (node["locality"] or None):
        return 0
    if document["date"] and node["date"] and str(document["date"])[:4] != node["date"][:4]:
        return 0
    return 1 + 4 * (code == other) + 2 * named + 2 * (str(document["date"]) == node["date"])


def vbgraph(database: Path, *arguments: str, exit_code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "vbgraph", "--db", str(database), *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "VBGRAPH_LANG": "vi"},
        check=False,
    )
    assert done.returncode == exit_code, done.stderr
    return done.stdout


def ingest(folder: Path, *paths: str) -> Run:
    database, out = folder / "sample.db", folder / "graph.json"
    report: dict[str, Any] = {}
    for path in paths:
        report = json.loads(vbgraph(database, "ingest", path, "--json"))
    vbgraph(database, "export", "--to", "json", "-o", str(out))
    raw = out.read_bytes()
    return Run(database, report, json.loads(raw), raw)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return ingest(tmp_path_factory.mktemp("sample"), str(SAMPLE))


def test_every_file_is_read(run: Run) -> None:
    files = [path for path in SAMPLE.rglob("*") if path.is_file()]
    assert (run.report["files"]["read"], run.report["files"]["failed"]) == (len(files), 0)


def test_the_documents_are_those_of_the_truth(run: Run) -> None:
    extra = [n["id"] for n in run.graph["nodes"] if n["id"] not in run.label_of]
    known = {label for failure in KNOWN_FAILURES for label in failure.get("only_there", ())}
    missing = {d["label"] for d in TRUTH["documents"]} - set(run.label_of.values()) - known
    assert (extra, missing) == ([], set())


@pytest.mark.parametrize("field", ["code", "type", "locality", "date"])
def test_held_documents_have_the_identity_of_their_header(run: Run, field: str) -> None:
    held = [d for d in TRUTH["documents"] if d["files"]]
    want = {d["label"]: None if d[field] is None else str(d[field]) for d in held}
    assert {label: run.node(label)[field] for label in want} == want


def test_a_cited_document_has_the_date_that_most_texts_give(run: Run) -> None:
    dated = {d["label"]: str(d["date"]) for d in TRUTH["documents"] if d["date"] and not d["files"]}
    shown = {label for label in run.label_of.values() if label in dated}
    assert {label: run.node(label)["date"] for label in shown} == {label: dated[label] for label in shown}


def test_the_certified_copy_is_a_second_file_of_its_original(run: Run) -> None:
    assert _files(run.node("ls_ct9042")) == {"chi-thi-9042-tinh-uy.txt", "sao y chỉ thị 9042.txt"}


def test_the_edges_are_those_of_the_truth(run: Run) -> None:
    want, got = family(expected()), family(run.edges())
    assert (sorted(got - want), sorted(want - got)) == ([], [])


@pytest.mark.parametrize("failure", KNOWN_FAILURES, ids=lambda failure: failure["note"])
def test_a_known_failure_is_still_one(run: Run, failure: Node) -> None:
    assert tuple(failure["edge"]) not in run.edges(), "mended: take it out of known_failures"


@pytest.mark.parametrize("mention", TRUTH["ambiguous"], ids=lambda mention: mention["text"])
def test_a_mention_that_fits_two_documents_stays_open(run: Run, mention: Node) -> None:
    rows = json.loads(vbgraph(run.database, "ambiguous", "--json"))["rows"]
    place = (mention["file"], mention["text"])
    row = next(r for r in rows if (Path(r["mention"]["file"]).name, r["mention"]["text"]) == place)
    assert {run.label_of[c] for c in row["candidates"]} == set(mention["candidates"])


def test_nothing_else_is_open(run: Run) -> None:
    assert run.report["ambiguous"] == len(TRUTH["ambiguous"])


@pytest.mark.parametrize("conflict", TRUTH["conflicts"], ids=lambda conflict: conflict["label"])
def test_a_contradiction_is_a_flag_with_all_its_values(run: Run, conflict: Node) -> None:
    shown = json.loads(vbgraph(run.database, "show", run.node(conflict["label"])["id"], "--json"))
    values = [set(flag["values"]) for flag in shown["flags"] if flag["field"] == conflict["field"]]
    assert values == [{str(value) for value in conflict["values"]}]


def test_no_other_document_is_flagged_as_contradicted(run: Run) -> None:
    flagged = {n["id"] for n in run.graph["nodes"] if any("conflict" in flag for flag in n["flags"])}
    assert {run.label_of[i] for i in flagged} == {conflict["label"] for conflict in TRUTH["conflicts"]}


def test_nothing_of_the_secret_document_is_quoted(run: Run) -> None:
    secret = run.node("ls_tb9333")["id"]
    quotes = [v["quote"] for e in run.graph["edges"] for v in e["evidence"] if v["asserted_by"] == secret]
    assert quotes and not any(quotes)


def test_one_code_in_two_provinces_lists_both_and_picks_none(run: Run) -> None:
    told = json.loads(vbgraph(run.database, "show", "9042-CT/TU", "--json", exit_code=1))
    assert {run.label_of[c["id"]] for c in told["candidates"]} == {"ls_ct9042", "dt_ct9042"}


def test_the_order_of_files_does_not_matter(run: Run, tmp_path: Path) -> None:
    backwards = ingest(tmp_path, *(str(path) for path in sorted(SAMPLE.iterdir(), reverse=True)))
    ours = {(e["source"], e["relation"], e["target"]) for e in backwards.graph["edges"]}
    assert ours == {(e["source"], e["relation"], e["target"]) for e in run.graph["edges"]}


def test_a_second_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    twice = ingest(tmp_path, str(SAMPLE), str(SAMPLE))
    assert twice.exported == run.exported
