"""Rich messages' HTML as blocks: tags as the documentation of the RichBlock and RichText types gives them."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any, TypeAlias

from bot.preview.errors import Json, bad_request, not_modelled

RichText: TypeAlias = Any  # a string, a list of rich texts, or {"type": ..., "text": rich text}

INLINE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "sub": "subscript", "sup": "superscript", "mark": "marked", "code": "code", "a": "url",
}  # fmt: skip
HEADINGS = {f"h{size}": size for size in range(1, 7)}
TEXT_BLOCKS = {"p": "paragraph", "footer": "footer", "aside": "pullquote"}
BLOCKS = (
    *HEADINGS, *TEXT_BLOCKS, "pre", "hr", "ul", "ol", "blockquote", "table", "details", "tg-math-block",
    "figure", "img",
)  # fmt: skip
PARTS = (
    "li",
    "tr",
    "td",
    "th",
    "caption",
    "summary",
    "figcaption",
    "thead",
    "tbody",
    "br",
    "input",
    "tg-math",
)
VOID = ("hr", "br", "input", "img")
PHOTO = "tg://photo?id="


class Element:
    """A tag with what stands in it."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element | str] = []

    def parts(self, *names: str) -> list["Element"]:
        return [one for one in self.children if isinstance(one, Element) and one.name in names]


class TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE and tag not in BLOCKS and tag not in PARTS:
            raise bad_request(f'can\'t parse rich message: Unsupported start tag "{tag}"')
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open[-1].name != tag or len(self.open) == 1:
            raise bad_request(f'can\'t parse rich message: Unexpected end tag "{tag}"')
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    builder = TreeBuilder()
    builder.feed(html)
    builder.close()
    if len(builder.open) > 1:
        name = builder.open[-1].name
        raise bad_request(
            f"can't parse rich message: Can't find end tag corresponding to start tag \"{name}\""
        )
    return builder.root


def blocks_of(element: Element) -> list[Json]:
    """The blocks inside an element; loose text between them becomes paragraphs."""
    blocks: list[Json] = []
    loose: list[Element | str] = []

    def flush() -> None:
        if any(not isinstance(one, str) or one.strip() for one in loose):
            blocks.append({"type": "paragraph", "text": text_of(loose)})
        loose.clear()

    for child in element.children:
        if isinstance(child, Element) and child.name in BLOCKS:
            flush()
            blocks.append(block_of(child))
        elif not (isinstance(child, Element) and child.name in ("summary", "caption", "input")):
            loose.append(child)
    flush()
    return blocks


def block_of(element: Element) -> Json:
    return MAKERS.get(element.name, text_block_of)(element)


def text_block_of(element: Element) -> Json:
    text = text_of(element.children)
    if size := HEADINGS.get(element.name):
        return {"type": "heading", "text": text, "size": size}
    return {"type": TEXT_BLOCKS[element.name], "text": text}


def divider_of(element: Element) -> Json:
    del element
    return {"type": "divider"}


def math_of(element: Element) -> Json:
    return {"type": "mathematical_expression", "expression": plain(element)}


def quote_of(element: Element) -> Json:
    kind = "expandable_blockquote" if "expandable" in element.attributes else "blockquote"
    return {"type": kind, "blocks": blocks_of(element)}


def details_of(element: Element) -> Json:
    summary = [part for one in element.parts("summary") for part in one.children]
    is_open = {"is_open": True} if "open" in element.attributes else {}
    return {"type": "details", "summary": text_of(summary), "blocks": blocks_of(element), **is_open}


def pre_of(element: Element) -> Json:
    codes = element.parts("code")
    language = codes[0].attributes.get("class", "").removeprefix("language-") if codes else ""
    return {"type": "pre", "text": plain(element), **({"language": language} if language else {})}


def list_of(element: Element) -> Json:
    items: list[Json] = []
    start = int(element.attributes.get("start", "1"))
    for number, item in enumerate(element.parts("li"), start):
        body: Json = {"label": f"{number}." if element.name == "ol" else "•", "blocks": blocks_of(item)}
        if element.name == "ol":
            body["value"] = number
        if boxes := item.parts("input"):
            body["has_checkbox"] = True
            if "checked" in boxes[0].attributes:
                body["is_checked"] = True
        items.append(body)
    return {"type": "list", "items": items}


def table_of(element: Element) -> Json:
    groups = [element, *element.parts("thead", "tbody")]
    rows = [row for group in groups for row in group.parts("tr")]
    table: Json = {
        "type": "table",
        "cells": [[cell_of(cell) for cell in row.parts("td", "th")] for row in rows],
    }
    if captions := element.parts("caption"):
        table["caption"] = text_of(captions[0].children)
    return table | {f"is_{look}": True for look in ("bordered", "striped") if look in element.attributes}


def cell_of(element: Element) -> Json:
    cell: Json = {
        "align": element.attributes.get("align", "left"),
        "valign": element.attributes.get("valign", "top"),
        "text": text_of(element.children),
    }
    if element.name == "th":
        cell["is_header"] = True
    spans = {name: int(element.attributes.get(name, "1")) for name in ("colspan", "rowspan")}
    return cell | {name: span for name, span in spans.items() if span > 1}


def figure_of(element: Element) -> Json:
    """A picture with its caption."""
    pictures = element.parts("img")
    if len(pictures) != 1:
        raise bad_request("can't parse rich message: a figure must have exactly one picture")
    captions = element.parts("figcaption")
    return photo_of(pictures[0]) | ({"caption": {"text": text_of(captions[0].children)}} if captions else {})


def photo_of(element: Element) -> Json:
    """A photo that names its media; what `rich.read` puts in its place are the sizes."""
    source = element.attributes.get("src", "")
    if not source.startswith(PHOTO):
        raise not_modelled("pictures by URL in rich messages")
    return {"type": "photo", "photo": source.removeprefix(PHOTO)}


MAKERS: dict[str, Callable[[Element], Json]] = {
    "pre": pre_of,
    "hr": divider_of,
    "tg-math-block": math_of,
    "blockquote": quote_of,
    "details": details_of,
    "table": table_of,
    "ul": list_of,
    "ol": list_of,
    "figure": figure_of,
    "img": photo_of,
}


def text_of(children: list[Element | str]) -> RichText:
    parts = [one if isinstance(one, str) else inline_of(one) for one in children]
    return parts[0] if len(parts) == 1 else parts


def inline_of(element: Element) -> RichText:
    name = element.name
    if name == "br":
        return "\n"
    if name == "tg-math":
        return {"type": "mathematical_expression", "expression": plain(element)}
    if name not in INLINE:
        raise bad_request(f"can't parse rich message: tag \"{name}\" can't be used inside a text")
    text = {"type": INLINE[name], "text": text_of(element.children)}
    return text | {"url": element.attributes.get("href", "")} if name == "a" else text


def plain(element: Element) -> str:
    return "".join(one if isinstance(one, str) else plain(one) for one in element.children)


def read(html: str) -> list[Json]:
    """The blocks of a page; raises what the model answers to bad markup."""
    return blocks_of(parse(html))
