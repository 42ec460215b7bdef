"""Where a hand correction takes hold: words in a file → the mentions they hold, fields → the document they fit."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from vbgraph import codes
from vbgraph.corrections import Place, Which
from vbgraph.dates import agree
from vbgraph.models import Node
from vbgraph.resolve.claims import Collected, Head, Reader, Ref
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.issuers import same_body
from vbgraph.resolve.likeness import same_title
from vbgraph.text import fold_key

Quote = Callable[[str, int, int], str]
#: Longer than any text: asks `quote` for the whole of it.
_WHOLE = 1 << 40


class NoAnchorError(Exception):
    """An entry that takes hold nowhere; `reason` is a word of the report."""

    def __init__(self, reason: str) -> None:
        """Keep the word."""
        super().__init__(reason)
        self.reason = reason


class Files:
    """The files as corrections name them: by path, by content when they were moved, by their bare name."""

    def __init__(self, said: Collected, quote: Quote | None) -> None:
        """Index the files; no text is looked at yet."""
        self.refs = said.refs
        self.quote = quote
        self.heads: dict[str, list[Head]] = defaultdict(list)
        self._hashes: dict[str, str] = {}
        for head in said.heads:
            self.heads[head.file].append(head)
            self._hashes[head.file] = head.sha256
        self._texts: dict[str, Words] = {}

    def named(self, file: str, content: str | None) -> list[str]:
        """Return the files a correction can mean, the likeliest first. Raises NoAnchorError when there is none."""
        exact = [file] if file in self.refs else []
        same = sorted(f for f, sha in self._hashes.items() if content and sha.startswith(content))
        base = file.rpartition("/")[2]
        alike = sorted(f for f in self.refs if f.rpartition("/")[2] == base)
        found = list(dict.fromkeys([*exact, *same, *(alike if len(alike) == 1 else ())]))
        if not found:
            raise NoAnchorError("no_file")
        return found

    def holds(self, file: str, content: str | None) -> bool:
        """Say whether a correction can mean any file."""
        try:
            return bool(self.named(file, content))
        except NoAnchorError:
            return False

    def mentions(self, place: Place) -> list[Ref]:
        """Return the mentions a quotation means, in every file of that content. Raises NoAnchorError."""
        reason = "no_quote"
        for file in self.named(place.file, place.content):
            spans = self._spans(file, place)
            found = [ref for span in spans for ref in self._inside(file, span, place.mention)]
            if found:
                copies = [f for f, sha in self._hashes.items() if sha == self._hashes.get(file) and f != file]
                ids = {ref.id for ref in found}
                return found + [r for f in sorted(copies) for r in self.refs.get(f, ()) if r.id in ids]
            reason = "no_mention" if spans else reason
        raise NoAnchorError(reason)

    def _spans(self, file: str, place: Place) -> list[tuple[int, int]]:
        """Return where the quoted words stand in a file; `nth` leaves one of these places."""
        if file not in self._texts:
            self._texts[file] = Words(self.quote(file, 0, _WHOLE) if self.quote else "")
        spans = list(self._texts[file].find(place.quote))
        if place.nth is None:
            return spans
        return spans[place.nth - 1 : place.nth]

    def _inside(self, file: str, span: tuple[int, int], words: str | None) -> list[Ref]:
        """Return the one mention inside a stretch (with `words`: that reads so). Raises NoAnchorError for several."""
        found = [r for r in self.refs.get(file, ()) if span[0] <= r.start and r.end <= span[1]]
        if words is not None and self.quote is not None:
            wanted = " ".join(_plain(words).split())
            found = [r for r in found if " ".join(_plain(self.quote(file, r.start, r.end)).split()) == wanted]
        widest = [r for r in found if all(r.start <= o.start and o.end <= r.end for o in found)]
        if len(found) > 1 and len(widest) != 1:
            raise NoAnchorError("several_mentions")
        return widest


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


class Words:
    """A text as words with one space between them, and the way back to its offsets."""

    def __init__(self, text: str) -> None:
        """Read the text once."""
        self._raw: list[int] = []
        self._at: list[int] = []
        pieces, length = [], 0
        for match in re.finditer(r"\S+", text):
            word = _plain(match.group())
            self._raw.append(match.start())
            self._at.append(length)
            pieces.append(word)
            length += len(word) + 1
        self._text = " ".join(pieces)

    def find(self, quotation: str) -> Iterator[tuple[int, int]]:
        """Yield the stretch of every place where the quotation stands, whatever the spaces and line ends."""
        wanted = " ".join(_plain(quotation).split())
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            yield self._back(at), self._back(at + len(wanted) - 1) + 1
            at = self._text.find(wanted, at + len(wanted))

    def _back(self, position: int) -> int:
        word = bisect_right(self._at, position) - 1
        return self._raw[word] + position - self._at[word]


class Documents:
    """The documents as they stand at one moment, found by fields."""

    def __init__(self, pairs: Iterable[tuple[Cluster, Node]], files: Files, reader: Reader) -> None:
        """Index documents by code."""
        self.nodes = dict(pairs)
        self.files = files
        self.reader = reader
        self._by_code: dict[str, list[Cluster]] = defaultdict(list)
        for cluster, node in self.nodes.items():
            for key in _keys(node):
                self._by_code[key].append(cluster)

    def find(self, which: Which, home: Callable[[Head], Cluster | None]) -> Cluster:
        """Return the one document that fits. Raises NoAnchorError when there is none, or several."""
        pool = self._pool(which, home)
        found = [c for c in pool if self._fits(which, c)]
        if len(found) > 1 and which.id:
            found = [c for c in found if c.id == which.id] or [c for c in found if _older(which.id, c.id)]
        if len(found) > 1 and which.file:
            found = found[:1]
        if len(found) != 1:
            raise NoAnchorError("several_documents" if found else "no_document")
        return found[0]

    def _pool(self, which: Which, home: Callable[[Head], Cluster | None]) -> Sequence[Cluster]:
        """Return the documents to look at: those of a file (its main one first), of a code, else those of an id."""
        if which.file and (which.code is None or self.files.holds(which.file, which.content)):
            heads = (h for f in self.files.named(which.file, which.content)[:1] for h in self.files.heads[f])
            return list(dict.fromkeys(c for h in heads if (c := home(h)) is not None))
        if which.code:
            return self._by_code.get(codes.key(which.code), [])
        if which.name or which.title:
            return list(self.nodes)
        exact = [c for c in self.nodes if c.id == which.id]
        return exact or [c for c in self.nodes if _older(which.id or "", c.id)]

    def _fits(self, which: Which, cluster: Cluster) -> bool:
        """Say whether all fields given, but the id, fit a document."""
        node = self.nodes[cluster]
        return (
            (not which.code or codes.key(which.code) in _keys(node))
            and (not which.type or fold_key(which.type) in _types(cluster, node))
            and (not which.locality or self._in(which.locality, cluster, node))
            and (not which.issuer or self._issued(which.issuer, node))
            and (not which.date or any(agree(which.date, d) for d in _dates(cluster, node)))
            and (not which.term or which.term.upper() in {(node.term or "").upper(), cluster.slot})
            and (not which.name or fold_key(which.name) in {fold_key(n) for n in _names(node)})
            and (not which.title or same_title(which.title, node.title))
        )

    def _in(self, locality: str, cluster: Cluster, node: Node) -> bool:
        same = fold_key(locality) == fold_key(node.locality or "")
        return same or self.reader.places.id(locality, node.date) == cluster.place

    def _issued(self, issuer: str, node: Node) -> bool:
        return node.issuer is not None and same_body(issuer, node.issuer, self.reader.registry)


def _types(cluster: Cluster, node: Node) -> set[str]:
    said = (c.type for c in cluster.claims)
    return {fold_key(t) for t in (node.type, *said) if t}


def _keys(node: Node) -> set[str]:
    """Return the keys of a document's code and of the codes of those that were joined to it by hand."""
    joined = [v for n in node.notes if (n.kind, n.field) == ("joined", "code") for v in n.values]
    return {codes.key(code) for code in (node.code, *joined) if code}


def _dates(cluster: Cluster, node: Node) -> list[str]:
    known = cluster.known.date if cluster.known else None
    return [d for d in (node.date, known, *cluster.dates) if d]


def _names(node: Node) -> list[str]:
    return [n for n in (node.name, *node.names) if n]


def _older(a: str, b: str) -> bool:
    """Say whether one id is a shorter or longer form of the other: same stem, no part that contradicts.

    >>> _older("ct-56-tu", "ct-56-tu.ninh-thuan.2024"), _older("ct-56-tu.2023", "ct-56-tu.2024")
    (True, False)
    """
    stem, *parts = a.split(".")
    other, *others = b.split(".")
    return stem == other and (set(parts) <= set(others) or set(others) <= set(parts))
