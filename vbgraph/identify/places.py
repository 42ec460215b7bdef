"""The province, district and level of an issuing body, from letterhead, place line, title, copy block and body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from vbgraph.identify.bodies import known_issuer
from vbgraph.registry import Locality, Registry
from vbgraph.text import fold, fold_key


@lru_cache(maxsize=1)
def _province_words() -> re.Pattern[str]:
    """Match what stands before the name of a province (folded)."""
    return re.compile(
        r"\b(?:tinh\suy|thanh\suy|tinh\sdoan|thanh\sdoan|tinh|thanh\spho|tp\.?)(?:[ :]+|\n)(?=[a-z])"
    )


@lru_cache(maxsize=1)
def _district_words() -> re.Pattern[str]:
    """Match what stands before a district's or commune's name, with accents: quản, quân, xa, phương are other words."""
    return re.compile(
        r"\b(?:huyện [uủ][ỷy]|huyện uỷ|quận [uủ][ỷy]|thị [uủ][ỷy]|huyện|quận|thị xã|thị trấn|xã(?! hội)|phường|đặc khu)[ :]+(?=\w)"
    )


def without_province(issuer: str, registry: Registry) -> str:
    """Return a body's name without the province at its end, which is its locality and not part of its name.

    "Tỉnh ủy Hưng Yên" → "Tỉnh ủy", "Ủy ban nhân dân thành phố Hải Phòng" → "Ủy ban nhân dân thành phố".
    """
    for m in _province_words().finditer(fold(issuer)):
        name = issuer[m.end() :]
        if m.start() or m.group().strip().endswith("uy"):
            found = registry.locality_named(name.strip(" .,")) if name.strip() else None
            if found is not None:
                return issuer[: m.end()].strip(" :")
    return issuer


@lru_cache(maxsize=1)
def _local_body() -> re.Pattern[str]:
    """Match the names of bodies of which every province, district or commune has one (folded)."""
    return re.compile(
        r"\b(?:(?:tinh|thanh|huyen|quan|thi) uy|uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|chi bo|dang uy (?:xa|phuong|thi tran|khoi|cac|co quan)|dang bo (?:tinh|thanh pho|huyen|quan|xa|phuong|thi)"
        r"|so (?:[a-z]+)|(?:cong an|cuc thue|bo chi huy|toa an nhan dan|vien kiem sat nhan dan|tinh doan) (?:tinh|thanh pho|tp|huyen|quan))\b"
    )


def names_in(text: str, registry: Registry, *, limit: int = 12) -> list[Locality]:
    """Return the provinces that `text` names after "tỉnh", "thành phố", "Tỉnh ủy" …, in order."""
    out: list[Locality] = []
    for m in _province_words().finditer(fold(text)):
        found = named_at(text, m.end(), registry)
        if found is not None:
            out.append(found)
            if len(out) >= limit:
                break
    return out


def named_at(text: str, pos: int, registry: Registry) -> Locality | None:
    """Return the province whose name opens `text[pos:]`, the longest name first."""
    words = re.findall(r"[^\W\d_]+(?:[\-'][^\W\d_]+)?", text[pos : pos + 48])[:4]
    if not words or not words[0][:1].isupper():
        return None
    for count in range(len(words), 0, -1):
        found = registry.locality_named(" ".join(words[:count]))
        if found is not None:
            return found
    return None


def districts_in(words: str) -> list[str]:
    """Return the districts and communes in a body's name, in order: "XÃ MỸ ĐÔNG, HUYỆN THÁP MƯỜI" → both names."""
    heads = list(_district_words().finditer(words.lower()))
    out = []
    for m, stop in zip(heads, [*(h.start() for h in heads[1:]), len(words)], strict=False):
        name = words[m.end() : stop]
        name = re.split(r"[,;(]| - ", name)[0].strip(" .")
        if name and len(name.split()) <= 4 and name[:1].isupper():
            out.append(name)
    return out


def city_of_district(names: Iterable[str], registry: Registry) -> str | None:
    """Return the town that is a city inside a province ("THÀNH ỦY GIA NGHĨA"), if a name holds one."""
    for words in names:
        for m in re.finditer(r"\bthành (?:[uủ][ỷy]|phố) (?=\w)", words.lower()):
            name = words[m.end() :].split(",")[0].strip(" .")
            if name and named_at(words, m.end(), registry) is None and registry.provinces_of_district(name):
                return name
    return None


def is_branch(name: str) -> bool:
    """Say whether a letterhead's line names the body of one province or district: "CỤC THUẾ TP HÀ NỘI"."""
    return _local_body().search(fold(name)) is not None


def is_local(issuer: str | None, sign: str | None, registry: Registry) -> bool:
    """Say whether the body needs a locality to be told apart."""
    tail = re.split(r"[/\-]", sign)[1:] if sign else []
    if issuer:
        known = known_issuer(issuer, registry)
        if known is not None:
            return known.local
        if is_branch(issuer):
            return True
    return any(re.fullmatch(r".*(?:TU|HU|QU|ThU|ĐUK)|UBND|HĐND\d*|BCSĐ", part) for part in tail)


def locality(
    sources: Iterable[str], place: str | None, registry: Registry, on: str | None
) -> Locality | None:
    """Return the province from letterhead and title (`sources`, most telling first), else from the place line."""
    for text in sources:
        found = names_in(text, registry, limit=1)
        if found:
            return found[0]
        city = city_of_district([text], registry)
        for district in [*reversed(districts_in(text)), *([city] if city else [])]:
            homes = registry.provinces_of_district(district, on)
            if len(homes) == 1:
                return homes[0]
    return of_place(place, registry, on) if place else None


def of_place(place: str, registry: Registry, on: str | None) -> Locality | None:
    """Return the province of a place line: the province itself, or that of the one district so called."""
    bare = re.sub(r"^(?:tp|tx|tt|thanh pho|tinh|huyen|quan|thi xa|xa|phuong)[. ]+", "", fold(place))
    name = place[len(place) - len(bare) :] if len(bare) <= len(place) else place
    found = registry.locality_named(name, on) or registry.locality_named(name)
    if found is not None:
        return found
    homes = registry.provinces_of_district(name, on)
    return homes[0] if len(homes) == 1 else None


def most_named(text: str, registry: Registry) -> Locality | None:
    """Return the province a text names most, if it names one clearly more than any other."""
    counts = Counter(loc.id for loc in names_in(text, registry, limit=60)).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] < 2 * counts[1][1]):
        return None
    return registry.locality_by_id(counts[0][0])


def level(
    issuer: str | None, registry: Registry, *, has_locality: bool, in_district: bool = False
) -> str | None:
    """Return the level of authority of a body: the registry's, else what its name says."""
    if not issuer:
        return None
    known = known_issuer(issuer, registry)
    if known is not None and not known.local:
        return known.level
    words = issuer.lower()
    if re.search(r"\b(?:xã(?! hội)|phường|thị trấn|đặc khu)\b", words):
        return "commune"
    if re.search(r"\bchi bộ\b", words):
        return "grassroots"
    if re.search(r"\b(?:huyện|quận|thị xã|thị ủy|thị uỷ)\b", words):
        return "district"
    if in_district and re.search(r"\bthành (?:ủy|uỷ|phố)\b", words):
        return "district"
    if known is not None:
        return known.level
    if has_locality:
        return "province"
    return "ministry" if re.match(r"(?:bo|tong cuc|cuc|vu)\b", fold_key(issuer)) else "central"
