"""corrections add, list, check: what a person knows better than the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vbgraph import codes
from vbgraph.cli import anchoring, options, words
from vbgraph.cli.lookup import document
from vbgraph.cli.messages import Speech
from vbgraph.cli.output import Sink, sink, write_rows
from vbgraph.cli.session import Session, session
from vbgraph.cli.terminal import Progress
from vbgraph.corrections import (
    HEAD,
    NONE,
    Correction,
    Outcome,
    Place,
    Which,
    built,
    entry_yaml,
    load,
    parse,
    path_for,
)
from vbgraph.errors import NotFoundError, UsageError
from vbgraph.text import fold_key

if TYPE_CHECKING:
    from vbgraph.models import Node
    from vbgraph.store import Store

_COLUMNS = ("line", "kind", "key", "state", "reason", "entry")

PlaceWords = Annotated[str, typer.Argument(metavar="PLACE")]
Nth = Annotated[int | None, typer.Option("--nth", min=1, metavar="N")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT")]


def mention(
    context: typer.Context,
    place: PlaceWords,
    doc: Annotated[str, typer.Argument(metavar="DOC|none")],
    new: Annotated[bool, typer.Option("--new")] = False,
    nth: Nth = None,
    note: Note = None,
    json: options.Json = False,
) -> None:
    """Say which document a citation means."""
    here, out = session(context), sink(None, json, None)
    with here.reading() as store:
        where = anchoring.place(store, place, nth)
        documents: tuple[Which, ...] = ()
        if doc != NONE:
            known = _known(store, doc) if new else True
            node = document(store, doc, out, here) if known else None
            documents = (anchoring.which(store, node) if node is not None else anchoring.new(doc),)
    _add(here, out, built("mention", place=where, documents=documents, note=note))


def _known(store: Store, words: str) -> bool:
    from vbgraph.query import find_all

    return bool(find_all(store, words))


def same(
    context: typer.Context,
    docs: Annotated[list[str], typer.Argument(metavar="DOC...")],
    note: Note = None,
    json: options.Json = False,
) -> None:
    """Say that documents are one."""
    here, out = session(context), sink(None, json, None)
    with here.reading() as store:
        nodes = [document(store, one, out, here) for one in docs]
        if len({node.id for node in nodes}) < 2:
            raise UsageError("corrections.one_given", "usage.help", command="vbgraph corrections add same")
        documents = tuple(anchoring.which(store, node) for node in nodes)
    _warn_unlike(here, nodes)
    _add(here, out, built("same", documents=documents, note=note))


def _warn_unlike(here: Session, nodes: Sequence[Node]) -> None:
    """Warn when documents that are to be one tell themselves apart by type, number or place."""
    first, *rest = nodes
    for other in rest:
        fields = [
            words.column(name, here.say)
            for name in ("type", "code", "locality")
            if (one := getattr(first, name)) and (two := getattr(other, name)) and _key(one) != _key(two)
        ]
        if fields:
            here.voice.warn("corrections.unlike", a=first.id, b=other.id, fields=", ".join(fields))


def _key(value: str) -> str:
    return codes.key(value) if "/" in value else fold_key(value)


def different(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="A")],
    second: Annotated[str, typer.Argument(metavar="B")],
    note: Note = None,
    json: options.Json = False,
) -> None:
    """Say that what passes for one document is two."""
    here, out = session(context), sink(None, json, None)
    with here.reading() as store:
        documents: tuple[Which | Place, ...] = tuple(
            anchoring.member(store, one) or anchoring.which(store, document(store, one, out, here))
            for one in (first, second)
        )
    _add(here, out, built("different", documents=documents, note=note))


def relation(
    context: typer.Context,
    place: PlaceWords,
    name: Annotated[str, typer.Argument(metavar="RELATION|none")],
    nth: Nth = None,
    note: Note = None,
    json: options.Json = False,
) -> None:
    """Say how a citation is related."""
    here, out = session(context), sink(None, json, None)
    chosen = anchoring.relation(name, here.say)
    with here.reading() as store:
        where = anchoring.place(store, place, nth)
    _add(here, out, built("relation", place=where, relation=chosen, note=note))


def date(
    context: typer.Context,
    doc: options.Doc,
    day: Annotated[str, typer.Argument(metavar="DATE")],
    note: Note = None,
    json: options.Json = False,
) -> None:
    """Say what the date of a document is."""
    here, out = session(context), sink(None, json, None)
    iso = anchoring.day(day)
    if iso is None:
        raise UsageError("corrections.no_day", value=day)
    with here.reading() as store:
        which = anchoring.which(store, document(store, doc, out, here))
    _add(here, out, built("date", documents=(which,), date=iso, note=note))


def _add(here: Session, out: Sink, entry: Correction) -> None:
    """Write an entry behind those there are and conclude anew; an entry that takes hold nowhere is not written.

    Raises UsageError when it stands there already, NotFoundError when it takes hold nowhere.
    """
    from vbgraph import pipeline
    from vbgraph.cli.writing import write_whole
    from vbgraph.store import Store

    path = path_for(here.db)
    before = load(path)
    old = path.read_text(encoding="utf-8-sig") if path.exists() else HEAD
    if any(c.key == entry.key for c in before.entries):
        raise UsageError("corrections.there", path=path, entry=entry.key)
    text = old + ("" if old.endswith("\n") else "\n") + entry_yaml(entry)
    told = parse(text, path)
    progress = Progress(here.voice)
    with Store.open(here.db, read_only=False) as store:
        progress("conclude", 0, 0)
        digest = store.facts_digest()
        graph, found = pipeline.concluded(store, told)
        progress.close()
        outcome = next(o for o in found if o.key == entry.key)
        if outcome.state == "unmatched":
            why = here.say(f"corrections.why.{outcome.reason}")
            raise NotFoundError("corrections.refused", "", why=why)
        write_whole(path, text.encode())
        pipeline.adopt(store, graph, found, facts_digest=digest)
    added = told.entries[-1]
    if out.format == "json":
        out.write_object({"schema": 1, "correction": _row(added, outcome)})
    here.voice.note(f"corrections.added.{outcome.state}", path=path, entry=added.key)


def list_(
    context: typer.Context,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print all entries with what became of them."""
    here, out = session(context), sink(format_, json, output)
    _write(out, _outcomes(here), here.say)


