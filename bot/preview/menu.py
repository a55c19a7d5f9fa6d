"""The commands that a person's client offers in a chat, and which of them it sends for the bot's eyes only."""

import orjson

from bot.preview.entities import Formatted, utf16_slice
from bot.preview.errors import Json
from bot.preview.state import Chat
from bot.preview.world import World


def commands(world: World, chat: Chat, person_id: int) -> list[Json]:
    """The menu of `/`: the narrowest scope that has one, in the person's language first."""
    status = world.member(chat, person_id).status
    language = world.users[person_id].language_code[:2]
    for scope in scopes(chat, person_id, is_admin=status in ("creator", "administrator")):
        key = orjson.dumps(scope, option=orjson.OPT_SORT_KEYS).decode()
        for code in (language, ""):
            if found := world.commands.get((key, code)):
                return found
    return []


def scopes(chat: Chat, person_id: int, *, is_admin: bool) -> list[Json]:
    """From the narrowest to the widest; api#determining-list-of-commands."""
    in_chat = {"type": "chat", "chat_id": chat.id}
    if chat.type == "private":
        return [in_chat, {"type": "all_private_chats"}, {"type": "default"}]
    found: list[Json] = [{"type": "chat_member", "chat_id": chat.id, "user_id": person_id}]
    if is_admin:
        found.append({"type": "chat_administrators", "chat_id": chat.id})
    found.append(in_chat)
    if is_admin:
        found.append({"type": "all_chat_administrators"})
    return [*found, {"type": "all_group_chats"}, {"type": "default"}]


def is_ephemeral_command(world: World, chat: Chat, person_id: int, formatted: Formatted) -> bool:
    """Whether this person's client sends the text as an ephemeral command; api#botcommand.

    Clients look into the menu of this chat, scope and language. An anonymous administrator is nobody whom an
    ephemeral message could be for.
    """
    if chat.type == "private" or world.member(chat, person_id).is_anonymous:
        return False
    begin = next((one for one in formatted.entities if one.type == "bot_command" and one.offset == 0), None)
    if begin is None:
        return False
    name, _, addressee = utf16_slice(formatted.text, 1, begin.end).lower().partition("@")
    if addressee not in ("", world.bot.username.lower()):
        return False
    offered = commands(world, chat, person_id)
    return any(one["command"] == name and one.get("is_ephemeral", False) for one in offered)
