"""Pages about documents (news, portals) and files that are no document: headline, date of publication, place, subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from vbgraph import codes, dates
from vbgraph.identify import places, roles
from vbgraph.identify.sheet import Cell
from vbgraph.models import Document, Span, Text
from vbgraph.registry import Locality, Registry
from vbgraph.text import Cleaned, fold, fold_key, squeeze

#: A heading of boilerplate must stand in the last part of a page to cut it.
_TAIL_SHARE = 0.35


@lru_cache(maxsize=1)
def _date_line() -> re.Pattern[str]:
    """Match what a page prints around its date of publication (folded)."""
    return re.compile(
        r"\W{0,6}(?:(?:cap nhat|ngay dang|dang ngay|ngay cap nhat|xuat ban|thoi gian|ngay|dang luc|luc)\W{0,4})?(?:thu (?:hai|ba|tu|nam|sau|bay|\d)|chu nhat|cn)?[\W\d]{0,4}(?:\d{1,2}[:h]\d{2}(?::\d{2})?\W{0,6})?(?:ngay )?(?<!\d)(?=\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})"
    )


@lru_cache(maxsize=1)
def _stamp() -> re.Pattern[str]:
    """Match a day as site software prints it (folded): "2022-03-30 10:21:00", "Thứ năm, 04 Tháng 11 2021 17:08"."""
    return re.compile(
        r"\W{0,4}(?:(?:date|ngay|cap nhat|ngay dang|dang ngay)\W{0,4})?(?:(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"
        r"|(?:(?:thu \w{1,4}|chu nhat)\W{0,4})?(?P<day2>\d{1,2}) thang (?P<month2>\d{1,2}),? (?P<year2>20\d\d)(?!\d))"
    )


def describe(source: Text, cleaned: Cleaned, cells: Sequence[Cell], registry: Registry, end: int) -> Document:
    """Return the page or file that `cleaned.text[:end]` is: a report when it tells of documents, else other."""
    meta = dict(source.meta)
    cut_at = _body_end(cleaned.folded, end)
    kind = "report" if _is_report(cleaned, cells, meta, cut_at) else "other"
    headline = _headline(cells, meta)
    title = headline.text if headline else (squeeze(meta["title"]) if meta.get("title") else None)
    first, last = cleaned.home(headline.start, headline.end) if headline else (0, 0)
    if kind == "other":
        return Document(
            kind="other",
            title=title,
            start=0,
            end=len(cleaned.raw),
            header_end=last,
            body_end=len(cleaned.raw),
            title_span=Span(first, last) if headline else None,
        )
    home = _locality(cleaned.text[:cut_at], cells, headline, registry)
    return Document(
        kind="report",
        title=title,
        date=_published(cells, meta),
        locality=home.name if home else None,
        about=_about(cleaned.text[:cut_at], title or "", registry),
        start=0,
        end=cleaned.home(end, end)[0],
        header_end=last,
        body_end=cleaned.home(cut_at, cut_at)[0],
        title_span=Span(first, last) if headline else None,
    )


def _is_report(cleaned: Cleaned, cells: Sequence[Cell], meta: dict[str, str], end: int) -> bool:
    """Say whether a text without a heading of its own is a page about documents rather than a form or a table."""
    first = next((c for c in cells if not roles.is_furniture(c)), None)
    if first is not None and re.match(
        r"(?:mau (?:so|bieu)|bieu (?:so|mau)|phu luc|hop dong|ban an|don (?:xin|de nghi|dang ky)|hoa don|bang )",
        first.folded,
    ):
        return False
    prose = [c for c in cells if len(c.text) > 60 and not c.caps]
    if len(prose) < 2 and not (prose and _published(cells, meta)):
        return False  # a short piece of news has one paragraph, and its day
    tells = re.search(
        r"\b(?:ban hanh|chi thi|nghi quyet|quyet dinh|ket luan|nghi dinh|thong tu|luat|ke hoach|cong van|quy dinh)\b",
        cleaned.folded[:end],
    )
    return tells is not None or _published(cells, meta) is not None


@lru_cache(maxsize=1)
def _breadcrumb() -> re.Pattern[str]:
    """Match the path of a page inside its site: "Trang chủ › Thời sự"."""
    return re.compile(r" > |›|»|^\W*Trang chủ\b|^[^.,:]{3,40} / [^.,:]{3,40}$")


def _headline(cells: Sequence[Cell], meta: dict[str, str]) -> Cell | None:
    """Return the headline: the cell that page metadata name as title, else the first line that reads like one."""
    wanted = fold_key(meta.get("title", ""))
    for cell in cells[:40]:
        key = fold_key(cell.text)
        if wanted and len(key) > 15 and (key in wanted or wanted in key):
            return cell
    paths = {cell.row for cell in cells[:40] if _breadcrumb().search(cell.text)}
    sites = {a.row for a, b in pairwise(cells[:40]) if a.caps and b.folded.startswith(("http", "www."))}
    cells = [cell for cell in cells[:40] if cell.row not in paths | sites and not _menu(cell)]
    dated = next((k for k, cell in enumerate(cells[:12]) if _dated(cell)), 0)
    above = [cell for cell in cells[:dated] if _like_headline(cell) and len(cell.text) < 240]
    if above:  # a section's name may stand above the headline, the day stands below it
        return max(above, key=lambda cell: len(cell.text))
    first = next((cell for cell in cells[:25] if _like_headline(cell)), None)
    return None if first is None or _paragraph_like(first.text) else first


@lru_cache(maxsize=1)
def _section() -> re.Pattern[str]:
    """Match the name of a site's section alone on its line (folded): "TIN TỨC - CHI BỘ"."""
    return re.compile(r"\W{0,4}tin (?:tuc|hoat dong)(?: ?[-|/&,] ?[^.,:]{2,40}| su kien)?\W{0,4}$")


