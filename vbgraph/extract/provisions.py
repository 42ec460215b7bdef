"""The places inside a document that stand before its citation: "điểm a khoản 2 Điều 5 Nghị định số …"."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.draft import Draft
from vbgraph.extract.page import Page
from vbgraph.models import Provision

_NUMBER = r"\d{1,3}[a-z]?(?:\.\d{1,3}){0,3}(?:[ ]?\([a-z0-9.]{1,6}\))?"
_AND = r"(?:[ ]?,[ ]?(?:va[ ])?|[ ](?:va|den|hoac)[ ])"
_CLAUSES = rf"{_NUMBER}(?:{_AND}(?:khoan[ ])?{_NUMBER}){{0,12}}"
_ARTICLES = rf"{_NUMBER}(?:{_AND}(?:dieu[ ])?{_NUMBER}){{0,12}}"
_POINTS = rf"[a-z]\d{{0,2}}(?![a-z])(?:{_AND}(?:diem[ ])?[a-z]\d{{0,2}}(?![a-z0-9])){{0,12}}"


@lru_cache(maxsize=1)
def _chain() -> re.Pattern[str]:
    """Match one chain of provisions in folded text; what it belongs to follows."""
    return re.compile(
        rf"(?:(?:cac[ ])?diem[ ](?P<point>{_POINTS}|{_NUMBER})[ ]?,?[ ])?"
        rf"(?:(?:cac[ ])?khoan[ ](?P<clause>{_CLAUSES})[ ]?,?[ ])?"
        rf"(?:(?:cac[ ])?dieu[ ](?P<article>{_ARTICLES})(?:[ ]?,?[ ]|$))?"
        r"(?:(?:cac[ ])?(?:phu luc|muc|chuong|phan)[ ](?:so[ ])?(?P<appendix>[ivxl]{1,5}|\d{1,3}[a-z]?)[ ]?,?[ ])?"
        r"(?:(?:(?:quy che|quy dinh)[ ])?(?:cua|thuoc|tai|ban hanh kem theo|kem theo)[ ])?(?:cac[ ])?$"
    )


@lru_cache(maxsize=1)
def _start() -> re.Pattern[str]:
    return re.compile(r"(?<![a-z])(?:cac[ ])?(?:diem|khoan|dieu|phu luc|muc|chuong|phan)[ ]")


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    """Match what joins one chain to the next: "khoản 2 Điều 5; khoản 3 Điều 6"."""
    return re.compile(r"(?:[ ]?[;,](?:[ ]va)?|[ ]va|[ ]hoac)[ ]$")


def read_provisions(page: Page, draft: Draft, low: int) -> None:
    """Set the provisions that qualify a citation, and where their wording begins."""
    low = max(low, draft.start - 200)
    window = page.folded[low : draft.start]
    if not _start().search(window):
        return
    found: list[tuple[int, list[Provision]]] = []
    for _ in range(8):
        m = _last_chain(window)
        if m is None:
            break
        found.append((m.start(), _provisions(page, low, m)))
        joint = _between().search(window[: m.start()])
        if joint is None:
            break
        window = window[: joint.start()] + " "
    if found:
        draft.provision_start = low + found[-1][0]
        draft.provisions = tuple(p for _, chain in reversed(found) for p in chain)


def _last_chain(window: str) -> re.Match[str] | None:
    """Return the longest chain that ends with the window, or None."""
    for m in _start().finditer(window):
        chain = _chain().match(window, m.start())
        if chain and any(chain.groups()):
            return chain
    return None


def _provisions(page: Page, low: int, m: re.Match[str]) -> list[Provision]:
    """Return the provisions of a chain, a list's members apart; letters as printed ("đ"), ranges as they stand."""
    words = " ".join(page.flat[low + m.start() : low + m.end()].split())
    text = re.sub(r"(?:,|\s(?:của|tại|thuộc|các))+$", "", words)

    def members(group: str) -> list[str | None]:
        if m[group] is None:
            return [None]
        printed = page.flat[low + m.start(group) : low + m.end(group)]
        if re.search(r"\sđến\s", printed):
            return [" ".join(printed.split())]
        parts = re.split(r",\s?(?:và\s)?|\s(?:và|hoặc)\s", printed)
        return [re.sub(r"^(?:điểm|khoản|điều)\s", "", part.strip(), flags=re.IGNORECASE) for part in parts]

    appendix = m["appendix"].upper() if m["appendix"] else None
    return [
        Provision(point, clause, article, appendix, text)
        for article in members("article")
        for clause in members("clause")
        for point in members("point")
    ][:40]
