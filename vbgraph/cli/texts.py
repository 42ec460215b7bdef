"""extract, text, annotate: what a text alone says, without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vbgraph.cli import options, words
from vbgraph.cli.output import Sink, dump, dump_line, sink, write_rows
from vbgraph.cli.session import Session, session
from vbgraph.cli.streams import read_stdin
from vbgraph.cli.terminal import visible_lines
from vbgraph.errors import ReadError, UsageError

if TYPE_CHECKING:
    from vbgraph.models import Document, Mention, Text

_COLUMNS = ("kind", "code", "name", "type", "date", "issuer", "relation", "text")


@dataclass(frozen=True, slots=True)
class _Found:
    """What one input says."""

    file: str
    text: Text
    documents: tuple[Document, ...]
    mentions: tuple[Mention, ...]


def extract(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...|-")],
    format_: options.Format = None,
    json: options.Json = False,
    jsonl: Annotated[bool, typer.Option("--jsonl")] = False,
    output: options.Output = None,
) -> None:
    """Print the documents and citations of texts."""
    here = session(context)
    place = sink("jsonl" if jsonl else format_, json, output)
    _must_exist(files)
    failed: list[ReadError] = []
    found = _all_found(files, here, failed)
    _write(place, found, here, several=len(files) > 1)
    if failed:
        raise typer.Exit(ReadError.exit_code)


def _all_found(files: Sequence[str], here: Session, failed: list[ReadError]) -> Iterator[_Found]:
    """Return what each input says; one that cannot be read is told at once and counted, unless it is the only one."""
    from vbgraph.workers import facts_of

    for file in files:
        try:
            text = read_input(file)
        except ReadError as error:
            if len(files) == 1:
                raise
            failed.append(error)
            here.voice.error(here.say(error.message, **error.values), here.say(error.hint, **error.values))
            continue
        yield _Found(file, text, *facts_of(text))


def _write(place: Sink, found: Iterator[_Found], here: Session, *, several: bool) -> None:
    """Write what was found: JSON objects by file, rows by citation."""
    from vbgraph.export.extraction import citation_object, extraction_object

    if place.format in ("json", "jsonl"):
        objects = [extraction_object(f.file, f.documents, f.mentions) for f in found]
        if place.format == "jsonl":
            place.write("".join(map(dump_line, objects)))
        else:
            place.write(dump(objects if several else objects[0]))
        return
    rows: list[dict[str, object]] = []
    for one in found:
        here.voice.note("extract.summary", file=one.file, count=len(one.mentions))
        rows += [{"file": one.file, **citation_object(m)} for m in one.mentions]
    columns = ("file", *_COLUMNS) if several else _COLUMNS
    write_rows(place, rows, columns, here.say, wide="text")


def text(context: typer.Context, file: options.File, output: options.Output = None) -> None:
    """Print the text as read."""
    session(context)
    place = sink("table", False, output)
    _must_exist([file])
    content = read_input(file).content
    place.write(visible_lines(content) if place.on_terminal else content, marked=False)


def annotate(context: typer.Context, file: options.File, output: options.Output = None) -> None:
    """Write a page with every citation marked."""
    from vbgraph.export.annotated import render
    from vbgraph.workers import facts_of

    here = session(context)
    _must_exist([file])
    content = read_input(file)
    _, mentions = facts_of(content)
    say = here.say
    name = "-" if file == "-" else Path(file).name
    show: Callable[[str, object], str] = lambda key, value: words.cell(key, value, say)  # noqa: E731
    page = render(
        content,
        mentions,
        title=say("annotate.title", file=name),
        lang=here.lang,
        contents=say("annotate.contents"),
        headings={key: words.column(key, say) for key in words.COLUMNS},
        show=show,
    )
    place = sink("table", False, output)
    place.write(page)
    if place.output is not None:
        here.voice.note("export.written", path=place.output)


def read_input(file: str) -> Text:
    """Return the text of a file, or of standard input for "-". Raises ReadError."""
    from vbgraph.read import read, read_bytes

    return read_bytes(read_stdin(), "-") if file == "-" else read(Path(file))


def _must_exist(files: Sequence[str]) -> None:
    """Raise UsageError when a path given does not exist, before anything is done."""
    for file in files:
        if file != "-" and not Path(file).exists():
            raise UsageError("path.missing", "path.missing.hint", path=file)


COMMANDS: dict[str, Callable[..., None]] = {"extract": extract, "text": text, "annotate": annotate}
