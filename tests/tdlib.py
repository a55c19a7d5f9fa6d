"""Telegram's own parser, offline: what TDLib makes of a text."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from typing import Any

import orjson
import tdjson

Json = dict[str, Any]

KINDS = {
    "textEntityTypeBold": "bold",
    "textEntityTypeItalic": "italic",
    "textEntityTypeUnderline": "underline",
    "textEntityTypeStrikethrough": "strikethrough",
    "textEntityTypeSpoiler": "spoiler",
    "textEntityTypeCode": "code",
    "textEntityTypePre": "pre",
    "textEntityTypePreCode": "pre",
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
    "textEntityTypeTextUrl": "text_link",
    "textEntityTypeMentionName": "text_mention",
}
MODES = {
    "HTML": {"@type": "textParseModeHTML"},
    "MarkdownV2": {"@type": "textParseModeMarkdown", "version": 2},
}
TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "text_link": "a",
    "text_mention": "a",
}
OUTERMOST_FIRST = ("blockquote", "expandable_blockquote", "text_link", "text_mention")


class TdlibError(ValueError):
    """TDLib's words about a text it does not take."""


def execute(request: Json) -> Json:
    answer = quiet_td_execute()(orjson.dumps(request))
    parsed: Json = orjson.loads(answer)
    return parsed


@cache
def quiet_td_execute() -> Any:
    silence = {"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}
    tdjson.td_execute(orjson.dumps(silence))
    return tdjson.td_execute


def parse_entities(text: str, parse_mode: str = "HTML") -> tuple[str, list[Json]]:
    """The plain text and the entities in the Bot API's form; raises TdlibError."""
    request = {"@type": "parseTextEntities", "text": text, "parse_mode": MODES[parse_mode]}
    answer = execute(request)
    if answer["@type"] == "error":
        raise TdlibError(answer["message"])
    return answer["text"], [bot_api_entity(entity) for entity in answer["entities"]]


def bot_api_entity(entity: Json) -> Json:
    kind = entity["type"]
    body: Json = {"type": KINDS[kind["@type"]], "offset": entity["offset"], "length": entity["length"]}
    if "url" in kind:
        body["url"] = kind["url"]
    if "language" in kind:
        body["language"] = kind["language"]
    if "user_id" in kind:
        body["user"] = {"id": kind["user_id"]}
    return body


def complaint_of(text: str, entities: Sequence[Json]) -> str | None:
    """What TDLib finds wrong with a text and its entities; fits `Telegram().world.checks`."""
    sent = [entity for entity in entities if entity["type"] in TAGS]
    try:
        parsed_text, parsed = parse_entities(to_html(text, sent))
    except TdlibError as refusal:
        return str(refusal)
    if parsed_text != text:
        return f"TDLib reads {parsed_text!r} for {text!r}"
    if covered(parsed) != covered(sent):
        return f"TDLib reads {parsed} for {sent}"
    return None


def covered(entities: Iterable[Json]) -> set[tuple[int, str, str]]:
    """Every UTF-16 unit with the kind that covers it, however the entities are cut."""
    return {
        (unit, entity["type"], detail(entity))
        for entity in entities
        for unit in range(entity["offset"], entity["offset"] + entity["length"])
    }


def detail(entity: Mapping[str, Any]) -> str:
    user = entity.get("user")
    return str(user["id"]) if user else str(entity.get("url") or entity.get("language") or "").rstrip("/")


def to_html(text: str, entities: Sequence[Json]) -> str:
    """Telegram's HTML of the text: all open tags are closed and opened again where anything changes."""
    units = text.encode("utf-16-le")
    borders = {0, len(units) // 2}
    for entity in entities:
        borders |= {entity["offset"], entity["offset"] + entity["length"]}
    places = sorted(borders)
    html = ""
    for start, end in pairwise(places):
        active = [one for one in entities if one["offset"] <= start < one["offset"] + one["length"]]
        active.sort(key=lambda one: one["type"] not in OUTERMOST_FIRST)
        piece = escape(units[2 * start : 2 * end].decode("utf-16-le"), quote=False)
        html += "".join(map(opening, active)) + piece + "".join(map(closing, reversed(active)))
    return html


def opening(entity: Json) -> str:
    match entity["type"]:
        case "text_link":
            return f'<a href="{escape(entity["url"])}">'
        case "text_mention":
            return f'<a href="tg://user?id={entity["user"]["id"]}">'
        case "expandable_blockquote":
            return "<blockquote expandable>"
        case "pre" if entity.get("language"):
            return f'<pre><code class="language-{escape(entity["language"])}">'
        case kind:
            return f"<{TAGS[kind]}>"


def closing(entity: Json) -> str:
    return (
        "</code></pre>"
        if entity["type"] == "pre" and entity.get("language")
        else f"</{TAGS[entity['type']]}>"
    )
