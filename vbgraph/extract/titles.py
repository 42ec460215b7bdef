"""Titles that stand for a document: known in the text by number, told with their issuer, or named in a legal basis."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from vbgraph.extract.bodies import body_at
from vbgraph.extract.draft import Draft
from vbgraph.extract.lexicon import Lexicon
from vbgraph.extract.page import Page, trim
from vbgraph.text import fold, fold_key


@lru_cache(maxsize=1)
def _title_lead() -> re.Pattern[str]:
    kinds = "chi[ \n]thi|quy[ \n]dinh|quy[ \n]che|huong[ \n]dan|ke[ \n]hoach|ket[ \n]luan|nghi[ \n]quyet|chuong[ \n]trinh|de[ \n]an|quyet[ \n]dinh"
    return re.compile(rf"(?P<type>{kinds})[ \n](?:(?P<whose>cua[ \n])|(?=ve[ \n])|(?=[a-z]))")


_FIRST_WORDS = ("chi", "chuong", "de", "huong", "ke", "ket", "nghi", "quy", "quyet")


def find_titles(page: Page, lex: Lexicon, titles: TitleIndex, taken: list[Draft]) -> list[Draft]:
    """Return titles that stand for a document: known in this text by number, or told with their issuer.

    `titles` are those of the numbered citations, `taken` all that was found, in order.
    """
    out: list[Draft] = []
    starts = [d.start for d in taken]
    furthest = list(accumulate((d.end for d in taken), max))
    for m in page.at_leads(_title_lead(), _FIRST_WORDS):
        start = m.start()
        if page.text[start : start + 6].isupper():
            continue
        k = bisect_right(starts, start) - 1
        if k >= 0 and start < furthest[k]:
            continue
        if "quỹ" in page.text[start : m.end()].lower():
            continue  # "Quỹ định hạng …" only folds like "quy định"
        draft = (
            _repeated_title(page, m, titles)
            or (_called(page, m, taken[k]) if k >= 0 else None)
            or _title_in_basis(page, m, lex)
            or (_title_with_issuer(page, m, lex) if m["whose"] else None)
        )
        if draft is not None:
            out.append(draft)
    return out


def _repeated_title(page: Page, m: re.Match[str], titles: TitleIndex) -> Draft | None:
    """Return a title that this text has given to a numbered document."""
    if not titles:
        return None
    words = list(_words().finditer(page.folded, m.start(), m.start() + _LOOK))[:_HEAD]
    if not titles.may_begin([w.group() for w in words]):
        return None
    words = list(_words().finditer(page.folded, m.start(), m.start() + 320))[:40]
    found = titles.longest([w.group() for w in words])
    if found is None:
        return None
    size, whole = found
    end = words[size - 1].end()
    onward = _period_after().match(page.folded, end)
    if onward is not None and onward[1] not in (whole.title or "").split():
        return None  # "Kế hoạch … năm 2023" is not the plan of the same beginning for 2021 - 2025
    return _title_of(page, m.start(), end, whole, "title-repeated")


def _title_of(page: Page, start: int, end: int, whole: Draft, why: str) -> Draft:
    """Return a title as a citation of the document that a numbered one names."""
    name = " ".join(page.text[start:end].split())
    draft = Draft(start, end, "title", type=whole.type, name=name, why=[why])
    for field in ("code", "number", "year", "sign", "style", "date", "issuer", "term", "locality"):
        setattr(draft, field, getattr(whole, field))
    draft.flags.add("inferred_code")
    return draft


@lru_cache(maxsize=1)
def _naming() -> re.Pattern[str]:
    """Match what stands between a number and the title that is told to be its document's."""
    return re.compile(r"[ ,]{1,2}(?:co[ ])?ten(?:[ ]goi)?[ ]la[: ]{1,2}[“\"]?$")


@lru_cache(maxsize=1)
def _called_until() -> re.Pattern[str]:
    return re.compile(r"[.;:()“”\"]|\n\n|,[ \n](?=[A-ZĐ])")


def _called(page: Page, m: re.Match[str], before: Draft) -> Draft | None:
    """Return the title of "Quy định số 30-QĐ/TW tên gọi là Quy định thi hành …": the numbered document again."""
    if before.code is None or not _naming().match(page.folded, before.end, m.start()):
        return None
    stop = _called_until().search(page.text, m.end(), m.end() + 300)
    return _title_of(page, m.start(), trim(page, m.start(), stop.start()), before, "called") if stop else None


@lru_cache(maxsize=1)
def _period_after() -> re.Pattern[str]:
    """Match the year that a title's words go on to, in the same clause."""
    return re.compile(r"(?:[ ](?!cua[ ]|theo[ ]|tu[ ]|ngay[ ])[a-z]+){0,8}[ ](?:nam|giai doan)[ ](\d{4})")


@lru_cache(maxsize=1)
def _several() -> re.Pattern[str]:
    """Match the words that make a type word a plural: no one document is meant."""
    return re.compile(
        r"(?<![a-z])(?:cac|nhung|mot so|moi|nhieu|tung|ban hanh|thong tu|nghi dinh|nghi quyet|quyet dinh)[ \n]$"
    )


