"""What the store keeps of a file, as dataclasses: one `FileRecord` for each path, with its `Failure` if it has one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be read: a stable word, a sentence, what to do next."""

    code: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file as the store knows it.

    `path` is how it is called everywhere (unique in the store), `root` the folder it was found in and `relative`
    its place in there ("" means: the same as `path`). `state` is read, gone or failed. `format`, `encoding`,
    `extractor` and `registry` (the versions that made the facts) belong to the content and come with it when
    records are read back; a failed file has no content, or the one it had before. `reader` is the version of the
    reader that last looked at the file, whatever came of it.
    """

    path: str
    root: str = ""
    relative: str = ""
    state: str = "read"
    sha256: str | None = None
    size: int = 0
    mtime_ns: int = 0
    read_at: str = ""
    failure: Failure | None = None
    format: str | None = None
    encoding: str | None = None
    extractor: str | None = None
    registry: str | None = None
    reader: str | None = None

    @property
    def has_facts(self) -> bool:
        """Say whether facts of this file are stored."""
        return self.extractor is not None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the store holds: files by state, documents by kind, mentions, edges, open mentions."""

    files: int
    gone: int
    failed: int
    held: int
    missing: int
    reports: int
    other: int
    mentions: int
    edges: int
    ambiguous: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing `check` found wrong: the kind of check and what it says."""

    kind: str
    detail: str


def stored_path(path: str) -> str:
    r"""Return a path as the store can keep it: bytes that are no text in this system's encoding as `\udcXX`."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
