"""DOC on the command line → the document, or the error that lists what it may have meant."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from vbgraph.cli.output import Sink
from vbgraph.cli.report import brief
from vbgraph.cli.session import Session
from vbgraph.cli.terminal import visible
from vbgraph.errors import AmbiguousError, NotFoundError

if TYPE_CHECKING:
    from vbgraph.models import Node
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
    nodes = [node for name in error.candidates if (node := store.node(name)) is not None]
    many = isinstance(error, AmbiguousError)
    if place.format in ("json", "jsonl"):
        place.write_object(not_found_json(words, nodes, ambiguous=many))
    hint = "" if many or nodes else say(error.hint, **error.values)
    here.voice.error(say(error.message, **error.values), hint)
    if nodes and not many:
        print("  " + say("doc.maybe"), file=sys.stderr)
    for node in nodes:
        print(f"  {node.id}  {visible(brief(node, say))}", file=sys.stderr)
