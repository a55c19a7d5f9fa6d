"""The bot about itself: who it is, its commands and descriptions."""

import re

import orjson

from bot.preview import limits, shapes
from bot.preview.errors import Json, bad_request
from bot.preview.methods.registry import method
from bot.preview.params import Params
from bot.preview.world import World

COMMAND_NAME = re.compile(r"[a-z0-9_]+")
LANGUAGE = re.compile(r"[a-z]{2}")
SCOPE_FIELDS = {
    "default": (), "all_private_chats": (), "all_group_chats": (), "all_chat_administrators": (),
    "chat": ("chat_id",), "chat_administrators": ("chat_id",), "chat_member": ("chat_id", "user_id"),
}  # fmt: skip


@method("getMe")
def get_me(world: World, params: Params) -> Json:
    del params
    return shapes.user(world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": world.reads_all_group_messages,
        "supports_inline_queries": True,
        "supports_guest_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def language(params: Params) -> str:
    code = params.text("language_code")
    if code and not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def scope(world: World, params: Params) -> str:
    """The scope as a key: its JSON in one order."""
    raw = params.mapping("scope") or {"type": "default"}
    fields = SCOPE_FIELDS.get(raw.get("type", ""))
    if fields is None:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    for name in fields:
        if not raw.get(name):
            raise bad_request(f"can't parse BotCommandScope: Can't find field \"{name}\"")
    if "chat_id" in fields and int(raw["chat_id"]) not in world.chats:
        raise bad_request("chat not found")
    return orjson.dumps(raw, option=orjson.OPT_SORT_KEYS).decode()


def checked_command(raw: Json) -> Json:
    name = str(raw.get("command", "")).strip().removeprefix("/")
    description = str(raw.get("description", "")).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > limits.COMMAND:
        raise bad_request(f"command length must not exceed {limits.COMMAND}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > limits.COMMAND_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {limits.COMMAND_DESCRIPTION}")
    if not COMMAND_NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    kept: Json = {"command": name, "description": description}
    return kept | shapes.filled({"is_ephemeral": raw.get("is_ephemeral")})


@method("setMyCommands", "commands", "scope", "language_code")
def set_my_commands(world: World, params: Params) -> bool:
    commands = [checked_command(raw) for raw in params.items("commands")]
    if len(commands) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[scope(world, params), language(params)] = commands
    world.event("commands")
    return True


@method("getMyCommands", "scope", "language_code")
def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.commands.get((scope(world, params), language(params)), [])


@method("deleteMyCommands", "scope", "language_code")
def delete_my_commands(world: World, params: Params) -> bool:
    world.commands.pop((scope(world, params), language(params)), None)
    world.event("commands")
    return True


def set_card(world: World, params: Params, field: str, most: int) -> bool:
    value = params.text(field)
    if len(value) > most:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    world.card[field, language(params)] = value
    return True


def get_card(world: World, params: Params, field: str) -> Json:
    """In the asked language, else in the default one."""
    return {field: world.card.get((field, language(params))) or world.card.get((field, ""), "")}


@method("setMyName", "name", "language_code")
def set_my_name(world: World, params: Params) -> bool:
    return set_card(world, params, "name", limits.NAME)


@method("getMyName", "language_code")
def get_my_name(world: World, params: Params) -> Json:
    return {"name": get_card(world, params, "name")["name"] or world.bot.first_name}


@method("setMyDescription", "description", "language_code")
def set_my_description(world: World, params: Params) -> bool:
    return set_card(world, params, "description", limits.DESCRIPTION)


@method("getMyDescription", "language_code")
def get_my_description(world: World, params: Params) -> Json:
    return get_card(world, params, "description")


@method("setMyShortDescription", "short_description", "language_code")
def set_my_short_description(world: World, params: Params) -> bool:
    return set_card(world, params, "short_description", limits.SHORT_DESCRIPTION)


@method("getMyShortDescription", "language_code")
def get_my_short_description(world: World, params: Params) -> Json:
    return get_card(world, params, "short_description")
