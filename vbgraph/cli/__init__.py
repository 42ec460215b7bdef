"""The command line: `run` is the one place where errors become sentences and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from vbgraph.cli.messages import Speech, language
from vbgraph.cli.output import ClosedPipeError
from vbgraph.cli.terminal import Voice, prepare_streams
from vbgraph.errors import NotFoundError, OutputError, VbgraphError

__all__ = ["run"]

#: Options of the whole program that may also stand behind the command, and whether they take a value.
_GLOBAL = {
    "--db": True,
    "--lang": True,
    "--debug": False,
    "-q": False,
    "--quiet": False,
    "-v": False,
    "--verbose": False,
}


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; nothing is raised."""
    arguments = _globals_first(list(sys.argv[1:] if argv is None else argv))
    prepare_streams()
    say = Speech(language(arguments, os.environ))
    try:
        code = _invoke(arguments, say)
        sys.stdout.flush()
        return code
    except (BrokenPipeError, ClosedPipeError):
        _abandon_stdout()
        return 141
    except OSError as error:  # standard output cannot take what is left
        _abandon_stdout()
        Voice(say).error(say("stdout.failed", why=error.strerror or error))
        return OutputError.exit_code
    except KeyboardInterrupt:
        Voice(say).error(say("interrupted"))
        return 130


def _invoke(arguments: list[str], say: Speech) -> int:
    """Return the exit status of a command, its errors told on standard error."""
    from vbgraph.cli.app import build

    voice, debug = Voice(say), "--debug" in arguments
    try:
        value = build(say.lang).main(arguments, prog_name="vbgraph", standalone_mode=False)
        return value if isinstance(value, int) else 0
    except VbgraphError as error:
        _trace(debug)
        voice.error(say(error.message, **error.values), say(error.hint, **error.values))
        if isinstance(error, NotFoundError) and error.candidates:
            print("  " + "  ".join(error.candidates), file=sys.stderr)
        return error.exit_code
    except (BrokenPipeError, ClosedPipeError, KeyboardInterrupt):
        raise
    except typer.Abort:
        return 130
    except typer.TyperException as error:
        return _misused(error, voice)
    except Exception as error:
        if isinstance(error, OSError) and _is_stdout(error):
            raise
        return _defect(error, arguments, voice, debug)


def _is_stdout(error: OSError) -> bool:
    """Say whether writing to standard output failed: no file is named, the device is full or gone."""
    import errno

    return error.filename is None and error.errno in (errno.ENOSPC, errno.EIO, errno.EPIPE, errno.EBADF)


def _misused(error: Exception, voice: Voice) -> int:
    """Tell what was wrong with the command line, in the user's language."""
    say, kind = voice.say, type(error).__name__
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "vbgraph"
    parameter = getattr(error, "param", None)
    what = _parameter(parameter) if parameter is not None else ""
    if kind == "NoArgsIsHelpError":
        print(context.get_help() if context is not None else "", file=sys.stderr)
        return 2
    if kind == "MissingParameter":
        text = say("usage.missing", what=what)
    elif kind == "NoSuchOption":
        text = say("usage.no_option", name=getattr(error, "option_name", ""))
        near = getattr(error, "possibilities", None)
        text += f"; {say('usage.maybe', names=', '.join(sorted(near)))}" if near else ""
    elif what:
        why = str(getattr(error, "message", error))
        text = say("usage.bad_value", what=what, why=say("usage.integer") if "integer" in why else why)
    else:
        text = str(getattr(error, "message", "") or error)
    voice.error(text, say("usage.help", command=command))
    return int(getattr(error, "exit_code", 2))


def _parameter(parameter: object) -> str:
    """Return what people call a parameter: the option as typed, or the word in the usage line."""
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("-")]
    return (
        options[0] if options else str(getattr(parameter, "metavar", None) or getattr(parameter, "name", ""))
    )


def _defect(error: Exception, arguments: list[str], voice: Voice, debug: bool) -> int:
    """Tell of a defect of ours and what to report."""
    import platform

    from vbgraph import __version__
    from vbgraph.cli.app import ORDER

    _trace(debug)
    say = voice.say
    command = next((a for a in arguments if a in ORDER), "")
    facts = {"version": __version__, "python": platform.python_version(), "system": platform.platform()}
    hint = say("defect.hint", command=command, **facts)
    voice.error(say("defect", name=type(error).__name__, text=error), hint)
    return VbgraphError.exit_code


def _trace(debug: bool) -> None:
    if debug:
        import traceback

        traceback.print_exc()


def _abandon_stdout() -> None:
    """Point standard output elsewhere, so that closing it at exit raises nothing."""
    from contextlib import suppress

    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _globals_first(arguments: list[str]) -> list[str]:
    """Return the words with options of the whole program in front, wherever they were typed.

    >>> _globals_first(["show", "21-KL/TW", "--db", "a.db"])
    ['--db', 'a.db', 'show', '21-KL/TW']
    """
    first: list[str] = []
    rest: list[str] = []
    i = 0
    while i < len(arguments):
        word = arguments[i]
        if word == "--":
            rest.extend(arguments[i:])
            break
        takes = _GLOBAL.get(word.partition("=")[0])
        if takes is None:
            rest.append(word)
        else:
            first.append(word)
            if takes and "=" not in word and i + 1 < len(arguments):
                i += 1
                first.append(arguments[i])
        i += 1
    return first + rest
