"""Who acts when one sentence tells of several effects: this text, a document that it cites, or nobody yet."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.cues import EFFECTS, Cues, Found, proposed
from vbgraph.extract.draft import Draft
from vbgraph.extract.page import Page

_VERBS = "bai bo|huy bo|thay the|sua doi"


@lru_cache(maxsize=1)
def effect_behind() -> re.Pattern[str]:
    """Return the pattern of an effect told behind a citation in a clause of its own: ", thay thế Quy định số 47"."""
    return re.compile(rf"(?:,|[ ]va)[ ](?:{_VERBS})(?:[ ]|,[ ](?:bo sung|thay the|bai bo)[ ])(?!,)")


def may_act(draft: Draft) -> bool:
    """Say whether a cited document can be the subject of a verb behind it: not when itself the object of another's.

    "Nghị định A sửa đổi Nghị định B và thay thế Nghị định C": A acts on both. "Đề nghị sửa đổi A và bãi bỏ B": nobody.
    """
    return draft.by in (None, draft) and "withheld" not in draft.why


@lru_cache(maxsize=1)
def _title_of_verbs() -> re.Pattern[str]:
    """Match a title that tells what its document does, in several verbs: "về kéo dài thời gian thực hiện và sửa đổi …"."""
    return re.compile(
        rf"[ ,\n]?ve (?:viec )?(?:keo dai|gia han|tiep tuc|ngung|{_VERBS})(?![a-z])[^,;:]{{0,120}} va (?:{_VERBS})(?![a-z])"
    )


def by_another(page: Page, parent: Draft, draft_low: int) -> bool:
    """Say whether an effect told behind a citation is not its own: it is the object of the verb before, or only proposed."""
    acted_on = parent.relation in EFFECTS and parent.by is None and "from-heading" not in parent.why
    if "withheld" in parent.why or acted_on:  # an item below "thay thế:" has its title to itself
        if _title_of_verbs().match(page.folded, parent.title_start) is not None:
            return False
        return effect_behind().search(page.folded, parent.title_start, draft_low) is not None
    if may_act(parent) or parent.relation not in EFFECTS:
        return False
    return effect_behind().match(page.folded, parent.tail) is not None  # its title may tell of more


def wished_on(page: Page, before: Draft, found: Found) -> bool:
    """Say whether an effect is part of the proposal or task that the citation before it stands in."""
    if found.cue.relation not in EFFECTS:
        return False
    if proposed(page.folded, before.tail, found.start):
        return True  # "rà soát, sửa đổi, bổ sung, thay thế X"
    return "withheld" in before.why and " nay " not in page.folded[before.tail : found.start]


@lru_cache(maxsize=1)
def _itself() -> re.Pattern[str]:
    """Match a verb whose subject is the citation right before it: "A (có hiệu lực từ … và) (đã, sẽ) thay thế B"."""
    verbs = f"{_VERBS}|bo sung|dinh chinh|dieu chinh|dinh chi|ngung hieu luc"
    in_force = r"[ ]co hieu luc(?: (?!nay )[a-z0-9/]+){0,12},?(?:[ ](?:va|dong thoi))?"
    filling = rf"{verbs}|mot so|mot phan|toan bo|noi dung|quy dinh|dieu|khoan|diem|cac|cua|cho|tai|va|so|[a-z]|[0-9]{{1,3}}"
    return re.compile(
        rf"(?:{in_force}|[ ](?:da|se)(?:[ ](?:chinh thuc|cung))?|(?:[ ]ra doi)?(?:[ ](?:nham|de))?)"
        rf"[ ](?:{verbs})(?:,?[ ](?:{filling})(?![a-z0-9])){{0,12}}[ ](?<!va[ ])"
    )


def acts_itself(page: Page, cues: Cues, draft: Draft, open_: list[Draft], draft_low: int) -> bool:
    """Handle "Nghị định A đã thay thế Nghị định B": A acts, not the document that tells of it."""
    if not open_ or not may_act(open_[-1]):
        return False
    parent = open_[-1]
    if draft_low - parent.tail > 200 or _itself().fullmatch(page.folded, parent.tail, draft_low) is None:
        return False
    found = [f for f in cues.in_window(page.folded, parent.tail, draft_low) if f.cue.relation in EFFECTS]
    if not found or (draft.code is not None and draft.code == parent.code):
        return False
    best = max(found, key=lambda f: (f.cue.weight, f.start))
    draft.parent, draft.by = parent, parent
    draft.relation, draft.cue = best.cue.relation, (best.start, best.end)
    draft.why += ["in-title", best.cue.id]
    return True
