"""db path, check, backup, migrate: looking after the database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from vbgraph.cli import options
from vbgraph.cli.output import sink, write_rows
from vbgraph.cli.session import session
from vbgraph.errors import OutputError, StoreError, UsageError


def path(context: typer.Context) -> None:
    """Print where the database is."""
    sink("table", False, None).write(f"{session(context).db.absolute()}\n")


def check(
    context: typer.Context,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print what is wrong with the database; exit 1 if anything is."""
    here = session(context)
    place = sink(format_, json, output)
    with here.reading() as store:
        problems = store.check()
    rows = [{"kind": p.kind, "problem": p.detail} for p in problems]
    write_rows(place, rows, ("kind", "problem"), here.say, wide="problem")
    if problems:
        here.voice.warn("db.bad", path=here.db, count=len(problems))
        raise typer.Exit(1)
    here.voice.note("db.good", path=here.db)


def backup(context: typer.Context, target: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Copy the database to a new file."""
    here = session(context)
    if str(target) == "-":
        raise UsageError("db.backup_file")
    with here.reading() as store:
        try:
            store.backup(target)
        except OutputError as error:  # the copy is made under another name first: no one asked for that one
            values = {**error.values, "path": target}
            if isinstance(error.__cause__, OSError):
                values["reason"] = error.__cause__
            raise OutputError(error.message, error.hint, **values) from error
    here.voice.note("db.saved", path=target)


def migrate(context: typer.Context) -> None:
    """Bring the schema up to date."""
    from vbgraph.store import Store

    here = session(context)
    if not here.db.exists():
        raise StoreError("db.none", "db.none.hint", path=here.db)
    old, new = Store.migrate(here.db)
    here.voice.note("db.migrated" if old != new else "db.current", path=here.db, old=old, new=new)


COMMANDS: dict[str, Callable[..., None]] = {
    "path": path,
    "check": check,
    "backup": backup,
    "migrate": migrate,
}
