"""Date, issuer, term and place of a citation, read from what follows it and from what leads up to it."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph import dates
from vbgraph.extract.bodies import body_at, joint_bodies
from vbgraph.extract.draft import Draft
from vbgraph.extract.lexicon import Lexicon
from vbgraph.extract.page import Page


@lru_cache(maxsize=1)
def _join() -> re.Pattern[str]:
    return re.compile(r"[ \n]?[,(]?[ \n]?")


@lru_cache(maxsize=1)
def _cell() -> re.Pattern[str]:
    """Match the border of a table's cell that holds a day and nothing else."""
    return re.compile(r" ?\| ?(?=(?:ngay )?\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4} ?\|)")


def _joins(gap: str) -> bool:
    return "," in gap or "(" in gap


@lru_cache(maxsize=1)
def _date_lead() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:(?:cung|de|ky|ban hanh|ra|lap|thong qua)[ \n])?ngay(?![a-z])[ \n]?)|(?=\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4})|(?=nam[ \n]\d{4})|(?=thang[ \n]?\d)"
    )


@lru_cache(maxsize=1)
def _broken_day() -> re.Pattern[str]:
    """Match a day whose year is misprinted, before who issued the document ("ngày 18/8/20222 của")."""
    return re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{1,6}(?=[ \n]cua[ \n])")


@lru_cache(maxsize=1)
def _title_follows() -> re.Pattern[str]:
    """Match what stands behind a citation that is told in full: its title, or its end."""
    return re.compile(r" (?:ve|v/v) |[;)]|\.?\n|\.?$")


@lru_cache(maxsize=1)
def _issuer_lead() -> re.Pattern[str]:
    return re.compile(r"(?:cua|do|giua)[ \n](?:(?:cac|dong chi)[ \n])?")


@lru_cache(maxsize=1)
def _term() -> re.Pattern[str]:
    return re.compile(
        r"[ \n]?[,(]?[ \n]?(?:hoi nghi (?:lan thu [a-z]+ )?(?:ban chap hanh )?trung uong(?: (?:\d{1,2}|lan thu [a-z]+))? ?[,(]?[ \n]?)?"
        r"(?:nhiem ky )?khoa[ \n](?P<t>[ivxl]{1,6}|thu [a-z]+)\b\)?"
    )


def read_tail(page: Page, draft: Draft, lex: Lexicon, limit: int) -> None:
    """Fill date, issuer, place and term from the words right after the citation; set `tail` to where they end."""
    unit = re.compile(r"[ ]?\([A-Z]{1,3}\d{0,3}\)").match(page.text, draft.end)
    pos = unit.end() if unit else draft.end  # "2560/BCA(X13)": the drafting unit
    for _ in range(5):
        end = (
            _take_date(page, draft, pos, limit)
            or _take_term(page, draft, pos, limit)
            or _take_issuer(page, draft, pos, limit, lex)
        )
        if not end:
            break
        pos = end
        if "between" in draft.flags:
            break  # "giữa A và B năm 2018": the year is the programme's, not its day
    _date_inside(page, draft)
    draft.tail = max(pos, draft.end)
    title = _quoted_title().match(page.folded, pos, limit) if draft.issuer is None else None
    if title is not None:  # "… về “Trồng rừng” của Thành ủy khóa XVI": the tail goes on behind the title
        end = _take_issuer(page, draft, title.end(), limit, lex)
        _take_term(page, draft, end or limit, limit)


@lru_cache(maxsize=1)
def _quoted_title() -> re.Pattern[str]:
    return re.compile(r"[ ]?ve(?: viec)?[ ][“\"][^“”\"\n]{3,160}[”\"](?=[ ]cua[ ])")


