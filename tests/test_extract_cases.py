"""The case tables of extraction: pitfalls, mentions, relations. tests/cases/pitfalls.yaml tells the fields of a case."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from vbgraph import registry
from vbgraph.extract import extract
from vbgraph.identify import identify
from vbgraph.models import Document, FileFacts, Graph, Mention
from vbgraph.resolve import conclude

TABLES = ("pitfalls.yaml", "mentions.yaml", "relations.yaml")
CASES = Path(__file__).parent / "cases"
#: What tells which mention a case means, or is compared in its own way; all else are fields of a Mention.
_OWN = frozenset({"text", "nth", "names", "flags", "not_flags", "provisions"})
_KEYS = frozenset(
    [
        "id",
        "text",
        "citing",
        "expect",
        "none",
        "more",
        "header",
        "docs",
        "nodes",
        "ids",
        "open",
        "note",
        "known_failure",
    ]
)
#: References back are kept, but the tables are about citations.
_REFERENCES = frozenset({"self", "anaphora"})


@lru_cache(maxsize=4)
def table(name: str) -> list[dict[str, Any]]:
    """Return the cases of a table."""
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def params(name: str) -> list[Any]:
    out = []
    for case in table(name):
        reason = case.get("known_failure")
        marks = [pytest.mark.xfail(strict=True, reason=str(reason))] if reason else []
        out.append(pytest.param(case, id=case["id"], marks=marks))
    return out


def document(citing: dict[str, Any] | None) -> Document:
    """Return the citing document that a case describes: a directive unless it says otherwise."""
    return Document(**{"kind": "directive", **{k: _plain(v) for k, v in (citing or {}).items()}})


def _plain(value: Any) -> Any:
    """Return a value of the table as the code gives it: days are text."""
    return value if value is None or isinstance(value, (str, int, list, tuple, dict)) else str(value)


def found(case: dict[str, Any]) -> tuple[tuple[Document, ...], tuple[Mention, ...]]:
    """Return the documents and mentions of a case's text."""
    known = registry.load()
    documents = tuple(identify(case["text"], known)) if "header" in case else (document(case.get("citing")),)
    return documents, extract(case["text"], documents, known)


# ---------------------------------------------------------------- comparing


def shown(mention: Mention) -> str:
    """Return a mention on one line, its empty fields left out."""
    fields = [
        "kind",
        "type",
        "number",
        "code",
        "name",
        "date",
        "issuer",
        "locality",
        "term",
        "relation",
        "by",
        "of",
        "flags",
    ]
    told = [f"{f}={v!r}" for f in fields if (v := getattr(mention, f)) not in (None, ())]
    return f"{mention.text!r} {' '.join(told)}"


def meant(want: dict[str, Any], mentions: list[Mention]) -> Mention | None:
    """Return the mention that a case means: by its text and how often that stood before, else by code or number."""
    if "text" in want:
        same = [m for m in mentions if m.text == want["text"]]
        spans = list(dict.fromkeys((m.start, m.end) for m in same))
        at = want.get("nth", 1) - 1
        return next((m for m in same if len(spans) > at and (m.start, m.end) == spans[at]), None)
    key = next(k for k in ("code", "name", "number") if want.get(k))
    return next((m for m in mentions if getattr(m, key) == want[key]), None)


def differences(want: dict[str, Any], mention: Mention, mentions: list[Mention]) -> list[str]:
    """Return what a mention has otherwise than the case says."""
    out = []
    for field in want.keys() - _OWN:
        got, wanted = getattr(mention, field), _plain(want[field])
        if got != wanted:
            out.append(f"{field}: wanted {wanted!r}, got {got!r}")
    span = (mention.start, mention.end)
    names = [m.name for m in mentions if (m.start, m.end) == span]
    if "names" in want and names != want["names"]:
        out.append(f"names: wanted {want['names']}, got {names}")
    out += [f"flag {f} is missing" for f in want.get("flags", ()) if f not in mention.flags]
    out += [f"flag {f} is not wanted" for f in want.get("not_flags", ()) if f in mention.flags]
    if "provisions" in want:
        got_all = [
            {k: v for k in ("point", "clause", "article", "appendix") if (v := getattr(p, k)) is not None}
            for p in mention.provisions
        ]
        if got_all != want["provisions"]:
            out.append(f"provisions: wanted {want['provisions']}, got {got_all}")
    return sorted(out)


