"""The one place where this room makes its errors."""

from __future__ import annotations

from ..errors import ReadError
from .messages import sentence


class UnreadableError(ReadError):
    """A ReadError whose sentence stands in this room's catalogue; printed bare, it is that sentence in English."""

    def __str__(self) -> str:
        """Return the English sentence and the remedy."""
        return f"{sentence(self.message, self.values)} {sentence(self.hint, self.values)}".strip()


def problem(code: str, name: str, *, found: str = "", **values: object) -> UnreadableError:
    """Return the error for `code`, ready to be raised; `found` is a word or a `found.…` key of the catalogue."""
    return UnreadableError(
        f"read.{code}", f"read.{code}.hint", code=code, name=name, found=found or "found.unknown", **values
    )


def size_text(size: int) -> str:
    """Return a size as people read it.

    >>> size_text(64 * 1024 * 1024)
    '64 MB'
    """
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1024 * 1024):.4g} MB"
