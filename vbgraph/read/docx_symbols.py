"""Symbol-font characters of Word → the characters they show."""

from __future__ import annotations

#: Symbol and Wingdings code points that stand in official texts; the rest of Wingdings is ornament.
_SYMBOL = {
    0x2D: "-",
    0xB7: "•",
    0xB1: "±",
    0xB4: "×",
    0xA3: "≤",
    0xB3: "≥",
    0xD7: "·",
    0xAE: "→",
    0xB0: "°",
    0xA5: "∞",
}
_GREEK = "ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"


def symbol(values: dict[str, str]) -> str:
    """Return the character that a `w:sym` element with these attributes shows; an ornament is a bullet.

    >>> symbol({"font": "Symbol", "char": "F02D"})
    '-'
    """
    try:
        code = int(values.get("char", ""), 16)
    except ValueError:
        return ""
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code) if 0x20 <= code <= 0xFFFD and not 0xD800 <= code <= 0xDFFF else ""
    low = code - 0xF000
    if values.get("font", "").lower() != "symbol":
        return "•" if "dings" in values.get("font", "").lower() or not 0x20 <= low < 0x7F else chr(low)
    if low in _SYMBOL:
        return _SYMBOL[low]
    if 0x41 <= low <= 0x5A:
        return _GREEK[low - 0x41]
    if 0x61 <= low <= 0x7A:
        return _GREEK[low - 0x61].lower()
    return chr(low) if 0x20 <= low < 0x7F else "•"
