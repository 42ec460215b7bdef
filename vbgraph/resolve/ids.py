"""Ids of documents: ASCII, fit for a URL, made from what is known, so that they read back as a partial key."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from vbgraph.models import Node
from vbgraph.resolve.cluster import Cluster
from vbgraph.resolve.keys import term_number, whole
from vbgraph.resolve.places import bare_of
from vbgraph.resolve.secrets import pseudonym
from vbgraph.text import fold_key

_NAME_LENGTH = 64
_TITLE_LENGTH = 48


def slug(words: str, length: int = 200) -> str:
    """Return words as lower-case ASCII with hyphens, cut at a word's end."""
    out = ""
    for word in fold_key(words).split():
        if out and len(out) + 1 + len(word) > length:
            break
        out = f"{out}-{word}" if out else word[:length]
    return out


def make_id(
    *,
    code: str | None,
    type: str | None = None,
    name: str | None = None,
    title: str | None = None,
    locality: str | None = None,
    unit: str | None = None,
    when: str | None = None,
    prefix: str = "",
    typed: bool = True,
) -> str:
    """Return the id of a document made from what is known of it.

    `typed` says that the sign holds the type; else the type word is put in front. `when` is the term ("k13"), year
    or date that the number needs; `prefix` a word for drafts and reports.

    >>> make_id(code="21-KL/TW", when="k13"), make_id(code="73/2023/NĐ-CP")
    ('kl-21-tw.k13', 'nd-73-2023-cp')
    >>> make_id(code="56-CT/TU", locality="Ninh Thuận", when="2024")
    'ct-56-tu.ninh-thuan.2024'
    >>> make_id(code="31/2024/QH15", type="Luật", typed=False), make_id(code=None, name="Hiến pháp")
    ('luat-31-2024-qh15', 'hien-phap')
    """
    parts = [_stem(code, type, name, title, typed=typed)]
    parts += [slug(p) for p in (locality, unit) if p]
    if when:
        parts.append(when)
    return f"{prefix}-{'.'.join(parts)}" if prefix else ".".join(parts)


def _stem(code: str | None, type: str | None, name: str | None, title: str | None, *, typed: bool) -> str:
    if code is not None:
        found = re.match(r"(\d+\w{0,2})(?:/(\d{4}))?[-/]?(.*)$", code)
        number, year, sign = found.groups() if found else (code, None, "")
        pieces = [p for p in re.split(r"[/\-]", sign) if p]
        if typed and len(pieces) > 1:
            ordered = [pieces[0], number, year, *pieces[1:]]
        else:
            ordered = [slug(type or "", 24), number, year, *pieces]
        return "-".join(slug(p) for p in ordered if p)
    if name:
        return slug(_arabic(name), _NAME_LENGTH)
    words = slug(title or "", _TITLE_LENGTH)
    return "-".join(p for p in (slug(type or "", 24), words) if p) or "van-ban"


def _arabic(name: str) -> str:
    """Return a name with the Roman numbers of congresses and terms as digits: "Đại hội XIII" → "Đại hội 13"."""
    return re.sub(r"(?<=[ (])[IVX]{1,5}(?=[ ,)]|$)", lambda m: term_number(m.group()), name)


def assign(pairs: Sequence[tuple[Cluster, Node]]) -> list[Node]:
    """Return the nodes with their ids, sorted; nodes that would share one tell their full date, type, then a number."""
    taken: dict[str, list[tuple[Cluster, Node]]] = defaultdict(list)
    for cluster, node in pairs:
        taken[_base(cluster, node, _when(cluster, node))].append((cluster, node))
    out: list[Node] = []
    for base, members in sorted(taken.items()):
        for full, (cluster, node) in _apart(base, members):
            cluster.id = full
            out.append(replace(node, id=full))
    return sorted(out, key=lambda n: n.id)


def _apart(base: str, members: list[tuple[Cluster, Node]]) -> list[tuple[str, tuple[Cluster, Node]]]:
    """Return an id for each of several nodes that would share one."""
    if len(members) == 1:
        return [(base, members[0])]
    longer: dict[str, list[tuple[Cluster, Node]]] = defaultdict(list)
    for cluster, node in members:
        name = _base(cluster, node, node.date or _when(cluster, node) or whole(cluster.slot or "") or None)
        longer[name].append((cluster, node))
    out: list[tuple[str, tuple[Cluster, Node]]] = []
    for name, same in sorted(longer.items()):
        words = {slug(pair[1].type or "", 24) for pair in same}
        by_type: dict[str, list[tuple[Cluster, Node]]] = defaultdict(list)
        for pair in same:
            word = slug(pair[1].type or "", 24)
            by_type[f"{name}.{word}" if len(words) > 1 and word else name].append(pair)
        for label, pairs in sorted(by_type.items()):
            ordered = sorted(pairs, key=lambda p: _content(p[1]))
            out += [(label if i == 0 else f"{label}-{i + 1}", pair) for i, pair in enumerate(ordered)]
    return out


def _content(node: Node) -> tuple[str, ...]:
    """Return a sort key of content alone."""
    return tuple(
        str(v or "")
        for v in (node.held, node.date, node.title, node.name, node.issuer, node.files, node.notes)
    )


def _base(cluster: Cluster, node: Node, when: str | None) -> str:
    run = cluster.run
    if node.sealed:
        node = replace(node, title=_told(node, node.title), name=_told(node, node.name))
    if node.kind == "report":
        return make_id(code=None, title=node.title, when=node.date, prefix="bai")
    prefix = "du-thao" if node.draft else ""
    plain = run is None and node.name is None
    return make_id(
        code=node.code if not node.draft else None,
        type=node.type,
        name=node.name if run is None else None,
        title=node.title,
        locality=node.locality,
        unit=bare_of(cluster.unit) if run is not None else None,
        when=node.date if plain and node.code is None else when,
        prefix=prefix,
        typed=run is not None and run.type_part is not None,
    )


def _when(cluster: Cluster, node: Node) -> str | None:
    """Return the stretch that tells the document from others of its number: term, year, or full date."""
    run, where = cluster.run, cluster.slot
    if run is None:
        return where
    if run.carries_year:
        return None
    if run.scheme == "party" and run.local is False:
        return f"k{term_number(where)}" if where and not where.isdigit() else where
    if run.scheme == "party":
        return node.date[:4] if node.date else None
    return whole(where) if where else None


def _told(node: Node, words: str | None) -> str | None:
    """Return words for an id: those that only secret texts attest must not stand in it."""
    return pseudonym(words) if words in node.sealed and words else words
