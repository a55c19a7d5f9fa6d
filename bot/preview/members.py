"""Who is in a group, who leads it, and what the bot hears of that."""

from bot.preview import shapes
from bot.preview.errors import CannotAct
from bot.preview.state import Chat, Member
from bot.preview.world import World

OUTSIDE = ("left", "kicked")


def set_bot(world: World, chat: Chat, by: int, new: Member) -> None:
    """Add the bot to a group, promote, restrict or remove it: it hears of every change."""
    old, chat.bot = chat.bot, new
    bot = shapes.user(world.bot)
    was_in, is_in = old.status not in OUTSIDE, new.status not in OUTSIDE
    change = shapes.member_updated(world, chat, by, world.bot.id, (old, new))
    world.updates.put("my_chat_member", change)
    world.event("member", chat_id=chat.id)
    if is_in and not was_in:
        world.post_service(chat, by, new_chat_members=[bot], new_chat_member=bot, new_chat_participant=bot)
    elif was_in and not is_in:
        world.post_service(chat, by, left_chat_member=bot, left_chat_participant=bot)


def set_member(world: World, chat: Chat, user_id: int, new: Member, *, by: int) -> None:
    """Someone joins, leaves, is promoted or thrown out. The bot hears of each change as an administrator only."""
    old = world.member(chat, user_id)
    chat.members[user_id] = new
    if chat.bot.status in OUTSIDE:
        return
    person = shapes.user(world.users[user_id])
    was_in, is_in = old.status not in OUTSIDE, new.status not in OUTSIDE
    if chat.bot.status == "administrator":
        world.updates.put("chat_member", shapes.member_updated(world, chat, by, user_id, (old, new)))
    if is_in and not was_in:
        world.post_service(chat, by, new_chat_members=[person])
    elif was_in and not is_in:
        world.post_service(chat, by, left_chat_member=person)


def rename(world: World, chat: Chat, by: int, title: str) -> None:
    chat.title = title
    world.post_service(chat, by, new_chat_title=title)


def upgrade(world: World, chat: Chat, by: int, *, is_new_side_first: bool = False) -> Chat:
    """A basic group becomes a supergroup with a new id.

    The bot hears that it is in the new one, never that it left the old one (github.com/tdlib/telegram-bot-api,
    issue 266), and gets a service message on either side: the two chats have an order of their own each, so
    either may come first. In the new group it comes from the group itself.
    """
    if chat.type != "group":
        raise CannotAct("only a basic group can become a supergroup")
    new = world.add_group(chat.title, is_supergroup=True)
    new.bot, new.members, new.forbidden = chat.bot, dict(chat.members), chat.forbidden
    if chat.bot.status not in OUTSIDE:
        change = shapes.member_updated(world, new, by, world.bot.id, (Member("left"), new.bot))
        world.updates.put("my_chat_member", change)
    if is_new_side_first:
        world.post_service(new, by, is_anonymous=True, migrate_from_chat_id=chat.id)
    world.post_service(chat, by, migrate_to_chat_id=new.id)
    chat.migrated_to = new.id
    if not is_new_side_first:
        world.post_service(new, by, is_anonymous=True, migrate_from_chat_id=chat.id)
    return new
