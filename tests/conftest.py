"""What several tests share: a small folder of documents of our own, ingested once, and the command line in process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

#: Four documents and a page: a province's directive, a district's plan that carries it out, a namesake of another
#: province, a letter that cites both namesakes' number, a report. Numbers from 9000 up are invented.
CORPUS = {
    "lang-son/chi-thi.txt": """TỈNH ỦY LẠNG SƠN
*
Số 9142-CT/TU

ĐẢNG CỘNG SẢN VIỆT NAM
Lạng Sơn, ngày 20 tháng 02 năm 2024

CHỈ THỊ
về siết chặt kỷ luật trong cơ quan hành chính

VĂN BẢN MẪU

Thực hiện Kết luận số 21-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương Đảng khóa XIII về đẩy mạnh xây dựng,
chỉnh đốn Đảng, Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy nâng cao trách nhiệm.

Chỉ thị này thay thế Chỉ thị số 9119-CT/TU ngày 05/11/2021 của Ban Thường vụ Tỉnh ủy.

T/M BAN THƯỜNG VỤ
BÍ THƯ
Nguyễn Văn Mẫu
""",
    "lang-son/ke-hoach.md": """HUYỆN ỦY CHI LĂNG
*
Số 9213-KH/HU

ĐẢNG CỘNG SẢN VIỆT NAM
Chi Lăng, ngày 20 tháng 3 năm 2024

KẾ HOẠCH
thực hiện Chỉ thị số 9142-CT/TU ngày 20/02/2024 của Ban Thường vụ Tỉnh ủy Lạng Sơn

VĂN BẢN MẪU

Thực hiện Chỉ thị số 9142-CT/TU ngày 20/02/2024 của Ban Thường vụ Tỉnh ủy Lạng Sơn, Ban Thường vụ Huyện ủy
xây dựng kế hoạch như sau.

T/M BAN THƯỜNG VỤ
BÍ THƯ
Trần Thị Mẫu
""",
    "dong-thap/chi-thi.txt": """TỈNH ỦY ĐỒNG THÁP
*
Số 9142-CT/TU

ĐẢNG CỘNG SẢN VIỆT NAM
Đồng Tháp, ngày 06 tháng 5 năm 2024

CHỈ THỊ
về phát triển văn hóa đọc

VĂN BẢN MẪU

Căn cứ Kết luận số 21-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương, Ban Thường vụ Tỉnh ủy chỉ đạo.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Lê Văn Mẫu
""",
}


@dataclass(frozen=True)
class Ran:
    """What one run of the command line gave."""

    code: int
    out: str
    err: str


Vbgraph = Callable[..., Ran]


def write_corpus(folder: Path) -> Path:
    """Write the documents into a folder and return it."""
    for name, text in CORPUS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's own settings."""
    for name in ("VBGRAPH_DB", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VBGRAPH_LANG", "en")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A fresh folder of documents."""
    return write_corpus(tmp_path / "docs")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of documents, ingested once for the session; nobody changes it."""
    from vbgraph import Store, ingest

    folder = tmp_path_factory.mktemp("once")
    with Store.open(folder / "v.db", create=True) as store:
        ingest([write_corpus(folder / "docs")], store=store)
    return folder


@pytest.fixture
def database(made_once: Path, tmp_path: Path) -> Path:
    """A database of one's own that holds the documents."""
    return Path(shutil.copy(made_once / "v.db", tmp_path / "v.db"))


@pytest.fixture
def vbgraph(capsys: pytest.CaptureFixture[str]) -> Vbgraph:
    """The command line in this process."""
    from vbgraph.cli import run

    def call(*words: str | Path) -> Ran:
        capsys.readouterr()
        code = run([str(word) for word in words])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return call


def subprocess_run(
    *words: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "vbgraph", *map(str, words)],
        capture_output=True,
        input=stdin,
        cwd=cwd,
        env={**os.environ, "VBGRAPH_LANG": "en", **(env or {})},
        check=False,
        timeout=120,
    )
