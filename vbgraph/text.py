"""Cleaning and folding of Vietnamese text, always with a way back to the text as read.

`clean` makes a text that patterns can rely on (NFC, plain spaces and dashes, Đ for its look-alikes); each position
of the cleaned text leads home through `Cleaned.home`. `fold` strips case and accents one to one, so offsets in the
folded text are offsets in the cleaned one.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"
_LINE_ENDS = "\r\u0085\u2028\u2029"
_REMOVED = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_TRACELESS = _REMOVED + "\u00ad"
_SIGN_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZĐÐƉƯ"
_SINGLE = {
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _LINE_ENDS), "\n"),
    **{ord(a): b for a, b in zip("ÐƉðɖ⁄∕／", "ĐĐđđ///", strict=True)},
}
#: Cyrillic and Greek capitals and small letters that look like Latin ones inside numbers and signs.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХІЈЅаеорсхіјѕуΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXIJSaeopcxijsyABEZHIKMNOPTYX"
)
# A soft hyphen has a rule of its own.
_ODD = tuple((chr(code), plain) for code, plain in _SINGLE.items() if code != 0xAD)
# UTF-8 tells scripts by lead bytes: combining marks begin with CC or CD, Greek and Cyrillic letters with CD to D3.
_MARK_LEADS = (b"\xcc", b"\xcd")
_FOREIGN_LEADS = tuple(bytes([lead]) for lead in range(0xCD, 0xD4))
# A base letter with its marks, or a character that leaves no trace. \u00ad: a soft hyphen between two letters of a
# word is dropped, elsewhere (at a sign) it reads as a hyphen.
_UNIT = re.compile(f"[{_TRACELESS}][\u0300-\u036f]*|[^\u0300-\u036f][\u0300-\u036f]+|[\u0300-\u036f]+")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")


@dataclass(frozen=True)
class Cleaned:
    """A cleaned text and the way home: `raw` is the text as read, `text` what patterns see, `folded` the same folded."""

    raw: str
    text: str
    _homes: array[int] | None = None

    @cached_property
    def folded(self) -> str:
        """The cleaned text without case and accents, the same length."""
        return fold(self.text)

    def home(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the raw text that became `text[start:end]`."""
        if self._homes is None or start >= end:
            return (start, end) if self._homes is None else (self._homes[start], self._homes[start])
        last, stop = self._homes[end - 1], self._homes[end]
        while stop - 1 > last and self.raw[stop - 1] in _TRACELESS:
            stop -= 1
        return self._homes[start], stop

    def place(self, raw: int) -> int:
        """Return the position in `text` of an offset of the raw text (the nearest one at or after it)."""
        return raw if self._homes is None else bisect_left(self._homes, raw)


def clean(raw: str) -> Cleaned:
    """Return the text in NFC with plain spaces, dashes, slashes and Đ, and the map back onto `raw`.

    >>> clean("Nghị quyết số 37\\u00a0\\u2013\\u00a0NQ/TU").text
    'Nghị quyết số 37 - NQ/TU'
    """
    # A line end of two characters stays two characters, and one line end.
    lines = raw.replace("\r\n", " \n") if "\r" in raw else raw
    coded = lines.encode("utf-8", "surrogatepass")  # "in" reads bytes at many times the speed of a pattern
    homes: array[int] | None = None
    if any(lead in coded for lead in _MARK_LEADS) or any(ch in lines for ch in _TRACELESS):
        text, homes = _compose(lines)
    else:
        text = _plain(lines)
    if any(lead in coded for lead in _FOREIGN_LEADS):
        text = _latin_signs(text)
    return Cleaned(raw, text, homes)


@lru_cache(maxsize=1)
def clean_whole(raw: str) -> Cleaned:
    """Return `clean` of a whole text, kept for the next who asks: a text is identified, then read for citations."""
    return clean(raw)


def _plain(text: str) -> str:
    """Return `text` with plain spaces, dashes and Đ, one for one (fifty times replace costs half of one pattern)."""
    for odd, plain in _ODD:
        text = text.replace(odd, plain)
    return text


def _compose(raw: str) -> tuple[str, array[int]]:
    """Compose each base letter with its marks and drop invisible characters, noting where each came from."""
    raw = _plain(raw)
    out: list[str] = []
    homes = array("L")
    done = 0
    for match in _UNIT.finditer(raw):
        start, end = match.span()
        out.append(raw[done:start])
        homes.extend(range(done, start))
        piece = _composed(raw, start, end)
        out.append(piece)
        # Marks that find no letter to join keep their places behind it.
        homes.extend([start, *range(end - len(piece) + 1, end)][: len(piece)])
        done = end
    out.append(raw[done:])
    homes.extend(range(done, len(raw) + 1))
    return "".join(out), homes


