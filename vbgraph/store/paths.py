"""How files are called: by their path in the folder given, with the folder's name before it where two folders share one.

The names follow from which files there are, not from the order in which they came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import cast

from vbgraph.store.database import Database

#: A file: the folder it was found in, and its place in there.
Place = tuple[str, str]


def settled(places: Collection[Place]) -> dict[Place, str]:
    """Return the name of each file, all of them different.

    >>> sorted(settled([("/x/one", "a.txt"), ("/x/two", "a.txt"), ("/x/two", "b.txt")]).values())
    ['b.txt', 'one/a.txt', 'two/a.txt']
    """
    shared = Counter(relative for _, relative in places)
    names = {place: place[1] for place in places if shared[place[1]] == 1}
    taken = set(names.values())
    labels = _labels({root for root, _ in places})
    for root, relative in sorted(place for place in places if shared[place[1]] > 1):
        label, n = labels[root], 1
        while (name := f"{label}/{relative}" if n == 1 else f"{label}-{n}/{relative}") in taken:
            n += 1
        names[root, relative] = name
        taken.add(name)
    return names


def _labels(roots: Collection[str]) -> dict[str, str]:
    """Return the name of each folder; those of one name are numbered in the order of their places."""
    met: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for root in sorted(roots):
        name = folder_name(root)
        met[name] += 1
        labels[root] = name if met[name] == 1 else f"{name}-{met[name]}"
    return labels


def folder_name(root: str) -> str:
    """Return the last part of the place of a folder."""
    return root.replace("\\", "/").rstrip("/").rpartition("/")[2] or "root"


def settle(database: Database) -> dict[str, str]:
    """Give every file its settled name, inside the transaction of the caller; return the old names with the new."""
    rows = [cast(tuple[str, str, str], row) for row in database.all("SELECT path, root, relative FROM files")]
    names = settled([(root, relative) for _, root, relative in rows])
    changed = {path: names[root, relative] for path, root, relative in rows if path != names[root, relative]}
    # In two steps, because a new name may be another file's old one.
    database.write_many("UPDATE files SET path = ? WHERE path = ?", ((f"\0{old}", old) for old in changed))
    database.write_many(
        "UPDATE files SET path = ? WHERE path = ?", ((new, f"\0{old}") for old, new in changed.items())
    )
    return changed
