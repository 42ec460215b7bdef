"""The wording of spans of stored files."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from vbgraph.store.store import Store


def quoter(store: Store) -> Callable[[str, int, int], str]:
    """Return the function that gives the wording of a span of a file; the last texts are kept at hand."""

    @lru_cache(maxsize=8)
    def content(file: str) -> str:
        text = store.text_of(file)
        return text.content if text is not None else ""

    def quote(file: str, start: int, end: int) -> str:
        return content(file)[start:end]

    return quote
