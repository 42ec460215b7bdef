"""Where the files that travel with the program lie: in the wheel beside the code, in a checkout at the top level."""

from __future__ import annotations

from pathlib import Path

from vbgraph.errors import RegistryError


def data_dir(name: str) -> Path:
    """Return the folder of bundled data called `name` ("registry", "sample").

    A wheel carries it as `vbgraph/data/NAME`; an editable install does not see that folder and finds `data/NAME`
    beside the package. Raises RegistryError when neither is there.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "data" / name, package.parent / "data" / name):
        if folder.is_dir():
            return folder
    raise RegistryError(
        "{path}: the data of the program is not there", "reinstall vbgraph", path=package / "data" / name
    )
