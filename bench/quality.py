"""Precision and recall of the whole tool, and the floors below which a change may not take them.

Two sources: the project's own cases (the truth of data/sample, tests/sample_truth.yaml) and, where it is there, a gold
set with its own scorer: $VBGRAPH_GOLD, else ../shared/gold. Prints one table; exit 1 when a figure is below its floor.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "bench" / "quality-floor.json"
Figures = dict[str, float]


def main() -> int:
    """Return 1 when a figure lies below its floor."""
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8"))
    failed = False
    for name, figures in (("sample", sample()), ("gold", gold()), ("universes", universes())):
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
    print("quality: FAILED" if failed else "quality: ok")
    return int(failed)


def sample() -> Figures:
    """Return how much of the truth of the sample corpus is found: identities, edges, missing documents."""
    from bench.sample_score import score

    with tempfile.TemporaryDirectory() as folder:
        return score(Path(folder))


def gold_folder() -> Path | None:
    """Return the folder of the gold set, or None with a word that it is not there."""
    folder = Path(os.environ.get("VBGRAPH_GOLD") or ROOT.parent / "shared" / "gold")
    if (folder / "score.py").is_file():
        return folder
    print(f"gold       skipped: {folder} holds no score.py")
    return None


def gold() -> Figures:
    """Return the figures of the gold set's scorer."""
    folder = gold_folder()
    if folder is None:
        return {}
    command = f"{sys.executable} -m vbgraph extract --json"
    value = _run(folder / "score.py", "--json", "--cmd", command, str(folder))
    figures: Figures = {f"{kind}.f1": value[kind]["f1"] for kind in ("numbered", "named")}
    for key in ("type", "date", "issuer", "locality", "relation_family", "relation_by", "header"):
        figures[key] = value[key]["accuracy"]
    figures["traps"] = value["traps"]["taken"]
    return figures


def universes() -> Figures:
    """Return the figures of the graph scorer over all universes."""
    folder = gold_folder()
    folders = sorted(str(p) for p in (folder / "universes").glob("*/")) if folder else []
    if not folder or not folders:
        return {}
    value = _run(folder / "score_graph.py", "--json", "--cmd", f"{sys.executable} -m vbgraph", *folders)
    figures = {f"{key}.f1": value[key]["f1"] for key in ("documents", "edges_family", "upstream")}
    for key in ("merged", "ambiguous", "conflicts"):
        good, _, all_ = str(value[key]).partition("/")
        figures[key] = int(good) / int(all_) if int(all_) else 1.0
    return figures


def _run(script: Path, *arguments: str) -> dict[str, dict[str, float]]:
    """Return the JSON that a scorer prints."""
    run = subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    value: dict[str, dict[str, float]] = json.loads(run.stdout)
    return value


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
