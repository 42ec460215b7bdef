"""The command line: `run` is the one place where errors become sentences and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from vbgraph.cli.messages import Speech, language
from vbgraph.cli.streams import abandon_stdout, prepare_streams
from vbgraph.cli.terminal import Voice
from vbgraph.cli.writing import ClosedPipeError
from vbgraph.errors import NotFoundError, OutputError, VbgraphError

__all__ = ["run"]

#: Options of the whole program that may also stand behind the command, and whether they take a value.
_GLOBAL = {
    "--db": True,
    "--lang": True,
    "--registry": True,
    "--debug": False,
    "-q": False,
    "--quiet": False,
    "-v": False,
    "--verbose": False,
}


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; nothing is raised."""
    prepare_streams()
    say = Speech("vi")
    try:
        arguments = _globals_first(list(sys.argv[1:] if argv is None else argv))
        say = Speech(language(arguments, os.environ))
        code = _invoke(arguments, say)
        sys.stdout.flush()
    except (BrokenPipeError, ClosedPipeError):
        abandon_stdout()
        return 141
    except OSError as error:  # standard output cannot take what is left
        abandon_stdout()
        Voice(say).error(say("stdout.failed", why=error))
        return OutputError.exit_code
    except KeyboardInterrupt:
        Voice(say).error(say("interrupted"))
        return 130
    return code


def _invoke(arguments: list[str], say: Speech) -> int:
    """Return the exit status of a command, its errors told on standard error."""
    import typer

    from vbgraph.cli.app import build
    from vbgraph.cli.usage import misused

    voice, debug = Voice(say), "--debug" in arguments
    try:
        value = build(say.lang).main(arguments, prog_name="vbgraph", standalone_mode=False)
        return _status(value)
    except VbgraphError as error:
        _trace(debug)
        voice.error(say(error.message, **error.values), say(error.hint, **error.values))
        if isinstance(error, NotFoundError) and error.candidates:
            print("  " + "  ".join(error.candidates), file=sys.stderr)
        return error.exit_code
    except SystemExit as stop:  # typer's answer to a closed pipe
        if isinstance(stop.__context__, BrokenPipeError):
            raise ClosedPipeError from None
        return _status(stop.code)
    except (BrokenPipeError, ClosedPipeError, KeyboardInterrupt):
        raise
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        return misused(error, voice)
    except Exception as error:
        if isinstance(error, OSError) and _is_stdout(error):
            raise
        return _defect(error, arguments, voice, debug)


def _status(value: object) -> int:
    """Return the exit status that a command gave. Raises KeyboardInterrupt for typer's own way to say so."""
    if value == 130:
        raise KeyboardInterrupt
    return value if isinstance(value, int) else 0


def _is_stdout(error: OSError) -> bool:
    """Say whether writing to standard output failed: no file is named, the device is full or gone."""
    import errno

    return error.filename is None and error.errno in (errno.ENOSPC, errno.EIO, errno.EPIPE, errno.EBADF)


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
