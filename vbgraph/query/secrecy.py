"""What may leave the house: answers without the words that only texts marked secret hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from vbgraph.models import Edge, Graph, Node, NodeFlag, Provision


def open_graph(graph: Graph) -> tuple[Graph, int]:
    """Return the graph without the words of secret texts, and how many of its documents are marked secret.

    What stays is that the documents are there, who cites whom, and in which files; ids never hold such words.
    """
    secret = {node.id for node in graph.nodes if node.secrecy}
    nodes = tuple(open_node(node) for node in graph.nodes)
    edges = tuple(open_edge(edge, secret) for edge in graph.edges)
    return replace(graph, nodes=nodes, edges=edges), len(secret)


def open_node(node: Node) -> Node:
    """Return a document without sealed words; the title of one that is secret itself is its own wording, too."""
    sealed = set(node.sealed)
    own = node.secrecy is not None

    def told(words: str | None) -> str | None:
        return None if words in sealed else words

    if not sealed and not own:
        return node
    return replace(
        node,
        title=None if own else told(node.title),
        name=told(node.name),
        names=() if own else tuple(n for n in node.names if n not in sealed),
        issuer=told(node.issuer),
        notes=tuple(_open_note(note, sealed) for note in node.notes),
    )


def _open_note(note: NodeFlag, sealed: Collection[str]) -> NodeFlag:
    """Return a doubt without sealed values and the places where they stand."""
    if not any(v in sealed for v in note.values):
        return note
    paired = len(note.values) == len(note.evidence)
    kept = [i for i, v in enumerate(note.values) if v not in sealed]
    places = tuple(note.evidence[i] for i in kept) if paired else note.evidence
    return replace(note, values=tuple(note.values[i] for i in kept), evidence=places)


def open_edge(edge: Edge, secret: Collection[str] = ()) -> Edge:
    """Return an edge with nothing quoted from secret texts; `secret` are the ids of documents marked so."""
    closed = [e.secrecy is not None or e.asserted_by in secret for e in edge.evidence]
    if not any(closed):
        return edge
    evidence = tuple(
        replace(e, quote="") if shut else e for e, shut in zip(edge.evidence, closed, strict=True)
    )
    provisions = tuple(map(_unquoted, edge.provisions)) if all(closed) else edge.provisions
    return replace(edge, evidence=evidence, provisions=provisions)


def _unquoted(provision: Provision) -> Provision:
    """Return a provision by its numbers, without the wording."""
    return replace(provision, text="")
