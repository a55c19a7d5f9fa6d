"""Entities that the server finds by itself: links, mentions, hashtags, bot commands, e-mail addresses.

Bare domains (`docs.docker.com`) are left alone: the server's list of top-level domains is not modelled.
"""

import re
from collections.abc import Sequence

from bot.preview.entities import Entity, Formatted, utf16_length

PATTERNS = (
    ("url", re.compile(r"(?<![\w@])(?:https?|tg)://[^\s<>\"']*[^\s<>\"'.,!?:;)\]]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z]\w{2,31}\b")),
    ("bot_command", re.compile(r"(?<![\w/<>@.-])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?\b(?!/)")),
    ("hashtag", re.compile(r"(?<![\w#&])#(?!\d+\b)\w{1,256}")),
)


def with_found(formatted: Formatted) -> Formatted:
    """The text with what the server finds outside links and code."""
    closed = [one for one in formatted.entities if one.type in ("pre", "code", "text_link", "text_mention")]
    found: list[Entity] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(formatted.text):
            offset = utf16_length(formatted.text[: match.start()])
            entity = Entity(kind, offset, utf16_length(match[0]))
            if not meets(entity, closed) and not meets(entity, found):
                found.append(entity)
    everything = sorted((*formatted.entities, *found), key=lambda one: (one.offset, -one.length))
    return Formatted(formatted.text, tuple(everything))


def meets(entity: Entity, others: Sequence[Entity]) -> bool:
    return any(one.offset < entity.end and entity.offset < one.end for one in others)
