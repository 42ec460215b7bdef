"""What the extractor asks of the registry, indexed once: issuers, provinces, districts, names of documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from vbgraph.extract.phrases import PhraseIndex
from vbgraph.registry import Issuer, Known, Locality, Registry
from vbgraph.registry_names import body_spellings
from vbgraph.text import fold_key

#: Types that a name begins with, by their folded word.
NAMED_TYPES = {
    "nghi quyet": "Nghị quyết",
    "ket luan": "Kết luận",
    "luat": "Luật",
    "bo luat": "Bộ luật",
    "phap lenh": "Pháp lệnh",
}
#: First words of names that stand for a document without its number.
NAME_LEADS = (
    "luat", "bo luat", "phap lenh", "hien phap", "dieu le", "cuong linh", "de an", "chuong trinh", "chien luoc",
    "quy dinh", "quy che", "quyet dinh", "nghi quyet", "nghi dinh", "chi thi", "ket luan", "huong dan", "ke hoach",
    "quy hoach", "cong uoc", "tuyen ngon", "di chuc", "nghi dinh thu", "hiep dinh", "dieu uoc",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrase indexes over one registry."""

    registry: Registry
    bodies: frozenset[str]
    issuers: PhraseIndex[Issuer]
    places: PhraseIndex[Locality]
    names: PhraseIndex[tuple[Known, ...]]


@lru_cache(maxsize=4)
def lexicon(registry: Registry) -> Lexicon:
    """Return the indexes of a registry, built once."""
    called = [(words, issuer) for issuer in registry.issuers for words in (issuer.name, *issuer.aliases)]
    issuers: PhraseIndex[Issuer] = PhraseIndex(
        (fold_key(words), issuer) for words, issuer in called if len(words) > 3
    )
    for words, issuer in called:
        for key in body_spellings(words):
            if " " in key:
                issuers.add(key, issuer)
    places: PhraseIndex[Locality] = PhraseIndex(
        (fold_key(words), place) for place in registry.localities for words in (place.name, *place.variants)
    )
    return Lexicon(
        registry, frozenset(fold_key(i.name) for i in registry.issuers), issuers, places, _names(registry)
    )


@lru_cache(maxsize=4096)
def names_of(known: Known) -> tuple[str, ...]:
    """Return every name a known document goes by: its title with the type word, then its other names."""
    if not known.title:
        return known.names
    if fold_key(known.title).startswith(fold_key(known.type)) or known.type == "Luật":
        return (known.title, *known.names)
    return (*known.names, f"{known.type} {known.title}", f"{known.type} về {known.title}")


def _names(registry: Registry) -> PhraseIndex[tuple[Known, ...]]:
    by_name: dict[str, list[Known]] = {}
    for known in registry.known:
        keys = {key: name for name in names_of(known) for key in _spellings(fold_key(name))}
        for key, name in keys.items():
            if " " in key or name.isupper():
                by_name.setdefault(key, []).append(known)
    return PhraseIndex((key, tuple(entries)) for key, entries in sorted(by_name.items()))


_COUNCIL, _COMMITTEE = "hoi dong nhan dan", "uy ban nhan dan"


def _spellings(key: str) -> list[str]:
    """Return a name's key, then with the council and the committee in it abbreviated, "và" for a comma and back."""
    keys = [key]
    if _COUNCIL not in key or _COMMITTEE not in key:
        return keys
    for old, new in (
        (f"{_COUNCIL} {_COMMITTEE}", f"{_COUNCIL} va {_COMMITTEE}"),
        (f"{_COUNCIL} va {_COMMITTEE}", f"{_COUNCIL} {_COMMITTEE}"),
        (_COUNCIL, "hdnd"),
        (_COMMITTEE, "ubnd"),
    ):
        keys += [k.replace(old, new) for k in keys if old in k]
    return keys
