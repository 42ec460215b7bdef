"""How a document is called where people read it."""

from __future__ import annotations

from vbgraph.models import Node

#: Levels below the province: their bodies carry the name of a lower unit, not that of the province.
_LOWER = frozenset({"district", "commune", "grassroots"})


def issued_by(node: Node) -> str | None:
    """Return the issuer with its province: joined by a comma where the issuer is of a lower unit or ends in a name.

    >>> issued_by(Node("a", issuer="Ban Thường vụ Tỉnh ủy", locality="Lạng Sơn", level="province"))
    'Ban Thường vụ Tỉnh ủy Lạng Sơn'
    >>> issued_by(Node("b", issuer="Huyện ủy Kim Động", locality="Hưng Yên", level="district"))
    'Huyện ủy Kim Động, Hưng Yên'
    """
    issuer, place = node.issuer, node.locality
    if not issuer or not place or place in issuer:
        return issuer or place
    named = issuer.split()[-1][:1].isupper()
    return f"{issuer}, {place}" if named or node.level in _LOWER else f"{issuer} {place}"
