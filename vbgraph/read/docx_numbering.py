"""Automatic numbers of Word paragraphs ("Điều 1.", "a)", bullets) → the words a reader sees before the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from .docx_package import Package

_LEVELS = 9


@dataclass(slots=True)
class _Level:
    """How one level of a list counts and prints."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counting on as paragraphs ask for their number."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def next(self, number: str | None, level: int, style: str | None) -> str:
        """Return what stands before a paragraph of list `number` at `level`, "" if it is in no list."""
        if number is None and style is not None and style in self.styles:
            number, level = self.styles[style]
        if number is None or number not in self.lists or not 0 <= level < _LEVELS:
            return ""
        abstract = self.lists[number]
        spec = self.levels.get((abstract, level))
        if spec is None or not spec.text:
            return ""
        if spec.form == "bullet":
            return "- "
        return f"{self._count(abstract, level, spec)} "

    def _count(self, abstract: str, level: int, spec: _Level) -> str:
        """Count one on at `level`, start deeper levels anew, and print the number with those above it."""
        counts = self.counts.setdefault(abstract, [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else spec.start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)

        def shown(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            other = self.levels.get((abstract, index), _Level())
            return numeral(counts[index] or other.start, other.form)

        return _placeholder().sub(shown, spec.text)


@lru_cache(maxsize=1)
def _placeholder() -> re.Pattern[str]:
    """Return the pattern of a level's place in a number's wording."""
    return re.compile("%([1-9])")


def numeral(value: int, form: str) -> str:
    """Return `value` in Word's number format `form`.

    >>> [numeral(4, form) for form in ("decimal", "upperRoman", "lowerLetter", "decimalZero")]
    ['4', 'IV', 'd', '04']
    """
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26 % 50)
        return letter.upper() if form == "upperLetter" else letter
    if form == "none":
        return ""
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    """Return `value` in Roman numerals (as digits from 4,000 on)."""
    if not 0 < value < 4000:
        return str(value)
    out = []
    for step, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    ):
        out.append(letters * (value // step))
        value %= step
    return "".join(out)


def read_numbering(package: Package, main: str) -> Numbering:
    """Return the lists that `package` defines for its main part, and the styles that number by themselves."""
    numbering = Numbering()
    part = package.related(main, "numbering")
    if part is None:
        return numbering
    where = {"abstract": "", "num": "", "level": ""}

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = tag.rsplit(" ", 1)[-1]
        values = {key.rsplit(" ", 1)[-1]: value for key, value in attributes.items()}
        value = values.get("val", "")
        if local == "abstractNum":
            where["abstract"] = values.get("abstractNumId", "")
        elif local == "num":
            where["num"], where["abstract"] = values.get("numId", ""), ""
        elif local == "abstractNumId" and where["num"]:
            numbering.lists[where["num"]] = value
        elif local == "lvl" and where["abstract"]:
            where["level"] = values.get("ilvl", "")
        elif local in ("start", "numFmt", "lvlText") and where["abstract"] and where["level"].isdigit():
            level = numbering.levels.setdefault((where["abstract"], int(where["level"])), _Level())
            if local == "start":
                level.start = int(value) if value.isdigit() else 1
            elif local == "numFmt":
                level.form = value
            else:
                level.text = value

    package.stream(part, start)
    _read_styles(package, main, numbering)
    return numbering


def _read_styles(package: Package, main: str, numbering: Numbering) -> None:
    """Add the paragraph styles that carry a list of their own."""
    part = package.related(main, "styles")
    if part is None:
        return
    state: dict[str, str] = {"style": "", "level": "0"}

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = tag.rsplit(" ", 1)[-1]
        values = {key.rsplit(" ", 1)[-1]: value for key, value in attributes.items()}
        if local == "style":
            state["style"], state["level"] = values.get("styleId", ""), "0"
        elif local == "ilvl":
            state["level"] = values.get("val", "0")
        elif local == "numId" and state["style"]:
            level = int(state["level"]) if state["level"].isdigit() else 0
            numbering.styles[state["style"]] = (values.get("val", ""), level)

    package.stream(part, start)
