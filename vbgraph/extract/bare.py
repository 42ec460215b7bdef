"""Citations by a number without sign: "Quy định số 40", "Chỉ thị 42", "Nghị quyết 18, 19 (khóa XII)"."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph import codes
from vbgraph.extract.draft import Draft
from vbgraph.extract.numbered import NOT_CITED
from vbgraph.extract.page import Page
from vbgraph.extract.type_words import may_follow_type, type_before
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
    }
)


@lru_cache(maxsize=1)
def _bare() -> re.Pattern[str]:
    """Match a number without sign behind a word, or glued to "số" and the like; digits first, which search finds fast."""
    return re.compile(
        r"(?P<n>[0-9](?:(?<=[^\W\d_][ \n].)|(?<=[^\W\d_]\n\n.)|(?<=(?:so|nd|tt|qd|nq).))[0-9]{0,4}[a-h]?)"
        r"(?:/(?P<y>(?:19|20)\d\d))?(?![0-9a-z%])(?![ \n]?[/\-.,][0-9])(?![ \n]?[/\-][ \n]?[a-z])"
        r"(?!,? (?:nam|thang|ngay|dong|trieu|ty|nguoi|ha|km|lan|quy [ivx1-4]|tinh|muc|xa|nhom|diem|khoan|dieu)\b)"
    )


def find_bare(page: Page, registry: Registry, taken: list[Draft]) -> list[Draft]:
    """Return type words followed by a number without sign ("Quy định số 40", "Chỉ thị 42").

    Without "số" they are doubtful: the caller keeps those that another citation or an issuer confirms.
    """
    spans = sorted((d.start, d.end) for d in taken)
    found: list[Draft] = []
    k = 0
    for m in _bare().finditer(page.folded):
        at = m.start("n")
        while k < len(spans) and spans[k][1] <= at:
            k += 1
        if k < len(spans) and spans[k][0] <= at:
            continue
        if not may_follow_type(page.folded, at, registry):
            continue
        start, type_name, printed = type_before(page, at, registry)
        word = page.text[start:at].rstrip(" \n")
        numbered_so = page.folded[start:at].rstrip(" \n").endswith("so")
        small = not page.text[start].isupper()
        if re.match(r"[ ][A-ZĐ]{3,}(?![a-zà-ỹ])", page.text[m.end() : m.end() + 6]):
            continue  # "NQ 13 HDQT": a company's
        heading = word.isupper() and len(word) > 4
        if not printed or type_name in NOT_CITED or ((small or heading) and not numbered_so):
            continue
        draft = Draft(start, m.end(), "number", type=type_name, why=["number-without-sign"])
        draft.number, draft.year = codes.pad(m["n"]), int(m["y"]) if m["y"] else None
        if small or not (numbered_so or (type_name in _OFTEN_BARE and 2 <= len(m["n"]) <= 3)):
            draft.flags.add("unconfirmed")
        found.append(draft)
        if type_name in _OFTEN_BARE and page.text[start].isupper():
            found.extend(_bare_members(page, draft))
    return found


@lru_cache(maxsize=1)
def _member() -> re.Pattern[str]:
    """Match one more number of a bare list; what follows must end it, not count something ("và 30 hộ dân")."""
    return re.compile(
        r"(?:[ ]?,|[ \n](?:va|hoac))[ \n](?:so[ \n])?(?P<n>\d{2,3})(?=[ \n]?[,.;:()”\"]|[ \n]va[ \n](?:so[ \n])?\d{2,3}\b|"
        r"[ \n](?:cua|khoa|hoi nghi|trung uong|tw|bo chinh tri|ban bi thu|ve)\b|$)(?![.,]\d)"
    )


def _bare_members(page: Page, first: Draft) -> list[Draft]:
    """Return the further members of "Nghị quyết 18, 19 (khóa XII)", with the type and the doubt of the first."""
    found: list[Draft] = []
    end = first.end
    while m := _member().match(page.folded, end):
        draft = Draft(m.start("n"), m.end(), "number", type=first.type, why=["number-without-sign", "list"])
        draft.number = codes.pad(m["n"])
        draft.flags |= first.flags & {"unconfirmed"}
        found.append(draft)
        end = m.end()
    return found
