"""What a consolidated text consolidates: the document whose wording it prints with all that amended it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from vbgraph.extract.draft import Draft
from vbgraph.extract.page import Page


def consolidated(page: Page, starts: Sequence[int], drafts: list[Draft]) -> Draft | None:
    """Return what a consolidated text consolidates: the first number near its head that opens a line."""
    for draft in drafts[:12]:
        if draft.kind != "number" or draft.definition:
            continue
        low = starts[bisect_right(starts, draft.start) - 1]
        if not page.folded[low : draft.start].strip():
            return draft
        below_title = page.text.startswith("\n", draft.start - 1)
        if below_title and _in_force().match(page.folded, draft.tail):
            return draft
    return None


@lru_cache(maxsize=1)
def _in_force() -> re.Pattern[str]:
    """Match what a consolidated text says of what it consolidates: its title, then since when it is in force."""
    return re.compile(r"[^;:]{0,600}?, co hieu luc (?:thi hanh )?(?:ke )?tu ngay")
