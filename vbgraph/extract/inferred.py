"""Issuer and place that a text leaves out: what follows from the sign, and from the document that cites."""

from __future__ import annotations

import re
from functools import lru_cache

from vbgraph.extract.draft import Draft
from vbgraph.extract.lexicon import Lexicon
from vbgraph.models import Document
from vbgraph.registry import Issuer, Locality, Registry

#: Bodies of signs whose documents exist in every province or district.
_LOCAL_BODIES = re.compile(
    r"(?:TU|HU|QU|ThU|ThiU|ĐU|ĐUK|ĐUX|ĐUP|CB|CU|UBND|HĐND|BCSĐ|ĐĐ|ĐĐHĐND|[A-ZĐ]{2,8}TU|[A-ZĐ]{2,8}HU|S[A-ZĐ]{1,10}|UBND[A-ZĐ]*|HĐND[A-ZĐ]*|KTNS|VHXH|BPC|BQL[A-ZĐ]*)$"
)
#: Signs of what bodies of a province plan together.
_LOCAL_JOINT = frozenset({"KHLT", "CTPH", "CTrPH", "QCPH"})
_CENTRAL = frozenset({"UBTVQH", "SL"})


def needs_place(draft: Draft, lex: Lexicon) -> bool:
    """Say whether the cited document is one of a province's, so that it is known only with its place."""
    return _local(draft.sign or "", draft.issuer or "", lex.registry)


@lru_cache(maxsize=1)
def _local_words() -> re.Pattern[str]:
    """Match, in an issuer's name in small letters, what only a province or a lower unit has ("xã hội" is no commune)."""
    return re.compile(
        r"\b(?:tỉnh|thành ủy|thành phố|huyện|quận|xã(?! hội)|phường|chi bộ|thị ủy)\b|^(?:giám đốc )?sở "
    )


@lru_cache(maxsize=4096)
def _local(sign: str, issuer: str, registry: Registry) -> bool:
    """Say whether a sign or an issuer is a province's or a lower one's; a text has few of either."""
    parts = _parts(sign)
    if any(_LOCAL_BODIES.match(part) and part not in _CENTRAL for part in {parts[0], parts[-1]} if part):
        return True
    if "UB" in parts or _local_words().search(issuer.casefold()):
        return True  # UB: the committees' sign before 2004
    signers = [body for part in parts if part for body in registry.issuers_signing(part)]
    return bool(signers) and all(body.local for body in signers)


def _parts(sign: str) -> list[str]:
    return re.split(r"[/.\-]", sign)


@lru_cache(maxsize=4096)
def _pieces(sign: str) -> tuple[str, ...]:
    return tuple(sign.replace("-", "/").split("/"))


def issuer_from_sign(draft: Draft, lex: Lexicon, place: Locality | None) -> None:
    """Set the issuer that the sign alone names: one central body, or the province's council or committee."""
    if draft.issuer is not None or draft.sign is None:
        return
    parts = _pieces(draft.sign)
    body = parts[-1]
    if body in ("UBND", "UB", "HĐND"):
        name = "Hội đồng nhân dân" if body == "HĐND" else "Ủy ban nhân dân"
        draft.issuer = f"{name} {place.kind}" if place is not None else None
        return
    assembly = body.startswith("QH") and body[2:].isdigit()
    if assembly or (draft.type in ("Luật", "Bộ luật") and body.startswith("HĐNN")):
        # Laws of 1981 to 1992 bear the State Council's sign, and are the Assembly's.
        draft.issuer = "Quốc hội"
        return
    on = draft.date or (str(draft.year) if draft.year else None)
    joint_here = parts[0] in _LOCAL_JOINT
    bodies = [p for p in parts if p not in lex.registry.type_signs and p not in ("TW", "TU")]
    signers = [None if joint_here and part == "CA" else _signer(part, on, lex) for part in bodies]
    doc_type = lex.registry.type_named(draft.type) if draft.type else None
    if (
        doc_type is not None and doc_type.branch == "state"
    ):  # "NĐ-CB" is misprinted: no Party cell issues a decree
        signers = [body if body and body.branch != "party" else None for body in signers]
    names = [body.name for body in signers if body]
    if joint_here and len(names) < len(bodies):
        return  # "KHLT-CA-ĐTN": a province's police, not the court that signs CA
    if names:
        # A joint sign names all its bodies; elsewhere what follows the body is a unit ("QĐ-BCA-C06").
        joint = parts[0] in ("TTLT", "NQLT") and len(names) == len(bodies)
        draft.issuer = ", ".join(names) if joint else names[0]


def _signer(part: str, on: str | None, lex: Lexicon) -> Issuer | None:
    """Return the one body of a sign's part; a drafting unit's digit at its end does not count ("NHNN7")."""
    for body in (part, part.rstrip("0123456789")):
        found = lex.registry.issuers_signing(body, on)
        if len(found) == 1:
            return found[0]
    return None


def inherit_place(draft: Draft, document: Document, lex: Lexicon) -> None:
    """Give a province's document the place of the text that cites it (NUMBERING, locality precedence)."""
    if draft.locality is None and needs_place(draft, lex):
        source = (
            draft.parent.locality if draft.parent is not None and draft.parent.locality else document.locality
        )
        if source:
            draft.locality = source
            draft.flags.add("inferred_locality")
    if draft.district is None and document.district and draft.locality == document.locality:
        body = (draft.sign or "").replace("-", "/").split("/")[-1]
        if re.match(r"(?:HU|QU|ThU|ĐU|CB)$", body) and document.level in (
            "district",
            "commune",
            "grassroots",
        ):
            draft.district = document.district
