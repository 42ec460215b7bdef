"""A text → the documents it holds, each with the identity its own heading gives it."""

from vbgraph.identify.compose import identify

__all__ = ["identify"]
