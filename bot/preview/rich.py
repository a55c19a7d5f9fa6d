"""Rich messages: HTML or blocks in, blocks as the Bot API gives them out, with the limits counted.

The real parser runs on Telegram's servers and is not public: of the refusals only RICH_MESSAGE_EMAIL_INVALID
is known to be Telegram's own word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.preview import limits, richhtml, shapes
from bot.preview.entities import utf16_length
from bot.preview.errors import Json, bad_request, not_modelled
from bot.preview.state import File, Rich

EMAIL = re.compile(r"[\w.+-]@[\w-]+\.\w")
NESTED = ("blocks", "items", "cells", "text", "summary", "caption", "credit")


def read(raw: Json, photos: Mapping[str, File]) -> Rich:
    """The rich message that an InputRichMessage describes; `photos` are its media."""
    sources = [name for name in ("html", "markdown", "blocks") if raw.get(name) is not None]
    if len(sources) != 1:
        raise bad_request("exactly one of the fields html, markdown and blocks must be used")
    if sources == ["markdown"]:
        raise not_modelled("rich messages with markdown")
    blocks = richhtml.read(raw["html"]) if sources == ["html"] else raw["blocks"]
    named = [
        block for block, _ in walk(blocks, 1) if isinstance(block, dict) and block.get("type") == "photo"
    ]
    if named and sources == ["blocks"]:
        raise not_modelled("photos in the blocks of a rich message")
    put_in(named, photos)
    check(blocks, finds_entities=not raw.get("skip_entity_detection"))
    return Rich(tuple(blocks), bool(raw.get("is_rtl")))


def put_in(named: Iterable[Json], photos: Mapping[str, File]) -> None:
    """Put the photos where the HTML names them; each of them must be named, and each name known."""
    names = {block["photo"] for block in named}
    if names != set(photos):
        raise bad_request("RICH_MESSAGE_MEDIA_ID_INVALID")
    for block in named:
        block["photo"] = shapes.photo_sizes(photos[block["photo"]])


def check(blocks: list[Json], *, finds_entities: bool) -> None:
    for block in blocks:
        if not is_block(block):
            raise not_modelled(f"rich blocks of type {block.get('type')}")
    everything = list(walk(blocks, 1))
    texts = [text for text, _ in everything if isinstance(text, str)]
    has_photo = any(is_block(block) and block.get("type") == "photo" for block, _ in everything)
    if not has_photo and not any(text.strip() for text in texts):
        raise bad_request("RICH_MESSAGE_EMPTY")
    if sum(map(utf16_length, texts)) > limits.RICH_TEXT:
        raise bad_request("RICH_MESSAGE_TOO_LONG")
    counted = [depth for block, depth in everything if is_block(block)]
    if len(counted) > limits.RICH_BLOCKS:
        raise bad_request("RICH_MESSAGE_BLOCKS_TOO_MUCH")
    if max(counted, default=0) > limits.RICH_DEPTH:
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
     "expandable_blockquote", "pullquote", "table", "details", "anchor", "buttons", "photo"},
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
