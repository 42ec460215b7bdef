"""Citations by a number without sign: "Quy định số 40", "Chỉ thị 42", "Nghị quyết 18, 19 (khóa XII)"."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph import codes
from vbgraph.extract.draft import Draft
from vbgraph.extract.numbered import NOT_CITED
from vbgraph.extract.page import Page
from vbgraph.extract.strokes import behind_words
from vbgraph.extract.type_words import last_letters, may_follow_type, type_before
from vbgraph.registry import Registry

#: Types that people cite by a bare number of two or three digits ("Nghị quyết 35", "Nghị định 115").
_OFTEN_BARE = frozenset(
    {
        "Nghị quyết",
        "Nghị định",
        "Chỉ thị",
        "Kết luận",
        "Quy định",
        "Quyết định",
        "Thông tư",
        "Hướng dẫn",
        "Chương trình hành động",
        "Đề án",
    }
)


#: Types of which one body sends hundreds and thousands a year.
_RUNNING = frozenset({"Công văn", "Thông báo", "Quyết định"})


@lru_cache(maxsize=1)
def _bare() -> re.Pattern[str]:
    """Match, where one may stand (`behind_words`), a number without sign.

    What counts something is none ("kế hoạch 30 ngày", "báo cáo 5 năm 2016-2020"); a day or a year may follow one.
    """
    return re.compile(
        r"(?P<n>[0-9]{1,5}[a-h]?)"
        r"(?:/(?P<y>(?:19|20)\d\d))?(?![0-9a-z%])(?![ \n]?[/\-.,][0-9])(?![ \n]?[/\-][ \n]?[a-z])"
        r"(?!,? (?!ngay [0-9]{1,2}(?: ?[/.\-] ?[0-9]| thang [0-9])|nam (?:19|20)[0-9]{2}(?![0-9\- ]{0,3}[0-9\-]))"
        r"(?:nam|thang|ngay|dong|trieu|ty|nguoi|ha|km|lan|quy [ivx1-4]|tinh|muc|xa|nhom|diem|khoan|dieu)\b)"
    )


def find_bare(page: Page, registry: Registry, taken: list[Draft]) -> list[Draft]:
    """Return type words followed by a number without sign ("Quy định số 40", "Chỉ thị 42").

    Without "số" they are doubtful: the caller keeps those that another citation or an issuer confirms.
    """
    spans = sorted((d.start, d.end) for d in taken)
    found: list[Draft] = []
    k = 0
    for at in behind_words(page.folded, last_letters(registry)):
        while k < len(spans) and spans[k][1] <= at:
            k += 1
        if k < len(spans) and spans[k][0] <= at:
            continue
        m = _bare().match(page.folded, at) if may_follow_type(page.folded, at, registry) else None
        draft = _read(page, m, registry) if m is not None else None
        if draft is None:
            continue
        found.append(draft)
        if draft.type in _OFTEN_BARE and page.text[draft.start].isupper():
            found.extend(_members(page, draft))
    return found


def _read(page: Page, m: re.Match[str], registry: Registry) -> Draft | None:
    """Return the citation that a number and the type word before it make, doubtful ones marked; None when they make none."""
    start, type_name, printed = type_before(page, m.start("n"), registry)
    if not printed or type_name in NOT_CITED:
        return None
    if re.match(r"[ ][A-ZĐ]{3,}(?![a-zà-ỹ])", page.text[m.end() : m.end() + 6]):
        return None  # "NQ 13 HDQT": a company's
    word = page.text[start : m.start("n")].rstrip(" \n")
    numbered = page.folded.endswith("so", start, start + len(word))
    small = not page.text[start].isupper()
    often = type_name in _OFTEN_BARE and 2 <= len(m["n"]) <= 3
    # A running number of three or four digits that is no year: "Công văn 9257", "Quyết định 1719".
    running = type_name in _RUNNING and _ends_there().match(page.folded, m.end()) is not None
    running = running and 3 <= len(m["n"]) <= 4 and m["n"][:2] not in ("19", "20")
    heading = word.isupper() and len(word) > 4
    counted = small or page.folded.startswith((" nam", ", nam"), m.end())  # "Kế hoạch 5 năm 2021"
    if not numbered and (heading or (counted and not often) or _alone_on_its_line(page.text, m)):
        return None
    draft = Draft(start, m.end(), "number", type=type_name, why=["number-without-sign"])
    draft.number, draft.year = codes.pad(m["n"]), int(m["y"]) if m["y"] else None
    if small or not (numbered or often or running):
        draft.flags.add("unconfirmed")
    return draft


@lru_cache(maxsize=1)
def _ends_there() -> re.Pattern[str]:
    """Match what may stand behind a number that counts nothing ("Thông báo 500 hộ")."""
    return re.compile(r"[ \n]?[,.;:()”\"]|[ \n](?:va|cua|ngay|ve|tai|da)\b|\n\n|$")


def _alone_on_its_line(text: str, m: re.Match[str]) -> bool:
    """Say whether a number has a line of its own, as that of a table's row has ("… của Đề án\\n23.\\nTiếp tục")."""
    return text[m.start() - 1] == "\n" and re.match(r"\.?(?:\n|$)", text[m.end() : m.end() + 2]) is not None


@lru_cache(maxsize=1)
def _member() -> re.Pattern[str]:
    """Match one more number of a bare list; what follows must end it, not count something ("và 30 hộ dân")."""
    return re.compile(
        r"(?:[ ]?[,;]|[ \n](?:va|hoac))[ \n](?:so[ \n])?(?P<n>\d{2,3})(?=[ \n]?[,.;:()”\"]|[ \n]va[ \n](?:so[ \n])?\d{2,3}\b|"
        r"[ \n](?:cua|khoa|hoi nghi|trung uong|tw|bo chinh tri|ban bi thu|ve)\b|$)(?![.,]\d)"
    )


def _members(page: Page, first: Draft) -> list[Draft]:
    """Return the further members of "Nghị quyết 18, 19 (khóa XII)", with the type and the doubt of the first."""
    found: list[Draft] = []
    end = first.end
    while m := _member().match(page.folded, end):
        draft = Draft(m.start("n"), m.end(), "number", type=first.type, why=["number-without-sign", "list"])
        draft.number, draft.number_at = codes.pad(m["n"]), m.start("n")
        draft.flags |= first.flags & {"unconfirmed"}
        found.append(draft)
        end = m.end()
    return found
