"""The mark that files written by vbgraph carry, so that ingesting a folder never reads our own output."""

from __future__ import annotations

#: The `name` and the first word of the `content` of the meta element in every page we write.
GENERATOR = "vbgraph"
#: The bytes that tell such a page; they stand within the first `WINDOW` bytes of the file.
PAGE_MARK = b'<meta name="generator" content="vbgraph'
WINDOW = 4096


def is_own_page(head: bytes) -> bool:
    """Say whether the first bytes of a file are those of a page that vbgraph wrote.

    >>> is_own_page(b'<!doctype html><meta name="generator" content="vbgraph 0.1.0">')
    True
    """
    return PAGE_MARK in head[:WINDOW]
