"""The help texts of all commands as docs/cli.md. `make docs` writes the file, test_docs.py compares it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
HEAD = """# Command line

The help of every command, as the tool prints it (`--lang en`; with `--lang vi` it speaks Vietnamese). This file is
written by `make docs` and compared by the tests. Formats of output, exit statuses and examples stand in the README.
"""


def names() -> Iterator[tuple[str, ...]]:
    """Every command, groups before what is in them."""
    from vbgraph.cli.app import build

    yield from _below(build("en"), ())


def _below(command: object, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A command and, group by group, all that is in it."""
    yield words
    for name, child in getattr(command, "commands", {}).items():
        yield from _below(child, (*words, name))


def help_of(words: tuple[str, ...]) -> str:
    """What `vbgraph WORDS --help` prints at 80 columns."""
    from vbgraph.cli import run

    out = StringIO()
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "80"
    try:
        with redirect_stdout(out):
            run(["--lang", "en", *words, "--help"])
    finally:
        os.environ.pop("COLUMNS") if before is None else os.environ.update(COLUMNS=before)
    return out.getvalue()


def page() -> str:
    """The whole file."""
    parts = [HEAD]
    for words in names():
        title = " ".join(("vbgraph", *words))
        parts.append(f"\n## {title}\n\n```text\n{help_of(words).rstrip()}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"wrote {TARGET}\n")
