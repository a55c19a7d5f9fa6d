"""What Telegram remembers: people, chats, messages, polls, files, questions waiting for an answer.

These are rows of a server's memory, changed in place; only `world.py`, `acts.py` and `methods/` change them.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from bot.preview.entities import Formatted
from bot.preview.errors import Json

ChatType: TypeAlias = Literal["private", "group", "supergroup", "channel"]
Status: TypeAlias = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]


@dataclass(slots=True)
class User:
    id: int
    first_name: str
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    is_deleted: bool = False


@dataclass(slots=True)
class Member:
    status: Status
    is_anonymous: bool = False  # an administrator who writes as the group
    rights: frozenset[str] | None = None  # None: all that an administrator can have, none where restricted


@dataclass(slots=True)
class Topic:
    name: str
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class File:
    id: str
    unique_id: str
    name: str
    mime: str
    data: bytes
    width: int = 0  # pixels, for photos
    height: int = 0

    @property
    def path(self) -> str:
        return f"{'photos' if self.width else 'documents'}/{self.unique_id}"


@dataclass(frozen=True, slots=True)
class Text:
    formatted: Formatted


@dataclass(frozen=True, slots=True)
class Photo:
    file: File
    caption: Formatted
    has_spoiler: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    file: File
    caption: Formatted


@dataclass(frozen=True, slots=True)
class PollCard:
    """A poll inside a message; its votes live in `World.polls`."""

    poll_id: str
    description: Formatted


@dataclass(frozen=True, slots=True)
class Rich:
    blocks: tuple[Json, ...]
    is_rtl: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """`new_chat_members`, `pinned_message` and the like: the fields as the Bot API names them."""

    fields: Json


Content: TypeAlias = Text | Photo | Document | PollCard | Rich | Service


@dataclass(slots=True)
class Message:
    id: int  # of an ephemeral message its ephemeral_message_id
    chat_id: int
    sender_id: int  # a user, or the channel in whose name it is
    date: datetime
    content: Content
    markup: Json | None = None  # InlineKeyboardMarkup
    thread_id: int | None = None  # a forum topic; None is General
    reply_to: int | None = None
    edited: datetime | None = None
    is_anonymous: bool = False  # sent in the name of the group
    is_silent: bool = False
    via_bot: bool = False  # chosen from the bot's inline results
    forwarded_post: int | None = None  # the channel's message that Telegram brought into its discussion group
    receiver_id: int | None = None  # who sees an ephemeral message beside its sender; None: everybody sees it
    instead_of: int | None = None  # the public message that the receiver sees no more
    place: int = 0  # among the chat's messages, public and ephemeral together

    @property
    def is_ephemeral(self) -> bool:
        return self.receiver_id is not None

    @property
    def formatted(self) -> Formatted:
        """Text or caption; empty where the message has neither."""
        match self.content:
            case Text(formatted):
                return formatted
            case Photo(caption=caption) | Document(caption=caption):
                return caption
            case _:
                return Formatted("")

    @property
    def buttons(self) -> list[list[Json]]:
        return self.markup["inline_keyboard"] if self.markup else []


@dataclass(slots=True)
class Chat:
    id: int
    type: ChatType
    title: str = ""  # groups
    is_forum: bool = False
    bot: Member = field(default_factory=lambda: Member("left"))  # in a private chat "kicked" means blocked
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    ephemeral: dict[int, Message] = field(default_factory=dict)  # their ids are none of `messages`
    forbidden: frozenset[str] = frozenset()  # rights that members do not have
    hides_members: bool = False  # from all but administrators
    topics: dict[int, Topic] = field(default_factory=dict)  # by thread id
    general: Topic = field(default_factory=lambda: Topic("General"))  # of a forum
    pinned: list[int] = field(default_factory=list)  # the last one is shown
    last_message_id: int = 0
    last_ephemeral_id: int = 0
    migrated_to: int | None = None
    actions: list[tuple[datetime, str]] = field(default_factory=list)  # "typing" and the like

    def find(self, message_id: int | None) -> Message | None:
        """A message of either kind, whoever sees it."""
        return self.messages.get(message_id or 0) or self.ephemeral.get(message_id or 0)

    def shown_to(self, user_id: int) -> list[Message]:
        """What a member's client shows, oldest first: of ephemeral messages the member's own alone."""
        if not self.ephemeral:
            return list(self.messages.values())
        mine = [one for one in self.ephemeral.values() if user_id in (one.sender_id, one.receiver_id)]
        replaced = {one.instead_of: one for one in mine if one.instead_of}  # the newest stands there
        loose = [one for one in mine if not one.instead_of]
        public = [one for one in self.messages.values() if one.id not in replaced]
        return sorted((*public, *loose, *replaced.values()), key=lambda one: one.place)


@dataclass(slots=True)
class Poll:
    id: str
    question: Formatted
    options: tuple[Formatted, ...]
    persistent_ids: tuple[str, ...]
    kind: Literal["regular", "quiz"]
    is_anonymous: bool
    allows_multiple_answers: bool
    allows_revoting: bool
    correct: tuple[int, ...]  # options' places
    explanation: Formatted
    shuffle: bool
    hides_results: bool  # until it closes
    open_period: int | None  # seconds
    close_at: datetime | None
    is_closed: bool
    votes: dict[int, tuple[int, ...]] = field(default_factory=dict)  # user or chat id -> options' places
    place: tuple[int, int] | None = None  # chat and message that show it


@dataclass(slots=True)
class Answer:
    """What the bot showed the person who pressed a button."""

    text: str
    is_alert: bool
    url: str


@dataclass(slots=True)
class CallbackQuery:
    id: str
    user_id: int
    chat_id: int
    message_id: int
    data: str
    at: datetime
    answer: Answer | None = None


@dataclass(slots=True)
class InlineQuery:
    id: str
    user_id: int
    query: str
    at: datetime
    results: list[Json] | None = None
    button: Json | None = None
    next_offset: str = ""
