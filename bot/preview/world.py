"""The model's memory and the few things that may happen to it: a message is posted, a poll closes."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.preview import shapes
from bot.preview.errors import CannotAct, Json
from bot.preview.state import (
    CallbackQuery,
    Chat,
    Content,
    File,
    InlineQuery,
    Member,
    Message,
    Poll,
    PollCard,
    Service,
    User,
)
from bot.preview.updates import UpdateQueue

BOT_ID = 7_000_000_001
FIRST_PERSON_ID = 5_000_000_001  # beyond 32 bits, as ids are today
FIRST_GROUP_ID = -4_000_000_001
FIRST_SUPERGROUP_ID = -1_002_000_000_001
FIRST_CHANNEL_ID = -1_003_000_000_001
FIRST_EPHEMERAL_ID = 29_000_001  # far from the ids of messages, as real ones are
TextCheck = Callable[[str, list[Json]], str | None]


@dataclass(slots=True)
class World:
    """Everything Telegram knows in this model, seen from one bot."""

    now: Callable[[], datetime]
    bot: User
    reads_all_group_messages: bool = False  # privacy mode is on
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    polls: dict[str, Poll] = field(default_factory=dict)
    callbacks: dict[str, CallbackQuery] = field(default_factory=dict)
    inline_queries: dict[str, InlineQuery] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)  # (scope, language)
    card: dict[tuple[str, str], str] = field(default_factory=dict)  # ("name" and the like, language)
    checks: list[TextCheck] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)  # mended in silence, or found by `checks`
    events: list[Json] = field(default_factory=list)  # what people's clients see change, in order
    watchers: list[Callable[[Json], None]] = field(default_factory=list)  # told of each event
    serial: int = 0
    posted: int = 0
    updates: UpdateQueue = field(init=False)

    def __post_init__(self) -> None:
        self.updates = UpdateQueue(self.now)
        self.users[self.bot.id] = self.bot

    def next_id(self, what: str) -> str:
        """A fresh id; ids of polls, queries and files are long numbers that mean nothing."""
        self.serial += 1
        digest = hashlib.sha256(f"{what}{self.serial}".encode()).digest()
        return str(int.from_bytes(digest[:8], "big") >> 1)

    # People and chats

    def add_user(
        self, first_name: str, username: str = "", language_code: str = "", *, is_bot: bool = False
    ) -> User:
        others = len(self.users) - 1  # the bot itself has an id of its own
        user = User(FIRST_PERSON_ID + others, first_name, username, language_code, is_bot)
        self.users[user.id] = user
        self.chats[user.id] = Chat(user.id, "private", members={user.id: Member("member")})
        return user

    def add_group(self, title: str, *, is_supergroup: bool, is_forum: bool = False) -> Chat:
        first = FIRST_SUPERGROUP_ID if is_supergroup else FIRST_GROUP_ID
        taken = sum(chat.type == ("supergroup" if is_supergroup else "group") for chat in self.chats.values())
        chat = Chat(first - taken, "supergroup" if is_supergroup else "group", title, is_forum)
        chat.last_message_id = int(is_forum)  # 1 is General's, whose id nobody may name
        self.chats[chat.id] = chat
        return chat

    def add_channel(self, title: str) -> Chat:
        taken = sum(chat.type == "channel" for chat in self.chats.values())
        chat = Chat(FIRST_CHANNEL_ID - taken, "channel", title)
        self.chats[chat.id] = chat
        return chat

    def member(self, chat: Chat, user_id: int) -> Member:
        if user_id == self.bot.id:
            return chat.bot
        return chat.members.get(user_id) or Member("left")

    # Messages

    def post(  # noqa: PLR0913  a message has that many sides
        self,
        chat: Chat,
        sender_id: int,
        content: Content,
        *,
        markup: Json | None = None,
        thread_id: int | None = None,
        reply_to: int | None = None,
        is_silent: bool = False,
        is_anonymous: bool = False,
        via_bot: bool = False,
        forwarded_post: int | None = None,
    ) -> Message:
        """Put a message into a chat, from whomever; the bot hears of others' by `acts.announce`."""
        chat.last_message_id += 1
        message = Message(
            id=chat.last_message_id,
            chat_id=chat.id,
            sender_id=sender_id,
            date=self.now(),
            content=content,
            markup=markup,
            thread_id=thread_id,
            reply_to=reply_to,
            is_anonymous=is_anonymous or self.member(chat, sender_id).is_anonymous,
            is_silent=is_silent,
            via_bot=via_bot,
            forwarded_post=forwarded_post,
            place=self._next_place(),
        )
        chat.messages[message.id] = message
        if isinstance(content, PollCard):
            self.polls[content.poll_id].place = (chat.id, message.id)
        self.event("message", chat_id=chat.id, message_id=message.id)
        return message

    def post_ephemeral(  # noqa: PLR0913  a message has that many sides
        self,
        chat: Chat,
        sender_id: int,
        receiver_id: int,
        content: Content,
        *,
        markup: Json | None = None,
        thread_id: int | None = None,
        reply_to: int | None = None,
        instead_of: Message | None = None,
    ) -> Message:
        """Put a message into a group that its sender and its receiver see alone."""
        chat.last_ephemeral_id = max(chat.last_ephemeral_id + 1, FIRST_EPHEMERAL_ID)
        message = Message(
            id=chat.last_ephemeral_id,
            chat_id=chat.id,
            sender_id=sender_id,
            date=self.now(),
            content=content,
            markup=markup,
            thread_id=thread_id,
            reply_to=reply_to,
            receiver_id=receiver_id,
            instead_of=instead_of.id if instead_of else None,
            place=instead_of.place if instead_of else self._next_place(),
        )
        chat.ephemeral[message.id] = message
        self.event("message", chat_id=chat.id, message_id=message.id)
        return message

    def _next_place(self) -> int:
        self.posted += 1
        return self.posted

    def post_service(
        self,
        chat: Chat,
        sender_id: int,
        thread_id: int | None = None,
        *,
        is_anonymous: bool = False,
        **fields: object,
    ) -> Message:
        """A line like "Anna joined"; the bot hears every one of them, but for its own deeds."""
        content = Service(dict(fields))
        message = self.post(chat, sender_id, content, thread_id=thread_id, is_anonymous=is_anonymous)
        if sender_id != self.bot.id:
            self.updates.put("message", shapes.message(self, message))
        return message

    def touch(self, message: Message) -> None:
        """A message was changed by the bot."""
        message.edited = self.now()
        self.event("edit", chat_id=message.chat_id, message_id=message.id)

    def delete(self, message: Message) -> None:
        chat = self.chats[message.chat_id]
        del (chat.ephemeral if message.is_ephemeral else chat.messages)[message.id]
        chat.pinned = [one for one in chat.pinned if one != message.id]
        self.event("delete", chat_id=message.chat_id, message_id=message.id)

    def author_name(self, message: Message) -> str:
        """Whose name stands above the message."""
        if message.is_anonymous:
            return self.chats[message.chat_id].title
        user = self.users.get(message.sender_id)
        return user.first_name if user else self.chats[message.sender_id].title

    def event(self, kind: str, **fields: object) -> None:
        """Tell whoever watches that something changed; they ask for what they want to see."""
        event = {"kind": kind, **fields}
        self.events.append(event)
        for watcher in tuple(self.watchers):
            watcher(event)

    # Polls

    def poll_changed(self, poll: Poll) -> None:
        """The bot hears of every change of a poll it sent, and here it sent them all; api#update."""
        self.updates.put("poll", shapes.poll(poll))
        if poll.place:
            chat_id, message_id = poll.place
            self.event("edit", chat_id=chat_id, message_id=message_id)

    def close_due_polls(self) -> None:
        for poll in list(self.polls.values()):
            if not poll.is_closed and poll.close_at and poll.close_at <= self.now():
                poll.is_closed = True
                self.poll_changed(poll)

    # Files and questions

    def add_file(self, name: str, mime: str, data: bytes, size: tuple[int, int] = (0, 0)) -> File:
        number = self.next_id("file")
        unique = hashlib.sha256(data).hexdigest()[:16]  # one content, one file_unique_id
        file = File(f"AgAC{number}", f"AQAD{unique}", name, mime, data, *size)
        self.files[file.id] = file
        return file

    def open_callback(self, query_id: str) -> CallbackQuery | None:
        """A pressed button that still waits for an answer."""
        query = self.callbacks.get(query_id)
        if query is None or query.answer or self.now() - query.at > shapes.CALLBACK_LIFETIME:
            return None
        return query

    def complain(self, where: str, what: Iterable[str]) -> None:
        self.complaints.extend(f"{where}: {one}" for one in what)

    def find_message(self, chat: Chat, message_id: int) -> Message:
        message = chat.find(message_id)
        if message is None:
            raise CannotAct(f"there is no message {message_id} in chat {chat.id}")
        return message


@dataclass(slots=True)
class Clock:
    """A clock that can be moved ahead of the one it stands on."""

    source: Callable[[], datetime]
    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return self.source() + self.ahead

    def advance(self, by: timedelta) -> None:
        if by < timedelta():
            raise ValueError("time goes forward only")
        self.ahead += by
