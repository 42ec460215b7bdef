"""The marks that files written by vbgraph carry, so that ingesting a folder never reads our own output.

Pages, exports and JSON are known by how they begin. The other answers that -o writes get a mark that leaves them what
they are: a comment in Markdown, a last line in a table, quotes around the first heading in CSV and TSV, white space at
the end of JSON lines.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: The `name` and the first word of the `content` of the meta element in every page we write.
GENERATOR = "vbgraph"
#: The bytes that tell such a page; they stand within the first `WINDOW` bytes of the file.
PAGE_MARK = b'<meta name="generator" content="vbgraph'
WINDOW = 4096

_BOM = "\ufeff"
_COMMENT = f"<!-- generator: {GENERATOR} -->"
_LAST_LINE = f"\u2014 {GENERATOR}\n"
_TRAIL = " \t\n"
_HEADS = (
    b'{\n  "schema": 1,',
    b'[\n  {\n    "schema": 1,',
    b'{"schema": 1, ',
    b'{"node": {"id":',
    b'{"edge": {"source":',
    b"\xef\xbb\xbfsource,relation,target,provisions,",
    b"\xef\xbb\xbfid,kind,code,type,name,title,issuer,",
)
_INSIDE = (_COMMENT.encode(), b"<creator>vbgraph</creator>")
_SQLITE, _OUR_DATABASE = b"SQLite format 3\x00", b"vbgr"


def mark(form: str, text: str) -> str:
    """Return an answer in one of the forms of -o (table, md, csv, tsv, json, jsonl) with its mark, if it needs one.

    >>> mark("md", "| a |\\n")
    '<!-- generator: vbgraph -->\\n\\n| a |\\n'
    """
    if is_own(text[:WINDOW].encode("utf-8", "replace")):
        return text
    if form == "md":
        return f"{_COMMENT}\n\n{text}"
    if form == "table":
        return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{_LAST_LINE}"
    if form in ("csv", "tsv"):
        return _quoted_head().sub(r'\1"\2"', text, count=1)
    if text.endswith(("}\n", "]\n")):
        return text[:-1] + _TRAIL
    return text


def is_own(data: bytes) -> bool:
    """Say whether the bytes of a file were written by vbgraph: a map, an export, an answer, a database.

    >>> is_own(mark("table", "id  code\\n").encode()), is_own(b"id  code\\n")
    (True, False)
    """
    head = data[:WINDOW]
    if head.startswith(_SQLITE):
        return head[68:72] == _OUR_DATABASE
    if is_own_page(head) or head.startswith(_HEADS) or any(inside in head[:600] for inside in _INSIDE):
        return True
    lines = data.endswith(("}" + _TRAIL).encode()) and head.startswith(b"{")
    return lines or data.endswith(_LAST_LINE.encode()) or _own_table().match(head) is not None


def is_own_page(head: bytes) -> bool:
    """Say whether the first bytes of a file are those of a page that vbgraph wrote.

    >>> is_own_page(b'<!doctype html><meta name="generator" content="vbgraph 0.1.0">')
    True
    """
    return PAGE_MARK in head[:WINDOW]


@lru_cache(maxsize=1)
def _quoted_head() -> re.Pattern[str]:
    return re.compile(rf"\A({_BOM}?)([a-z_]{{1,40}})(?=[,\t])")


@lru_cache(maxsize=1)
def _own_table() -> re.Pattern[bytes]:
    """Match a heading of which the first word alone is quoted: other writers quote all words, or none of these."""
    commas, tabs = rb"(?:,[a-z_]{1,40}){1,60}\r\n", rb"(?:\t[a-z_]{1,40}){1,60}\n"
    return re.compile(rb'(?:\xef\xbb\xbf)?"[a-z_]{1,40}"(?:' + commas + b"|" + tabs + b")")
