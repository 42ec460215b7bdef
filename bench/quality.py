"""Precision and recall of the whole tool, and the floors below which a change may not take them.

Sources: the project's own sample (tests/sample_truth.yaml); where it is there, a gold set with its own scorer
($VBGRAPH_GOLD, else ../shared/gold); and, where scorer and corpus are there, the gold files of our own (tests/gold).
Prints one table; exit 1 when a figure is below its floor. Last, where the corpus is there, what its texts cite otherwise
than bench/corpus-baseline.tsv says (corpus_digest.py): listed, not judged.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from bench import corpus_digest, own_gold  # noqa: E402 - after the path of a plain run
from bench.scorer import Figures, extraction, gold_folder, run  # noqa: E402

FLOORS = ROOT / "bench" / "quality-floor.json"


def main() -> int:
    """Return 1 when a figure lies below its floor."""
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8"))
    failed = False
    sources = (("sample", sample), ("gold", gold), ("universes", universes), ("own", own_gold.figures))
    for name, measure in sources:
        figures = measure()
        for key, value in figures.items():
            floor = floors.get(name, {}).get(key)
            bad = floor is not None and (value > floor if key.startswith("traps") else value < floor)
            failed |= bad
            limit = "" if floor is None else f"  floor {floor:.4g}"
            print(f"{name:10} {key:18} {value:8.4f}{limit}{'  BELOW' if bad else ''}")
        absent = [k for k in floors.get(name, {}) if figures and k not in figures]
        if absent:
            print(f"{name:10} figures that are gone: {', '.join(absent)}")
            failed = True
    corpus_digest.report()
    print("quality: FAILED" if failed else "quality: ok")
    return int(failed)


def sample() -> Figures:
    """Return how much of the truth of the sample corpus is found: identities, edges, missing documents."""
    from bench.sample_score import score

    with tempfile.TemporaryDirectory() as folder:
        return score(Path(folder))


def gold() -> Figures:
    """Return the figures of the gold set's scorer."""
    folder = gold_folder()
    if folder is None:
        print("gold       skipped: there is no score.py; set VBGRAPH_GOLD")
        return {}
    return extraction(folder, folder)


def universes() -> Figures:
    """Return the figures of the graph scorer over all universes."""
    folder = gold_folder()
    folders = sorted(str(p) for p in (folder / "universes").glob("*/")) if folder else []
    if not folder or not folders:
        return {}
    value = run(folder / "score_graph.py", "--json", "--cmd", f"{sys.executable} -m vbgraph", *folders)
    figures = {f"{key}.f1": value[key]["f1"] for key in ("documents", "edges_family", "upstream")}
    for key in ("merged", "ambiguous", "conflicts"):
        good, _, all_ = str(value[key]).partition("/")
        figures[key] = int(good) / int(all_) if int(all_) else 1.0
    return figures


if __name__ == "__main__":
    sys.exit(main())
