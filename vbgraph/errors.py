"""Every error a user can meet, each with its sentence, its remedy and its exit code.

VbgraphError (70)
├── UsageError (2)          wrong usage, a path given that does not exist
├── NotFoundError (1)       no document fits the words given
│   └── AmbiguousError (1)  several do; all are listed, nothing is picked
├── ReadError (3)           a file that could not be read; in a batch it is a row of the report
├── StoreError (4)          the database cannot be used
├── RegistryError (4)       the program's own registry is damaged
│   └── OwnRegistryError (2) a registry of the user's does not fit
├── CorrectionsError (4)    the file of hand corrections is damaged
└── OutputError (5)         the output cannot be written
"""

from __future__ import annotations


class VbgraphError(Exception):
    """The root of the tree. `message` says what was found, `hint` what to type or do next.

    Both may be keys of the message catalogue with `values` to fill in; the command line turns them into text in
    the user's language in one place (vbgraph.cli.messages).
    """

    exit_code = 70

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        """Keep the catalogue key (or sentence), the hint and the values that fill them."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.values = values

    def __str__(self) -> str:
        """Return the sentence with its values filled in (a key of the catalogue stays a key)."""
        try:
            return self.message.format(**self.values) if self.values else self.message
        except (KeyError, IndexError, ValueError):
            return self.message


class UsageError(VbgraphError):
    """Wrong usage, or a path given that does not exist."""

    exit_code = 2


class NotFoundError(VbgraphError):
    """No document fits the words given; `candidates` are near misses (ids)."""

    exit_code = 1

    def __init__(
        self, message: str, hint: str = "", candidates: tuple[str, ...] = (), **values: object
    ) -> None:
        """Keep the ids that come near, for "did you mean"."""
        super().__init__(message, hint, **values)
        self.candidates = candidates


class AmbiguousError(NotFoundError):
    """Several documents fit the words given; `candidates` lists all of them (ids)."""


class ReadError(VbgraphError):
    """A file that could not be read. `code` is a stable word for the reason (empty, binary, missing, …)."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "", code: str = "unreadable", **values: object) -> None:
        """Keep the stable word for the reason."""
        super().__init__(message, hint, **values)
        self.code = code


class StoreError(VbgraphError):
    """The database cannot be used: locked, not one of ours, newer than the program, disk full."""

    exit_code = 4


class RegistryError(VbgraphError):
    """The registry is damaged: the sentence names the file and the entry."""

    exit_code = 4


class OwnRegistryError(RegistryError):
    """A folder given with --registry does not fit: the sentence names the user's file and entry."""

    exit_code = 2


class CorrectionsError(VbgraphError):
    """The file of hand corrections is damaged: the sentence names the file and the line."""

    exit_code = 4


class OutputError(VbgraphError):
    """The output cannot be written."""

    exit_code = 5
