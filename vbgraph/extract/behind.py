"""What is told behind citations: verbs that act on those before them, and the new wording that amendments quote."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.cues import Cues
from vbgraph.extract.draft import Draft
from vbgraph.extract.page import Page

#: Types that tell of effects and have none: a submission says what has expired.
WITHOUT_EFFECT = frozenset({"Tờ trình", "Báo cáo", "Thông báo", "Biên bản"})

#: How far wording in straight marks is followed: which of them opens and which closes cannot be told.
_STRAIGHT = 4_000


def new_wording(page: Page) -> tuple[tuple[int, int], ...]:
    """Return the spans in quotation marks behind "như sau:", up to the mark that ends a line; typists' marks are straight."""
    spans = []
    for m in re.finditer(r"nhu sau[ ]?:?[ \n]{0,2}[“\"]", page.folded):
        curly = page.folded[m.end() - 1] == "“"
        ends, longest = (_wording_ends(), 40_000) if curly else (_straight_ends(), _STRAIGHT)
        end = ends.search(page.text, m.end(), m.end() + longest)
        if end is not None:
            spans.append((m.end(), end.start()))
    return tuple(spans)


@lru_cache(maxsize=1)
def _wording_ends() -> re.Pattern[str]:
    return re.compile(r"”[.;,]{0,2} ?(?:\n|$)")


@lru_cache(maxsize=1)
def _straight_ends() -> re.Pattern[str]:
    return re.compile(r"\"[.;,]{0,2} ?(?:\n|$)")


def verbs_behind(page: Page, cues: Cues, outer: list[Draft], high: int) -> None:
    """Apply a verb behind the citations ("… hết hiệu lực kể từ ngày …") to those before it that have none of their own."""
    folded = page.folded
    waiting: list[Draft] = []
    for k, draft in enumerate(outer):
        if folded.endswith("den khi ", 0, draft.provision_start or draft.start):
            waiting = []  # "Nghị định A áp dụng đến khi Luật X hết hiệu lực": neither has expired now
            continue
        waiting.append(draft)
        stop = outer[k + 1].start if k + 1 < len(outer) else high
        found = cues.behind(folded, draft.tail, stop)
        if found is None or _not_yet().search(folded, max(0, found.start - 24), found.start):
            continue
        if _agent().match(folded, found.end):
            continue  # "đã bị bãi bỏ bởi Nghị định số 15": another document did it
        for earlier in waiting:
            if earlier is not draft and page.row_between(earlier.tail, draft.start):
                continue  # in another row of the table
            if earlier.relation in (None, "cites"):
                earlier.relation, earlier.cue = found.cue.relation, (found.start, found.end)
                earlier.why.append(found.cue.id)
        waiting = []


@lru_cache(maxsize=1)
def _agent() -> re.Pattern[str]:
    """Match the document that acts, behind a passive verb."""
    return re.compile(
        r"[ ](?:toan bo[ ]|mot phan[ ])?(?:boi|theo|tai)[ ](?!(?:nghi dinh|thong tu|quyet dinh|luat|nghi quyet|van ban) nay)"
    )


@lru_cache(maxsize=1)
def _not_yet() -> re.Pattern[str]:
    """Match what keeps "hết hiệu lực" from being said of the document now."""
    return re.compile(
        r"(?:den khi|khong|chua|truoc khi|sau khi|cho den ngay|da|da bi|da duoc|neu)[ \n](?:van ban do[ \n])?$"
    )
