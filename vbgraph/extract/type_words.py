"""The type word before a number: "Nghị định số", "Báo cáo thẩm tra số", "Luật Đất đai số", "NĐ"."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.page import Page
from vbgraph.registry import Registry


@lru_cache(maxsize=4)
def _last_words(registry: Registry) -> frozenset[str]:
    """Return the words with which type words end: a look at one word spares most numbers a closer one."""
    return frozenset(_by_last_word(registry))


@lru_cache(maxsize=4)
def _by_last_word(registry: Registry) -> dict[str, list[tuple[str, str]]]:
    """Return type words with their ids by their last word, the longest first; those of two words glued too ("côngvăn")."""
    found: dict[str, list[tuple[str, str]]] = {}
    for words in sorted(registry.type_words, key=lambda w: (-len(w), w)):
        type_id = registry.type_words[words]
        found.setdefault(words.rsplit(" ", 1)[-1], []).append((words, type_id))
        if words.count(" ") == 1 and len(words) > 6 and words.replace(" ", "") not in registry.type_words:
            glued = words.replace(" ", "")
            found.setdefault(glued, []).append((glued, type_id))
    return found


@lru_cache(maxsize=4)
def last_letters(registry: Registry) -> frozenset[str]:
    """Return how the words end that may stand before a number: up to four letters; one letter behind what parts it off."""
    words = [*_last_words(registry), *_NUMBER_WORDS]
    single = {before + word for word in words if len(word) == 1 for before in (" ", "\n", *_OPENING)}
    return frozenset({word[-4:] for word in words if len(word) > 1} | single)


def may_follow_type(folded: str, at: int, registry: Registry) -> bool:
    """Say whether the word before a number can be the end of a type word, or "số": cheap, and true for few numbers."""
    before = folded[max(0, at - 16) : at].split()
    word = before[-1].lstrip(_OPENING) if before else ""
    return word in _last_words(registry) or word in _NUMBER_WORDS


#: "Số", and what a bad copy leaves of it.
_NUMBER_WORDS = ("so", "s")
#: What may be glued to the front of a word.
_OPENING = "([{“\"'‘-–+*•.,;:/"


def _without_so(window: str) -> tuple[int, bool]:
    """Return where the words before a number end, and whether "số" stands between them and it."""
    words = window.rstrip(" \n:.")
    if len(window) - len(words) <= 5:
        if words.endswith("so"):
            return len(
                words[:-2].rstrip(" :(")
            ), True  # "các Quyết định: số 11/2017/QĐ-UBND", "Công văn (số 12/TTg-CN)"
        if words.endswith((" s", "\ns")):
            return len(words) - 1, True
    return len(window.rstrip(" \n")), False


def type_before(page: Page, at: int, registry: Registry) -> tuple[int, str | None, bool]:
    """Return (where the mention starts, type name or None, whether a type word is printed) for a number at `at`."""
    low = max(0, at - 160)
    window = page.folded[low:at]
    stop, so = _without_so(window)
    hit = type_ending(page, low, stop, registry)
    if hit is None and so:
        hit = _type_with_gap(page, low, stop, registry) or _split_type(page, low + stop, registry)
    if hit is None:
        return at, None, False
    start, type_id = hit
    doc_type = registry.type_by_id(type_id)
    return start, doc_type.name if doc_type else None, True


def type_ending(page: Page, low: int, stop: int, registry: Registry) -> tuple[int, str] | None:
    """Return (start, type id) of the longest type word that ends at `low + stop`."""
    base, end = max(low, low + stop - 60), low + stop
    window = page.folded[base:end].rstrip(" \n")
    spaced = window.replace("\n", " ")
    at = spaced.rfind(" ") + 1
    if not spaced[at:].isalpha():
        at = len(spaced)
        while at and spaced[at - 1].isalpha():
            at -= 1
    candidates = _by_last_word(registry).get(spaced[at:])
    if candidates is None:
        return None
    for words, type_id in candidates:
        if spaced.endswith(words):
            start = len(spaced) - len(words)
        elif "  " in spaced and (m := re.search(words.replace(" ", "  ?") + "$", spaced)):
            start = m.start()  # a blank line inside a type word: a column's or a page's
        else:
            continue
        alone = not start or not window[start - 1].isalpha() or _glued(page.text, base + start)
        if alone and _type_as_printed(page.text[base + start : end]):
            return base + start, type_id
    return None


def _glued(text: str, at: int) -> bool:
    """Say whether a word begins at a capital right behind a small letter: a page has lost the space ("hiệnQuyết định")."""
    return text[at].isupper() and text[at - 1].islower()


def _type_as_printed(printed: str) -> bool:
    """Say whether a type word may be read so: an abbreviation must be in capitals."""
    return (
        len(printed) > 4
        or printed[:2].isupper()
        or printed in ("Luật", "luật", "Lệnh", "lệnh")
        or " " in printed
    )


@lru_cache(maxsize=4)
def _without_spaces(registry: Registry) -> dict[str, str]:
    """Return the ids of the type words of two words and more, by their letters alone."""
    return {
        words.replace(" ", ""): type_id
        for words, type_id in registry.type_words.items()
        if words.count(" ") == 1
    }


def _split_type(page: Page, stop: int, registry: Registry) -> tuple[int, str] | None:
    """Return (start, type id) of a capitalised type word whose letters a scan has parted ("Quy ết đ ịnh")."""
    window = page.folded[max(0, stop - 20) : stop]
    for m in re.finditer(r"(?<![a-z])[a-z]", window):
        start = stop - len(window) + m.start()
        type_id = _without_spaces(registry).get(window[m.start() :].replace(" ", ""))
        if type_id is not None and page.text[start].isupper():
            return start, type_id
    return None


#: What a document is for, between its type word and "số": "Báo cáo kết quả kiểm tra số", "Chương trình công tác số".
_KINDS = (
    "lien tich", "lien bo", "hoa toc", "khan", "thuong khan", "mat", "toi mat", "tuyet mat", "ket qua", "kiem tra", "giam sat", "thanh tra", "tham tra", "tham dinh",
    "giai trinh", "tiep thu", "tong hop", "tong ket", "so ket", "ra soat", "khao sat", "danh gia", "cong tac", "thuc hien",
    "trien khai", "to chuc", "phoi hop", "hanh dong", "chuyen de", "toan khoa", "de nghi", "phe duyet", "bo sung",
)  # fmt: skip


@lru_cache(maxsize=1)
def _gap() -> re.Pattern[str]:
    """Match between a type word and "số" what may stand there: what kind it is, whose it is ("của Bộ Y tế")."""
    kind = "|".join(_KINDS)
    return re.compile(
        r"(?:(?P<mark> (?:thuong )?(?:khan|hoa toc)| (?:toi |tuyet )?mat)| trung uong(?= $)"
        rf"|(?: (?:{kind})(?:(?:,| va)?(?= (?:{kind})))?){{0,4}}"
        r"(?: cua(?: (?!nay |so |mau |va so )[a-z]+(?: -)?){1,8})?"
        r"(?:,? ngay [0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})?) $"
    )


def _type_with_gap(page: Page, low: int, stop: int, registry: Registry) -> tuple[int, str] | None:
    """Return (start, type id) when a few words stand between the type word and "số"; laws carry their whole name there."""
    window = page.folded[low : low + stop]
    law = None
    for m in re.finditer(r"\b(?:bo luat|luat|phap lenh|nghi quyet|van ban hop nhat)\b", window):
        if page.text[low + m.start()].isupper():
            rest = page.folded[low + m.end() : low + stop]
            if not re.search(r"[;:()\d“”\"]|\.\s|\n\n", rest) and not (
                law and _amending(window, law[0], m.start())
            ):
                law = m.start(), m.group()
    if (
        law
        and law[1] in ("luat", "bo luat", "phap lenh")
        and re.search(
            r"\d/(?:19|20)\d\d/\s?(?:qh|ub|pl)|\d-?/?(?:l|lct|lpl)[/-]",
            page.folded[low + stop : low + stop + 24],
        )
    ):
        return low + law[0], registry.type_words.get(law[1], "luat")
    last_words = _last_words(registry)
    for m in reversed(list(re.finditer(r"[a-z]+", window))[-14:]):
        hit = type_ending(page, low, m.end(), registry) if m.group() in last_words else None
        if (
            hit
            and (gap := _gap().fullmatch(" " + page.folded[low + m.end() : low + stop].strip(" \n:") + " "))
            and (page.text[hit[0]].isupper() or gap["mark"])
        ):
            return hit
    return None


def _amending(window: str, first: int, second: int) -> bool:
    """Say whether the law named second is the one that the law named first amends."""
    return bool(re.search(r"luat sua doi[a-z, \n]{0,40}(?:cua|va)[ \n]$", window[first:second]))
