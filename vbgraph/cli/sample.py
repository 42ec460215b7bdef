"""The demo: the sample documents that travel with the program, and a first look at their graph."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from vbgraph.cli.session import Session
from vbgraph.errors import OutputError, UsageError

if TYPE_CHECKING:
    from vbgraph.models import Node
    from vbgraph.store import Store


#: What a demo makes in its folder.
DOCUMENTS, DATABASE, PAGES = "van-ban", "vbgraph.db", {"vi": "ban-do.html", "en": "map.html"}


def write_sample(folder: Path) -> int:
    """Write the sample documents into a new or empty folder and return how many there are.

    The folder of an earlier demo will do, too. Raises UsageError when it holds anything else, OutputError when it
    cannot be written.
    """
    from vbgraph.data_files import data_dir

    source = data_dir("sample")
    names = sorted(p.relative_to(source) for p in source.rglob("*") if p.is_file())
    try:
        if not _free(folder, {Path(DOCUMENTS) / name for name in names}):
            raise UsageError("demo.not_empty", path=folder)
        for name in names:
            target = folder / DOCUMENTS / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, target)
    except OSError as error:
        raise OutputError("output.failed", "output.failed.hint", path=folder, why=error) from error
    return len(names)


def _free(folder: Path, documents: set[Path]) -> bool:
    """Say whether a folder is new, empty, or holds an earlier demo with all its documents and nothing else."""
    if not os.path.lexists(folder):
        return True
    if not folder.is_dir():
        return False
    found = {p.relative_to(folder) for p in folder.rglob("*") if p.is_symlink() or not p.is_dir()}
    made = {Path(name) for name in (DATABASE, *PAGES.values())}
    return not any(folder.iterdir()) or (documents <= found and found - documents <= made)


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
    page = folder / PAGES[here.lang]
    draw(store.graph(), page, here)
    Sink().write("\n" + here.say("demo.map", path=page.resolve()) + "\n")


def _roots(store: Store) -> list[Node]:
    return [n for n in store.nodes() if n.held and n.kind == "directive" and n.code]
