"""The sentence that proves an edge, cut to a readable length, with the place of the citation inside it."""

from __future__ import annotations

import re
import unicodedata

from vbgraph.models import Node
from vbgraph.text import fold, fold_key

_LONGEST = 360  # characters of a quotation in the page


def marked(quote: str, target: Node) -> dict[str, object]:
    """Return the quotation and, if the cited document is found in it, where its code or name stands.

    >>> marked("Thực hiện Kết luận số 21-KL/TW của Trung ương", Node("kl-21-tw", code="21-KL/TW"))["mark"]
    [22, 30]
    """
    words = " ".join(unicodedata.normalize("NFC", quote).split())
    span = _find(words, target)
    start, end = _window(words, span)
    cut = words[start:end]
    if span is not None:
        span = (span[0] - start, span[1] - start)
    if start:
        cut = "… " + cut
        span = (span[0] + 2, span[1] + 2) if span else None
    if end < len(words):
        cut += " …"
    return {"quote": cut} if span is None else {"quote": cut, "mark": list(span)}


def _window(words: str, span: tuple[int, int] | None) -> tuple[int, int]:
    """Return the stretch to keep: all of it, or what surrounds the citation, cut at spaces."""
    if len(words) <= _LONGEST:
        return 0, len(words)
    centre = (span[0] + span[1]) // 2 if span else 0
    start = max(0, min(centre - _LONGEST // 2, len(words) - _LONGEST))
    end = start + _LONGEST
    if start:
        start = max(start, words.find(" ", start, span[0] if span else end) + 1)
    if end < len(words):
        end = max(words.rfind(" ", span[1] if span else start, end), span[1] if span else end - 40)
    return start, end


def _find(words: str, target: Node) -> tuple[int, int] | None:
    """Return the span of the target's code in the quotation, else of one of its names."""
    folded = fold(words)
    for wanted in (target.code, target.name, *target.names[:8]):
        pattern = _loose(wanted or "")
        found = re.search(pattern, folded) if pattern else None
        if found:
            return found.span()
    return None


def _loose(wanted: str) -> str:
    """Return a pattern for the words in order with any punctuation between; leading zeros are optional."""
    parts = [re.escape(part.lstrip("0") or part) for part in fold_key(wanted).split()[:24]]
    if not parts:
        return ""
    return r"(?<![0-9a-z])0{0,3}" + r"[^0-9a-z]{0,4}0{0,2}".join(parts) + r"(?![0-9a-z])"
