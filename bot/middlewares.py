"""What every update gets before its handler: one state of the notes, the person, their language, the moment."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Chat, TelegramObject, Update, User

from bot import metrics
from bot.edition import Shelf
from bot.patience import answering
from bot.person import Person
from bot.photos import Photos
from bot.store import Store
from bot.texts import Languages
from bot.visit import Visit

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class OneAtATime(BaseMiddleware):
    """Updates of one person are handled in the order they came; those of others do not wait."""

    def __init__(self) -> None:
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        user: User | None = data.get("event_from_user")
        if user is None:
            return await handler(event, data)
        async with self._turn(user.id):
            return await handler(event, data)

    @asynccontextmanager
    async def _turn(self, person: int) -> AsyncIterator[None]:
        lock, waiting = self._locks.get(person, (asyncio.Lock(), 0))
        self._locks[person] = (lock, waiting + 1)
        try:
            async with lock:
                with answering(lambda: self._locks[person][1] - 1):
                    yield
        finally:
            _, waiting = self._locks[person]
            if waiting == 1:
                del self._locks[person]
            else:
                self._locks[person] = (lock, waiting - 1)


class Surroundings(BaseMiddleware):
    """Gives every handler its `visit`."""

    def __init__(  # noqa: PLR0913 -- what a visit is made of
        self,
        store: Store,
        shelf: Shelf,
        languages: Languages,
        default_zone: str,
        clock: Callable[[], datetime],
        *,
        may_repeat: bool = False,
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._languages = languages
        self._default_zone = default_zone
        self._clock = clock
        self._may_repeat = may_repeat  # a webhook may bring one update to two replicas

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        user: User | None = data.get("event_from_user")
        if user is None:
            return await handler(event, data) if _concerns_nobody(event) else None
        data["texts"] = self._languages.choose(user.language_code)  # for errors, should the store not answer
        bot: Bot = data["bot"]
        person = await self._person(event, data, user)
        if person is None:
            return None  # another replica has this very update
        data["visit"] = Visit(
            person=person,
            edition=self._shelf.edition,
            texts=self._languages.choose(person.language or user.language_code),
            now=self._clock(),
            default_zone=self._default_zone,
            languages=self._languages.codes,
            photos=Photos(bot, self._store.file_ids),
            bot_name=await _name(bot),
        )
        return await handler(event, data)

    async def _person(self, event: TelegramObject, data: dict[str, Any], user: User) -> Person | None:
        """The person; None where the update was begun before, which is asked in the same round trip."""
        if isinstance(event, Update) and event.poll_answer is not None:
            return Person(user.id)  # the handler reads them together with the poll
        if user.is_bot or _is_overheard(event, data.get("event_chat")):
            return Person(user.id)
        if self._may_repeat and isinstance(event, Update) and not data.get("is_second_try"):
            person, is_new = await self._store.repeats.meet(user.id, event.update_id)
            if not is_new:
                metrics.NOT_TAKEN.labels("repeated").inc()
                return None
            return person or Person(user.id)
        return await self._store.person(user.id) or Person(user.id)


def _is_overheard(event: TelegramObject, chat: Chat | None) -> bool:
    """Whether it is talk in a group that nobody meant for the bot: an administrator hears all of it."""
    if chat is None or chat.type == ChatType.PRIVATE or not isinstance(event, Update):
        return False
    message = event.message
    return event.callback_query is None and not (message and message.text and message.text.startswith("/"))


def _concerns_nobody(event: TelegramObject) -> bool:
    """Whether it is about a group itself: its new id, its new title. What else has no sender has nobody to answer."""
    message = event.message if isinstance(event, Update) else None
    if message is None:
        return False
    return any((message.migrate_to_chat_id, message.migrate_from_chat_id, message.new_chat_title))


async def _name(bot: Bot) -> str:
    """The bot's username: aiogram asks Telegram for it once; while that fails, pages have no links to each other."""
    try:
        return (await bot.me()).username or ""
    except TelegramAPIError:
        return ""
