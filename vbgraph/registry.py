"""The knowledge in data/registry as frozen look-ups, loaded once, on first use.

Facts about types, signs, issuers, localities, terms, known documents, names and relation cues live in YAML; this
module reads them (from a compiled cache when it is fresh) and answers questions. Names are looked up folded
(`text.fold_key`): case, accents and punctuation do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from vbgraph import registry_names as names
from vbgraph.codes import key as code_key
from vbgraph.registry_model import Cue, DocType, Issuer, Known, Locality, Tables, Term
from vbgraph.text import fold, fold_key

__all__ = ["Cue", "DocType", "Issuer", "Known", "Locality", "Registry", "Term", "load"]

#: The district level was abolished on 1/7/2025.
DISTRICTS_UNTIL = "2025-06-30"
#: Type signs, folded, after which every part names a body of its own.
_JOINT = frozenset({"ttlt", "nqlt", "khlt", "hdln", "hdlt", "ctph", "ctrph", "qcph"})


class _Dated(Protocol):
    """What is valid between two days."""

    @property
    def valid_from(self) -> str | None: ...
    @property
    def valid_to(self) -> str | None: ...


_D = TypeVar("_D", bound=_Dated)


class Registry:
    """Frozen look-ups. All methods are pure; unknown words give None or (). Days are ISO and may be partial."""

    def __init__(self, tables: Tables) -> None:
        """Take the compiled tables; nothing is computed yet."""
        self._tables = tables
        #: Digest of the data, kept with every fact.
        self.version: str = tables.version
        self.types: tuple[DocType, ...] = tables.types
        self.issuers: tuple[Issuer, ...] = tables.issuers
        self.localities: tuple[Locality, ...] = tables.localities
        self.known: tuple[Known, ...] = tables.known
        self.cues: tuple[Cue, ...] = tables.cues
        #: Folded sign part → canonical sign part: {"bcsd": "BCSĐ", "nd": "NĐ", "ndcp": "NĐ-CP"}.
        self.sign_parts: dict[str, str] = tables.sign_parts
        #: Canonical type sign → type ids that use it, the default first: {"QĐ": ("quyet_dinh", "quy_dinh")}.
        self.type_signs: dict[str, tuple[str, ...]] = tables.type_signs
        #: Folded variant of a type word → type id.
        self.type_words: dict[str, str] = tables.type_words
        self._folded_type_signs = frozenset(fold(sign) for sign in tables.type_signs)
        self._types_by_id = {t.id: t for t in tables.types}
        self._places_by_id = {p.id: p for p in tables.localities}
        # Texts repeat few signs and few names.
        self._signing = lru_cache(maxsize=4096)(self._read_signing)
        self._named = lru_cache(maxsize=4096)(self._find_named)

    def type_named(self, words: str) -> DocType | None:
        """Return the type of document that `words` name ("KẾT LUẬN", "NĐ"), or None."""
        return self.type_by_id(self.type_words.get(fold_key(words), ""))

    def type_by_id(self, type_id: str) -> DocType | None:
        """Return the type of document with this id, or None."""
        return self._types_by_id.get(type_id)

    def issuer_named(self, words: str) -> Issuer | None:
        """Return the body that `words` name, with its chief's title before it or a place after it, or None.

        "Bộ trưởng Bộ Y tế" is Bộ Y tế, "Tỉnh ủy Hưng Yên" Tỉnh ủy.
        """
        for key in names.body_keys(words):
            position = self._tables.issuer_names.get(key)
            if position is not None:
                return self.issuers[position]
        return None

    def issuers_signing(self, sign: str, on: str | None = None) -> tuple[Issuer, ...]:
        """Return the bodies that sign so, highest first: "TU", "BGDĐT", or a whole sign "TT-BGDĐT", "KL/TW".

        With a day, only bodies that existed then, unless none did.
        """
        found = self._signing(sign)
        return tuple(_valid(found, on)) or found

    def _read_signing(self, sign: str) -> tuple[Issuer, ...]:
        """Return the bodies of a whole sign, else of its parts: the type goes first, a drafting unit last."""
        folded = fold(re.sub(r"\s+", "", sign))
        head, *rest = re.split(r"[/\-]", folded)
        keys = [folded, folded[len(head) + 1 :], *rest]
        if head not in self._folded_type_signs:
            keys.insert(1, head)
        found = [positions for key in keys if (positions := self._tables.issuer_signs.get(key))]
        if head in _JOINT:
            found = [tuple(dict.fromkeys(i for positions in found for i in positions))]
        return tuple(self.issuers[i] for i in found[0]) if found else ()

    def locality_named(self, words: str, on: str | None = None) -> Locality | None:
        """Return the province or city that `words` name ("TP. Cần Thơ", "tỉnh Hưng Yên", "YênBái"), or None.

        When several bore the name one after the other, the one of the day `on`, else the latest.
        """
        for key in names.place_keys(words):
            positions = self._tables.place_names.get(key)
            if positions:
                found = [self.localities[i] for i in positions]
                alive = list(_valid(found, on)) if on else []
                return max(alive or found, key=lambda p: p.valid_to or "9999")
        return None

    def locality_by_id(self, locality_id: str) -> Locality | None:
        """Return the province or city with this id, or None."""
        return self._places_by_id.get(locality_id)

    def provinces_of_district(self, words: str, on: str | None = None) -> tuple[Locality, ...]:
        """Return every province that had a district of this name on a day (by default the last day of districts)."""
        day = on or DISTRICTS_UNTIL
        if day > DISTRICTS_UNTIL:
            return ()
        for key in names.district_keys(words):
            found = [self.localities[i] for i in self._tables.districts.get(key, ())]
            if found:
                return tuple(_valid(found, day))
        return ()

    def party_term(self, on: str) -> str | None:
        """Return the Party term ("XIII") in which documents of a day are numbered; None when it cannot be told."""
        return self._term_at("party", on)

    def party_term_window(self, term: str) -> Term | None:
        """Return first and last day of a Party term ("XIII"), or None."""
        return next((t for t in self._tables.terms if t.kind == "party" and t.id == term.upper()), None)

    def province_term(self, on: str, locality_id: str | None = None) -> str | None:
        """Return the term of office of a provincial committee on a day ("2020-2025").

        In a merged province numbers restart with the provisional committee of the day of merging: "2025".
        """
        term = self._term_at("province", on)
        place = self.locality_by_id(locality_id) if locality_id else None
        if term == "2020-2025" and place and place.merged and on >= place.merged:
            return place.merged[:4]
        return term

    def province_term_numbered(self, ordinal: str, locality_id: str) -> str | None:
        """Return the term that began with the congress of this ordinal ("XIV") of a province's Party, or None."""
        rows = self._tables.ordinals.get(locality_id, ())
        return next((term for number, term in rows if number == ordinal.upper()), None)

    def assembly_term(self, on: str) -> int | None:
        """Return the number of the legislature (15) on a day; None when it cannot be told."""
        term = self._term_at("assembly", on)
        return int(term) if term else None

    def _term_at(self, kind: str, on: str) -> str | None:
        """Return the one term that holds the whole of a day, month or year."""
        first, last = on + "0000-01-01"[len(on) :], on + "0000-12-31"[len(on) :]
        for term in self._tables.terms:
            if term.kind == kind and term.start <= first and last <= (term.end or "9999"):
                return term.id
        return None

    def known_coded(self, code: str) -> tuple[Known, ...]:
        """Return the known documents of a code, newest first, whatever its spelling: type and term are not compared."""
        return tuple(self.known[i] for i in self._tables.known_codes.get(code_key(code), ()))

    def known_named(self, words: str) -> tuple[Known, ...]:
        """Return the known documents of a name, newest first.

        A year at the end chooses ("Luật Đất đai 2013"); the type word of a law may be missing or another
        ("Luật về Giá", "Đất đai"); plenums and congresses are found in any wording.
        """
        return self._named(words)

    def _find_named(self, words: str) -> tuple[Known, ...]:
        key = names.document_key(words)
        positions = self._tables.known_names.get(key)
        if positions:
            return tuple(self.known[i] for i in positions)
        name, year = names.without_year(key.removesuffix(" sua doi"))
        bare = self._tables.known_bare
        positions = self._tables.known_names.get(name) or bare.get(names.bare_law(name)) or bare.get(name, ())
        found = (self.known[i] for i in positions)
        return tuple(k for k in found if year is None or (k.date or "").startswith(year))


