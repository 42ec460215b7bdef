"""How fast a text is read: identify and extract alone, on one core, in CPU time. Judges nothing.

    python bench/extract_speed.py [--runs N] [--only corpus|doublings|hostile]

Over the texts of a corpus ($VBGRAPH_CORPUS, else ../shared/corpus/texts.tar.xz; the sample when there is none): MB/s,
the best of N runs. Over one text made longer and longer, from 10 KB to 10 MB: seconds, and how many times the seconds
of half of it. Over 1 MB of what is made to be slow: seconds. MB are 10^6 bytes of UTF-8.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from bench.gained_lost import texts  # noqa: E402 - after the path of a plain run
from bench.own_gold import corpus_path  # noqa: E402

SAMPLE = ROOT / "data" / "sample"
KB, MB = 1_000, 1_000_000
SIZES = [10 * KB * 2**k for k in range(11)]
#: What each hostile text is made of: the piece that fills a megabyte, after what stands at its head.
HOSTILE = {
    "one line of words": "các đơn vị tổ chức thực hiện ",
    "digits": "0123456789",
    "digits and dashes": "12-",
    "số": "số ",
    "brackets opened": "(",
    "brackets nested": "(a (b [c ",
    "no spaces": "NghịđịnhsốKL/TW",
    "quotes opened": "“Điều 1 của Luật ",
    "Nghị định số": "Nghị định số ",
    "numbers in one sentence": "Nghị định số 12/2020/NĐ-CP, ",
    "laws in one sentence": "Luật Đất đai, ",
    "amending laws": "Luật sửa đổi, bổ sung một số điều của ",
    "issuers": "của Ủy ban nhân dân tỉnh ",
    "dates": "ngày 01 tháng 02 năm ",
    "provisions": "điểm a khoản 1 Điều 2 ",
    "relations": "được sửa đổi, bổ sung bởi ",
    "line ends": "\n",
    "spaces": " ",
    "lines in capitals": "CỘNG HÒA XÃ HỘI\n",
    "letterheads": "CHÍNH PHỦ\nSố: 12/NĐ-CP\n\nNGHỊ ĐỊNH\n",
    "signatures": "KT. BỘ TRƯỞNG\n",
    "accents alone": "\u0301",
    "soft hyphens": "a\u00ad",
}


def main() -> int:
    """Print the tables and return 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=("corpus", "doublings", "hostile"))
    options = parser.parse_args()
    parts = {"corpus": over_corpus, "doublings": doublings, "hostile": hostile}
    seconds("Nghị định số 12/2020/NĐ-CP")  # patterns and indexes are made on first use
    for name, part in parts.items():
        if options.only in (None, name):
            for line in part(options.runs):
                print(line, flush=True)
    return 0


def seconds(text: str) -> tuple[float, float]:
    """Return the CPU seconds of identify and of extract on a text."""
    from vbgraph.extract import extract
    from vbgraph.identify import identify
    from vbgraph.registry import load

    registry = load()
    began = time.process_time()
    documents = identify(text, registry)
    middle = time.process_time()
    extract(text, documents, registry)
    return middle - began, time.process_time() - middle


def best(some: Sequence[str], runs: int) -> tuple[float, float]:
    """Return the least CPU seconds of several runs over texts, for identify and for extract."""
    each = [[sum(column) for column in zip(*map(seconds, some), strict=True)] for _ in range(runs)]
    return min(e[0] for e in each), min(e[1] for e in each)


def over_corpus(runs: int) -> Iterator[str]:
    """Yield the rates over the texts of a corpus."""
    some = corpus()
    size = sum(len(t.encode()) for t in some) / MB
    identified, extracted = best(some, runs)
    yield f"{len(some)} texts, {size:.1f} MB, CPU time, best of {runs}"
    for name, took in (
        ("identify", identified),
        ("extract", extracted),
        ("together", identified + extracted),
    ):
        yield f"  {name:10} {took:8.2f} s {size / took:8.2f} MB/s"


def corpus() -> list[str]:
    source = corpus_path()
    return [text for _, text in texts(source if source.exists() else SAMPLE)]


def doublings(runs: int) -> Iterator[str]:
    """Yield the seconds of a text of growing length, and how many times those of the half."""
    base = cut(
        next(t for t in [*corpus(), "Nghị định số 12/2020/NĐ-CP\n" * 500] if len(t) > 8 * KB), SIZES[0]
    )
    yield f"{'text':>10} {'identify s':>11} {'ratio':>6} {'extract s':>11} {'ratio':>6}"
    before: tuple[float, float] | None = None
    for size in SIZES:
        text = grown(base, size)
        # A short text is read often, so that the clock's grain does not count.
        often = max(1, min(20, MB // size))
        totals = [total([text] * often) for _ in range(runs)]
        now = min(t[0] for t in totals) / often, min(t[1] for t in totals) / often
        ratios = [f"{n / b:6.2f}" for n, b in zip(now, before, strict=True)] if before else ["", ""]
        yield f"{size / KB:7.0f} KB {now[0]:11.4f} {ratios[0]:>6} {now[1]:11.4f} {ratios[1]:>6}"
        before = now


def grown(base: str, size: int) -> str:
    """Return a text of about `size` bytes: one text over and over, its longer numbers others each time."""
    chance = random.Random(size)
    count = -(-size // len(base.encode()))
    vary = re.compile(r"(?<!\d)\d{2,3}(?=[/-])")
    return cut(
        "\n".join(vary.sub(lambda m: str(chance.randrange(10, 999)), base) for _ in range(count)), size
    )


def total(some: Sequence[str]) -> tuple[float, float]:
    pairs = [seconds(text) for text in some]
    return sum(p[0] for p in pairs), sum(p[1] for p in pairs)


def cut(text: str, size: int) -> str:
    """Return the beginning of a text that has about `size` bytes, the text repeated if it is shorter."""
    raw = text.encode()
    raw *= -(-size // len(raw))
    return raw[:size].decode(errors="ignore")


def hostile(runs: int) -> Iterator[str]:
    """Yield the seconds of each hostile megabyte."""
    yield f"{'1 MB of':26} {'identify s':>11} {'extract s':>11}"
    for name, piece in HOSTILE.items():
        identified, extracted = seconds(cut(piece, MB))
        slow = "  SLOW" if identified + extracted > 3 else ""
        yield f"{name:26} {identified:11.2f} {extracted:11.2f}{slow}"


if __name__ == "__main__":
    sys.exit(main())
