"""Where numbers may stand: found from the stroke in them ("21-KL/TW", "84 QĐ/TWĐTN"), or behind a word ("số 40").

A search for one character runs at twenty times the speed of one for a set of them, such as the digits: strokes are
searched, and the number is read from its own beginning a few characters before; where digits themselves are searched,
all are made one digit first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_STROKES = "-/"
#: How far before its stroke a number may begin, in characters: "123456.123a  // 2023 /" and "12345a ABCDEFGH/".
_FAR = 22
#: Bodies that stand behind a number and a space without any stroke ("914 CP").
_BODIES = (" cp", " ttg", " hdbt")


@lru_cache(maxsize=1)
def _behind_number() -> tuple[re.Pattern[str], ...]:
    """Match the stroke between a number and a sign, one pattern for each stroke."""
    return tuple(
        re.compile(rf"{s}(?:(?<=[0-9a-h]{s})|(?<=[0-9a-h][ \n]{s}))(?=[ \n]?[a-z])") for s in _STROKES
    )


@lru_cache(maxsize=1)
def _within_sign() -> tuple[re.Pattern[str], ...]:
    """Match the first stroke of a sign that stands behind a number without one, or with a space."""
    return tuple(
        re.compile(
            rf"{s}(?=[a-z])(?:" + "|".join(rf"(?<=[0-9a-h ][a-z]{{{n}}}{s})" for n in range(2, 9)) + ")"
        )
        for s in _STROKES
    )


@lru_cache(maxsize=1)
def _digit() -> re.Pattern[str]:
    return re.compile(r"[0-9](?<![0-9].)")


def numbers(folded: str, number: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern for a number and the stroke behind it, in order; none overlap."""
    places = sorted(m.start() for stroke in _behind_number() for m in stroke.finditer(folded))
    return _read(folded, number, places)


def spaced_numbers(folded: str, number: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern for a number with nothing or a space before its sign, in order; none overlap."""
    places = [m.start() for stroke in _within_sign() for m in stroke.finditer(folded)]
    for body in _BODIES:
        at = folded.find(body)
        while at >= 0:
            if folded[at - 1 : at].isalnum():
                places.append(at + 1)
            at = folded.find(body, at + 1)
    return _read(folded, number, sorted(places))


def _read(folded: str, number: re.Pattern[str], places: list[int]) -> Iterator[re.Match[str]]:
    done = 0
    for at in places:
        if at < done:
            continue
        for digit in _digit().finditer(folded, max(done, at - _FAR), at):
            m = number.match(folded, digit.start())
            if m is not None:
                yield m
                done = m.end()
                break


@lru_cache(maxsize=1)
def _first_digit() -> re.Pattern[bytes]:
    """Match the first digit behind a word, or glued to "số" and the like, in a text whose digits are all 0."""
    return re.compile(rb"0(?:(?<=[a-z][ \n]0)|(?<=[a-z]\n\n0)|(?<=(?:so|nd|tt|qd|nq)0))")


_ALL_DIGITS_0 = bytes(0x30 if chr(code).isdecimal() else code for code in range(128)).ljust(256, b"?")


def behind_words(folded: str, endings: frozenset[str]) -> Iterator[int]:
    """Yield where digits begin behind a word that ends so, in order, or glued to one.

    `endings` have two to four characters: of longer words the last four, of a single letter what parts it off too.
    """
    plain = folded.encode("ascii", "replace").translate(_ALL_DIGITS_0)
    for m in _first_digit().finditer(plain):
        at = m.start()
        gap = 2 if folded[at - 2] == "\n" else 1
        ending = folded[max(0, at - gap - 4) : at - gap]
        if folded[at - 1].isalpha() or ending in endings or ending[-3:] in endings or ending[-2:] in endings:
            yield at
