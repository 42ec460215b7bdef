"""Documents named without a number: laws and codes, the Constitution, and all else that has a name."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.draft import Draft
from vbgraph.extract.lexicon import NAME_LEADS, NAMED_TYPES, Lexicon, names_of
from vbgraph.extract.meetings import congresses, plenums
from vbgraph.extract.page import Page, trim
from vbgraph.registry import Known
from vbgraph.text import fold, fold_key


def find_names(page: Page, lex: Lexicon) -> list[Draft]:
    """Return every citation by name, nested ones included, in order of start; lists give several with one span."""
    found = [*plenums(page), *congresses(page, lex), *_laws(page, lex), *_others(page, lex)]
    found.sort(key=lambda d: (d.start, -d.end))
    return _without_shadows(found)


_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
_NESTED_TYPES = _LAWS | {"Hiến pháp", "Điều lệ", "Điều lệ Đảng"}


def _without_shadows(found: list[Draft]) -> list[Draft]:
    """Drop a name that stands inside a longer one that says the same, keep those nested in an amending law's name."""
    out: list[Draft] = []
    for draft in found:
        cover = next((o for o in reversed(out[-6:]) if o.start <= draft.start and draft.end <= o.end), None)
        same_list = (
            cover is not None
            and (cover.start, cover.end) == (draft.start, draft.end)
            and cover.name != draft.name
            and not {"plenum", "congress"}.isdisjoint(draft.why)
        )
        nested = (
            cover is not None
            and cover.start < draft.start
            and draft.type in _NESTED_TYPES
            and cover.type not in _LAWS
        )
        if nested and draft.parent is None:
            draft.parent = cover
        if cover is None or same_list or draft.parent is cover:
            out.append(draft)
    return out


# ---------------------------------------------------------------- laws and codes


@lru_cache(maxsize=1)
def _law_lead() -> re.Pattern[str]:
    return re.compile(r"(?:bo luat|luat|phap lenh)[ \n]")


@lru_cache(maxsize=1)
def _amending_law() -> re.Pattern[str]:
    """Match a law that amends others, up to the first law it names."""
    return re.compile(
        r"(?:luat|phap[ \n]lenh)[ \n](?:(?:sua[ \n]doi|bo[ \n]sung)[ \n,]{0,3}){1,2}[ \n]?(?:(?:va[ \n])?(?:mot[ \n]so[ \n])?(?:dieu[ \n]?)?(?:khoan[ \n])?,?[ \n]?(?:dieu[ \n])?(?:[\w. ]{0,20}[ \n])?cua[ \n](?:cac[ \n])?)?(?=(?:bo[ \n]luat|luat|phap[ \n]lenh)[ \n])"
    )


@lru_cache(maxsize=1)
def _unknown_law_end() -> re.Pattern[str]:
    """Match where the name of a law that the registry does not know surely ends (accents tell "về" from "vệ")."""
    return re.compile(
        r"[,;.:()\[“”\"\n]|(?<=[^\W\d_])(?=\d{1,2}(?!\d))|[ \n](?=(?:NGHỊ|THÔNG|QUYẾT|CHỈ|PHÁP LỆNH|LUẬT|BỘ LUẬT)[ \n])|[ \n](?:năm \d|số(?= ?:? ?\d)|ngày|được|và(?= (?:LUẬT|NGHỊ|THÔNG|QUYẾT|CHỈ|PHÁP|BỘ LUẬT|Luật|Nghị|Pháp|Bộ luật|Quyết|Thông|Chỉ|Công|Kế|Quy|Hiến|các|văn|hướng|quy|pháp|khoản|điểm)(?![^\W\d_])| \d)|của|quy định|đã|thì|là|có|trong|theo|"
        r"về|này|hiện hành|do|tại|để|nhằm|cho|đối với|khi|sửa đổi|hoặc|mà|phải|không|điều|hay|gồm|vào|hết|bao gồm|nếu|đang|vẫn|sẽ|bị|như|với|từ|đến|trước|sau|nêu|nói)(?![^\W\d_])"
    )


@lru_cache(maxsize=1)
def _name_with_commas() -> re.Pattern[str]:
    """Match how a law's name goes on behind a comma: small letters up to its day, year or number, not to its effect."""
    return re.compile(
        r"(?!, (?:có|được|đã|do|sẽ|theo) )(?:,? [a-zà-ỹ]+(?:/[a-zà-ỹA-Z]+)?){1,24}?(?= (?:ngày \d|năm \d{4}|số \d{1,3}/))"
    )


