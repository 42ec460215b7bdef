"""HTML → Text: the main text of a page, and what the page says of itself (title, date, site, author)."""

from __future__ import annotations

import re
from functools import lru_cache

from ..models import Text
from .decode import decode
from .html_main import main_lines
from .html_meta import page_meta
from .html_tree import parse
from .problems import problem, size_text

#: A page larger than this is no page that people wrote.
PAGE_LIMIT = 16 * 1024 * 1024
#: Up to so many tags trafilatura is asked; beyond, where it takes seconds, the tree alone decides.
_ASK_LIMIT = 40_000


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """Return what a web page begins with, after white space, comments and an XML declaration."""
    return re.compile(
        r"(?:\s|<!--[^>]{0,2000}-->|<\?xml[^>]{0,300}\?>){0,20}"
        r"<(?:!doctype\s+html|html|head|body|meta|title|div|table|article|section|main|p|h[1-6]|center|font|span|ul|link)\b",
        re.IGNORECASE,
    )


def looks_like_html(data: bytes) -> bool:
    """Say whether `data` is a web page or a piece of one, in any encoding that keeps ASCII recognisable."""
    head = data[:8192].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
    match = _opening().match(head)
    if match is None:
        return False
    # A text may begin with one tag by chance (Markdown does): a page has more of them, and closes them.
    tag = match.group().rsplit("<", 1)[-1].lower()
    return tag.startswith(("!doctype", "html", "head", "body", "meta")) or head.lower().count("</") >= 2


def read_html(data: bytes, name: str) -> Text:
    """Return the main text of a page.

    Raises ReadError: too_large, empty, and what `decode` raises.
    """
    if len(data) > PAGE_LIMIT:
        raise problem("too_large", name, size=size_text(len(data)), limit=size_text(PAGE_LIMIT))
    page, encoding = _decode_page(data, name)
    root = parse(page)
    lines = main_lines(root, _ask_trafilatura(page))
    if not lines:
        raise problem("empty", name)
    return Text("\n".join(lines) + "\n", "html", encoding, page_meta(root))


@lru_cache(maxsize=1)
def _declared() -> re.Pattern[bytes]:
    """Return the pattern of the encoding that a page declares."""
    return re.compile(
        rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_:-]{2,40})""", re.IGNORECASE
    )


def _decode_page(data: bytes, name: str) -> tuple[str, str]:
    """Return the page's characters: byte-order mark and valid UTF-8 first, then what it declares, then a guess."""
    match = _declared().search(data[:4096])
    declared = match.group(1).decode("ascii").lower() if match else ""
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and declared.startswith(
        ("windows", "cp", "iso")
    ):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(declared, errors="replace"), declared
            except LookupError:
                pass
    return decode(data, name)


def _ask_trafilatura(page: str) -> str | None:
    """Return the main text as trafilatura sees it, None if it sees none."""
    if page.count("<") > _ASK_LIMIT:
        return None
    import logging

    # It reports odd pages through logging; we have our own way to say so.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    import trafilatura

    found = trafilatura.extract(
        page, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    return found or None
