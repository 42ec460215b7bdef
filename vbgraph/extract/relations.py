"""How each cited document is related to the document that acts: this one, or one in whose title it stands.

Works sentence by sentence, left to right. A citation is, in this order of trial: reached through a passive verb
("A được sửa đổi, bổ sung bởi B"), part of another citation's title ("Kết luận 01 về tiếp tục thực hiện Chỉ thị 05"),
a member of a list that shares its head's verb, or decided by the cue in its own clause.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from vbgraph.extract import acting, behind, nesting, standing
from vbgraph.extract.consolidating import consolidated
from vbgraph.extract.cues import EFFECTS, Cues, Found, decide, new_clause
from vbgraph.extract.draft import Draft
from vbgraph.extract.marks import clause_marks, mark_kind, marker, separator, strong_marks, wording_ends
from vbgraph.extract.page import Page
from vbgraph.extract.running import close_titles

#: What another document approves or promulgates; laws and decrees are never "phê duyệt" by the text that cites them.
_PROMULGATED = frozenset(
    {
        "Kế hoạch",
        "Chương trình",
        "Đề án",
        "Chiến lược",
        "Quy hoạch",
        "Quy chế",
        "Quy định",
        "Điều lệ",
        "Phương án",
        "Dự án",
    }
)
_HEADING_VERBS = frozenset({"based_on"}) | EFFECTS


@dataclass(slots=True)
class Setting:
    """What the sentences of one document share: its own title, its type, the verb a list has inherited."""

    page: Page
    cues: Cues
    starts: Sequence[int]
    own_type: str | None
    title: tuple[int, int]
    issuer: str | None = None
    level: str | None = None
    quoted: tuple[tuple[int, int], ...] = ()  # new wording that the text gives to others, in quotation marks
    lead: Found | None = None  # the verb of a heading or of "… sau:" that the items below it share
    lead_mark: str = ""  # the kind of mark the heading itself bears: an item of that kind is no part of it
    lead_at: int = 0
    last_outer: Draft | None = None
    last_end: int = 0
    base: Draft | None = None  # what a consolidated text consolidates
    amended: tuple[Draft, Found] | None = None  # "A được sửa đổi, bổ sung bởi:": the items below act on A
    amended_end: int = 0  # where the last such item ends


#: How many citations with running titles are kept in sight; no sentence nests deeper.
_DEEPEST = 7
#: Words of `Draft.why` that relate() may add; rule ids of cues hold a dot.
_WORDS = frozenset(
    [
        "passive",
        "in-title",
        "list-in-title",
        "from-list-head",
        "from-heading",
        "no-cue",
        "in-name",
        "consolidated",
        "withheld",
        "stands-above",
    ]
)


def forget(draft: Draft) -> None:
    """Undo what an earlier pass decided, so that a pass with more citations starts afresh."""
    inside = draft.parent is not None and "amending" in draft.parent.flags
    if (draft.kind != "name" and not inside) or "in-title" in draft.why or "list-in-title" in draft.why:
        draft.parent = None
    draft.relation = draft.by = draft.of = draft.cue = None
    draft.title_start = draft.title_end = 0
    draft.why = [w for w in draft.why if "." not in w and w not in _WORDS]


def relate(setting: Setting, drafts: list[Draft]) -> None:
    """Set relation, `by`, `of`, parent and title extents of all drafts of one document, in place."""
    folded = setting.page.folded
    starts = setting.starts
    if setting.own_type == "Văn bản hợp nhất":
        setting.base = consolidated(setting.page, starts, drafts)
    k = 0
    previous_end = 0
    while k < len(drafts):
        sentence = bisect_right(starts, drafts[k].start) - 1
        low = starts[sentence]
        high = starts[sentence + 1] if sentence + 1 < len(starts) else len(folded)
        group = [drafts[k]]
        while k + len(group) < len(drafts) and drafts[k + len(group)].start < high:
            group.append(drafts[k + len(group)])
        _read_lead(setting, previous_end, low)
        _sentence(setting, group, low, high)
        previous_end = high
        k += len(group)
    for draft in drafts:
        if standing.beyond(draft, setting.own_type, setting.issuer, setting.level):
            draft.relation = "cites"
            draft.why.append("stands-above")


def _read_lead(setting: Setting, low: int, high: int) -> None:
    """Note the verb of the last heading before an item: what ends with ":" or is a short line of its own."""
    page, starts = setting.page, setting.starts
    first, last = bisect_right(starts, low) - 1, bisect_right(starts, high) - 1
    for k in range(max(first, last - 6), last):
        start, end = starts[k], starts[k + 1]
        line = page.folded[start:end].strip(" \n")
        if not line or end <= low:
            continue
        heading = line.endswith(":") or (len(line) < 90 and not line.endswith((".", ";", ",")))
        if heading:
            found = setting.cues.in_window(page.folded, start, end)
            after = setting.cues.behind(page.folded, start, end)
            lead = after or decide(page.folded, page.text, found, start, end)
            if lead is not None and not line.endswith(":") and lead.cue.relation not in _HEADING_VERBS:
                lead = None  # "Tổ chức thực hiện" heads a section, it says nothing of what the section cites
            setting.lead, setting.lead_mark, setting.lead_at = lead, mark_kind(page, start), start
            setting.last_outer = None
        elif not marker().match(page.folded, start):
            setting.lead = None


def _sentence(setting: Setting, group: list[Draft], low: int, high: int) -> None:
    page = setting.page
    outer: list[Draft] = []
    open_: list[Draft] = []  # citations whose title may still be running, innermost last
    before: Draft | None = None
    for draft in group:
        draft_low = draft.provision_start or draft.start
        repeated, before = _same_span(draft, before), draft
        if draft.definition or repeated:
            continue
        if draft.parent is not None and (draft.kind == "name" or "amending" in draft.parent.flags):
            _inside_name(setting, draft, draft.parent)
        elif (
            nesting.passive(page, setting.cues, draft, open_, draft_low)
            or nesting.alias(page, draft, open_)
            or nesting.nested(page, setting.cues, draft, open_, draft_low)
            or acting.acts_itself(page, setting.cues, draft, open_, draft_low)
            or _acts_on_earlier(setting, draft, outer, low, draft_low)
        ):
            pass
        else:
            close_titles(open_, outer, draft, page)
            _outer(setting, draft, outer, low, draft_low)
            outer.append(draft)
            open_ = []
        open_ = [*open_[-_DEEPEST:], draft]
    close_titles(open_, outer, None, page, high)
    _lists_with_one_span(group)
    if setting.own_type not in behind.WITHOUT_EFFECT:
        behind.verbs_behind(setting.page, setting.cues, outer, high)
    if outer:
        setting.last_outer, setting.last_end = outer[-1], high
    setting.amended = _amended_below(setting, outer, high) or (None if outer else setting.amended)
    setting.amended_end = high


def _amended_below(setting: Setting, outer: list[Draft], high: int) -> tuple[Draft, Found] | None:
    """Return what the items below act on when the sentence ends with "được sửa đổi, bổ sung bởi:", with its verb."""
    if not outer:
        return None
    start = outer[-1].tail
    line = setting.page.folded[start:high].rstrip(" \n")
    if not line.endswith(":"):
        return None
    found = setting.cues.reversing(setting.page.folded, start, start + len(line) - 1)
    return None if found is None else (outer[-1], found)


def _inside_name(setting: Setting, draft: Draft, parent: Draft) -> None:
    """Hang a document named inside another's name on that one ("Luật sửa đổi … của Luật X", "Quy định thi hành Y")."""
    found = setting.cues.in_window(setting.page.folded, parent.start, draft.start)
    draft.relation, draft.by = "amends", parent
    draft.why.append("in-name")
    if found:
        best = max(found, key=lambda f: f.cue.weight)
        draft.relation, draft.cue = best.cue.relation, (best.start, best.end)