@lru_cache(maxsize=1)
def _longer_name() -> re.Pattern[str]:
    """Match, in a legal basis, what makes a known name another law's: "Luật Khiếu nại, tố cáo ngày 02/12/1998"."""
    not_it = "có|được|đã|do|sẽ|theo|các|những|trong|và|ban|ký|nghị|thông|quyết|chỉ|luật|bộ|pháp|văn"
    return re.compile(
        rf",(?! (?:{not_it}) )(?: (?!(?:là|từ|đến|trước|sau|vào) )[a-zà-ỹ]+){{1,5}}(?= ngày \d{{1,2}}(?:/| tháng ))"
    )


@lru_cache(maxsize=1)
def _year_after() -> re.Pattern[str]:
    return re.compile(r"[ \n](?:(?:nam|so)[ \n])?((?:19|20)\d\d)(?![\d/\-]|\.\d)")


@lru_cache(maxsize=1)
def _no_law() -> re.Pattern[str]:
    """Match the words after which "luật" names no law: "pháp luật", "Đại học Luật", "Khoa Luật"."""
    return re.compile(r"(?<![a-z])(?:phap|hoc|khoa|vien|nganh|hoa)[ ]$")


def _laws(page: Page, lex: Lexicon) -> list[Draft]:
    out: list[Draft] = []
    short: dict[str, Draft] = {}
    parent_until, parent = 0, None
    lead_end = 0
    for m in page.at_leads(_law_lead(), ("bo", "luat", "phap")):
        if m.start() < lead_end:
            continue  # the "Luật" of "Bộ Luật"
        lead_end = m.end()
        if _no_law().search(page.folded, max(0, m.start() - 8), m.start()):
            continue
        amending = _amending_law().match(page.folded, m.start())
        if amending and not page.text[amending.end()].isupper():
            continue  # "Luật sửa đổi, bổ sung một số điều của luật hiện hành": any law
        if amending:
            parent = _amending_draft(page, amending.start(), amending.end(), lex)
            parent_until = parent.end
            out.append(parent)
            continue
        draft = _law(page, m.start(), m.end(), lex, parent_until)
        shorter = _by_short_name(page, m, short)
        if shorter and (draft is None or draft.end <= shorter.end or "unknown_name" in draft.flags):
            draft = shorter
        if draft is None:
            continue
        _note_short_name(page, draft, short, lex)
        if parent is not None and draft.start < parent_until:
            draft.parent = parent
        out.append(draft)
    return out


def _law(page: Page, start: int, after_lead: int, lex: Lexicon, until: int) -> Draft | None:
    """Return the law named at `start`: a known name, else capitalised words up to a surely foreign one.

    A year that stands before `until` is told of the amending law around it.
    """
    hit = known_at(page, start, lex)
    lead = " ".join(page.folded[start:after_lead].split())
    based = page.folded.startswith("can cu ", start - 7) if start >= 7 else False
    onward = _longer_name().match(page.flat, hit[0]) if hit and based else None
    if hit is not None and onward is None:
        end, entries = hit
        draft = Draft(
            start,
            end,
            "name",
            type=_kind(page, start, entries),
            name=official(entries, page.text[start:end]),
            why=["known-name"],
        )
    else:
        end = onward.end() if onward else _unknown_end(page, start, after_lead)
        if end == 0:
            return None
        printed = " ".join(page.text[start:end].split())
        draft = Draft(start, end, "name", type=NAMED_TYPES[lead], name=printed, why=["law-by-name"])
        draft.flags.add("unknown_name")
    if draft.end >= until:
        _take_year(page, draft)
    return draft


def _take_year(page: Page, draft: Draft) -> None:
    """Take the year behind a name into the citation ("Luật Đất đai năm 2013", "Hiến pháp 2013")."""
    year = _year_after().match(page.folded, draft.end)
    if year:
        draft.date, draft.end = year[1], year.end()
        draft.flags.add("partial_date")


@lru_cache(maxsize=1)
def _short_name() -> re.Pattern[str]:
    """Match brackets that define a law's short name: "(sau đây gọi là Luật TGPL)", "(KTTV)" behind the name itself."""
    called = r"(?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt |chung )?là:? ?[“\"]?(?P<lead>(?i:Bộ luật|Luật|Pháp lệnh) )"
    return re.compile(
        rf"(?:(?P<far>(?:(?!(?i:uật |háp lệnh ))[^()\n;]){{0,80}})| )\((?:{called})?(?P<name>[A-ZĐÀ-Ỹ][\w ]{{0,50}})[”\"]?\)"
    )


