"""upstream, downstream, path: walks along the edges, as a tree, as rows, as Graph JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from vbgraph.cli import options, words
from vbgraph.cli.lookup import document
from vbgraph.cli.messages import Speech
from vbgraph.cli.output import Sink, dump, dump_line, sink, write_rows
from vbgraph.cli.report import brief
from vbgraph.cli.session import Session, session
from vbgraph.cli.terminal import plain, rich_console, visible
from vbgraph.errors import UsageError
from vbgraph.text import fold_key

if TYPE_CHECKING:
    from rich.tree import Tree

    from vbgraph.models import Edge, Graph, Node

#: Every relation, as someone types it (folded).
_ALL = ("all", "tat ca")
_COLUMNS = ("depth", "source", "relation", "target", "code", "type", "issuer", "date", "held")


def upstream(
    context: typer.Context,
    doc: options.Doc,
    depth: options.Depth = None,
    relation: options.Relations = None,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print the sources of a document."""
    _follow(session(context), doc, depth, relation, sink(format_, json, output), up=True)


def downstream(
    context: typer.Context,
    doc: options.Doc,
    depth: options.Depth = None,
    relation: options.Relations = None,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print the implementers of a document."""
    _follow(session(context), doc, depth, relation, sink(format_, json, output), up=False)


def _follow(
    here: Session, doc: str, depth: int | None, relation: list[str] | None, place: Sink, *, up: bool
) -> None:
    from vbgraph import query

    relations = chosen(relation, here.say)
    walk = query.upstream if up else query.downstream
    with here.reading() as store:
        root = document(store, doc, place, here)
        graph = walk(store, root, depth=depth, relations=relations)
        if not root.held:
            count = query.known_from(store, root)
            here.voice.note("doc.not_held", name=root.code or root.name or root.id, count=count)
    if not graph.edges:
        here.voice.note("tree.none.up" if up else "tree.none.down", name=root.code or root.id)
    write_graph(place, graph, here.say, up=up)


def chosen(given: list[str] | None, say: Speech) -> frozenset[str]:
    """Return the relations chosen by --relation, in either language. Raises UsageError for words that are none."""
    from vbgraph.query import chosen as relations

    names = []
    for name in given or ():
        found = "all" if fold_key(name) in _ALL else words.relation_named(name)
        if found is None:
            raise UsageError("usage.relation", name=name, choices=words.relation_choices(say))
        names.append(found)
    return relations(names)


def path(
    context: typer.Context,
    start: options.First,
    goal: options.Last,
    relation: options.Relations = None,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print the chains from one document to another."""
    from vbgraph import query

    here, place = session(context), sink(format_, json, output)
    relations = chosen(relation, here.say)
    with here.reading() as store:
        first, last = document(store, start, place, here), document(store, goal, place, here)
        chains = query.paths(store, first, last, relations=relations)
    names = {"a": first.code or first.id, "b": last.code or last.id}
    if not chains.graph.paths:
        here.voice.note("path.none", **names)
    elif chains.reversed:
        here.voice.note("path.reversed", **names)
    if place.format == "table":
        place.write_lines(_chain_lines(chains.graph, here.say))
    elif place.format == "json":
        place.write(dump(query.graph_json(chains.graph, with_paths=True)))
    else:
        write_graph(place, chains.graph, here.say, up=True)


def _chain_lines(graph: Graph, say: Speech) -> Iterator[str]:
    """Return each chain as lines: a document, then each next one with the relation that leads to it."""
    nodes = {node.id: node for node in graph.nodes}
    for number, chain in enumerate(graph.paths):
        if number:
            yield ""
        for step, name in enumerate(chain):
            kinds = [
                e.relation for e in graph.edges if step and (e.source, e.target) == (chain[step - 1], name)
            ]
            lead = f"{'  ' * step}→ {', '.join(words.relation(k, say) for k in kinds)}: " if step else ""
            yield f"{lead}{_label(nodes[name], say)}"


def write_graph(place: Sink, graph: Graph, say: Speech, *, up: bool) -> None:
    """Write what a walk found: a tree for people, Graph JSON, or one row an edge."""
    from vbgraph.query import edge_json, graph_json, node_json

    if place.format == "json":
        place.write(dump(graph_json(graph)))
    elif place.format == "jsonl":
        lines = [dump_line({"node": node_json(n)}) for n in graph.nodes]
        place.write("".join(lines + [dump_line({"edge": edge_json(e)}) for e in graph.edges]))
    elif place.format == "table":
        print_tree(place, graph, say, up=up)
    else:
        write_rows(place, list(_rows(graph, up)), _COLUMNS, say)


def _rows(graph: Graph, up: bool) -> Iterator[dict[str, object]]:
    nodes = {node.id: node for node in graph.nodes}
    far = {edge: nodes[edge.target if up else edge.source] for edge in graph.edges}
    for edge in sorted(graph.edges, key=lambda e: (far[e].depth or 0, e.source, e.target, e.relation)):
        node = far[edge]
        ends: dict[str, object] = {"depth": node.depth, "source": edge.source}
        ends |= {"relation": edge.relation, "target": edge.target}
        fields = {key: getattr(node, key) for key in ("code", "type", "issuer", "date", "held")}
        yield ends | fields | {"confidence": round(edge.confidence, 4), "mentions": edge.mentions}


@dataclass(frozen=True, slots=True)
class _Branch:
    """One line of the tree: how deep, what leads there, the document."""

    depth: int
    relations: tuple[str, ...]
    node: Node
    again: bool


def _branches(graph: Graph, up: bool) -> Iterator[_Branch]:
    """Return the tree from the root, depth first; a document is opened once, where it is closest to the root."""
    nodes = {node.id: node for node in graph.nodes}
    if graph.root is None or graph.root not in nodes:
        return
    children = _children(graph.edges, up)
    opened = {graph.root}
    todo: list[tuple[int, tuple[str, ...], str, bool]] = [(0, (), graph.root, True)]
    while todo:
        depth, relations, name, first = todo.pop()
        has_more = bool(children.get(name))
        yield _Branch(depth, relations, nodes[name], not first and has_more)
        if not first:
            continue
        below = []
        for child, kinds in children.get(name, {}).items():
            fresh = child not in opened and (nodes[child].depth or 0) == depth + 1
            if fresh:
                opened.add(child)
            below.append((depth + 1, tuple(kinds), child, fresh))
        order = {name: i for i, name in enumerate(sorted(nodes, key=lambda n: _rank(nodes[n])))}
        todo += sorted(below, key=lambda b: order[b[2]], reverse=True)


def _rank(node: Node) -> tuple[int, str, str]:
    return (-(node.rank or 0), node.date or "9999", node.id)


def _children(edges: tuple[Edge, ...], up: bool) -> dict[str, dict[str, list[str]]]:
    """Return for each document the next ones with the relations that lead there."""
    found: dict[str, dict[str, list[str]]] = {}
    for edge in edges:
        near, far = (edge.source, edge.target) if up else (edge.target, edge.source)
        found.setdefault(near, {}).setdefault(far, []).append(edge.relation)
    return found


def print_tree(place: Sink, graph: Graph, say: Speech, *, up: bool) -> None:
    """Print the tree: with guides and folded to the width on a terminal, plain and indented in a pipe."""
    branches = list(_branches(graph, up))
    if not place.on_terminal:
        place.write("".join(f"{'  ' * b.depth}{_line(b, say)}\n" for b in branches))
        return
    from rich.text import Text
    from rich.tree import Tree

    stack: list[Tree] = []
    for branch in branches:
        label = Text(_line(branch, say))
        if branch.relations and not plain():
            label.stylize("dim", 0, label.plain.find(":") + 1)
        tree = Tree(label) if not stack else stack[branch.depth - 1].add(label)
        del stack[branch.depth :]
        stack.append(tree)
    if stack:
        rich_console().print(stack[0])


def _line(branch: _Branch, say: Speech) -> str:
    lead = ", ".join(words.relation(r, say) for r in branch.relations)
    again = f" {say('tree.again')}" if branch.again else ""
    return (f"{lead}: " if lead else "") + _label(branch.node, say) + again


def _label(node: Node, say: Speech) -> str:
    held = "" if node.held or node.kind == "report" else f" · {say('tree.not_held')}"
    return visible(brief(node, say)) + held


COMMANDS: dict[str, Callable[..., None]] = {"upstream": upstream, "downstream": downstream, "path": path}
