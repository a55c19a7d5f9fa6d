"""Formatted text as Telegram keeps it: entities in UTF-16 units, put in order the way the server does.

The server mends some faults in silence (bold inside code is dropped, a quote inside a quote is dropped).
The model mends them alike and says so, so that a test can insist that nothing was mended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.preview.errors import Json, bad_request

SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")  # may overlap one another
QUOTES = ("blockquote", "expandable_blockquote")
CODE = ("pre", "code", "date_time")  # hold nothing inside
LINKS = ("text_link", "text_mention", "custom_emoji")
FOUND_BY_SERVER = (
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number",
)  # fmt: skip
EXTRA_FIELDS = {
    "text_link": ("url",),
    "text_mention": ("user",),
    "custom_emoji": ("custom_emoji_id",),
    "pre": ("language",),
    "date_time": ("unix_time", "date_time_format"),
}
REQUIRED_FIELDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
LAST_OF_ONE_UNIT = 0xFFFF  # characters beyond it take two UTF-16 units
FARTHEST = 1_000_000  # td: MessageEntity.cpp fix_formatted_text


@dataclass(frozen=True, slots=True)
class Entity:
    type: str
    offset: int  # UTF-16 units
    length: int  # UTF-16 units
    extra: tuple[tuple[str, Any], ...] = ()  # ("url", "https://...") and the like

    @property
    def end(self) -> int:
        return self.offset + self.length

    def to_json(self) -> Json:
        return {"type": self.type, "offset": self.offset, "length": self.length, **dict(self.extra)}


@dataclass(frozen=True, slots=True)
class Formatted:
    text: str
    entities: tuple[Entity, ...] = ()

    def to_json(self, text: str = "text", entities: str = "entities") -> Json:
        """The two fields of a message under the given names; no entities, no field."""
        body: Json = {text: self.text}
        if self.entities:
            body[entities] = [entity.to_json() for entity in self.entities]
        return body


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def utf16_slice(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def read_entities(raw: Iterable[Json]) -> list[Entity]:
    """The entities a bot sent along with a text; those the server finds by itself are passed over."""
    entities = []
    for item in raw:
        kind = item.get("type")
        if kind in FOUND_BY_SERVER:
            continue
        if kind not in (*SPLITTABLE, *QUOTES, *CODE, *LINKS):
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        required = REQUIRED_FIELDS.get(kind)
        for name in ("offset", "length", *([required] if required else [])):
            if name not in item:
                raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
        extra = tuple((name, item[name]) for name in EXTRA_FIELDS.get(kind, ()) if name in item)
        entities.append(Entity(kind, item["offset"], item["length"], extra))
    return entities


def put_in_order(text: str, entities: Iterable[Entity]) -> tuple[Formatted, list[str]]:
    """The text and entities as the server keeps them, and what it mended in silence."""
    kept = sorted((entity for entity in entities if entity.length), key=lambda one: (one.offset, -one.length))
    check_offsets(text, kept)
    text, kept = clean_characters(text, kept)
    kept, mended = untangle(kept)
    return trim(text, kept), mended


def check_offsets(text: str, entities: Sequence[Entity]) -> None:
    total = utf16_length(text)
    inside_pairs = surrogate_middles(text)
    for entity in entities:
        if not 0 <= entity.offset <= FARTHEST:
            raise bad_request(f"receive an entity with incorrect offset {entity.offset}")
        if not 0 <= entity.length <= FARTHEST:
            raise bad_request(f"receive an entity with incorrect length {entity.length}")
        if entity.offset >= total:
            raise bad_request(
                f"entity begins after the end of the text at UTF-16 offset {entity.offset}",
            )
        if entity.end > total:
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity.offset} "
                f"ends after the end of the text at UTF-16 offset {entity.end}",
            )
        if entity.offset in inside_pairs:
            place = len(utf16_slice(text, 0, entity.offset + 1).encode())
            raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {place}")
        if entity.end in inside_pairs:
            place = len(utf16_slice(text, 0, entity.end + 1).encode())
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity.offset} "
                f"ends in a middle of a UTF-16 symbol at byte offset {place}",
            )


def surrogate_middles(text: str) -> set[int]:
    """UTF-16 offsets that fall inside a character of two units."""
    middles = set()
    offset = 0
    for character in text:
        if ord(character) > LAST_OF_ONE_UNIT:
            middles.add(offset + 1)
            offset += 1
        offset += 1
    return middles


def clean_characters(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
    """Control characters (a tab too) become spaces, carriage returns vanish; td: clean_input_string."""
    text = "".join(" " if character < " " and character not in "\n\r" else character for character in text)
    if "\r" not in text:
        return text, list(entities)
    units = text.encode("utf-16-le")

    def shifted(offset: int) -> int:
        return offset - units[: 2 * offset].decode("utf-16-le").count("\r")

    moved = [
        replace(one, offset=shifted(one.offset), length=shifted(one.end) - shifted(one.offset))
        for one in entities
    ]
    return text.replace("\r", ""), [one for one in moved if one.length]


def untangle(entities: Sequence[Entity]) -> tuple[list[Entity], list[str]]:
    """Entities that may stand together; td: MessageEntity.cpp fix_entities.

    Of two links or code pieces that meet, the first stays. A quote holds no quote, and nothing crosses its
    border. Bold and its like end where code begins.
    """
    mended: list[str] = []
    solid: list[Entity] = []
    quotes: list[Entity] = []
    for entity in entities:
        if entity.type in SPLITTABLE:
            continue
        row = quotes if entity.type in QUOTES else solid
        rival = next((one for one in row if one.offset < entity.end and entity.offset < one.end), None)
        if rival is None:
            row.append(entity)
        else:
            mended.append(f"{describe(entity)} is dropped: it meets {describe(rival)}")
    for entity in list(solid):
        rival = next((one for one in quotes if crosses(entity, one)), None)
        if rival is not None:
            solid.remove(entity)
            mended.append(f"{describe(entity)} is dropped: it crosses the border of {describe(rival)}")
    code = [one for one in solid if one.type in CODE]
    plain: list[Entity] = []
    for entity in entities:
        if entity.type in SPLITTABLE:
            pieces = cut_out(entity, code)
            if pieces != [entity]:
                mended.append(f"{describe(entity)} is cut: code holds no other formatting")
            plain.extend(pieces)
    everything = solid + quotes + merge(plain)
    return sorted(everything, key=lambda one: (one.offset, -one.length)), mended


def describe(entity: Entity) -> str:
    return f"{entity.type} at {entity.offset}-{entity.end}"


def crosses(entity: Entity, quote: Entity) -> bool:
    apart = entity.end <= quote.offset or quote.end <= entity.offset
    inside = quote.offset <= entity.offset and entity.end <= quote.end
    return not apart and not inside


def cut_out(entity: Entity, holes: Sequence[Entity]) -> list[Entity]:
    """The parts of an entity that lie outside all holes."""
    pieces = [entity]
    for hole in holes:
        next_pieces = []
        for piece in pieces:
            if hole.end <= piece.offset or piece.end <= hole.offset:
                next_pieces.append(piece)
                continue
            if piece.offset < hole.offset:
                next_pieces.append(replace(piece, length=hole.offset - piece.offset))
            if hole.end < piece.end:
                next_pieces.append(replace(piece, offset=hole.end, length=piece.end - hole.end))
        pieces = next_pieces
    return pieces


def merge(entities: Sequence[Entity]) -> list[Entity]:
    """Touching or overlapping entities of one kind as one."""
    merged: list[Entity] = []
    for kind in SPLITTABLE:
        row: list[Entity] = []
        for entity in sorted((one for one in entities if one.type == kind), key=lambda one: one.offset):
            if row and entity.offset <= row[-1].end:
                row[-1] = replace(row[-1], length=max(row[-1].end, entity.end) - row[-1].offset)
            else:
                row.append(entity)
        merged.extend(row)
    return merged


def trim(text: str, entities: Sequence[Entity]) -> Formatted:
    """Blank edges cut: the right one always, the left one up to the first entity; td: fix_formatted_text."""
    text = text.rstrip(" \n")
    end = utf16_length(text)
    cut = [replace(one, length=min(one.end, end) - one.offset) for one in entities if one.offset < end]
    first = min((one.offset for one in cut), default=end)
    blank = min(len(text) - len(text.lstrip(" \n")), first)
    return Formatted(text[blank:], tuple(replace(one, offset=one.offset - blank) for one in cut))
