"""What happens when something went wrong: a kind answer to the person, the story to the log."""

import logging

from aiogram import Bot, Dispatcher, Router
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import CallbackQuery, ErrorEvent, Message, PollAnswer, Update, User
from redis import RedisError

from bot import metrics
from bot.handlers import screen
from bot.handlers.filters import has_data
from bot.handlers.screen import Screen
from bot.store import Store
from bot.store.mending import is_unsaved
from bot.texts import Languages
from bot.visit import Visit

log = logging.getLogger(__name__)


def router() -> Router:
    router = Router(name="errors")
    router.callback_query.register(stale_button, has_data)
    router.message.register(not_text)
    router.errors.register(explain)
    return router


async def stale_button(query: CallbackQuery, visit: Visit, bot: Bot) -> None:
    """A tap that no handler knows: a button of an older version, or data that nobody sent."""
    await screen.answer(bot, query, visit.texts.plain("error-stale-button"))


async def not_text(message: Message, visit: Visit) -> None:
    """A picture, a voice: we read text only."""
    await screen.send(message, Screen(visit.texts("error-text-only")))


async def explain(  # noqa: PLR0913, PLR0917 -- what aiogram hands over, by name
    event: ErrorEvent,
    bot: Bot,
    languages: Languages,
    store: Store,
    dispatcher: Dispatcher,
    is_second_try: bool,
) -> bool:
    """Tell the person that it is not their fault; True: the error is dealt with."""
    error = _cause(event.exception)
    update = event.update
    if isinstance(error, TelegramForbiddenError):
        log.info("update %d: the person has blocked the bot", update.update_id)
        metrics.ERRORS.labels("forbidden").inc()
        return True
    if isinstance(error, TelegramRetryAfter):  # to say so would be one message more
        log.warning("update %d: Telegram wants no answer for %d s", update.update_id, error.retry_after)
        metrics.ERRORS.labels("retry_after").inc()
        return True
    key = "error-unexpected"
    if is_unsaved(error):
        log.warning("update %d: the store keeps nothing: %s", update.update_id, type(error).__name__)
        key = "error-unsaved"
    elif not is_second_try and await _has_mended(error, update, store):
        log.warning("update %d met a value that could not be read", update.update_id)
        key = "error-damaged"
    elif isinstance(error, RedisError):
        log.warning("update %d: the store does not answer: %s", update.update_id, type(error).__name__)
        key = "error-store"
    else:
        log.error("update %d failed", update.update_id, exc_info=event.exception)
    metrics.ERRORS.labels(key.removeprefix("error-")).inc()
    try:
        await _tell(update, bot, languages, key)
    except TelegramAPIError as failure:
        log.warning("update %d: the person could not be told: %s", update.update_id, type(failure).__name__)
    is_tap = update.callback_query is not None  # answered by now, and easily made again
    if key == "error-damaged" and not is_tap:
        await dispatcher.feed_update(bot, update, is_second_try=True)
    return True


async def _has_mended(error: BaseException, update: Update, store: Store) -> bool:
    """Whether something that this update met could not be read, and is set aside now."""
    if not isinstance(error, Exception):
        return False
    answer, query = update.poll_answer, update.callback_query
    event = (
        update.message or (query.message if query else None) or update.my_chat_member or update.chat_member
    )
    user = getattr(update.event, "from_user", None) or (answer.user if answer else None)
    chats = {event.chat.id} if event else set()
    polls = {answer.poll_id} if answer else set()
    if isinstance(event, Message) and event.poll is not None:
        polls.add(event.poll.id)
    return await store.mending.has_mended(error, *chats | ({user.id} if user else set()), polls=[*polls])


def _cause(error: BaseException) -> BaseException:
    """The error inside the groups that task groups put around it."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def _tell(update: Update, bot: Bot, languages: Languages, key: str) -> None:
    match update:
        case Update(callback_query=CallbackQuery() as query):
            texts = languages.choose(query.from_user.language_code)
            await bot.answer_callback_query(query.id, text=texts.plain(key), show_alert=True)
        case Update(message=Message(from_user=user) as message) if message.chat.type == ChatType.PRIVATE:
            texts = languages.choose(user.language_code if user is not None else None)
            await bot.send_message(message.chat.id, texts(key), parse_mode="HTML")
        case Update(poll_answer=PollAnswer(user=User() as user)) if key == "error-damaged":
            await bot.send_message(user.id, languages.choose(user.language_code)(key), parse_mode="HTML")
        case _:
            pass
