"""Parts of a node that is too large for one message."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar, assert_never

from bot.render.cut import Room, chopped, take
from bot.render.document import (
    Code,
    Details,
    Footnote,
    Heading,
    Item,
    List,
    Node,
    Nodes,
    Paragraph,
    Phrase,
    Quote,
    Rule,
    Table,
)
from bot.render.runs import Run, Runs, text_of, units_of

_ANY_NUMBER = 1_000_000  # of entities: rich messages do not count them
_T = TypeVar("_T")


def halves(node: Node) -> Nodes:  # noqa: PLR0911 -- a case per kind of node
    """The node as two or more that say the same; each is smaller."""
    match node:
        case Paragraph(phrase) | Heading(phrase=phrase):
            return _paragraphs(phrase)
        case Code(text, language):
            parts = _cut((Run(text),), is_code=True)
            return tuple(Code(text_of(part), language) for part in parts)
        case List():
            return _lists(node)
        case Quote(body):
            return tuple(Quote(part) for part in _bodies(body))
        case Details(summary, body):
            return tuple(Details(summary, part) for part in _bodies(body))
        case Footnote(label, body):
            first, *others = _bodies(body)
            return (Footnote(label, first), *(node for part in others for node in part))
        case Table():
            return _tables(node)
        case Rule():
            return (node,)
        case _:
            assert_never(node)


def _cut(runs: Runs, *, is_code: bool) -> list[Runs]:
    queue = deque(piece for run in runs for piece in chopped(run))
    room = Room(max(units_of(runs) // 2, 2), _ANY_NUMBER)
    parts: list[Runs] = []
    while queue:
        parts.append(take(queue, room, is_code=is_code))
    return [part for part in parts if part]


def _paragraphs(phrase: Phrase) -> Nodes:
    """The images, which may be what is too much, stand alone first."""
    if phrase.images and (phrase.runs or len(phrase.images) > 1):
        images = tuple(Paragraph(Phrase(images=(image,))) for image in phrase.images)
        return (Paragraph(Phrase(phrase.runs)), *images)
    return tuple(Paragraph(Phrase(part)) for part in _cut(phrase.runs, is_code=False))


def _bodies(body: Nodes) -> tuple[Nodes, ...]:
    if len(body) > 1:
        return _two(body)
    return tuple((part,) for node in body for part in halves(node))


def _two(values: Sequence[_T]) -> tuple[tuple[_T, ...], tuple[_T, ...]]:
    middle = len(values) // 2
    return tuple(values[:middle]), tuple(values[middle:])


def _lists(node: List) -> Nodes:
    if len(node.items) > 1:
        first, second = _two(node.items)
        start = None if node.start is None else node.start + len(first)
        return (replace(node, items=first), replace(node, items=second, start=start))
    [item] = node.items
    head, *others = _bodies(item.body)
    return (
        replace(node, items=(Item(head, item.is_done),)),
        *(part for others_body in others for part in others_body),
    )


def _tables(table: Table) -> Nodes:
    if len(table.rows) > 1:
        return tuple(replace(table, rows=part) for part in _two(table.rows))
    cells = (*table.head, *(cell for row in table.rows for cell in row))
    return tuple(Paragraph(cell) for cell in cells if cell.runs or cell.images)
