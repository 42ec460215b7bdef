"""The one module that knows all the stages: files → facts → store → conclusions.

Given again, a folder costs what changed: files of the same size and time are not opened, contents known already are
not extracted, and nothing is concluded when no fact changed. What was stored stays stored: a killed run leaves whole
files behind, and the next run goes on.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vbgraph import __version__, corrections, workers
from vbgraph.corrections import Correction, Corrections
from vbgraph.models import FileFacts, Graph
from vbgraph.scan import Found, Rules, Scan, scan
from vbgraph.store import Counts, Failure, FileRecord, Store, quoter, stored_path
from vbgraph.workers import Outcome, Setting, Task

#: (stage, done, total): stages are read, again and conclude; a total of 0 means that it cannot be counted.
Progress = Callable[[str, int, int], None]
_BATCH, _BATCH_SECONDS = 64, 2.0
#: Failures that another day may mend without the file changing.
_PASSING = frozenset({"permission", "io", "missing", "crashed", "defect"})


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: `state` is read, unchanged, moved, gone, pruned or failed; `before` its old path."""

    path: str
    state: str
    before: str | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of `ingest` did, what the store holds now, how many hand corrections there are and which hold no more."""

    files: tuple[FileReport, ...]
    skipped: tuple[tuple[str, str], ...]
    counts: Counts
    seconds: float
    told: int = 0
    unmatched: tuple[tuple[Correction, corrections.Outcome], ...] = ()

    def having(self, *states: str) -> tuple[FileReport, ...]:
        """Return the files in one of these states."""
        return tuple(f for f in self.files if f.state in states)


class Interrupted(KeyboardInterrupt):
    """Ctrl-C during `ingest`: `done` files of this run are stored whole."""

    def __init__(self, done: int) -> None:
        """Keep how many files of this run are stored."""
        super().__init__()
        self.done = done


@dataclass(frozen=True, slots=True)
class Request:
    """What `ingest` is asked to do besides the paths: see there."""

    exclude: tuple[str, ...] = ()
    listed: tuple[Path, ...] = ()
    jobs: int | None = None
    prune: bool = False
    lang: str = "vi"


def ingest(
    paths: Iterable[str | Path],
    *,
    store: Store,
    exclude: Sequence[str] = (),
    listed: Sequence[str | Path] = (),
    jobs: int | None = None,
    prune: bool = False,
    lang: str = "vi",
    progress: Progress | None = None,
) -> Report:
    """Return the report of bringing files and folders into the store and concluding the graph anew.

    `exclude` are globs, `listed` further files that may be missing, `jobs` processes (None: as many as pay),
    `prune` takes out vanished files, `lang` is the language of failures. Raises UsageError when one of `paths` does
    not exist, StoreError when the store cannot be written, CorrectionsError when the file of hand corrections is
    damaged, Interrupted on Ctrl-C.
    """
    corrections_of(store)  # what is wrong with it is told before hours of reading
    request = Request(tuple(exclude), tuple(map(Path, listed)), jobs, prune, lang)
    run = _Run(store, request, progress or _silent)
    try:
        return run.go([Path(p) for p in paths])
    except Interrupted:
        raise
    except KeyboardInterrupt:  # while concluding: the facts are stored, the next run concludes
        raise Interrupted(run.stored()) from None


def _silent(stage: str, done: int, total: int) -> None:
    """Show nothing."""


@dataclass(slots=True)
class _Run:
    """One run of `ingest`: what is known beforehand, what is found, what was done."""

    store: Store
    request: Request
    progress: Progress
    known: dict[tuple[str, str], FileRecord] = field(default_factory=dict)
    homes: dict[str, FileRecord] = field(default_factory=dict)
    present: set[tuple[str, str]] = field(default_factory=set)
    done: list[FileReport] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)

    def go(self, paths: Sequence[Path]) -> Report:
        """Return the report of the whole run."""
        began = time.monotonic()
        for record in self.store.files():
            self.known[record.root, record.relative] = record
            self.homes[_home(record)] = record
        rules = Rules(self.request.exclude, self.store.path.resolve())
        roots = sorted({r.root for r in self.known.values()})
        found = scan(paths, rules, listed=self.request.listed, roots=roots)
        self.skipped += found.skipped
        self._read(found)
        self._vanished(found)
        self._named()
        extract_again(self.store, self.request.jobs, self.progress)
        conclude(self.store, self.progress)
        self.done.sort(key=lambda f: f.path)
        seconds = time.monotonic() - began
        told = outcomes(self.store)
        lost = tuple((c, o) for c, o in told if o.state == "unmatched")
        return Report(tuple(self.done), tuple(self.skipped), self.store.counts(), seconds, len(told), lost)

    def _read(self, found: Scan) -> None:
        """Read what is new or changed, store it in batches; Ctrl-C keeps what is done."""
        files = [self._as_known(f) for f in found.files]
        self.present = {(f.root, f.relative) for f in files}
        tasks = [task for i, f in enumerate(files) if (task := self._task(i, f)) is not None]
        current = [r for r in self.known.values() if r.sha256 and r.has_facts and r.reader == reader()]
        setting = Setting(frozenset(r.sha256 for r in current if r.sha256), self.request.lang)
        batch: list[Outcome] = []
        seen, at = 0, time.monotonic()
        try:
            for outcome in workers.outcomes(tasks, setting, workers.jobs_for(len(tasks), self.request.jobs)):
                batch.append(outcome)
                seen += 1
                self.progress("read", seen, len(tasks))
                if len(batch) >= _BATCH or time.monotonic() - at > _BATCH_SECONDS:
                    self._put(batch, files)
                    batch, at = [], time.monotonic()
            self._put(batch, files)
        except KeyboardInterrupt:
            self._put(batch, files)
            raise Interrupted(self.stored()) from None
        for path in found.missing:
            self._put_missing(path)

    def stored(self) -> int:
        """Return how many files this run has stored so far."""
        return sum(f.state in ("read", "moved") for f in self.done)

    def _as_known(self, found: Found) -> Found:
        """Return the file under the folder and name it is known by, if it is."""
        record = self.homes.get(_place(found.root, found.relative))
        return Found(found.path, record.root, record.relative) if record else found

    def _task(self, key: int, found: Found) -> Task | None:
        """Return what there is to do for a file; None when size and time say that it did not change."""
        record = self.known.get((found.root, found.relative))
        seen = record is not None and record.state != "gone" and record.reader == reader()
        if record is not None and seen and _same_stat(record, found.path):
            if record.failure is None or record.state == "read":
                self.done.append(FileReport(record.path, "unchanged"))
                return None
            if record.failure.code not in _PASSING:
                self.done.append(FileReport(record.path, "failed", failure=record.failure))
                return None
        return Task(key, str(found.path), found.relative)

    def _put(self, batch: list[Outcome], files: Sequence[Found]) -> None:
        """Store a batch in one transaction."""
        reports: list[FileReport] = []
        with self.store.batch():
            for outcome in batch:
                report = self._put_one(outcome, files[outcome.key])
                if report is not None:
                    reports.append(report)
        self.done += reports
        batch.clear()

    def _put_one(self, outcome: Outcome, found: Found) -> FileReport | None:
        """Store one outcome; return what to report."""
        if outcome.status == "own":
            self.skipped.append(("own", found.relative))
            return None
        path = self.store.path_for(found.root, found.relative)
        record = FileRecord(
            *(path, found.root, found.relative, "read", outcome.sha256, outcome.size, outcome.mtime_ns),
            reader=reader(),
        )
        if outcome.status == "failed":
            failure = Failure(outcome.code, outcome.reason, outcome.hint)
            self.store.add_failure(replace(record, state="failed", failure=failure))
            return FileReport(path, "failed", failure=failure)
        if outcome.status == "known":
            return self._put_known(record)
        extractor, registry = versions()
        record = replace(record, extractor=extractor, registry=registry)
        if outcome.text is None or outcome.sha256 is None:
            raise ValueError(f"{path}: an outcome without text")
        self.store.add_file(
            record, outcome.text, FileFacts(path, outcome.sha256, outcome.documents, outcome.mentions)
        )
        return FileReport(path, "read")

    def _put_known(self, record: FileRecord) -> FileReport:
        """Store a file whose content is known: touched, moved from where it is no more, or one more copy."""
        before = self.known.get((record.root, record.relative))
        if before is not None and before.sha256 == record.sha256:
            self.store.move(before.path, replace(record, path=before.path))
            return FileReport(before.path, "unchanged")
        old = None if before else self._vanished_twin(record)
        if old is not None:
            kept = old.path if old.path == stored_path(record.relative) else record.path
            self.store.move(old.path, replace(record, path=kept))
            self.known.pop((old.root, old.relative), None)
            return FileReport(kept, "moved", before=old.path)
        self.store.add_known(record)
        return FileReport(record.path, "read")

    def _named(self) -> None:
        """Give all files the names that follow from the set of them, in the report, too."""
        changed = self.store.settle_paths()
        self.done = [replace(f, path=changed.get(f.path, f.path)) for f in self.done]

    def _vanished_twin(self, record: FileRecord) -> FileRecord | None:
        """Return a known file of the same content that is no longer where it was."""
        for twin in self.store.files_with(record.sha256 or ""):
            where = (twin.root, twin.relative)
            if where in self.known and where not in self.present and not Path(_home(twin)).exists():
                return twin
        return None

    def _put_missing(self, path: Path) -> None:
        """Report a listed file that is not there; one that is known counts as gone."""
        place = _place(str(path.parent.resolve()), path.name)
        if place in self.homes:
            return
        from vbgraph.read.messages import sentence

        name, lang = path.as_posix(), self.request.lang
        reason = sentence("read.missing", {"name": name}, lang=lang)
        failure = Failure("missing", reason, sentence("read.missing.hint", {}, lang=lang))
        self.done.append(FileReport(name, "failed", failure=failure))

    def _vanished(self, found: Scan) -> None:
        """Mark known files that should be below the paths given and are not there; take them out if asked to."""
        gone = [
            record
            for where, record in sorted(self.known.items())
            if where not in self.present
            and any(Path(_home(record)).is_relative_to(scope) for scope in found.scopes)
            and not Path(_home(record)).exists()
        ]
        fresh = [r.path for r in gone if r.state != "gone"]
        with self.store.batch():
            if self.request.prune:
                for record in gone:
                    self.store.forget(record.path)
            elif fresh:
                self.store.mark_gone(fresh)
        state = "pruned" if self.request.prune else "gone"
        self.done += [FileReport(r.path, state) for r in gone]


def _place(root: str, relative: str) -> str:
    """Return where a file of a folder is, as text to compare."""
    return (Path(root) / relative).as_posix()


def _home(record: FileRecord) -> str:
    return _place(record.root, record.relative or record.path)


def _same_stat(record: FileRecord, path: Path) -> bool:
    """Say whether the file still has the size and time it had when it was read."""
    try:
        status = path.stat()
    except OSError:
        return False
    return (record.size, record.mtime_ns) == (status.st_size, status.st_mtime_ns)


def versions() -> tuple[str, str]:
    """Return the versions of what makes facts of a text: identifying and extracting, and the registry."""
    from vbgraph import registry
    from vbgraph.extract import VERSION as EXTRACT
    from vbgraph.identify import VERSION as IDENTIFY

    return f"{IDENTIFY}.{EXTRACT}", registry.load().version


def reader() -> str:
    """Return the version of what makes texts of files."""
    from vbgraph.read import VERSION

    return VERSION


def extract_again(store: Store, jobs: int | None = None, progress: Progress = _silent) -> int:
    """Take facts anew from the stored texts that another version has read; return how many.

    Each batch is stored in one transaction, so an interrupted run goes on where it stopped.
    """
    extractor, registry = versions()
    stale = store.outdated(extractor=extractor, registry=registry)
    for start in range(0, len(stale), _BATCH * 4):
        tasks = []
        for key, sha256 in enumerate(stale[start : start + _BATCH * 4]):
            text = store.text(sha256)
            if text is not None:
                tasks.append(Task(key, "", sha256[:12], sha256, text))
        with store.batch():
            found = workers.outcomes(tasks, Setting(), workers.jobs_for(len(tasks), jobs))
            for n, outcome in enumerate(found, 1):
                progress("again", start + n, len(stale))
                if outcome.status == "read" and outcome.sha256:
                    store.replace_facts(
                        outcome.sha256,
                        outcome.documents,
                        outcome.mentions,
                        extractor=extractor,
                        registry=registry,
                    )
    return len(stale)


def rules(store: Store) -> str:
    """Return what conclusions depend on besides the facts: the resolver, the registry, the hand corrections."""
    from vbgraph.resolve import VERSION

    digest = corrections.digest_of(corrections.path_for(store.path))
    return " ".join((f"{__version__}+{VERSION}", versions()[1], digest)).strip()


def corrections_of(store: Store) -> Corrections:
    """Return the hand corrections that stand beside the database. Raises CorrectionsError."""
    return corrections.load(corrections.path_for(store.path))


def conclude(store: Store, progress: Progress = _silent, *, force: bool = False) -> bool:
    """Conclude documents and edges from all facts, if they changed; return whether that was done."""
    store.settle_paths()
    if not force and not store.conclusions_stale(rules=rules(store)):
        return False
    progress("conclude", 0, 0)
    digest = store.facts_digest()
    adopt(store, *concluded(store), facts_digest=digest)
    return True


def concluded(store: Store, told: Corrections | None = None) -> tuple[Graph, tuple[corrections.Outcome, ...]]:
    """Return what all facts and hand corrections conclude, and what became of each correction; nothing is stored."""
    from vbgraph import registry, resolve

    told = corrections_of(store) if told is None else told
    return resolve.conclude_corrected(store.facts_of_all(), registry.load(), told, quote=quoter(store))


def adopt(
    store: Store, graph: Graph, found: Sequence[corrections.Outcome], *, facts_digest: str | None = None
) -> None:
    """Store what `concluded` returned, as made by the registry and the corrections there are now."""
    with store.batch():
        store.replace_conclusions(graph, facts_digest=facts_digest, rules=rules(store))
        kept = json.dumps([(o.key, o.state, o.reason, o.places) for o in found])
        store.database.write("INSERT OR REPLACE INTO meta VALUES ('corrections', ?)", (kept,))


def outcomes(store: Store) -> tuple[tuple[Correction, corrections.Outcome], ...]:
    """Return each hand correction with what became of it when the graph was last concluded."""
    row = store.database.one("SELECT value FROM meta WHERE key = 'corrections'")
    kept = {key: corrections.Outcome(key, *rest) for key, *rest in json.loads(str(row[0]))} if row else {}
    entries = corrections_of(store).entries
    return tuple((c, kept.get(c.key, corrections.Outcome(c.key, "pending"))) for c in entries)
