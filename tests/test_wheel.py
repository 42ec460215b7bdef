"""The wheel holds everything the program needs: built, unpacked into a fresh environment, run."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without isolation: the build backend is a development dependency."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; the libraries it needs are those installed here."""
    home = tmp_path_factory.mktemp("env")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(
        subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def run(python: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VBGRAPH_DB")}
    return subprocess.run(
        [python, "-m", "vbgraph", *words],
        cwd=cwd,
        env={**env, "VBGRAPH_LANG": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "name",
    [
        *("vbgraph/py.typed", "vbgraph/data/registry/known.yaml", "vbgraph/map/page/page.html.j2"),
        *("vbgraph/store/migrations/", "vbgraph/data/sample/"),
    ],
)
def test_the_wheel_carries_the_data(wheel: Path, name: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert any(entry.startswith(name) for entry in archive.namelist())


def test_the_wheel_carries_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert {entry.split("/")[0].split("-")[0] for entry in archive.namelist()} == {"vbgraph"}


def test_the_installed_program_is_the_one_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "import vbgraph; print(vbgraph.__file__)"
    where = subprocess.run(
        [installed, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout

    assert str(installed.parent.parent) in where


def test_the_installed_program_runs_the_demo(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "demo", str(tmp_path / "demo"), cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo" / "map.html").stat().st_size > 10_000


def test_the_entry_point_is_declared(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith("entry_points.txt"))
        assert "vbgraph = vbgraph.cli:run" in archive.read(name).decode()
