"""Documentation says what the program does."""

from __future__ import annotations

import ast
import doctest
import importlib
import re
from pathlib import Path

import pytest
from cli_docs import TARGET, help_of, names, page
from conftest import Vbgraph

from vbgraph.cli.app import ORDER
from vbgraph.cli.borrowed import SENTENCES
from vbgraph.cli.help import HELP
from vbgraph.cli.messages import MESSAGES
from vbgraph.cli.words import COLUMNS, LEVELS, RELATIONS
from vbgraph.models import LEVELS as ALL_LEVELS
from vbgraph.models import RELATIONS as ALL_RELATIONS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
README_VI = (ROOT / "README.vi.md").read_text(encoding="utf-8")
DOCTESTED = sorted(
    p.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    for p in (ROOT / "vbgraph").rglob("*.py")
    if ">>> " in p.read_text(encoding="utf-8")
)


def test_docs_cli_holds_the_help_of_every_command() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "run: make docs"


@pytest.mark.parametrize("words", list(names()), ids=" ".join)
def test_every_command_and_option_has_help(words: tuple[str, ...]) -> None:
    text = help_of(words)
    bare = re.findall(r"^  (--?\S+(?:, --?\S+)*(?: [A-Z|a-z.]+)?)$", text, flags=re.M)

    assert bare == []


@pytest.mark.parametrize("command", ORDER)
@pytest.mark.parametrize("readme", [README, README_VI], ids=["en", "vi"])
def test_every_command_stands_in_both_readmes(command: str, readme: str) -> None:
    assert f"`{command}" in readme or f"vbgraph {command}" in readme


@pytest.mark.parametrize("status", ["0", "1", "2", "3", "4", "5", "70", "130", "141"])
@pytest.mark.parametrize("readme", [README, README_VI], ids=["en", "vi"])
def test_every_exit_status_stands_in_both_readmes(status: str, readme: str) -> None:
    assert f"| {status} |" in readme


@pytest.mark.parametrize("catalogue", [MESSAGES, HELP, COLUMNS, RELATIONS, LEVELS], ids=range(5))
def test_both_languages_are_there_and_take_the_same_values(catalogue: dict[str, tuple[str, str]]) -> None:
    def fields(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    assert [key for key, (vi, en) in catalogue.items() if not (vi and en and fields(vi) == fields(en))] == []


def test_every_relation_and_level_has_a_name() -> None:
    assert (set(RELATIONS), set(LEVELS)) == (set(ALL_RELATIONS), set(ALL_LEVELS))


def test_every_sentence_of_the_store_is_known_in_vietnamese() -> None:
    said: set[str] = set()
    for path in (ROOT / "vbgraph" / "store").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("StoreError", "OutputError"):
                said |= {
                    a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
                }

    assert said - set(SENTENCES) == set()


def test_every_sentence_of_the_registry_is_known_in_vietnamese() -> None:
    said: set[str] = set()
    for path in [*(ROOT / "vbgraph").glob("registry*.py"), ROOT / "vbgraph" / "data_files.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if re.match(r"\{(where|path)\}: ", text):
                said.add(text)

    assert len(said) > 20 and said - set(SENTENCES) == set()


def test_a_borrowed_sentence_keeps_its_values() -> None:
    def fields(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    assert [en for en, vi in SENTENCES.items() if fields(en) != fields(vi)] == []


@pytest.mark.parametrize("key", sorted(set(MESSAGES)))
def test_every_message_is_used(key: str) -> None:
    stem = key.rpartition(".")[0]
    sources = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "vbgraph").rglob("*.py"))

    assert sources.count(f'"{key}"') + sources.count(f"'{key}'") > 1 or f'f"{stem}.{{' in sources


@pytest.mark.parametrize("module", DOCTESTED)
def test_examples_in_docstrings_are_true(module: str) -> None:
    if module.endswith(".__init__"):
        module = module.removesuffix(".__init__")
    assert doctest.testmod(importlib.import_module(module)).failed == 0


@pytest.mark.parametrize(("readme", "lang"), [(README, "en"), (README_VI, "vi")], ids=["en", "vi"])
def test_the_demo_prints_what_the_readme_shows(
    readme: str, lang: str, tmp_path: Path, vbgraph: Vbgraph
) -> None:
    shown = readme.split("```text\n")[1].split("```")[0].splitlines()
    printed = vbgraph("--lang", lang, "demo", tmp_path / "demo").out.splitlines()

    assert [line for line in shown if line.strip() != "…" and line not in printed] == []


def test_the_readme_shows_real_answers_about_the_demo(tmp_path: Path, vbgraph: Vbgraph) -> None:
    db = tmp_path / "demo" / "vbgraph.db"
    vbgraph("--lang", "en", "demo", tmp_path / "demo")
    session = README.split("```text\n")[2].split("```")[0]
    for part in session.split("$ vbgraph --db demo/vbgraph.db ")[1:]:
        words, _, answer = part.strip().partition("\n")
        ran = vbgraph("--lang", "en", "--db", db, *words.split())

        assert (ran.out + ran.err).strip() == answer.strip()