def _title_with_issuer(page: Page, m: re.Match[str], lex: Lexicon) -> Draft | None:
    """Return "Chỉ thị của Ban Thường vụ Tỉnh ủy về …": type, issuer and title without a number."""
    if _several().search(page.folded, max(0, m.start() - 12), m.start()):
        return None
    kind = lex.registry.type_named(" ".join(m["type"].split()))
    draft = Draft(m.start(), m.end(), "title", type=kind.name if kind else None, why=["title-with-issuer"])
    known = lex.issuers.match(page.folded, m.end())
    if known is None or known[1].branch != "party" or page.text[m.end()].islower():
        return None  # "Quyết định của Tòa án về …" is any decision
    after = body_at(page, draft, m.end(), m.end() + 120, lex)
    if not after:
        return None
    about = re.compile(r"[ \n](?:ve|v/v)[ \n](?:viec[ \n])?").match(page.folded, after)
    if about is None:
        return None
    stop = re.compile(r"[.;:\n]\n?(?=[ \n]?[A-ZĐ\-\d]|\Z)|[()“”]|;[ \n]|\.[ \n]").search(
        page.text, about.end(), about.end() + 300
    )
    end = stop.start() if stop else min(len(page.text), about.end() + 200)
    if end - about.end() < 12:
        return None
    draft.end = trim(page, m.start(), end)
    draft.name = " ".join(page.text[m.start() : draft.end].split())
    draft.title = " ".join(page.text[about.end() : draft.end].split())
    return draft


@lru_cache(maxsize=1)
def _basis() -> re.Pattern[str]:
    """Match the way from "Căn cứ" to a title: other items of the same list."""
    return re.compile(r"(?<![a-z])can cu[ \n](?:[^.\n]|\n(?!\n)|\.(?=\d)){0,280}$")


#: Types that a legal basis names by title alone, and those it names with a title that tells whose they are.
_BY_TITLE, _BY_TITLE_OF = (
    frozenset({"Quy định", "Quy chế", "Hướng dẫn"}),
    frozenset({"Chương trình", "Kế hoạch"}),
)


def _title_in_basis(page: Page, m: re.Match[str], lex: Lexicon) -> Draft | None:
    """Return a regulation that a legal basis names without number ("Căn cứ …; Quy chế làm việc của …")."""
    kind = lex.registry.type_named(" ".join(m["type"].split()))
    if kind is None or kind.name not in _BY_TITLE | _BY_TITLE_OF or m["whose"]:
        return None
    before = page.folded[max(0, m.start() - 300) : m.start()]
    if not re.search(r"(?:;|,|-|can cu|(?<![a-z])va)[ \n]$", before) or page.folded.startswith(
        "nay", m.end()
    ):
        return None
    if not _basis().search(before) or _several().search(before):
        return None
    stop = re.compile(
        r"[;()]|\n\n|\.(?:[ \n]|$)|,[ \n](?=(?:Quy|Nghị|Hướng|Chỉ|Kết|Quyết|Luật|Thông|Điều|Ban)[ \n])|[ \n]và[ \n](?=một số|các)"
    )
    end = stop.search(page.text, m.end(), m.end() + 200)
    if end is None or re.search(r"\d/|-QĐ", page.text[m.end() : end.start()]):
        return None
    stop_at = trim(page, m.start(), end.start())
    name = " ".join(page.text[m.start() : stop_at].split())
    if len(name.split()) < 5 or (kind.name in _BY_TITLE_OF and not _whose().search(name)):
        return None
    draft = Draft(m.start(), stop_at, "title", type=kind.name, name=name, why=["title-in-basis"])
    term = re.search(r"kho[áa]\s([IVXL]{1,5})$", name)
    if term:
        draft.term = term[1]
    return draft


@lru_cache(maxsize=1)
def _whose() -> re.Pattern[str]:
    """Match a title's end that tells whose the paper is: "… toàn khóa của Ban Chấp hành Trung ương Đoàn khóa XI"."""
    return re.compile(
        r"^[A-ZĐ][^,]* của (?:Ban|Đảng|Tỉnh|Thành|Huyện|Quận|Thị|Đoàn|Bộ Chính|Ủy|Uỷ|Hội)(?![^\W\d_])[^,]*$"
    )


class TitleIndex:
    """The titles that a text gives to numbered documents, found again by their first words (type word included, folded)."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        """Take the titles of numbered citations; of two with the same beginning the first stays."""
        self._by_head: dict[str, list[tuple[list[str], Draft]]] = {}
        for draft in drafts:
            words = _title_words(draft) if draft.kind == "number" else None
            if words is not None:
                self._by_head.setdefault(_head(words), []).append((words, draft))

    def __bool__(self) -> bool:
        """Say whether any title is known."""
        return bool(self._by_head)

    def may_begin(self, words: list[str]) -> bool:
        """Say whether a title may begin with the words."""
        return _head(words) in self._by_head

    def longest(self, words: list[str]) -> tuple[int, Draft] | None:
        """Return (how many of the words are a title's, whose) for the title that most of the words begin, or None."""
        best: tuple[int, Draft] | None = None
        for title, draft in self._by_head.get(_head(words), ()):
            size = next((k for k, (a, b) in enumerate(zip(words, title, strict=False)) if a != b), None)
            size = min(len(words), len(title)) if size is None else size
            if size >= min(6, len(title)) and (best is None or size > best[0]):
                best = size, draft
        return best

    def named(self, words: list[str]) -> Draft | None:
        """Return the citation whose title begins with all of the words, or None."""
        found = self.longest(words)
        return found[1] if found is not None and found[0] == len(words) else None


#: With how many words a title is looked up, and how far these reach at most, in characters.
_HEAD, _LOOK = 5, 80


def _head(words: list[str]) -> str:
    return " ".join(words[:_HEAD])


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    return re.compile(r"[a-z0-9]+")


def _title_words(draft: Draft) -> list[str] | None:
    """Return the folded words by which a numbered citation's title is known again, or None when it is too short."""
    if draft.title is None or draft.type is None:
        return None
    words = fold_key(draft.title).split()
    return [*fold(draft.type).split(), *words][:40] if len(words) >= 4 else None