def complaints(case: dict[str, Any], mentions: tuple[Mention, ...]) -> list[str]:
    """Return all that a text's mentions have otherwise than its case says, one sentence each."""
    rest = list(mentions)
    out: list[str] = []
    seen: set[tuple[int, int]] = set()
    for want in case.get("expect", ()):
        pool = list(mentions) if "text" in want else [m for m in rest if (m.start, m.end) not in seen]
        mention = meant(want, pool)
        if mention is None:
            out.append(f"not found: {want}")
            continue
        seen.add((mention.start, mention.end))
        out += [f"{mention.text!r}: {d}" for d in differences(want, mention, rest)]
    if not case.get("more"):
        out += [
            f"found too: {shown(m)}"
            for m in rest
            if (m.start, m.end) not in seen and m.kind not in _REFERENCES
        ]
    return out


def header_complaints(wanted: dict[str, Any], documents: tuple[Document, ...]) -> list[str]:
    """Return what identify read otherwise than the case says."""
    out = []
    for field, raw in wanted.items():
        got = getattr(documents[0], field)
        want = _plain(raw)
        if field == "copy" and got is not None:
            got, want = [got.code, got.copier, got.date], [_plain(v) for v in raw]
        if got != want:
            out.append(f"header {field}: wanted {want!r}, got {got!r}")
    return out


def graph(case: dict[str, Any]) -> Graph:
    """Return what several small texts conclude together; each is a file of a document without number."""
    known = registry.load()
    facts = []
    for k, item in enumerate(case["docs"]):
        doc = {"text": item} if isinstance(item, str) else item
        citing = (document(doc.get("citing")),)
        facts.append(FileFacts(f"{k}.txt", f"sha-{k}", citing, extract(doc["text"], citing, known)))
    return conclude(facts, known)


def graph_complaints(case: dict[str, Any]) -> list[str]:
    result = graph(case)
    cited = [n.id for n in result.nodes if not n.held]
    open_ = [r for r in result.resolutions if r.target is None]
    out = []
    if len(cited) != case["nodes"]:
        out.append(f"{case['nodes']} documents wanted, got {len(cited)}: {cited}")
    if "ids" in case and sorted(case["ids"]) != cited:
        out.append(f"ids: wanted {sorted(case['ids'])}, got {cited}")
    if len(open_) != case.get("open", 0):
        out.append(f"open: wanted {case.get('open', 0)}, got {[(r.file, r.candidates) for r in open_]}")
    return out


def check(case: dict[str, Any]) -> None:
    """Fail with all that is otherwise than the case says."""
    if "docs" in case:
        told = graph_complaints(case)
        _judge(told, [case["id"], *map(str, case["docs"])])
        return
    documents, mentions = found(case)
    told = header_complaints(case.get("header", {}), documents) + complaints(case, mentions)
    _judge(told, [f"{case['id']}: {case['text']}", *("all: " + shown(m) for m in mentions)])


def _judge(told: list[str], context: list[str]) -> None:
    if told:
        pytest.fail("\n".join([*told, *context]), pytrace=False)


# ---------------------------------------------------------------- the tables


@pytest.mark.parametrize("case", params("pitfalls.yaml"))
def test_a_pitfall_is_read_as_its_case_says(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", params("mentions.yaml"))
def test_a_text_cites_what_its_case_says(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", params("relations.yaml"))
def test_a_citation_is_related_as_its_case_says(case: dict[str, Any]) -> None:
    check(case)


def test_every_pitfall_has_its_case() -> None:
    assert [c["id"] for c in table("pitfalls.yaml")] == [f"P{n:03d}" for n in range(1, 146)]


@pytest.mark.parametrize("name", TABLES)
def test_a_case_says_what_it_expects_in_known_words(name: str) -> None:
    ids = [c["id"] for c in table(name)]
    assert len(ids) == len(set(ids))
    for case in table(name):
        assert case.keys() <= _KEYS, case["id"]
        assert case.keys() & {"expect", "none", "nodes"}, case["id"]
