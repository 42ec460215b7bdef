"""Files → facts, in this process or in several: a pure function of one file's bytes, and the pool that runs it.

Workers are started with "spawn", so Windows and macOS behave like Linux. A worker that dies takes no other file
along: the files it may have had in hand are tried again one by one, each in a process of its own.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vbgraph.errors import ReadError
from vbgraph.models import Document, Mention, Text
from vbgraph.registry_user import chosen, use

#: Below this many files a second process costs more than it saves.
FEW = 48
_CHUNK = 8


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read (`path`), or a stored text to extract from again (`text`, `sha256`); `name` is for messages."""

    key: int
    path: str
    name: str
    sha256: str | None = None
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What all tasks share: contents known already (no need to extract), the language of sentences."""

    known: frozenset[str] = frozenset()
    lang: str = "vi"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: read, known (content stored already), own (written by us) or failed."""

    key: int
    status: str
    sha256: str | None = None
    size: int = 0
    mtime_ns: int = 0
    text: Text | None = None
    documents: tuple[Document, ...] = ()
    mentions: tuple[Mention, ...] = ()
    code: str = ""
    reason: str = ""
    hint: str = ""


def facts_of(text: Text) -> tuple[tuple[Document, ...], tuple[Mention, ...]]:
    """Return the documents and citations of a text: this text and the registry alone decide."""
    from vbgraph import registry
    from vbgraph.extract import extract
    from vbgraph.identify import identify

    knowledge = registry.load()
    documents = identify(text, knowledge)
    return documents, extract(text, documents, knowledge)


def take(task: Task, setting: Setting) -> Outcome:
    """Return the outcome of one task; whatever goes wrong with the file is an outcome, not an exception."""
    from vbgraph.marks import is_own
    from vbgraph.read import load, read_bytes

    size = mtime = 0
    sha256 = task.sha256
    try:
        text = task.text
        if text is None:
            size, mtime = _state(Path(task.path))
            data, status = load(Path(task.path))
            size, mtime = status.st_size, status.st_mtime_ns
            if is_own(data):
                return Outcome(task.key, "own")
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 in setting.known:
                return Outcome(task.key, "known", sha256, size, mtime)
            text = read_bytes(data, task.name)
        documents, mentions = facts_of(text)
        return Outcome(task.key, "read", sha256, size, mtime, text, documents, mentions)
    except Exception as error:
        code, reason, hint = _explained(error, task, setting.lang)
        return Outcome(task.key, "failed", sha256, size, mtime, code=code, reason=reason, hint=hint)


def _state(path: Path) -> tuple[int, int]:
    """Return size and time of a file that may turn out to be unreadable, so that it is not tried each time."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _explained(error: Exception, task: Task, lang: str) -> tuple[str, str, str]:
    """Return the stable word, the sentence and the remedy for what a file raised."""
    from vbgraph.read.messages import sentence

    if isinstance(error, ReadError):
        values = {**error.values, "name": task.name}
        return error.code, sentence(error.message, values, lang=lang), sentence(error.hint, values, lang=lang)
    if isinstance(error, OSError):
        code = {FileNotFoundError: "missing", PermissionError: "permission"}.get(type(error), "io")
        found = error.strerror or type(error).__name__
        text = sentence(f"read.{code}", {"name": task.name, "found": found}, lang=lang)
        return code, text, sentence(f"read.{code}.hint", {}, lang=lang)
    return "defect", f"{task.name}: {type(error).__name__}: {error}", ""


def crashed(task: Task) -> Outcome:
    """Return the outcome of a file that took its process down."""
    return Outcome(task.key, "failed", task.sha256, code="crashed", reason=f"{task.name}: the reader crashed")


def jobs_for(files: int, wanted: int | None) -> int:
    """Return how many processes to use: as many as asked for, else one for few files, else the cores there are."""
    if wanted is not None:
        return max(1, min(wanted, files))
    if files < FEW:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, 61, files // (FEW // 2)))


def outcomes(tasks: Sequence[Task], setting: Setting, jobs: int) -> Iterator[Outcome]:
    """Return the outcome of every task, in any order, as they come."""
    if jobs <= 1:
        for task in tasks:
            yield take(task, setting)
        return
    rest = list(tasks)
    while rest:
        suspects: list[Task] = []
        done: set[int] = set()
        for outcome in _parallel(rest, setting, jobs, suspects):
            done.add(outcome.key)
            yield outcome
        for task in suspects:
            done.add(task.key)
            yield _alone(task, setting)
        if not done:  # no process can be started here: go on in this one
            yield from outcomes(rest, setting, 1)
            return
        rest = [task for task in rest if task.key not in done]


def _parallel(tasks: list[Task], setting: Setting, jobs: int, suspects: list[Task]) -> Iterator[Outcome]:
    """Return outcomes from a pool; if a worker dies, name the tasks in hand as suspects and stop."""
    chunks = [tasks[i : i + _CHUNK] for i in range(0, len(tasks), _CHUNK)][::-1]
    pool = _pool(setting, jobs)
    running: dict[Future[list[Outcome]], list[Task]] = {}
    try:
        while chunks or running:
            while chunks and len(running) < 2 * jobs:
                chunk = chunks.pop()
                running[pool.submit(_take_all, chunk)] = chunk
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                result = future.result()
                del running[future]
                yield from result
    except BrokenProcessPool:
        for future, chunk in running.items():
            if future.done() and future.exception() is None:
                yield from future.result()
            else:
                suspects.extend(chunk)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(task: Task, setting: Setting) -> Outcome:
    """Return the outcome of one task in a process of its own."""
    pool = _pool(setting, 1)
    try:
        return pool.submit(_take_all, [task]).result()[0]
    except BrokenProcessPool:
        return crashed(task)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(setting: Setting, jobs: int) -> ProcessPoolExecutor:
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(setting, chosen()))


_shared: list[Setting] = []


def _begin(setting: Setting, registries: tuple[Path, ...]) -> None:
    """Prepare a worker: Ctrl-C is the parent's business, and no worker outlives its parent."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent watch", daemon=True).start()
    use(registries)
    _shared[:] = [setting]


def _end_with_parent() -> None:
    """End this process as soon as its parent is no more, however that ended."""
    import multiprocessing
    from multiprocessing import connection

    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


@contextmanager
def ended_like_ctrl_c() -> Iterator[None]:
    """Run the block so that a request to end this process (SIGTERM) stops it like Ctrl-C does: Terminated is raised."""
    import signal
    import threading

    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def stop(number: int, frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: what is done is being stored
        raise Terminated

    signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


class Terminated(KeyboardInterrupt):
    """Someone asked this process to end."""


def _take_all(tasks: list[Task]) -> list[Outcome]:
    return [take(task, _shared[0]) for task in tasks]
