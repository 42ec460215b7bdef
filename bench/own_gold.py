"""Figures over the gold files of our own, tests/gold: what hard public documents cite, without their texts.

A gold file holds facts and the words of the mentions. The text itself stays in a corpus of public documents
($VBGRAPH_CORPUS: a folder of .txt files or a tar archive of them; else ../shared/corpus/texts.tar.xz) and is laid
beside the gold file for the time of a run. Without corpus or scorer there is nothing to measure: one line says so.
"""

from __future__ import annotations

import os
import shutil
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from bench.scorer import Figures, extraction, gold_folder  # noqa: E402 - after the path of a plain run

GOLD = ROOT / "tests" / "gold"


def figures() -> Figures:
    """Return the scorer's figures over tests/gold, or none, with a line, if scorer, corpus or a text is missing."""
    scorer = gold_folder()
    if scorer is None:
        return _skipped("there is no score.py; set VBGRAPH_GOLD")
    corpus = corpus_path()
    if not corpus.exists():
        return _skipped(f"there is no {corpus}; set VBGRAPH_CORPUS")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        missing = lay(corpus, folder)
        return _skipped(f"{corpus} lacks {', '.join(missing)}") if missing else extraction(scorer, folder)


def corpus_path() -> Path:
    """Return where the corpus is said to be: a folder or an archive."""
    return Path(os.environ.get("VBGRAPH_CORPUS") or ROOT.parent / "shared" / "corpus" / "texts.tar.xz")


def lay(corpus: Path, folder: Path) -> list[str]:
    """Copy each gold file and its text into a folder, and return the names of the texts that the corpus lacks."""
    wanted: dict[str, Path] = {}
    for path in sorted(GOLD.glob("*.yaml")):
        shutil.copy(path, folder)
        text_file = folder / yaml.safe_load(path.read_text(encoding="utf-8"))["text_file"]
        wanted[text_file.name] = text_file
    for name, content in texts(corpus, frozenset(wanted)):
        target = wanted.pop(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return sorted(wanted)


def texts(corpus: Path, names: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """Return name and content of the named texts of a corpus, each name once, wherever in it they lie."""
    seen: set[str] = set()
    if corpus.is_dir():
        for path in sorted(corpus.rglob("*.txt")):
            if path.name in names - seen:
                seen.add(path.name)
                yield path.name, path.read_bytes()
        return
    with tarfile.open(corpus) as archive:
        for member in archive:
            name = member.name.rpartition("/")[2]
            stream = archive.extractfile(member) if name in names - seen else None
            if stream is not None:
                seen.add(name)
                yield name, stream.read()
            if seen == names:
                return


def _skipped(why: str) -> Figures:
    print(f"own        skipped: {why}")
    return {}


if __name__ == "__main__":
    for key, value in figures().items():
        print(f"{key:18} {value:8.4f}")