@lru_cache(maxsize=1)
def _day_first() -> re.Pattern[str]:
    """Match how a news text begins (folded): "Ngày 06/4, …", "Sáng nay, …"."""
    return re.compile(r"(?:sang|chieu|toi|trua|hom)? ?(?:nay,|ngay \d{1,2}\b)")


def _paragraph_like(text: str) -> bool:
    """Say whether a line is the first paragraph of a page without headline: long or a day's news, with a sentence's stop."""
    if text.endswith(".") and len(text) > 60 and _day_first().match(fold(text[:20])):
        return True
    return len(text) > (120 if text.endswith(".") else 240) or (len(text) > 160 and text.endswith(":"))


def _like_headline(cell: Cell) -> bool:
    return (
        len(cell.text.split()) >= 4
        and not _section().match(cell.folded)
        and not _dated(cell)
        and not roles.is_furniture(cell)
        and "http" not in cell.folded
        and not (cell.text[-1] == ":" and len(cell.text) < 60)  # whose words they are, above the headline
    )


def _menu(cell: Cell) -> bool:
    """Say whether a line lists the sections of a site: "Video Báo Ảnh Podcast Infographic"."""
    words = re.findall(
        r"\b(?:video|podcast|e-?magazine|infographics?|megastory|longform|rss|bao (?:anh|in)|trang chu|dang (?:nhap|ky)|lien he|gioi thieu|sitemap)\b",
        cell.folded[:200],
    )
    return len(set(words)) >= 2


def _dated(cell: Cell) -> dates.FoundDate | None:
    """Return the date on a line that holds little else; a sentence that a line's end broke goes on behind it."""
    if len(cell.text) > 90 or not any(map(str.isdigit, cell.text)):
        return None
    m = _stamp().match(cell.folded)
    if m is not None:
        year, month, day = m["year"] or m["year2"], m["month"] or m["month2"], m["day"] or m["day2"]
        return dates.match(f"ngay {day}/{month}/{year}")
    m = _date_line().match(cell.folded)
    if m is not None:
        found = dates.match(cell.folded, m.end())
        behind = cell.text[found.end :].lstrip(" ,") if found else ""
        wrapped = behind[:1].islower() and not re.match(r"(?:luc|gmt|am|pm|gio|theo|boi)\b", fold(behind))
        return None if wrapped else found
    if re.match(r"\W{0,4}(?:thu \w+|chu nhat)?,? {0,2}ngay \d{1,2} thang", cell.folded) or re.match(
        r".{0,30}\d{1,2}:\d{2}", cell.folded
    ):
        return dates.search(cell.folded)
    return None


def _published(cells: Sequence[Cell], meta: dict[str, str]) -> str | None:
    """Return the date of publication: the page's first date line, else its metadata."""
    for cell in cells[:25]:
        found = None if roles.is_furniture(cell) else _dated(cell)
        if found is not None and found.iso and len(found.iso) == 10:
            return found.iso
    m = re.match(r"\d{4}-\d{2}-\d{2}", meta.get("date", ""))
    return m.group() if m else None


