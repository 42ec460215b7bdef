"""Bytes → characters: byte-order marks, UTF-8, UTF-16 without a mark, cp1258, other code pages, or binary."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from .problems import problem

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: One text may hold this share of control characters (form feeds, stray NULs) before it counts as binary.
_CONTROLS_ALLOWED = 0.01
#: So large a share of the letters beyond ASCII may be damaged before another encoding is tried.
_DAMAGE_ALLOWED = 0.2
#: The code pages worth guessing among; single-byte ones decode anything, so the list is kept short.
_CODE_PAGES = ["cp1252", "cp1258", "cp1251", "gb18030", "big5", "shift_jis", "euc_kr"]
_SAMPLE = 64 * 1024
_NOTHING_SEEN = "\ufeff\u200b\u00a0\u00ad\x85\u2028\u2029 \t\r\n\x0b\x0c"


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of `data` without byte-order mark, line ends as they are, and the encoding it was in.

    Control characters of word processors become what they stand for, one for one: U+001E a hyphen, U+001F a soft
    hyphen, NUL and the rest a space.

    Raises ReadError (`empty`, `binary`, `legacy_encoding`).
    """
    text, encoding = _characters(data, name)
    controls = _controls_in(text)
    plain = text.translate(_controls()) if controls else text
    if not plain.strip(_NOTHING_SEEN):
        raise problem("empty", name)
    if controls > max(8.0, _CONTROLS_ALLOWED * len(text)):
        raise problem("binary", name)
    return plain, encoding


def _characters(data: bytes, name: str) -> tuple[str, str]:
    """Return the decoded text and the encoding, surest evidence first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), encoding
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", errors="replace")
    beyond_ascii = len(damaged) - len(damaged.encode("ascii", errors="ignore"))
    # In any other encoding hardly one letter beyond ASCII happens to be well-formed UTF-8.
    if damaged.count("\ufffd") <= _DAMAGE_ALLOWED * beyond_ascii:
        return damaged, "utf-8"
    if data.count(0) > 8 + len(data) // 1000:
        raise problem("binary", name)
    if looks_like_cp1258(data[:_SAMPLE]):
        return data.decode("cp1258", errors="replace"), "cp1258"
    return _guess(data, name)


def _wide_encoding(data: bytes) -> str | None:
    """Return the UTF-16 byte order of text without a mark, None if it is no UTF-16.

    Vietnamese in UTF-16 has spaces and ASCII letters in every line, so one half of the bytes is full of zeros
    and the other holds none.
    """
    sample = data[: _SAMPLE & ~1]
    sample = sample[: len(sample) & ~1]
    if len(sample) < 4 or 0 not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > half * 0.2 and others <= half * 0.01:
            try:
                sample.decode(encoding, errors="strict" if len(sample) == len(data) else "ignore")
            except UnicodeDecodeError:
                return None
            return encoding
    return None


@lru_cache(maxsize=1)
def _tone_patterns() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return patterns for the combining tone bytes of cp1258: all, and those that stand after a vowel."""
    tones = rb"[\xcc\xd2\xde\xec\xf2]"
    vowels = rb"[aeiouyAEIOUY\xc2\xe2\xc3\xe3\xca\xea\xd4\xf4\xd5\xf5\xdd\xfd]"
    return re.compile(tones), re.compile(vowels + tones)


def looks_like_cp1258(data: bytes) -> bool:
    """Say whether the high bytes of `data` behave like cp1258 Vietnamese: tone marks that follow vowels."""
    high = sum(1 for byte in data if byte >= 0x80)
    every, seated = _tone_patterns()
    tones = len(every.findall(data))
    return tones > 0 and tones >= 0.15 * high and len(seated.findall(data)) >= 0.9 * tones


def looks_like_legacy_vietnamese(text: str) -> bool:
    """Say whether `text` is Vietnamese in a font encoding (TCVN3, VNI) shown as Western letters.

    Such a text is thick with Latin-1 letters and signs and holds not one letter that only Vietnamese has.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    strange = sum(1 for ch in sample if "\u00a1" <= ch <= "\u00ff")
    plain = sum(1 for ch in sample if ch.isascii() and ch.isalpha())
    # Other alphabets shown as Western letters have hardly any plain ones.
    if letters < 40 or strange < 0.17 * letters or plain < 0.45 * letters:
        return False
    return not _vietnamese_letter().search(sample)


@lru_cache(maxsize=1)
def _vietnamese_letter() -> re.Pattern[str]:
    """Return a pattern for what Western text never holds: ă đ ơ ư, toned letters, combining tones."""
    return re.compile("[ĂăĐđƠơƯư\u1ea0-\u1ef9\u0300-\u0323]")


def _guess(data: bytes, name: str) -> tuple[str, str]:
    """Return the text in the code page charset-normalizer finds likeliest.

    Raises ReadError (`binary` if none fits, `legacy_encoding` for TCVN3 or VNI bytes).
    """
    from charset_normalizer import from_bytes

    western = data.decode("cp1252", errors="replace")
    if _controls_in(western) > _CONTROLS_ALLOWED * len(western):
        raise problem("binary", name)
    if looks_like_legacy_vietnamese(western):
        raise problem("legacy_encoding", name, found="found.vietnamese_legacy")
    best = from_bytes(data[:_SAMPLE], cp_isolation=_CODE_PAGES, enable_fallback=False).best()
    if best is None:
        if western.count("\ufffd") <= 0.001 * len(western) and _mostly_words(western):
            return western, "cp1252"
        raise problem("binary", name)
    return data.decode(best.encoding, errors="replace"), best.encoding


def _mostly_words(text: str) -> bool:
    """Say whether most characters are ASCII letters, digits and spaces, as in any Western prose."""
    sample = text[:_SAMPLE]
    plain = sum(1 for ch in sample if ch.isascii() and (ch.isalnum() or ch.isspace()))
    return plain >= 0.6 * len(sample)


def _controls_in(text: str) -> int:
    """Return how many control characters without a place in a text there are."""
    return sum(map(text.count, map(chr, _controls())))


@lru_cache(maxsize=1)
def _controls() -> dict[int, str]:
    """Return what each control character that has no place in a text becomes, one for one."""
    table = dict.fromkeys([*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F], " ")
    table[0x1E] = "-"
    table[0x1F] = "\u00ad"
    return table
