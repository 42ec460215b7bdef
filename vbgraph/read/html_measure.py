"""How much text and how much of it in links each element of a page holds, measured in one pass from below."""

from __future__ import annotations

from dataclasses import dataclass

from .html_lines import is_visible
from .html_tree import Element


@dataclass(slots=True)
class Measure:
    """The visible text of an element: characters, those in links, links, and how it begins."""

    characters: int = 0
    linked: int = 0
    links: int = 0
    first: str = ""

    def add(self, other: Measure) -> None:
        """Take in the measure of a child that comes next."""
        self.characters += other.characters
        self.linked += other.linked
        self.links += other.links
        self.first = self.first or other.first


def measure(root: Element) -> dict[int, Measure]:
    """Return the measure of every visible element below `root`, by identity."""
    measures: dict[int, Measure] = {}
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        if done:
            measures[id(element)] = _sum(element, measures)
        elif is_visible(element):
            stack.append((element, True))
            stack.extend((child, False) for child in element.children if isinstance(child, Element))
    return measures


def _sum(element: Element, measures: dict[int, Measure]) -> Measure:
    """Return the measure of `element` from its own text and its children's measures."""
    total = Measure()
    for child in element.children:
        if isinstance(child, str):
            text = " ".join(child[:100].split()) if not total.first else ""
            total.characters += len(child.strip())
            total.first = total.first or text
        elif id(child) in measures:
            total.add(measures[id(child)])
    if element.tag == "a":
        total.links, total.linked = 1, total.characters
    return total
