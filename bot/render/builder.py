"""Builds the document's tree: nodes gathered under the containers that are open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

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

DEEPEST_HTML = 32  # containers; markdown-it limits its own nesting, and the tree is walked by recursion

Container: TypeAlias = Literal["document", "list", "item", "quote", "details", "footnote"]


@dataclass(slots=True)
class _Frame:
    """A container that is open."""

    kind: Container
    is_html: bool = False  # HTML may leave it open, Markdown closes its own
    start: int | None = None  # of a list
    label: str = ""  # of a footnote
    is_done: bool | None = None  # of an item
    is_loose: bool = False  # a list
    summary: Phrase = field(default_factory=Phrase)
    nodes: list[Node] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


class Builder:
    def __init__(self) -> None:
        self._frames = [_Frame("document")]

    def add(self, node: Node) -> None:
        """Adds a node to the innermost container; what says nothing is left out."""
        if _is_empty(node):
            return
        top = self._frames[-1]
        if top.kind == "list":  # HTML may put text beside the items
            top.items.append(Item((node,)))
        else:
            top.nodes.append(node)

    def open(
        self, kind: Container, *, is_html: bool = False, start: int | None = None, label: str = ""
    ) -> None:
        if is_html and len(self._frames) > DEEPEST_HTML:
            return  # what is inside stays, in the container around
        self._frames.append(_Frame(kind, is_html, start, label))

    def open_html_item(self) -> None:
        """An <li>: it ends the one before, and needs no list around it."""
        if self._frames[-1].is_html and self._frames[-1].kind == "item":
            self._pop()
        if self._frames[-1].kind != "list":
            self.open("list", is_html=True)
        self.open("item", is_html=True)

    def mark_task(self, *, is_done: bool) -> None:
        self._frames[-1].is_done = is_done

    def loosen(self) -> None:
        """Says that the list around the innermost item has empty lines between its items."""
        if self._frames[-1].kind == "item":
            self._frames[-2].is_loose = True

    def summarize(self, summary: Phrase) -> None:
        """Sets the summary of the innermost details; without any, it is a paragraph."""
        for frame in reversed(self._frames):
            if frame.kind == "details" and not frame.summary.runs:
                frame.summary = summary
                return
        self.add(Paragraph(summary))

    def close(self) -> None:
        """Closes the innermost container of Markdown, and what HTML left open in it."""
        while self._frames[-1].is_html:
            self._pop()
        self._pop()

    def end_html(self, kind: Container) -> None:
        """Closes an HTML container that is open within the Markdown around it; else does nothing."""
        for depth, frame in enumerate(reversed(self._frames), 1):
            if not frame.is_html:
                return
            if frame.kind == kind:
                for _ in range(depth):
                    self._pop()
                return

    def close_html(self) -> None:
        """Closes what an HTML block left open, up to the innermost details."""
        while self._frames[-1].is_html and self._frames[-1].kind != "details":
            self._pop()

    def finish(self) -> Nodes:
        while len(self._frames) > 1:
            self._pop()
        return tuple(self._frames[0].nodes)

    def _pop(self) -> None:
        frame = self._frames.pop()
        if frame.kind == "item":
            self._frames[-1].items.append(Item(tuple(frame.nodes), frame.is_done))
        else:
            self.add(_made(frame))


def _made(frame: _Frame) -> Node:
    body = tuple(frame.nodes)
    match frame.kind:
        case "list":
            return List(tuple(frame.items), frame.start, frame.is_loose)
        case "quote":
            return Quote(body)
        case "details":
            return Details(frame.summary, body)
        case _:
            return Footnote(frame.label, body)


def _is_empty(node: Node) -> bool:
    match node:
        case Paragraph(phrase) | Heading(phrase=phrase):
            return not (phrase.runs or phrase.images)
        case Code(text):
            return not text.strip()
        case List(items):
            return not items
        case Quote(body) | Footnote(body=body):
            return not body
        case Details(summary, body):
            return not (summary.runs or body)
        case Table() | Rule():
            return False


def even_table(head: Sequence[Phrase], rows: Sequence[Sequence[Phrase]], aligns: Sequence[str] = ()) -> Table:
    """A table whose rows are all as long as its longest."""
    width = max(len(row) for row in (head, *rows))

    def even(row: Sequence[Phrase]) -> tuple[Phrase, ...]:
        return (*row, *(Phrase(),) * (width - len(row)))

    return Table(even(head), tuple(even(row) for row in rows), (*aligns, *("",) * (width - len(aligns))))
