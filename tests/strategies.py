"""Hypothesis strategies shared by the tests: Vietnamese words, codes and texts, in the shapes files have."""

from __future__ import annotations

import unicodedata

from hypothesis import settings
from hypothesis import strategies as st

#: How laws are tried: the same examples every time, and no failure because a machine is busy.
LAW = settings(max_examples=60, deadline=None, derandomize=True)

WORDS = (
    *("Chỉ thị", "Nghị quyết", "Kết luận", "Quyết định", "Kế hoạch", "số", "ngày", "tháng", "năm", "về việc"),
    *("thực hiện", "của", "Ban Chấp hành", "Trung ương", "Đảng", "Ủy ban", "nhân dân", "tỉnh", "Hưng Yên"),
    *("Đồng chí", "được", "ưu tiên", "giữ vững", "nghiệp vụ", "xây dựng", "phòng chống", "tham nhũng"),
)
SIGNS = ("KL/TW", "CT/TW", "NQ/TU", "NĐ-CP", "QĐ-TTg", "QH15", "TT-BLĐTBXH", "KH-UBND", "CV/ĐUK")


def words() -> st.SearchStrategy[str]:
    """Return a word of official Vietnamese."""
    return st.sampled_from(WORDS)


def codes() -> st.SearchStrategy[str]:
    """Return a code as a text prints it: 21-KL/TW, 73/2023/NĐ-CP."""
    number, year = st.integers(1, 9999), st.integers(1990, 2030)
    party = st.builds(lambda n, sign: f"{n:02d}-{sign}", number, st.sampled_from(SIGNS))
    state = st.builds(lambda n, y, sign: f"{n:02d}/{y}/{sign}", number, year, st.sampled_from(SIGNS))
    return party | state


def sentences() -> st.SearchStrategy[str]:
    """Return a sentence with words and codes in it."""
    return st.lists(words() | codes(), min_size=3, max_size=20).map(lambda parts: " ".join(parts) + ".")


def texts(*, line_end: str = "\n") -> st.SearchStrategy[str]:
    """Return a text of some lines, every one a sentence."""
    return st.lists(sentences(), min_size=1, max_size=12).map(lambda lines: line_end.join(lines) + line_end)


def decomposed(text: str) -> str:
    """Return `text` with every accent as a combining mark, as some systems save it."""
    return unicodedata.normalize("NFD", text)


def as_cp1258(text: str) -> str:
    """Return `text` in the letters cp1258 has: tones as combining marks, the letters â ê ô ă ơ ư đ whole."""
    out = []
    for ch in unicodedata.normalize("NFC", text):
        try:
            ch.encode("cp1258")
            out.append(ch)
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", ch)
            tones = [mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", parts[0] + "".join(m for m in parts[1:] if m not in tones))
            out.append(base + "".join(tones))
    return "".join(out)