def _same_span(draft: Draft, before: Draft | None) -> bool:
    """Say whether the draft before has this very span ("khóa XI, XII"): both then share one relation."""
    if before is None or (before.start, before.end) != (draft.start, draft.end):
        return False
    same_head = before.head is not None and before.head.start == draft.start
    draft.head = before.head if same_head else before
    return True


def _lists_with_one_span(group: list[Draft]) -> None:
    for draft in group:
        head = draft.head
        if head is not None and (head.start, head.end) == (draft.start, draft.end):
            draft.relation, draft.by, draft.of, draft.parent, draft.cue = (
                head.relation,
                head.by,
                head.of if head.of is not head else draft,
                head.parent,
                head.cue,
            )
            draft.definition = head.definition
            draft.title, draft.title_start, draft.title_end = head.title, head.title_start, head.title_end


# ---------------------------------------------------------------- this document acts


def _acts_on_earlier(setting: Setting, draft: Draft, outer: list[Draft], low: int, draft_low: int) -> bool:
    """Handle what acts on a document of an earlier sentence: an item below "… bởi:", a note of a consolidated text."""
    if outer:
        return False
    if setting.amended is not None:
        target, found = setting.amended
        if low == setting.amended_end and marker().fullmatch(setting.page.folded, low, draft_low):
            nesting.act(draft, target, found)
            return True
    if setting.base is None or draft is setting.base:
        return False
    return nesting.passive_of(setting.page, setting.cues, draft, setting.base, low, draft_low)


