"""How fast the whole tool is here: seconds and rates of one run, as one table. Judges nothing; compare ratios only.

The texts are the sample corpus with its numbers varied, so no file is like another. `--files N` sets how many.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_NUMBER = re.compile(r"\b9\d{2,4}(?=[-/])")


def main() -> int:
    """Print the table and return 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=400)
    files: int = parser.parse_args().files
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = varied(folder / "docs", files)
        bare = timed([sys.executable, "-c", "pass"])
        program = [sys.executable, "-m", "vbgraph", "--db", str(folder / "v.db"), "-q"]
        docs = str(folder / "docs")
        first = timed([*program, "ingest", docs, "--json"])
        rows = {
            "bare python": bare,
            "ingest": first,
            "ingest again": timed([*program, "ingest", docs, "--json"]),
            "upstream": timed([*program, "upstream", "kl-21-tw.k13", "--json"]),
            "export json": timed([*program, "export", "-o", str(folder / "g.json")]),
            "map": timed([*program, "map", "-o", str(folder / "m.html")]),
            "--help": timed([*program, "--help"]),
        }
    for label, seconds in rows.items():
        print(f"{label:14} {seconds:8.2f} s  {seconds / bare:8.1f} x bare python")
    print(f"{files} files, {size / 1e6:.1f} MB: {files / first:.0f} files/s, {size / 1e6 / first:.2f} MB/s")
    return 0


def varied(folder: Path, count: int) -> int:
    """Write `count` texts that all differ into a folder; return their size in bytes."""
    folder.mkdir()
    chance = random.Random(7)
    sources = sorted((ROOT / "data" / "sample").rglob("*.txt"))
    size = 0
    for number in range(count):
        text = sources[number % len(sources)].read_text(encoding="utf-8")
        text = _NUMBER.sub(lambda m: str(chance.randrange(900, 99999)), text)
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


def timed(command: list[str]) -> float:
    """Return the seconds a command took."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
