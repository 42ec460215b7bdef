"""What decides between several documents that a mention fits: small tests, the surest first; none may guess."""

from __future__ import annotations

from collections.abc import Callable

from vbgraph.registry import Registry
from vbgraph.resolve.claims import Claim
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.issuers import same_body
from vbgraph.resolve.likeness import shared, subject
from vbgraph.text import fold_key

Decider = Callable[[Claim, list[Cluster], Registry], list[Cluster]]


def choose(claim: Claim, fits: list[Cluster], registry: Registry) -> tuple[Cluster | None, str]:
    """Return the one document that a test singles out and the test's name, or (None, "ambiguous")."""
    for rule, decide in _DECIDERS:
        left = decide(claim, fits, registry)
        if len(left) == 1:
            return left[0], rule
    return None, "ambiguous"


def _own(claim: Claim, fits: list[Cluster], registry: Registry) -> list[Cluster]:
    """A text that names its own number without a date means itself."""
    return [c for c in fits if claim.date is None and claim.citing in c.heads]


def _date(claim: Claim, fits: list[Cluster], registry: Registry) -> list[Cluster]:
    return [c for c in fits if claim.date and claim.date in c.dates]


def _term(claim: Claim, fits: list[Cluster], registry: Registry) -> list[Cluster]:
    """A provincial term in words ("khóa XIV") decides when another mention of one document names it too."""
    term = fold_key(claim.term or "")
    return [c for c in fits if term and any(fold_key(o.term or "") == term for o in c.claims)]


def _type(claim: Claim, fits: list[Cluster], registry: Registry) -> list[Cluster]:
    """Only where one sign serves two types apart (variants) does the type word decide."""
    if not claim.type or not any(c.variant for c in fits):
        return []
    word = fold_key(claim.type)
    return [c for c in fits if any(o.type and fold_key(o.type) == word for o in c.claims)]


def _issuer(claim: Claim, fits: list[Cluster], registry: Registry) -> list[Cluster]:
    """The issuer decides when every document's issuer is known and only one is the body named."""
    if not claim.issuer:
        return []
    named = [[o.issuer for o in c.claims if o.issuer] for c in fits]
    if not all(named):
        return []
    pairs = zip(fits, named, strict=True)
    return [c for c, bodies in pairs if any(same_body(claim.issuer, b, registry) for b in bodies)]


def _title(claim: Claim, fits: list[Cluster], registry: Registry) -> list[Cluster]:
    """The title decides when it is one document's and plainly not the others'."""
    words = claim.title or (claim.name if claim.by_name else None)
    if not words or len(subject(words)) < 3:
        return []
    scores = [max((shared(words, t) for t in c.titles), default=-1.0) for c in fits]
    best = max(scores)
    sure = len(subject(words)) >= 6 and best >= 0.85
    others = [s for s in scores if s != best]
    apart = scores.count(best) == 1 and all(s <= best - 0.35 for s in others)
    if best < 0.75 or not apart or (not sure and any(s < 0 for s in others)):
        return []
    return [fits[scores.index(best)]]


_DECIDERS: tuple[tuple[str, Decider], ...] = (
    ("own-number", _own),
    ("date", _date),
    ("term", _term),
    ("type", _type),
    ("issuer", _issuer),
    ("title", _title),
)
