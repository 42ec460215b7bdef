"""Where a document's heading stands in a text, and the number, date, type and letterhead cells in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

from vbgraph.dates import FoundDate
from vbgraph.identify import roles
from vbgraph.identify.roles import OwnNumber
from vbgraph.identify.sheet import Cell
from vbgraph.registry import DocType, Registry

#: What a role is worth as a sign that a heading stands here.
_WEIGHTS = {"motto": 3, "number": 3, "type": 3, "place": 2, "subject": 2, "to": 1, "body": 1}
#: A heading is no longer than this many cells; its signs add up to at least `_ENOUGH`.
_WINDOW, _ENOUGH = 30, 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found: its cells from `first` up to, not including, `body`, and what some of them are."""

    cells: Sequence[Cell]
    roles: Sequence[str]
    first: int
    body: int
    type_at: int | None
    doc_type: DocType | None
    number: OwnNumber | None
    copy_number: OwnNumber | None
    place: str | None
    date: FoundDate | None
    draft: bool
    secrecy: str | None

    @property
    def letterhead(self) -> list[Cell]:
        """Return the cells in capitals that can name the issuing body, in order."""
        stop = self.type_at if self.type_at is not None else self._untyped_title()
        return [
            c
            for c, r in zip(self.cells[self.first : stop], self.roles[self.first : stop], strict=True)
            if r == "caps"
        ]

    @property
    def subject_at(self) -> int | None:
        """Return the index of the "V/v …" line, else of a title that a page left without its type word."""
        zone = range(self.first, self.body)
        at = next((k for k in zone if self.roles[k] == "subject"), None)
        return at if at is not None else next((k for k in zone if self._is_title(k)), None)

    def _is_title(self, k: int) -> bool:
        return self.roles[k] in ("caps", "other") and roles.title_without_type(self.cells[k]) is not None

    def _untyped_title(self) -> int:
        """Return where a title without type word begins below the letterhead, else where the heading ends."""
        at = self.subject_at
        return self.body if at is None or not self.cells[at].caps else at


@lru_cache(maxsize=1)
def _stamp_field() -> re.Pattern[str]:
    """Match a line of an incoming-mail stamp (folded); its number is bare."""
    return re.compile(
        r"\W{0,3}(?:den\b.{0,40}|so(?: den)? ?:? ?[.…\d]{0,8}$|ngay(?: den)? ?:? ?[\d/.\- …]{0,20}$|gio ?:.{0,20}|chuy[a-z]{1,3} ?:.{0,60}|luu ho so.{0,40}|so va ky hieu hs.{0,30}|sao gui.{0,40})$"
    )


def _stamps(cells: Sequence[Cell]) -> set[int]:
    """Return the indexes of cells that belong to an incoming-mail stamp, the receiver's name included."""
    out: set[int] = set()
    for i, cell in enumerate(cells):
        if not re.match(r"\W{0,3}(?:cong van |van ban )?den\b(?!:? \d+ (?:nam|thang))", cell.folded) or (
            not cell.text.lstrip(" (").isupper() and "ĐẾN" not in cell.text[:16]
        ):
            continue
        out.add(i)
        if i and cells[i - 1].caps and not cell.gap and cells[i - 1].row >= cell.row - 1:
            out.add(i - 1)
        for j in range(i + 1, min(i + 9, len(cells))):
            if not _stamp_field().match(cells[j].folded):
                break
            out.add(j)
    return out


class Roles(Sequence[str]):
    """The role of each cell, found out when asked for: a heading is looked at, the pages behind it are not.

    motto, number, place, type, subject, to, caps, stamp, mark, draft, secret, body, other.
    """

    def __init__(self, cells: Sequence[Cell], registry: Registry) -> None:
        """Take the cells of a text; nothing is looked at yet."""
        self._cells, self._registry = cells, registry
        self._stamped = _stamps(cells)
        self._known: list[str] = []
        self._motto = False  # a motto or a number was seen, and no type word since: the letterhead goes on

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self._cells)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        """Return the role of one cell, or of several."""
        count = len(self)
        stop = index.indices(count)[1] if isinstance(index, slice) else index + 1 if index >= 0 else count
        for i in range(len(self._known), min(stop, count)):
            role = "stamp" if i in self._stamped else _role(self._cells, i, self._registry, self._motto)
            self._motto = (self._motto or role in ("motto", "number")) and role != "type"
            self._known.append(role)
        return self._known[index]


