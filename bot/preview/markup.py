"""Texts with parse_mode: Telegram's HTML, with the refusals of the real parser (td: MessageEntity.cpp)."""

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from bot.preview.entities import Entity, Formatted, utf16_length
from bot.preview.errors import ApiError, bad_request, not_modelled

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "pre": "pre", "code": "code", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
NAMED_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.-]+))?\s*""")
TAG_NAME = re.compile(r"[^\s>]*")
LANGUAGE = "language-"
LAST_CHARACTER = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)


@dataclass(slots=True)
class OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int  # UTF-16 units of the plain text
    start: int  # characters of the plain text


def parse(text: str, parse_mode: str) -> Formatted:
    """The plain text and its entities; raises what Telegram answers to bad markup."""
    match parse_mode.lower():
        case "html":
            return HtmlReader(text).read()
        case "markdownv2" | "markdown":
            raise not_modelled(f"parse_mode {parse_mode}")
        case _:
            raise bad_request("unsupported parse_mode")


def decode_characters(text: str) -> str:
    """`&lt;` and the like as characters; what Telegram does not know (`&nbsp;`) stays as it is."""

    def character(match: re.Match[str]) -> str:
        hexadecimal, decimal, name = match.groups()
        if name:
            return NAMED_CHARACTERS[name]
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        return chr(code) if 0 < code < LAST_CHARACTER and code not in SURROGATES else match[0]

    return CHARACTER.sub(character, text)


def checked_link(url: str) -> str | None:
    """The link as the server keeps it, None where it would quietly drop the link."""
    address = url if "://" in url else f"http://{url}"
    parts = urlsplit(address)
    if parts.scheme in ("tg", "ton"):
        return address
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or "." not in host.strip(".") or " " in address:
        return None
    return address if parts.path or parts.query or parts.fragment else f"{address}/"


def without_language(entity: Entity) -> Entity:
    """A code span keeps no language: only a block has one."""
    return replace(entity, extra=()) if entity.type == "code" else entity


class HtmlReader:
    """One pass over the source: plain text and entities grow side by side."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.plain = ""
        self.offset = 0
        self.open: list[OpenTag] = []
        self.entities: list[Entity] = []

    def read(self) -> Formatted:
        while self.at < len(self.source):
            begin = self.source.find("<", self.at)
            self.add_text(self.source[self.at : begin if begin >= 0 else len(self.source)])
            if begin < 0:
                break
            self.at = begin + 1
            if self.source.startswith("/", self.at):
                self.close_tag(begin)
            else:
                self.open_tag(begin)
        if self.open:
            raise self.refusal(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return Formatted(self.plain, tuple(map(without_language, self.entities)))

    def refusal(self, reason: str, begin: int | None = None) -> ApiError:
        place = "" if begin is None else f" at byte offset {len(self.source[:begin].encode())}"
        return bad_request(f"can't parse entities: {reason}{place}")

    def add_text(self, piece: str) -> None:
        piece = decode_characters(piece)
        self.plain += piece
        self.offset += utf16_length(piece)

    def tag_name(self) -> str:
        match = TAG_NAME.match(self.source, self.at)
        name = match[0] if match else ""
        self.at += len(name)
        return name.lower()

    def open_tag(self, begin: int) -> None:
        name = self.tag_name()
        if self.at >= len(self.source):
            raise self.refusal("Unclosed start tag", begin)
        if name not in TAGS:
            raise self.refusal(f'Unsupported start tag "{name}"', begin)
        attributes = self.read_attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self.refusal('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(OpenTag(name, attributes, self.offset, len(self.plain)))

    def read_attributes(self, name: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while self.at < len(self.source):
            while self.source[self.at : self.at + 1].isspace():
                self.at += 1
            if self.source.startswith(">", self.at):
                self.at += 1
                return attributes
            match = ATTRIBUTE.match(self.source, self.at)
            if match is None:
                raise self.refusal(f'Empty attribute name in the tag "{name}"', begin)
            self.at = match.end()
            value = match[2] or ""
            if value and self.at >= len(self.source):
                raise self.refusal("Unclosed start tag", begin)
            attributes[match[1]] = (
                decode_characters(value[1:-1]) if value[:1] in ("'", '"') else value.lower()
            )
        raise self.refusal(f'Unclosed start tag "{name}"', begin)

    def close_tag(self, begin: int) -> None:
        if not self.open:
            raise self.refusal("Unexpected end tag", begin)
        self.at += 1
        name = self.tag_name()
        while self.source[self.at : self.at + 1].isspace():
            self.at += 1
        if not self.source.startswith(">", self.at):
            raise self.refusal("Unclosed end tag", begin)
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.name:
            place = len(self.source[:begin].encode())
            raise self.refusal(
                f'Unmatched end tag at byte offset {place}, expected "</{tag.name}>", found "</{name}>"',
            )
        if self.offset > tag.offset:
            self.add_entity(tag)

    def add_entity(self, tag: OpenTag) -> None:
        kind = TAGS[tag.name]
        length = self.offset - tag.offset
        match kind:
            case "text_link":
                self.add_link(tag, length)
            case "pre" | "code":
                self.add_code(kind, tag, length)
            case "blockquote":
                wide = "expandable_blockquote" if "expandable" in tag.attributes else kind
                self.entities.append(Entity(wide, tag.offset, length))
            case "custom_emoji":
                emoji = tag.attributes.get("emoji-id", "")
                if not emoji.isdigit() or not int(emoji):
                    raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
                self.entities.append(Entity(kind, tag.offset, length, (("custom_emoji_id", emoji),)))
            case "date_time":
                unix, form = tag.attributes.get("unix", "0"), tag.attributes.get("format", "")
                extra = (("unix_time", int(unix) if unix.isdigit() else 0), ("date_time_format", form))
                self.entities.append(Entity(kind, tag.offset, length, extra))
            case _:
                self.entities.append(Entity(kind, tag.offset, length))

    def add_link(self, tag: OpenTag, length: int) -> None:
        url = tag.attributes.get("href") or self.plain[tag.start :]
        if url.startswith("tg://user?"):
            user = parse_qs(urlsplit(url).query).get("id", ["0"])[0]
            self.entities.append(Entity("text_mention", tag.offset, length, (("user", {"id": int(user)}),)))
        elif link := checked_link(url):
            self.entities.append(Entity("text_link", tag.offset, length, (("url", link),)))

    def add_code(self, kind: str, tag: OpenTag, length: int) -> None:
        """`<pre><code class="language-x">` and `<code class=...><pre>` are one block with a language."""
        name = tag.attributes.get("class", "")
        language = name.removeprefix(LANGUAGE) if kind == "code" and name.startswith(LANGUAGE) else ""
        last = self.entities[-1] if self.entities else None
        if (
            last
            and last.type in ("pre", "code")
            and last.type != kind
            and (last.offset, last.length) == (tag.offset, length)
        ):
            language = language or dict(last.extra).get("language", "")
            if language:
                self.entities[-1] = Entity("pre", tag.offset, length, (("language", language),))
                return
        extra = (("language", language),) if language else ()
        self.entities.append(Entity(kind, tag.offset, length, extra))