def _locality(text: str, cells: Sequence[Cell], headline: Cell | None, registry: Registry) -> Locality | None:
    """Return the province a page writes from: dateline, headline, else the first one it names."""
    for cell in cells[:25]:
        m = re.match(
            r"\(?(?P<place>[A-ZĐÀ-Ỹ][^\W\d_]*(?: ?[A-ZĐÀ-Ỹ][^\W\d_]*){0,3})\)? ?(?:-|:|\() ?(?=\S)", cell.text
        )
        if m is not None and (found := registry.locality_named(m["place"])) is not None:
            return found
    if headline is not None and (found := places.named_at(headline.text, 0, registry)) is not None:
        return found
    named = places.names_in(text[: max(3_000, len(text) // 2)], registry, limit=1)
    return named[0] if named else None


@lru_cache(maxsize=1)
def _codes() -> re.Pattern[str]:
    """Match a number with a sign in running text."""
    return re.compile(
        r"(?<![\w/])\d{1,5}[a-z]?\s?(?:/\s?(?:19|20)\d\d\s?)?[-/]\s?[A-ZĐ][A-Za-zĐđ]{0,10}\d{0,2}(?:\s?[-/]\s?(?:T\.U\b|[A-ZĐ][A-Za-zĐđ]{0,10}\d{0,2})){0,4}"
    )


def _about(text: str, headline: str, registry: Registry) -> str | None:
    """Return the code of the one document a page says was issued: in its headline, its data sheet or its first third."""
    for place in (headline, *_sheet_numbers(text)):
        own = _codes().search(place)
        if own is not None:
            return _canonical(own.group(), registry)
    issued: list[str] = []  # in order of appearance
    third = text[: max(1_500, len(text) // 3)]
    for m in _codes().finditer(third):
        before = fold(third[max(0, m.start() - 120) : m.start()])
        if re.search(r"\b(?:truoc do|cung da|cung vua|cung co)\b", before):
            continue  # another province's, told in passing
        if re.search(r"\bgom ?: ?[^.]{0,80}$", before):
            continue  # one of a list
        if re.search(
            r"\b(?:ban hanh|ky|cong bo|ra|vua co|da co)\b(?:(?!thuc hien|theo|can cu|;|\. )[\s\S]){0,60}$"
            r"|\b(?:uy|uy ban nhan dan tinh|ubnd tinh) (?:[a-z]+ ){0,3}co (?:cong van|chi thi|ke hoach|ket luan|huong dan|thong bao) so $",
            before,
        ):
            code = _canonical(m.group(), registry)
            if code and codes.key(code) not in [codes.key(c) for c in issued]:
                issued.append(code)
    if len(issued) < 2:
        return issued[0] if issued else None
    # Several were issued: the page is about the one it keeps coming back to, if that is the first.
    often = [len(re.findall(re.escape(code.split("/")[0]), text)) for code in issued]
    return issued[0] if often[0] > max(often[1:]) else None


def _sheet_numbers(text: str) -> list[str]:
    """Return the number field of a portal's data sheet ("Số ký hiệu: 56-CT/TU"), if there is one."""
    m = re.search(
        r"(?:^|\n)[ \t|*]{0,12}so(?: hieu|,? ky hieu|/ky hieu| van ban)(?: van ban)?[ \t|*:]{1,12}",
        fold(text[:6_000]),
    )
    return [text[m.end() : m.end() + 40].split("\n")[0]] if m else []


def _canonical(words: str, registry: Registry) -> str | None:
    code = codes.parse(words.replace("T.U", "TU"), registry.sign_parts)
    return str(code) if code is not None and code.sign else None


def _body_end(folded: str, end: int) -> int:
    """Return where related items, tags and the like begin, if that is in the last part of the page."""
    at = roles.boilerplate_start(folded, int(end * _TAIL_SHARE), end)
    while at is not None and folded.startswith("tu khoa", at + 1):
        line = folded.find("\n", at + 1, end)
        following = roles.boilerplate_start(folded, line, end) if line >= 0 else None
        if line < 0 or not _holds_paragraph(folded[line : end if following is None else following]):
            return at
        at = following  # the keywords of an article stand below its abstract
    return end if at is None else at


def _holds_paragraph(folded: str) -> bool:
    """Say whether a paragraph of two sentences or more stands in a text: on one line, or wrapped between empty ones."""
    for block in re.split(r"\n[ ]*\n", folded):
        for words in (*block.split("\n"), squeeze(block)):
            words = words.strip()
            if words.endswith(".") and re.search(r"[a-z)][.] ", words[60:-30]):
                return True
    return False
