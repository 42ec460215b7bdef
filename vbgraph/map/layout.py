"""Where every document stands on the map: bands by level of authority, and time by level.

Pure, deterministic geometry: the same graph gives the same places. Each band is folded into several rows so that the
whole fits the shape of a screen; barycentre sweeps put documents near those they cite, so that few lines cross.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

#: The bands from top to bottom: the levels of the model, then what has none, then pages about documents.
BANDS: tuple[str, ...] = (
    "central",
    "ministry",
    "province",
    "district",
    "commune",
    "grassroots",
    "unknown",
    "report",
)
_ROW = 54  # height of one row in map units; a box is 30 high
_GAP = 58  # least room above a band, where its name stands
_ASPECT = 1.5  # width to height of the room a browser leaves for the map
_SWEEPS = 10


@dataclass(frozen=True, slots=True)
class Spot:
    """What the layout needs to know of one document: its band, year, width of its box and how to break ties."""

    band: int
    year: int | None
    width: int
    tie: str


@dataclass(frozen=True, slots=True)
class Band:
    """One horizontal stripe: the index into BANDS and its upper and lower edge."""

    band: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Tick:
    """One year's column in the time view; `year` None is for documents without a date."""

    year: int | None
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions of the box centres in the order of the spots, the bands with the room for their names, the years."""

    xy: tuple[tuple[int, int], ...]
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    gap: int


def by_level(spots: Sequence[Spot], links: Sequence[tuple[int, int]]) -> Layout:
    """Return the layout in bands by level; `links` are pairs of indexes into `spots`."""
    members = _order(spots, links)
    cell = _cell(spots)
    columns = _columns([len(m) for m in members if m], cell)
    width = columns * cell
    gap = _gap(sum(math.ceil(len(m) / columns) for m in members), sum(1 for m in members if m))
    xy = [(0, 0)] * len(spots)
    bands: list[Band] = []
    y = 0
    for band, ids in enumerate(members):
        if not ids:
            continue
        rows = math.ceil(len(ids) / columns)
        used = math.ceil(len(ids) / rows)
        y += gap
        for k, i in enumerate(ids):
            column, row = divmod(k, rows)
            shift = cell // 4 * (row % 2 * 2 - 1) if rows > 1 and used > 1 else 0
            xy[i] = (round((column + 0.5) / used * width) + shift, y + row * _ROW + _ROW // 2)
        bands.append(Band(band, y - gap + 8, y + rows * _ROW + 8))
        y += rows * _ROW + 16
    return Layout(tuple(xy), tuple(bands), (), gap)


def by_time(spots: Sequence[Spot]) -> Layout:
    """Return the layout with years from left to right and levels from top to bottom."""
    if not spots:
        return Layout((), (), (), _GAP)
    cells: dict[tuple[int, int | None], list[int]] = {}
    for i in sorted(range(len(spots)), key=lambda i: spots[i].tie):
        cells.setdefault((spots[i].band, spots[i].year), []).append(i)
    years = sorted({year for _, year in cells}, key=lambda y: (y is not None, y or 0))
    present = sorted({band for band, _ in cells})
    cell = _cell(spots)
    wide = _year_widths(cells, years, present, cell)
    ticks: list[Tick] = []
    left = 0
    for year in years:
        ticks.append(Tick(year, left, left + wide[year] * cell))
        left = ticks[-1].right
    rows = {
        band: max(math.ceil(len(cells.get((band, year), ())) / wide[year]) for year in years)
        for band in present
    }
    gap = _gap(sum(rows.values()), len(present))
    xy = [(0, 0)] * len(spots)
    bands: list[Band] = []
    y = 0
    for band in present:
        y += gap
        for tick in ticks:
            for k, i in enumerate(cells.get((band, tick.year), ())):
                row, column = divmod(k, wide[tick.year])
                xy[i] = (tick.left + column * cell + cell // 2, y + row * _ROW + _ROW // 2)
        bands.append(Band(band, y - gap + 8, y + rows[band] * _ROW + 8))
        y += rows[band] * _ROW + 16
    return Layout(tuple(xy), tuple(bands), tuple(ticks), gap)


def _cell(spots: Sequence[Spot]) -> int:
    """Return the width of a column: the widest box and a little air."""
    return max((spot.width for spot in spots), default=100) + 18


def _gap(rows: int, bands: int) -> int:
    """Return the room for the name of a band: it grows with the map, so that the name has room at fit."""
    return max(_GAP, round(rows * _ROW * 0.035)) if bands else _GAP


def _columns(sizes: Sequence[int], cell: int) -> int:
    """Return how many columns bring the folded bands nearest to the shape of a screen."""
    most = max(sizes, default=1)
    best, best_miss = 1, math.inf
    candidates = sorted({min(most, max(1, round(1.12**k))) for k in range(90)})
    for columns in candidates:
        rows = sum(math.ceil(size / columns) for size in sizes)
        height = rows * _ROW + len(sizes) * (_gap(rows, len(sizes)) + 16)
        miss = abs(math.log(columns * cell / height / _ASPECT)) if height else 0.0
        if miss < best_miss:
            best, best_miss = columns, miss
    return best


def _year_widths(
    cells: dict[tuple[int, int | None], list[int]],
    years: Sequence[int | None],
    present: Sequence[int],
    cell: int,
) -> dict[int | None, int]:
    """Return how many columns each year gets, so that the whole comes near the shape of a screen."""
    best: dict[int | None, int] = dict.fromkeys(years, 1)
    best_miss = math.inf
    most = max((len(ids) for ids in cells.values()), default=1)
    for limit in sorted({min(most, max(1, round(1.15**k))) for k in range(70)}):
        wide = {
            year: max(math.ceil(len(cells.get((b, year), ())) / limit) or 1 for b in present)
            for year in years
        }
        rows = sum(max(math.ceil(len(cells.get((b, y), ())) / wide[y]) for y in years) for b in present)
        height = rows * _ROW + len(present) * (_gap(rows, len(present)) + 16)
        miss = abs(math.log(sum(wide.values()) * cell / height / _ASPECT))
        if miss < best_miss:
            best, best_miss = wide, miss
    return best


def _order(spots: Sequence[Spot], links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the members of each band from left to right, after sweeps that pull neighbours together."""
    near: list[list[int]] = [[] for _ in spots]
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    members: list[list[int]] = [[] for _ in BANDS]
    for i in sorted(range(len(spots)), key=lambda i: spots[i].tie):
        members[spots[i].band].append(i)
    place = [0.0] * len(spots)
    _spread(members, place)
    for sweep in range(_SWEEPS):
        for band in members if sweep % 2 == 0 else reversed(members):
            pull = {i: sum(place[j] for j in near[i]) / len(near[i]) if near[i] else place[i] for i in band}
            band.sort(key=lambda i: (pull[i], spots[i].tie))
            _spread([band], place)
    return members


def _spread(members: Sequence[Sequence[int]], place: list[float]) -> None:
    """Write evenly spaced places between 0 and 1 for the members of each band."""
    for band in members:
        for k, i in enumerate(band):
            place[i] = (k + 0.5) / len(band)
