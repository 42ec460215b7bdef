"""The demo: the sample documents that travel with the program, and a first look at their graph."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from vbgraph.cli.session import Session
from vbgraph.errors import OutputError, UsageError

if TYPE_CHECKING:
    from vbgraph.models import Node
    from vbgraph.store import Store


def write_sample(folder: Path) -> int:
    """Write the sample documents into a folder and return how many there are.

    Files of an earlier demo are written again. Raises UsageError when the folder holds anything else, OutputError
    when it cannot be written.
    """
    from vbgraph.data_files import data_dir

    source = data_dir("sample")
    names = sorted(p.relative_to(source) for p in source.rglob("*") if p.is_file())
    try:
        if folder.exists():
            others = {p.relative_to(folder) for p in folder.rglob("*") if p.is_file()} - set(names)
            if others:
                raise UsageError("demo.not_empty", path=folder)
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, folder / name)
    except OSError as error:
        why = error.strerror or error
        raise OutputError("output.failed", "output.failed.hint", path=folder, why=why) from error
    return len(names)


def show(store: Store, folder: Path, here: Session) -> None:
    """Print the sources of the document that rests on most, and draw the map."""
    from vbgraph.cli.follow import print_tree
    from vbgraph.cli.output import Sink
    from vbgraph.cli.pages import draw
    from vbgraph.query import upstream

    graphs = [upstream(store, node) for node in _roots(store)]
    if graphs:
        graph = max(graphs, key=lambda g: (max(n.depth or 0 for n in g.nodes), len(g.nodes)))
        place = Sink()
        root = next(n for n in graph.nodes if n.id == graph.root)
        place.write("\n" + here.say("demo.upstream", name=root.code or root.id) + "\n")
        print_tree(place, graph, here.say, up=True)
    page = folder / ("ban-do.html" if here.lang == "vi" else "map.html")
    draw(store.graph(), page, here)
    Sink().write("\n" + here.say("demo.map", path=page.resolve()) + "\n")


def _roots(store: Store) -> list[Node]:
    return [n for n in store.nodes() if n.held and n.kind == "directive" and n.code]