def _take_date(page: Page, draft: Draft, pos: int, limit: int) -> int:
    if draft.date is not None and len(draft.date) == 10:
        return 0
    at = _cell().match(page.folded, pos) or _join().match(page.folded, pos)
    start = at.end() if at else pos
    lead = _date_lead().match(page.folded, start)
    if lead is None or start >= limit:
        return 0
    found = dates.match(page.folded, lead.end()) or dates.match(page.folded, start)
    if lead.group().startswith("cung"):
        draft.flags.add("same_day")
        if found is None:
            return lead.end()
    if found is None and (broken := _broken_day().match(page.folded, lead.end(), limit)):
        draft.flags.add("date_invalid")
        return broken.end()
    if found is None or found.end > limit:
        return 0
    alone = not lead.group() and not page.text[start].islower()
    if alone and "\n" in page.text[pos:start] and not _joins(page.text[pos:start]):
        return 0  # a date alone on the next line stands in the next cell of a table
    if found.iso and len(found.iso) < 10 and (draft.year or "(" in page.folded[pos:start]):
        return 0  # "(tháng 7 năm 2029)" tells of something else; the number has its year
    if found.iso is None and found.flag == "date_partial" and draft.year:
        draft.flags.add("partial_date")
        return found.end
    if found.flag == "date_invalid":
        draft.flags.add("date_invalid")
        return found.end
    if found.iso is None:
        return 0
    if len(found.iso) < 10:
        draft.flags.add("partial_date")
    if draft.date is None or found.iso.startswith(draft.date):
        draft.date, draft.date_span = found.iso, (found.start, found.end)
    return found.end + (page.folded[found.end : found.end + 1] == ")")


def _date_inside(page: Page, draft: Draft) -> None:
    """Read the day that stands before the number ("Nghị định ngày 01/2/2023 số 79/2023/NĐ-CP")."""
    if draft.date is not None or draft.number_at - draft.start < 20:
        return
    at = page.folded.find(" ngay ", draft.start, draft.number_at)
    found = dates.match(page.folded, at + 1, draft.number_at) if at >= 0 else None
    if found is not None and found.iso and len(found.iso) == 10:
        draft.date, draft.date_span = found.iso, (found.start, found.end)


def _take_term(page: Page, draft: Draft, pos: int, limit: int) -> int:
    m = _term().match(page.folded, pos)
    if m is None or m.end() > limit:
        return 0
    if draft.term is None:
        draft.term = m["t"].upper() if m["t"][0] in "ivxl" else None
    return m.end()


def _take_issuer(page: Page, draft: Draft, pos: int, limit: int, lex: Lexicon) -> int:
    if draft.issuer is not None:
        return 0
    at = _join().match(page.folded, pos)
    start = at.end() if at else pos
    lead = _issuer_lead().match(page.folded, start)
    if lead is None:
        return _take_bare_issuer(page, draft, pos, limit, lex)
    end = body_at(page, draft, lead.end(), limit, lex, small=True)
    if end and lead.group().startswith("giua"):
        draft.flags.add("between")
    return joint_bodies(page, draft, end, limit, lex, draft)


def _take_bare_issuer(page: Page, draft: Draft, pos: int, limit: int, lex: Lexicon) -> int:
    """Read an issuer from which a copy has dropped the "của" ("Quy định 13-QĐ/TW Bộ Chính trị về …").

    It must sign as the citation is signed, and no verb may follow: it would be the next clause's subject.
    """
    if draft.sign is None or page.flat[pos : pos + 1] != " " or not page.flat[pos + 1 : pos + 2].isupper():
        return 0
    known = lex.issuers.match(page.folded, pos + 1)
    if known is None or not {*re.split(r"[/\-]", draft.sign)}.intersection(known[1].signs):
        return 0
    trial = Draft(pos, pos, "number")
    end = body_at(page, trial, pos + 1, limit, lex)
    if not end or not _title_follows().match(page.folded, end):
        return 0
    draft.issuer, draft.district = trial.issuer, trial.district
    if trial.place_named:
        draft.locality, draft.place_named = trial.locality, True
    return end


# ---------------------------------------------------------------- what leads up to the citation


@lru_cache(maxsize=1)
def _issued_before() -> re.Pattern[str]:
    """Match the verb by which the body named before issues the document that follows."""
    return re.compile(
        r"(?:[ \n](?:da|vua|cung|moi|se|dong chi)){0,3}[ \n](?:ky ban hanh|ban hanh|co|ra|ky ket|ky|thong qua)(?:[ \n]cac)?[ \n]$"
        r"|[ \n]ban hanh theo[ \n]$"  # "Quy chế … do X ban hành theo Quyết định số"
    )


#: The last words of what `_issued_before` and `_whose` match.
_LEAD_ENDS = frozenset({"hanh", "co", "ra", "ket", "ky", "qua", "cac", "theo", "tai"})


@lru_cache(maxsize=1)
def _whose() -> re.Pattern[str]:
    """Match "của X tại" before a citation: X issued it."""
    return re.compile(r"[ \n]tai[ \n](?:cac[ \n])?$")


