"""A file or bytes → Text: reads, bounded, and hands over to the module of the format found inside."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import IO

from ..models import Text
from .decode import decode
from .plain import plain_format
from .problems import problem, size_text
from .sniff import sniff

#: No file larger than this is read, so that memory stays bounded whatever a folder holds.
LIMIT_BYTES = 64 * 1024 * 1024


def read(path: Path, *, limit_bytes: int = LIMIT_BYTES) -> Text:
    """Return the text of the file at `path`, to which all offsets point.

    Raises ReadError with a code: missing, folder, special, permission, io, too_large, and all that `read_bytes` raises.
    """
    return read_bytes(load(path, limit_bytes=limit_bytes)[0], str(path))


def load(path: Path, *, limit_bytes: int = LIMIT_BYTES) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a regular file, or of the one a link leads to, and its state; nothing else is opened.

    Raises ReadError with a code: missing, folder, special, permission, io, too_large.
    """
    name = str(path)
    try:
        with open(path, "rb", opener=_open) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise problem("special", name)
            return _bounded(stream, name, limit_bytes, status.st_size), status
    except FileNotFoundError:
        raise problem("missing", name) from None
    except IsADirectoryError:
        raise problem("folder", name) from None
    except PermissionError:
        # Windows answers so for a folder, too.
        raise problem("folder" if path.is_dir() else "permission", name) from None
    except NotADirectoryError:
        raise problem("missing", name) from None
    except OSError as error:
        special = error.errno in (errno.ENXIO, errno.ENODEV, errno.EOPNOTSUPP)  # sockets, absent devices
        raise problem(
            "special" if special else "io", name, found=error.strerror or type(error).__name__
        ) from None


def _bounded(stream: IO[bytes], name: str, limit_bytes: int, told: int) -> bytes:
    """Return the bytes of a file; `told` is the size it is said to have, which is never relied on."""
    data = b"" if told > limit_bytes else stream.read(limit_bytes + 1)
    if told <= limit_bytes and len(data) <= limit_bytes:
        return data
    size = size_text(told) if told > limit_bytes else f"> {size_text(limit_bytes)}"
    raise problem("too_large", name, size=size, limit=size_text(limit_bytes))


def _open(path: str, flags: int) -> int:
    """Open without waiting for a pipe's other end (nothing of the kind exists on Windows)."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_bytes(data: bytes, name: str = "-") -> Text:
    """Return the text that `data` holds. `name` is for messages, and breaks the tie of Markdown and plain text.

    Raises ReadError with a code: empty, binary, unsupported_…, legacy_encoding, scan_no_text, encrypted, damaged,
    unsafe, too_large.
    """
    if not data.strip():
        raise problem("empty", name)
    kind = sniff(data)
    if kind.refusal:
        raise problem(kind.refusal, name, found=kind.found)
    if kind.format == "pdf":
        from .pdf import read_pdf

        return read_pdf(data, name)
    if kind.format == "docx":
        from .docx import read_docx

        return read_docx(data, name)
    return _read_text(data, name)


def _read_text(data: bytes, name: str) -> Text:
    """Return web pages as their main text, everything else as it stands."""
    from .html import looks_like_html, read_html

    if looks_like_html(data):
        return read_html(data, name)
    content, encoding = decode(data, name)
    return Text(content, plain_format(content, name), encoding)
