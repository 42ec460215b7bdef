"""The command-line application: all commands in one tree, help texts put in from the catalogue."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from vbgraph import __version__
from vbgraph.cli.help import HEADINGS, help_for
from vbgraph.cli.messages import LANGUAGES, Speech
from vbgraph.cli.session import Session, database_path
from vbgraph.errors import UsageError
from vbgraph.registry_user import use as use_registries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from typer._click import Command
    from typer._click import Context as ClickContext

#: The order of the table in the contract.
ORDER = (
    *("ingest", "extract", "text", "annotate", "show", "list", "search", "upstream", "downstream", "path"),
    *("missing", "ambiguous", "stats", "rank", "explain", "corrections", "map", "export", "forget", "db"),
    "demo",
)


def build(lang: str) -> Command:
    """Return the whole command tree with its help in one language."""
    from vbgraph.cli import browse, corrections, database, follow, ingest, pages, survey, texts

    app = typer.Typer(
        cls=_group(lang),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        no_args_is_help=True,
    )
    app.callback()(_root)
    found: dict[str, Callable[..., None]] = {}
    for module in (ingest, texts, browse, follow, survey, pages):
        found.update(module.COMMANDS)
    for name in ORDER:
        if name == "db":
            app.add_typer(_below(lang, database.COMMANDS), name=name)
        elif name == "corrections":
            group = _below(lang, {})
            group.add_typer(_below(lang, corrections.ADD), name="add")
            app.add_typer(_below(lang, corrections.COMMANDS, group), name=name)
        else:
            app.command(name)(found[name])
    command = typer.main.get_command(app)
    _put_help(command, "", Speech(lang))
    return command


def _below(
    lang: str, commands: Mapping[str, Callable[..., None]], group: typer.Typer | None = None
) -> typer.Typer:
    """Return a group of commands, or the group given with these commands added."""
    group = group or typer.Typer(cls=_group(lang), rich_markup_mode=None, no_args_is_help=True)
    for name, function in commands.items():
        group.command(name)(function)
    return group


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"vbgraph {__version__}")
        raise typer.Exit


def _root(
    context: typer.Context,
    db: Annotated[Path | None, typer.Option("--db", metavar="FILE")] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="vi|en")] = None,
    registry: Annotated[list[Path] | None, typer.Option("--registry", metavar="DIR")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v")] = False,
    debug: Annotated[bool, typer.Option("--debug")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    if lang is not None and lang not in LANGUAGES:
        raise UsageError("usage.bad_value", what="--lang", why=f"{lang} (vi, en)")
    use_registries(registry or ())
    context.call_on_close(lambda: use_registries(()))
    detected = context.command.lang if isinstance(context.command, _Group) else "vi"
    context.obj = Session(database_path(db), lang or detected, quiet, verbose, debug, db is not None)


class _Group(TyperGroup):
    """A group that knows its language: headings of its help, "did you mean" for a mistyped command."""

    lang = "vi"

    def resolve_command(
        self, ctx: ClickContext, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Return the command named by the first word. Raises UsageError with what comes near."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            say = Speech(self.lang)
            near = get_close_matches(args[0].lower(), list(self.commands), n=3, cutoff=0.5)
            hint = say("usage.maybe", names=", ".join(near)) if near else ""
            raise UsageError("usage.no_command", hint, name=args[0])
        return super().resolve_command(ctx, args)


def _group(lang: str) -> type[_Group]:
    """Return the class of groups for a language."""
    return type("Group", (_Group,), {"lang": lang})


def _put_help(command: Command, path: str, say: Speech) -> None:
    """Give the command, its options and all below it their help from the catalogue."""
    text = help_for(path, say)
    command.help = text
    command.short_help = text.split("\n", 1)[0].rstrip(".")
    setattr(command, "get_help", _translated(command.get_help, say))  # noqa: B010  (a method of one object)
    for parameter in command.params:
        if hasattr(parameter, "help"):
            parameter.help = help_for(f"{path}.{parameter.name}", say)
        if parameter.param_type_name == "argument":  # the usage line names it; Python's type helps nobody
            setattr(parameter, "display_type_rich", lambda ctx: "")  # noqa: B010
    for name, child in getattr(command, "commands", {}).items():
        _put_help(child, f"{path} {name}".strip(), say)


def _translated(get_help: Callable[[ClickContext], str], say: Speech) -> Callable[[ClickContext], str]:
    """Return the function that gives the help text with its headings in the user's language."""

    def translated(context: ClickContext) -> str:
        text = get_help(context)
        for english, vietnamese in HEADINGS if say.lang == "vi" else ():
            text = text.replace(english, vietnamese)
        return text

    return translated
