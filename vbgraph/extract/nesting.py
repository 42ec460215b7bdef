"""Citations that another citation carries: reached by a passive verb, in its title, or in brackets behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.dates import agree
from vbgraph.extract import acting
from vbgraph.extract.cues import EFFECTS, Cues, Found, approves_another, new_clause
from vbgraph.extract.draft import Draft
from vbgraph.extract.page import Page
from vbgraph.extract.running import title_begins, title_lead

#: Relations that a cited document's title can assert.
_IN_TITLES = frozenset({"continues", "implements", "guides", "reviews", "promulgates"}) | EFFECTS


# ---------------------------------------------------------------- passive chains


def passive(page: Page, cues: Cues, draft: Draft, open_: list[Draft], draft_low: int) -> bool:
    """Handle "A … được sửa đổi, bổ sung bởi B, C và D": each acts on A."""
    if not open_:
        return False
    folded = page.folded
    last = open_[-1]
    gap = folded[last.tail : draft_low]
    if last.of is not None and last.by is last and _and_also().fullmatch(gap):
        if not _acts_too(page, draft, last, last.of) or cues.followed(folded, draft.tail):
            return False
        _act(draft, last.of, last.relation, last.cue)
        return True
    found = cues.reversing(folded, last.tail, draft_low)
    if found is None or _other_subject().search(folded, last.tail, found.start):
        return False
    target = _amended(open_, draft, folded[last.tail : found.start])
    target.title_end = target.title_end or found.start
    _act(draft, target, found.cue.relation, (found.start, found.end))
    draft.why.append(found.cue.id)
    return True


@lru_cache(maxsize=1)
def _other_subject() -> re.Pattern[str]:
    """Match an item of a list that has a subject of its own; a title may hold semicolons, too."""
    return re.compile(
        r";[ \n](?:cac |[-+] |[a-z]\) )?(?:dieu|khoan|diem|muc|phu luc|mau|cum tu|chuong|van ban)(?![a-z])"
    )


def passive_of(page: Page, cues: Cues, draft: Draft, target: Draft, low: int, draft_low: int) -> bool:
    """Handle "Điều này được sửa đổi tại khoản 1 Điều 7 của B" in a consolidated text: B acts on the text consolidated."""
    found = cues.reversing(page.folded, low, draft_low)
    if found is None:
        return False
    act(draft, target, found)
    return True


def act(draft: Draft, target: Draft, found: Found) -> None:
    """Record that the document cited as `draft` acts on the one cited as `target`, as a passive verb says."""
    _act(draft, target, found.cue.relation, (found.start, found.end))
    draft.why.append(found.cue.id)


def _acts_too(page: Page, draft: Draft, before: Draft, target: Draft) -> bool:
    """Say whether what follows "được sửa đổi bởi B và" acts too: not when it is older than its target or of another matter."""
    if draft.date and target.date and draft.date < target.date:
        return False
    if draft.provisions and _kind(draft) != _kind(before) == _kind(target):
        return False
    named = draft.name and "amending" not in draft.flags and not before.name
    if named and (draft.provisions or page.folded[before.tail : before.tail + 2].strip() == ","):
        return False  # "được sửa đổi theo Luật số 44, Luật Giáo dục đại học số 08": the next in the list
    older = bool(draft.date and before.date and draft.date < before.date)
    title = page.folded[draft.tail : draft.tail + 80]
    return not (older and title.startswith(" ve ") and "sua doi" not in title)


@lru_cache(maxsize=1)
def _and_also() -> re.Pattern[str]:
    """Match what joins the next acting document of a passive chain: no bracket closes and no row of a table ends."""
    return re.compile(r"[ ]?(?:,|,? ?va)[ ](?:cac[ ])?(?:so[ ])?")


def _act(draft: Draft, target: Draft, relation: str | None, cue: tuple[int, int] | None) -> None:
    draft.relation, draft.by, draft.of, draft.cue = relation, draft, target, cue
    draft.why.append("passive")


def _amended(open_: list[Draft], draft: Draft, gap: str) -> Draft:
    """Return which of the open citations a passive verb speaks of: the nearest, or the outer one of the same kind.

    What the nearest acts on, if a clause of its own lies between: "được bổ sung bởi B, có hiệu lực từ …, được sửa đổi bởi C".
    """
    last = open_[-1]
    if last.of is not None and (last.of in open_ or (last.by is last and "," in gap)):
        last = last.of
    if last.parent is not None and _kind(last) != _kind(draft) and _kind(last.parent) == _kind(draft):
        return last.parent
    return last


def _kind(draft: Draft) -> str:
    return "Luật" if draft.type in ("Bộ luật", "Luật") else draft.type or ""


# ---------------------------------------------------------------- titles and aliases


def alias(page: Page, draft: Draft, open_: list[Draft]) -> bool:
    """Handle "(Nghị quyết Trung ương 4 khóa XI)" right behind the numbered form: the same document."""
    if not open_:
        return False
    last = open_[-1]
    between = page.folded[last.tail : draft.start].strip(" \n")
    closes = page.folded[draft.tail : draft.tail + 2].strip(" \n")
    if between.endswith("(") and closes.startswith(")") and any(_same_document(draft, d) for d in open_):
        draft.definition = True  # "Nghị định số 55/2023/NĐ-CP ngày … về … (Nghị định số 55/2023/NĐ-CP)"
        draft.why.append("alias-in-brackets")
        return True
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
def _breaker() -> re.Pattern[str]:
    """Match what surely ends a title that was running: this text's own clause goes on."""
    return re.compile(
        r";|[.!?][”\"]?[ \n]|\n\n|[ ]co hieu luc[ ]|[ ]den khi[ ]|(?:phap luat|van ban)(?:[ ]khac)?(?:[ ]co)?[ ]lien quan|[,)][ \n](?:gan voi|dong thoi|cung voi|cung nhung|nhat la|trong do|bao dam|theo|tai|thuc hien nghiem|ubnd|uy ban nhan dan|ban thuong vu|ban bi thu|bo chinh tri|chinh phu|thu tuong|bo truong|quoc hoi|can cu|xet|de|nham)(?![a-z])|(?:gan|cung) (?:voi|nhung)[ \n](?:viec )?(?:thuc hien|trien khai)|[ \n]va[ \n](?:[a-z0-9]+[ \n]){1,2}nam[ \n](?:thuc hien|trien khai)|[ \n](?:va|hoac)[ \n](?:cac[ \n])?(?:so[ \n])?$|,[ \n](?:cac[ \n])?(?:so[ \n])?$|”[ ,;.]*(?:va)?[ \n]*$"
    )


