"""Long fuzz of extraction over texts mutated at random: no crash, no hang, no span outside the text.

The texts are those of the case tables and, where a corpus is there ($VBGRAPH_CORPUS, else ../shared/corpus), windows of
its texts. Every input is a function of its seed: a failure names the text that shows it.
"""

from __future__ import annotations

import random
import time
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from bench.gained_lost import texts as texts_of
from bench.own_gold import corpus_path
from vbgraph.extract import extract
from vbgraph.identify import identify
from vbgraph.models import Text
from vbgraph.registry import load

CASES = Path(__file__).parent / "cases"
SEEDS = 100
INPUTS_OF_A_SEED = 2_000
#: How many seeds take windows of corpus texts, how many inputs each, and how long a window is.
CORPUS_SEEDS, CORPUS_INPUTS, WINDOW = 100, 600, (40, 800)
#: No text may take longer, in CPU seconds: a generous share for the text's size and a start.
SECONDS, SECONDS_OF_A_KB = 2.0, 0.05
#: What mutations put in: separators, look-alikes, invisible and combining characters, words that open other clauses.
PIECES = [
    *"0123456789/-.,;:()[]\n\t \u00a0\u00ad\u200b\u0301\u0110\u00d0\u041aKLTWQ",
    *"\r\x00\x0b\x0c\u0085\u2028\ufeff\ufffd\ud800\U0001f600\u0130\u1e9e“”|#*_",
    "/TW",
    "-CP",
    " ngày ",
    " khóa ",
    " số ",
    "bởi ",
    "\n\n",
    "\r\n",
    " của ",
    "(sau đây gọi tắt là ",
    "Điều 1. ",
    "KT. BỘ TRƯỞNG\n",
]


@lru_cache(maxsize=1)
def case_texts() -> list[str]:
    """Return the texts of all cases of extraction."""
    files = [CASES / f"{name}.yaml" for name in ("pitfalls", "mentions", "relations")]
    cases = [case for file in files for case in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return [case["text"] for case in cases if case.get("text")]


@lru_cache(maxsize=1)
def corpus_texts() -> list[str]:
    """Return the texts of the corpus."""
    return [text for _, text in texts_of(corpus_path())]


def mutated(chance: random.Random, texts: list[str]) -> str:
    """Return one or two texts with up to eight stretches cut, doubled, moved or replaced."""
    text = "\n".join(chance.sample(texts, chance.choice((1, 1, 2))))
    for _ in range(chance.randint(1, 8)):
        low = chance.randrange(len(text) + 1)
        high = min(len(text), low + chance.randint(0, 12))
        piece = chance.choice((chance.choice(PIECES), "", text[low:high] * 2, text[high : high + 20]))
        text = text[:low] + piece + text[high:]
    return text


def window(chance: random.Random, texts: list[str]) -> str:
    """Return a stretch of a text, one in five from its heading, where identify has most to do."""
    text, size = chance.choice(texts), chance.randint(*WINDOW)
    start = 0 if chance.random() < 0.2 else chance.randrange(max(1, len(text) - size))
    return text[start : start + size]


def spoilt(chance: random.Random, texts: list[str]) -> str:
    """Return a window mutated: stretches swapped, digits changed, two texts spliced, the end cut off, and as above."""
    text = window(chance, texts)
    kind = chance.randrange(5)
    if kind == 0:
        other = window(chance, texts)
        text = text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other) + 1) :]
    elif kind == 1:
        a, b, c = sorted(chance.randrange(len(text) + 1) for _ in range(3))
        text = text[:a] + text[b:c] + text[a:b] + text[c:]
    elif kind == 2:
        digits = "0123456789٣Ⅷ²"
        text = "".join(chance.choice(digits) if x.isdigit() and chance.random() < 0.3 else x for x in text)
    elif kind == 3:
        text = text[: chance.randrange(len(text) + 1)]
    return mutated(chance, [text, text])


def assert_read_well(content: str) -> None:
    """Fail when a text crashes or holds up the reading, or a span leads elsewhere than to its words."""
    registry, text = load(), Text(content)
    began = time.process_time()
    documents = identify(text, registry)
    found = extract(text, documents, registry)
    seconds = time.process_time() - began
    assert seconds < SECONDS + SECONDS_OF_A_KB * len(content) / 1000, (seconds, content)
    for d in documents:
        assert 0 <= d.start <= d.end <= len(content), content
        assert 0 <= d.header_end <= len(content), content
        assert 0 <= d.body_end <= len(content), content
    assert all(0 <= m.start < m.end <= len(content) for m in found), content
    assert all(m.text == content[m.start : m.end] for m in found), content
    assert [m.start for m in found] == sorted(m.start for m in found), content


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_mutated_text_breaks_the_extraction(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(INPUTS_OF_A_SEED):
        assert_read_well(mutated(chance, case_texts()))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(CORPUS_SEEDS))
def test_no_spoilt_piece_of_a_corpus_breaks_the_extraction(seed: int) -> None:
    if not corpus_path().exists():
        pytest.skip(f"there is no {corpus_path()}; set VBGRAPH_CORPUS")
    chance = random.Random(f"corpus {seed}")
    for _ in range(CORPUS_INPUTS):
        assert_read_well(spoilt(chance, corpus_texts()))
