# vbgraph: everything runs in .venv, made on first use. Needs Python >= 3.11, make and PyPI.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
PY      = $(BIN)/python
STAMP   = $(VENV)/.installed
FOLDER ?= demo
JOBS   ?= 2

.PHONY: demo test check quality bench nightly docs clean

$(STAMP): pyproject.toml
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install -q --disable-pip-version-check -U "pip>=25.1"
	@$(PY) -m pip install -q --disable-pip-version-check -e . --group dev
	@touch $@

# The sample documents, ingested, with one tree and the map.
demo: $(STAMP)
	$(BIN)/vbgraph demo $(FOLDER)

# All tests but the slow ones.
test: $(STAMP)
	$(PY) -m pytest -n $(JOBS) -m "not slow"

# Style and types.
check: $(STAMP)
	$(BIN)/ruff format --check vbgraph tests bench
	$(BIN)/ruff check vbgraph tests bench
	$(BIN)/mypy

# Precision and recall against the project's own cases and, where it is there, the gold set; fails below the floors.
# Last, what a corpus gains and loses against bench/corpus-baseline.tsv, where a corpus is there.
quality: $(STAMP)
	$(PY) bench/quality.py

# How fast: prints figures, judges nothing.
bench: $(STAMP)
	$(PY) bench/speed.py
	$(PY) bench/extract_speed.py

# What takes too long for every day.
nightly: $(STAMP)
	$(PY) -m pytest -n $(JOBS)
	$(PY) bench/quality.py
	$(PY) bench/speed.py
	$(PY) bench/extract_speed.py

# Help texts into docs/cli.md.
docs: $(STAMP)
	$(PY) -m tests.cli_docs

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
