"""The store: one SQLite file that keeps facts and conclusions (see the package's docstring for the whole API)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from vbgraph.models import Document, Edge, FileFacts, Graph, Mention, Node, Resolution, Text
from vbgraph.store import care, conclusions, facts, files, paths, schema
from vbgraph.store.database import Database, connect
from vbgraph.store.records import Counts, FileRecord, Problem, stored_path


class Store:
    """An open database. Close it, or use it in a `with` block."""

    def __init__(self, database: Database) -> None:
        """Keep an open database; use `Store.open`."""
        #: The connection; queries run straight on it.
        self.database = database

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool | None = None) -> Self:
        """Return the store in the file `path`; opened for reading unless `create`, or `read_only=False`, is given.

        `create` makes the file if it is missing or empty. A writing store is brought to the latest schema; one
        that only reads never writes, and works on read-only files and places.
        Raises StoreError: missing, not a vbgraph database, newer or older schema, locked, damaged.
        """
        reading = not create if read_only is None else read_only
        database = connect(Path(path), create=create and not reading, read_only=reading)
        try:
            if reading:
                schema.must_be_current(database)
            else:
                schema.migrate(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @staticmethod
    def migrate(path: str | Path) -> tuple[int, int]:
        """Bring the schema of an existing database up to date; return its number before and after."""
        database = connect(Path(path), create=False, read_only=False)
        try:
            return schema.migrate(database)
        finally:
            database.close()

    @property
    def path(self) -> Path:
        """The file of the database."""
        return self.database.path

    @property
    def read_only(self) -> bool:
        """Whether the store was opened for reading only."""
        return self.database.read_only

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Run the block as one transaction: all of it is stored, or, on any exception, nothing."""
        with self.database.transaction():
            yield

    @contextmanager
    def _change(self) -> Iterator[None]:
        """Run the block as one transaction that changes facts: conclusions may be stale afterwards."""
        with self.database.transaction():
            self.database.write("INSERT OR REPLACE INTO meta VALUES ('facts_changed', '1')")
            yield

    # --- files and facts -------------------------------------------------------------------------------------

    def files(self) -> Iterator[FileRecord]:
        """Return the records of all files, sorted by path."""
        return files.records(self.database)

    def file(self, path: str) -> FileRecord | None:
        """Return the record of a path, or None."""
        return files.record(self.database, path)

    def files_with(self, sha256: str) -> tuple[FileRecord, ...]:
        """Return the records of all files with this content, sorted by path: where a moved file was before."""
        return tuple(files.records(self.database, "WHERE files.sha256 = ?", (sha256,)))

    def path_for(self, root: str, relative: str) -> str:
        """Return the path under which the file `relative` of the folder `root` is, or will be, known.

        That is `relative`; if another folder's file has that path already, the folder's name is put before it.
        `settle_paths` makes the names of all files independent of their order.
        """
        return files.free_path(self.database, root, relative)

    def settle_paths(self) -> dict[str, str]:
        """Name the files as `paths.settled` says, whatever the order in which they came; return old → new names."""
        with self.database.transaction():
            changed = paths.settle(self.database)
            if changed:
                self.database.write("INSERT OR REPLACE INTO meta VALUES ('facts_changed', '1')")
        return changed

    def add_file(self, record: FileRecord, text: Text, found: FileFacts) -> None:
        """Store a file that was read, new or changed: record, text and facts, all or nothing.

        `record` needs `sha256`, `extractor` and `registry`; `format` and `encoding` are taken from `text`.
        """
        with self._change():
            files.put(self.database, record, text, found.documents, found.mentions)

    def add_known(self, record: FileRecord) -> bool:
        """Store a file whose content (`record.sha256`) is stored already; return False when it is not."""
        with self._change():
            return files.put_known(self.database, record)

    def add_failure(self, record: FileRecord) -> None:
        """Store that a file could not be read (`record.failure`); what was known of it before is kept."""
        with self._change():
            files.put_failure(self.database, record)

    def move(self, old: str, record: FileRecord) -> None:
        """Give the known file `old` the path, root, size and time of `record`; also renews an unmoved file."""
        with self._change():
            files.move(self.database, old, record)

    def mark_gone(self, paths: Iterable[str]) -> None:
        """Note that these files were not there this time; their facts stay."""
        with self._change():
            for path in paths:
                files.mark_gone(self.database, path)

    def prune(self) -> tuple[str, ...]:
        """Take out all files that are gone; return their paths."""
        gone = tuple(r.path for r in files.records(self.database, "WHERE files.state = 'gone'"))
        with self._change():
            for path in gone:
                files.forget(self.database, path)
        return gone

    def forget(self, path: str) -> bool:
        """Take a file and its facts out; return whether it was known. Conclude anew afterwards."""
        with self._change():
            return files.forget(self.database, path)

    def text(self, sha256: str) -> Text | None:
        """Return the stored text of a content, or None."""
        return files.text(self.database, sha256)

    def text_of(self, path: str) -> Text | None:
        """Return the text of a file, or None: of a failed file the one it had before."""
        content = files.content_of(self.database, path)
        return files.text(self.database, content[1]) if content else None

    def facts(self, path: str) -> FileFacts | None:
        """Return the facts of one file, or None when it has none."""
        content = files.content_of(self.database, path)
        if content is None:
            return None
        return FileFacts(stored_path(path), content[1], *facts.get(self.database, content[0]))

    def facts_of_all(self) -> Iterator[FileFacts]:
        """Return the facts of every file, gone ones too, sorted by path; one file in memory at a time."""
        return facts.stream(self.database)

    def outdated(self, *, extractor: str, registry: str) -> tuple[str, ...]:
        """Return the sha256 of each content whose facts another version of extractor or registry has found."""
        rows = self.database.rows(
            "SELECT sha256 FROM contents WHERE extractor <> ? OR registry <> ? ORDER BY sha256",
            (extractor, registry),
        )
        return tuple(cast(str, row[0]) for row in rows)

    def replace_facts(
        self,
        sha256: str,
        documents: Iterable[Document],
        mentions: Iterable[Mention],
        *,
        extractor: str,
        registry: str,
    ) -> None:
        """Store facts taken again from the stored text of a content, with the versions that found them."""
        with self._change():
            content = files.content_id(self.database, sha256)
            if content is None:
                raise KeyError(sha256)
            facts.put(self.database, content, documents, mentions)
            self.database.write(
                "UPDATE contents SET extractor = ?, registry = ? WHERE id = ?", (extractor, registry, content)
            )

    # --- conclusions -----------------------------------------------------------------------------------------

    def facts_digest(self) -> str:
        """Return a digest of all facts: the same for the same files, contents and versions in any order."""
        digest = sha256()
        for row in self.database.rows(
            "SELECT path, contents.sha256, extractor, registry, reader FROM files "
            "JOIN contents ON contents.id = content ORDER BY path"
        ):
            digest.update("\0".join(map(str, row)).encode() + b"\n")
        return digest.hexdigest()

    def conclusions_stale(self, *, rules: str = "") -> bool:
        """Say whether facts changed since the conclusions were stored (a killed run), or other rules made them.

        `rules` is whatever else conclusions depend on: registry, corrections, version of the resolver.
        """
        meta = {str(key): str(value) for key, value in self.database.rows("SELECT key, value FROM meta")}
        if rules and rules != meta.get("rules"):
            return True
        if meta.get("facts_changed", "0") == "0":
            return False
        return self.facts_digest() != meta.get("concluded_from", _NOTHING)

    @property
    def stale(self) -> bool:
        """Whether facts changed since the conclusions were stored; what is stored can be read all the same."""
        return self.conclusions_stale()

    def replace_conclusions(self, graph: Graph, *, facts_digest: str | None = None, rules: str = "") -> None:
        """Store what all facts together conclude in place of what was concluded before, in one transaction.

        `facts_digest` is that of the facts the graph was concluded from, taken before they were read; without it
        they are those stored now.
        """
        with self.database.transaction():
            conclusions.replace(self.database, graph)
            now = self.facts_digest()
            before = facts_digest or now
            self.database.write_many(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                (
                    ("concluded_from", before),
                    ("rules", rules),
                    ("facts_changed", "0" if before == now else "1"),
                ),
            )

    def nodes(self) -> Iterator[Node]:
        """Return all documents of the graph, sorted by id."""
        return conclusions.nodes(self.database)

    def node(self, node_id: str) -> Node | None:
        """Return the document with exactly this id, or None."""
        row = self.database.one("SELECT id FROM nodes WHERE node = ?", (node_id,))
        return next(conclusions.nodes(self.database, (cast(int, row[0]),)), None) if row else None

    def edges(self) -> Iterator[Edge]:
        """Return all edges, sorted by source, target and relation."""
        return conclusions.edges(self.database)

    def resolutions(self) -> Iterator[Resolution]:
        """Return what each mention means, sorted by file and mention."""
        return conclusions.resolutions(self.database)

    def graph(self) -> Graph:
        """Return all conclusions at once."""
        return Graph(tuple(self.nodes()), tuple(self.edges()), tuple(self.resolutions()))

    # --- care ------------------------------------------------------------------------------------------------

    def counts(self) -> Counts:
        """Return how much the store holds."""
        return care.counts(self.database)

    def check(self) -> tuple[Problem, ...]:
        """Return what is wrong with the database: damage, references that lead nowhere, an incomplete index."""
        return care.check(self.database)

    def backup(self, target: str | Path) -> None:
        """Write a consistent copy into a new file, whole or not at all. Raises OutputError, StoreError."""
        care.backup(self.database, Path(target))


_NOTHING = sha256().hexdigest()