def nested(page: Page, cues: Cues, draft: Draft, open_: list[Draft], draft_low: int) -> bool:
    """Handle a citation that stands in the title of one before it; that one then acts."""
    below = False
    for parent in reversed(open_):
        acted_on = parent.relation in EFFECTS and parent.by is None
        if not parent.title_start:
            lead = title_lead().match(page.folded, parent.tail)
            if lead is None and not acted_on and acting.may_act(parent):
                lead = acting.effect_behind().match(page.folded, parent.tail)
            if lead is None or lead.end() > draft.start:
                continue
            parent.title_start = parent.tail
        if acting.by_another(page, parent, draft_low):
            continue  # "sửa đổi Thông tư A, bãi bỏ Điều 3 Thông tư B và thay thế C": all by what acts on A
        if parent.title_end or _same_document(draft, parent) or _no_title(parent) or _younger(draft, parent):
            continue
        gap = page.folded[parent.title_start : draft_low]
        rests = parent is open_[-1] and _rests_on().fullmatch(gap) is not None
        chain = _same_title_list(open_, draft, parent, page, draft_low)
        if _broken(page, parent.title_start, draft_low) and not rests and chain is None:
            continue
        if chain is not None:
            draft.relation, draft.by, draft.parent = chain.relation, chain.by, chain.parent
            draft.cue = chain.cue
            draft.why.append("list-in-title")
            return True
        best = _title_verb(page, cues, parent.title_start, draft_low)
        if best is None:
            if rests:
                draft.relation, draft.by, draft.parent = "cites", parent, parent
                draft.why.append("in-title")
                return True
            continue
        if _amenders().search(gap) or _clause_of_its_own(page, parent, draft_low):
            continue
        if best.cue.relation == "amends" and draft.type in _CIRCULARS and _kind(parent) in _BELOW:
            continue  # "Thông tư A hướng dẫn Nghị định B và sửa đổi Thông tư C": A amends, decrees leave circulars alone
        if best.cue.relation in _DOWNWARD_NEVER and draft.type in _BELOW.get(_kind(parent), ()):
            below = True  # "Thông tư A hướng dẫn Luật B hướng dẫn thi hành Nghị định C": A guides both
            continue
        if below and draft.type not in _DETAILED_BY.get(parent.type or "", ()):
            continue
        _hang(draft, parent, best)
        if best.cue.relation != "continues" and _according_to().search(page.folded, best.end, draft_low):
            draft.relation = (
                "cites"  # "hướng dẫn mức chi theo quy định tại Luật X": its title only rests on X
            )
        return True
    return False


