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
from functools import lru_cache

from vbgraph.dates import agree
from vbgraph.extract.cues import EFFECTS, Cues, Found, decide
from vbgraph.extract.draft import Draft
from vbgraph.extract.page import Page

#: Relations that a cited document's title can assert.
_IN_TITLES = frozenset({"continues", "implements", "guides", "reviews", "promulgates"}) | EFFECTS


_HEADING_VERBS = frozenset({"based_on"}) | EFFECTS


@dataclass(slots=True)
class Setting:
    """What the sentences of one document share: its own title, its type, the verb a list has inherited."""

    page: Page
    cues: Cues
    starts: Sequence[int]
    own_type: str | None
    title: tuple[int, int]
    lead: Found | None = None  # the verb of a heading or of "… sau:" that the items below it share
    last_outer: Draft | None = None
    last_end: int = 0


#: Words of `Draft.why` that relate() may add; rule ids of cues hold a dot.
_WORDS = frozenset(
    ["passive", "in-title", "list-in-title", "from-list-head", "from-heading", "no-cue", "in-name"]
)


def forget(draft: Draft) -> None:
    """Undo what an earlier pass decided, so that a pass with more citations starts afresh."""
    if draft.kind != "name" or "in-title" in draft.why or "list-in-title" in draft.why:
        draft.parent = None
    draft.relation = draft.by = draft.of = draft.cue = None
    draft.title_start = draft.title_end = 0
    draft.why = [w for w in draft.why if "." not in w and w not in _WORDS]


def relate(setting: Setting, drafts: list[Draft]) -> None:
    """Set relation, `by`, `of`, parent and title extents of all drafts of one document, in place."""
    folded = setting.page.folded
    starts = setting.starts
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
            behind = setting.cues.behind(page.folded, start, end)
            lead = behind or decide(page.folded, page.text, found, start, end)
            if lead is not None and not line.endswith(":") and lead.cue.relation not in _HEADING_VERBS:
                lead = None  # "Tổ chức thực hiện" heads a section, it says nothing of what the section cites
            setting.lead = lead
            setting.last_outer = None
        elif not _marker().match(page.folded, start):
            setting.lead = None


@lru_cache(maxsize=1)
def _marker() -> re.Pattern[str]:
    """Match the mark that begins an item of a list, with the provisions that may stand before the citation."""
    return re.compile(
        r"[ \n“\"]*(?:[-+*•–][ ]?|\(?\d{1,2}[.)/][ ]?|\d{1,2}(?:\.\d{1,2}){1,3}\.?[ ]|[a-z]{1,2}\)[ ]?|[ivx]{1,5}[.)\-][ ]?)?(?:cac[ \n])?"
    )


@lru_cache(maxsize=1)
def _separator() -> re.Pattern[str]:
    """Match what stands between the members of one list."""
    return re.compile(
        r"(?:[ \n,;–\-]|(?:va|hoac|cung|voi|cac|so|mot so|cua|ca|noi dung|quy dinh tai|nhiem ky|giai doan|\d{4}|gan voi|cung voi|dong thoi|va cac)(?=[ \n,;]))*[ \n]*"
    )


def _sentence(setting: Setting, group: list[Draft], low: int, high: int) -> None:
    page = setting.page
    outer: list[Draft] = []
    open_: list[Draft] = []  # citations whose title may still be running, innermost last
    for draft in group:
        draft_low = draft.provision_start or draft.start
        if draft.definition or _same_span(draft, group):
            continue
        if draft.parent is not None and draft.kind == "name":
            _inside_name(setting, draft, draft.parent)
        elif (
            _passive(setting, draft, open_, draft_low)
            or _alias(page, draft, open_)
            or _nested(setting, draft, open_, draft_low)
        ):
            pass
        else:
            _close_titles(open_, outer, draft, page)
            _outer(setting, draft, outer, low, draft_low)
            outer.append(draft)
            open_ = []
        open_.append(draft)
    _close_titles(open_, outer, None, page, high)
    _lists_with_one_span(group)
    _verbs_behind(setting, outer, high)
    if outer:
        setting.last_outer, setting.last_end = outer[-1], high


def _inside_name(setting: Setting, draft: Draft, parent: Draft) -> None:
    """Hang a document named inside another's name on that one ("Luật sửa đổi … của Luật X", "Quy định thi hành Y")."""
    found = setting.cues.in_window(setting.page.folded, parent.start, draft.start)
    draft.relation, draft.by = "amends", parent
    draft.why.append("in-name")
    if found:
        best = max(found, key=lambda f: f.cue.weight)
        draft.relation, draft.cue = best.cue.relation, (best.start, best.end)


