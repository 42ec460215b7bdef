"""Citation graph explorer for Vietnamese Party and State documents.

    import vbgraph

    text = vbgraph.read("chi-thi.docx")
    vbgraph.identify(text), vbgraph.extract(text)
    with vbgraph.Store.open("vbgraph.db", create=True) as store:
        vbgraph.ingest(["van-ban/"], store=store)
        vbgraph.upstream(store, "21-KL/TW"), vbgraph.missing(store)

Every name here is loaded when it is first used.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

__version__ = "0.1.0"

#: Public name → the module it comes from.
_HOMES = {
    **dict.fromkeys(
        (
            *("Code", "Copy", "Document", "Edge", "Evidence", "FileCopy", "FileFacts", "Graph", "Mention"),
            *("Node", "NodeFlag", "Provision", "Resolution", "Span", "Text"),
        ),
        "vbgraph.models",
    ),
    **dict.fromkeys(
        (
            *("extract", "identify", "read", "ingest", "upstream", "downstream", "paths", "missing"),
            *("to_networkx", "render_map"),
        ),
        "vbgraph.api",
    ),
    "Store": "vbgraph.store",
}

__all__ = [
    "Code",
    "Copy",
    "Document",
    "Edge",
    "Evidence",
    "FileCopy",
    "FileFacts",
    "Graph",
    "Mention",
    "Node",
    "NodeFlag",
    "Provision",
    "Resolution",
    "Span",
    "Store",
    "Text",
    "__version__",
    "downstream",
    "extract",
    "identify",
    "ingest",
    "missing",
    "paths",
    "read",
    "render_map",
    "to_networkx",
    "upstream",
]

if TYPE_CHECKING:
    from vbgraph.api import (
        downstream,
        extract,
        identify,
        ingest,
        missing,
        paths,
        read,
        render_map,
        to_networkx,
        upstream,
    )
    from vbgraph.models import (
        Code,
        Copy,
        Document,
        Edge,
        Evidence,
        FileCopy,
        FileFacts,
        Graph,
        Mention,
        Node,
        NodeFlag,
        Provision,
        Resolution,
        Span,
        Text,
    )
    from vbgraph.store import Store


def __getattr__(name: str) -> object:
    """Return a public name, importing the room it lives in."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'vbgraph' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


class _Package(ModuleType):
    """This package. Some rooms are called like the public function they hold (`vbgraph.read`): when such a room is
    imported, Python would put it in the function's place; here the name stays the function's.
    """

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute, unless a room would hide a public function."""
        if not (isinstance(value, ModuleType) and name in _HOMES):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
