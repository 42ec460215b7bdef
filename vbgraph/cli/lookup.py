"""DOC on the command line → the document, or the error that lists what it may have meant."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from vbgraph.cli.messages import Speech
from vbgraph.cli.output import Sink
from vbgraph.cli.report import brief
from vbgraph.cli.session import Session
from vbgraph.cli.terminal import columns, visible, wrap
from vbgraph.errors import AmbiguousError, NotFoundError

if TYPE_CHECKING:
    from vbgraph.models import Node
    from vbgraph.query import Citation
    from vbgraph.store import Store


def document(store: Store, words: str, place: Sink, here: Session) -> Node:
    """Return the document that words mean; otherwise tell what fits or comes near and end with status 1.

    With JSON asked for, standard output holds the error as an object.
    """
    from vbgraph.query import find

    try:
        return find(store, words)
    except NotFoundError as error:
        tell(store, words, error, place, here)
        raise typer.Exit(NotFoundError.exit_code) from None


def tell(store: Store, words: str, error: NotFoundError, place: Sink, here: Session) -> None:
    """Tell of a document that is not there or of several that fit, with all candidates."""
    from vbgraph.query import not_found_json

    say = here.say
    nodes = [one for name in error.candidates for one in _candidates(store, name)]
    many = isinstance(error, AmbiguousError)
    if place.format in ("json", "jsonl"):
        place.write_object(not_found_json(words, nodes, ambiguous=many))
    hint = "" if many or nodes else say(error.hint, **error.values)
    here.voice.error(say(error.message, **error.values), hint)
    if nodes and not many:
        print("  " + say("doc.maybe"), file=sys.stderr)
    room = columns() if sys.stderr.isatty() else None
    for node in nodes:
        line = f"  {_told(node, say)}"
        for part in [line] if room is None else wrap(line, room):
            print(part, file=sys.stderr)


def _candidates(store: Store, name: str) -> Sequence[Node | Citation]:
    """Return what a candidate's id names: a document, else a mention."""
    from vbgraph.query import named

    node = store.node(name)
    return named(store, name)[:1] if node is None else [node]


def _told(one: Node | Citation, say: Speech) -> str:
    """Return a candidate as a line: the id to type, and what it is."""
    from vbgraph.models import Node
    from vbgraph.query import reference

    if isinstance(one, Node):
        return visible(f"{one.id}  {brief(one, say)}")
    return visible(f"{reference(one)}  “{one.mention.text}”")
