"""The report that ends `ingest`: each file with the identity it got, what stayed open, what to type next."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vbgraph.cli import words
from vbgraph.cli.messages import Speech
from vbgraph.cli.terminal import shorten, visible_indent, width, wrap

if TYPE_CHECKING:
    from vbgraph.models import FileCopy, Node
    from vbgraph.pipeline import FileReport, Report
    from vbgraph.store import Store

#: How many lines of a kind are shown unless everything is asked for.
_FILES, _LINES = 60, 10


def report_object(report: Report) -> dict[str, object]:
    """Return the report as the contract's JSON."""
    counts = report.counts
    failures = [
        {"file": f.path, "code": f.failure.code, "reason": f.failure.reason, "hint": f.failure.hint}
        for f in report.having("failed")
        if f.failure is not None
    ]
    return {
        "schema": 1,
        "files": _file_counts(report),
        "documents": {
            "held": counts.held,
            "missing": counts.missing,
            "reports": counts.reports,
            "other": counts.other,
        },
        "mentions": counts.mentions,
        "edges": counts.edges,
        "ambiguous": counts.ambiguous,
        "failures": failures,
        "seconds": round(report.seconds, 3),
    }


def one_line(value: dict[str, object]) -> str:
    """Return the report as one line of JSON."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def _file_counts(report: Report) -> dict[str, int]:
    gone = len(report.having("gone", "pruned"))
    states = {s: len(report.having(s)) for s in ("read", "unchanged", "moved")}
    return {**states, "gone": gone, "failed": len(report.having("failed"))}


def report_rows(report: Report, store: Store) -> list[dict[str, object]]:
    """Return one row a file: what became of it and which document it is."""
    nodes = _by_file(store)
    rows = []
    for file in report.files:
        node = nodes[file.path][0] if file.path in nodes else None
        row: dict[str, object] = {"file": file.path, "status": file.state, "id": None}
        keys = ("id", "kind", "code", "type", "issuer", "locality", "date", "title")
        row |= {key: getattr(node, key) if node else None for key in keys}
        row["reason"] = file.failure.reason if file.failure else None
        rows.append(row)
    return rows


def _by_file(store: Store) -> dict[str, tuple[Node, FileCopy]]:
    """Return the document of each file (its main one), with the mark of a certified copy if it has one."""
    found: dict[str, tuple[Node, FileCopy]] = {}
    for node in store.nodes():
        for copy in node.copies:
            if copy.file not in found or copy.document < found[copy.file][1].document:
                found[copy.file] = (node, copy)
    return found


def report_text(
    report: Report,
    store: Store,
    say: Speech,
    *,
    everything: bool = False,
    columns: int | None = None,
    program: str = "vbgraph",
) -> str:
    """Return the report for people; `columns` is the width of their terminal, None in a pipe: nothing is cut.

    `program` begins the commands it proposes.
    """
    lines = [*_lines(report, store, say, everything, columns), *_next(report, store, say, program)]
    safe = [visible_indent(line) for line in lines]
    if columns is not None:
        safe = [part for line in safe for part in wrap(line, columns)]
    return "".join(f"{line}\n" for line in safe)


def _lines(report: Report, store: Store, say: Speech, everything: bool, columns: int | None) -> Iterator[str]:
    changed = report.having("read", "moved")
    nodes = _by_file(store) if changed else {}
    if changed:
        yield say("report.identities")
        yield from _identities(changed if everything else changed[:_FILES], nodes, say, columns)
        if len(changed) > _FILES and not everything:
            yield "  " + say("report.more", count=len(changed) - _FILES)
        yield from _numberless(changed, nodes, say)
    yield from _states(report, say)
    yield from _skipped(report, say)
    yield from _lost(report, store, say)
    if changed:
        yield from _secrets(nodes, say)
        yield from _open(store, say, None if everything else _LINES)
        yield from _conflicts(store, say, None if everything else _LINES)
        yield ""
    counts = report.counts
    yield say("report.files", **_file_counts(report))
    yield say(
        "report.documents",
        held=counts.held,
        missing=counts.missing,
        reports=counts.reports,
        other=counts.other,
    )
    seconds = f"{report.seconds:.1f}"
    yield say(
        "report.graph",
        mentions=counts.mentions,
        edges=counts.edges,
        ambiguous=counts.ambiguous,
        seconds=seconds,
    )


def _lost(report: Report, store: Store, say: Speech) -> Iterator[str]:
    """Return the hand corrections that no longer match."""
    if report.unmatched:
        from vbgraph.cli.corrections import lost_lines
        from vbgraph.corrections import path_for

        yield from lost_lines(report.unmatched, say, path_for(store.path), of=report.told)


def _identities(
    files: Sequence[FileReport], nodes: dict[str, tuple[Node, FileCopy]], say: Speech, columns: int | None
) -> Iterator[str]:
    """Return a line for each file: its path and the document it is; on a terminal cut to its width."""
    longest = max((width(f.path) for f in files), default=0)
    room = longest if columns is None else min(longest, columns // 2 - 6)
    for file in files:
        path = file.path if width(file.path) <= room else "…" + file.path[-(room - 1) :]
        gap = " " * (room - width(path))
        identity = _identity(file, nodes, say)
        cut = identity if columns is None else shorten(identity, columns - room - 4)
        yield f"  {path}{gap}  {cut}"


def _identity(file: FileReport, nodes: dict[str, tuple[Node, FileCopy]], say: Speech) -> str:
    if file.path not in nodes:
        return say("report.no_identity")
    node, copy = nodes[file.path]
    words_ = [brief(node, say)]
    if copy.copy is not None:
        words_.append(f"({say('report.copies')} {copy.copy.code or ''}".rstrip() + ")")
    if file.before:
        words_.append(f"← {file.before}")
    return " ".join(words_)


def brief(node: Node, say: Speech) -> str:
    """Return a document in one line: code or name, type, issuer, locality, date."""
    from vbgraph.query.naming import issued_by

    head = node.code or node.name
    if head is None:
        title = " ".join((node.title or "").split())
        head = shorten(f"{node.type or ''} {title}".strip() or say("report.no_number"), 60)
    parts: list[str | None] = [head, node.type if node.type and node.type not in head else None]
    if node.kind == "report":
        parts = [say.pick(words.STATUSES["report"]), shorten(node.title or node.id, 60)]
    parts += [issued_by(node), words.date(node.date, say) if node.date else None]
    return " · ".join(part for part in parts if part)


def _numberless(
    files: Sequence[FileReport], nodes: dict[str, tuple[Node, FileCopy]], say: Speech
) -> Iterator[str]:
    """Return the documents among these files that have no number of their own."""
    found = [
        (f, nodes[f.path][0])
        for f in files
        if f.path in nodes and nodes[f.path][0].kind == "directive" and nodes[f.path][0].code is None
    ]
    if found:
        yield say("report.numberless")
    for file, node in found:
        yield f"  {file.path}  {node.id}"


def _states(report: Report, say: Speech) -> Iterator[str]:
    """Return the files that moved, vanished or failed, each with its reason."""
    for state, key in (("gone", "report.gone"), ("pruned", "report.pruned")):
        files = report.having(state)
        if files:
            yield say(key)
            yield from (f"  {f.path}" for f in files)
    failed = report.having("failed")
    if failed:
        yield say("report.failures")
    for file in failed:
        if file.failure is not None:
            yield f"  {file.failure.reason}"
            if file.failure.hint:
                yield f"    {file.failure.hint}"


def _skipped(report: Report, say: Speech) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for reason, path in report.skipped:
        reasons.setdefault(reason, []).append(path)
    for reason, paths in sorted(reasons.items()):
        names = ", ".join(paths[:3]) + ("…" if len(paths) > 3 else "")
        yield say("scan.skipped", count=len(paths), why=say(f"skip.{reason}")) + f" ({names})"


def _secrets(nodes: dict[str, tuple[Node, FileCopy]], say: Speech) -> Iterator[str]:
    secret = sorted({f"{n.code or n.id} ({n.secrecy})" for n, _ in nodes.values() if n.secrecy})
    if secret:
        yield say("report.secret", names=", ".join(secret[:_LINES]))


def _open(store: Store, say: Speech, most: int | None) -> Iterator[str]:
    """Return the mentions that fit several documents, with their candidates."""
    from vbgraph.query import ambiguous, reference

    found = ambiguous(store)
    if found:
        yield say("report.open")
    for one in found[:most]:
        text = shorten(" ".join(one.mention.text.split()), 40)
        yield f"  {reference(one)}  “{text}” → {', '.join(one.candidates)}"
    if most is not None and len(found) > most:
        yield "  " + say("report.open.more", count=len(found) - most)


def _conflicts(store: Store, say: Speech, most: int | None) -> Iterator[str]:
    found = [(node, note) for node in store.nodes() for note in node.notes if note.kind == "conflict"]
    if found:
        yield say("report.conflicts")
    for node, note in found[:most]:
        values = " ≠ ".join(words.cell(note.field, v, say) for v in note.values)
        yield f"  {node.code or node.id}: {words.column(note.field, say)}: {values}"
    if most is not None and len(found) > most:
        yield "  " + say("report.more", count=len(found) - most)


def _next(report: Report, store: Store, say: Speech, program: str) -> Iterator[str]:
    """Return commands that make sense now."""
    counts = report.counts
    if not counts.held and not counts.reports:
        return
    yield say("report.next")
    for command, end in (("upstream", "source"), ("downstream", "target")):
        name = _telling(store, end)
        if name is not None:
            yield f"  {program} {command} {name}"
    yield f"  {program} missing"
    if counts.ambiguous:
        yield f"  {program} ambiguous"
    yield f"  {program} map -o " + ("ban-do.html" if say.lang == "vi" else "map.html")


def _telling(store: Store, end: str) -> str | None:
    """Return the id of the held document that stands most often at one end of the edges along the sources."""
    from vbgraph.models import SOURCES

    marks = ", ".join("?" * len(SOURCES))
    row = store.database.one(
        f"SELECT nodes.node FROM nodes JOIN edges ON edges.{end} = nodes.id WHERE nodes.held "
        f"AND nodes.kind = 'directive' AND relation IN ({marks}) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
        sorted(SOURCES),
    )
    return str(row[0]) if row else None
