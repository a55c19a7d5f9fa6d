r"""Markdown as a stream of blocks with byte positions, whatever stands in the file.

`pyromark` (pulldown-cmark) is the reader: linear on hostile input and some twenty times faster than
a reader in Python (docs/decisions/0004-notes-are-read-by-pyromark.md). Two things that GFM has and it
has not are added here: tables that follow a line of text, and bare addresses as links.

>>> [block.kind for block in blocks(b"# Docker\n\nPlatform.\n")]
['Heading', 'Paragraph']
>>> plain(next(blocks(b"## The `docker ps` *command*")).children)
'The docker ps command'
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import pyromark

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
)
MAX_DEPTH = 60  # deeper nodes hang on their sixtieth ancestor, so that recursion over a tree is safe
LATE_TABLE_SIZE = 5  # a line, a break, the head's row, a break, the delimiter row
MAX_DELIMITER_ROWS = 3  # looked at in one paragraph: each costs a reading of the rest
INLINE = frozenset(
    """Text Code Emphasis Strong Strikethrough Link Image SoftBreak HardBreak InlineHtml FootnoteReference
    TaskListMarker""".split()  # noqa: SIM905 - words read better as text
)
_LITERAL = frozenset(("CodeBlock", "HtmlBlock", "Image"))  # what is in them is text: no link, no picture
_COUNTED = frozenset(
    "Text Heading Table CodeBlock Link Image InlineHtml HtmlBlock FootnoteReference".split()  # noqa: SIM905 - as above
)
_WITH_LINES = frozenset(("Paragraph", "Item"))
_BREAKS = frozenset(("SoftBreak", "HardBreak"))
_DELIMITER_ROW = re.compile(
    rb"\n(?:[ \t]*>)* {0,3}(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?=\n|\Z)"
)
_MARKS = re.compile(rb"[ \t>]*")
# github.github.com/gfm/#autolinks-extension-: after a space or one of *_~( ; no underscore in the last two parts of a
# domain. After a scheme one part is enough, as for GitHub (cmark-gfm) and remark: they link http://localhost.
_PART = r"[^\W_](?:[^\W_]|-)*"
_DOMAIN = rf"(?:[\w-]+\.)*{_PART}\.(?:[^\W_]|-)+(?![\w-])"
_BARE_ADDRESS = re.compile(
    rf"(?:^|(?<=[\s*_~(]))(?:(?:https?|ftp)://(?:{_DOMAIN}|{_PART}(?![\w-]|\.[\w-]))|www\.{_DOMAIN})"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?:[\w-]*[^\W_])(?![\w-])",
    re.MULTILINE,
)


@dataclass(slots=True)
class Node:
    """A block or an inline, named as pulldown-cmark names it ("Paragraph", "CodeBlock", "Text" ...).

    Not frozen: some 15,000 are made per megabyte and dropped as soon as their section is read.
    """

    kind: str
    start: int  # byte offsets in the UTF-8 text
    end: int
    text: str = ""  # of a leaf; the info string of a fence; the address of a link or picture; a label
    number: int = 0  # level of a heading; first number of an ordered list; 1 = fenced, or checked
    children: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """What was met so far, counted as CommonMark + GFM count it, at any depth."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    fences: int = 0
    tables: int = 0
    images: int = 0
    links: int = 0

    def add(self, block: Node) -> list[Node]:
        """Counts a block and all below it; gives its links, pictures, fences and raw HTML, in order."""
        found: list[Node] = []
        pending = [block]
        while pending:
            node = pending.pop()
            if node.kind in _COUNTED:
                self._count(node, found)
            if not node.children:
                continue
            if node.kind == "Link":
                pending.extend(child for child in reversed(node.children) if child.kind != "Text")
            elif node.kind not in _LITERAL:
                pending.extend(reversed(node.children))
        return found

    def _count(self, node: Node, found: list[Node]) -> None:
        match node.kind:
            case "Text":
                self.links += count_bare_addresses(node.text)
                return
            case "Heading":
                self.headings.append((node.number, plain(node.children)))
                return
            case "Table":
                self.tables += 1
                return
            case "CodeBlock":
                self.fences += node.number
            case "Link":
                self.links += 1
            case "Image":
                self.images += 1
        found.append(node)


_NO_CHILDREN: list[Node] = []  # shared by all leaves, which are half of the nodes


def blocks(data: bytes) -> Iterator[Node]:
    """The blocks of the outermost level of UTF-8 text, one at a time, each with all that is in it."""
    return _blocks(data, seeks_tables=True)


def _blocks(data: bytes, *, seeks_tables: bool) -> Iterator[Node]:
    root = parent = Node("Document", 0, len(data))
    stack = [root]
    for event, span in pyromark.events_with_range(data.decode(), options=OPTIONS, merge_text=True):
        if isinstance(event, str):
            parent.children.append(Node(event, span["start"], span["end"], "", 0, _NO_CHILDREN))
        elif "Start" in event:
            node = _opened(event["Start"], span["start"], span["end"])
            parent.children.append(node)
            stack.append(node)
            if len(stack) <= MAX_DEPTH:
                parent = node
        elif "End" in event:
            node = stack.pop()
            if len(stack) < MAX_DEPTH:
                parent = stack[-1]
            if seeks_tables and node.kind in _WITH_LINES:
                _close(node, parent, data)
            if parent is root:
                yield from root.children
                root.children.clear()
        else:
            parent.children.append(_leaf(event, span["start"], span["end"]))
    yield from root.children  # a rule is no container: nothing closes after it


