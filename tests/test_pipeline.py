"""Files in, facts and conclusions out: incremental, moved, gone, failed, interrupted, in several processes."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Vbgraph

from vbgraph import pipeline, workers
from vbgraph.errors import UsageError
from vbgraph.export.json import render
from vbgraph.pipeline import Interrupted, Report, ingest
from vbgraph.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "v.db", create=True) as opened:
        yield opened


def states(report: Report) -> dict[str, str]:
    return {f.path: f.state for f in report.files}


def test_a_folder_is_read_with_paths_relative_to_it(store: Store, corpus: Path) -> None:
    report = ingest([corpus], store=store)

    assert states(report) == {
        "dong-thap/chi-thi.txt": "read",
        "lang-son/chi-thi.txt": "read",
        "lang-son/ke-hoach.md": "read",
    }
    assert report.counts.held == 3


def test_a_second_run_reads_nothing_and_concludes_nothing(
    store: Store, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([corpus], store=store)
    before = store.graph()
    monkeypatch.setattr(workers, "take", lambda *a: pytest.fail("a file was read"))
    monkeypatch.setattr("vbgraph.resolve.conclude", lambda *a, **k: pytest.fail("concluded again"))

    report = ingest([corpus], store=store)

    assert set(states(report).values()) == {"unchanged"}
    assert store.graph() == before


def test_a_file_touched_without_a_change_is_unchanged(store: Store, corpus: Path) -> None:
    ingest([corpus], store=store)
    os.utime(corpus / "lang-son/chi-thi.txt", (1, 1))

    assert states(ingest([corpus], store=store))["lang-son/chi-thi.txt"] == "unchanged"


def test_a_changed_file_takes_its_old_facts_along(store: Store, corpus: Path) -> None:
    ingest([corpus], store=store)
    path = corpus / "dong-thap/chi-thi.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("21-KL/TW", "14-KL/TW"), encoding="utf-8")

    report = ingest([corpus], store=store)

    dong_thap = next(n.id for n in store.nodes() if n.locality == "Đồng Tháp")
    codes = {n.id: n.code for n in store.nodes()}
    assert states(report)["dong-thap/chi-thi.txt"] == "read"
    assert {codes[e.target] for e in store.edges() if e.source == dong_thap} == {"14-KL/TW"}


def test_a_moved_file_is_known_by_its_content(store: Store, corpus: Path) -> None:
    ingest([corpus], store=store)
    (corpus / "lang-son/chi-thi.txt").rename(corpus / "khac.txt")

    report = ingest([corpus], store=store)

    moved = [(f.path, f.before) for f in report.having("moved")]
    assert moved == [("khac.txt", "lang-son/chi-thi.txt")]
    assert report.having("gone") == ()


def test_a_folder_that_moved_as_a_whole_keeps_its_names(store: Store, corpus: Path) -> None:
    ingest([corpus], store=store)
    there = corpus.rename(corpus.with_name("elsewhere"))

    report = ingest([there], store=store)

    assert set(states(report).values()) == {"moved"}
    assert "lang-son/chi-thi.txt" in states(report)


def test_a_copy_of_a_file_is_a_second_file_of_the_same_document(store: Store, corpus: Path) -> None:
    ingest([corpus], store=store)
    shutil.copy(corpus / "lang-son/chi-thi.txt", corpus / "ban-sao.txt")

    ingest([corpus], store=store)

    files = [n.files for n in store.nodes() if "ban-sao.txt" in n.files]
    assert files == [("ban-sao.txt", "lang-son/chi-thi.txt")]


def test_a_vanished_file_is_gone_but_kept(store: Store, corpus: Path) -> None:
    ingest([corpus], store=store)
    before = store.graph().edges
    (corpus / "lang-son/ke-hoach.md").unlink()

    report = ingest([corpus], store=store)

    assert states(report)["lang-son/ke-hoach.md"] == "gone"
    assert store.graph().edges == before


def test_prune_takes_a_vanished_file_out(store: Store, corpus: Path) -> None:
    ingest([corpus], store=store)
    (corpus / "lang-son/ke-hoach.md").unlink()

    report = ingest([corpus], store=store, prune=True)

    assert states(report)["lang-son/ke-hoach.md"] == "pruned"
    assert store.file("lang-son/ke-hoach.md") is None
    assert not any(n.code == "9213-KH/HU" for n in store.nodes())


def test_prune_of_one_folder_leaves_other_folders_alone(store: Store, corpus: Path) -> None:
    ingest([corpus / "lang-son", corpus / "dong-thap"], store=store)
    shutil.rmtree(corpus / "dong-thap")

    ingest([corpus / "lang-son"], store=store, prune=True)

    assert len(list(store.files())) == 3


def test_a_bad_file_is_a_row_of_the_report(store: Store, corpus: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))

    report = ingest([corpus], store=store, lang="en")

    failures = {f.path: f.failure.code for f in report.having("failed") if f.failure}
    assert failures["empty.txt"] == "empty"
    assert "picture.txt" in failures
    assert report.counts.held == 3


def test_a_failure_stands_in_the_next_report_too(store: Store, corpus: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    ingest([corpus], store=store)

    assert states(ingest([corpus], store=store))["empty.txt"] == "failed"


def test_a_defect_in_one_file_does_not_stop_the_others(
    store: Store, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = workers.facts_of

    def broken(text: object) -> object:
        if "Đồng Tháp" in text.content:  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return real(text)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "facts_of", broken)
    report = ingest([corpus], store=store)

    assert states(report)["dong-thap/chi-thi.txt"] == "failed"
    assert len(report.having("read")) == 2


def test_files_written_by_vbgraph_are_left_out(store: Store, corpus: Path) -> None:
    page = b'<!doctype html><html><head><meta name="generator" content="vbgraph 0.1.0"></head></html>'
    (corpus / "map.html").write_bytes(page)
    (corpus / "g.json").write_bytes(b'{\n  "schema": 1,\n  "root": null,\n  "nodes": []}')

    report = ingest([corpus], store=store)

    assert [p for why, p in sorted(report.skipped) if why == "own"] == ["g.json", "map.html"]


def test_the_order_of_files_gives_the_same_bytes(tmp_path: Path, corpus: Path) -> None:
    graphs = []
    files = sorted(p for p in corpus.rglob("*") if p.is_file())
    for number, order in enumerate((files, files[::-1])):
        with Store.open(tmp_path / f"{number}.db", create=True) as store:
            for file in order:
                ingest([], listed=[file.relative_to(corpus)], store=store)
            graphs.append(render(store.graph()))

    assert graphs[0] == graphs[1]


@pytest.fixture(autouse=True)
def in_the_corpus(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus)


def test_several_processes_give_the_same_graph_as_one(tmp_path: Path, corpus: Path) -> None:
    graphs = []
    for jobs in (1, 2):
        with Store.open(tmp_path / f"jobs{jobs}.db", create=True) as store:
            ingest([corpus], store=store, jobs=jobs)
            graphs.append(render(store.graph()))

    assert graphs[0] == graphs[1]


def test_two_folders_with_the_same_names_do_not_mix(store: Store, corpus: Path) -> None:
    ingest([corpus / "lang-son", corpus / "dong-thap"], store=store)

    assert sorted(r.path for r in store.files()) == [
        "dong-thap/chi-thi.txt",
        "ke-hoach.md",
        "lang-son/chi-thi.txt",
    ]


def test_folders_given_one_after_the_other_in_any_order_give_the_same_bytes(
    tmp_path: Path, corpus: Path
) -> None:
    twins = [corpus / "lang-son", corpus / "dong-thap", tmp_path / "other" / "lang-son"]
    shutil.copytree(twins[0], twins[2])
    (twins[2] / "chi-thi.txt").write_text("VĂN BẢN MẪU\n\nCăn cứ Kết luận số 14-KL/TW.\n", encoding="utf-8")
    graphs = set()
    for n, order in enumerate(itertools.permutations(twins)):
        with Store.open(tmp_path / f"{n}.db", create=True) as store:
            for folder in order:
                report = ingest([folder], store=store)
                assert {f.path for f in report.files} <= {r.path for r in store.files()}
            graphs.add((tuple(r.path for r in store.files()), render(store.graph())))

    assert len(graphs) == 1


def test_a_name_that_was_shared_is_plain_again_when_the_other_file_is_forgotten(
    store: Store, corpus: Path
) -> None:
    ingest([corpus / "lang-son", corpus / "dong-thap"], store=store)
    store.forget("lang-son/chi-thi.txt")
    pipeline.conclude(store)

    assert [r.path for r in store.files()] == ["chi-thi.txt", "ke-hoach.md"]


def test_a_folder_inside_a_known_one_keeps_its_names(store: Store, corpus: Path) -> None:
    ingest([corpus], store=store)

    report = ingest([corpus / "lang-son"], store=store)

    assert states(report) == {"lang-son/chi-thi.txt": "unchanged", "lang-son/ke-hoach.md": "unchanged"}


def test_a_path_that_does_not_exist_is_wrong_usage(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        ingest([tmp_path / "nowhere"], store=store)


def test_a_listed_file_that_does_not_exist_is_a_failure(store: Store, corpus: Path) -> None:
    report = ingest([], listed=["lang-son/chi-thi.txt", "nowhere.txt"], store=store)

    assert states(report) == {"lang-son/chi-thi.txt": "read", "nowhere.txt": "failed"}


def test_ctrl_c_keeps_what_is_done(store: Store, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = workers.take, []

    def stopped(task: workers.Task, setting: workers.Setting) -> workers.Outcome:
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(task)
        return real(task, setting)

    monkeypatch.setattr(workers, "take", stopped)
    with pytest.raises(Interrupted) as stop:
        ingest([corpus], store=store)

    assert stop.value.done == 2
    assert len(list(store.files())) == 2
    assert store.conclusions_stale()


def test_the_run_after_ctrl_c_ends_where_an_unbroken_one_does(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path / "a.db", create=True) as whole:
        ingest([corpus], store=whole)
        want = render(whole.graph())
    with Store.open(tmp_path / "b.db", create=True) as store:
        with monkeypatch.context() as patch:
            test_ctrl_c_keeps_what_is_done(store, corpus, patch)
        ingest([corpus], store=store)

        assert render(store.graph()) == want


def test_facts_are_taken_again_when_the_extractor_changed(
    store: Store, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([corpus], store=store)
    registry = pipeline.versions()[1]
    monkeypatch.setattr(pipeline, "versions", lambda: ("another", registry))

    assert pipeline.extract_again(store) == 3
    assert {r.extractor for r in store.files()} == {"another"}
    assert pipeline.extract_again(store) == 0


def test_files_and_failures_of_another_reader_are_read_again(
    store: Store, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    ingest([corpus], store=store)
    tried: list[str] = []
    real = workers.take
    monkeypatch.setattr(
        workers, "take", lambda task, setting: (tried.append(task.name), real(task, setting))[1]
    )
    monkeypatch.setattr(sys.modules["vbgraph.read"], "VERSION", "another")

    ingest([corpus], store=store)
    assert sorted(tried) == [
        "dong-thap/chi-thi.txt",
        "empty.txt",
        "lang-son/chi-thi.txt",
        "lang-son/ke-hoach.md",
    ]
    ingest([corpus], store=store)
    assert len(tried) == 4


@pytest.mark.parametrize("room", ["identify", "extract"])
def test_a_change_of_rules_takes_the_facts_again(
    store: Store, corpus: Path, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    ingest([corpus], store=store)
    monkeypatch.setattr(sys.modules[f"vbgraph.{room}"], "VERSION", "another")

    assert pipeline.extract_again(store) == 3


def test_a_change_of_the_resolver_concludes_anew(
    store: Store, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([corpus], store=store)
    assert not pipeline.conclude(store)
    monkeypatch.setattr("vbgraph.resolve.VERSION", "another")

    assert pipeline.conclude(store)


def test_forgetting_a_file_takes_its_facts_along(tmp_path: Path, corpus: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        ingest([corpus / "dong-thap"], store=store)
        want = render(store.graph())
    with Store.open(tmp_path / "b.db", create=True) as store:
        ingest([corpus / "dong-thap", corpus / "lang-son"], store=store)
        for path in ("lang-son/chi-thi.txt", "ke-hoach.md"):
            assert store.forget(path)
        pipeline.conclude(store)

        assert render(store.graph()) == want


def test_a_worker_that_dies_takes_no_other_file_along(corpus: Path) -> None:
    tasks = [workers.Task(i, str(corpus / "lang-son/chi-thi.txt"), f"{i}.txt") for i in range(3)]
    killer = workers.Task(3, "kill", "killer.txt", "0" * 64, _Deadly("x"))  # type: ignore[arg-type]

    found = {o.key: o for o in workers.outcomes([*tasks, killer], workers.Setting(), 2)}

    assert {k: o.status for k, o in found.items()} == {0: "read", 1: "read", 2: "read", 3: "failed"}
    assert found[3].code == "crashed"


class _Deadly(str):
    """A text whose mere arrival ends the process."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (9,)


COMMANDS = [
    "list",
    "missing",
    "rank",
    "stats",
    "ambiguous",
    "search chỉ",
    "show 9142-CT/TU@lang-son",
    "upstream 9213-KH/HU",
]


@pytest.mark.parametrize("form", ["table", "md", "csv", "tsv", "json", "jsonl"])
def test_answers_written_into_the_folder_change_nothing(
    corpus: Path, tmp_path: Path, form: str, vbgraph: Vbgraph
) -> None:
    database = str(tmp_path / "v.db")
    with Store.open(database, create=True) as store:
        ingest([corpus], store=store)
        before = render(store.graph())
    for n, command in enumerate(COMMANDS):
        ran = vbgraph("--db", database, *command.split(), "--format", form, "-o", corpus / f"{n}.txt")
        assert ran.code == 0
    ran = vbgraph("extract", corpus / "lang-son/chi-thi.txt", "--format", form, "-o", corpus / "x.txt")
    assert ran.code == 0
    written = sorted(p.name for p in corpus.glob("*.txt") if p.stat().st_size)

    with Store.open(database, create=True) as store:
        report = ingest([corpus], store=store)
        assert [path for why, path in sorted(report.skipped) if why == "own"] == written
        assert render(store.graph()) == before
