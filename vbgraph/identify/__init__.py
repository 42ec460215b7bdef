"""A text → the documents it holds, each with the identity its own heading gives it."""

from vbgraph.identify.compose import identify

#: Changes whenever a text would be identified otherwise: its facts are then taken again.
VERSION = "3"

__all__ = ["VERSION", "identify"]
