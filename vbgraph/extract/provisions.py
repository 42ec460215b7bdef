"""The places inside a document that stand before its citation: "điểm a khoản 2 Điều 5 Nghị định số …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vbgraph.extract.draft import Draft
from vbgraph.extract.page import Page
from vbgraph.models import Provision

_AND = r"(?:[ ]?,[ ]?(?:va[ ])?|[ ](?:va|den|hoac)[ ])"
_NUMBER = r"\d{1,3}[a-z]?(?:\.\d{1,3}){0,3}(?:[ ]?\([a-z0-9.]{1,6}\))?"
_LETTER = r"[a-z]\d{0,2}(?![a-z0-9])"
_ROMAN = r"[ivxl]{1,5}(?![a-z])|\d{1,3}[a-z]?"
#: The words for places, from the smallest to the largest; all beyond Điều count as an appendix.
_LEVELS = ("diem", "khoan", "dieu", "muc", "chuong", "phan", "phu luc")
_ARTICLE = _LEVELS.index("dieu")
#: How far before a citation its provisions may begin, in characters, and how many are kept.
_REACH, _MOST = 600, 40


@dataclass(slots=True)
class _Unit:
    """One word with its numbers ("khoản 1, 2"): the numbers as printed, and where all stands in the page."""

    level: int
    labels: list[str]
    start: int
    end: int


def _list(label: str) -> str:
    return rf"(?:{label})(?:{_AND}(?:{label})){{0,12}}"


@lru_cache(maxsize=1)
def _unit() -> re.Pattern[str]:
    """Match one unit in folded text: the word, then its numbers or letters."""
    larger = "|".join(_LEVELS[_ARTICLE + 1 :])
    return re.compile(
        rf"(?:cac[ ])?(?:(?P<word>diem)[ ](?P<labels>{_list(f'{_LETTER}|{_NUMBER}')})"
        rf"|(?P<word2>khoan|dieu)[ ](?P<labels2>{_list(_NUMBER)})"
        rf"|(?P<word3>{larger})[ ](?:so[ ])?(?P<labels3>{_list(_ROMAN)}))"
    )


@lru_cache(maxsize=1)
def _units() -> re.Pattern[str]:
    """Match all units that lead up to the end of the window, with the words that join them to the citation."""
    unit = re.sub(r"\?P<\w+>", "?:", _unit().pattern)
    return re.compile(
        rf"{unit}(?:(?:[ ]?[;,])?[ ](?:(?:va|hoac|den)[ ])?(?:tu[ ])?{unit}){{0,40}}(?P<rest>(?:[ ]?,?[ ]|$)"
        r"(?:(?:(?:quy che|quy dinh)[ ])?(?:cua|thuoc|tai|ban hanh kem theo|kem theo)[ ])?(?:cac[ ])?)$"
    )


@lru_cache(maxsize=1)
def _start() -> re.Pattern[str]:
    return re.compile(
        r"[cdkmp](?<![a-z].)(?:(?<=d)ie[mu]|(?<=k)hoan|(?<=m)uc|(?<=c)huong|(?<=p)h(?:an|u luc))[ ]"
    )


def _may_qualify(folded: str, at: int) -> bool:
    """Say whether the last word before a citation can end its provisions: a number, a letter, "của"; most cannot."""
    words = folded[max(0, at - 9) : at].split()
    last = words[-1].rstrip(",)") if words else ""
    return len(last) <= 1 or last in _JOINTS or not last.isalpha() or not last.strip("ivxl")


_JOINTS = frozenset({"cua", "thuoc", "tai", "theo", "cac"})


def read_provisions(page: Page, draft: Draft, low: int) -> None:
    """Set the provisions that qualify a citation, and where their wording begins."""
    if not _may_qualify(page.folded, draft.start):
        return
    low = max(low, draft.start - _REACH)
    found = next(
        (
            m
            for start in _start().finditer(page.folded, low, draft.start)
            if (m := _units().match(page.folded, start.start(), draft.start)) is not None
        ),
        None,
    )
    if found is None:
        return
    cac = page.folded.startswith("cac ", max(low, found.start() - 4))
    draft.provision_start = found.start() - 4 * cac
    draft.provisions = tuple(_provisions(page, _chains(page, found.start(), found.start("rest"))))


def _chains(page: Page, start: int, end: int) -> list[list[_Unit]]:
    """Return the units of a stretch, from the smallest place up ("điểm c khoản 1"); each repeated word begins anew."""
    chains: list[list[_Unit]] = []
    for m in _unit().finditer(page.folded, start, end):
        word = m["word"] or m["word2"] or m["word3"]
        at = next(m.span(g) for g in ("labels", "labels2", "labels3") if m[g])
        unit = _Unit(_LEVELS.index(word), _labels(page.flat[at[0] : at[1]]), m.start(), m.end())
        last = chains[-1][-1] if chains else None
        joint = page.folded[last.end : unit.start] if last else ""
        if last and unit.level == last.level and " den " in joint:
            range_end = page.flat[last.end : at[0]] + unit.labels[0]
            last.labels[-1] += " " + " ".join(range_end.split())
            last.labels += unit.labels[1:]
            last.end = unit.end
        elif last and unit.level > last.level and joint.strip(" ") in ("", ","):
            chains[-1].append(unit)
        else:
            chains.append([unit])
    return chains


def _labels(printed: str) -> list[str]:
    """Return the members of a list of numbers as printed; a range ("2 đến 5") is one."""
    return [" ".join(p.split()) for p in _between_labels().split(printed)]


@lru_cache(maxsize=1)
def _between_labels() -> re.Pattern[str]:
    return re.compile(r",\s?(?:và\s)?|\s(?:và|hoặc)\s", re.I)


def _provisions(page: Page, chains: list[list[_Unit]]) -> list[Provision]:
    """Return the provisions of all chains, each with the larger places it shares with the chain behind it."""
    found: list[list[Provision]] = []
    behind: list[_Unit] = []
    for chain in reversed(chains):
        level = chain[-1].level
        shared = [u for u in behind if u.level > level] if any(u.level == level for u in behind) else []
        behind = [*chain, *shared]
        found.append(_members(page, chain, shared))
    return [p for chain in reversed(found) for p in chain][:_MOST]


def _members(page: Page, chain: list[_Unit], shared: list[_Unit]) -> list[Provision]:
    spans = [(chain[0].start, chain[-1].end), *((u.start, u.end) for u in shared)]
    text = " ".join(" ".join(page.flat[a:b].split()) for a, b in spans)
    by_level: dict[int, list[str]] = {}
    for unit in (*chain, *shared):
        by_level[min(unit.level, _ARTICLE + 1)] = unit.labels  # "Mục 3 Chương II": the largest
    none: list[str | None] = [None]
    points, clauses, articles, others = (by_level.get(k) or none for k in range(_ARTICLE + 2))
    return [
        Provision(point, clause, article, other.upper() if other else None, text)
        for article in articles
        for clause in clauses
        for point in points
        for other in others
    ]
