"""The knowledge in data/registry as frozen look-ups, loaded once, on first use.

Facts about types, signs, issuers, localities, terms, known documents, names and relation cues live in YAML; this
module reads them (from a compiled cache when it is fresh) and answers questions. Names are looked up folded
(`text.fold_key`): case, accents and punctuation do not count.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocType:
    """A kind of document: `id` ("ket_luan"), `name` ("Kết luận"), all `variants` in lower-case NFC, `signs` ("KL")."""

    id: str
    name: str
    variants: tuple[str, ...]
    signs: tuple[str, ...]
    branch: str  # party | state | both
    numbered: bool  # False for Hiến pháp, Điều lệ: cited by name
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issues documents. `signs` as they stand in a code ("CP", "TW", "BGDĐT")."""

    id: str
    name: str  # short canonical name as officials write it: "Bộ Chính trị", "Bộ Nội vụ", "Ban Thường vụ Tỉnh ủy"
    aliases: tuple[str, ...]
    signs: tuple[str, ...]
    branch: str  # party | state | mass (mass organisations)
    level: str  # one of models.LEVELS
    rank: int  # 0-100, higher = more authority
    local: bool  # True: one exists in each province/district, its documents need a locality
    parent: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Locality:
    """A province or centrally-run city. The same place before and after 1/7/2025 is one entry; its extent changed."""

    id: str  # "hung-yen"
    name: str  # "Hưng Yên"
    kind: str  # tỉnh | thành phố
    variants: tuple[str, ...]
    seats: tuple[str, ...]
    valid_from: str | None = None
    valid_to: str | None = None  # last day it existed
    successor: str | None = None  # id of the locality it was merged into
    merged: str | None = None  # day from which this (surviving) locality is a merged one, numbers restart


@dataclass(frozen=True, slots=True)
class Term:
    """A Party term of office ("XIII") or legislature ("15"): numbers restart on `start`; `end` is the last day."""

    id: str
    kind: str  # party | province | assembly
    start: str
    end: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """A document known to the catalogue; `names` are all the names it goes by without number."""

    code: str | None
    type: str
    title: str | None
    issuer: str | None  # Issuer.name
    date: str | None
    term: str | None = None
    effective: str | None = None  # first day in force
    ended: str | None = None  # last day in force
    names: tuple[str, ...] = ()
    source: str = "known"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that decide a relation. `side`: before (cue, then citation), after, or passive ("được … bởi": reversed)."""

    relation: str
    words: str  # folded words (text.fold_key form), as they are matched
    side: str
    weight: int  # the most specific cue in the clause wins
    id: str  # rule id, e.g. "implements.thuc-hien"


class Registry:
    """Frozen look-ups. All methods are pure; unknown words give None or ()."""

    version: str  # digest of the data, kept with every fact
    types: tuple[DocType, ...]
    issuers: tuple[Issuer, ...]
    localities: tuple[Locality, ...]
    known: tuple[Known, ...]
    cues: tuple[Cue, ...]
    #: folded sign part -> canonical sign part: {"bcsd": "BCSĐ", "nd": "NĐ", "ubtvqh": "UBTVQH", "dang": …}
    sign_parts: dict[str, str]
    #: canonical type sign -> type ids that use it: {"QĐ": ("quyet_dinh", "quy_dinh"), "KL": ("ket_luan",)}
    type_signs: dict[str, tuple[str, ...]]
    #: folded variant of a type word -> type id
    type_words: dict[str, str]

    def type_named(self, words: str) -> DocType | None: ...
    def type_by_id(self, type_id: str) -> DocType | None: ...
    def issuer_named(self, words: str) -> Issuer | None: ...
    def issuers_signing(self, sign: str, on: str | None = None) -> tuple[Issuer, ...]: ...
    def locality_named(self, words: str, on: str | None = None) -> Locality | None: ...
    def locality_by_id(self, locality_id: str) -> Locality | None: ...
    def provinces_of_district(self, words: str, on: str | None = None) -> tuple[Locality, ...]: ...
    def party_term(self, on: str) -> str | None: ...
    def party_term_window(self, term: str) -> Term | None: ...
    def province_term(self, on: str, locality_id: str | None = None) -> str | None: ...
    def assembly_term(self, on: str) -> int | None: ...
    def known_coded(self, code: str) -> tuple[Known, ...]: ...
    def known_named(self, words: str) -> tuple[Known, ...]: ...


def load() -> Registry:
    """Return the registry, read once for the process."""
    raise NotImplementedError
