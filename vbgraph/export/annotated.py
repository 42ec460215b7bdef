"""A text and its citations → one safe HTML page: every citation marked where it stands, linked to a list below.

The page loads nothing and runs nothing: a Content-Security-Policy allows its one style sheet by hash.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from vbgraph import __version__
from vbgraph.marks import GENERATOR
from vbgraph.models import Mention, Text

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#d9d5cc;--mark:#fff3c4;--cue:#8a1c1c}
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--paper:#17181a;--line:#3a3b3f;--mark:#4a4020;--cue:#ff9d8a}}
body{margin:0 auto;max-width:52rem;padding:1.5rem;font:1rem/1.6 Georgia,"Times New Roman",serif;color:var(--ink);background:var(--paper)}
h1{font-size:1.25rem}h2{font-size:1.05rem;margin-top:2rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere;border-block:1px solid var(--line);padding-block:1rem}
.text a{background:var(--mark);color:inherit;text-decoration:underline dotted;border-radius:.15rem}
.text a.name{text-decoration-style:solid}.text a.self,.text a.anaphora,.text a.short{background:none}
a:target,tr:target{outline:2px solid var(--cue);outline-offset:1px}
table{border-collapse:collapse;width:100%;font:.9rem/1.4 system-ui,sans-serif}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
"""
_COLUMNS = ("text", "code", "type", "date", "issuer", "relation", "confidence")


def render(
    text: Text,
    mentions: Sequence[Mention],
    *,
    title: str,
    lang: str,
    contents: str,
    headings: Mapping[str, str],
    show: Callable[[str, object], str],
) -> str:
    """Return the page. `contents` heads the list, `headings` name its columns, `show(column, value)` words a cell."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = "".join(f"<th>{escape(headings[c])}</th>" for c in _COLUMNS)
    rows = "".join(_row(n, m, show) for n, m in enumerate(mentions, 1))
    body = "".join(_marked(text.content, mentions))
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="{GENERATOR} {__version__}">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1>{_safe(title)}</h1>\n<div class="text">{body}</div>\n'
        f"<h2>{escape(contents)} ({len(mentions)})</h2>\n"
        f"<table>\n<thead><tr><th>#</th>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</body>\n</html>\n"
    )


def _marked(content: str, mentions: Sequence[Mention]) -> Iterator[str]:
    """Return the text in pieces: each stretch that lies in citations links to the innermost of them."""
    numbered = sorted(enumerate(mentions, 1), key=lambda pair: (pair[1].start, -pair[1].end, pair[0]))
    cuts = sorted({0, len(content), *(p for m in mentions for p in (m.start, m.end))})
    active: list[tuple[int, Mention]] = []
    following, anchored = 0, set[int]()
    for start, end in itertools.pairwise(cuts):
        active = [pair for pair in active if pair[1].end > start]
        while following < len(numbered) and numbered[following][1].start <= start:
            active.append(numbered[following])
            following += 1
        piece = _safe(content[start:end])
        if not active:
            yield piece
            continue
        for n, _ in active:
            if n not in anchored:
                anchored.add(n)
                yield f'<span id="at-{n}"></span>'
        number, inner = min(active, key=lambda pair: (pair[1].end - pair[1].start, pair[0]))
        about = _safe(inner.code or inner.name or inner.text)
        yield f'<a class="{escape(inner.kind)}" href="#cite-{number}" title="{about}">{piece}</a>'


def _row(number: int, mention: Mention, show: Callable[[str, object], str]) -> str:
    """Return the line of the list for one citation, with the way back to its place."""
    values: dict[str, object] = {
        "text": " ".join(mention.text.split()),
        "code": mention.code or mention.name,
        "type": mention.type,
        "date": mention.date,
        "issuer": mention.issuer,
        "relation": mention.relation,
        "confidence": round(mention.confidence, 2),
    }
    cells = "".join(f"<td>{_safe(show(c, values[c]))}</td>" for c in _COLUMNS)
    return f'<tr id="cite-{number}"><td><a href="#at-{number}">{number}</a></td>{cells}</tr>\n'


def _safe(text: str) -> str:
    """Return text as it may stand in a page or an attribute: markup escaped, no character that HTML forbids."""
    return "".join(c if c in "\n\t" or c.isprintable() or c.isspace() else "\ufffd" for c in escape(text))
