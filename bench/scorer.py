"""The scorer of the gold sets: where it lies, what it says of a folder of gold files, and its figures in short."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Figures = dict[str, float]
Scores = dict[str, dict[str, float]]


def gold_folder() -> Path | None:
    """Return the folder of the gold set and its scorer ($VBGRAPH_GOLD, else ../shared/gold); None if it is not there."""
    folder = Path(os.environ.get("VBGRAPH_GOLD") or ROOT.parent / "shared" / "gold")
    return folder if (folder / "score.py").is_file() else None


def run(script: Path, *arguments: str) -> Scores:
    """Return the JSON that a scorer prints."""
    done = subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    value: Scores = json.loads(done.stdout)
    return value


def extraction(scorer: Path, gold: Path) -> Figures:
    """Return the figures of `vbgraph extract` over a folder of gold files with their texts."""
    value = run(
        scorer / "score.py", "--json", "--cmd", f"{sys.executable} -m vbgraph extract --json", str(gold)
    )
    figures: Figures = {f"{kind}.f1": value[kind]["f1"] for kind in ("numbered", "named")}
    for key in ("type", "date", "issuer", "locality", "relation_family", "relation_by", "header"):
        figures[key] = value[key]["accuracy"]
    figures["traps"] = value["traps"]["taken"]
    return figures
