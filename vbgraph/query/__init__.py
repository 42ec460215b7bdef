"""Questions to the store. Nothing here prints; answers are dataclasses, `shapes` gives them as JSON.

    doc = query.find(store, "21-KL/TW")            # one Node; NotFoundError / AmbiguousError with candidates (ids)
    query.find_all(store, words)                   # all that fit
    query.upstream(store, doc, depth=2, relations=query.chosen(["all"]))      # models.Graph, nodes carry depth
    query.downstream(store, doc)                   # default relations: models.SOURCES
    query.paths(store, a, b)                       # Chains(graph, reversed); graph.paths shortest first, () if none
    query.show(store, doc)                         # Card; .known_from: how many texts cite it
    query.known_from(store, doc)
    query.documents(store, query.Filters(type="Chỉ thị", state="held", year=2024))    # list
    query.missing(store), query.ambiguous(store), query.stats(store), query.rank(store)
    query.search(store, 'nghị quyết "cải cách hành chính"', limit=20)                # Hits
    query.explain(store, words)                    # document words, mention id, file#id or id@file → Explanation
    query.explain_edge(store, a, b)
    query.open_graph(graph)                        # without the words of secret texts, for what leaves the house
    as JSON:     node_json, edge_json, graph_json, card_json, missing_json, open_json, listed_json, ranked_json,
                  stat_json, hit_json, citation_json, explanation_json, rows_json, not_found_json

Keyword `registry=` of find, find_all, documents and explain takes the place of the one loaded on first use.
"""

from vbgraph.query.card import show
from vbgraph.query.citations import ambiguous, cited_in, citing, known_from, named, reference
from vbgraph.query.explain import explain, explain_document, explain_edge, explain_mention
from vbgraph.query.files import as_stored, files_named
from vbgraph.query.find import find, find_all
from vbgraph.query.lists import Filters, documents, missing, rank, state, stats
from vbgraph.query.results import (
    Card,
    Chains,
    Citation,
    Explanation,
    Hit,
    Missing,
    Place,
    Ranked,
    Stat,
    Step,
)
from vbgraph.query.search import search
from vbgraph.query.secrecy import open_graph, open_node
from vbgraph.query.shapes import (
    card_json,
    citation_json,
    copy_json,
    edge_json,
    evidence_json,
    explanation_json,
    graph_json,
    hit_json,
    listed_json,
    missing_json,
    node_json,
    not_found_json,
    open_json,
    provision_json,
    ranked_json,
    rows_json,
    stat_json,
)
from vbgraph.query.walk import chosen, downstream, paths, upstream

__all__ = [
    "Card",
    "Chains",
    "Citation",
    "Explanation",
    "Filters",
    "Hit",
    "Missing",
    "Place",
    "Ranked",
    "Stat",
    "Step",
    "ambiguous",
    "as_stored",
    "card_json",
    "chosen",
    "citation_json",
    "cited_in",
    "citing",
    "copy_json",
    "documents",
    "downstream",
    "edge_json",
    "evidence_json",
    "explain",
    "explain_document",
    "explain_edge",
    "explain_mention",
    "explanation_json",
    "files_named",
    "find",
    "find_all",
    "graph_json",
    "hit_json",
    "known_from",
    "listed_json",
    "missing",
    "missing_json",
    "named",
    "node_json",
    "not_found_json",
    "open_graph",
    "open_json",
    "open_node",
    "paths",
    "provision_json",
    "rank",
    "ranked_json",
    "reference",
    "rows_json",
    "search",
    "show",
    "stat_json",
    "state",
    "stats",
    "upstream",
]
