"""What a page says of itself outside its text: title, date of publication, site, author."""

from __future__ import annotations

import re
from functools import lru_cache

from .html_tree import Element

_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title", ("og:title", "twitter:title", "dc.title", "title")),
    (
        "date",
        (
            "article:published_time",
            "datepublished",
            "pubdate",
            "publishdate",
            "dc.date",
            "dc.date.issued",
            "date",
            "article:modified_time",
        ),
    ),
    ("site", ("og:site_name", "application-name", "dc.publisher")),
    ("author", ("author", "article:author", "dc.creator")),
)


def page_meta(root: Element) -> tuple[tuple[str, str], ...]:
    """Return title, date (ISO), site and author as far as the page states them."""
    declared, title, scripts = _declared(root)
    found: dict[str, str] = {}
    for field, names in _FIELDS:
        value = next((declared[name] for name in names if declared.get(name)), "")
        found[field] = value
    found["title"] = found["title"] or title
    published = found["date"] or declared.get("time", "") or _published(scripts)
    found["date"] = _day(published)
    return tuple((field, found[field]) for field, _ in _FIELDS if found[field])


def _declared(root: Element) -> tuple[dict[str, str], str, str]:
    """Return the page's meta values by name, its title element, and its linked data."""
    values: dict[str, str] = {}
    title, scripts = "", ""
    for element in root.walk():
        if element.tag == "meta":
            attributes = element.attributes
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            if name:
                values.setdefault(name.lower(), " ".join(attributes.get("content", "").split())[:1000])
        elif element.tag == "title" and not title:
            title = " ".join("".join(c for c in element.children if isinstance(c, str)).split())[:1000]
        elif element.tag == "time" and element.attributes.get("datetime"):
            values.setdefault("time", element.attributes["datetime"])
        elif element.tag == "script" and "ld+json" in element.attributes.get("type", ""):
            scripts += "".join(c for c in element.children if isinstance(c, str))[:50_000]
    return values, title, scripts


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of linked data's date, of ISO dates, and of Vietnamese dates."""
    return (
        re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{8,40})"'),
        re.compile(r"(\d{4})-(\d{2})-(\d{2})"),
        re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)"),
    )


def _published(scripts: str) -> str:
    """Return the date of publication in linked data."""
    match = _patterns()[0].search(scripts)
    return match.group(1) if match else ""


def _day(stamp: str) -> str:
    """Return the day of a time stamp as an ISO date, "" if it has none.

    >>> _day("28/11/2025 09:30"), _day("2025-11-28T09:30:00+07:00")
    ('2025-11-28', '2025-11-28')
    """
    match = _patterns()[1].search(stamp[:60])
    if match:
        return match.group()
    match = _patterns()[2].search(stamp[:60])
    if match and 1 <= int(match.group(2)) <= 12 and 1 <= int(match.group(1)) <= 31:
        return f"{match.group(3)}-{int(match.group(2)):02d}-{int(match.group(1)):02d}"
    return ""
