"""The one way through the house: a room imports earlier rooms only, and heavy libraries only where they are needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "vbgraph"
#: Rooms in the order of the way; those of one line may know each other.
ORDER = (
    ("marks",),
    ("models", "errors"),
    ("text",),
    ("codes", "dates", "data_files"),
    (
        *("registry_model", "registry_names", "registry_schema", "registry_user", "registry_compile"),
        *("registry_cache", "registry"),
    ),
    ("read",),
    ("identify",),
    ("extract",),
    ("corrections",),
    ("resolve",),
    ("store",),
    ("query",),
    ("graph",),
    ("export",),
    ("map",),
    ("scan",),
    ("workers",),
    ("pipeline",),
    ("api",),
    ("cli",),
    ("__main__",),
)
RANK = {room: i for i, rooms in enumerate(ORDER) for room in rooms}
MODULES = sorted(PACKAGE.rglob("*.py"))
#: Libraries that only some commands need: imported inside the function that needs them.
HEAVY = (
    "networkx",
    "pyvis",
    "trafilatura",
    "lxml",
    "pypdfium2",
    "yaml",
    "rich",
    "charset_normalizer",
    "jinja2",
)


def room_of(module: str) -> str:
    """Return the room of a dotted name inside the package: "vbgraph.store.schema" → "store"."""
    return module.split(".")[1] if "." in module else "__init__"


def imports(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Return every module of ours that a file imports, also inside functions and for types."""
    package = ["vbgraph", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, node.module] if node.module else base)
            if module == "vbgraph":
                yield from ((f"vbgraph.{alias.name}", node) for alias in node.names if alias.name in RANK)
            else:
                yield module, node


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_arrow_points_back(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    back = [
        f"{path.name}:{node.lineno} imports {module}"
        for module, node in imports(path)
        if module.startswith("vbgraph.") and RANK[room_of(module)] > RANK[own]
    ]

    assert back == []


def test_every_room_has_its_place_in_the_order() -> None:
    rooms = {p.relative_to(PACKAGE).parts[0].removesuffix(".py") for p in MODULES} - {"__init__"}

    assert rooms == set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_heavy_libraries_are_imported_inside_functions_only(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = [n for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom))]
    names = [a.name for n in top if isinstance(n, ast.Import) for a in n.names]
    names += [n.module or "" for n in top if isinstance(n, ast.ImportFrom) and not n.level]

    assert [n for n in names if n.split(".")[0] in HEAVY] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420


@pytest.mark.parametrize("command", [["--help"], ["map", "--help"], ["ingest", "--help"], ["--version"]])
def test_help_loads_no_heavy_library(command: list[str]) -> None:
    code = (
        "import sys; from vbgraph.cli import run; run(sys.argv[1:]); "
        f"print([m for m in {(*HEAVY, 'sqlite3', 'numpy')!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, encoding="utf-8", check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_importing_the_package_imports_none_of_its_rooms() -> None:
    code = "import sys, vbgraph; print(sorted(m for m in sys.modules if m.startswith('vbgraph')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "['vbgraph']"
