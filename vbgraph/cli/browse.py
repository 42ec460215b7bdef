"""show, list, search: one card, filtered rows, full text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vbgraph.cli import options, words
from vbgraph.cli.lookup import document
from vbgraph.cli.messages import Speech
from vbgraph.cli.output import Row, Sink, dump, dump_line, sink, write_rows
from vbgraph.cli.report import brief
from vbgraph.cli.session import Session, session
from vbgraph.cli.terminal import columns, shorten, visible_indent
from vbgraph.errors import UsageError

if TYPE_CHECKING:
    from vbgraph.models import Edge, Node
    from vbgraph.query import Card, Citation, Hit
    from vbgraph.store import Store

_MOST = 12


def show(
    context: typer.Context,
    doc: options.Doc,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print the card of a document."""
    from vbgraph import query

    here, place = session(context), sink(format_, json, output)
    with here.reading() as store:
        node = document(store, doc, place, here)
        card = query.show(store, node)
        names = _Names(store, here.say)
        if place.format == "json":
            place.write(dump(query.card_json(card)))
        elif place.format == "jsonl":
            place.write(dump_line(query.card_json(card)))
        elif place.format == "table":
            most = None if here.verbose else _MOST
            place.write_lines(_card(card, here.say, names, most))
        else:
            rows = [{"field": key, "value": value} for key, value in query.node_json(card.node).items()]
            write_rows(place, rows, ("field", "value"), here.say, wide="value")


class _Names:
    """Documents by id, as one line; looked up once."""

    def __init__(self, store: Store, say: Speech) -> None:
        self._store, self._say = store, say
        self._known: dict[str, str] = {}

    def __call__(self, node_id: str) -> str:
        if node_id not in self._known:
            node = self._store.node(node_id)
            held = (
                ""
                if node is None or node.held or node.kind == "report"
                else f" · {self._say('tree.not_held')}"
            )
            self._known[node_id] = (brief(node, self._say) if node else node_id) + held
        return self._known[node_id]


def _card(card: Card, say: Speech, names: _Names, most: int | None) -> Iterator[str]:
    """Return the card as lines: who it is, then each group of links that has something in it."""
    node = card.node
    yield brief(node, say)
    if node.title and node.title != (node.code or node.name):
        yield f"  {node.title}"
    held = say("tree.not_held") if not node.held and node.kind == "directive" else None
    about = [node.id, held, words.cell("level", node.level, say), node.secrecy]
    yield "  " + " · ".join(a for a in about if a)
    yield "  " + say("card.known", count=card.known_from)
    if node.files:
        yield f"{say('card.files')}: {', '.join(node.files)}"
    if node.names:
        yield f"{say('card.names')}: {'; '.join(node.names)}"
    for key, edges, near in (
        ("card.sources", card.sources, node.id),
        ("card.implementers", card.implementers, node.id),
        ("card.effects", card.effects, node.id),
    ):
        yield from _group(say(key), [_edge(e, near, say, names) for e in edges], say, most)
    yield from _group(say("card.cited_by"), _citing(card, say, names), say, most)
    yield from _group(say("card.mentions"), [_place(c, say) for c in _apart(card)], say, most)
    yield from _group(say("card.cites"), [_cites(c, say, names) for c in card.cites], say, most)
    yield from _group(say("card.open"), [_open(c, say) for c in card.open], say, most)
    copies = [f"{c.file}: {c.copy.code or ''} {c.copy.copier or ''}" for c in node.copies if c.copy]
    yield from _group(say("card.copies"), copies, say, most)
    yield from _group(say("card.flags"), list(_doubts(node, say)), say, most)


def _group(title: str, lines: Sequence[str], say: Speech, most: int | None) -> Iterator[str]:
    if not lines:
        return
    yield f"{title} ({len(lines)}):"
    for line in lines[:most]:
        yield f"  {line}"
    if most is not None and len(lines) > most:
        yield "  " + say("card.more", count=len(lines) - most)


def _edge(edge: Edge, near: str, say: Speech, names: _Names) -> str:
    other = edge.target if edge.source == near else edge.source
    arrow = "→" if edge.source == near else "←"
    return f"{arrow} {words.relation(edge.relation, say)}: {names(other)}"


def _citing(card: Card, say: Speech, names: _Names) -> list[str]:
    """Return who cites it, each document once with its relations."""
    found: dict[str, list[str]] = {}
    for edge in card.cited_by:
        found.setdefault(edge.source, []).append(words.relation(edge.relation, say))
    return [f"{names(source)} ({', '.join(kinds)})" for source, kinds in found.items()]


def _cites(citation: Citation, say: Speech, names: _Names) -> str:
    kind = words.relation(citation.mention.relation, say)
    target = names(citation.target) if citation.target else "?"
    return f"{_place(citation, say)} → {target}" + (f" ({kind})" if kind else "")


