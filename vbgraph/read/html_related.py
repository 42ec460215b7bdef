"""What a page lists under "Tin liên quan" and the like, with summaries that read as if they were its own text: out."""

from __future__ import annotations

from .html_furniture import is_related_heading
from .html_lines import Line
from .html_tree import Element

#: What is left must be at least this share of the page's main region.
_LEAST = 0.3


def without_related(root: Element, chosen: list[tuple[Line, bool]]) -> list[str]:
    """Return the text of the lines without boxes of related pages. Each line comes with whether it is main text.

    A box that begins with such a heading goes as a whole. Where the heading stands among the article's paragraphs,
    the lines after it must be main text and no links to stay.
    """
    headings = [line for line, _ in chosen if is_related_heading(line.text)]
    if not headings:
        return [line.text for line, _ in chosen]
    boxed = _boxed(root, [line for line, _ in chosen], headings)
    kept: list[str] = []
    related = False
    for line, flag in chosen:
        if id(line.owner) in boxed:
            continue
        if is_related_heading(line.text):
            related = True
        elif not related or (flag and line.linked < 0.5 * len(line.text)):
            kept.append(line.text)
    # Such a heading above the article itself is no reason to lose the article.
    total = sum(len(line.text) for line, _ in chosen)
    return kept if sum(map(len, kept)) > _LEAST * total else [line.text for line, _ in chosen]


def _boxed(root: Element, lines: list[Line], headings: list[Line]) -> set[int]:
    """Return the elements in boxes whose first line is one of `headings`."""
    parents = {
        id(child): parent for parent in root.walk() for child in parent.children if isinstance(child, Element)
    }
    first: dict[int, Line] = {}
    for line in lines:
        element: Element | None = line.owner
        while element is not None and id(element) not in first:
            first[id(element)] = line
            element = parents.get(id(element))
    boxed: set[int] = set()
    for heading in headings:
        if id(heading.owner) in boxed or first[id(heading.owner)] is not heading:
            continue
        box = heading.owner
        while id(box) in parents and first[id(parents[id(box)])] is heading:
            box = parents[id(box)]
        boxed.update(map(id, box.walk()))
    return boxed
