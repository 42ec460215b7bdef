"""Text → mentions: every citation with its span, attributes and relation.

`extract` runs the stages in order: names and numbers are found, attributes read around them, short forms completed,
relations decided sentence by sentence, facts of one document in one text shared between its mentions. It is a pure
function of the text, its documents (identify) and the registry.
"""

from __future__ import annotations

from vbgraph.extract.assemble import VERSION, extract

__all__ = ["VERSION", "extract"]
