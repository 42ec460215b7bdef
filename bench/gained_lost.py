"""Citations gained and lost over a folder (or tar) of texts between a revision and the working tree.

    python bench/gained_lost.py [--base REV] [--show N] TEXTS

Runs this tree's extraction and, in a clean export of REV, that one's, and compares them citation by citation: file,
span, code or name, relation, who acts. The figures go into the message of a commit that changes extraction.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Run inside the tree to be measured: reads texts as JSON lines, prints one line per citation.
_RUNNER = """
import json, sys
from vbgraph.extract.assemble import extract
from vbgraph.identify.compose import identify
from vbgraph.models import Text
from vbgraph.registry import load
registry = load()
for line in sys.stdin:
    name, content = json.loads(line)
    documents = identify(Text(content), registry)
    for m in extract(Text(content), documents, registry):
        print(json.dumps([name, m.start, m.end, m.code or m.name or m.number, m.relation, m.by, m.text], ensure_ascii=False))
"""


def texts(source: Path) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of every .txt in a folder or a tar."""
    if source.is_dir():
        for path in sorted(source.rglob("*.txt")):
            yield path.relative_to(source).as_posix(), path.read_bytes().decode("utf-8")
        return
    with tarfile.open(source) as archive:
        for member in archive:
            handle = archive.extractfile(member) if member.name.endswith(".txt") else None
            if handle is not None:
                yield member.name, handle.read().decode("utf-8")


def citations(tree: Path, lines: str) -> list[tuple[object, ...]]:
    """Return what the extraction of a tree finds: (file, start, end, code, relation, by, text)."""
    run = subprocess.run(
        [sys.executable, "-c", _RUNNER],
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PYTHONUTF8": "1", "PATH": ""},
    )
    return [tuple(json.loads(line)) for line in run.stdout.splitlines()]


def export(revision: str, folder: Path) -> None:
    """Write the files of a revision into a folder."""
    run = subprocess.run(["git", "archive", revision], capture_output=True, check=True, cwd=ROOT)
    with tarfile.open(fileobj=io.BytesIO(run.stdout)) as archive:
        archive.extractall(folder, filter="data")


def main() -> int:
    """Print the figures and the first citations gained, lost and changed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--base", default="HEAD")
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    lines = "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in texts(options.texts))
    with tempfile.TemporaryDirectory() as folder:
        export(options.base, Path(folder))
        before = citations(Path(folder), lines)
    after = citations(ROOT, lines)
    found_before, found_after = {row[:4] for row in before}, {row[:4] for row in after}
    print(f"{options.base}: {len(before)} citations, now: {len(after)}")
    for title, rows in (
        ("gained", [r for r in after if r[:4] not in found_before]),
        ("lost", [r for r in before if r[:4] not in found_after]),
    ):
        print(f"{title}: {len(rows)}")
        for row in rows[: options.show]:
            print(f"  {row[0]}:{row[1]} {row[6]!r} → {row[3]}")
    relation = {r[:4]: r[4:6] for r in before}
    changed = Counter(
        (relation[r[:4]][0], r[4]) for r in after if r[:4] in relation and relation[r[:4]] != r[4:6]
    )
    print(f"relation changed: {sum(changed.values())}")
    for (old, new), count in changed.most_common(options.show):
        print(f"  {old} → {new}: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
