"""Who taps and writes faster than a person can: told so once, and not served until they slow down."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message, TelegramObject, Update, User

from bot import ephemeral
from bot.texts import Languages, Texts

log = logging.getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

BURST: Final = 30  # at once after a rest; who turns pages as fast as they load makes two or three a second
A_SECOND: Final = 3.0  # without end
FEW: Final = 1024  # people remembered before anyone is forgotten


@dataclass(slots=True)
class Allowance:
    """A bucket of `burst` for each person, refilled at `a_second`.

    Kept as the moment when the person's bucket is full again (GCRA): one number for who was here lately, none for
    the others. It lives in the process: a look at Redis for each update would cost more than the flood does.
    """

    burst: int = BURST
    a_second: float = A_SECOND
    _full_at: dict[int, float] = field(default_factory=dict)
    _many: int = FEW

    def take(self, person: int, now: float) -> bool:
        """Whether one more is allowed at `now`, in seconds; what is refused costs nothing."""
        gap, window = 1 / self.a_second, self.burst / self.a_second
        # a clock that was set back must not lock anyone out for longer than a full bucket takes
        full_at = min(max(self._full_at.get(person, now), now), now + window)
        if full_at + gap > now + window + gap / 2:  # half a gap: sums of fractions are not exact
            self._full_at[person] = full_at
            return False
        self._full_at[person] = full_at + gap
        if len(self._full_at) > self._many:
            self._forget(now)
        return True

    def is_rested(self, person: int, now: float) -> bool:
        """Whether the person's bucket is full: what happened before is over."""
        return self._full_at.get(person, now) <= now

    def _forget(self, now: float) -> None:
        self._full_at = {person: full for person, full in self._full_at.items() if full > now}
        self._many = max(FEW, 2 * len(self._full_at))


class NotSoFast(BaseMiddleware):
    """An outer middleware for updates, before anything waits or reads for them.

    Answers to polls, members' comings and goings, and the talk of groups are never held back.
    """

    def __init__(self, clock: Callable[[], datetime], allowance: Allowance | None = None) -> None:
        self._clock = clock
        self._allowance = allowance or Allowance()
        self._told: set[int] = set()  # who was told, until they are rested

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        user: User | None = data.get("event_from_user")
        if user is None or not isinstance(event, Update) or not is_asking(event):
            return await handler(event, data)
        sender, now = _sender(event, user), self._clock().timestamp()
        if sender in self._told and self._allowance.is_rested(sender, now):
            self._told.discard(sender)
        if self._allowance.take(sender, now):
            return await handler(event, data)
        if sender not in self._told:
            self._told = {one for one in self._told if not self._allowance.is_rested(one, now)} | {sender}
            log.info("update %d: too much at once from %d, told", event.update_id, sender)
            languages: Languages = data["languages"]
            await _tell(event, data["bot"], languages.choose(user.language_code))
        return None


def is_asking(update: Update) -> bool:
    """Whether somebody wants an answer of the bot: their own message, a command in a group, a tap, an inline query."""
    if update.callback_query is not None or update.inline_query is not None:
        return True
    message = update.message
    if message is None:
        return False
    return message.chat.type == ChatType.PRIVATE or (message.text or "").startswith("/")


def _sender(update: Update, user: User) -> int:
    """The administrators who write in their groups' names share one user on all of Telegram: the group counts."""
    message = update.message
    return user.id if message is None or message.sender_chat is None else message.sender_chat.id


async def _tell(update: Update, bot: Bot, texts: Texts) -> None:
    """The kind word where only that person hears it; a group is not told."""
    try:
        match update:
            case Update(callback_query=CallbackQuery(id=query)):
                await bot.answer_callback_query(query, text=texts.plain("flood"))
            case Update(message=Message(chat=chat)) if chat.type == ChatType.PRIVATE:
                await bot.send_message(chat.id, texts("flood"), parse_mode="HTML")
            case Update(message=Message() as message):
                listener = ephemeral.of_message(message)
                if listener is not None:
                    await ephemeral.whisper(bot, listener, {"text": texts("flood"), "parse_mode": "HTML"})
            case _:
                pass  # inline results have no place for it
    except TelegramAPIError as error:
        log.info("update %d: nobody could be told: %s", update.update_id, type(error).__name__)