def _same_span(draft: Draft, group: list[Draft]) -> bool:
    """Say whether an earlier draft has this very span ("khóa XI, XII"): it then shares that one's relation."""
    for other in group:
        if other is draft:
            return False
        if (other.start, other.end) == (draft.start, draft.end):
            draft.head = other
            return True
    return False


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


# ---------------------------------------------------------------- passive chains


def _passive(setting: Setting, draft: Draft, open_: list[Draft], draft_low: int) -> bool:
    """Handle "A … được sửa đổi, bổ sung bởi B, C và D": each acts on A."""
    if not open_:
        return False
    folded = setting.page.folded
    last = open_[-1]
    gap = folded[last.tail : draft_low]
    if (
        last.of is not None
        and last.by is last
        and re.fullmatch(r"[ \n,()]*(?:va|va cac|,)?[ \n]*(?:so[ \n])?", gap)
    ):
        _act(draft, last.of, last.relation, last.cue)
        return True
    found = setting.cues.reversing(folded, last.tail, draft_low)
    if found is None or ";" in folded[last.tail : found.start]:
        return False
    target = _amended(open_, draft)
    target.title_end = target.title_end or found.start
    _act(draft, target, found.cue.relation, (found.start, found.end))
    draft.why.append(found.cue.id)
    return True


def _act(draft: Draft, target: Draft, relation: str | None, cue: tuple[int, int] | None) -> None:
    draft.relation, draft.by, draft.of, draft.cue = relation, draft, target, cue
    draft.why.append("passive")


def _amended(open_: list[Draft], draft: Draft) -> Draft:
    """Return which of the open citations a passive verb speaks of: the nearest, or the outer one of the same kind."""
    last = open_[-1]
    if last.of is not None and last.of in open_:
        last = last.of
    if last.parent is not None and _kind(last) != _kind(draft) and _kind(last.parent) == _kind(draft):
        return last.parent
    return last


def _kind(draft: Draft) -> str:
    return "Luật" if draft.type in ("Bộ luật", "Luật") else draft.type or ""


# ---------------------------------------------------------------- titles and aliases


def _alias(page: Page, draft: Draft, open_: list[Draft]) -> bool:
    """Handle "(Nghị quyết Trung ương 4 khóa XI)" right behind the numbered form: the same document."""
    if not open_:
        return False
    last = open_[-1]
    between = page.folded[last.tail : draft.start].strip(" \n")
    closes = page.folded[draft.tail : draft.tail + 2].strip(" \n")
    if between not in ("(", "hay (", "- (") or not closes.startswith(")"):
        return False
    if {last.kind, draft.kind} != {"number", "name"} or (
        last.type and draft.type and _kind(last) != _kind(draft)
    ):
        return False
    numbered, named = (last, draft) if last.kind == "number" else (draft, last)
    named.code = named.code or numbered.code
    named.date = named.date or numbered.date
    draft.definition = True
    draft.why.append("alias-in-brackets")
    return True


@lru_cache(maxsize=1)
def _title_lead() -> re.Pattern[str]:
    """Match what opens a cited document's title or description; verbs of this text's own clause do not."""
    stop = (
        r"duoc|da|va|hoac|thi|la|co|trong|tai|theo|con|het|nay|neu|noi|tren|de|cho|bao|phai|voi|do|tu|den|gui|nhu|cung|"
        r"gan|dong|nhat|khi|khong|sau|truoc|va|cac|so|hien|se|vao|chua|nham|bi|ma|day|gom|dat|bao gom|kem|chinh|rieng|o"
    )
    return re.compile(rf"[ \n]?[,:]?[ \n]?(?:[“\"(]|(?:v/v|ve)(?![a-z])|(?!(?:{stop})(?![a-z]))[a-z])")


@lru_cache(maxsize=1)
def _breaker() -> re.Pattern[str]:
    """Match what surely ends a title that was running: this text's own clause goes on."""
    return re.compile(
        r";|[.!?][ \n]|\n\n|[,)][ \n](?:gan voi|dong thoi|cung voi|cung nhung|nhat la|trong do|bao dam|theo|tai|thuc hien nghiem|ubnd|uy ban nhan dan|ban thuong vu|can cu|xet|de|nham)(?![a-z])|(?:gan|cung) (?:voi|nhung)[ \n](?:viec )?(?:thuc hien|trien khai)|[ \n]va[ \n](?:[a-z0-9]+[ \n]){1,2}nam[ \n](?:thuc hien|trien khai)|[ \n](?:va|hoac)[ \n](?:cac[ \n])?(?:so[ \n])?$|,[ \n](?:cac[ \n])?(?:so[ \n])?$|”[ ,;.]*(?:va)?[ \n]*$"
    )


