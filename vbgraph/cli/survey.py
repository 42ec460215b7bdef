"""missing, ambiguous, stats, rank, explain: looks at the whole, and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import typer

from vbgraph.cli import options, words
from vbgraph.cli.browse import tell_more, write_limited
from vbgraph.cli.lookup import document, tell
from vbgraph.cli.messages import Speech
from vbgraph.cli.output import dump, dump_line, sink, write_rows
from vbgraph.cli.session import Session, session
from vbgraph.cli.terminal import shorten
from vbgraph.errors import NotFoundError

if TYPE_CHECKING:
    from vbgraph.query import Citation, Explanation


def missing(
    context: typer.Context,
    limit: options.Limit = 0,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print documents that are cited but not held."""
    from vbgraph import query

    here, place = session(context), sink(format_, json, output)
    with here.reading() as store:
        rows = [query.missing_json(row) for row in query.missing(store)]
    shown = ("cited_by", "mentions", "id", "type", "title", "issuer", "date")
    write_limited(place, rows, shown, here, limit)


def ambiguous(
    context: typer.Context,
    limit: options.Limit = 0,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print citations that stay open, with their candidates."""
    from vbgraph import query

    here, place = session(context), sink(format_, json, output)
    with here.reading() as store:
        found = query.ambiguous(store)
    if place.format in ("json", "jsonl"):
        write_limited(place, [query.open_json(c) for c in found], (), here, limit)
        return
    if place.on_terminal and place.format == "table" and found:
        for one in found[:limit] if limit else found:
            place.write_lines(_block(one))
        tell_more(here, len(found), limit)
        return
    rows = [_open_row(c) for c in found]
    write_limited(place, rows, ("text", "mention", "candidates"), here, limit, wide="candidates")


def _block(citation: Citation) -> Iterator[str]:
    """Return an open mention for a terminal: its id and wording, then a line for each candidate."""
    yield f"{_reference(citation)} “{shorten(' '.join(citation.mention.text.split()), 60)}”"
    yield from (f"  → {c}" for c in citation.candidates)


def _reference(citation: Citation) -> str:
    from vbgraph.query import reference

    return reference(citation)


def _open_row(citation: Citation) -> dict[str, object]:
    mention = citation.mention
    where: dict[str, object] = {"mention": _reference(citation), "id": mention.id, "file": citation.file}
    where |= {"start": mention.start, "end": mention.end}
    said = {"text": " ".join(mention.text.split()), "code": mention.code, "date": mention.date}
    return where | said | {"candidates": list(citation.candidates)}


def stats(
    context: typer.Context,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print counts."""
    from vbgraph import query

    here, place = session(context), sink(format_, json, output)
    with here.reading() as store:
        rows = [query.stat_json(row) for row in query.stats(store)]
    if place.format in ("table", "md"):
        rows = [{**row, "group": _group(row, here.say), "key": _key(row, here.say)} for row in rows]
    write_rows(place, rows, ("group", "key", "count"), here.say, wide="key")


def _group(row: dict[str, object], say: Speech) -> str:
    return words.stat_group(str(row["group"]), say)


def _key(row: dict[str, object], say: Speech) -> str:
    group, key = str(row["group"]), str(row["key"])
    return words.cell(group, key, say) if group in ("relation", "level") else words.stat_key(key, say)


def rank(
    context: typer.Context,
    limit: options.Limit = 20,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print documents by authority."""
    from vbgraph import query

    here, place = session(context), sink(format_, json, output)
    with here.reading() as store:
        rows = [{"position": n, **query.ranked_json(row)} for n, row in enumerate(query.rank(store), 1)]
    shown = ("position", "score", "cited_by", "id", "type", "title", "date")
    write_limited(place, rows, shown, here, limit)


def explain(
    context: typer.Context,
    subject: options.Subject,
    other: options.Other = None,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> None:
    """Print why an identity, a target or a relation is what it is."""
    from vbgraph import query

    here, place = session(context), sink(format_, json, output)
    with here.reading() as store:
        try:
            if other is None:
                found = query.explain(store, subject)
            else:
                ends = (document(store, one, place, here) for one in (subject, other))
                found = query.explain_edge(store, *ends)
        except NotFoundError as error:
            tell(store, " → ".join(filter(None, (subject, other))), error, place, here)
            raise typer.Exit(NotFoundError.exit_code) from None
    value = query.explanation_json(found)
    if place.format in ("json", "jsonl"):
        place.write(dump(value) if place.format == "json" else dump_line(value))
    elif place.format == "table":
        place.write_lines(_steps(found, here))
    else:
        write_rows(
            place, list(_step_rows(found)), ("stage", "rule", "text", "evidence"), here.say, wide="text"
        )


def _steps(found: Explanation, here: Session) -> Iterator[str]:
    """Return the steps as lines: stage and rule, what came out, the evidence below."""
    say = here.say
    yield found.subject
    for number, step in enumerate(found.steps, 1):
        rule = words.rule(step.rule, say, verbose=here.verbose)
        text = say("explain.merged", count=step.text) if step.stage == "merge" else words.told(step.text, say)
        yield f"{number}. {words.stage(step.stage, say)} [{rule}] {text}"
        for place in step.evidence:
            quote = "" if place.secrecy else f" “{shorten(' '.join(place.quote.split()), 160)}”"
            yield f"   {place.file}:{place.start}-{place.end}{quote}"


def _step_rows(found: Explanation) -> Iterator[dict[str, object]]:
    for number, step in enumerate(found.steps, 1):
        places = [f"{p.file}:{p.start}-{p.end}" for p in step.evidence]
        yield {"step": number, "stage": step.stage, "rule": step.rule, "text": step.text, "evidence": places}


COMMANDS: dict[str, Callable[..., None]] = {
    "missing": missing,
    "ambiguous": ambiguous,
    "stats": stats,
    "rank": rank,
    "explain": explain,
}