def _composed(raw: str, start: int, end: int) -> str:
    """Return what stands for `raw[start:end]`: a letter with its marks, or a character that may leave no trace."""
    ch = raw[start]
    if ch in _REMOVED or (ch == "\u00ad" and (_inside_word(raw, start) or _beside_hyphen(raw, start))):
        return ""
    return unicodedata.normalize("NFC", raw[start:end]).translate(_SINGLE)


def _inside_word(raw: str, i: int) -> bool:
    """Say whether the soft hyphen at `i` stands inside a word, where it is no hyphen at all: signs have no accents."""
    left = raw[i - 1] if i else ""
    right = unicodedata.normalize("NFC", raw[i + 1 : i + 4])[:1]
    return left.isalpha() and right.isalpha() and (right.islower() or right not in _SIGN_LETTERS)


def _beside_hyphen(raw: str, i: int) -> bool:
    """Say whether the soft hyphen at `i` stands beside a hyphen, which says all there is to say."""
    return raw[i + 1 : i + 2] == "-" or raw[max(0, i - 1) : i] == "-"


_MIXED = re.compile(r"[0-9A-Za-zĐđÀ-ỹ\u0370-\u03ff\u0400-\u04ff/\-]+")


def _latin_signs(text: str) -> str:
    """Replace look-alike letters in tokens that also hold a digit, a slash or Latin letters; Russian words stay."""

    out: list[str] = []
    done = 0
    for m in _FOREIGN.finditer(text):
        if m.start() < done:
            continue
        start, end = m.start(), _mixed_end(text, m.end())
        while start > done and _MIXED.match(text, start - 1, start):
            start -= 1
        token = text[start:end]
        if any(c in "0123456789/-" or ("A" <= c <= "Z") for c in token):
            token = token.translate(_LOOKALIKES)
        out += text[done:start], token
        done = end
    return "".join([*out, text[done:]])


def _mixed_end(text: str, at: int) -> int:
    found = _MIXED.match(text, at)
    return found.end() if found else at


@lru_cache(maxsize=1)
def _fold_table() -> dict[int, str]:
    """Return the one-to-one table for every accented Latin letter: lower case, no marks, đ→d."""
    table: dict[int, str] = {ord("đ"): "d", ord("Đ"): "d", ord("ð"): "d", ord("Ð"): "d"}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        ch = chr(code)
        base = unicodedata.normalize("NFD", ch)[0].lower()
        if code not in table and len(base) == 1 and base != ch:
            table[code] = base
    return table


@lru_cache(maxsize=1)
def _fold_codec() -> tuple[object, str]:
    """Return a one-byte code for the characters of Vietnamese text, and the folded characters to read it back as.

    Two passes in C instead of a look-up for each character: four times as fast as str.translate on long texts.
    """
    letters = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđð"
    marks = "“”‘’„…•–—·°½¼×÷±≤≥§©®ªº²³µ«»←→†■□▪●○◦✓☐"
    known = "".join(map(chr, range(128))) + letters + marks
    folded = known.translate(_fold_table())
    return codecs.charmap_build(known.ljust(256, "\ufffe")), folded.ljust(256, "?")


def fold(text: str) -> str:
    """Return `text` without case and accents, the same length (give it NFC).

    >>> fold("Nghị định số 73/2023/NĐ-CP")
    'nghi dinh so 73/2023/nd-cp'
    """
    lower = text.lower()
    if len(text) < 64 or len(lower) != len(text):
        return text.translate(_fold_table())
    encoder, decoder = _fold_codec()
    coded = codecs.charmap_encode(lower, "replace", encoder)[0]  # type: ignore[arg-type]
    folded = codecs.charmap_decode(coded, "strict", decoder)[0]
    strangers = coded.count(b"?") - lower.count("?")
    if strangers == 0:
        return folded
    if strangers * 20 > len(text):
        return text.translate(_fold_table())
    return _with_strangers(text, folded)


def _with_strangers(text: str, folded: str) -> str:
    """Put back the characters that the one-byte code does not hold."""
    table = _fold_table()
    out, done = [], 0
    at = folded.find("?")
    while at >= 0:
        if text[at] != "?":
            out += [folded[done:at], table.get(ord(text[at]), text[at])]
            done = at + 1
        at = folded.find("?", at + 1)
    out.append(folded[done:])
    return "".join(out)


def squeeze(text: str) -> str:
    """Return `text` with every run of white space as one space and none at the ends."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def fold_key(text: str) -> str:
    """Return the words of `text` folded, punctuation gone: what a reader would call the same name.

    >>> fold_key("Luật Phòng, chống\\n tham nhũng")
    'luat phong chong tham nhung'
    """
    folded = fold(unicodedata.normalize("NFC", text))
    return " ".join(re.findall(r"[a-z0-9]+", folded))
