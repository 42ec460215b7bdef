"""What the extraction finds in a corpus against a committed baseline: citations gained and lost, and one digest.

    python bench/corpus_digest.py [--show N] [--write]

The corpus is $VBGRAPH_CORPUS (a folder of .txt files or a tar archive of them), else ../shared/corpus/texts.tar.xz; without
it one line says so. bench/corpus-baseline.tsv holds, for each text, its name, a hash of the text, a hash of all that
was read from it, and below it each citation: where it starts, its code or name, its relation, who acts. A difference
is listed, not judged: --write makes what is found now the baseline, and its diff goes into the commit that means it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from bench.gained_lost import texts  # noqa: E402 - after the path of a plain run
from bench.own_gold import corpus_path  # noqa: E402

BASELINE = ROOT / "bench" / "corpus-baseline.tsv"
#: Start, code or name, relation, who acts: (412, "73/2023/NĐ-CP", "based_on", "").
Cited = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one text: the hash of the text, that of all that was read, and the citations in order."""

    name: str
    text: str
    facts: str
    cited: tuple[Cited, ...]


def read(item: tuple[str, str]) -> Read:
    """Return what is read from a text now."""
    from vbgraph.extract import extract
    from vbgraph.identify import identify
    from vbgraph.models import Text
    from vbgraph.registry import load

    name, content = item
    documents = identify(Text(content), load())
    mentions = extract(Text(content), documents, load())
    # The words of a reason may change without a change in what is read.
    facts = [asdict(d) for d in documents] + [{**asdict(m), "why": ""} for m in mentions]
    cited = ((m.start, m.code or m.name or m.number or "", m.relation or "", m.by or "") for m in mentions)
    return Read(name, _hash(content), _hash(json.dumps(facts, sort_keys=True)), tuple(cited))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_all(corpus: Path) -> list[Read]:
    """Return what is read from each text of a corpus, by name."""
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        return sorted(pool.map(read, texts(corpus), chunksize=8), key=lambda r: r.name)


def digest(found: Iterable[Read]) -> str:
    """Return one hash of all that was read from all texts."""
    return _hash("\n".join(f"{r.name} {r.text} {r.facts}" for r in found))


# ---------------------------------------------------------------- the file


def lines(found: Iterable[Read]) -> Iterator[str]:
    """Yield the lines of the baseline."""
    for r in found:
        yield "\t".join(("#", r.name, r.text, r.facts))
        for start, what, relation, by in r.cited:
            yield "\t".join((str(start), what, relation, by)).rstrip("\t")


def parse(rows: Iterable[str]) -> list[Read]:
    """Return what lines of a baseline tell."""
    out: list[tuple[tuple[str, str, str], list[Cited]]] = []
    for row in rows:
        first, *rest = row.split("\t")
        if first == "#":
            name, text, facts = rest
            out.append(((name, text, facts), []))
        else:
            what, relation, by = [*rest, "", "", ""][:3]
            out[-1][1].append((int(first), what, relation, by))
    return [Read(*head, tuple(cited)) for head, cited in out]


# ---------------------------------------------------------------- comparing


def compare(before: Iterable[Read], now: Iterable[Read], show: int) -> Iterator[str]:
    """Yield what differs, as lines to print."""
    old = {r.name: r for r in before}
    pairs = [(old[r.name], r) for r in now if r.name in old and old[r.name].text == r.text]
    gained = [(r.name, c) for b, r in pairs for c in _less(r.cited, b.cited)]
    lost = [(r.name, c) for b, r in pairs for c in _less(b.cited, r.cited)]
    both = [({c[:2]: c for c in b.cited}, {c[:2]: c for c in r.cited}, r.name) for b, r in pairs]
    related = [
        (name, one[key], other[key])
        for one, other, name in both
        for key in one
        if key in other and one[key] != other[key]
    ]
    places = {(name, c[0]): c for name, c in lost}
    renamed = [(name, places[name, c[0]], c) for name, c in gained if (name, c[0]) in places]
    same = {(name, c[0]) for name, c, _ in renamed}
    for title, rows in (("gained", gained), ("lost", lost)):
        rows = [(name, c) for name, c in rows if (name, c[0]) not in same]
        yield f"{title:18} {len(rows)}"
        yield from (f"  {name}:{c[0]} {c[1]} ({_related(c)})" for name, c in rows[:show])
    yield f"{'code changed':18} {len(renamed)}"
    yield from (f"  {name}:{a[0]} {a[1]} → {b[1]}" for name, a, b in renamed[:show])
    yield f"{'relation changed':18} {len(related)}"
    yield from (f"  {n}:{a[0]} {a[1]}: {_related(a)} → {_related(b)}" for n, a, b in related[:show])
    quiet = [r.name for b, r in pairs if b.facts != r.facts and b.cited == r.cited]
    yield f"{'other facts changed':18} {len(quiet)} texts" + (
        f" ({', '.join(quiet[:show])})" if quiet else ""
    )
    if len(pairs) < len(old):
        yield f"{len(old) - len(pairs)} texts of the baseline are not in this corpus"


def _related(cited: Cited) -> str:
    """Return relation and acting document in words."""
    return (cited[2] or "no relation") + (f" by {cited[3]}" if cited[3] else "")


def _less(these: Iterable[Cited], those: Iterable[Cited]) -> list[Cited]:
    """Return the citations that have no counterpart of the same place and code or name among others."""
    left = Counter(c[:2] for c in those)
    out = []
    for c in these:
        if left[c[:2]]:
            left[c[:2]] -= 1
        else:
            out.append(c)
    return out


def report(show: int = 10) -> None:
    """Print what differs from the baseline, or, in one line, why nothing is compared."""
    corpus = corpus_path()
    if not corpus.exists():
        print(f"corpus     skipped: there is no {corpus}; set VBGRAPH_CORPUS")
        return
    now = read_all(corpus)
    before = parse(BASELINE.read_text(encoding="utf-8").splitlines())
    print(f"corpus     {len(now)} texts, {sum(len(r.cited) for r in now)} citations, digest {digest(now)}")
    same = "as in the baseline" if digest(before) == digest(now) else f"the baseline's is {digest(before)}"
    print(f"corpus     {same}")
    if digest(before) != digest(now):
        for line in compare(before, now, show):
            print(f"corpus     {line}")


def main() -> int:
    """Print the report or write the baseline anew; return 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", type=int, default=10, help="how many of each kind of difference to list")
    parser.add_argument("--write", action="store_true", help="make what is found now the baseline")
    options = parser.parse_args()
    if options.write:
        now = read_all(corpus_path())
        BASELINE.write_text("".join(f"{line}\n" for line in lines(now)), encoding="utf-8", newline="\n")
        print(f"{BASELINE.name}: {len(now)} texts, digest {digest(now)}")
    else:
        report(options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
