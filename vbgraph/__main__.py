"""`python -m vbgraph` is the command-line tool."""

import sys

from vbgraph.cli import run

sys.exit(run())