@lru_cache(maxsize=1)
def _rules_of() -> re.Pattern[str]:
    """Match rules that a document promulgates, from the verb that acts on them: their name may hold commas."""
    return re.compile(
        r"[ ](?:[a-z0-9, ]{0,160} )?(?:quy che|quy dinh|dieu le|quy trinh|danh muc)(?! (?:tai|cua) )[^;.:]{0,160} (?:duoc )?ban hanh (?:kem )?theo (?:cac )?$"
    )


def _broken(page: Page, start: int, end: int) -> bool:
    """Say whether a title that was running has ended between two places."""
    return (
        _breaker().search(page.folded[start:end]) is not None
        or new_clause().search(page.text, start, end) is not None
        or page.row_between(start, end) > 0
    )


def _title_verb(page: Page, cues: Cues, start: int, end: int) -> Found | None:
    """Return the verb of a title that acts on the citation at `end`: the heaviest of its own clause, not far before it."""
    found = [f for f in cues.in_window(page.folded, start, end) if f.cue.relation in _IN_TITLES]
    near = [f for f in found if end - f.end <= 90]
    found = [f for f in found if not any(approves_another(f, page.folded[f.end : g.start]) for g in near)]
    attached = _attachment(page, found, end)
    if attached is not None or not found:
        return attached
    best = max(found, key=lambda f: (f.cue.weight if "," not in page.folded[f.end : end] else 0, f.start))
    return best if end - best.end <= 90 else None


def _attachment(page: Page, found: list[Found], draft_low: int) -> Found | None:
    """Return the verb that acts on what a citation promulgates: "sửa đổi khoản 1, 2 của Quy chế ban hành kèm theo X"."""
    if not page.folded.endswith("theo ", 0, draft_low):
        return None
    return next((f for f in found if _rules_of().match(page.folded, f.end, draft_low)), None)


@lru_cache(maxsize=1)
def _amenders() -> re.Pattern[str]:
    """Match "và các Thông tư sửa đổi, bổ sung:", which names what amends the one before."""
    return re.compile(
        r"(?<![a-z])cac (?:thong tu|nghi dinh|quyet dinh|luat|nghi quyet|van ban) (?:sua doi|bo sung|thay the)[a-z, ]{0,40}(?:: ?|so |\()$"
    )


@lru_cache(maxsize=1)
def _according_to() -> re.Pattern[str]:
    return re.compile(r"(?<![a-z])(?<!kem )(?<!ban hanh )theo (?:quy dinh )?(?:tai |cua )?$")


_NAMED_ONLY = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})


def _no_title(parent: Draft) -> bool:
    """Say whether a citation's name is all its title: what follows "Luật Bảo hiểm xã hội" is of this text's clause."""
    return parent.kind == "name" and parent.type in _NAMED_ONLY and "amending" not in parent.flags


def _younger(draft: Draft, parent: Draft) -> bool:
    """Say whether what is cited is of a later year than the document whose title might cite it; dates are misprinted."""
    if "inferred_code" in draft.flags | parent.flags:
        return False
    years = [{int(str(y)[:4]) for y in (d.year, d.date) if y} for d in (draft, parent)]
    return all(years) and min(years[0]) > max(years[1])


@lru_cache(maxsize=1)
def _regulated_in() -> re.Pattern[str]:
    """Match what leads to the place of a rule: "áp dụng chính sách quy định tại X"."""
    return re.compile(r"(?<![a-z])quy dinh (?:tai|cua) $")


def _clause_of_its_own(page: Page, parent: Draft, draft_low: int) -> bool:
    """Say whether "X áp dụng như quy định tại Y" is no title of X: a title begins with "về" or the verb of what X does."""
    if _regulated_in().search(page.folded, max(0, draft_low - 24), draft_low) is None:
        return False
    return title_begins().match(page.folded, parent.title_start) is None