def _opened(tag: object, start: int, end: int) -> Node:
    """The node of an opening tag: a name, or one name with its attributes."""
    node = Node("", start, end)
    if isinstance(tag, str):
        node.kind = tag
        return node
    assert isinstance(tag, dict)  # noqa: S101 - the reader yields nothing else
    ((node.kind, value),) = tag.items()
    match node.kind, value:
        case "Heading", {"level": str(level)}:
            node.number = int(level[1])
        case "CodeBlock", {"Fenced": str(info)}:
            node.text, node.number = info, 1
        case (("Link" | "Image"), {"dest_url": str(address)}):
            node.text = address
        case "List", int(first):
            node.kind, node.number = "OrderedList", first
        case "FootnoteDefinition", str(label):
            node.text = label
    return node


def _leaf(event: Mapping[str, object], start: int, end: int) -> Node:
    ((kind, value),) = event.items()
    if isinstance(value, str):
        return Node(kind, start, end, value, 0, _NO_CHILDREN)
    return Node(kind, start, end, "", int(value is True), _NO_CHILDREN)


def _close(node: Node, parent: Node, data: bytes) -> None:
    """Cuts off the table that a paragraph runs into without a blank line: GFM allows that."""
    if len(node.children) < LATE_TABLE_SIZE:
        return
    if node.kind == "Paragraph":
        parent.children.extend(_cut_table(node.children, data, in_list=parent.kind == "Item"))
    else:
        size = next((i for i, child in enumerate(node.children) if child.kind not in INLINE), None)
        inlines = node.children[:size]
        tables = _cut_table(inlines, data, in_list=True)
        if tables:
            node.children[:size] = inlines + tables


def _cut_table(inlines: list[Node], data: bytes, *, in_list: bool) -> list[Node]:
    """The table at the end of a run of inlines, which loses what is in the table."""
    if len(inlines) < LATE_TABLE_SIZE:
        return []
    start, end = inlines[0].start, inlines[-1].end
    opening = data[data.rfind(b"\n", 0, start) + 1 : start]
    margin = len(opening.expandtabs(4)) if in_list else opening.count(b">")
    for row in islice(_DELIMITER_ROW.finditer(data, start, end), MAX_DELIMITER_ROWS):
        head = data.rfind(b"\n", start, row.start()) + 1
        if head <= start or any(
            _margin(data, at, in_list=in_list) < margin for at in (head, row.start() + 1)
        ):
            continue  # a lazy line of a quote or an item opens no table
        lines = data[head:end].split(b"\n")
        tables = list(_blocks(b"\n".join(line.lstrip(b" \t>") for line in lines), seeks_tables=False))
        if tables and tables[0].kind == "Table":
            _shift(tables, head)
            inlines[:] = [node for node in inlines if node.end < head]
            return tables
    return []


def _margin(data: bytes, line: int, *, in_list: bool) -> int:
    """How deep in quotes a line stands; in a list, the column its text starts at."""
    mark = _MARKS.match(data, line)
    marks = mark.group() if mark else b""
    return len(marks.expandtabs(4)) if in_list else marks.count(b">")


def _shift(nodes: list[Node], offset: int) -> None:
    for node in nodes:
        node.start += offset
        node.end += offset
        _shift(node.children, offset)


def plain(nodes: Iterable[Node]) -> str:
    r"""Text without markup, on one line: code and alternative texts as they read, raw HTML dropped.

    >>> plain(next(blocks(b"**Term** (`x`)\n[here](a.md) ![alt](p.png)<br>")).children)
    'Term (x) here alt'
    """
    return " ".join("".join(_words(nodes)).split())


def _words(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.kind in ("Text", "Code"):
            yield node.text
        elif node.kind in _BREAKS:
            yield " "
        elif node.children:
            yield from _words(node.children)


def lead(block: Node) -> list[Node]:
    """The inlines that a paragraph, heading, table cell or list item opens with, task marks left out.

    A tight list item holds its inlines itself, a loose one in a paragraph.
    """
    children = block.children
    if children and children[0].kind == "Paragraph":
        children = children[0].children
    inlines: list[Node] = []
    for node in children:
        if node.kind not in INLINE:
            break
        if node.kind != "TaskListMarker":
            inlines.append(node)
    return inlines


def below(item: Node) -> list[Node]:
    """The blocks of a list item after those inlines."""
    rest = item.children
    if rest and rest[0].kind == "Paragraph":
        return rest[1:]
    return [node for node in rest if node.kind not in INLINE]


def code_text(fence: Node) -> str:
    return "".join(node.text for node in fence.children)


def count_bare_addresses(text: str) -> int:
    """How many links GFM makes of bare addresses in a text ("www.x.org", "https://x.org", "a@x.org")."""
    if "://" not in text and "@" not in text and "www." not in text and "WWW." not in text:
        return 0
    return sum(1 for _ in _BARE_ADDRESS.finditer(text))
