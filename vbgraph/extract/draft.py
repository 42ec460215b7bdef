"""A mention while it is being worked out. Offsets are those of the `Page`."""

from __future__ import annotations

from dataclasses import dataclass, field

from vbgraph.models import Provision


@dataclass(slots=True, eq=False)
class Draft:
    """What the stages of extraction add to one citation, in turn."""

    start: int
    end: int
    kind: str  # number | name | title | short | self
    type: str | None = None
    number_at: int = -1  # where the digits begin
    number: str | None = None
    year: int | None = None
    sign: str | None = None
    style: str = "state"
    code: str | None = None
    name: str | None = None
    date: str | None = None
    date_span: tuple[int, int] | None = None
    issuer: str | None = None
    locality: str | None = None
    place_named: bool = False
    district: str | None = None
    term: str | None = None
    title: str | None = None
    tail: int = 0  # where date, issuer and term end
    title_start: int = 0  # 0: no title follows
    title_end: int = 0
    provisions: tuple[Provision, ...] = ()
    provision_start: int = (
        0  # where the wording of the provisions begins, the mention's start if there is none
    )
    relation: str | None = None
    by: Draft | None = None
    of: Draft | None = None
    cue: tuple[int, int] | None = None
    definition: bool = False
    parent: Draft | None = None  # the citation in whose title this one stands
    head: Draft | None = None  # the citation this one follows in a list
    flags: set[str] = field(default_factory=set)
    why: list[str] = field(default_factory=list)
    id: str = ""

    def shown(self) -> str | None:
        """Return the code, or else the name, by which another citation refers to this one."""
        return self.code or self.name