@lru_cache(maxsize=1)
def _rests_on() -> re.Pattern[str]:
    """Match a title in one breath up to "theo": "về việc đánh giá tiêu chí y tế xã theo Quyết định 967" rests on it."""
    return re.compile(
        r"[ \n]?(?:gui[ ][a-z ,]{3,80}[ ])?(?:v/v|ve)[ ](?:[^;:.,()“”\n]|\n(?!\n)|\([0-9 \-]+\)){5,200}[ \n](?<!kem )theo[ \n](?:(?:quy dinh|tinh than|yeu cau|huong dan)[ \n](?:tai[ ]|cua[ ])?)?(?:so[ ])?"
    )


def _same_document(a: Draft, b: Draft) -> bool:
    """Say whether two citations mean one document as far as code, date and place tell."""
    return (
        a.code is not None and a.code == b.code and agree(a.date, b.date) and a.locality in (b.locality, None)
    )


def _hang(draft: Draft, parent: Draft, found: Found) -> None:
    """Record that the document cited as `parent` acts on `draft` by its title."""
    draft.parent, draft.by = parent, parent
    draft.relation = found.cue.relation
    if (
        draft.kind == "name"
        and draft.date
        and parent.date is None
        and draft.date.startswith(str(parent.year))
    ):
        draft.date, parent.date = None, draft.date  # "Luật số 09/2022/QH15 sửa đổi Luật X ngày 09/11/2022"
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
        return last if _amended_with(last, draft, parent, gap) else None
    brackets = page.folded[parent.tail : parent.tail + 3].strip().startswith("(")
    if _kind(draft) == _kind(last) or draft.type is None:
        same_as_parent = _kind(draft) == _kind(parent) and last.relation not in EFFECTS
        return None if same_as_parent and not brackets else last
    # "Thông tư … hướng dẫn Luật Nhà ở và Nghị định số 99": what a circular details are laws and decrees.
    detailed = (
        last.relation == "guides"
        and draft.type in _DETAILED_BY.get(parent.type or "", ())
        and not draft.provisions
        and not (draft.date and parent.date and draft.date > parent.date)
    )
    return last if (brackets or detailed) and _kind(draft) != _kind(parent) else None


@lru_cache(maxsize=1)
def _titled_member() -> re.Pattern[str]:
    """Match the title of one amended document up to the "và" before the next."""
    return re.compile(
        r"[ ,]*(?:ve|quy dinh|huong dan|ban hanh|(?:da )?duoc sua doi|co hieu luc)(?![a-z])[^;:.\n]{5,300}[ ,]va (?:cac )?(?:so )?"
    )


def _amended_with(last: Draft, draft: Draft, parent: Draft, gap: str) -> bool:
    """Say whether "sửa đổi một số điều của A quy định … và B" amends B too: of A's kind, whole, older than what amends."""
    if last.relation not in EFFECTS or draft.provisions or _kind(draft) != _kind(last):
        return False
    known = (
        draft.date or (str(draft.year) if draft.year else ""),
        parent.date or (str(parent.year) if parent.year else ""),
    )
    if not all(known) or known[0][: len(known[1])] > known[1][: len(known[0])]:
        return False
    return _titled_member().fullmatch(gap) is not None


_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết"})
#: What a document details stands above it (Luật Ban hành văn bản quy phạm pháp luật).
_DETAILED_BY = {
    "Nghị định": _LAWS,
    "Thông tư": _LAWS | {"Nghị định", "Quyết định"},
    "Thông tư liên tịch": _LAWS | {"Nghị định", "Quyết định"},
}


#: What a document does to those above it or beside it, never to those below.
_DOWNWARD_NEVER = frozenset({"guides", "implements", "continues"})
_CIRCULARS = frozenset({"Thông tư", "Thông tư liên tịch"})
_BELOW = {
    "Luật": _CIRCULARS | {"Nghị định", "Quyết định", "Chỉ thị", "Kế hoạch", "Công văn"},
    "Pháp lệnh": _CIRCULARS | {"Nghị định", "Quyết định", "Chỉ thị", "Kế hoạch", "Công văn"},
    "Nghị định": _CIRCULARS,
}