def _place(citation: Citation, say: Speech) -> str:
    """Return a mention by its id, with its wording and what is odd about it."""
    from vbgraph.query import reference

    flags = words.cell("flags", citation.mention.flags, say)
    text = shorten(" ".join(citation.mention.text.split()), 48)
    return f"{reference(citation)} “{text}”" + (f" [{flags}]" if flags else "")


def _apart(card: Card) -> list[Citation]:
    """Return the mentions in texts that no edge leads from: pages that are no document of the graph."""
    linked = {edge.source for edge in card.cited_by} | {card.node.id}
    return [c for c in card.mentions if c.citing not in linked]


def _open(citation: Citation, say: Speech) -> str:
    return f"{_place(citation, say)} → {', '.join(citation.candidates)}"


def _doubts(node: Node, say: Speech) -> Iterator[str]:
    for note in node.notes:
        values = " ≠ ".join(words.cell(note.field, v, say) for v in note.values)
        yield f"{words.doubt(note.kind, say)}: {words.column(note.field, say)} {values}"


def list_(
    context: typer.Context,
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE")] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", metavar="WORDS")] = None,
    locality: Annotated[str | None, typer.Option("--locality", metavar="PLACE")] = None,
    level: Annotated[str | None, typer.Option("--level", metavar="LEVEL")] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR")] = None,
    held: Annotated[bool | None, typer.Option("--held/--missing")] = None,
    reports: Annotated[bool, typer.Option("--reports")] = False,
    files: Annotated[bool, typer.Option("--files")] = False,
    limit: options.Limit = 0,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print documents, filtered."""
    from vbgraph import query
    from vbgraph.models import LEVELS

    here, place = session(context), sink(format_, json, output)
    if level is not None and level not in LEVELS:
        raise UsageError("usage.level", name=level, choices=", ".join(LEVELS))
    state = "report" if reports else {None: None, True: "held", False: "missing"}[held]
    with here.reading() as store:
        if files:
            rows = _file_rows(store)
            write_limited(place, rows, ("file", "status", "format", "reason"), here, limit, wide="file")
            return
        filters = query.Filters(
            type=type_, issuer=issuer, locality=locality, level=level, year=year, state=state
        )
        rows = [query.listed_json(node) for node in query.documents(store, filters)]
    shown = ("id", "type", "title", "issuer", "locality", "date", "state")
    write_limited(place, rows, shown, here, limit)


def _file_rows(store: Store) -> list[dict[str, object]]:
    return [
        {
            "file": r.path,
            "status": r.state,
            "format": r.format,
            "size": r.size,
            "code": r.failure.code if r.failure and r.state == "failed" else None,
            "reason": r.failure.reason if r.failure and r.state == "failed" else None,
        }
        for r in store.files()
    ]


def search(
    context: typer.Context,
    terms: Annotated[list[str], typer.Argument(metavar="WORDS...")],
    limit: options.Limit = 20,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print documents and texts that hold the words."""
    from vbgraph import query

    here, place = session(context), sink(format_, json, output)
    with here.reading() as store:
        hits = query.search(store, query.as_stored(phrase(terms)), limit=limit + 1 if limit else 1_000_000)
    more = bool(limit) and len(hits) > limit
    hits = hits[:limit] if limit else hits
    if place.on_terminal and place.format == "table" and hits:
        place.write("".join(_hit(hit, here.say, columns()) for hit in hits))
    else:
        rows = [query.hit_json(hit) for hit in hits]
        write_limited(place, rows, ("id", "type", "date", "file", "snippet"), here, 0, wide="snippet")
    if more:
        here.voice.note("rows.some_more")


def _hit(hit: Hit, say: Speech, room: int) -> str:
    """Return a search result for a terminal: the document, its id, the place where the words stand."""
    lines = [brief(hit.node, say) if hit.node else hit.file or ""]
    lines += [f"  {part}" for part in (hit.node.id if hit.node else None, hit.snippet) if part]
    return "".join(shorten(visible_indent(line), room) + "\n" for line in lines)


def phrase(terms: Sequence[str]) -> str:
    """Return words of the command line as one question: what the shell kept together stays together.

    >>> phrase(["cải cách hành chính", "21-KL/TW"])
    '"cải cách hành chính" 21-KL/TW'
    """
    if len(terms) == 1:
        return terms[0]
    return " ".join(f'"{t}"' if " " in t and '"' not in t else t for t in terms)


def write_limited(
    place: Sink, rows: Sequence[Row], shown: Sequence[str], here: Session, limit: int, *, wide: str = "title"
) -> None:
    """Write the first rows and say how many more there are."""
    part = rows[:limit] if limit else rows
    write_rows(place, part, shown, here.say, wide=wide)
    tell_more(here, len(rows), limit)


def tell_more(here: Session, count: int, limit: int) -> None:
    """Say that there are no rows, or how many more than were shown."""
    if not count:
        here.voice.note("rows.none")
    elif limit and count > limit:
        here.voice.note("rows.more", count=count - limit)


COMMANDS: dict[str, Callable[..., None]] = {"show": show, "list": list_, "search": search}
