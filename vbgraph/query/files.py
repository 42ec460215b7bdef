"""A path as someone types it → the files of the store it means: other slashes, other Unicode forms, other folders."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import cast

from vbgraph.store import Store, stored_path


def as_stored(words: str) -> str:
    """Return words of a command line as the store spells them: composed letters, bytes that are no text escaped.

    >>> as_stored("a\\udcff"), as_stored("e\\u0301") == "\\xe9"
    ('a\\\\udcff', True)
    """
    return stored_path(unicodedata.normalize("NFC", words))


def files_named(store: Store, path: str) -> tuple[str, ...]:
    """Return the files that a path means: the one known by it, else those that are at this place on the disk."""
    for spelling in _spellings(path):
        if store.file(spelling) is not None:
            return (spelling,)
    places = {spelling for spelling in _spellings(path) if Path(spelling).is_absolute()}
    if not places:
        return ()
    rows = store.database.all("SELECT path, root, relative FROM files ORDER BY path", ())
    return tuple(cast(str, row[0]) for row in rows if _places(cast(str, row[1]), cast(str, row[2])) & places)


def files_ending(store: Store, path: str) -> tuple[str, ...]:
    """Return the files whose path ends like this one, or stands at the end of it."""
    found: dict[str, None] = {}
    for spelling in _spellings(path):
        tail = spelling.rpartition("/")[2]
        rows = store.database.all(
            "SELECT path FROM files WHERE path = ? OR substr(path, ?) = ? ORDER BY path",
            (tail, -len(tail) - 1, "/" + tail),
        )
        known = [cast(str, row[0]) for row in rows] if tail else []
        found |= dict.fromkeys(p for p in known if p.endswith("/" + spelling) or spelling.endswith("/" + p))
    return tuple(found)


def _spellings(path: str) -> tuple[str, ...]:
    """Return the ways to read a path: as it stands, and with "/" where Windows writes "\\"."""
    plain = as_stored(path).removeprefix("./")
    slashed = as_stored(path.replace("\\", "/")).removeprefix("./")
    return (plain,) if plain == slashed else (plain, slashed)


def _places(root: str, relative: str) -> set[str]:
    """Return the ways to write where a file is; only its root may hold the slashes of Windows."""
    return {f"{one.rstrip('/')}/{relative}" for one in _spellings(root)}
