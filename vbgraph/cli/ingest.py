"""ingest, forget, demo: what changes the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vbgraph.cli import options
from vbgraph.cli.output import Sink, dump, sink, write_rows
from vbgraph.cli.session import Session, database_path, session
from vbgraph.cli.streams import read_stdin
from vbgraph.cli.terminal import Progress, columns
from vbgraph.corrections import path_for
from vbgraph.errors import NotFoundError, OutputError, ReadError, UsageError, VbgraphError

if TYPE_CHECKING:
    from vbgraph.pipeline import Report, Request
    from vbgraph.store import Store


class StoppedError(VbgraphError):
    """Ctrl-C during a run: the sentence says what is kept."""

    exit_code = 130


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N")] = None,
    exclude: Annotated[list[str] | None, typer.Option("--exclude", metavar="GLOB")] = None,
    files_from: Annotated[str | None, typer.Option("--files-from", metavar="FILE")] = None,
    prune: Annotated[bool, typer.Option("--prune")] = False,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME")] = None,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Read files and folders, conclude the graph, report."""
    from vbgraph.cli import standard_input
    from vbgraph.pipeline import Request
    from vbgraph.store import Store

    here = session(context)
    place = sink(format_, json, output)
    given = [path for path in paths or () if str(path) != "-"]
    piped = len(given) < len(paths or ())
    if not paths and not files_from:
        raise UsageError("usage.no_input", "usage.help", command="vbgraph ingest")
    if piped and files_from == "-":
        raise UsageError("usage.stdin_twice", "usage.help", command="vbgraph ingest")
    listed = _listed(files_from) if files_from else []
    _must_exist(given)
    _must_be_known([path for path in listed if not path.exists()], here.db)
    request = Request(tuple(exclude or ()), tuple(listed), jobs, prune, here.lang)
    with Store.open(here.db, create=True) as store:
        first = [standard_input.put(store, name or standard_input.NAME, here.lang)] if piped else []
        report = run(store, given, request, here)
        report = replace(report, files=tuple(sorted([*first, *report.files], key=lambda f: f.path)))
        _tell(report, store, place, here, here.db)
    if report.unmatched and place.format != "table":
        lost = len(report.unmatched)
        here.voice.warn("corrections.bad", path=path_for(here.db), count=lost, all=report.told)
    if report.having("failed"):
        raise typer.Exit(ReadError.exit_code)


def run(store: Store, paths: Sequence[Path], request: Request, here: Session) -> Report:
    """Return the report of a run with progress on the terminal; Ctrl-C tells what is kept and ends with 130.

    So does a request to end (SIGTERM).
    """
    from vbgraph import pipeline
    from vbgraph.workers import ended_like_ctrl_c

    progress = Progress(here.voice)
    try:
        with ended_like_ctrl_c():
            return pipeline.ingest(
                paths,
                store=store,
                exclude=request.exclude,
                listed=request.listed,
                jobs=request.jobs,
                prune=request.prune,
                lang=request.lang,
                progress=progress,
            )
    except pipeline.Interrupted as stop:
        progress.close()
        raise StoppedError("interrupted.ingest", done=stop.done) from None
    finally:
        progress.close()


def _must_exist(paths: Sequence[Path]) -> None:
    """Raise UsageError for a path that is not there, before a database is made for it."""
    for path in paths:
        if not path.exists() and not any(c in str(path) for c in "*?["):
            raise UsageError("path.missing", "path.missing.hint", path=path)


def _must_be_known(gone: Sequence[Path], db: Path) -> None:
    """Raise UsageError for a listed file that is not there and that the store never held either."""
    from vbgraph.query import files_named
    from vbgraph.store import Store

    if gone and db.exists():
        with Store.open(db, read_only=True) as store:
            gone = [path for path in gone if not files_named(store, _whole(path))]
    if gone:
        raise UsageError("path.missing", "path.missing.hint", path=gone[0])


def _whole(path: Path) -> str:
    """Return where a file is, in the real folder, as the store keeps it."""
    return str(path.parent.resolve() / path.name)


def _listed(source: str) -> list[Path]:
    """Return the paths of a list: one a line, or NUL between them."""
    if source == "-":
        data = read_stdin()
    else:
        try:
            data = Path(source).read_bytes()
        except FileNotFoundError:
            raise UsageError("path.missing", "path.missing.hint", path=source) from None
        except OSError as error:
            raise ReadError("read.io", "read.io.hint", name=source, found=error) from error
    text = data.decode("utf-8-sig", "surrogateescape")
    lines = text.split("\0") if "\0" in text else text.splitlines()
    return [Path(line) for line in lines if line.strip()]


def _tell(report: Report, store: Store, place: Sink, here: Session, db: Path) -> None:
    """Write the report in the format asked for."""
    from vbgraph.cli import report as words

    if place.format in ("json", "jsonl"):
        value = words.report_object(report)
        place.write(dump(value) if place.format == "json" else words.one_line(value))
    elif place.format == "table":
        room = columns() if place.on_terminal else None
        program = _program(db)
        text = words.report_text(
            report, store, here.say, everything=here.verbose, columns=room, program=program
        )
        place.write(text)
    else:
        shown = ("file", "status", "id", "code", "type", "issuer", "locality", "date")
        write_rows(place, words.report_rows(report, store), shown, here.say, wide="file")


def _program(db: Path) -> str:
    """Return how commands to type begin: with --db unless this database is found without."""
    if db == database_path(None):
        return "vbgraph"
    return f'vbgraph --db "{db}"' if " " in str(db) else f"vbgraph --db {db}"


def forget(context: typer.Context, files: options.Files) -> None:
    """Take files out and conclude anew."""
    from vbgraph.pipeline import conclude
    from vbgraph.store import Store

    here = session(context)
    with here.reading() as store:
        known = [path for file in files for path in _stored(store, file)]
    with Store.open(here.db, read_only=False) as store:
        with store.batch():
            for path in known:
                store.forget(path)
        progress = Progress(here.voice)
        conclude(store, progress)
        progress.close()
    here.voice.note("forget.done", count=len(known))


def _stored(store: Store, file: str) -> list[str]:
    """Return the path by which a file is known: as printed, or by where it is. Raises NotFoundError."""
    from vbgraph.query import files_named

    found = files_named(store, file) or files_named(store, _whole(Path(file)))
    if not found:
        raise NotFoundError("forget.none", "forget.none.hint", path=file)
    return list(found)


def demo(context: typer.Context, folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Write the sample documents, run the main job on them, draw the map."""
    from vbgraph.cli.sample import DATABASE, DOCUMENTS, show, write_sample
    from vbgraph.pipeline import Request
    from vbgraph.store import Store

    here = session(context)
    documents = folder / DOCUMENTS
    count = write_sample(folder)
    here.voice.note("demo.start", count=count, path=documents)
    db = here.db if here.db_named else folder / DATABASE
    try:
        store = Store.open(db, create=True)
    except OSError as error:
        raise OutputError("output.failed", "output.failed.hint", path=db, why=error) from error
    with store:
        report = run(store, [documents], Request(lang=here.lang), here)
        _tell(report, store, sink("table", False, None), here, db)
        show(store, folder, here)


COMMANDS: dict[str, Callable[..., None]] = {"ingest": ingest, "forget": forget, "demo": demo}