def check(
    context: typer.Context,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print the entries that take hold nowhere; exit 1 if there are any."""
    here, out = session(context), sink(format_, json, output)
    found = _outcomes(here)
    lost = [(c, o) for c, o in found if o.state == "unmatched"]
    _write(out, lost, here.say)
    path = path_for(here.db)
    if lost:
        here.voice.warn("corrections.bad", path=path, count=len(lost), all=len(found))
        raise typer.Exit(1)
    here.voice.note("corrections.good", path=path, count=len(found))


def _outcomes(here: Session) -> list[tuple[Correction, Outcome]]:
    """Return each entry with what became of it, worked out anew when facts or the file changed since."""
    from vbgraph import pipeline

    told = load(path_for(here.db))
    with here.reading() as store:
        if not store.conclusions_stale(rules=pipeline.rules(store)):
            return list(pipeline.outcomes(store))
        found = {o.key: o for o in pipeline.concluded(store, told)[1]}
    return [(c, found[c.key]) for c in told.entries]


def _write(out: Sink, found: Iterable[tuple[Correction, Outcome]], say: Speech) -> None:
    rows = [_row(c, o) for c, o in found]
    if out.format in ("table", "md"):
        rows = [
            {
                **row,
                "state": say(f"corrections.state.{row['state']}"),
                "reason": say(f"corrections.why.{row['reason']}") if row["reason"] else "",
            }
            for row in rows
        ]
    write_rows(out, rows, _COLUMNS, say, wide="entry")


def _row(entry: Correction, outcome: Outcome) -> dict[str, object]:
    """Return an entry as a row: where it stands, what became of it, what it says on one line."""
    said = " ".join(entry_yaml(entry).split()).removeprefix("- ")
    where: dict[str, object] = {"line": entry.line, "kind": entry.kind, "key": entry.key}
    return where | {
        "state": outcome.state,
        "reason": outcome.reason or None,
        "places": outcome.places,
        "entry": said,
    }


ADD: dict[str, Callable[..., None]] = {
    "mention": mention,
    "same": same,
    "different": different,
    "relation": relation,
    "date": date,
}
COMMANDS: dict[str, Callable[..., None]] = {"list": list_, "check": check}


def lost_lines(lost: Sequence[tuple[Correction, Outcome]], say: Speech, file: Path, *, of: int) -> list[str]:
    """Return the lines of the report about entries that take hold nowhere, of so many."""
    lines = [say("corrections.bad", path=file.name, count=len(lost), all=of)] if lost else []
    return lines + [
        f"  {file.name}:{entry.line}  {entry.kind}: {say(f'corrections.why.{outcome.reason}')}"
        for entry, outcome in lost
    ]