def _note_short_name(page: Page, draft: Draft, short: dict[str, Draft], lex: Lexicon) -> None:
    """Note the short name that brackets behind a law's name define ("Luật Khí tượng thủy văn (KTTV)")."""
    if page.flat.find("(", draft.end, draft.end + 82) < 0:
        return  # no brackets near enough, as behind most names
    m = _short_name().match(page.flat, draft.end)
    if m is None:
        return
    if m["lead"]:
        whole = f"{draft.type} {m['name']}"
        if (
            "unknown_name" in draft.flags
            and whole.startswith(draft.name or "")
            and page.flat.startswith(whole, draft.start)
        ):
            draft.name, draft.end = (
                whole,
                draft.start + len(whole),
            )  # the definition tells where the name ends
        if known_at(page, m.start("lead"), lex) is None:
            short.setdefault(m["name"], draft)
    elif m.start("name") == draft.end + 2:
        words = fold_key(draft.name or "").removeprefix(fold_key(draft.type or "")).split()
        if m["name"].isupper() and fold(m["name"]) == "".join(word[0] for word in words):
            short.setdefault(m["name"], draft)


def _by_short_name(page: Page, lead: re.Match[str], short: dict[str, Draft]) -> Draft | None:
    """Return a law that is named by a short name which the text has defined."""
    at = lead.end()
    name = next((n for n in short if page.flat.startswith(n, at) and _ends(page, at + len(n))), None)
    if name is None:
        return None
    draft = Draft(lead.start(), at + len(name), "name", type=short[name].type, name=short[name].name)
    draft.why.append("defined-name")
    _take_year(page, draft)
    return draft


def _ends(page: Page, at: int) -> bool:
    """Say whether a word ends at `at`."""
    after = page.flat[at : at + 1]
    return not after.isalnum() and after != "-"


def known_at(page: Page, start: int, lex: Lexicon) -> tuple[int, tuple[Known, ...]] | None:
    """Return (end, entries) of the known name printed at `start`; a name of two words must have its very accents.

    "Luật sư" is a lawyer and "Luật Sử dụng …" another law than "Luật Luật sư".
    """
    hit = lex.names.match(page.folded, start, 2)
    if hit is None:
        return None
    printed = " ".join(page.text[start : hit[0]].split())
    if len(printed.split()) <= 2:
        spelt = {name.casefold() for known in hit[1] for name in names_of(known)}
        if printed.casefold() not in spelt or not printed.split()[-1][0].isupper():
            return None
    return hit


def official(entries: tuple[Known, ...], printed: str) -> str:
    """Return the catalogue's spelling of a printed name."""
    key = fold_key(printed)
    spelt = next(
        (n for known in entries for n in names_of(known) if fold_key(n) == key), " ".join(printed.split())
    )
    firsts = {names_of(known)[0] for known in entries}
    return firsts.pop() if len(firsts) == 1 else spelt


def _kind(page: Page, start: int, entries: tuple[Known, ...]) -> str:
    low = page.folded[start : start + 12].replace("\n", " ")
    for lead, kind in (
        ("bo luat", "Bộ luật"),
        ("luat", "Luật"),
        ("phap lenh", "Pháp lệnh"),
        ("hien phap", "Hiến pháp"),
    ):
        if low.startswith(lead):
            return kind
    return entries[0].type


def _unknown_end(page: Page, start: int, after_lead: int) -> int:
    """Return where an unknown law's name ends; 0 when what follows is no name ("Luật này", "Luật, Nghị định")."""
    if not page.text[after_lead : after_lead + 1].isupper():
        return 0
    if re.match(
        r"(?:nay|so|do|sua|va|su|tai|hien|co|da|khac|moi|cu|quoc te|gia|viet nam)\b",
        page.folded[after_lead : after_lead + 12],
    ):
        return 0
    if page.text[start : after_lead + 6].isupper() and page.text[after_lead : after_lead + 40].isupper():
        return 0  # a line in capitals gives no hint where the name ends
    m = _unknown_law_end().search(page.flat, after_lead, after_lead + 140)
    end = m.start() if m else 0
    if m is not None and m.group() == ",":
        onward = _name_with_commas().match(page.flat, m.start())
        end = onward.end() if onward else end  # "Luật Quản lý, sử dụng vốn nhà nước … ngày 26 tháng 11"
    words = page.text[after_lead:end].split()
    end -= page.flat[end - 1 : end] == " "
    return end if 1 <= len(words) <= 26 and not words[0].isupper() else 0


