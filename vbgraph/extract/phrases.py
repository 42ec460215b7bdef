"""Longest match of known phrases in folded text: names of laws, issuers, provinces, titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_END = ""


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    return re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=1)
def _next_word() -> re.Pattern[str]:
    """Match what may stand between two words of a name, and the word."""
    return re.compile(r"[ \n,;\-–'\"“”.&(/]{0,3}([a-z0-9]+)")


#: Words that a copy glues to the end of a name, where it lost the blank before them.
_BEHIND = ("ngay", "so", "nam")


def _unglued(node: dict[str, Any], word: str, end: int) -> tuple[dict[str, Any] | None, int]:
    """Return the node behind two words of a phrase printed as one ("Điềulệ"), or behind a name glued to what follows.

    What follows may be the number of a note ("Luật Nhà ở1").
    """
    bare = word.rstrip("0123456789")
    if bare and len(word) - len(bare) in (1, 2) and _END in node.get(bare, ()):
        return node[bare], end - len(word) + len(bare)
    if len(word) >= 5:
        for at in range(2, len(word) - 1):
            child = node.get(word[:at])
            if child is None:
                continue
            if word[at:] in child:
                return child[word[at:]], end
            if _END in child and word[at:] in _BEHIND:
                return child, end - len(word) + at
    return None, end


class PhraseIndex(Generic[T]):
    """A tree of words. Punctuation and line breaks between the words of a phrase do not count, nor a lost blank.

    >>> index = PhraseIndex([("luat phong chong tham nhung", 1), ("luat phong", 2)])
    >>> index.match("luat phong,\\nchong tham nhung.", 0)
    (28, 1)
    >>> index.match("luat phong, chongtham nhungngay 3", 0)
    (27, 1)
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        """Build the tree from (folded words, value); the first of two equal phrases stays."""
        self._tree: dict[str, Any] = {}
        for words, value in phrases:
            self.add(words, value)

    def add(self, words: str, value: T) -> None:
        """Add one phrase."""
        node = self._tree
        for word in _word().findall(words):
            node = node.setdefault(word, {})
        if node is not self._tree:
            node.setdefault(_END, value)

    def match(self, folded: str, pos: int, least: int = 1) -> tuple[int, T] | None:
        """Return (end, value) of the longest phrase of at least `least` words that starts at `pos`, or None."""
        m = _word().match(folded, pos)
        node = self._tree
        best: tuple[int, T] | None = None
        count = 0
        while m is not None:
            word = m.group(m.lastindex or 0)
            child, end = node.get(word), m.end()
            if child is None:
                child, end = _unglued(node, word, end)
                count += 1
            if child is None:
                break
            node = child
            count += 1
            if _END in node and count >= least:
                best = end, node[_END]
            m = _next_word().match(folded, end) if end == m.end() else None
        if best is not None and folded.startswith(")", best[0]) and "(" in folded[pos : best[0]]:
            return best[0] + 1, best[1]
        return best
