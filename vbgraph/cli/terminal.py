"""What a person sees: safe text, the console, notes on standard error, progress with rate and time left."""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from vbgraph.cli.messages import Speech

if TYPE_CHECKING:
    from rich.console import Console

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def rich_console() -> Console:
    """Return a rich console on standard output, without markup, emoji or highlighting."""
    from rich.console import Console

    return Console(
        file=sys.stdout,
        markup=False,
        emoji=False,
        highlight=False,
        color_system=None if plain() else "auto",
        width=columns(),
    )


def plain() -> bool:
    """Say whether the user wants no escape codes at all."""
    return bool(os.environ.get("NO_COLOR"))


def columns() -> int:
    """Return the width of the terminal, never less than 40."""
    import shutil

    return max(40, shutil.get_terminal_size((80, 24)).columns)


def visible(text: str) -> str:
    """Return one line of text safe to show: control and bidirectional characters as escapes, line ends as spaces.

    >>> visible("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if ch.isspace() else _shown(ch) for ch in text.strip())


def visible_lines(text: str) -> str:
    """Return a text safe for a terminal, its lines and tabs kept."""
    return "".join(ch if ch in "\n\t" else _shown(ch) for ch in text.replace("\r\n", "\n"))


def _shown(ch: str) -> str:
    """Return the character, or its escape when a terminal would obey it."""
    if ch in _BIDI or unicodedata.category(ch) in ("Cc", "Cs"):
        return f"\\x{ord(ch):02x}" if ord(ch) < 256 else f"\\u{ord(ch):04x}"
    return ch


def width(text: str) -> int:
    """Return how many columns the text takes: marks take none, wide characters two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def shorten(text: str, limit: int) -> str:
    """Return the text cut at a word to at most `limit` columns, with an ellipsis.

    >>> shorten("về việc tăng cường kỷ luật", 12)
    'về việc…'
    """
    if width(text) <= limit:
        return text
    cut = text[: max(1, limit - 1)]
    while width(cut) > limit - 1:
        cut = cut[:-1]
    head, _, _ = cut.rpartition(" ")
    return (head or cut).rstrip(" ,;:") + "…"


def visible_indent(line: str) -> str:
    """Return the line safe for a terminal, its indentation kept."""
    bare = line.lstrip(" ")
    return " " * (len(line) - len(bare)) + visible(bare)


def wrap(line: str, room: int) -> Iterator[str]:
    """Return the line folded at spaces to at most `room` columns; what follows stands a little deeper.

    >>> list(wrap("  → thực hiện: 05-CT/TW của Bộ Chính trị", 24))
    ['  → thực hiện: 05-CT/TW', '    của Bộ Chính trị']
    """
    indent = " " * min(len(line) - len(line.lstrip(" ")) + 2, room // 2)
    while width(line) > room:
        cut = _fitting(line, room)
        space = line.rfind(" ", len(indent) + 1, cut + 1)
        head = space if space > 0 else cut
        yield line[:head].rstrip()
        line = indent + line[head:].lstrip()
    yield line


def _fitting(line: str, room: int) -> int:
    """Return how many characters of the line fill at most `room` columns."""
    taken = 0
    for i, ch in enumerate(line):
        taken += width(ch)
        if taken > room:
            return max(i, 1)
    return len(line)


@dataclass(frozen=True, slots=True)
class Voice:
    """Notes on standard error; `quiet` keeps all but warnings and errors to itself."""

    say: Speech
    quiet: bool = False

    def note(self, key: str, **values: object) -> None:
        """Print a remark, unless the user asked for quiet."""
        if not self.quiet:
            print(visible(self.say(key, **values)), file=sys.stderr)

    def warn(self, key: str, **values: object) -> None:
        """Print a warning."""
        print(visible(self.say("warning", text=self.say(key, **values))), file=sys.stderr)

    def error(self, text: str, hint: str = "") -> None:
        """Print an error and, on its own line, what to do."""
        print(visible(self.say("error", text=text)), file=sys.stderr)
        if hint:
            print("  " + visible(hint), file=sys.stderr)


class Progress:
    """One line on a terminal's standard error: how many, how fast, how long to go. Silent elsewhere."""

    def __init__(self, voice: Voice, stream: TextIO | None = None) -> None:
        """Write to `stream` (standard error) only if it is a terminal and the user did not ask for quiet."""
        self._stream = sys.stderr if stream is None else stream
        self._on = self._stream.isatty() and not voice.quiet
        self._say = voice.say
        self._stage, self._began, self._drawn, self._wide = "", 0.0, 0.0, 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Draw the state of a stage ("read", "again", "conclude"), at most ten times a second."""
        if not self._on:
            return
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._began = stage, now
        elif now - self._drawn < 0.1 and done < total:
            return
        self._drawn = now
        self._draw(shorten(self._line(done, total, now - self._began), columns() - 1))

    def _draw(self, line: str) -> None:
        """Put a line in place of the one before, with spaces over what is left of that: no escape codes."""
        self._stream.write("\r" + line + " " * (self._wide - width(line)) + ("" if line else "\r"))
        self._stream.flush()
        self._wide = width(line)

    def _line(self, done: int, total: int, seconds: float) -> str:
        """Return the line: a stage that has no count is only named."""
        words = self._say(f"progress.{self._stage}")
        if not total:
            return words
        rate = done / seconds if seconds > 0.2 else 0.0
        left = f" · {clock((total - done) / rate)}" if rate else ""
        speed = f" · {rate:.0f}/s" if rate else ""
        return f"{words} {done}/{total} ({100 * done // total}%){speed}{left}"

    def close(self) -> None:
        """Clear the line."""
        if self._on and self._stage:
            self._draw("")
            self._stage = ""


def clock(seconds: float) -> str:
    """Return a duration as m:ss or h:mm:ss.

    >>> clock(75)
    '1:15'
    """
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"
