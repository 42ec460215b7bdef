"""The number that a name stands for, by the date the text gives or by what was in force (Luật ban hành văn bản)."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph import codes, dates
from vbgraph.extract.draft import Draft
from vbgraph.extract.lexicon import names_of
from vbgraph.extract.reading import Reading
from vbgraph.extract.titles import TitleIndex
from vbgraph.models import Code, Document
from vbgraph.registry import Known, Registry
from vbgraph.text import fold_key


def code_names(reading: Reading, drafts: list[Draft]) -> None:
    """Fill the codes of all citations by name, those whose date the text gives first."""
    settled: dict[str, set[str]] = {}
    for draft in drafts:  # "Luật Việc làm số 74/2025/QH15": later "Luật Việc làm" is that one
        if draft.kind == "number" and draft.name and draft.code and "name_mismatch" not in draft.flags:
            settled.setdefault(fold_key(draft.name), set()).add(draft.code)
    names = [d for d in drafts if d.kind == "name" and d.name is not None]
    titled = TitleIndex(drafts)
    _settle_plenums(reading, drafts, names)
    for draft in sorted(names, key=lambda d: (d.date is None, d.parent is not None, d.start)):
        _name_the_place(draft)
        if draft.code is not None:
            continue
        numbered = titled.named(fold_key(draft.name or "").split())
        if numbered is not None and numbered.code is not None and draft.date is None:
            _take(reading, draft, numbered.code)
            continue
        known = _candidates(reading, draft, settled)
        if not known:
            _name_as_printed(reading, draft)
        found = {k.code for k in known if k.code}
        if len(found) == 1:
            _take(reading, draft, found.pop())
            if draft.date is not None and draft.code is not None:
                settled.setdefault(fold_key(draft.name or ""), set()).add(draft.code)
        elif len(found) > 1:
            draft.flags.add("ambiguous")
        elif draft.date is not None and "partial_date" not in draft.flags:
            settled.setdefault(fold_key(draft.name or ""), set()).add(draft.date)  # another one, not known


def _settle_plenums(reading: Reading, drafts: list[Draft], names: list[Draft]) -> None:
    """Tell what a plenum's document without its term is: as the text defines it, else of the one term it gives."""
    plenums = [d for d in names if "plenum" in d.why]
    open_ = [d for d in plenums if d.term is None]
    if not open_:
        return
    terms: dict[str, set[str]] = {}
    for draft in plenums:
        if draft.term:
            terms.setdefault((draft.name or "").partition(" khóa ")[0], set()).add(draft.term)
    defined: dict[str, Draft] = {}
    for draft in open_:
        name = draft.name or ""
        if draft.definition:
            low = reading.sentence(draft.start)[0]
            before = [
                d for d in drafts if low <= d.start < draft.start and d.kind == "number" and d.parent is None
            ]
            if before and before[-1].code and before[-1].type == draft.type:
                defined[name] = before[-1]
        if name in defined:
            _take(reading, draft, defined[name].code or "")
            draft.date, draft.term = defined[name].date, defined[name].term
            draft.flags.discard("ambiguous")
        elif len(terms.get(name, ())) == 1:
            draft.term = next(iter(terms[name]))
            draft.name = f"{name} khóa {draft.term}"
            draft.flags.discard("ambiguous")
            draft.why.append("term-in-text")


def _candidates(reading: Reading, draft: Draft, settled: dict[str, set[str]]) -> tuple[Known, ...]:
    """Return the known documents of this name that the text allows."""
    known = reading.lex.registry.known_named(draft.name or "")
    if draft.type in _LAWS:
        known = tuple(k for k in known if k.type == draft.type)
    if draft.term:
        known = tuple(k for k in known if k.term in (None, draft.term))
    if draft.date:
        dated = tuple(k for k in known if k.date)
        return tuple(k for k in dated if dates.agree(k.date, draft.date)) if dated else known
    owner = reading.owner(draft)
    if _is_own_name(draft, owner):
        return tuple(k for k in known if k.date == owner.date)  # the document itself, not its predecessor
    elsewhere = settled.get(fold_key(draft.name or ""), set())
    code = next(iter(elsewhere), "")
    if len(elsewhere) == 1 and "/" in code:
        return tuple(k for k in known if k.code == code) or (
            Known(code, draft.type or "Luật", draft.name, None, None),
        )
    if len(elsewhere) > 1 and not all("/" in one for one in elsewhere):
        return ()  # the text has two of this name, and one of them is not known
    on = draft.parent.date if draft.parent is not None and draft.parent.date else owner.date
    if on is None:
        return known
    known = tuple(
        k for k in known if k.date is None or k.date <= on
    )  # nobody cites what is yet to be adopted
    if draft.relation == "guides" and draft.parent is not None:
        # A decree that details a law is often issued before that law takes effect: the newest adopted one counts.
        newest = max((k.date for k in known if k.date and k.date <= on), default=None)
        return tuple(k for k in known if newest and k.date == newest)
    if re.match(r"[ \n]khi co hieu luc", reading.page.folded[draft.tail : draft.tail + 20]):
        adopted = tuple(k for k in known if k.effective and (k.date or "9") <= on < k.effective)
        if adopted:
            return adopted
    if "amending" in draft.flags:
        # One law is amended again and again: only an amendment that is the one adopted and not yet ended is told by its
        # name; with none left, a bill may be meant.
        return tuple(k for k in known if k.ended is None or k.ended >= on)
    return _in_force(known, on) or known


def _name_as_printed(reading: Reading, draft: Draft) -> None:
    """Undo the name of a document that was yet to come ("Cương lĩnh chính trị" in a text of 2008 is not that of 2011)."""
    own = reading.lex.registry.known_named(draft.name or "")
    on = reading.owner(draft).date
    if "known-name" not in draft.why or len(own) != 1 or on is None or draft.date is not None:
        return
    if (own[0].date or "") <= on:
        return
    printed = fold_key(reading.page.text[draft.start : draft.end])
    draft.name = next((n for n in names_of(own[0]) if fold_key(n) == printed), draft.name)


def _is_own_name(draft: Draft, owner: Document) -> bool:
    """Say whether a name is that of the very document it stands in."""
    return (
        owner.kind == "directive"
        and owner.date is not None
        and draft.type == owner.type
        and fold_key(draft.name or "") == fold_key(f"{owner.type} {owner.title or ''}")
    )


_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})


def _in_force(known: tuple[Known, ...], on: str) -> tuple[Known, ...]:
    return tuple(
        k for k in known if (k.effective or k.date or "9") <= on and (k.ended is None or k.ended >= on)
    )


@lru_cache(maxsize=1024)
def _parsed(code: str, registry: Registry) -> Code | None:
    """Return the parts of a code; a text names the same few laws again and again."""
    return codes.parse(code, registry.sign_parts)


def _take(reading: Reading, draft: Draft, code: str) -> None:
    parsed = _parsed(code, reading.lex.registry)
    if parsed is None:
        return
    draft.code, draft.number, draft.year = str(parsed), parsed.number, parsed.year
    draft.sign, draft.style = parsed.sign, parsed.style
    draft.flags.add("inferred_code")


def _name_the_place(draft: Draft) -> None:
    """Name the province in a provincial congress's resolution where the text leaves it out."""
    if "local_name" in draft.flags and draft.name and draft.locality and draft.locality not in draft.name:
        draft.name = re.sub(r"(Đảng bộ (?:tỉnh|thành phố))(?! [A-ZĐ])", rf"\1 {draft.locality}", draft.name)
