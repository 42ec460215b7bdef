"""Options that several commands share, declared once. Their help stands in `help.py` under the same names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vbgraph.errors import UsageError


def _named(context: typer.Context, parameter: typer.CallbackParam, value: object) -> object:
    """Return the words for documents as typed. Raises UsageError when there are none before the `@`."""
    for words in value if isinstance(value, (list, tuple)) else [value]:
        if words is not None and not str(words).partition("@")[0].strip():
            what = str(parameter.metavar or parameter.name).strip("[].")
            raise UsageError("usage.empty", "usage.help", what=what, command=context.command_path)
    return value


Format = Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT")]
Json = Annotated[bool, typer.Option("--json")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=0, metavar="N")]
Depth = Annotated[int | None, typer.Option("--depth", "-d", min=1, metavar="N")]
Relations = Annotated[list[str] | None, typer.Option("--relation", "-r", metavar="R")]
NoText = Annotated[bool, typer.Option("--no-text")]
WithSecret = Annotated[bool, typer.Option("--with-secret")]
Doc = Annotated[str, typer.Argument(metavar="DOC", callback=_named)]
Docs = Annotated[list[str] | None, typer.Argument(metavar="[DOC]...", callback=_named)]
First = Annotated[str, typer.Argument(metavar="A", callback=_named)]
Last = Annotated[str, typer.Argument(metavar="B", callback=_named)]
Subject = Annotated[str, typer.Argument(metavar="DOC|MENTION", callback=_named)]
Other = Annotated[str | None, typer.Argument(metavar="[B]", callback=_named)]
File = Annotated[str, typer.Argument(metavar="FILE")]
Files = Annotated[list[str], typer.Argument(metavar="FILE...")]
