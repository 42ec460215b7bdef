"""Plain text and Markdown: the text as it stands, and which of the two it is."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath

_SAMPLE = 20_000
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def plain_format(text: str, name: str) -> str:
    """Return "md" or "txt". Two kinds of Markdown marks decide; with fewer the file's name does.

    >>> plain_format("# Chỉ thị\\n\\n**Căn cứ** [Luật](https://example.vn)", "-")
    'md'
    """
    sample = text[:_SAMPLE]
    if sum(1 for pattern in _marks() if pattern.search(sample)) >= 2:
        return "md"
    return "md" if PurePath(name).suffix.lower() in _MARKDOWN_NAMES else "txt"


@lru_cache(maxsize=1)
def _marks() -> tuple[re.Pattern[str], ...]:
    """Return the marks of Markdown that official Vietnamese prose does not use."""
    return tuple(
        re.compile(pattern, re.MULTILINE)
        for pattern in (
            r"^#{1,6} \S",
            r"\*\*[^\s*][^*\n]{0,200}\*\*",
            r"\[[^\]\n]{1,200}\]\([^)\s]{1,300}\)",
            r"^```",
            r"^\|(?: ?:?-{3,}:? ?\|)+ *$",
            r"^> \S",
        )
    )
