"""What every command shares: where the database is, the language, how talkative to be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from vbgraph.cli.messages import Speech
from vbgraph.cli.terminal import Voice
from vbgraph.errors import StoreError

if TYPE_CHECKING:
    from vbgraph.store import Store


@dataclass(frozen=True, slots=True)
class Session:
    """The global options of one run; `db_named`: the database was given on the command line."""

    db: Path
    lang: str
    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    db_named: bool = False

    @property
    def say(self) -> Speech:
        """The sentences in the user's language."""
        return Speech(self.lang)

    @property
    def voice(self) -> Voice:
        """Notes on standard error."""
        return Voice(self.say, self.quiet)

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Open the database for reading. Raises StoreError when there is none."""
        from vbgraph.store import Store

        if not self.db.exists():
            raise StoreError("db.none", "db.none.hint", path=self.db)
        with Store.open(self.db, read_only=True) as store:
            if store.conclusions_stale() or corrected_since(store):
                self.voice.warn("db.stale")
            yield store


def corrected_since(store: Store) -> bool:
    """Say whether the file of hand corrections is another than the one the graph was concluded with."""
    from vbgraph.corrections import digest_of, path_for

    row = store.database.one("SELECT value FROM meta WHERE key = 'rules'")
    made_by = str(row[0]).split() if row else []
    return len(made_by) > 1 and "".join(made_by[2:]) != digest_of(path_for(store.path))


def database_path(given: Path | None) -> Path:
    """Return the database to use: --db, else $VBGRAPH_DB, else ./vbgraph.db."""
    return given or Path(os.environ.get("VBGRAPH_DB") or "vbgraph.db")


def session(context: typer.Context) -> Session:
    """Return the session of a command."""
    found = context.find_root().obj
    if not isinstance(found, Session):
        raise TypeError("the root command did not run")
    return found
