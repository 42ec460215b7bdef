"""The sentence that proves an edge, cut to a readable length, with the place of the citation inside it."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.models import Node
from vbgraph.text import clean

_LONGEST = 360  # characters of a quotation in the page
_NAMES = 8  # names tried besides the code


def marked(quote: str, target: Node, longest: int = _LONGEST) -> dict[str, object]:
    """Return the quotation and, if the cited document is found in it, where its code or name stands.

    >>> marked("Thực hiện Kết luận số 21-KL/TW của Trung ương", Node("kl-21-tw", code="21-KL/TW"))["mark"]
    [22, 30]
    """
    words = " ".join(quote.split())
    span = _find(words, target)
    start, end = _window(words, span, longest)
    cut = words[start:end]
    if span is not None:
        span = (span[0] - start, span[1] - start)
    if start:
        cut = "… " + cut
        span = (span[0] + 2, span[1] + 2) if span else None
    if end < len(words):
        cut += " …"
    return {"quote": cut} if span is None else {"quote": cut, "mark": [_units(cut, at) for at in span]}


def _units(cut: str, at: int) -> int:
    """Return an offset as JavaScript counts: characters beyond the basic plane are two."""
    if len(cut.encode("utf-16-le", "surrogatepass")) == 2 * len(cut):
        return at
    return at + sum(c > "\uffff" for c in cut[:at])


def _window(words: str, span: tuple[int, int] | None, longest: int) -> tuple[int, int]:
    """Return the stretch to keep: all of it, or what surrounds the citation, cut at spaces."""
    if len(words) <= longest:
        return 0, len(words)
    first, last = span or (0, 0)
    start = max(0, min((first + last) // 2 - longest // 2, len(words) - longest))
    end = max(start + longest, last)
    start = min(start, first) if span else start
    if start:
        space = words.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    if end < len(words):
        space = words.rfind(" ", max(last, end - 40), end)
        end = space if space > 0 else end
    return start, end


def _find(words: str, target: Node) -> tuple[int, int] | None:
    """Return the span of the target's code in the quotation, else of one of its names."""
    plain = words.find(target.code) if target.code else -1
    if plain >= 0 and _whole(words, plain, plain + len(target.code or "") - 1):
        return plain, plain + len(target.code or "")
    cleaned = clean(words)
    squeezed, homes = _letters(cleaned.folded)
    for wanted in (target.code, target.name, *target.names[:_NAMES]):
        letters = _wanted(wanted or "")
        at = squeezed.find(letters) if letters else -1
        while at >= 0:
            first, last = homes[at], homes[at + len(letters) - 1]
            if _whole(cleaned.folded, first, last):
                return cleaned.home(first, last + 1)
            at = squeezed.find(letters, at + 1)
    return None


def _whole(folded: str, first: int, last: int) -> bool:
    """Say whether the stretch begins and ends where words do."""
    before = folded[first - 1 : first]
    after = folded[last + 1 : last + 2]
    return not (before and before != "0" and before.isalnum()) and not after.isalnum()


def _letters(folded: str) -> tuple[str, list[int]]:
    """Return the letters and digits alone, and where each stands."""
    found = [(m.group(), m.start()) for m in _word_letters().finditer(folded)]
    return "".join(c for c, _ in found), [at for _, at in found]


@lru_cache(maxsize=4096)
def _wanted(words: str) -> str:
    """Return the letters and digits of a code or name, without zeros in front."""
    return "".join(_word_letters().findall(clean(words).folded)).lstrip("0")


@lru_cache(maxsize=1)
def _word_letters() -> re.Pattern[str]:
    return re.compile("[a-z0-9]")