def _nested(setting: Setting, draft: Draft, open_: list[Draft], draft_low: int) -> bool:
    """Handle a citation that stands in the title of one before it; that one then acts."""
    page = setting.page
    for parent in reversed(open_):
        if not parent.title_start:
            lead = _title_lead().match(page.folded, parent.tail)
            if lead is None or lead.end() > draft.start:
                continue
            parent.title_start = parent.tail
        if parent.title_end or _same_document(draft, parent):
            continue
        gap = page.folded[parent.title_start : draft_low]
        if _breaker().search(gap) and not _same_title_list(open_, draft, parent, page, draft_low):
            continue
        found = [
            f
            for f in setting.cues.in_window(page.folded, parent.title_start, draft_low)
            if f.cue.relation in _IN_TITLES
        ]
        chain = _same_title_list(open_, draft, parent, page, draft_low)
        if chain is not None:
            draft.relation, draft.by, draft.parent, draft.cue = (
                chain.relation,
                chain.by,
                chain.parent,
                chain.cue,
            )
            draft.why.append("list-in-title")
            return True
        if not found:
            continue
        best = max(
            found,
            key=lambda f: (f.cue.weight if page.folded[f.end : draft_low].count(",") == 0 else 0, f.start),
        )
        if draft_low - best.end > 90:
            continue
        _hang(draft, parent, best)
        return True
    return False


def _same_document(a: Draft, b: Draft) -> bool:
    """Say whether two citations mean one document as far as code, date and place tell."""
    return (
        a.code is not None and a.code == b.code and agree(a.date, b.date) and a.locality in (b.locality, None)
    )


def _hang(draft: Draft, parent: Draft, found: Found) -> None:
    """Record that the document cited as `parent` acts on `draft` by its title."""
    draft.parent, draft.by = parent, parent
    draft.relation = found.cue.relation
    if parent.type == "Hướng dẫn" and draft.relation in ("implements", "continues"):
        draft.relation = "guides"  # a guideline "về thực hiện X" guides X
    draft.cue = (found.start, found.end)
    draft.why += ["in-title", found.cue.id]


def _same_title_list(
    open_: list[Draft], draft: Draft, parent: Draft, page: Page, draft_low: int
) -> Draft | None:
    """Return the member of a list in `parent`'s title that `draft` continues ("Luật A và Luật B"), or None."""
    last = open_[-1]
    if last.parent is not parent or last is parent:
        return None
    gap = page.folded[last.tail : draft_low]
    if not re.fullmatch(r"[ \n]*(?:,|va|, va|va cac|,cac)?[ \n]*(?:so[ \n])?", gap):
        return None
    brackets = page.folded[parent.tail : parent.tail + 3].strip().startswith("(")
    if _kind(draft) == _kind(last) or (draft.type is None):
        same_as_parent = _kind(draft) == _kind(parent) and last.relation not in EFFECTS
        return None if same_as_parent and not brackets else last
    return last if brackets and _kind(draft) != _kind(parent) else None


def _close_titles(
    open_: list[Draft], outer: list[Draft], following: Draft | None, page: Page, high: int = 0
) -> None:
    """Fix where the titles that were running end, and keep their words."""
    limit = (following.provision_start or following.start) if following is not None else high
    for draft in open_:
        if not draft.title_start:
            lead = _title_lead().match(page.folded, draft.tail)
            if lead is None or draft.tail >= limit:
                continue
            draft.title_start = draft.tail
        end = draft.title_end or limit
        end = min(end, draft.title_start + 420)
        stop = _title_stop().search(page.folded, draft.title_start + 1, end)
        end = stop.start() if stop else end
        words = re.sub(
            r"^(?:v/v|về việc|về)\s+",
            "",
            " ".join(page.text[draft.title_start : end].split()).strip(' ,;:.“”"()'),
            flags=re.IGNORECASE,
        )
        words = re.sub(r"(?:,|\s(?:và|và các|các|gắn với|đồng thời))$", "", words).strip(' ,;“”"')
        draft.title_end = end
        if len(words) >= 8 and draft.title is None:
            draft.title = words


@lru_cache(maxsize=1)
def _title_stop() -> re.Pattern[str]:
    return re.compile(
        r";|[.!?](?=[ \n]|$)|\n\n|\n(?=[-+] )|”|\((?:sau day|viet tat|goi tat|da duoc|duoc)|[ ,](?:da )?duoc (?:sua|thay|bo sung)|, (?:gan voi|dong thoi|cung voi|ban thuong vu|uy ban nhan dan)(?![a-z])|[ ,]gan voi thuc hien"
    )


# ---------------------------------------------------------------- this document acts


