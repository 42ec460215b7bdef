"""Laws of spelling over whole texts: the sample and the case tables every day, the texts of a corpus by night."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from bench.gained_lost import texts
from bench.own_gold import corpus_path
from tests.spelling_laws import LAWS, differing, identity, own_identity
from tests.test_extract_cases import TABLES, document, table
from vbgraph import registry
from vbgraph.extract import extract
from vbgraph.identify import identify
from vbgraph.models import Document, Mention, Text
from vbgraph.read import read

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
PARTS = 20


@dataclass(frozen=True)
class Reading:
    text: str
    documents: tuple[Document, ...]
    mentions: tuple[Mention, ...]

    citing: Document | None = None


def reading(text: str, citing: Document | None = None) -> Reading:
    """Return what a text says. A text of a sentence or two is no file to identify: who cites is given."""
    known = registry.load()
    documents = (citing,) if citing else identify(Text(text), known)
    return Reading(text, documents, extract(Text(text), documents, known), citing)


def broken(name: str, before: Reading, law: str) -> Iterator[str]:
    """Yield what another spelling of a text tells otherwise, one line each."""
    chance = random.Random(f"{law} {name}")
    after = reading(LAWS[law](before.text, before.mentions, before.documents, chance), before.citing)
    pairs = differing([*map(own_identity, before.documents)], [*map(own_identity, after.documents)])
    pairs += differing([*map(identity, before.mentions)], [*map(identity, after.mentions)])
    for old, new in pairs:
        yield f"{name}: {old} became {new}"


@lru_cache(maxsize=1)
def own_texts() -> list[tuple[str, Reading]]:
    """Return the texts of the sample and of the case tables, read once."""
    files = [p for p in sorted(SAMPLE.rglob("*")) if p.is_file()]
    cases = [case for name in TABLES for case in table(name) if "text" in case]
    sentences = [
        (case["id"], reading(case["text"], None if "header" in case else document(case.get("citing"))))
        for case in cases
    ]
    return [(p.name, reading(read(p).content)) for p in files] + sentences


@pytest.mark.parametrize("law", LAWS)
def test_another_spelling_of_our_own_texts_changes_no_identity(law: str) -> None:
    assert [line for name, before in own_texts() for line in broken(name, before, law)] == []


@pytest.mark.parametrize("law", LAWS)
def test_a_law_changes_the_spelling_of_most_texts(law: str) -> None:
    """A law that touches nothing holds of itself."""
    changed = [
        LAWS[law](r.text, r.mentions, r.documents, random.Random(name)) != r.text for name, r in own_texts()
    ]
    assert sum(changed) > len(changed) / 10


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_another_spelling_of_a_corpus_changes_no_identity(part: int) -> None:
    if not corpus_path().exists():
        pytest.skip(f"there is no {corpus_path()}; set VBGRAPH_CORPUS")
    told = []
    for k, (name, text) in enumerate(texts(corpus_path())):
        if k % PARTS == part:
            before = reading(text)
            told += [f"{law}: {line}" for law in LAWS for line in broken(name, before, law)]
    assert told == []
