"""What any member does in a group: looks things up and sees how the week stands, for their own eyes."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot import ephemeral, render
from bot.admins import is_inside
from bot.groups import words as group_words
from bot.handlers import aside, browse, card, find, lookup, screen
from bot.handlers.filters import is_in_group, is_pressed_in_group
from bot.handlers.screen import Screen
from bot.keyboards import group as group_keyboards
from bot.keyboards.taps import ShowMe
from bot.store import Store
from bot.study.daily import local_date
from bot.study.history import week_of
from bot.study.schedule import HIDE
from bot.visit import Visit


def router() -> Router:
    router = Router(name="group-people")
    router.message.register(look_up, is_in_group, Command("cmd", "find", "topics", ignore_case=True))
    router.message.register(show_top, is_in_group, Command("top", ignore_case=True))
    router.message.register(show_week, is_in_group, Command("stats", ignore_case=True))
    router.message.register(show_my_groups, Command("top", ignore_case=True))
    router.callback_query.register(show_me, ShowMe.filter(), is_pressed_in_group)
    return router


async def look_up(message: Message, command: CommandObject, visit: Visit, store: Store, bot: Bot) -> None:
    """`/cmd docker ps`, `/find сеть`, `/topics`: the same as in a private chat."""
    if ephemeral.of_message(message) is None:  # an administrator in the group's name: nobody to show it to
        await aside.point_out(message, visit, store, bot)
        return
    words = (command.args or "").strip()
    match command.command.casefold():
        case "topics":
            shown = browse.contents(visit)
        case "find":
            query = render.query_text(words)
            found = find.results(query, visit) if query else Screen(visit.texts("find-hint"))
            shown = found or await find.nothing(query, visit, store)
        case _:
            shown = await lookup.found(words, visit, store) if words else card.tools(visit)
    await aside.tell(message, shown, visit, store, bot)


async def show_top(message: Message, command: CommandObject, visit: Visit, store: Store, bot: Bot) -> None:
    """`/top`: the week; `/top Лиса` shows me under that name, `/top off` no longer."""
    listener = ephemeral.of_message(message)
    if listener is None:
        await aside.tell(message, await _week(message.chat.id, visit, store), visit, store, bot)
        return
    words = group_words.clean_name(command.args or "")
    if words:
        hidden = words.casefold() in HIDE
        await store.groups.show(message.chat.id, listener.person, None if hidden else words)
    shown = await top(message.chat.id, listener.person, visit, store)
    await aside.tell(message, shown, visit, store, bot)


async def top(chat: int, member: int, visit: Visit, store: Store) -> Screen:
    """The week's table as one member sees it."""
    names = await store.groups.names(chat)
    week = await store.groups.week(chat, await _this_week(chat, visit, store))
    text = group_words.top(week, names, member, visit.texts)
    return Screen(text, group_keyboards.top(visit.texts, is_shown=member in names))


async def _this_week(chat: int, visit: Visit, store: Store) -> int:
    group = await store.groups.group(chat)
    return week_of(local_date(visit.now, group.timezone(visit.default_zone)))


async def show_week(message: Message, visit: Visit, store: Store, bot: Bot) -> None:
    await aside.tell(message, await _week(message.chat.id, visit, store), visit, store, bot)


async def _week(chat: int, visit: Visit, store: Store) -> Screen:
    week = await store.groups.week(chat, await _this_week(chat, visit, store))
    return Screen(group_words.this_week(week, await store.groups.names(chat), visit.texts))


async def show_me(query: CallbackQuery, callback_data: ShowMe, visit: Visit, store: Store) -> None:
    if query.message is None:
        return
    chat, user = query.message.chat.id, query.from_user
    await store.groups.show(
        chat, user.id, group_words.clean_name(user.first_name) if callback_data.is_on else None
    )
    await screen.replace(query, await top(chat, user.id, visit, store))


async def show_my_groups(message: Message, visit: Visit, store: Store, bot: Bot) -> None:
    """`/top` in a private chat: the weeks of the groups that the person answers in."""
    parts = []
    for chat in await store.groups.of_person(visit.chat):
        group = await store.groups.group(chat)
        if group.is_greeted and await is_inside(bot, store, chat, visit.chat):
            shown = await top(chat, visit.chat, visit, store)
            parts.append(f"{visit.texts('group-title', title=group.title)}\n{shown.text}")
    await screen.send(message, Screen("\n\n".join(parts) or visit.texts("group-top-no-groups")))
