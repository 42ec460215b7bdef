"""Long fuzz of extraction over texts mutated at random from the case tables: no crash, no span outside the text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from vbgraph.extract import extract
from vbgraph.identify import identify
from vbgraph.models import Text
from vbgraph.registry import load

CASES = Path(__file__).parent / "cases"
SEEDS = 100
INPUTS_OF_A_SEED = 2_000
#: What mutations put in: separators, look-alikes, invisible and combining characters, words that open other clauses.
PIECES = [
    *"0123456789/-.,;:()[]\n\t \u00a0\u00ad\u200b\u0301\u0110\u00d0\u041aKLTWQ",
    "/TW",
    "-CP",
    " ngày ",
    " khóa ",
    " số ",
    "bởi ",
]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Return the texts of all cases of extraction."""
    files = [CASES / f"{name}.yaml" for name in ("pitfalls", "mentions", "relations")]
    cases = [case for file in files for case in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return [case["text"] for case in cases if case.get("text")]


def mutated(chance: random.Random, texts: list[str]) -> str:
    """Return one or two texts with up to eight stretches cut, doubled, moved or replaced."""
    text = "\n".join(chance.sample(texts, chance.choice((1, 1, 2))))
    for _ in range(chance.randint(1, 8)):
        low = chance.randrange(len(text) + 1)
        high = min(len(text), low + chance.randint(0, 12))
        piece = chance.choice((chance.choice(PIECES), "", text[low:high] * 2, text[high : high + 20]))
        text = text[:low] + piece + text[high:]
    return text


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_mutated_text_breaks_the_extraction(seed: int, texts: list[str]) -> None:
    registry, chance = load(), random.Random(seed)
    for _ in range(INPUTS_OF_A_SEED):
        content = mutated(chance, texts)
        text = Text(content)
        found = extract(text, identify(text, registry), registry)
        assert all(0 <= m.start < m.end <= len(content) for m in found), content
        assert all(m.text == content[m.start : m.end] for m in found), content
        assert [m.start for m in found] == sorted(m.start for m in found), content
