"""Mentions of all files → documents, edges, reasons: a pure function of facts and registry.

`conclude` is the door; the rooms behind it: `claims` (what each mention and header says), `keys` (the series of a
number and the slot in it), `places` (whose number it is), `group` (claims → documents), `naming` (names and titles),
`numberless` (held documents without number), `fields` and `ids` (what a node shows), `edges`; `corrected` (what a person
wrote by hand, put over all that) with `anchors` and `regroup`.
"""

from __future__ import annotations

from vbgraph.resolve.conclude import conclude, conclude_corrected
from vbgraph.resolve.ids import make_id

#: Changes whenever the same facts would be concluded into another graph: stored conclusions are drawn anew.
VERSION = "3"

__all__ = ["VERSION", "conclude", "conclude_corrected", "make_id"]