def _outer(setting: Setting, draft: Draft, outer: list[Draft], low: int, draft_low: int) -> None:
    """Set the relation of the citing document to `draft`."""
    page = setting.page
    if draft is setting.base:
        draft.relation = "consolidates"
        draft.why.append("consolidated")
        return
    if outer:
        _after_another(setting, draft, outer[-1], draft_low)
        return
    if setting.title[0] <= draft_low < setting.title[1]:
        low = max(low, setting.title[0])  # the letterhead and the type word are no part of the title's clause
    found = _cue_in(setting, draft, low, draft_low)
    if found is not None and draft_low - found.end <= 260 and not _opens_row(page, found.end, draft_low):
        _set(setting, draft, found)
    elif marker().fullmatch(page.folded, low, draft_low) and _led(setting, low):
        assert setting.lead is not None
        _set(setting, draft, setting.lead)
        draft.why.append("from-heading")
    elif _continues_list(setting, low, draft_low):
        _inherit(draft, setting.last_outer)
    else:
        draft.relation = "guides" if _titled_guideline(setting, draft) else "cites"
        draft.why.append("no-cue")


def _opens_row(page: Page, cue_end: int, at: int) -> bool:
    """Say whether a citation opens a row of a table, below its number: the verb stands in the row before."""
    if page.text[at - 1 : at] != "\n" or page.text.count("\n", cue_end, at) < 3:
        return False
    start = page.home(at, at + 1)[0]
    above = page.raw[max(0, start - 40) : start].rstrip().rsplit("\n", 1)
    return len(above) == 2 and above[1].strip().isdigit()


def _led(setting: Setting, low: int) -> bool:
    """Say whether an item stands under the heading whose verb is kept, not beside it."""
    if any(start <= setting.lead_at < end <= low for start, end in setting.quoted):
        return False  # new wording that another document is given has ended since
    kind = mark_kind(setting.page, low)
    return setting.lead is not None and not (kind and kind == setting.lead_mark)


def _titled_guideline(setting: Setting, draft: Draft) -> bool:
    """Say whether a citation stands in the own title of a guideline: what it is about, it guides."""
    return setting.own_type == "Hướng dẫn" and setting.title[0] <= draft.start < setting.title[1]


