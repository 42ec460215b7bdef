"""Finding the words that decide a relation, by the registry's cues (data/registry/cues.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vbgraph.registry import Cue, Registry
from vbgraph.text import fold

EFFECTS = frozenset({"amends", "replaces", "repeals", "suspends", "corrects", "consolidates"})


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in a text: where it stands and which one it is."""

    start: int
    end: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class Cues:
    """The registry's cues by side, compiled: before the citation, after it, and passive ones ("được … bởi")."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    passive: re.Pattern[str]
    by_words: dict[str, Cue]

    def in_window(self, folded: str, start: int, end: int) -> list[Found]:
        """Return the cues that lead up to a citation at `end`, in order."""
        found = []
        for m in self.before.finditer(folded, start, end):
            if folded.startswith("kem ", max(0, m.start() - 4)):
                continue  # "ban hành kèm theo": no "theo" of its own
            if folded[m.start() - 1 : m.start()] == "(" and folded[m.end() : m.end() + 1] == ")":
                continue  # "Luật Khoáng sản (sửa đổi)": a word about the one before
            cue = self.by_words["before " + _bare(m.group())]
            if not cue.near or folded[m.end() : end].strip(" \n") in ("", "cac", "mot so dieu cua"):
                found.append(Found(m.start(), m.end(), cue))
        return found

    def behind(self, folded: str, start: int, end: int) -> Found | None:
        """Return the first cue that follows a citation ("… hết hiệu lực"), or None."""
        m = self.after.search(folded, start, end)
        if m is None:
            return None
        return Found(m.start(), m.end(), self.by_words["after " + _bare(m.group())])

    def followed(self, folded: str, at: int) -> bool:
        """Say whether a passive cue stands right behind a citation: "Luật B (đã) được sửa đổi, bổ sung theo"."""
        return (
            _passive_begins().match(folded, at) is not None and self.passive.match(folded, at + 1) is not None
        )

    def reversing(self, folded: str, start: int, end: int) -> Found | None:
        """Return the passive cue at the end of the window ("được sửa đổi, bổ sung bởi"), or None."""
        last = None
        for m in self.passive.finditer(folded, max(start, end - 120), end):
            last = m
        if last is None or not _only_filling().fullmatch(folded, last.end(), end):
            return None
        found = Found(last.start(), last.end(), self.by_words["passive " + _bare(last["verb"])])
        merged = found.cue.relation == "consolidates" and last.group().startswith("bi ")
        return None if merged else found  # "công ty bị hợp nhất, bị sáp nhập theo Luật X"


@lru_cache(maxsize=1)
def _passive_begins() -> re.Pattern[str]:
    return re.compile(r"[ ](?:da[ ])?(?:duoc|bi)[ ]")


@lru_cache(maxsize=1024)
def _bare(printed: str) -> str:
    """Return the words of a cue as printed, without commas and line breaks."""
    return " ".join(re.findall("[a-z0-9]+", printed))


@lru_cache(maxsize=1)
def _only_filling() -> re.Pattern[str]:
    """Match what may stand between a passive verb and the document that acts."""
    return re.compile(
        r"[ \n,(]*(?:(?:mot so|cac:?|noi dung|mau so|ban hanh|kem|dieu|khoan|diem|muc|phu luc|duoc|thong tu:?|nghi dinh:?|quyet dinh:?|luat:?|tai|theo|boi|bang|o|trong|quy dinh|cua|va|[a-z]|\d{1,3}[a-z]?)[ \n,]+){0,12}(?:so[ \n])?"
    )


def _alternatives(patterns: list[str]) -> str:
    """Return one pattern for several that begin with a letter, those with the same one together.

    The search then tries a handful at each word instead of all.
    """
    by_letter: dict[str, list[str]] = {}
    for pattern in patterns:
        by_letter.setdefault(pattern[0], []).append(pattern[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()) or r"(?!)"


def _pattern(words: str) -> str:
    return r"[ \n,]{1,3}".join(map(re.escape, words.split()))


@lru_cache(maxsize=4)
def cues(registry: Registry) -> Cues:
    """Return the compiled cues of a registry."""
    by_words = {f"{cue.side} {cue.words}": cue for cue in registry.cues}
    sides: dict[str, list[str]] = {"before": [], "after": [], "passive": []}
    for cue in sorted(registry.cues, key=lambda c: (-len(c.words), c.words)):
        sides[cue.side].append(_pattern(cue.words))
    before, after, passive = (_alternatives(sides[side]) for side in ("before", "after", "passive"))
    return Cues(
        re.compile(rf"(?<![a-z0-9])(?:{before})(?![a-z0-9])"),
        re.compile(rf"(?<![a-z0-9])(?:{after})(?![a-z0-9])"),
        re.compile(
            rf"(?<![a-z])(?:da[ \n])?(?:duoc|bi|\()[ \n]?(?:[a-z]+[ \n]){{0,3}}?(?P<verb>{passive})(?![a-z])(?:[^;.]{{0,60}}?(?<![a-z])(?:boi|theo|tai|bang|thanh(?=[ ](?:phu luc|mau|dieu|khoan|diem)[ ]))(?![a-z])(?:[ \n]cac)?)"
        ),
        by_words,
    )


#: How far before a citation "theo", "quy định tại" may stand to be said of it, in characters.
_FAR = 220


@lru_cache(maxsize=1)
def _proposal() -> re.Pattern[str]:
    return re.compile(
        r"(?<![a-z])(?:de nghi|kien nghi|de xuat|nghien cuu|xem xet|tham muu|du thao|(?<!chuong )(?<!qua )(?<!cong )(?<!quy )(?<!lo )trinh|du kien|giao|ra soat|chi dao|yeu cau|phoi hop)[ \n,]{1,2}(?:[^.;:]{0,60})$|(?<![a-z])(?:can|phai|se|nen)[ ]$"
    )


def proposed(folded: str, low: int, at: int) -> bool:
    """Say whether a verb at `at` is part of a proposal, a task or a plan that begins behind `low`."""
    return _proposal().search(folded, max(low, at - 80), at) is not None


@lru_cache(maxsize=1)
def _negated() -> re.Pattern[str]:
    return re.compile(r"(?<![a-z])(?:khong|chua|ngoai viec)[ \n](?:[a-z]+[ \n]){0,1}$")


@lru_cache(maxsize=1)
def _in_order_to() -> re.Pattern[str]:
    """Match what sets the purpose off from what is done."""
    return re.compile(r"\s(?:để|nhằm)\s(?:triển khai |tổ chức |bảo đảm )?$")


def _bracketed(folded: str, start: int, at: int) -> bool:
    """Say whether a citation stands in brackets that opened behind a verb: "bị đình chỉ (điểm c Điều 34 của Luật X)"."""
    return folded.rfind("(", start, at) > folded.rfind(")", start, at)


_ACTS = frozenset({"implements", "continues", "guides", "reviews"})


def _attached(folded: str, found: Found, low: int, at: int) -> bool:
    """Say whether a verb acts on what is attached to the citation; "hướng dẫn Quy chế ban hành kèm theo X" guides X."""
    if not folded.endswith("kem theo ", max(low, at - 14), at):
        return False
    return found.cue.relation != "guides" or _rules().search(folded, found.end, at) is None


@lru_cache(maxsize=1)
def _rules() -> re.Pattern[str]:
    """Match rules that a document promulgates, right behind the verb that guides them."""
    return re.compile(r"(?<![a-z])(?<!theo )(?:quy che|quy dinh|dieu le)(?![a-z])[a-z ,]{0,80} kem theo $")


@lru_cache(maxsize=1)
def new_clause() -> re.Pattern[str]:
    """Return the pattern of where a body takes the floor: what it does is told behind, in a clause of its own."""
    return re.compile(
        r",\s(?:Ban |Bộ trưởng|Bộ Chính|Ủy ban|Uỷ ban|UBND|Chính phủ|Thủ tướng|Đảng ủy|Tỉnh ủy|Thành ủy|Huyện ủy|Hội đồng|Quốc hội|Sở )"
    )


@lru_cache(maxsize=1)
def _item_start() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[\n;:.]|[\n ]?(?:dieu \d{1,3}[a-z]?|\d{1,2}(?:\.\d{1,2}){0,3}|[-+*])[.):]?|[\n ][a-z]\))[ \n]*$"
    )


def decide(
    folded: str, text: str, found: list[Found], low: int, at: int, own_type: str | None = None
) -> Found | None:
    """Return the cue that decides between those that lead up to a citation at `at`.

    The nearest wins; a more specific one before it in the same clause overrides ("sơ kết … thực hiện"); "theo",
    "quy định tại" stop that, save for an effect that opens the item ("Bãi bỏ quy định tại …"). Proposals and
    negations do not count (ARCHITECTURE, Edges).
    """
    best: Found | None = None
    for candidate in reversed(found):
        if candidate.cue.relation in EFFECTS and not _counts(folded, candidate, low, own_type):
            continue
        if candidate.cue.relation in EFFECTS:
            if folded.endswith(("duoc ", "bi "), low, candidate.start):
                break  # "Điều 3 đã được sửa đổi tại khoản 1 Điều 1 của X": X did that
            if folded.endswith(("du an ", "du thao "), low, at) or _bracketed(folded, candidate.end, at):
                continue  # "sửa đổi thể chế, trọng tâm là dự án Luật X": a draft is made, not amended
        if candidate.cue.relation != "cites" and _negated().search(
            folded, max(low, candidate.start - 24), candidate.start
        ):
            continue
        if candidate.cue.relation in _ACTS and _attached(folded, candidate, low, at):
            continue  # "vận dụng Mẫu ban hành kèm theo Thông tư X": the form is used, X only cited
        if candidate.cue.relation == "guides" and not _guides(folded, text, candidate, low, own_type):
            continue
        if candidate.cue.relation in _ACTS and new_clause().search(text, candidate.end, at):
            continue  # "Để thực hiện nhiệm vụ …, Ban Thường vụ yêu cầu đối chiếu với …"
        if candidate.cue.relation == "based_on" and not _opens(folded, candidate, low):
            continue
        if candidate.cue.relation == "cites" and (
            at - candidate.end > _FAR or ";" in folded[candidate.end : at]
        ):
            continue  # it led up to an earlier item of the list
        if best is None:
            best = candidate
            continue
        between = folded[candidate.end : best.start]
        if ";" in between or ". " in between or ":" in between or _begins_line(text, best.start):
            break
        if best.cue.relation in _ACTS and _in_order_to().search(text, candidate.end, best.start):
            break  # "sửa đổi các văn bản để thi hành Hiến pháp"
        if _amends_too(folded, candidate, best):
            best = candidate
            continue
        if candidate.cue.relation == "guides" and best.cue.relation == "amends" and not between.strip():
            break  # "hướng dẫn sửa đổi, bổ sung Thông tư X"
        if candidate.cue.weight <= best.cue.weight or approves_another(candidate, between):
            continue
        if candidate.cue.relation == "based_on" and fold(best.cue.words) == "ban hanh theo":
            best = candidate  # "Căn cứ Quy chế … ban hành theo Quyết định X": as "ban hành kèm theo"
        elif best.cue.relation == "cites":
            near = at - candidate.end < 80 or candidate.start - low <= 10
            capital = text[candidate.start].isupper()
            opens = capital and near and (text[candidate.start + 1].islower() or candidate.start - low <= 10)
            if candidate.cue.relation in _ON_PROVISIONS and opens:
                best = candidate
        elif "," not in between and best.cue.relation != "based_on":
            best = candidate
    return best


def _amends_too(folded: str, candidate: Found, best: Found) -> bool:
    """Say whether "sửa đổi, bổ sung, bãi bỏ một số điều của X" amends X, which stays in force."""
    if candidate.cue.relation != "amends" or best.cue.relation not in ("repeals", "replaces"):
        return False
    joined = re.fullmatch(r"[ ,/]*(?:(?:va|hoac)[ ])?", folded[candidate.end : best.start]) is not None
    return joined and folded.startswith(" mot so ", best.end)


def approves_another(found: Found, behind: str) -> bool:
    """Say whether a plan stands behind "phê duyệt" that says itself what it does to the citation: "… Kế hoạch thực hiện X"."""
    return found.cue.relation == "promulgates" and re.fullmatch(r"[ ,]*(?:va[ ])?", behind) is None


def _begins_line(text: str, at: int) -> bool:
    """Say whether a capitalised word begins a line: the cell or row of a table before it is no part of its clause."""
    return text[at - 1 : at] == "\n" and text[at].isupper() and text[at + 1].islower()


def _guides(folded: str, text: str, found: Found, low: int, own_type: str | None) -> bool:
    """Say whether a verb of guidance is this text's own, not the noun of a cited one nor what other texts do."""
    before = folded[max(low, found.start - 80) : found.start]
    noun = _guiding_noun().search(before)
    if noun is not None and " nay " not in noun.group() and (noun[1] or noun[2] != fold(own_type or "")):
        return False  # "các văn bản hướng dẫn thi hành Luật X" are others
    if not text[found.start].isupper() or _opens(folded, found, low):
        return True
    line = text[max(low, text.rfind("\n", 0, max(found.start - 1, 0)) + 1) : found.start]
    return (
        line.endswith("\n") and line.isupper()
    )  # below "THÔNG TƯ"; "theo Hướng dẫn xử lý ổ dịch …" is the noun


