"""The bench that judges quality: where it finds gold set and corpus, and how it lists what changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import corpus_digest, quality, scorer

SCORES = {
    **{kind: {"f1": 1.0} for kind in ("numbered", "named")},
    **{
        field: {"accuracy": 1.0}
        for field in ("type", "date", "issuer", "locality", "relation_family", "relation_by", "header")
    },
    "traps": {"taken": 0},
}


def gold_set(folder: Path, **changed: float) -> Path:
    """Write a scorer that prints given figures, whatever the gold files say."""
    scores = {**SCORES, **{kind: {"f1": value} for kind, value in changed.items()}}
    folder.mkdir()
    folder.joinpath("score.py").write_text(f"print({json.dumps(scores)!r})\n", encoding="utf-8")
    return folder


@pytest.fixture
def only_gold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave out what takes long: sample, universes, corpus."""
    monkeypatch.setenv("VBGRAPH_CORPUS", str(tmp_path / "none"))
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"gold": {"numbered.f1": 0.9}}), encoding="utf-8")
    monkeypatch.setattr(quality, "FLOORS", floors)
    monkeypatch.setattr(quality, "sample", dict)


def test_the_gold_set_lies_where_the_variable_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VBGRAPH_GOLD", str(gold_set(tmp_path / "gold", numbered=0.75)))
    assert quality.gold()["numbered.f1"] == 0.75


def test_a_folder_without_scorer_is_no_gold_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VBGRAPH_GOLD", str(tmp_path))
    assert quality.gold() == {}
    assert "VBGRAPH_GOLD" in capsys.readouterr().out


def test_an_empty_variable_means_the_folder_beside_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    beside = scorer.ROOT.parent / "shared" / "gold"
    monkeypatch.setenv("VBGRAPH_GOLD", "")
    assert scorer.gold_folder() == (beside if (beside / "score.py").is_file() else None)


@pytest.mark.usefixtures("only_gold")
@pytest.mark.parametrize(("figure", "code"), [(0.95, 0), (0.85, 1)])
def test_a_figure_below_its_floor_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, figure: float, code: int
) -> None:
    monkeypatch.setenv("VBGRAPH_GOLD", str(gold_set(tmp_path / "gold", numbered=figure)))
    assert quality.main() == code


# ---------------------------------------------------------------- the digest of a corpus

LINES = (
    "#\ta.txt\t{text}\tfacts",
    "5\t21-KL/TW\timplements",
    "32\t22-KL/TW\tcites",
    "60\t64/CP\tcites",
)
TEXT = "Theo Kết luận số 21-KL/TW, tiếp Kết luận số 23-KL/TW, thay thế Chỉ thị số 05-CT/TW.\n"


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A corpus of one text and a baseline of its own."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    folder.joinpath("a.txt").write_bytes(TEXT.encode())
    monkeypatch.setenv("VBGRAPH_CORPUS", str(folder))
    monkeypatch.setattr(corpus_digest, "BASELINE", tmp_path / "baseline.tsv")
    return folder


def write_baseline(*rows: str) -> None:
    corpus_digest.BASELINE.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


@pytest.mark.usefixtures("corpus")
def test_what_was_gained_lost_and_changed_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    write_baseline(*(row.format(text=corpus_digest.read(("a.txt", TEXT)).text) for row in LINES))
    corpus_digest.report()
    told = [line.removeprefix("corpus     ") for line in capsys.readouterr().out.splitlines()]
    at = TEXT.index("Chỉ thị")
    assert told[2:] == [
        "gained             1",
        f"  a.txt:{at} 05-CT/TW (no relation)",
        "lost               1",
        "  a.txt:60 64/CP (cites)",
        "code changed       1",
        "  a.txt:32 22-KL/TW → 23-KL/TW",
        "relation changed   1",
        "  a.txt:5 21-KL/TW: implements → no relation",
        "other facts changed 0 texts",
    ]


@pytest.mark.usefixtures("corpus")
def test_what_is_as_in_the_baseline_is_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    found = [corpus_digest.read(("a.txt", TEXT))]
    write_baseline(*corpus_digest.lines(found))
    corpus_digest.report()
    told = capsys.readouterr().out
    assert told.splitlines()[1:] == ["corpus     as in the baseline"]
    assert corpus_digest.digest(found) in told


@pytest.mark.usefixtures("corpus")
def test_texts_of_another_corpus_are_not_compared(capsys: pytest.CaptureFixture[str]) -> None:
    write_baseline(*(row.format(text="another") for row in LINES))
    corpus_digest.report()
    told = capsys.readouterr().out
    assert "lost               0" in told
    assert "1 texts of the baseline are not in this corpus" in told


def test_without_a_corpus_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VBGRAPH_CORPUS", str(tmp_path / "none"))
    corpus_digest.report()
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("corpus     skipped") and "VBGRAPH_CORPUS" in line


def test_the_committed_baseline_is_read_back_as_it_is_written() -> None:
    rows = corpus_digest.BASELINE.read_text(encoding="utf-8").splitlines()
    assert list(corpus_digest.lines(corpus_digest.parse(rows))) == rows