def _after_another(setting: Setting, draft: Draft, before: Draft, draft_low: int) -> None:
    """Set the relation of a citation that follows another in its sentence: its own verb's, or the list's."""
    page = setting.page
    if separator().fullmatch(page.folded, before.tail, draft_low):
        _inherit(draft, before)
        return
    anew = page.row_between(before.tail, draft_low) or _last(
        wording_ends(), page.text, before.tail, draft_low
    )
    if anew > before.tail:
        _own_verb(setting, draft, anew, draft_low)
        return
    for start in (
        _last(clause_marks(), page.folded, before.tail, draft_low),
        _last(strong_marks(), page.folded, before.tail, draft_low),
    ):
        if separator().fullmatch(page.folded, start, draft_low):
            _inherit(draft, before)
            return
        found = _cue_in(setting, draft, start, draft_low, before)
        if found is not None:
            _set(setting, draft, found)
            return
    if ";" in page.folded[before.tail : draft_low] or new_clause().search(page.text, before.tail, draft_low):
        _own_verb(setting, draft, draft_low, draft_low)
    else:
        _inherit(draft, before)


def _own_verb(setting: Setting, draft: Draft, start: int, draft_low: int) -> None:
    """Set the relation that the verb between two places says, or "cites"."""
    found = _cue_in(setting, draft, start, draft_low)
    if found is not None:
        _set(setting, draft, found)
        return
    draft.relation = "cites"
    draft.why.append("no-cue")


def _cue_in(
    setting: Setting, draft: Draft, start: int, end: int, before: Draft | None = None
) -> Found | None:
    """Return the cue that decides between two places; note on the draft an effect that is wished for and not had."""
    page = setting.page
    if page.folded.endswith("den khi ", 0, end):
        return None  # "tiếp tục thực hiện cho đến khi Luật X có hiệu lực"
    found = setting.cues.in_window(page.folded, start, end)
    best = decide(page.folded, page.text, found, start, end, setting.own_type)
    if not found or found[-1].cue.relation not in EFFECTS:
        return best
    if best is not None and before is not None and acting.wished_on(page, before, best):
        best = None  # "đề nghị sửa đổi A và bãi bỏ B": both are but proposed
    if (best is None or best.cue.relation not in EFFECTS) and "withheld" not in draft.why:
        draft.why.append("withheld")
    return best


def _last(marks: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return where the last of the marks in a stretch ends, the stretch's start when there is none."""
    last = start
    for m in marks.finditer(text, start, end):
        last = m.end()
    return last


def _continues_list(setting: Setting, low: int, draft_low: int) -> bool:
    """Say whether an item begins with its citation and the item before it ended with ";" or ",": one list."""
    page = setting.page
    if setting.last_outer is None or setting.last_end != low:
        return False
    before = page.folded[max(0, low - 3) : low]
    ended = before.strip(" \n")[-1:]
    if (
        ended == "."
        and setting.last_outer.relation == "based_on"
        and "\n" not in page.text[low - 1 : draft_low]
    ):
        return not page.folded[
            low:draft_low
        ].strip()  # "Căn cứ X về lệ phí. Quyết định Y …;" is a misprinted ";"
    return ended in (";", ",") and marker().fullmatch(page.folded, low, draft_low) is not None


def _inherit(draft: Draft, head: Draft | None) -> None:
    if head is None:
        return
    draft.relation, draft.cue = head.relation, head.cue
    if draft.head is None:
        draft.head = head
    if "withheld" in head.why and "withheld" not in draft.why:
        draft.why.append("withheld")
    draft.why.append("from-list-head")


def _set(setting: Setting, draft: Draft, found: Found) -> None:
    draft.relation = found.cue.relation
    draft.cue = (found.start, found.end)
    draft.why.append(found.cue.id)
    if draft.relation == "promulgates" and (draft.type not in _PROMULGATED or draft.start - found.end > 60):
        draft.relation = "cites"
    if draft.relation in EFFECTS and any(low <= draft.start < high for low, high in setting.quoted):
        draft.relation = "cites"  # the amended document will say so, not this one
    inside_title = setting.title[0] <= draft.start < setting.title[1]
    if _titled_guideline(setting, draft) and draft.relation in ("implements", "cites", "continues"):
        draft.relation = "guides"
    elif inside_title and setting.own_type == "Báo cáo" and draft.relation == "implements":
        draft.relation = "reviews"
