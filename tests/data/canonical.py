"""The one form in which registry files are kept, so that a change shows as the lines it changes.

Fields stand in the order of the schema, then examples, source and note; entries in the order of `ORDER`; a comment
is kept only at the head of a file (what an entry needs to tell goes into its `note`).
"""

from __future__ import annotations

import yaml

from vbgraph.models import RELATIONS
from vbgraph.registry_schema import SCHEMA, Entry
from vbgraph.text import fold_key

TAIL = ("examples", "source", "note")
ORDER = {
    "types": lambda e: e["id"],
    "type_signs": lambda e: e["sign"],
    "parts": lambda e: e["part"],
    "repairs": lambda e: e["printed"],
    "issuers": lambda e: (-e["rank"], e["id"]),
    "localities": lambda e: e["id"],
    "districts": lambda e: e["province"],
    "party": lambda e: e["start"],
    "assembly": lambda e: e["start"],
    "province": lambda e: e["start"],
    "ordinals": lambda e: (e["locality"], e["term"]),
    "known": lambda e: (e["type"], e.get("date") or "", e.get("code") or e["title"]),
    "laws": lambda e: (e["type"], fold_key(e["title"]), e.get("date") or "", e.get("code") or ""),
    "names": lambda e: fold_key(e["names"][0]),
    "cues": lambda e: (RELATIONS.index(e["relation"]), e["side"], -e["weight"], e["id"]),
}


class _Dumper(yaml.SafeDumper):
    """Block style for entries, flow style for short lists, indented under their field."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


def head_of(content: str) -> str:
    """The comment lines at the head of a file."""
    lines = content.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:count])


def canonical(file: str, lists: dict[str, list[Entry]], head: str) -> str:
    """The text of a registry file in canonical form."""
    ordered = {
        name: [_fields(SCHEMA[file][name], e) for e in sorted(entries, key=ORDER[name or file])]
        for name, entries in lists.items()
    }
    body = "\n".join(_dump(name, ordered[name]) for name in SCHEMA[file])
    return head + body


def _fields(schema: object, entry: Entry) -> Entry:
    keys = [k for k in (*schema, *TAIL) if k in entry]  # type: ignore[misc]
    return {k: entry[k] for k in keys}


def _dump(name: str, entries: list[Entry]) -> str:
    text = "".join(
        yaml.dump(
            [e], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=118, default_flow_style=None
        )
        if not _short(e)
        else "- "
        + yaml.dump(
            e, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=True
        )
        for e in entries
    )
    if not name:
        return text
    return f"{name}:\n" + "".join(f"  {line}\n" for line in text.splitlines())


def _short(entry: Entry) -> bool:
    """An entry of a few short fields stands on one line."""
    flat = yaml.dump(
        entry, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=True
    )
    return len(flat) < 112
