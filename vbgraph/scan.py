"""Paths given → files to read: folders walked, what is no input left out and counted with its reason.

Names are relative to the folder given, with "/": no user name stands in them. Links to folders are followed once.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from vbgraph.corrections import path_for
from vbgraph.errors import UsageError


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: `path` opens it, `root` and `relative` (with "/") say where it was found."""

    path: Path
    root: str
    relative: str


@dataclass(slots=True)
class Scan:
    """What a walk gave: the files in order of name, and what was left out as (reason, path)."""

    files: list[Found] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    scopes: list[Path] = field(default_factory=list)
    missing: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a walk leaves out: globs of the user, the database in use."""

    exclude: tuple[str, ...] = ()
    database: Path | None = None

    def excludes(self, relative: str) -> bool:
        """Say whether a glob fits the path, its name, or one of the folders it lies in."""
        parts = relative.split("/")
        heads = ["/".join(parts[: i + 1]) for i in range(len(parts))]
        globs = map(_bare_glob, self.exclude)
        return any(fnmatchcase(one, glob) for glob in globs for one in (*heads, *parts))

    def is_database(self, path: Path) -> bool:
        """Say whether the file is the database in use, one of its side files or its hand corrections."""
        if self.database is None or not path.name.startswith(self.database.stem):
            return False
        own = {self.database.name + ending for ending in ("", "-journal", "-wal", "-shm")}
        own.add(path_for(self.database).name)
        return path.name in own and path.parent.resolve() == self.database.parent.resolve()


def _bare_glob(glob: str) -> str:
    """Return a glob as names are written: composed, with "/", neither "./" before nor "/" behind."""
    if os.name == "nt":
        glob = glob.replace("\\", "/")
    return unicodedata.normalize("NFC", "/".join(part for part in glob.split("/") if part not in ("", ".")))


def scan(
    paths: Sequence[Path], rules: Rules, *, listed: Sequence[Path] = (), roots: Sequence[str] = ()
) -> Scan:
    """Return the files below the paths given; `listed` ones come from a list and may be missing.

    `roots` are the folders the store knows: a folder inside one of them keeps its names relative to it.
    Raises UsageError when a path given does not exist.
    """
    result, seen = Scan(), set[str]()
    walked: set[tuple[int, int]] = set()
    for given in (one for path in paths for one in _expanded(path)):
        absolute = _absolute(given)
        result.scopes.append(absolute)
        if given.is_dir():
            root = _known_root(absolute, roots)
            _keep(result, seen, _walk(absolute, root, rules, result, walked))
        else:
            _keep(result, seen, _single(absolute, _known_root(absolute.parent, roots), rules, result))
    here = Path.cwd().resolve()
    for path in listed:
        absolute = _absolute(path)
        result.scopes.append(absolute)
        if not absolute.exists():
            result.missing.append(path)
        elif absolute.is_dir():
            _keep(result, seen, _walk(absolute, _known_root(absolute, roots), rules, result, walked))
        else:
            base = here if absolute.is_relative_to(here) else absolute.parent
            _keep(result, seen, _single(absolute, _known_root(base, roots), rules, result))
    result.files.sort(key=lambda f: (f.root, f.relative))
    return result


def _expanded(path: Path) -> list[Path]:
    """Return the path, or what it matches where the shell left a pattern as it is (Windows).

    Raises UsageError when there is nothing.
    """
    if path.exists():
        return [path]
    if any(c in str(path) for c in "*?["):
        base = Path(path.anchor or ".")
        matches = sorted(base.glob(str(path.relative_to(path.anchor) if path.anchor else path)))
        if matches:
            return matches
    raise UsageError("path.missing", "path.missing.hint", path=str(path))


def _absolute(path: Path) -> Path:
    """Return the real place of a folder; of a file the real folder and the name it was given by."""
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def _known_root(folder: Path, roots: Sequence[str]) -> Path:
    """Return the closest known root that holds the folder, or the folder itself."""
    holding = [Path(r) for r in roots if folder.is_relative_to(r)]
    return max(holding, key=lambda r: len(r.parts), default=folder)


def _keep(result: Scan, seen: set[str], found: Iterable[Found]) -> None:
    """Add the files not met before."""
    for one in found:
        key = str(one.path)
        if key in seen:
            result.skipped.append(("inside", one.relative))
            continue
        seen.add(key)
        result.files.append(one)


def _single(path: Path, root: Path, rules: Rules, result: Scan) -> Iterator[Found]:
    """Return a file that was given by its own name: only what can never be input is left out."""
    relative = _relative(path, root)
    if rules.is_database(path):
        result.skipped.append(("database", relative))
    elif rules.excludes(relative):
        result.skipped.append(("excluded", relative))
    else:
        yield Found(path, str(root), relative)


def _walk(
    folder: Path, root: Path, rules: Rules, result: Scan, walked: set[tuple[int, int]]
) -> Iterator[Found]:
    """Return the files below a folder, without recursion (a tree may be deep), each real folder once."""
    todo = [folder]
    while todo:
        here = todo.pop()
        try:
            status = here.stat()
            entries = sorted(os.scandir(here), key=lambda e: e.name)
        except OSError:
            result.skipped.append(("unreadable", _relative(here, root)))
            continue
        key = (status.st_dev, status.st_ino)
        if key in walked:
            result.skipped.append(("loop", _relative(here, root)))
            continue
        walked.add(key)
        for entry in entries:
            path = here / entry.name
            relative = _relative(path, root)
            reason = _left_out(entry, path, relative, rules)
            if reason:
                result.skipped.append((reason, relative))
            elif _is_folder(entry):
                todo.append(path)
            else:
                yield Found(path, str(root), relative)


def _left_out(entry: os.DirEntry[str], path: Path, relative: str, rules: Rules) -> str | None:
    """Return why an entry of a folder is no input, or None."""
    if entry.name.startswith("~$"):
        return "office_lock"
    if entry.name.startswith(".") or _hidden_on_windows(entry):
        return "hidden"
    if rules.excludes(relative):
        return "excluded"
    if rules.is_database(path):
        return "database"
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None  # a link that leads nowhere is read all the same: it stands in the report as a failure
    except OSError as error:
        return "loop" if error.errno == errno.ELOOP else None
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "special"


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _hidden_on_windows(entry: os.DirEntry[str]) -> bool:
    """Say whether Windows marks the entry as hidden."""
    if os.name != "nt":
        return False
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _relative(path: Path, root: Path) -> str:
    """Return the name of a file below the root, with "/", in NFC, always encodable."""
    name = path.relative_to(root).as_posix() if path != root else path.name
    name = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return unicodedata.normalize("NFC", name)
