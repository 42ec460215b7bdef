"""What questions return, as dataclasses. `shapes` turns them into JSON."""

from __future__ import annotations

from dataclasses import dataclass

from vbgraph.models import Edge, Graph, Mention, Node


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention in its file, with what it means: `target`, or the `candidates` it is open between.

    `citing` is the document in whose text it stands, None in a text that is no document of the graph.
    """

    file: str
    mention: Mention
    citing: str | None = None
    target: str | None = None
    candidates: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Chains:
    """The shortest chains between two documents: `graph.paths`; `reversed`: they run from the second to the first."""

    graph: Graph
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that is cited but not held: by how many documents, at how many places."""

    node: Node
    cited_by: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document with its authority (the scores of all documents add up to 1) and how many documents cite it."""

    node: Node
    score: float
    cited_by: int


@dataclass(frozen=True, slots=True)
class Stat:
    """One count: "documents" "held" 13, "relation" "implements" 20."""

    group: str
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result: a document, a file, or a document with the place in its file where the words stand."""

    node: Node | None
    file: str | None = None
    snippet: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of one document.

    `sources`, `implementers`, `effects` (both ways) and `cited_by` (all edges that lead here) are edges; `cites` are
    the citations in its own text, `open` those of them, and those elsewhere that may mean it, that stay ambiguous;
    `mentions` are the places that cite it, `known_from` the number of texts they stand in.
    """

    node: Node
    sources: tuple[Edge, ...]
    implementers: tuple[Edge, ...]
    effects: tuple[Edge, ...]
    cited_by: tuple[Edge, ...]
    cites: tuple[Citation, ...]
    open: tuple[Citation, ...]
    mentions: tuple[Citation, ...]
    known_from: int


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a file with its wording."""

    file: str
    start: int
    end: int
    quote: str
    secrecy: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a decision: the stage, the rule, what came out, the evidence.

    Stages: identify, extract, compare (documents of one number), resolve, merge (mentions of one document), correction
    (written by hand), edge.
    """

    stage: str
    rule: str
    text: str
    evidence: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a document, a mention or an edge is what it is."""

    subject: str
    steps: tuple[Step, ...]
