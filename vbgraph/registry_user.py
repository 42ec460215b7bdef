"""Registries of the user's own: folders with any of the files of data/registry, put over the built-in one.

An entry whose key stands there already completes that entry: a value replaces, a list is added to; with
`replace: true` it takes the entry's place. Any other entry is new. Folders are put on in the order given.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias, cast

from vbgraph.errors import OwnRegistryError, RegistryError, UsageError
from vbgraph.registry_schema import SCHEMA, Entry, check_whole, parse_file

Lists: TypeAlias = "dict[str, dict[str, list[Entry]]]"
#: The fields that say which entry is meant, by file and list; names.yaml is only added to.
_KEYS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("types", ""): ("id",), ("signs", "type_signs"): ("sign",), ("signs", "parts"): ("part",),
    ("signs", "repairs"): ("printed",), ("issuers", ""): ("id",), ("localities", ""): ("id",),
    ("districts", ""): ("province",), ("terms", "party"): ("id",), ("terms", "assembly"): ("id",),
    ("terms", "province"): ("id",), ("terms", "ordinals"): ("locality", "term"), ("cues", ""): ("id",),
}  # fmt: skip
#: Kept for the process: the folders of --registry, which come before those of $VBGRAPH_REGISTRY.
_chosen: list[Path] = []


def use(folders: Sequence[Path]) -> None:
    """Take these folders from now on, in this process and its workers; none: those of $VBGRAPH_REGISTRY."""
    _chosen[:] = folders


def chosen() -> tuple[Path, ...]:
    """Return the folders in use: those given to `use`, else those of $VBGRAPH_REGISTRY."""
    words = os.environ.get("VBGRAPH_REGISTRY", "")
    return tuple(_chosen) or tuple(Path(part) for part in words.split(os.pathsep) if part.strip())


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the registry files of a folder by their name without ending.

    Raises UsageError when there is no such folder, OwnRegistryError for one without a registry file or with a YAML
    file that is none.
    """
    if not folder.is_dir():
        raise UsageError("path.missing", "path.missing.hint", path=folder)
    found: dict[str, bytes] = {}
    try:
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() not in (".yaml", ".yml") or path.name.startswith("."):
                continue
            if path.suffix != ".yaml" or path.stem not in SCHEMA:
                near = get_close_matches(path.stem, SCHEMA, n=1, cutoff=0.5) or sorted(SCHEMA)
                raise OwnRegistryError(
                    "{path}: no registry file has this name", "call it {names}", path=path, names=_named(near)
                )
            found[path.stem] = path.read_bytes()
    except OSError as error:
        where = error.filename or folder
        raise OwnRegistryError(
            "{path}: cannot be read: {why}", "check that you may read it", path=where, why=error
        ) from error
    if not found:
        raise OwnRegistryError(
            "{path}: there is no registry file in this folder",
            "it may hold {names}",
            path=folder,
            names=_named(SCHEMA),
        )
    return found


def _named(stems: Iterable[str]) -> str:
    return ", ".join(f"{stem}.yaml" for stem in stems)


def put_over(base: Lists, files: Mapping[str, bytes], folder: Path) -> Lists:
    """Return the lists with the entries of a user's files put over them. Raises RegistryError naming the user's file."""
    lists = {file: {name: list(entries) for name, entries in parts.items()} for file, parts in base.items()}
    for file, content in files.items():
        where = folder / file
        for part, entries in parse_file(file, content, where=str(where), partial=True).items():
            for entry in entries:
                _put(lists, file, part, entry, str(where))
    for kind in ("party", "assembly", "province"):
        lists["terms"][kind].sort(key=lambda e: str(e["start"]))
    return lists


def _put(lists: Lists, file: str, part: str, entry: Entry, where: str) -> None:
    """Put one entry over the one it means, else behind all others."""
    fresh = {key: value for key, value in entry.items() if key != "replace"}
    home, at = _meant(lists, file, part, entry)
    if at is None:
        check_whole(where, SCHEMA[file][part], fresh)
        lists[file][part].append(fresh)
    elif entry.get("replace"):
        check_whole(where, SCHEMA[file][part], fresh)
        lists[home][part][at] = fresh
    else:
        whole = {**lists[home][part][at]}
        for key, value in fresh.items():
            old = whole.get(key)
            both = isinstance(old, list) and isinstance(value, list)
            whole[key] = (
                list(dict.fromkeys([*cast("list[str]", old), *cast("list[str]", value)])) if both else value
            )
        check_whole(where, SCHEMA[home][part], whole)
        lists[home][part][at] = whole


def _meant(lists: Lists, file: str, part: str, entry: Entry) -> tuple[str, int | None]:
    """Return the file and position of the entry that a user's entry completes or replaces."""
    if file in ("known", "laws"):
        found = [
            (home, i)
            for home in ("known", "laws")
            for i, old in enumerate(lists[home][part])
            if _same(old, entry)
        ]
        return found[0] if len(found) == 1 else (file, None)
    keys = _KEYS.get((file, part))
    if keys is not None:
        for i, old in enumerate(lists[file][part]):
            if all(old.get(key) == entry.get(key) for key in keys):
                return file, i
    return file, None


def _same(old: Entry, entry: Entry) -> bool:
    """Say whether two entries are of one known document: one code (or title), and no other type or date."""
    name = "code" if entry.get("code") or old.get("code") else "title"
    if entry.get(name) is None or old.get(name) != entry.get(name):
        return False
    return all(entry.get(k) is None or old.get(k) is None or old[k] == entry[k] for k in ("type", "date"))


def blamed(error: RegistryError, folder: Path, files: Mapping[str, bytes]) -> OwnRegistryError:
    """Return an error that came up when a folder was put over the rest: naming the user's file, with what to write."""
    where = str(error.values["where"])
    stems = where.removesuffix(".yaml").split(", ")
    theirs = [str(folder / f"{stem}.yaml") for stem in stems if stem in files]
    values = {**error.values, "where": ", ".join(theirs) or where}
    if not theirs and not where.startswith(str(folder)):
        values["where"] = f"{folder}: {where}"
    return OwnRegistryError(error.message, str(error.values["remedy"]), **values)
