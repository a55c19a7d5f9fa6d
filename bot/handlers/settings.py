"""`/settings`: language, whether look-ups become cards, what pages look like; the zone has a file of its own."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot import keyboards
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.keyboards.taps import SetAutoCards, SetLanguage
from bot.store import Store
from bot.texts import Languages, called
from bot.visit import Visit


def router() -> Router:
    router = Router(name="settings")
    router.callback_query.register(choose_language, SetLanguage.filter())
    router.callback_query.register(choose_auto_cards, SetAutoCards.filter())
    router.message.register(show_settings, Command("settings", ignore_case=True))
    return router


async def show_settings(message: Message, visit: Visit) -> None:
    await screen.send(message, overview(visit))


def overview(visit: Visit) -> Screen:
    texts = visit.texts
    at = visit.person.daily_at
    daily = texts.plain("settings-daily-off") if at is None else f"{at:%H:%M}"
    text = texts(
        "settings-title",
        language=called(texts.language),
        zone=visit.zone_title,
        now=f"{visit.local_now:%H:%M}",
        daily=daily,
        auto="on" if visit.person.auto_cards else "off",
    )
    text += "\n" + texts("rich-settings", state="on" if visit.person.rich else "off")
    return Screen(text, keyboard(visit))


def keyboard(visit: Visit) -> InlineKeyboardMarkup:
    person = visit.person
    return keyboards.settings(visit.languages, visit.texts, auto_cards=person.auto_cards, rich=person.rich)


async def set_rich(visit: Visit, store: Store, *, is_on: bool) -> Screen:
    """Keep whether pages are rich messages."""
    await store.remember(visit.chat, rich=int(is_on) or None)
    return overview(replace(visit, person=replace(visit.person, rich=is_on)))


async def choose_language(
    query: CallbackQuery, callback_data: SetLanguage, visit: Visit, store: Store, languages: Languages
) -> None:
    texts = languages.known.get(callback_data.code)
    if texts is None:
        await screen.replace(query, overview(visit), visit.texts.plain("error-stale-button"))
        return
    await store.remember(visit.chat, language=texts.language)
    await screen.replace(query, overview(replace(visit, texts=texts)), texts.plain("settings-saved"))


async def choose_auto_cards(
    query: CallbackQuery, callback_data: SetAutoCards, visit: Visit, store: Store
) -> None:
    """Whether what is looked up twice within a week becomes a card."""
    is_on = callback_data.is_on
    await store.remember(visit.chat, auto_cards=None if is_on else 0)
    person = replace(visit.person, auto_cards=is_on)
    await screen.replace(query, overview(replace(visit, person=person)), visit.texts.plain("settings-saved"))
