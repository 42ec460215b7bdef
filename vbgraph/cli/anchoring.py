"""What someone types for `corrections add` → the words and fields by which a correction holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vbgraph import dates
from vbgraph.cli.messages import Speech
from vbgraph.cli.words import relation_choices, relation_named
from vbgraph.corrections import NONE, Place, Which, is_day
from vbgraph.errors import AmbiguousError, NotFoundError, UsageError
from vbgraph.text import fold, fold_key

if TYPE_CHECKING:
    from vbgraph.models import Mention, Node
    from vbgraph.store import Store

#: How many characters of context are quoted before and after a citation.
_BEFORE, _AFTER = 48, 24
#: So much of a file's sha256 is written down.
_CONTENT = 16


def place(store: Store, words: str, nth: int | None = None) -> Place:
    """Return the words of a citation: given by its id, by FILE:START, or as "FILE: WORDS".

    Raises NotFoundError when there is no such citation, file or place, AmbiguousError for an id of several.
    """
    from vbgraph.query import files_named

    known = _with_id(store, words)
    if known is not None:
        return _quoted(store, *known)
    for cut in (i for i, letter in enumerate(words) if letter == ":"):
        files = files_named(store, words[:cut])
        rest = words[cut + 1 :].strip().strip('“”"')
        if files and rest:
            if rest.isdigit():
                return _at(store, files[0], int(rest))
            return _checked(
                store, Place(files[0], " ".join(rest.split()), nth=nth, content=_hash(store, files[0]))
            )
    raise NotFoundError("corrections.no_place", "corrections.place.hint", query=words)


def _with_id(store: Store, words: str) -> tuple[str, Mention] | None:
    """Return the mention with this id, and a file that holds it; copies of one content hold the same.

    Raises AmbiguousError when several files have a mention with this id.
    """
    from vbgraph.query.citations import named, reference

    found = named(store, words.strip())
    if len({c.mention for c in found}) > 1:
        ids = tuple(reference(c) for c in found)
        raise AmbiguousError("mention.many", candidates=ids, query=words, count=len(ids))
    return (found[0].file, found[0].mention) if found else None


def _at(store: Store, file: str, start: int) -> Place:
    """Return the citation that begins at, or holds, an offset of a file."""
    facts = store.facts(file)
    found = [m for m in facts.mentions if m.start <= start < m.end] if facts else []
    if not found:
        raise NotFoundError("corrections.no_place", "corrections.place.hint", query=f"{file}:{start}")
    return _quoted(store, file, min(found, key=lambda m: (m.start != start, m.end - m.start)))


def _hash(store: Store, file: str) -> str | None:
    facts = store.facts(file)
    return facts.sha256[:_CONTENT] if facts else None


def _checked(store: Store, where: Place) -> Place:
    """Return the place, when its words stand in the file. Raises NotFoundError."""
    from vbgraph.resolve.anchors import Words

    text = store.text_of(where.file)
    spans = list(Words(text.content).find(where.quote)) if text else []
    if len(spans) < (where.nth or 1):
        raise NotFoundError(
            "corrections.no_words", "corrections.place.hint", file=where.file, quote=where.quote
        )
    return where


def _quoted(store: Store, file: str, mention: Mention) -> Place:
    """Return a mention by its own words with a little context, counted when they stand more than once."""
    from vbgraph.resolve.anchors import Words

    text, facts = store.text_of(file), store.facts(file)
    content = text.content if text else ""
    start, end = _context(content, mention)
    inside = [m for m in facts.mentions if start <= m.start and m.end <= end] if facts else []
    own = " ".join(content[mention.start : mention.end].split())
    if sum(" ".join(content[m.start : m.end].split()) == own for m in inside) > 1:
        start, end, inside = mention.start, mention.end, []
    quote = " ".join(content[start:end].split())
    spans = list(Words(content).find(quote))
    nth = next((i for i, s in enumerate(spans, 1) if s[0] <= mention.start and mention.end <= s[1]), None)
    return Place(
        file, quote, own if len(inside) > 1 else None, nth if len(spans) > 1 else None, _hash(store, file)
    )


def _context(content: str, mention: Mention) -> tuple[int, int]:
    """Return a stretch round a mention that begins and ends at words of its own paragraph."""
    before = content[max(0, mention.start - _BEFORE) : mention.start]
    after = content[mention.end : mention.end + _AFTER]
    before = before.rpartition("\n\n")[2]
    after = after.partition("\n\n")[0]
    if len(before) == _BEFORE:
        before = before.partition(" ")[2]
    if len(after) == _AFTER:
        after = after.rpartition(" ")[0]
    return mention.start - len(before), mention.end + len(after)


def which(store: Store, node: Node) -> Which:
    """Return the fields that find a document again: its file when it is held, else its code or name."""
    if node.held and node.files:
        first = node.copies[0] if node.copies else None
        code = node.code if first is None or first.document > 0 else None
        return Which(file=node.files[0], content=_hash(store, node.files[0]), code=code)
    if node.code:
        return Which(id=node.id, code=node.code, locality=node.locality)
    return Which(id=node.id, name=node.name, title=None if node.name else node.title)


def new(words: str) -> Which:
    """Return a document that nothing in the store speaks of: a code with `@` and a place, date or term, or a name."""
    code, *conditions = (part.strip() for part in words.split("@"))
    date = term = locality = None
    for condition in conditions:
        if (iso := day(condition)) is not None:
            date = iso
        elif fold(condition).lstrip("k").isdigit():
            term = _roman(int(fold(condition).lstrip("k")))
        else:
            locality = _place_name(condition)
    numbered = any(letter.isdigit() for letter in code) and "/" in code
    return Which(
        code=code if numbered else None,
        name=None if numbered else code,
        date=date,
        term=term,
        locality=locality,
    )


def _place_name(words: str) -> str:
    """Return the name of a province as it is printed, words that name none as they are."""
    from vbgraph import registry

    found = registry.load().locality_named(words.replace("-", " "))
    return found.name if found is not None else words


def _roman(number: int) -> str:
    from vbgraph.query.narrow import roman

    return roman(number).upper()


def member(store: Store, words: str) -> Which | Place | None:
    """Return one of two that differ, when it is not simply a document: a citation, a file, a code with its date."""
    from vbgraph.query import files_named

    files = files_named(store, words)
    if files:
        return Which(file=files[0], content=_hash(store, files[0]))
    if "#" in words or ":" in words or _with_id(store, words) is not None:
        return place(store, words)
    code, _, condition = words.rpartition("@")
    iso = day(condition) if code else None
    return Which(code=code.strip(), date=iso) if iso else None


def day(words: str) -> str | None:
    """Return a date as people write it in ISO, None when it is none.

    >>> day("20/7/2023"), day("2023-07"), day("hôm qua")
    ('2023-07-20', '2023-07', None)
    """
    if is_day(words):
        return words
    found = dates.match(fold(words)) if words[:1].isdigit() else None
    return found.iso if found is not None and found.end == len(words) else None


def relation(words: str, say: Speech) -> str:
    """Return the relation that words name, in English or Vietnamese. Raises UsageError.

    >>> say = Speech("vi")
    >>> relation("implements", say), relation("hướng dẫn", say), relation("không", say)
    ('implements', 'guides', 'none')
    """
    if fold_key(words) in (NONE, "khong"):
        return NONE
    found = relation_named(words)
    if found is None:
        none = "không" if say.lang == "vi" else NONE
        raise UsageError("corrections.no_relation", value=words, choices=relation_choices(say, none))
    return found
