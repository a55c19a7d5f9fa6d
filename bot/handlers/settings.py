"""`/settings`: language, time zone, whether look-ups become cards, and what pages look like."""

from dataclasses import replace
from typing import Final
from zoneinfo import available_timezones

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot import keyboards
from bot.handlers import screen
from bot.handlers.daily import served
from bot.handlers.screen import Screen
from bot.store import Store
from bot.study.daily import next_due
from bot.taps import SetAutoCards, SetLanguage, SetZone
from bot.texts import Languages
from bot.visit import Visit

SHOWN: Final = 60  # characters of a misunderstood text that the answer repeats


def router() -> Router:
    router = Router(name="settings")
    router.callback_query.register(choose_language, SetLanguage.filter())
    router.callback_query.register(choose_zone, SetZone.filter())
    router.callback_query.register(choose_auto_cards, SetAutoCards.filter())
    router.message.register(show_settings, Command("settings"))
    return router


async def show_settings(message: Message, command: CommandObject, visit: Visit, store: Store) -> None:
    """`/settings`, or `/settings Asia/Tokyo` for a zone that has no button."""
    if not command.args:
        await screen.send(message, overview(visit))
        return
    zone = _known_zone(command.args)
    if zone is None:
        text = visit.texts("settings-zone-unknown", zone=command.args[:SHOWN])
        await screen.send(message, Screen(text, keyboards.zones(visit.now, visit.texts)))
        return
    await screen.send(message, await set_zone(zone, visit, store))


def overview(visit: Visit) -> Screen:
    texts = visit.texts
    at = visit.person.daily_at
    daily = texts.plain("settings-daily-off") if at is None else f"{at:%H:%M}"
    text = texts(
        "settings-title",
        language=texts.plain(f"language-{texts.language}"),
        zone=visit.zone_name,
        now=f"{visit.local_now:%H:%M}",
        daily=daily,
        auto="on" if visit.person.auto_cards else "off",
    )
    text += "\n" + texts("rich-settings", state="on" if visit.person.rich else "off")
    return Screen(text, _keyboard(visit))


def _keyboard(visit: Visit) -> InlineKeyboardMarkup:
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


async def choose_zone(query: CallbackQuery, callback_data: SetZone, visit: Visit, store: Store) -> None:
    if not callback_data.name:
        text = visit.texts("settings-zone-title")
        await screen.replace(query, Screen(text, keyboards.zones(visit.now, visit.texts)))
        return
    zone = _known_zone(callback_data.name)
    if zone is None:
        await screen.replace(query, overview(visit), visit.texts.plain("error-stale-button"))
        return
    await screen.replace(query, await set_zone(zone, visit, store))


async def choose_auto_cards(
    query: CallbackQuery, callback_data: SetAutoCards, visit: Visit, store: Store
) -> None:
    """Whether what is looked up twice within a week becomes a card."""
    is_on = callback_data.is_on
    await store.remember(visit.chat, auto_cards=None if is_on else 0)
    person = replace(visit.person, auto_cards=is_on)
    await screen.replace(query, overview(replace(visit, person=person)), visit.texts.plain("settings-saved"))


def _known_zone(name: str) -> str | None:
    """The IANA name as the tables spell it, whatever its case."""
    wanted = name.strip().casefold().replace(" ", "_")
    return next((zone for zone in available_timezones() if zone.casefold() == wanted), None)


async def set_zone(zone: str, visit: Visit, store: Store) -> Screen:
    """Keep the zone, and move the daily set to its time there."""
    await store.remember(visit.chat, zone=zone)
    visit = replace(visit, person=replace(visit.person, zone=zone))
    at = visit.person.daily_at
    if at is not None:
        last = served(visit.person, await store.days(visit.chat), visit.today)
        due = next_due(visit.now, at, visit.person.timezone(visit.default_zone), served=last)
        await store.move_due(visit.chat, due.timestamp())
    text = visit.texts("settings-zone-set", zone=zone, now=f"{visit.local_now:%H:%M}")
    return Screen(text, _keyboard(visit))