def _role(cells: Sequence[Cell], i: int, registry: Registry, motto: bool) -> str:
    cell = cells[i]
    if roles.is_motto(cell):
        return "motto"
    if roles.is_furniture(cell):
        return "mark"
    if roles.secrecy(cell):
        return "secret"
    if roles.is_draft(cell):
        return "draft"
    if len(cell.text) < 120 and _number_at(cells, i) is not None:
        return "number"
    if len(cell.text) < 80 and roles.place_line(cell, bare=motto) is not None:
        return "place"
    if roles.type_word(cell, registry, loose=motto) is not None:
        return "type"
    if roles.subject_line(cell) is not None:
        return "subject"
    if cell.folded.startswith("kinh gui"):
        return "to"
    if roles.opens_body(cell) or roles.is_prose(cell):
        return "body"
    return "caps" if cell.caps else "other"


def _number_at(cells: Sequence[Cell], i: int) -> OwnNumber | None:
    """Return the own number on cell `i`, its sign perhaps ended on the next cell of the column."""
    following = ""
    if (
        cells[i].text.endswith(("-", "/"))
        and i + 1 < len(cells)
        and re.fullmatch(r"[A-ZĐ][\w\-/]{0,60}", cells[i + 1].text)
    ):
        following = cells[i + 1].text
    own = roles.number_line(cells[i], following)
    return own if own is not None and own.sign is not None else None


def find(cells: Sequence[Cell], registry: Registry, marks: Sequence[str], start: int = 0) -> Heading | None:
    """Return the first heading at or after cell `start`, or None."""
    for i in range(start, len(cells)):
        if marks[i] in ("motto", "number", "type", "place", "subject") and _looks_like_heading(
            cells, marks, i
        ):
            return _read(cells, registry, marks, i)
    return None


def _looks_like_heading(cells: Sequence[Cell], marks: Sequence[str], i: int) -> bool:
    """Weigh the different signs that follow a cell; a body ends them."""
    seen: set[str] = set()
    for k in range(i, min(i + _WINDOW, len(cells))):
        seen.add(marks[k])
        if marks[k] in ("body", "to"):
            break
    if (
        seen & {"type", "subject"} == set()
        and not {"number", "motto"} <= seen
        and not _number_and_place(cells, marks, i)
    ):
        return False
    if seen & {"number", "motto", "place"} == set() and not _bare_type(cells, marks, i):
        return False
    return sum(_WEIGHTS.get(role, 0) for role in seen) >= _ENOUGH


def _number_and_place(cells: Sequence[Cell], marks: Sequence[str], i: int) -> bool:
    """Say whether number and day below a body's name head a text that lost its type word and has no motto: "Căn cứ" follows."""
    return (
        0 < i < len(cells) - 2
        and marks[i - 1] == "caps"
        and [marks[i], marks[i + 1]] == ["number", "place"]
        and roles.surely_opens(cells[i + 2])
    )


def _bare_type(cells: Sequence[Cell], marks: Sequence[str], i: int) -> bool:
    """Say whether a type word without number, motto and place still heads a document: "của …" or "Căn cứ" follow."""
    for k in range(i, min(i + 14, len(cells))):
        rest = cells[k].folded
        if marks[k] == "type" and re.search(r"\bcua [a-z]|\bso \d", rest):
            return True
        if k > i and (re.match(r"cua [a-z]", rest) or rest.startswith("can cu ")):
            return True
    return False


