"""What every stage of one extraction shares: the page, its documents, the registry, where sentences begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from vbgraph.extract.draft import Draft
from vbgraph.extract.lexicon import Lexicon
from vbgraph.extract.page import Page
from vbgraph.models import Document

#: How far behind a citation its date, issuer and term are looked for, in characters.
_REACH = 300


@dataclass(frozen=True, slots=True)
class Frame:
    """Where one document of a text stands, in positions of the page; what the text does not tell is 0 or None."""

    start: int
    end: int
    header_end: int
    body_end: int
    title: tuple[int, int] | None


def frames(page: Page, owners: Sequence[Document]) -> tuple[Frame, ...]:
    """Return where the documents of a text stand in its page."""
    place = page.place
    return tuple(
        Frame(
            place(d.start),
            place(d.end) if d.end else 0,
            place(d.header_end),
            place(d.body_end) if d.body_end else 0,
            (place(d.title_span.start), place(d.title_span.end)) if d.title_span else None,
        )
        for d in owners
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One text being read. `owners` are its documents as identified, the main one first, `frames` where they stand.

    `starts` are the sentences; `quoted` is the new wording that it gives to others, in quotation marks.
    """

    page: Page
    lex: Lexicon
    owners: Sequence[Document]
    frames: Sequence[Frame]
    starts: Sequence[int]
    quoted: tuple[tuple[int, int], ...]

    def owner_index(self, draft: Draft) -> int:
        """Return which document of the text a citation stands in: the innermost one around it, else the main one."""
        if len(self.owners) == 1:
            return 0
        inner = [k for k, f in enumerate(self.frames) if f.start <= draft.start < f.end]
        return max(inner, key=lambda k: self.frames[k].start) if inner else 0

    def owner(self, draft: Draft) -> Document:
        """Return the document a citation stands in."""
        return self.owners[self.owner_index(draft)]

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the span of the sentence or list item around a position of the page."""
        k = bisect_right(self.starts, at)
        return self.starts[k - 1], self.starts[k] if k < len(self.starts) else len(self.page.text)

    def sentences_before(self, at: int, count: int) -> int:
        """Return where the sentence begins that stands `count` sentences before the one around a position."""
        return self.starts[max(0, bisect_right(self.starts, at) - 1 - count)]

    def limit(self, draft: Draft) -> int:
        """Return how far the attributes of a citation can reach."""
        return min(self.sentence(draft.end)[1], draft.end + _REACH)

    def in_title(self, draft: Draft) -> bool:
        """Say whether a citation stands in the own title of its document."""
        title = self.frames[self.owner_index(draft)].title
        return title is not None and draft.start < title[1] and draft.end > title[0]
