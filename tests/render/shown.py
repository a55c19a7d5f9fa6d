"""How a page looks, and what TDLib says of it: for all tests of render."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from bot.render import Entity, Header, utf16_len
from bot.study.notes import Section
from tests.tdlib import KINDS, Json, execute

CASES = Path(__file__).parents[1] / "cases" / "render"
SEED = Path(__file__).parents[2] / ".." / "shared" / "seed-notes.md"
HEADER = Header("Title", "Subject › Parent", lambda number, count: f"page {number}/{count}", "nothing yet")

_TAGS = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler"}
_TDLIB_TYPES = {kind: name for name, kind in KINDS.items() if not name.endswith("PreCode")}
# TDLib would read these as marks of its own Markdown; other signs keep the entities' places
_MARKS = str.maketrans("*_~|`[]", "·······")


def section(body: str) -> Section:
    return Section("id", "Title", ("Title",), None, (), body, "notes.md", 1, is_stub=False, references={})


def cases(name: str) -> list[tuple[str, str, str]]:
    """(title, input, expected) of a file of cases; in it lines of "." alone stand between the parts."""
    text = (CASES / name).read_text(encoding="utf-8")
    parts = re.split(r"^\.\n", text, flags=re.MULTILINE)
    assert len(parts) % 3 == 1
    return [
        (parts[i].strip(), parts[i + 1], parts[i + 2].removesuffix("\n")) for i in range(0, len(parts) - 1, 3)
    ]


def as_html(text: str, entities: Iterable[Entity]) -> str:
    """The text with its entities as tags of Telegram's HTML."""
    data = text.encode("utf-16-le")
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in entities:
        tag, attrs = _tag(entity)
        opening.setdefault(entity.offset, []).append(f"<{tag}{attrs}>")
        closing.setdefault(entity.offset + entity.length, []).insert(0, f"</{tag}>")
    places = sorted({0, len(data) // 2, *opening, *closing})
    shown = "".join(
        "".join(closing.get(start, ()))
        + "".join(opening.get(start, ()))
        + escape(data[2 * start : 2 * end].decode("utf-16-le"), quote=False)
        for start, end in pairwise(places)
    )
    return shown + "".join(closing.get(places[-1], ()))


def _tag(entity: Entity) -> tuple[str, str]:
    match entity.type:
        case "text_link":
            return "a", f' href="{entity.url}"'
        case "pre":
            return "pre", f' lang="{entity.language}"' if entity.language else ""
        case "expandable_blockquote":
            return "blockquote", " expandable"
        case other:
            return _TAGS.get(other, other), ""


def assert_telegram_takes(text: str, entities: tuple[Entity, ...]) -> None:
    """TDLib, which the Bot API server is made of, takes the message and changes nothing in it."""
    assert text.strip()
    assert text == text.strip()
    assert utf16_len(text) <= 4096
    assert len(entities) <= 100
    assert list(entities) == sorted(entities, key=lambda e: (e.offset, -e.length))
    text = text.translate(_MARKS)
    answer = _fixed(text, entities)
    assert answer["@type"] == "formattedText", answer
    assert answer["text"] == text
    assert len(answer["entities"]) <= 100
    ours = ((entity.type, entity.offset, entity.length) for entity in entities)
    theirs = ((KINDS[one["type"]["@type"]], one["offset"], one["length"]) for one in answer["entities"])
    assert set(_units(theirs)) == set(_units(ours))


def _units(entities: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int]]:
    """Each style at each UTF-16 unit: TDLib may cut an entity in two or join neighbours."""
    for kind, offset, length in entities:
        for unit in range(offset, offset + length):
            yield kind, unit


def _fixed(text: str, entities: Iterable[Entity]) -> Json:
    """`parseMarkdown` repairs the entities it is given as a server does, and works offline."""
    given = [
        {"@type": "textEntity", "offset": e.offset, "length": e.length, "type": _tdlib_type(e)}
        for e in entities
    ]
    formatted = {"@type": "formattedText", "text": text, "entities": given}
    return execute({"@type": "parseMarkdown", "text": formatted})


def _tdlib_type(entity: Entity) -> Json:
    if entity.language:
        return {"@type": "textEntityTypePreCode", "language": entity.language}
    return {"@type": _TDLIB_TYPES[entity.type]} | ({"url": entity.url} if entity.url else {})
