"""Files that the tool writes: whole or not at all where that is possible, and never in place of anything but a file."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from vbgraph.errors import OutputError


class ClosedPipeError(Exception):
    """Whoever reads our output has seen enough. Not an OSError: typer would turn that into a status of its own."""


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` where `path` leads: a file is replaced whole or not at all, anything else is written into.

    Links stay links, an old file keeps its permissions, devices and pipes stay what they are.
    Raises OutputError naming the path and the cause.
    """
    try:
        status = _status(path)
        if status is not None and (handle := _standard(status)) is not None:
            _write_all(handle, data)
        elif status is None or stat.S_ISREG(status.st_mode):
            _replace(path.resolve() if path.is_symlink() else path, data, status)
        else:
            _write_into(path, data, status)
    except OSError as error:
        raise OutputError("output.failed", "output.failed.hint", path=path, why=error) from error


def takes_neighbours(path: Path) -> bool:
    """Say whether further files may be written beside `path`: it is a file, or nothing yet."""
    try:
        status = _status(path)
    except OSError:
        return True
    return status is None or (stat.S_ISREG(status.st_mode) and _standard(status) is None)


def _status(path: Path) -> os.stat_result | None:
    """Return what stands where the path leads, None when there is nothing."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _standard(status: os.stat_result) -> int | None:
    """Return the number of our own standard output or error when that is what the path leads to (`/dev/stdout`)."""
    for handle in (1, 2):
        with suppress(OSError):
            if os.path.samestat(status, os.fstat(handle)):
                return handle
    return None


def _write_all(handle: int, data: bytes) -> None:
    """Write into an open standard stream, behind what it holds already."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    try:
        while data:
            data = data[os.write(handle, data) :]
    except BrokenPipeError:
        raise ClosedPipeError from None


def _write_into(path: Path, data: bytes, status: os.stat_result) -> None:
    """Write into a device or a pipe, which stays where it is."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(21, os.strerror(21))
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "wb", buffering=0) as out:
        view = memoryview(data)
        while view:
            view = view[out.write(view) :]


def _replace(path: Path, data: bytes, old: os.stat_result | None) -> None:
    """Write a neighbour file that then takes the place of `path`."""
    if old is not None and not os.access(path, os.W_OK):
        raise PermissionError(13, os.strerror(13))
    handle, name = tempfile.mkstemp(prefix=".vbgraph-", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        _dress(temporary, old)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _dress(temporary: Path, old: os.stat_result | None) -> None:
    """Give the new file the owner and permissions of the old one, or those of any new file."""
    if old is None:
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        return
    if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(OSError):
            os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(stat.S_IMODE(old.st_mode))