def _read(cells: Sequence[Cell], registry: Registry, marks: Sequence[str], anchor: int) -> Heading:
    first = _first_cell(cells, marks, anchor)
    type_at = _type_index(marks, first)
    body = _body_index(cells, marks, anchor, type_at)
    zone = range(first, body)
    above = [k for k in zone if type_at is None or k <= type_at + 1 or _alone(cells, marks, k)]
    numbers = [n for n in (_number_at(cells, k) for k in above if marks[k] == "number") if n]
    places = [p for p in (roles.place_line(cells[k], bare=True) for k in zone if marks[k] == "place") if p]
    doc_type = None
    if type_at is not None and type_at < body:
        found = roles.type_word(cells[type_at], registry, loose=True)
        doc_type = found[0] if found else None
    secret = [s for s in (roles.secrecy(cells[k]) for k in range(max(0, first - 4), body)) if s]
    return Heading(
        cells=cells,
        roles=marks,
        first=first,
        body=body,
        type_at=type_at if doc_type is not None else None,
        doc_type=doc_type,
        number=_own([n for n in numbers if not roles.is_copy_number(n)], doc_type),
        copy_number=next((n for n in numbers if roles.is_copy_number(n)), None),
        place=places[0][0] if places else None,
        date=places[0][1] if places else None,
        draft=any(marks[k] == "draft" for k in range(max(0, first - 4), body)),
        secrecy=secret[0] if secret else None,
    )


def _alone(cells: Sequence[Cell], marks: Sequence[str], k: int) -> bool:
    """Say whether a number line below the type stands apart from the title's lines: the right column's, or a gap."""
    return marks[k] == "number" and (cells[k].gap or marks[k - 1] in ("motto", "place", "number"))


def _own(numbers: Sequence[OwnNumber], doc_type: DocType | None) -> OwnNumber | None:
    """Return the number whose sign names the type of the heading, else the first."""
    for own in numbers:
        if doc_type is not None and own.sign and set(re.split(r"[-/ ]+", own.sign)) & set(doc_type.signs):
            return own
    return numbers[0] if numbers else None


def _first_cell(cells: Sequence[Cell], marks: Sequence[str], anchor: int) -> int:
    """Return the index of the first letterhead cell, going up from the anchor over capitals and marks."""
    first = anchor
    for k in range(anchor - 1, max(-1, anchor - 16), -1):
        if marks[k] in ("caps", "number", "place", "secret", "draft"):
            first = k
        elif marks[k] not in ("mark", "stamp"):
            break
    return first


def _type_index(marks: Sequence[str], first: int) -> int | None:
    for k in range(first, min(first + _WINDOW, len(marks))):
        if marks[k] == "type":
            return k
        if marks[k] in ("body", "to"):
            return None
    return None


def _body_index(cells: Sequence[Cell], marks: Sequence[str], anchor: int, type_at: int | None) -> int:
    """Return the index of the first cell after the heading proper: running text, "Căn cứ", "Kính gửi"."""
    start = anchor if type_at is None else type_at + 1
    for k in range(start, min(start + 60, len(cells))):
        if marks[k] == "to" or (marks[k] == "body" and not _title_line(cells, marks, k, type_at)):
            return k
    return min(start + 60, len(cells))


def _title_line(cells: Sequence[Cell], marks: Sequence[str], k: int, type_at: int | None) -> bool:
    """Say whether a cell that could open a body is a line of the title: it goes on with the line above."""
    if type_at is None:
        return False
    cell, above = cells[k], cells[k - 1]
    if roles.surely_opens(cell):
        return False
    under_type = all(
        marks[j] in ("mark", "draft", "secret") or cells[j].folded.startswith("cua ")
        for j in range(type_at + 1, k)
    )
    if cell.text[:1].islower():
        return under_type or not cell.gap
    if under_type and roles.is_prose(cell):
        following = cells[k + 1] if k + 1 < len(cells) else cell
        return cell.text[-1] == "," or roles.surely_opens(following)
    return cell.caps and (under_type or (above.caps and not cell.gap and not cell.ruled))