@lru_cache(maxsize=1)
def _next_law() -> re.Pattern[str]:
    """Match the way from one law in an amending law's name to the next; laws of such a list may carry their numbers."""
    number = r"(?P<number>[ \n](?:so[ \n])?\d{1,3}/(?:19|20)\d\d/[a-z]{2,6}\d{1,2})?"
    return re.compile(
        rf"{number}(?P<more>(?:,[ \n]|[ \n]va[ \n]|,[ \n]va[ \n])(?=(?:bo luat|luat|phap lenh)[ \n](?!sua doi|so[ \n])))?"
    )


def _amending_draft(page: Page, start: int, lead_end: int, lex: Lexicon) -> Draft:
    """Return the amending law, its name running to the end of the last law it names."""
    end = lead_end
    several = False
    while True:
        hit = known_at(page, end, lex)
        inner = _law_lead().match(page.folded, end)
        step = hit[0] if hit else (_unknown_end(page, end, inner.end()) if inner else 0)
        if not step:
            break
        onward = _next_law().match(page.folded, step)
        if onward is None or not onward["more"]:
            # Behind a single law the number may be the amending law's own; in a list each law has its own.
            end = onward.end("number") if onward and several and onward["number"] else step
            break
        several = several or bool(onward["number"])
        end = onward.end()
    end = trim(page, start, max(end, lead_end))
    name = re.sub(r" số \d{1,3}/\d{4}/\w+", "", " ".join(page.text[start:end].split()))
    kind = "Pháp lệnh" if page.folded.startswith("phap", start) else "Luật"
    draft = Draft(start, end, "name", type=kind, name=name, why=["amending-law"])
    draft.flags.add("amending")
    if not _year_of_inner(page, draft, hit[1] if hit else (), lex):
        _take_year(page, draft)
    return draft


def _year_of_inner(page: Page, draft: Draft, inner: tuple[Known, ...], lex: Lexicon) -> bool:
    """Say whether the year behind "Luật sửa đổi … của Luật X" is X's, by the years in which the two were adopted."""
    year = _year_after().match(page.folded, draft.end)
    if year is None:
        return False
    own = lex.registry.known_named(draft.name or "")
    return _of_year(inner, year[1]) and not _of_year(own, year[1])


def _of_year(known: tuple[Known, ...], year: str) -> bool:
    return any((k.date or "").startswith(year) for k in known)


# ---------------------------------------------------------------- everything else that has a name


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    words = [
        w.replace(" ", r"[ \n]?") for w in sorted(NAME_LEADS, key=len, reverse=True) if w not in NAMED_TYPES
    ]
    return re.compile(rf"(?:{'|'.join(words)}|bl[a-z]{{1,4}}|nghi[ \n]quyet|ket[ \n]luan)(?![a-z])")


def _first_words(page: Page) -> set[str]:
    """Return the words of a page with which a name may begin."""
    return {word for word in page.leads if word in _FIRST_WORDS or word.startswith("bl")}


#: The second set are leads that lost their blank ("Điềulệ Đảng").
_FIRST_WORDS = frozenset(lead.split()[0] for lead in NAME_LEADS) | {
    lead.replace(" ", "") for lead in NAME_LEADS
}


#: Types of which a bare year behind the name tells the edition.
_OF_A_YEAR = frozenset({"Hiến pháp", "Luật", "Bộ luật", "Điều lệ"})


@lru_cache(maxsize=1)
def _attached() -> re.Pattern[str]:
    """Match behind a name what makes it the attachment of a numbered document, which is the one that is cited."""
    return re.compile(r"[^.;:()\"\n]{0,80}?[ ]kem[ ]theo[ ](?:[a-z]+[ ]){1,4}so[ ]?:?[ ]?\d")


def _others(page: Page, lex: Lexicon) -> list[Draft]:
    out = []
    for m in page.at_leads(_lead(), _first_words(page)):
        hit = lex.names.match(page.folded, m.start())
        if hit is None:
            continue
        end, entries = hit
        printed = page.text[m.start() : end]
        if len(printed) <= 6 and not printed.isupper():
            continue
        if re.match(r"[ \n]?[/\-]\d|[ \n]?/[A-Z]|\d", page.text[end : end + 3]) or _attached().match(
            page.folded, end
        ):
            continue
        kind = lex.registry.type_named(" ".join(m.group().split()))
        draft = Draft(m.start(), end, "name", type=kind.name if kind else entries[0].type, why=["known-name"])
        draft.name = official(entries, printed)
        if draft.type in _OF_A_YEAR or entries[0].type in _OF_A_YEAR:
            _take_year(page, draft)
        out.append(draft)
    return out
