"""Writers: data goes to standard output or whole into a file, everything else to standard error.

Rows are written as a table (fitted to a terminal, plain cells in a pipe), JSON, JSON lines, CSV, TSV or Markdown. What
a terminal shows never carries control or bidirectional characters of a document; a pipe gets plain cells, unwrapped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vbgraph.cli import words
from vbgraph.cli.messages import Speech
from vbgraph.cli.terminal import columns as terminal_columns
from vbgraph.cli.terminal import shorten, visible, visible_indent, width, wrap
from vbgraph.cli.writing import ClosedPipeError, write_whole
from vbgraph.errors import UsageError
from vbgraph.export import csv
from vbgraph.marks import mark

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
#: What an -o FILE name asks for when no --format is given.
_SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".tsv": "tsv", ".md": "md"}

#: Columns that go first when a terminal is narrow, and the room the wide one should keep.
_DROPPED, _WIDE = ("locality", "issuer", "mentions", "format", "state", "type", "score", "date"), 24
_NUMBERS = frozenset(
    {"mentions", "cited_by", "count", "score", "position", "rank", "depth", "confidence", "start", "end"}
)

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sink:
    """Where data goes and in which format: `output` None is standard output."""

    format: str = "table"
    output: Path | None = None

    def write(self, text: str, *, marked: bool = True) -> None:
        """Write the whole text to the file at once, or to standard output.

        A file gets the mark by which `ingest` knows our own output, unless it is a document's own text.
        Raises OutputError when the file cannot be written; an old file of that name then stays as it was.
        Raises ClosedPipeError when nobody reads standard output any more.
        """
        if self.output is not None:
            text = mark(self.format, text) if marked else text
            write_whole(self.output, text.encode("utf-8", "replace"))
            return
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise ClosedPipeError from None

    def write_lines(self, lines: Iterable[str]) -> None:
        """Write lines for people, safe to show: wrapped to the width of a terminal, as they are elsewhere."""
        safe = [visible_indent(line) for line in lines]
        if self.on_terminal:
            room = terminal_columns()
            safe = [part for line in safe for part in wrap(line, room)]
        self.write("".join(f"{line}\n" for line in safe))

    def write_object(self, value: object) -> None:
        """Write one JSON value: on one line when lines of JSON are asked for."""
        self.write(dump_line(value) if self.format == "jsonl" else dump(value))

    @property
    def on_terminal(self) -> bool:
        """Say whether a person reads this on a terminal."""
        return self.output is None and sys.stdout.isatty()


def sink(format_: str | None, as_json: bool, output: Path | None, default: str = "table") -> Sink:
    """Return the place and format that the options --format, --json and -o ask for.

    Raises UsageError for an unknown format.
    """
    output = destination(output)
    chosen = "json" if as_json else format_
    if chosen is None:
        chosen = _SUFFIXES.get(output.suffix.lower(), default) if output else default
    if chosen not in FORMATS:
        raise UsageError("usage.format", name=chosen, choices=", ".join(FORMATS))
    return Sink(chosen, output)


def destination(output: Path | None) -> Path | None:
    """Return the file that -o names; None is standard output, which is called "-" too."""
    return None if output is None or str(output) == "-" else output


def dump(value: object) -> str:
    """Return JSON as all commands print it: unescaped, keys in the order given, two spaces deep."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def dump_line(value: object) -> str:
    """Return one line of JSON."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def write_rows(
    place: Sink, rows: Sequence[Row], columns: Sequence[str], say: Speech, *, wide: str = "title"
) -> None:
    """Write rows in the format of the place; `columns` are what people see, JSON holds every key.

    `wide` names the column that may take what room is left on a terminal.
    """
    if place.format == "json":
        place.write(dump({"schema": 1, "rows": list(rows)}))
    elif place.format == "jsonl":
        place.write("".join(dump_line(row) for row in rows))
    elif place.format in ("csv", "tsv"):
        keys = list(rows[0]) if rows else list(columns)
        place.write(delimited(rows, keys, "," if place.format == "csv" else "\t"))
    elif place.format == "md":
        place.write(markdown(rows, columns, say))
    elif place.on_terminal and rows:
        place.write(fitted_table(rows, columns, say, wide, terminal_columns()))
    else:
        place.write(plain_table(rows, columns, say))


def delimited(rows: Iterable[Row], keys: Sequence[str], separator: str) -> str:
    """Return CSV for Excel (byte-order mark, cells that look like formulas quoted as text) or TSV."""
    cells = ([_flat(row.get(k)) for k in keys] for row in rows)
    if separator == ",":
        return csv.table(keys, cells).decode("utf-8")
    lines: list[list[object]] = [[*keys], *cells]
    return "".join("\t".join(" ".join(csv.cell(c).split()) for c in line) + "\n" for line in lines)


def _flat(value: object) -> object:
    """Return a value as one cell: objects as JSON, lists of objects too."""
    if isinstance(value, dict) or (
        isinstance(value, (list, tuple)) and any(isinstance(v, dict) for v in value)
    ):
        return json.dumps(value, ensure_ascii=False)
    return value


def markdown(rows: Iterable[Row], columns: Sequence[str], say: Speech) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(words.column(c, say) for c in columns) + " |", "|" + "---|" * len(columns)]
    for row in rows:
        cells = (
            visible(words.cell(c, row.get(c), say)).replace("|", "\\|").replace("<", "&lt;") for c in columns
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def plain_table(rows: Sequence[Row], columns: Sequence[str], say: Speech) -> str:
    """Return aligned cells, two spaces apart, one line a row, never wrapped."""
    if not rows:
        return ""
    table = [[words.column(c, say) for c in columns]]
    table += [[visible(words.cell(c, row.get(c), say)) for c in columns] for row in rows]
    widths = [max(width(line[i]) for line in table) for i in range(len(columns))]
    lines = (
        "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(line, widths, strict=True))
        for line in table
    )
    return "".join(line.rstrip() + "\n" for line in lines)


def fitted_table(rows: Sequence[Row], columns: Sequence[str], say: Speech, wide: str, room: int) -> str:
    """Return the table for a terminal of `room` columns, one line a row: empty columns and those that matter least
    are left out, the wide one is cut.
    """
    shown = [c for c in columns if any(row.get(c) not in (None, "", [], ()) for row in rows)]
    cells = {
        c: [words.column(c, say), *(visible(words.cell(c, row.get(c), say)) for row in rows)] for c in shown
    }
    most = max(14, room * 45 // 100)
    natural = {c: max(map(width, cells[c])) for c in shown}
    room_for = {c: natural[c] if c == wide else min(natural[c], most) for c in shown}
    for dropped in _DROPPED:
        if sum(room_for.values()) + 2 * (len(shown) - 1) - max(0, room_for.get(wide, 0) - _WIDE) <= room:
            break
        if dropped in shown and dropped != wide:
            shown.remove(dropped)
            del room_for[dropped]
    last = wide if wide in shown else shown[-1]
    room_for[last] = min(
        room_for[last], room - sum(w for c, w in room_for.items() if c != last) - 2 * (len(shown) - 1)
    )
    lines = []
    for number in range(len(rows) + 1):
        line = (_padded(cells[c][number], max(1, room_for[c]), right=c in _NUMBERS) for c in shown)
        lines.append("  ".join(line).rstrip() + "\n")
    rule = "─" * min(room, sum(room_for.values()) + 2 * (len(shown) - 1))
    return "".join([lines[0], rule, "\n", *lines[1:]])


def _padded(cell: str, room: int, *, right: bool) -> str:
    cut = shorten(cell, room)
    gap = " " * (room - width(cut))
    return gap + cut if right else cut + gap