def _valid(things: Iterable[_D], on: str | None) -> Iterator[_D]:
    """Yield what existed on a day, month or year (all when it is None)."""
    for thing in things:
        begun = on is None or (thing.valid_from or "")[: len(on)] <= on
        if begun and (on is None or on <= (thing.valid_to or "9999")[: len(on)]):
            yield thing


def load() -> Registry:
    """Return the registry with the user's own put over it, read once for the process.

    Raises RegistryError when files are missing or damaged, UsageError when a folder of the user's is not there.
    """
    from vbgraph.registry_user import chosen

    return _loaded(chosen())


@lru_cache(maxsize=4)
def _loaded(own: tuple[Path, ...]) -> Registry:
    from vbgraph.data_files import data_dir

    return load_from(data_dir("registry"), *own)


def load_from(folder: Path, *own: Path) -> Registry:
    """Return the registry of a folder of YAML files with folders of the user put over it.

    It comes from the cache when that was made of the very same files.
    """
    from vbgraph import registry_cache as cache
    from vbgraph import registry_user as user

    files = cache.read_files(folder)
    theirs = [(one, user.read_folder(one)) for one in own]
    version = cache.merged_version([files, *(content for _, content in theirs)])
    kept = cache.cache_file(version, own=bool(own))
    tables = cache.read(kept)
    if tables is None:
        from vbgraph.registry_compile import compile_with_own

        tables = compile_with_own(files, theirs, version)
        cache.write(kept, tables)
    return Registry(tables)