def _outer(setting: Setting, draft: Draft, outer: list[Draft], low: int, draft_low: int) -> None:
    """Set the relation of the citing document to `draft`."""
    page = setting.page
    if outer:
        _after_another(setting, draft, outer[-1], draft_low)
        return
    found = _cue_in(setting, low, draft_low)
    if found is not None and draft_low - found.end <= 260:
        _set(setting, draft, found)
    elif _marker().fullmatch(page.folded, low, draft_low) and setting.lead is not None:
        _set(setting, draft, setting.lead)
        draft.why.append("from-heading")
    elif _continues_list(setting, low, draft_low):
        _inherit(draft, setting.last_outer)
    else:
        draft.relation = "cites"
        draft.why.append("no-cue")


def _after_another(setting: Setting, draft: Draft, before: Draft, draft_low: int) -> None:
    """Set the relation of a citation that follows another in its sentence: its own verb's, or the list's."""
    page = setting.page
    if _separator().fullmatch(page.folded, before.tail, draft_low):
        _inherit(draft, before)
        return
    for start in (
        _last(_clause_marks(), page, before.tail, draft_low),
        _last(_strong_marks(), page, before.tail, draft_low),
    ):
        if _separator().fullmatch(page.folded, start, draft_low):
            _inherit(draft, before)
            return
        found = _cue_in(setting, start, draft_low)
        if found is not None:
            _set(setting, draft, found)
            return
    if ";" in page.folded[before.tail : draft_low]:
        draft.relation = "cites"
        draft.why.append("no-cue")
    else:
        _inherit(draft, before)


def _cue_in(setting: Setting, start: int, end: int) -> Found | None:
    page = setting.page
    return decide(page.folded, page.text, setting.cues.in_window(page.folded, start, end), start, end)


@lru_cache(maxsize=1)
def _clause_marks() -> re.Pattern[str]:
    return re.compile(r"[;:,)][ \n]|[ \n](?:va|hoac)(?=[ \n])")


@lru_cache(maxsize=1)
def _strong_marks() -> re.Pattern[str]:
    return re.compile(r"[;:][ \n]|[ \n](?=(?:gan voi|cung voi|dong thoi)[ \n])")


def _last(marks: re.Pattern[str], page: Page, start: int, end: int) -> int:
    """Return where the last of the marks in a stretch ends, the stretch's start when there is none."""
    last = start
    for m in marks.finditer(page.folded, start, end):
        last = m.end()
    return last


def _continues_list(setting: Setting, low: int, draft_low: int) -> bool:
    """Say whether an item begins with its citation and the item before it ended with ";" or ",": one list."""
    page = setting.page
    if setting.last_outer is None or setting.last_end != low:
        return False
    ended = page.folded[max(0, low - 3) : low].strip(" \n")
    return ended[-1:] in (";", ",") and _marker().fullmatch(page.folded, low, draft_low) is not None


def _inherit(draft: Draft, head: Draft | None) -> None:
    if head is None:
        return
    draft.relation, draft.cue = head.relation, head.cue
    if draft.head is None:
        draft.head = head
    draft.why.append("from-list-head")


def _set(setting: Setting, draft: Draft, found: Found) -> None:
    draft.relation = found.cue.relation
    draft.cue = (found.start, found.end)
    draft.why.append(found.cue.id)
    inside_title = setting.title[0] <= draft.start < setting.title[1]
    if (
        inside_title
        and setting.own_type == "Hướng dẫn"
        and draft.relation in ("implements", "cites", "continues")
    ):
        draft.relation = "guides"
    elif inside_title and setting.own_type == "Báo cáo" and draft.relation == "implements":
        draft.relation = "reviews"


def _verbs_behind(setting: Setting, outer: list[Draft], high: int) -> None:
    """Apply a verb behind the citations ("… hết hiệu lực kể từ ngày …") to those before it that have none of their own."""
    folded = setting.page.folded
    waiting: list[Draft] = []
    for k, draft in enumerate(outer):
        waiting.append(draft)
        stop = outer[k + 1].start if k + 1 < len(outer) else high
        found = setting.cues.behind(folded, draft.tail, stop)
        if found is None or _not_yet().search(folded, max(0, found.start - 24), found.start):
            continue
        for earlier in waiting:
            if earlier.relation in (None, "cites"):
                earlier.relation, earlier.cue = found.cue.relation, (found.start, found.end)
                earlier.why.append(found.cue.id)
        waiting = []


@lru_cache(maxsize=1)
def _not_yet() -> re.Pattern[str]:
    """Match what keeps "hết hiệu lực" from being said of the document now."""
    return re.compile(r"(?:den khi|khong|chua|truoc khi|sau khi|cho den ngay)[ \n](?:van ban do[ \n])?$")
