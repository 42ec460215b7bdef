"""Bytes → Text. What a file is, is told by its content; each format has a module of its own."""

from __future__ import annotations

from .source import LIMIT_BYTES, read, read_bytes

__all__ = ["LIMIT_BYTES", "read", "read_bytes"]
