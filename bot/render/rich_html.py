"""Document -> the HTML of rich messages: core.telegram.org/bots/api#rich-message-formatting-options."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import TypeAlias, assert_never

from bot.render.blocks import blocks, is_pre
from bot.render.document import (
    Code,
    Details,
    Footnote,
    Heading,
    Image,
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
from bot.render.runs import Kind, Run, Runs, Style, shared

DEPTH_LIMIT = 16  # levels of nested formatting and blocks
COLUMN_LIMIT = 20  # columns of a table
_TITLE_LEVEL = 2  # of the section's title; headings in its text are below it
_LOWEST_LEVEL = 6

PictureId: TypeAlias = Callable[[Image], str | None]
"""The id under which the sender passes a picture in `InputRichMessage.media`; None: it sends none."""


def no_picture(_image: Image) -> None:
    """A `PictureId` that leaves all pictures out."""


@dataclass(frozen=True, slots=True)
class Fragment:
    html: str = ""
    blocks: int = 0  # nested ones, list items and table rows counted
    depth: int = 0
    images: tuple[Image, ...] = ()


def joined(fragments: Iterable[Fragment]) -> Fragment:
    found = tuple(fragments)
    return Fragment(
        "".join(one.html for one in found),
        sum(one.blocks for one in found),
        max((one.depth for one in found), default=0),
        tuple(image for one in found for image in one.images),
    )


def rendered(node: Node, picture_id: PictureId) -> Fragment:
    """The node's HTML; what is nested too deep, or too wide a table, looks as on a classic page."""
    fragment = _rendered(node, picture_id)
    if fragment.depth <= DEPTH_LIMIT:
        return fragment
    return joined(_rendered(plain, picture_id) for plain in _flattened(node))


def _flattened(node: Node) -> Nodes:
    return tuple(
        Code(block.runs[0].text, block.runs[0].styles[-1].language)
        if is_pre(block.runs)
        else Paragraph(Phrase(block.runs, block.images))
        for block in blocks((node,))
    )


def _rendered(node: Node, picture_id: PictureId) -> Fragment:  # noqa: PLR0911 -- a case per kind of node
    match node:
        case Paragraph(phrase):
            return _with_pictures(_leaf("p", phrase.runs), (phrase,), picture_id)
        case Heading(level, phrase):
            leaf = _leaf(f"h{min(level + _TITLE_LEVEL, _LOWEST_LEVEL)}", phrase.runs)
            return _with_pictures(leaf, (phrase,), picture_id)
        case Code(text, language):
            code = escape(text, quote=False)
            inner = f'<code class="language-{escape(language)}">{code}</code>' if language else code
            return Fragment(f"<pre>{inner}</pre>", 1, 2)
        case Rule():
            return Fragment("<hr/>", 1, 1)
        case List():
            return _list(node, picture_id)
        case Quote(body):
            return _wrapped("<blockquote>", _body(body, picture_id), "</blockquote>")
        case Details(summary, body):
            head = _leaf("summary", summary.runs)
            inside = joined((head, _body(body, picture_id)))
            folded = _wrapped("<details>", inside, "</details>")
            return _with_pictures(folded, (summary,), picture_id)
        case Table():
            return _table(node, picture_id)
        case Footnote(label, body):
            return _body(_footnote(label, body), picture_id)
        case _:
            assert_never(node)


def _body(nodes: Nodes, picture_id: PictureId) -> Fragment:
    return joined(_rendered(node, picture_id) for node in nodes)


def _wrapped(opening: str, inside: Fragment, closing: str) -> Fragment:
    return Fragment(f"{opening}{inside.html}{closing}", inside.blocks + 1, inside.depth + 1, inside.images)


def _leaf(tag: str, runs: Runs) -> Fragment:
    if not runs:
        return Fragment()
    depth = 1 + max(len(run.styles) for run in runs)
    return Fragment(f"<{tag}>{_inline(runs)}</{tag}>", 1, depth)


