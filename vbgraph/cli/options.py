"""Options that several commands share, declared once. Their help stands in `help.py` under the same names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Format = Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT")]
Json = Annotated[bool, typer.Option("--json")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=0, metavar="N")]
Depth = Annotated[int | None, typer.Option("--depth", "-d", min=1, metavar="N")]
Relations = Annotated[list[str] | None, typer.Option("--relation", "-r", metavar="R")]
NoText = Annotated[bool, typer.Option("--no-text")]
WithSecret = Annotated[bool, typer.Option("--with-secret")]
Doc = Annotated[str, typer.Argument(metavar="DOC")]
Docs = Annotated[list[str] | None, typer.Argument(metavar="[DOC]...")]
File = Annotated[str, typer.Argument(metavar="FILE")]
Files = Annotated[list[str], typer.Argument(metavar="FILE...")]
