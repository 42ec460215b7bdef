"""The places inside a document that stand before its citation: "điểm a khoản 2 Điều 5 Nghị định số …"."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.draft import Draft
from vbgraph.extract.page import Page
from vbgraph.models import Provision

_NUMBER = r"\d{1,3}[a-zđ]?(?:\.\d{1,3}){0,3}(?:[ \n]?\([a-z0-9.]{1,6}\))?"
_LIST = rf"{_NUMBER}(?:(?:[ \n]?,[ \n]?|[ \n](?:va|den|,)[ \n])(?:khoan[ \n]|dieu[ \n])?{_NUMBER}){{0,12}}"
_POINTS = r"[a-zđ]\d{0,2}(?:(?:[ \n]?,[ \n]?|[ \n](?:va|den)[ \n])(?:diem[ \n])?[a-zđ]\d{0,2}(?![a-z])){0,12}"


@lru_cache(maxsize=1)
def _chain() -> re.Pattern[str]:
    """Match one chain of provisions that ends where the citation begins."""
    return re.compile(
        rf"(?:(?:cac[ \n])?diem[ \n](?P<point>{_POINTS}|{_NUMBER})[ \n]?,?[ \n])?"
        rf"(?:(?:cac[ \n])?khoan[ \n](?P<clause>{_LIST})[ \n]?,?[ \n])?"
        rf"(?:(?:cac[ \n])?dieu[ \n](?P<article>{_LIST})(?:[ \n]?,?[ \n]|$))?"
        r"(?:(?:cac[ \n])?(?:phu luc|muc|chuong|phan)[ \n](?:so[ \n])?(?P<appendix>[ivxl]{1,5}|\d{1,3}[a-z]?)[ \n]?,?[ \n])?"
        r"(?:(?:cua|thuoc|tai|ban hanh kem theo|kem theo|quy che ban hanh kem theo|quy dinh ban hanh kem theo)[ \n])?(?:cac[ \n])?$"
    )


@lru_cache(maxsize=1)
def _start() -> re.Pattern[str]:
    return re.compile(r"(?<![a-z])(?:cac[ \n])?(?:diem|khoan|dieu|phu luc|muc|chuong|phan)[ \n]")


def read_provisions(page: Page, draft: Draft, low: int) -> None:
    """Set the provisions that qualify a citation, and where their wording begins."""
    low = max(low, draft.start - 160)
    window = page.folded[low : draft.start]
    if not _start().search(window):
        return
    chains: list[tuple[int, Provision]] = []
    stop = len(window)
    for _ in range(8):
        m = _last_chain(window[:stop])
        if m is None:
            break
        text = " ".join(page.text[low + m.start() : low + stop].split())
        chains.append((m.start(), _provision(m, text)))
        before = re.search(r"(?:[;,]|[ \n]va|[ \n]hoac)[ \n]$", window[: m.start()])
        if before is None:
            break
        stop = before.start() + 1 if before.group()[0] in ";," else before.start()
        window = window[:stop] + " "
        stop = len(window)
    if chains:
        draft.provision_start = low + chains[-1][0]
        draft.provisions = tuple(p for _, p in reversed(chains))


def _last_chain(window: str) -> re.Match[str] | None:
    """Return the longest chain that ends with the window, or None."""
    for m in _start().finditer(window):
        chain = _chain().match(window, m.start())
        if chain and any(chain.groups()):
            return chain
    return None


def _provision(m: re.Match[str], text: str) -> Provision:
    def words(group: str) -> str | None:
        return " ".join(m[group].split()) if m[group] else None

    appendix = words("appendix")
    return Provision(
        words("point"),
        words("clause"),
        words("article"),
        appendix.upper() if appendix else None,
        re.sub(r"\s(?:của|tại|thuộc)$", "", text),
    )
