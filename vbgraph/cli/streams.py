"""The three standard streams: UTF-8 on every console, and sound when the caller has closed one of them."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

from vbgraph.errors import ReadError


def prepare_streams() -> None:
    """Make standard output and error speak UTF-8 on every console, with no translation of line ends.

    Under PYTHONUNBUFFERED standard output may take part of a long text and say nothing of the rest: it gets a buffer.
    """
    _open_closed()
    raw = getattr(sys.stdout, "buffer", None)
    if isinstance(raw, io.RawIOBase):
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")


def _open_closed() -> None:
    """Fill the places of streams that the caller closed, so that no file of ours takes their numbers.

    Standard input and output are opened the wrong way round: using them fails as it should. Errors go nowhere.
    """
    for handle, flags in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(handle)
        except OSError:
            opened = os.open(os.devnull, flags)
            if opened != handle:
                os.dup2(opened, handle)
                os.close(opened)
    if sys.stdin is None:
        sys.stdin = os.fdopen(0, "r", encoding="utf-8", closefd=False)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)


def abandon_stdout() -> None:
    """Point standard output elsewhere, so that closing it at exit raises nothing."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stdout.flush()


def read_stdin(name: str = "-") -> bytes:
    """Return all of standard input, no more than a file may hold. `name` is for messages. Raises ReadError."""
    from vbgraph.read import LIMIT_BYTES

    try:
        data = sys.stdin.buffer.read(LIMIT_BYTES + 1)
    except (OSError, ValueError) as error:
        found = error.strerror if isinstance(error, OSError) else error
        raise ReadError("read.io", "read.io.hint", code="io", name=name, found=found) from error
    if len(data) > LIMIT_BYTES:
        limit = f"{LIMIT_BYTES >> 20} MB"
        values = {"name": name, "size": f"> {limit}", "limit": limit}
        raise ReadError("read.too_large", "read.too_large.hint", code="too_large", **values)
    return data