def _list(node: List, picture_id: PictureId) -> Fragment:
    tag = "ul" if node.start is None else "ol"
    opening = "<ul>" if node.start is None else f'<ol start="{node.start}">'
    return _wrapped(opening, joined(_item(item, picture_id) for item in node.items), f"</{tag}>")


def _item(item: Item, picture_id: PictureId) -> Fragment:
    """An item; its first paragraph is its own text, without a block around it."""
    mark = "" if item.is_done is None else f'<input type="checkbox"{" checked" if item.is_done else ""}>'
    match item.body:
        case (Paragraph(phrase), *others):
            text = _with_pictures(Fragment(_inline(phrase.runs), 1, 1), (phrase,), picture_id)
            inside = joined((text, _body(tuple(others), picture_id)))
        case body:
            inside = _body(body, picture_id)
    return _wrapped(f"<li>{mark}", inside, "</li>")


def _footnote(label: str, body: Nodes) -> Nodes:
    mark = Run(f"[{label}] ")
    match body:
        case (Paragraph(phrase), *others):
            return (Paragraph(Phrase((mark, *phrase.runs), phrase.images)), *others)
        case _:
            return (Paragraph(Phrase((mark,))), *body)


def _table(table: Table, picture_id: PictureId) -> Fragment:
    if len(table.aligns) > COLUMN_LIMIT:
        return joined(_rendered(plain, picture_id) for plain in _flattened(table))
    rows = [_row("th", table.head, table.aligns)] if any(cell.runs for cell in table.head) else []
    rows += [_row("td", row, table.aligns) for row in table.rows]
    whole = Fragment(f"<table bordered>{''.join(rows)}</table>", 1 + len(rows), 3 + len(Kind))
    return _with_pictures(whole, (cell for row in (table.head, *table.rows) for cell in row), picture_id)


def _row(tag: str, cells: Iterable[Phrase], aligns: Iterable[str]) -> str:
    openings = (f'{tag} align="{align}"' if align else tag for align in aligns)
    shown = (
        f"<{opening}>{_inline(cell.runs)}</{tag}>" for opening, cell in zip(openings, cells, strict=True)
    )
    return f"<tr>{''.join(shown)}</tr>"


def _with_pictures(text: Fragment, phrases: Iterable[Phrase], picture_id: PictureId) -> Fragment:
    """The fragment, and after it the pictures of its phrases: a picture is a block of its own."""
    figures: list[Fragment] = []
    for image in (image for phrase in phrases for image in phrase.images):
        identifier = picture_id(image)
        if identifier is not None:
            source = f'<img src="tg://photo?id={escape(identifier)}"/>'
            caption = f"<figcaption>{escape(image.alt, quote=False)}</figcaption>" if image.alt else ""
            figures.append(Fragment(f"<figure>{source}{caption}</figure>", 1, 2, (image,)))
    return joined((text, *figures))


_TAGS = {
    Kind.BOLD: "b",
    Kind.ITALIC: "i",
    Kind.UNDERLINE: "u",
    Kind.STRIKE: "s",
    Kind.SPOILER: "tg-spoiler",
    Kind.CODE: "code",
    Kind.SUBSCRIPT: "sub",
    Kind.SUPERSCRIPT: "sup",
    Kind.MARK: "mark",
    Kind.LINK: "a",
}


def _inline(runs: Runs) -> str:
    parts: list[str] = []
    before: tuple[Style, ...] = ()
    for run in (*runs, Run("")):
        kept = shared(before, run.styles)
        parts += (f"</{_TAGS[style.kind]}>" for style in reversed(before[kept:]))
        parts += (_opening(style) for style in run.styles[kept:])
        parts.append(escape(run.text, quote=False).replace("\n", "<br>"))
        before = run.styles
    return "".join(parts)


def _opening(style: Style) -> str:
    return f'<a href="{escape(style.url)}">' if style.url else f"<{_TAGS[style.kind]}>"
