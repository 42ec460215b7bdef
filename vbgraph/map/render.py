"""One self-contained HTML page from a graph, and writing it whole or not at all.

pyvis's Network is the model and brings vis-network; its template, which loads from the network and sets text as
markup, is replaced by ours in `page/`. A Content-Security-Policy allows only the page's own script and style by hash.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import os
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from vbgraph import __version__, marks
from vbgraph.errors import OutputError
from vbgraph.map import model
from vbgraph.map.pack import payload
from vbgraph.map.words import Lang, words
from vbgraph.models import Graph
from vbgraph.query import open_graph

if TYPE_CHECKING:
    import jinja2

#: The page's own script, in the order in which its parts stand in one closure.
SCRIPTS: tuple[str, ...] = (
    "data.js",
    "theme.js",
    "reach.js",
    "search.js",
    "filters.js",
    "focus.js",
    "shapes.js",
    "draw.js",
    "labels.js",
    "overlay.js",
    "camera.js",
    "panel.js",
    "legend.js",
    "table.js",
    "save.js",
    "state.js",
    "keys.js",
    "views.js",
    "find.js",
    "mouse.js",
    "main.js",
)
_VIS = "lib/vis-9.1.2/vis-network.min.js"


def render(
    graph: Graph,
    *,
    title: str,
    lang: Lang = "vi",
    selected: str | None = None,
    with_text: bool = True,
    with_secret: bool = False,
    note: str | None = None,
) -> str:
    """Return the page as HTML: the same graph and options give the same text.

    `selected` is the id of the document to open with (the graph's root by default), `note` a line under the heading.
    Without `with_text` no sentence of a document is quoted; from documents marked secret none is without `with_secret`.
    """
    from pyvis.network import Network  # type: ignore[import-untyped]  # brings IPython along: slow

    graph = graph if with_secret else open_graph(graph)[0]
    network = Network(directed=True, heading=model.plain(title), cdn_resources="in_line")
    network.toggle_physics(False)
    layouts = model.fill(network, graph, with_text=with_text)
    strings = words(lang)
    page: dict[str, object] = {"lang": lang, "selected": selected or graph.root or "", "words": strings}
    data = payload(network.nodes, network.edges, layouts, page)
    network.templateEnv = _environment(data, strings, lang, model.plain(note or ""))
    network.path = "page.html.j2"
    return str(network.generate_html("map.html"))


def write_map(path: Path, html: str) -> None:
    """Write the page as UTF-8, whole or not at all; the folders above it are made.

    Raises OutputError when the place cannot be written.
    """
    draft: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(html.encode("utf-8"))
        Path(draft).chmod(0o666 & ~_umask())
        Path(draft).replace(path)
    except OSError as error:
        if draft is not None:
            Path(draft).unlink(missing_ok=True)
        raise OutputError(f"{path}: {error.strerror or error}") from error


def _umask() -> int:
    """Return the process's mask for new files (reading it means setting it for a moment)."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _environment(data: str, strings: Mapping[str, str], lang: Lang, note: str) -> jinja2.Environment:
    """Return the template environment with everything the page is made of; all text is escaped."""
    import jinja2

    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style, script, vis = _style(), _script(), _vis_network()
    env.globals.update(
        w=dict(strings),
        lang=lang,
        note=note,
        generator=f"{marks.GENERATOR} {__version__}",
        policy=_policy(scripts=(vis, script), style=style),
        style=style,
        script=script,
        vis=vis,
        notice=_notice(vis),
        data=data,
    )
    return env


def _policy(*, scripts: tuple[str, ...], style: str) -> str:
    """Return the Content-Security-Policy: nothing but these scripts and this style, no address of any kind."""
    hashes = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@lru_cache(maxsize=1)
def _style() -> str:
    return (Path(__file__).parent / "page" / "page.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _script() -> str:
    """Return the parts of the page's script as one closure."""
    folder = Path(__file__).parent / "page"
    parts = "\n".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


@lru_cache(maxsize=1)
def _vis_network() -> str:
    """Return vis-network as pyvis brings it; raises OutputError when this pyvis has another version of it."""
    spec = importlib.util.find_spec("pyvis")
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders or ["pyvis"]))) / "templates" / _VIS
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as error:
        raise OutputError(f"pyvis: {_VIS} is missing; install pyvis 0.3.2") from error
    if "</script" in source.lower():
        raise OutputError(f"pyvis: {_VIS} cannot be embedded")
    return source


def _notice(vis: str) -> str:
    """Return the licence notice that opens the bundled library, as text."""
    lines = vis[: vis.index("*/")].splitlines()[1:]
    return "\n".join(line.strip().removeprefix("*").strip() for line in lines).strip()
