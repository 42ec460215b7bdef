"""Bytes → Text. What a file is, is told by its content; each format has a module of its own."""

from __future__ import annotations

from .source import LIMIT_BYTES, load, read, read_bytes

#: Changes whenever a file would be read into another text: files read by another version are read again.
VERSION = "1"

__all__ = ["LIMIT_BYTES", "VERSION", "load", "read", "read_bytes"]
