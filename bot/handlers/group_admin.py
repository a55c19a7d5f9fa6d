"""What administrators do in a group: its daily question, its settings, shared runs."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot import ephemeral, topics
from bot.admins import leads
from bot.groups import runs as group_runs
from bot.groups import subscription as group_subscription
from bot.handlers import aside, screen
from bot.handlers.filters import is_in_group
from bot.handlers.screen import Screen
from bot.keyboards import group as group_keyboards
from bot.keyboards.daily import ALL_TOPICS
from bot.keyboards.group import COUNTS, OFF
from bot.keyboards.taps import GroupPart, OpenGroupSettings, SetGroup
from bot.store import Store
from bot.store.group_shapes import Field, Group, GroupRun
from bot.study.daily import pick
from bot.study.group import LONGEST, MOST_IN_A_RUN, SHORTEST, RunWish, understand_run
from bot.study.notes import QuestionId
from bot.study.places import exists, find, offset_text, title
from bot.study.pool import Pool
from bot.study.schedule import Wish, understand
from bot.texts import Languages, Texts, called
from bot.visit import Visit

MINUTES: Final = 24 * 60
SHOWN: Final = 60  # characters of a misunderstood text that the answer repeats
FIRST_QUESTION_AFTER: Final = timedelta(seconds=4)


def router() -> Router:
    router = Router(name="group-admin")
    router.message.register(set_daily, is_in_group, Command("daily", ignore_case=True))
    router.message.register(show_settings, is_in_group, Command("settings", ignore_case=True))
    router.message.register(start_run, is_in_group, Command("quiz", ignore_case=True))
    router.message.register(stop_run, is_in_group, Command("stop", ignore_case=True))
    router.callback_query.register(open_settings, OpenGroupSettings.filter())
    router.callback_query.register(change, SetGroup.filter())
    return router


async def _may(message: Message, visit: Visit, store: Store, bot: Bot) -> bool:
    """Whether an administrator wrote it; whoever is none is told so, if nobody else must hear it."""
    if await leads(bot, store, message):
        return True
    await aside.whispered(message, Screen(visit.texts("group-admins-only")), bot)
    return False


# the daily question


async def set_daily(message: Message, command: CommandObject, visit: Visit, store: Store, bot: Bot) -> None:
    """`/daily 10:00`, `/daily 10:00 2 темы docker`, `/daily off`; the questions come to the topic it is said in."""
    if not await _may(message, visit, store, bot):
        return
    group = await store.groups.group(message.chat.id)
    shown = await _daily(command.args or "", group, message, visit, store)
    await aside.tell_aloud(message, shown, visit, store, bot)


async def _daily(words: str, group: Group, message: Message, visit: Visit, store: Store) -> Screen:
    if not words:
        return overview(group, visit)
    match understand(words):
        case "off":
            await store.groups.unsubscribe(group.id)
            return overview(await store.groups.group(group.id), visit, "group-daily-off")
        case Wish(quiet=None, evening=None) as wish:
            changes = _changes(wish.as_hour(), group, visit)
            if isinstance(changes, Screen):
                return changes
            changes |= {"thread": ephemeral.topic(message), "title": message.chat.title}
            return await _keep(changes, group, visit, store)
        case _:
            return Screen(visit.texts("group-daily-wrong", text=words[:SHOWN], most=max(COUNTS)))


def _changes(wish: Wish, group: Group, visit: Visit) -> dict[str, Field] | Screen:
    changes: dict[str, Field] = {"daily_at": wish.at or group.daily_at}
    if wish.count is not None:
        changes["daily_count"] = min(wish.count, max(COUNTS))
    if wish.topics is not None:
        named = topics.read(wish.topics, visit.edition)
        if named.unknown:
            known = ", ".join(topic.title for topic in visit.edition.topics)
            unknown = ", ".join(named.unknown)[:SHOWN]
            return Screen(visit.texts("daily-topic-unknown", text=unknown, topics=known))
        changes["topics"] = named.found
    return changes


async def _keep(changes: dict[str, Field], group: Group, visit: Visit, store: Store) -> Screen:
    """Keep what was chosen; the next question follows."""
    kept = await group_subscription.keep(group.id, changes, store, visit.now, visit.default_zone)
    return overview(kept, visit, "settings-saved")


# settings


async def show_settings(
    message: Message, command: CommandObject, visit: Visit, store: Store, bot: Bot
) -> None:
    """`/settings`, `/settings Казань`."""
    if not await _may(message, visit, store, bot):
        return
    group = await store.groups.group(message.chat.id)
    shown = overview(group, visit)
    if command.args:
        zones = find(command.args, visit.now)
        if len(zones) == 1:
            shown = await _keep({"zone": zones[0]}, group, visit, store)
        else:
            text = visit.texts("settings-zone-unknown", text=command.args[:SHOWN])
            shown = Screen(text, group_keyboards.zones(visit.now, visit.texts))
    await aside.tell_aloud(message, shown, visit, store, bot)


def overview(group: Group, visit: Visit, said: str | None = None) -> Screen:
    """How things stand in the group, after what was just said."""
    texts = visit.texts
    zone = group.zone or visit.default_zone
    lines = [texts(said), ""] if said else []
    lines.append(
        texts(
            "group-settings",
            daily="off" if group.daily_at is None or group.is_given_up else "on",
            time=f"{group.daily_at:%H:%M}" if group.daily_at else "",
            count=group.daily_count,
            zone=_zone_title(zone, visit.now, texts),
            now=f"{visit.now.astimezone(group.timezone(visit.default_zone)):%H:%M}",
            topics=", ".join(topics.titles(group.topics, visit.edition)) or "none",
            pins="yes" if group.pins else "no",
            language=called(group.language or visit.languages[0]),
        )
    )
    if group.refused and group.daily_at is not None:
        key = "group-given-up" if group.is_given_up else "group-refused"
        lines += ["", texts(key, days=group.refused)]
    return Screen("\n".join(lines), group_keyboards.settings(group, texts))


def _zone_title(zone: str, now: datetime, texts: Texts) -> str:
    city, offset = title(zone, texts.language), offset_text(zone, now)
    return city if city == offset else f"{city}, {offset}"


async def open_settings(query: CallbackQuery, visit: Visit, store: Store, bot: Bot) -> None:
    if query.message is None or not await leads(bot, store, query):
        await screen.answer(bot, query, visit.texts.plain("group-admins-only"), is_alert=True)
        return
    await screen.replace(query, overview(await store.groups.group(query.message.chat.id), visit))


async def change(query: CallbackQuery, callback_data: SetGroup, visit: Visit, store: Store, bot: Bot) -> None:
    """Show the choices, or keep one of them; who is no administrator gets a word, and nothing changes."""
    if query.message is None or not await leads(bot, store, query):
        await screen.answer(bot, query, visit.texts.plain("group-admins-only"), is_alert=True)
        return
    group = await store.groups.group(query.message.chat.id)
    if callback_data.part is GroupPart.TIME and callback_data.value == OFF:
        await store.groups.unsubscribe(group.id)
        shown = overview(await store.groups.group(group.id), visit, "group-daily-off")
    elif (choices := _choices(callback_data, group, visit)) is not None:
        shown = choices
    elif (changes := _chosen(callback_data, group, visit)) is None:
        await screen.replace(query, overview(group, visit), visit.texts.plain("error-stale-button"))
        return
    else:
        shown = await _keep(changes, group, visit, store)
    await screen.replace(query, shown)


def _choices(tap: SetGroup, group: Group, visit: Visit) -> Screen | None:
    """The buttons to choose with; None where the tap is a choice itself."""
    texts = visit.texts
    match tap:
        case SetGroup(part=GroupPart.COUNT, value=""):
            return Screen(texts("daily-count-title"), group_keyboards.counts(group, texts))
        case SetGroup(part=GroupPart.ZONE, value=""):
            return Screen(texts("group-zone-title"), group_keyboards.zones(visit.now, texts))
        case SetGroup(part=GroupPart.TOPICS, value=""):
            keyboard = group_keyboards.topics(group, visit.edition, texts, max(0, tap.shelf))
            return Screen(texts("daily-topics-title"), keyboard)
        case _:
            return None


def _chosen(tap: SetGroup, group: Group, visit: Visit) -> dict[str, Field] | None:
    """The field that the tap changes; None for one that makes no sense, or no longer does."""
    match tap.part:
        case GroupPart.TIME:
            is_time = tap.value.isdecimal() and int(tap.value) < MINUTES
            return {"daily_at": time(*divmod(int(tap.value), 60))} if is_time else None
        case GroupPart.COUNT:
            return {"daily_count": int(tap.value)} if tap.value in map(str, COUNTS) else None
        case GroupPart.ZONE:
            return {"zone": tap.value} if exists(tap.value) else None
        case GroupPart.TOPICS:
            return _topics(tap, group, visit)
        case GroupPart.PIN:
            return {"pins": None if group.pins else 1}
        case GroupPart.LANGUAGE:
            others = [code for code in visit.languages if code != (group.language or visit.languages[0])]
            return {"language": others[0]} if others else None


def _topics(tap: SetGroup, group: Group, visit: Visit) -> dict[str, Field] | None:
    if tap.value == ALL_TOPICS:
        return {"topics": ()}
    if tap.value not in visit.edition.library.sections:
        return None
    others = tuple(topic for topic in group.topics if topic != tap.value)
    return {"topics": (*others, tap.value) if tap.is_on else others}


# shared runs


async def start_run(message: Message, command: CommandObject, visit: Visit, store: Store, bot: Bot) -> None:
    """`/quiz`, `/quiz 10 30s`, `/quiz 5 1m docker`, `/quiz docker 5`: for everybody, one question after another."""
    if not await _may(message, visit, store, bot):
        return
    wish = understand_run(command.args or "")
    if wish is None:
        wrong = visit.texts("group-run-wrong", most=MOST_IN_A_RUN, shortest=SHORTEST, longest=LONGEST)
        await aside.tell_aloud(message, Screen(wrong), visit, store, bot)
        return
    shown = await _begin(wish, message, visit, store)
    await aside.say(message, shown, visit, store, bot)


async def _begin(wish: RunWish, message: Message, visit: Visit, store: Store) -> Screen:
    questions = await _questions(wish, visit, store)
    if questions is None:
        known = ", ".join(topic.title for topic in visit.edition.topics)
        return Screen(visit.texts("daily-topic-unknown", text=wish.topic[:SHOWN], topics=known))
    if not questions:
        return Screen(visit.texts("quiz-none"))
    run = GroupRun(questions, wish.seconds, ephemeral.topic(message))
    at = (visit.now + FIRST_QUESTION_AFTER).timestamp()
    if not await store.groups.turns.begin_run(message.chat.id, run, at):
        return Screen(visit.texts("group-run-running"))
    return Screen(visit.texts("group-run-begins", count=len(questions), seconds=wish.seconds))


async def _questions(wish: RunWish, visit: Visit, store: Store) -> tuple[QuestionId, ...] | None:
    """The questions of a run, by chance, no command twice while there are others; None: no such topic."""
    named = topics.read(wish.topic, visit.edition)
    if named.unknown:
        return None
    hidden, sections = await store.hidden(), visit.edition.sections_of(named.found)
    candidates = [
        question
        for question in visit.edition.questions.values()
        if question.id not in hidden and (not sections or question.section in sections)
    ]
    rng = Random()
    rng.shuffle(candidates)
    return pick({}, Pool(candidates), cap=wish.count, on=date.min, rng=rng)


async def stop_run(message: Message, visit: Visit, store: Store, bot: Bot, languages: Languages) -> None:
    """`/stop`: end the shared run now, with its score."""
    if not await _may(message, visit, store, bot):
        return
    group = await store.groups.group(message.chat.id)
    if not await group_runs.finish(bot, store, group, languages.choose(group.language), is_early=True):
        await aside.tell_aloud(message, Screen(visit.texts("group-run-none")), visit, store, bot)