@lru_cache(maxsize=1)
def _guiding_noun() -> re.Pattern[str]:
    """Match what guides right before its verb: "(các) văn bản [quy định chi tiết,] hướng dẫn thi hành X"."""
    return re.compile(
        r"(?<![a-z])(cac[ ])?(van ban|nghi dinh|thong tu|quyet dinh|nghi quyet|huong dan|quy dinh|tai lieu)"
        r"(?:[ ](?:quy pham phap luat|duoi luat|nay|cua [a-z ]{2,30}|lien quan|khac))*[ ](?:(?:quy dinh(?: chi tiet)?|chi tiet|(?:mot so )?bien phap(?: cu the)?(?: de)?(?: to chuc)?|hoac|va|thi hanh|huong dan)[ ,]{1,2})*$"
    )


_ON_PROVISIONS = frozenset({"amends", "replaces", "repeals"})


@lru_cache(maxsize=1)
def _noun() -> re.Pattern[str]:
    """Match a type word right before an effect: "các văn bản sửa đổi, bổ sung X", "Nghị định thay thế X" name another text."""
    return re.compile(
        r"(?<![a-z])(van ban|nghi dinh|thong tu|luat|quyet dinh|nghi quyet|phap lenh)[ ](?:nay[ ])?(?:(?:sua doi|bo sung|thay the|bai bo)[ ,]{1,2})*$"
    )


def _counts(folded: str, found: Found, low: int, own_type: str | None) -> bool:
    before = folded[max(low, found.start - 80) : found.start]
    noun = _noun().search(before)
    if noun is not None and " nay " not in noun.group() and noun[1] != fold(own_type or ""):
        return False
    return not _proposal().search(before)


def _opens(folded: str, found: Found, low: int) -> bool:
    """Say whether a legal basis opens its sentence or item: "Căn cứ …", not "căn cứ tình hình thực tế"."""
    return found.start - low <= 8 or bool(
        _item_start().search(folded[max(low, found.start - 12) : found.start])
    )
