"""What was wrong with the command line, in the user's language: typer says it in English only."""

from __future__ import annotations

import re
import sys

from vbgraph.cli.messages import Speech
from vbgraph.cli.terminal import Voice

#: What typer and the checks below it say, and the key of our own sentence; groups become its values.
_SENTENCES = (
    (r"Got unexpected extra arguments?\(?s?\)? \((?P<words>.*)\)", "usage.extra"),
    (r"Option '(?P<name>[^']*)' requires .*", "usage.needs_value"),
    (r"Option '(?P<name>[^']*)' does not take a value\.?", "usage.no_value"),
    (r"Argument '(?P<name>[^']*)' takes (?P<count>\d+) values?\.?", "usage.takes"),
    (r"Missing command\.?", "usage.missing_command"),
)
_INTEGER = re.compile(r"integer|greater than|less than|range", re.IGNORECASE)


def misused(error: Exception, voice: Voice) -> int:
    """Tell what was wrong with the command line and return the exit status."""
    say = voice.say
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(context.get_help() if context is not None else "", file=sys.stderr)
        return 2
    command = context.command_path if context is not None else "vbgraph"
    voice.error(_sentence(error, say), say("usage.help", command=command))
    return int(getattr(error, "exit_code", 2))


def _sentence(error: Exception, say: Speech) -> str:
    kind = type(error).__name__
    said = str(getattr(error, "message", "") or error)
    parameter = getattr(error, "param", None)
    what = parameter_name(parameter) if parameter is not None else ""
    if kind == "MissingParameter":
        return say("usage.missing", what=what)
    if kind == "NoSuchOption":
        text = say("usage.no_option", name=getattr(error, "option_name", ""))
        near = getattr(error, "possibilities", None)
        return f"{text}; {say('usage.maybe', names=', '.join(sorted(near)))}" if near else text
    for pattern, key in _SENTENCES:
        match = re.fullmatch(pattern, said, re.DOTALL)
        if match is not None:
            return say(key, **match.groupdict())
    if what and _INTEGER.search(said):
        return say("usage.bad_value", what=what, why=say("usage.integer"))
    return say("usage.bad_value", what=what, why=said) if what else said


def parameter_name(parameter: object) -> str:
    """Return what people call a parameter: the option as typed, or the word in the usage line."""
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("-")]
    if options:
        return str(options[0])
    return str(getattr(parameter, "metavar", None) or getattr(parameter, "name", ""))
