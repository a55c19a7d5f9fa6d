"""Rich messages: HTML or blocks in, blocks as the Bot API gives them out, with the limits counted.

The real parser runs on Telegram's servers and is not public. Tags follow the documentation of the RichBlock
and RichText types; of the refusals only RICH_MESSAGE_EMAIL_INVALID is known to be Telegram's own word.
"""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any, TypeAlias

from bot.preview import limits
from bot.preview.entities import utf16_length
from bot.preview.errors import Json, bad_request, not_modelled
from bot.preview.state import Rich

RichText: TypeAlias = Any  # a string, a list of rich texts, or {"type": ..., "text": rich text}

EMAIL = re.compile(r"[\w.+-]@[\w-]+\.\w")
INLINE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "sub": "subscript", "sup": "superscript", "mark": "marked", "code": "code", "a": "url",
}  # fmt: skip
HEADINGS = {f"h{size}": size for size in range(1, 7)}
TEXT_BLOCKS = {"p": "paragraph", "footer": "footer", "aside": "pullquote"}
BLOCKS = (
    *HEADINGS, *TEXT_BLOCKS, "pre", "hr", "ul", "ol", "blockquote", "table", "details", "tg-math-block",
)  # fmt: skip
PARTS = ("li", "tr", "td", "th", "caption", "summary", "thead", "tbody", "br", "input", "tg-math")
VOID = ("hr", "br", "input")
NESTED = ("blocks", "items", "cells", "text", "summary", "caption", "credit")


def read(raw: Json) -> Rich:
    """The rich message that an InputRichMessage describes."""
    sources = [name for name in ("html", "markdown", "blocks") if raw.get(name) is not None]
    if len(sources) != 1:
        raise bad_request("exactly one of the fields html, markdown and blocks must be used")
    if sources == ["markdown"] or raw.get("media"):
        raise not_modelled("rich messages with markdown or media")
    blocks = blocks_of(parse(raw["html"])) if sources == ["html"] else raw["blocks"]
    check(blocks, finds_entities=not raw.get("skip_entity_detection"))
    return Rich(tuple(blocks), bool(raw.get("is_rtl")))


def check(blocks: list[Json], *, finds_entities: bool) -> None:
    everything = list(walk(blocks, 1))
    texts = [text for text, _ in everything if isinstance(text, str)]
    if not any(text.strip() for text in texts):
        raise bad_request("RICH_MESSAGE_EMPTY")
    if sum(map(utf16_length, texts)) > limits.RICH_TEXT:
        raise bad_request("RICH_MESSAGE_TOO_LONG")
    counted = [depth for block, depth in everything if is_block(block)]
    if len(counted) > limits.RICH_BLOCKS:
        raise bad_request("RICH_MESSAGE_BLOCKS_TOO_MUCH")
    if max(counted) > limits.RICH_DEPTH:
        raise bad_request("RICH_MESSAGE_DEPTH_INVALID")
    tables = (block["cells"] for block, _ in everything if is_block(block) and block.get("type") == "table")
    for rows in tables:
        if (
            max((sum(cell.get("colspan", 1) for cell in row) for row in rows), default=0)
            > limits.RICH_COLUMNS
        ):
            raise bad_request("RICH_MESSAGE_COLUMNS_TOO_MUCH")
    if finds_entities and any(EMAIL.search(text) for text in texts):
        raise bad_request("RICH_MESSAGE_EMAIL_INVALID")


def is_block(value: object) -> bool:
    """A block, or an item of a list: both count."""
    if not isinstance(value, dict):
        return False
    return value.get("type") in BLOCK_TYPES or "blocks" in value


BLOCK_TYPES = frozenset(
    {"paragraph", "heading", "pre", "footer", "divider", "mathematical_expression", "list", "blockquote",
     "expandable_blockquote", "pullquote", "table", "details", "anchor", "buttons"},
)  # fmt: skip


def walk(value: object, depth: int) -> Iterator[tuple[Any, int]]:
    """Every text, rich text and block with its depth, from 1."""
    if isinstance(value, list):
        for item in value:
            yield from walk(item, depth)
        return
    yield value, depth
    if isinstance(value, dict):
        deeper = depth + is_block(value)
        for name in NESTED:
            if name in value:
                yield from walk(value[name], deeper)
        if "expression" in value:
            yield value["expression"], deeper


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


MAKERS: dict[str, Callable[[Element], Json]] = {
    "pre": pre_of,
    "hr": divider_of,
    "tg-math-block": math_of,
    "blockquote": quote_of,
    "details": details_of,
    "table": table_of,
    "ul": list_of,
    "ol": list_of,
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


def plain_text(blocks: list[Json]) -> str:
    """The words of a rich message, a line each block."""
    lines = (inner_text(block) for block in blocks)
    return "\n".join(line for line in lines if line)


def inner_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        is_row = bool(value) and all(is_block(one) or isinstance(one, list) for one in value)
        return ("\n" if is_row else "").join(map(inner_text, value))
    if isinstance(value, dict):
        parts = [inner_text(value[name]) for name in NESTED if name in value]
        return "\n".join(part for part in (*parts, value.get("expression")) if part)
    return ""
