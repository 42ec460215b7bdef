"""map, export: the graph as a page and as files for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vbgraph.cli import options
from vbgraph.cli.lookup import document
from vbgraph.cli.output import Sink, destination, sink
from vbgraph.cli.session import Session, session
from vbgraph.cli.writing import takes_neighbours, write_whole
from vbgraph.errors import UsageError

if TYPE_CHECKING:
    from vbgraph.models import Graph, Node
    from vbgraph.store import Store

#: A map of more documents than this is a carpet: its most cited part is drawn unless --max-nodes says otherwise.
MAX_NODES = 5000


def map_(
    context: typer.Context,
    docs: options.Docs = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT.html")] = None,
    depth: options.Depth = None,
    direction: Annotated[str, typer.Option("--direction", metavar="up|down|both")] = "both",
    no_text: options.NoText = False,
    with_secret: options.WithSecret = False,
    max_nodes: Annotated[int, typer.Option("--max-nodes", min=0, metavar="N")] = MAX_NODES,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT")] = None,
    open_page: Annotated[bool, typer.Option("--open")] = False,
) -> None:
    """Write an interactive map."""
    here = session(context)
    if output is None:
        raise UsageError("usage.output_needed", "usage.help", what="HTML", command="vbgraph map")
    if open_page and destination(output) is None:
        raise UsageError("usage.open_file", "usage.help", command="vbgraph map")
    if direction not in ("up", "down", "both"):
        raise UsageError("usage.bad_value", what="--direction", why=f"{direction} (up, down, both)")
    from vbgraph.query import open_node

    with here.reading() as store:
        roots = [document(store, words, Sink(), here) for words in docs or ()]
        graph = around(store, roots, depth, direction) if roots else store.graph()
    told = roots if with_secret else [open_node(node) for node in roots]
    shown = title or ", ".join(n.code or n.name or n.id for n in told[:3]) or None
    draw(graph, output, here, Look(shown, not no_text, with_secret, max_nodes))
    if open_page:
        import webbrowser

        webbrowser.open(output.resolve().as_uri())


class Look:
    """How a map looks: its title, with evidence sentences or not, with secrets or not, how many documents."""

    __slots__ = ("max_nodes", "title", "with_secret", "with_text")

    def __init__(
        self, title: str | None, with_text: bool = True, with_secret: bool = False, max_nodes: int = MAX_NODES
    ) -> None:
        """Keep the choices."""
        self.title, self.with_text, self.with_secret, self.max_nodes = (
            title,
            with_text,
            with_secret,
            max_nodes,
        )


def around(store: Store, roots: Iterable[Node], depth: int | None, direction: str) -> Graph:
    """Return the part of the graph that documents reach, up, down or both, and all edges inside it."""
    from dataclasses import replace

    from vbgraph.models import RELATIONS
    from vbgraph.models import Graph as Whole
    from vbgraph.query import downstream, upstream

    walks = {"up": (upstream,), "down": (downstream,), "both": (upstream, downstream)}[direction]
    nodes, edges, root = {}, {}, None
    for start in roots:
        root = root or start.id
        for walk in walks:
            part = walk(store, start, depth=depth)
            nodes.update({n.id: replace(n, depth=None) for n in part.nodes})
        near = (downstream if direction == "down" else upstream)(store, start, depth=1, relations=RELATIONS)
        nodes.update({n.id: replace(n, depth=None) for n in near.nodes})
    edges = {
        (e.source, e.target, e.relation): e for e in store.edges() if e.source in nodes and e.target in nodes
    }
    return Whole(tuple(nodes[i] for i in sorted(nodes)), tuple(edges[k] for k in sorted(edges)), root=root)


def draw(graph: Graph, output: Path, here: Session, look: Look | None = None) -> None:
    """Write the map of a graph, cut down when it is too large, and say what was done."""
    from vbgraph.map.model import limit
    from vbgraph.map.render import render

    look = look or Look(None)
    whole = len(graph.nodes)
    if not whole:
        here.voice.warn("map.empty")
    part = limit(graph, look.max_nodes) if look.max_nodes else graph
    note = None
    if len(part.nodes) < whole:
        note = here.say("map.limited", shown=len(part.nodes), all=whole)
        here.voice.note("map.limited", shown=len(part.nodes), all=whole)
    _say_secrets(graph, here, look.with_secret)
    lang: Literal["vi", "en"] = "en" if here.lang == "en" else "vi"
    title = look.title or ("Bản đồ trích dẫn" if lang == "vi" else "Citation map")
    page = render(
        part, title=title, lang=lang, with_text=look.with_text, with_secret=look.with_secret, note=note
    )
    place = sink("table", False, output)
    place.write(page)
    if place.output is not None:
        here.voice.note("map.written", path=output, nodes=len(part.nodes), edges=len(part.edges))


def _say_secrets(graph: Graph, here: Session, with_secret: bool) -> None:
    count = sum(1 for node in graph.nodes if node.secrecy)
    if count and not with_secret:
        here.voice.note("secret.left", count=count)


def export(
    context: typer.Context,
    to: Annotated[str | None, typer.Option("--to", metavar="FORMAT")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    no_text: options.NoText = False,
    with_secret: options.WithSecret = False,
) -> None:
    """Write the graph for other programs."""
    from vbgraph.export import FORMATS, render, without_secrets, without_text

    here = session(context)
    form = to or (output.suffix[1:].lower() if output else "") or "json"
    if form not in FORMATS:
        raise UsageError("usage.format", name=form, choices=", ".join(FORMATS))
    with here.reading() as store:
        graph = store.graph()
    if not with_secret:
        _say_secrets(graph, here, with_secret)
        graph, _ = without_secrets(graph)
    parts = render(without_text(graph) if no_text else graph, form)
    output = destination(output)
    if len(parts) > 1 and (output is None or not takes_neighbours(output)):
        raise UsageError("usage.output_needed", "usage.help", what=form, command="vbgraph export")
    if output is None:
        sink("table", False, None).write(parts[""].decode("utf-8"))
        return
    for ending, data in parts.items():
        target = output.with_name(f"{output.stem}{ending}{output.suffix}") if ending else output
        write_whole(target, data)
        here.voice.note("export.written", path=target)


COMMANDS: dict[str, Callable[..., None]] = {"map": map_, "export": export}
