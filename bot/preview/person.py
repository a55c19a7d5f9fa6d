"""People for tests and transcripts: they write, tap, answer, and read what came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.preview import acts, channels
from bot.preview.errors import CannotAct
from bot.preview.rich import plain_text
from bot.preview.state import PollCard, Rich

if TYPE_CHECKING:
    from bot.preview.entities import Entity
    from bot.preview.errors import Json
    from bot.preview.group import Group
    from bot.preview.model import Telegram
    from bot.preview.state import Chat, InlineQuery, Message, Poll, User


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of the bot as a person sees it."""

    telegram: Telegram
    message: Message

    @property
    def text(self) -> str:
        """Text, caption, or question with its options; a rich message as plain text."""
        match self.message.content:
            case PollCard(_, description):
                poll = self.poll
                lines = [poll.question.text, description.text] if poll else []
                options = [option.text for option in poll.options] if poll else []
                return "\n".join([line for line in lines if line] + options)
            case Rich(blocks):
                return plain_text(list(blocks))
            case _:
                return self.message.formatted.text

    @property
    def entities(self) -> tuple[Entity, ...]:
        return self.message.formatted.entities

    @property
    def buttons(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self.message.buttons]

    @property
    def poll(self) -> Poll | None:
        content = self.message.content
        return self.telegram.world.polls[content.poll_id] if isinstance(content, PollCard) else None

    @property
    def edited(self) -> bool:
        return self.message.edited is not None

    @property
    def is_ephemeral(self) -> bool:
        """Whether nobody else sees it."""
        return self.message.is_ephemeral


