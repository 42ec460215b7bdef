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
class Reading:
    """One text being read. `owners` are its documents as identified, the main one first; `starts` the sentences.

    `quoted` is the new wording that it gives to others, in quotation marks.
    """

    page: Page
    lex: Lexicon
    owners: Sequence[Document]
    starts: Sequence[int]
    quoted: tuple[tuple[int, int], ...]

    def owner_index(self, draft: Draft) -> int:
        """Return which document of the text a citation stands in: the innermost one around it, else the main one."""
        if len(self.owners) == 1:
            return 0
        start = self.page.home(draft.start, draft.end)[0]
        inner = [k for k, d in enumerate(self.owners) if d.start <= start < d.end]
        return max(inner, key=lambda k: self.owners[k].start) if inner else 0

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
        title = self.owner(draft).title_span
        if title is None:
            return False
        start, end = self.page.home(draft.start, draft.end)
        return start < title.end and end > title.start
