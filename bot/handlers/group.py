"""Groups: the bot comes and goes, the group changes its title or its id, and what is said there beside commands."""

from typing import Final

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import (
    CallbackQuery,
    ChatMemberRestricted,
    ChatMemberUnion,
    ChatMemberUpdated,
    Message,
)
from aiogram.utils.deep_linking import create_start_link

from bot.admins import INSIDE
from bot.groups import subscription
from bot.handlers import aside, screen
from bot.handlers.filters import (
    is_arrival,
    is_departure,
    is_from_channel,
    is_in_group,
    is_migration,
    is_of_group,
    is_private_button,
    is_title,
)
from bot.handlers.screen import Screen
from bot.keyboards import group as group_keyboards
from bot.store import Store
from bot.texts import Languages, Texts
from bot.visit import Visit

OUTSIDE: Final = frozenset({"left", "kicked"})


def router() -> Router:
    """Takes what happens to a group itself."""
    router = Router(name="group")
    router.my_chat_member.register(note_own_status, is_of_group)
    router.chat_member.register(note_status, is_of_group)
    router.message.register(ignore, is_in_group, is_from_channel)
    router.message.register(follow, is_migration)
    router.message.register(arrive, is_in_group, is_arrival)
    router.message.register(note_departure, is_in_group, is_departure)
    router.message.register(note_title, is_title)
    router.message.register(start, is_in_group, Command("start", ignore_case=True))
    router.message.register(show_help, is_in_group, Command("help", ignore_case=True))
    return router


def rest() -> Router:
    """Takes what is left after all that works in groups: nothing else is answered there."""
    router = Router(name="group-rest")
    router.message.register(ignore, is_in_group)
    router.callback_query.register(refuse, is_private_button)
    return router


async def arrive(message: Message, visit: Visit, store: Store, bot: Bot, languages: Languages) -> None:
    """Greet the group once; one that has the bot back hears in a line what is not as it was."""
    created = message.group_chat_created or message.supergroup_chat_created
    if not created and all(member.id != bot.id for member in message.new_chat_members or ()):
        return
    speaks = message.from_user.language_code if message.from_user is not None else None
    texts = languages.choose(speaks)
    is_new = await store.groups.moves.arrive(
        message.chat.id, title=message.chat.title or "", language=texts.language
    )
    if is_new:
        await aside.say(message, await _greeting(texts, bot), visit, store, bot)
    elif (await store.groups.group(message.chat.id)).daily_at is None:
        await aside.say(message, Screen(texts("group-back")), visit, store, bot)


async def _greeting(texts: Texts, bot: Bot) -> Screen:
    link = await create_start_link(bot, aside.HERE)
    return Screen(texts("start-group"), group_keyboards.private(link, texts))


async def show_help(message: Message, visit: Visit, store: Store, bot: Bot, languages: Languages) -> None:
    """`/help`: how to use the bot here, for who asked."""
    if await aside.whispered(message, await _greeting(visit.texts, bot), bot):
        return
    texts = languages.choose((await store.groups.group(message.chat.id)).language)
    await aside.say(message, await _greeting(texts, bot), visit, store, bot)


async def start(message: Message, visit: Visit, store: Store, bot: Bot, languages: Languages) -> None:
    """`/start`: the same, but a group that was greeted does not hear it aloud again."""
    if await aside.whispered(message, await _greeting(visit.texts, bot), bot):
        return
    if await store.groups.moves.arrive(message.chat.id):
        await show_help(message, visit, store, bot, languages)


async def note_own_status(change: ChatMemberUpdated, visit: Visit, store: Store) -> None:
    """The bot was taken out: nothing is sent any more, and what is kept of the group goes after 30 days.

    A bot that may speak again goes on with the question of the day.
    """
    if change.new_chat_member.status in OUTSIDE:
        await store.groups.moves.leave(change.chat.id)
    elif change.old_chat_member.status in OUTSIDE:
        await store.groups.moves.come_back(change.chat.id)
    elif _may_ask(change.new_chat_member):
        await subscription.resume(change.chat.id, store, visit.now, visit.default_zone)


def _may_ask(bot: ChatMemberUnion) -> bool:
    return not isinstance(bot, ChatMemberRestricted) or (bot.can_send_messages and bot.can_send_polls)


async def note_status(change: ChatMemberUpdated, store: Store) -> None:
    """A member's rights changed: what we remember of them is no longer so."""
    member = change.new_chat_member.user.id
    if change.new_chat_member.status in INSIDE:
        await store.groups.turns.drop_rights(change.chat.id, member)
    else:
        await _forget(change.chat.id, member, store)


async def note_departure(message: Message, store: Store) -> None:
    """Somebody left: a bot that is no administrator hears it by the service message alone."""
    if message.left_chat_member is not None:
        await _forget(message.chat.id, message.left_chat_member.id, store)


async def _forget(group: int, member: int, store: Store) -> None:
    """Who is out has no rights, and is shown no more."""
    await store.groups.turns.drop_rights(group, member)
    await store.groups.show(group, member, None)


async def follow(message: Message, store: Store) -> None:
    """The group became a supergroup: all that is kept goes with it. Both sides tell, in any order."""
    if message.migrate_to_chat_id is not None:
        await store.groups.moves.migrate(message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await store.groups.moves.migrate(message.migrate_from_chat_id, message.chat.id)


async def note_title(message: Message, store: Store) -> None:
    await store.groups.remember(message.chat.id, title=message.new_chat_title)


async def ignore(_: Message) -> None:
    """No noise: what is no command of ours is not answered."""


async def refuse(query: CallbackQuery, visit: Visit, bot: Bot) -> None:
    """A button that works in a private chat alone."""
    await screen.answer(bot, query, visit.texts.plain("group-private-only"), is_alert=True)
