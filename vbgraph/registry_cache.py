"""Keeps the compiled registry between runs, so that a start need not read YAML. Safe to delete at any time.

The name of the kept file is the digest of everything it was made from: the YAML as it is now, the program that
compiled it, the Python that wrote it. A stale file therefore is never found, and one that was damaged fails its own
digest; either way the registry is compiled anew. A folder that cannot be written is no error.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TypeAlias, cast

from vbgraph import __version__
from vbgraph.errors import RegistryError
from vbgraph.registry_model import Cue, DocType, Issuer, Known, Locality, Tables, Term

_Row: TypeAlias = "DocType | Issuer | Locality | Term | Known | Cue"
_CLASSES: Mapping[str, type[_Row]] = {
    "types": DocType, "issuers": Issuer, "localities": Locality, "terms": Term, "known": Known, "cues": Cue,
}  # fmt: skip
#: The files of data/registry, without their ending.
FILES = (
    "types", "signs", "issuers", "localities", "districts", "terms", "known", "laws", "names", "cues",
)  # fmt: skip
_DIGEST_SIZE = 32
#: How kept files are called; of the built-in registry one is kept, of those with folders put over it the last few.
_BUILT_IN, _OWN, _OWN_KEPT = "registry-", "own-registry-", 8


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every registry file. Raises RegistryError when one is missing or unreadable."""
    try:
        return {name: (folder / f"{name}.yaml").read_bytes() for name in FILES}
    except OSError as error:
        raise RegistryError(
            "{path}: cannot be read: {why}", "reinstall vbgraph", path=error.filename, why=error
        ) from error


def cache_dir() -> Path:
    """Return the folder of kept files: `$VBGRAPH_CACHE`, else the user's cache folder on this system."""
    chosen = os.environ.get("VBGRAPH_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "vbgraph" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "vbgraph"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vbgraph"


def data_version(files: Mapping[str, bytes]) -> str:
    """Return the version of the registry: a digest of its files, the same on every machine."""
    digest = hashlib.sha256()
    for name in sorted(files):
        # A checkout on Windows may hold CRLF; the knowledge is the same.
        content = files[name].replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def merged_version(parts: Sequence[Mapping[str, bytes]]) -> str:
    """Return the version of a registry with others put over it: that of the first when it stands alone."""
    versions = [data_version(files) for files in parts]
    if len(versions) == 1:
        return versions[0]
    return hashlib.sha256(" ".join(versions).encode()).hexdigest()[:16]


def cache_file(version: str, *, own: bool = False) -> Path:
    """Return the kept file that belongs to this data, this program and this Python; `own`: of the user's making."""
    digest = hashlib.sha256(
        f"{version} {__version__} {sys.implementation.cache_tag} {marshal.version}".encode()
    )
    for module in sorted(Path(__file__).parent.glob("registry_*.py")):
        digest.update(module.read_bytes())
    return cache_dir() / f"{_OWN if own else _BUILT_IN}{digest.hexdigest()[:32]}"


def read(path: Path) -> Tables | None:
    """Return the registry kept at `path`; None when it is not there, damaged or of another shape."""
    try:
        content = path.read_bytes()
        digest, payload = content[:_DIGEST_SIZE], content[_DIGEST_SIZE:]
        if hashlib.sha256(payload).digest() != digest:
            return None
        return _unpack(cast("dict[str, object]", marshal.loads(payload)))
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return None


def write(path: Path, tables: Tables) -> None:
    """Keep the registry at `path`, whole or not at all, and remove what older data or programs left there."""
    import tempfile

    payload = marshal.dumps(_pack(tables))
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="new-registry-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(payload).digest() + payload)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _tidy(path)


def _tidy(path: Path) -> None:
    """Remove kept files of the same sort that are too many, the oldest first."""
    sort, most = (_OWN, _OWN_KEPT) if path.name.startswith(_OWN) else (_BUILT_IN, 1)
    others = [old for old in path.parent.glob(f"{sort}*") if old != path]
    others.sort(key=lambda old: old.stat().st_mtime_ns, reverse=True)
    for old in others[most - 1 :]:
        old.unlink(missing_ok=True)


def _pack(tables: Tables) -> dict[str, object]:
    """Return the registry as plain tuples and dicts, which is all that marshal knows."""
    packed: dict[str, object] = {f.name: getattr(tables, f.name) for f in fields(Tables)}
    for name, cls in _CLASSES.items():
        columns = [f.name for f in fields(cls)]
        rows = cast("tuple[_Row, ...]", packed[name])
        packed[name] = tuple(tuple(getattr(row, column) for column in columns) for row in rows)
    return packed


def _unpack(packed: dict[str, object]) -> Tables:
    """Return the registry from what `_pack` made."""
    for name, cls in _CLASSES.items():
        rows = cast("tuple[tuple[object, ...], ...]", packed[name])
        packed[name] = tuple([cls(*row) for row in rows])  # type: ignore[arg-type]
    return Tables(**packed)  # type: ignore[arg-type]
