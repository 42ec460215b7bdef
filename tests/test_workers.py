"""Processes that read files end with the one that started them, and a request to end keeps what is done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vbgraph.store import Store

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="children are looked up in /proc"
)


def until(true: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Wait until something is true; say whether it came to be."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except FileNotFoundError:
        return []


def alive(pid: int) -> bool:
    """Say whether a process runs; one that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@contextmanager
def busy(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """Run an ingest of many files in two processes until some files are stored; give it and its children."""
    docs, database = tmp_path / "docs", tmp_path / "v.db"
    docs.mkdir()
    text = "Thực hiện Kết luận số 21-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương.\n" * 400
    for n in range(600):
        (docs / f"{n}.txt").write_text(f"Văn bản mẫu {n}\n{text}", encoding="utf-8")
    command = [sys.executable, "-m", "vbgraph", "--db", str(database), "ingest", "--jobs", "2", str(docs)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert until(lambda: stored(database) > 0), "nothing was stored"
        yield running, children(running.pid)
    finally:
        if running.poll() is None:
            running.kill()
        running.wait()


def stored(database: Path) -> int:
    """Return how many files a database holds."""
    from vbgraph.errors import StoreError

    try:
        with Store.open(database) as store:
            return sum(1 for _ in store.files())
    except StoreError:
        return 0


def test_workers_end_when_the_process_that_started_them_is_killed(tmp_path: Path) -> None:
    with busy(tmp_path) as (running, workers):
        assert len(workers) >= 2
        running.kill()

        assert until(lambda: not any(map(alive, workers)), 20)


def test_a_request_to_end_keeps_what_is_done(tmp_path: Path) -> None:
    with busy(tmp_path) as (running, workers):
        os.kill(running.pid, signal.SIGTERM)

        assert running.wait(60) == 130
        assert until(lambda: not any(map(alive, workers)), 20)
    assert 0 < stored(tmp_path / "v.db") < 600