@dataclass(slots=True)
class Person:
    """A person at a client. Their methods return what the bot said to it, as text."""

    telegram: Telegram
    user: User

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self.telegram.world.chats[self.user.id]

    @property
    def messages(self) -> list[Seen]:
        """The bot's messages in the private chat, oldest first."""
        return self.messages_in(self.chat)

    def messages_in(self, chat: Chat) -> list[Seen]:
        """The bot's messages that a chat shows to this person, oldest first."""
        bot_id = self.telegram.world.bot.id
        return [Seen(self.telegram, one) for one in chat.shown_to(self.id) if one.sender_id == bot_id]

    @property
    def last(self) -> Seen:
        """The bot's message that came or changed last, in the private chat."""
        return self.last_in(self.chat)

    def last_in(self, chat: Chat) -> Seen:
        shown = {one.message.id: one for one in self.messages_in(chat)}
        for event in reversed(self.telegram.world.events):
            is_heard = event["kind"] in ("message", "edit") and event["chat_id"] == chat.id
            if is_heard and event["message_id"] in shown:
                return shown[event["message_id"]]
        raise CannotAct(f"the bot has said nothing in chat {chat.id}")

    async def send(  # noqa: PLR0913  what clients let one choose
        self,
        text: str,
        *,
        to: Group | None = None,
        topic: int | None = None,
        reply_to: Seen | None = None,
        ephemeral: bool | None = None,
        anonymous: bool = False,
    ) -> str:
        """Write to the bot, or into a group.

        `ephemeral=False` is a client too old for such commands, `anonymous` an administrator in the group's name.
        """
        chat = to.chat if to else self.chat
        answered = reply_to.message.id if reply_to else None
        start = len(self.telegram.world.events)
        writing = acts.Writing(topic, answered, ephemeral, as_group=anonymous)
        acts.send_text(self.telegram.world, self.id, chat, text, writing)
        return await self._hear(chat, start)

    async def write_as(self, channel: Chat, text: str, *, to: Group) -> str:
        """Write into a group in the name of one's channel."""
        start = len(self.telegram.world.events)
        channels.write_as(self.telegram.world, self.id, channel, to.chat, text)
        return await self._hear(to.chat, start)

    async def start(self, payload: str = "") -> str:
        """Press Start, maybe by a link with a payload."""
        return await self.send(f"/start {payload}".strip())

    async def tap(self, label: str, *, to: Group | None = None, on: Seen | None = None) -> str:
        """Press the button with this label, or the only one that contains it, on the newest message with any.

        Returns the alert or toast together with what the bot said.
        """
        shown = on or self._last_with_buttons(to.chat if to else self.chat)
        button = find_button(shown, label)
        if "callback_data" not in button:
            raise CannotAct(f"button {button['text']!r} calls nobody: {sorted(button)}")
        return await self.press(shown, button["callback_data"])

    async def press(self, shown: Seen, data: str) -> str:
        """Press a button by its data, even one that is not there any more."""
        chat = self.telegram.world.chats[shown.message.chat_id]
        start = len(self.telegram.world.events)
        query = acts.press_old(self.telegram.world, self.id, chat.id, shown.message.id, data)
        heard = await self._hear(chat, start)
        alert = query.answer.text if query.answer else ""
        return "\n".join(part for part in (alert, heard) if part)

    async def answer(
        self, *choices: str | int, to: Group | None = None, on: Seen | None = None, anonymous: bool = False
    ) -> str:
        """Answer the last poll, of a group where told, by the options' texts or places."""
        shown = on or self.last_poll(to.chat if to else self.chat)
        poll = shown.poll
        if poll is None:
            raise CannotAct("that message is no poll")
        places = tuple(find_option(poll, choice) for choice in choices)
        return await self._vote(shown, places, anonymous=anonymous)

    async def retract(self, *, to: Group | None = None, on: Seen | None = None) -> str:
        """Take the answer to the last poll back."""
        return await self._vote(on or self.last_poll(to.chat if to else self.chat), ())

    async def _vote(self, shown: Seen, places: tuple[int, ...], *, anonymous: bool = False) -> str:
        chat = self.telegram.world.chats[shown.message.chat_id]
        start = len(self.telegram.world.events)
        acts.vote(self.telegram.world, self.id, shown.message, places, as_group=anonymous)
        return await self._hear(chat, start, but=shown)

    def last_poll(self, chat: Chat | None = None) -> Seen:
        """The newest poll in a chat, the private one unless told."""
        for shown in reversed(self.messages_in(chat or self.chat)):
            if shown.poll:
                return shown
        raise CannotAct("there is no poll to answer")

    async def block(self) -> None:
        acts.set_blocked(self.telegram.world, self.chat, is_blocked=True)
        await self.telegram.settle()

    async def unblock(self) -> None:
        acts.set_blocked(self.telegram.world, self.chat, is_blocked=False)
        await self.telegram.settle()

    def delete_account(self) -> None:
        acts.delete_account(self.telegram.world, self.id)

    async def inline(self, text: str) -> InlineQuery:
        """Type `@bot text`; the answer is in `results`."""
        query = acts.ask_inline(self.telegram.world, self.id, text)
        await self.telegram.settle()
        return query

    async def choose(self, query: InlineQuery, result_id: str, *, to: Group | None = None) -> Seen:
        """Send one of the inline results."""
        chat = to.chat if to else self.chat
        message = acts.choose_inline(self.telegram.world, query, result_id, chat)
        await self.telegram.settle()
        return Seen(self.telegram, message)

    def _last_with_buttons(self, chat: Chat) -> Seen:
        for shown in reversed(self.messages_in(chat)):
            if shown.buttons:
                return shown
        raise CannotAct("there are no buttons to press")

    async def _hear(self, chat: Chat, start: int, but: Seen | None = None) -> str:
        """What the bot said or changed in a chat since event number `start`, newest state once each."""
        await self.telegram.settle()
        ids = [
            event["message_id"]
            for event in self.telegram.world.events[start:]
            if event["kind"] in ("message", "edit") and event["chat_id"] == chat.id
        ]
        shown = {one.message.id: one for one in self.messages_in(chat)}
        heard = [shown[one] for one in dict.fromkeys(ids) if one in shown]
        return "\n".join(one.text for one in heard if not (but and one.message is but.message))


def find_button(shown: Seen, label: str) -> Json:
    """The button of that very label, else the only one that contains it."""
    buttons = [button for row in shown.message.buttons for button in row]
    for button in buttons:
        if button["text"] == label:
            return button
    fitting = [button for button in buttons if label.lower() in button["text"].lower()]
    if len(fitting) != 1:
        labels = ", ".join(repr(button["text"]) for button in buttons)
        raise CannotAct(f"{len(fitting)} buttons fit {label!r}; there are {labels}")
    return fitting[0]


def find_option(poll: Poll, choice: str | int) -> int:
    if isinstance(choice, int):
        return choice
    texts = [option.text for option in poll.options]
    if choice not in texts:
        raise CannotAct(f"the poll has no option {choice!r}; there are {texts}")
    return texts.index(choice)