def read_lead(page: Page, draft: Draft, lex: Lexicon, low: int) -> None:
    """Fill issuer, place and date from the clause before the citation ("Ngày 29/01/2024 Ban Thường vụ … ban hành")."""
    words = page.folded[max(0, draft.start - 14) : draft.start].split()
    if not words or words[-1] not in _LEAD_ENDS:
        return  # a look at one word spares most citations the patterns
    low = max(low, draft.start - 180)
    window = page.folded[low : draft.start]
    verb = _issued_before().search(window, max(0, len(window) - 48))
    whose = None if verb else _whose().search(window, max(0, len(window) - 12))
    stop = verb.start() if verb else whose.start() if whose else -1
    if stop < 0 or (whose is not None and _transmits(draft)):
        return
    body = _body_ending(page, low, low + stop, draft, lex)
    if body is None:
        return
    if verb and draft.date is None:
        before = page.folded[max(low, body - 64) : body]
        m = _day_before().search(before)
        found = dates.match(before, m.start()) if m else None
        if found and found.iso and len(found.iso) == 10:
            draft.date, draft.date_span = found.iso, None
            draft.why.append("date-before")


def _transmits(draft: Draft) -> bool:
    """Say whether a letter is its office's that passes on what others think: "ý kiến của Thủ tướng tại Công văn …/VPCP-KTTH"."""
    return (draft.sign or "").startswith("VPCP")


@lru_cache(maxsize=1)
def _day_before() -> re.Pattern[str]:
    """Match the day at the head of the clause, before who issues ("Ngày 19/11/2018, kỳ họp thứ 6 Quốc hội thông qua")."""
    return re.compile(
        r"ngay[ \n]?[^,\n]{4,30},?[ \n](?:(?:tai[ ])?ky hop thu [a-z0-9]{1,5},?[ ](?:cua[ ])?)?(?:thay mat[ ])?$"
    )


@lru_cache(maxsize=1)
def _signer() -> re.Pattern[str]:
    """Match, in the text itself, words for a person who signs: office, "thay mặt", a name behind either."""
    return re.compile(
        r"(?P<behalf>(?:vừa |đã )?[Tt]hay mặt)(?= )|(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|Ủy viên|Uỷ viên|Phó|Quyền|Tổng Bí thư|Bí thư|Chủ tịch|Bộ trưởng|Thứ trưởng|Trưởng [Bb]an)(?= )"
        r"|(?P<name>[A-ZĐÀ-Ỹ][a-zà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zà-ỹ]*){1,4})(?=,? |$)"
    )


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    """Match what stands between the words for who issues: a comma, a body's term."""
    return re.compile(r"(?:[ \n]?[,(]?[ \n]?khoa[ \n](?:[ivxl]{1,6}|thu [a-z]+)\)?)?[ ,\n]{0,3}")


def _body_ending(page: Page, low: int, stop: int, draft: Draft, lex: Lexicon) -> int | None:
    """Find who issues, told right before `stop`; set issuer and place if they are not set; return where that starts."""
    for m in re.finditer(r"(?<![^\W\d_])[^\W\d_]", page.text[low:stop]):
        at = low + m.start()
        if not m.group().isupper():
            continue
        trial = _subject(page, at, stop, draft, lex)
        if trial is None:
            continue
        if draft.issuer is None:
            draft.issuer, draft.district = trial.issuer, trial.district
        if not draft.place_named and trial.place_named:
            draft.locality, draft.place_named = trial.locality, True
        draft.why.append("issuer-before")
        return at
    return None


def _subject(page: Page, at: int, stop: int, cited: Draft, lex: Lexicon) -> Draft | None:
    """Return issuer and place when all from `at` to `stop` tells who issues: bodies, and persons who sign for them.

    The last body counts, or the one on whose behalf a person signs: "Thay mặt Bộ Chính trị, đồng chí Lê Văn Mít,
    Thường trực Ban Bí thư, đã ký" is Bộ Chính trị's.
    """
    trial, pos = Draft(at, at, "number"), at
    behalf = page.folded.endswith("thay mat ", 0, at)
    person = settled = False
    while pos < stop:
        told = Draft(pos, pos, "number")
        end = body_at(page, told, pos, stop, lex)
        if not behalf:
            end = joint_bodies(page, told, end, stop, lex, cited)
        if end and not settled:
            trial, settled = told, behalf
        words = None if end else _signer().match(page.flat, pos, stop)
        if words is not None:
            if words["name"] and not (person or trial.issuer):
                return None
            person = True
            behalf = behalf or words["behalf"] is not None
            end = words.end()
        gap = _between().match(page.folded, end, stop) if end else None
        if gap is None:
            return None
        pos = gap.end()
    return trial
