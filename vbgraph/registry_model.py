"""What the registry knows, as frozen dataclasses, and `Tables`: all of it with its indexes, ready to be kept."""

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
    """A document known to the catalogue; `type` and `issuer` are names, `names` all the names it goes by."""

    code: str | None
    type: str  # DocType.name
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
    near: bool = False  # it must stand right before the citation


@dataclass(frozen=True, slots=True)
class Tables:
    """The whole registry compiled: the entries, and indexes that give positions in them by folded key."""

    version: str
    types: tuple[DocType, ...]
    issuers: tuple[Issuer, ...]
    localities: tuple[Locality, ...]
    terms: tuple[Term, ...]
    known: tuple[Known, ...]
    cues: tuple[Cue, ...]
    type_signs: dict[str, tuple[str, ...]]
    type_words: dict[str, str]
    sign_parts: dict[str, str]
    issuer_names: dict[str, int]
    issuer_signs: dict[str, tuple[int, ...]]
    place_names: dict[str, tuple[int, ...]]
    districts: dict[str, tuple[int, ...]]
    ordinals: dict[str, tuple[tuple[str, str], ...]]
    known_codes: dict[str, tuple[int, ...]]
    known_names: dict[str, tuple[int, ...]]
    known_bare: dict[str, tuple[int, ...]]
