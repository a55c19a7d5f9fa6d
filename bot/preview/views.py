"""Chats and messages as a person's client shows them: for the page."""

import orjson

from bot.preview import shapes
from bot.preview.errors import Json
from bot.preview.state import Chat, Document, Message, Photo, Poll, PollCard, Rich, Service, Text
from bot.preview.world import World


def people(world: World) -> list[Json]:
    return [
        {"id": user.id, "name": user.first_name, "language": user.language_code}
        for user in world.users.values()
        if not user.is_bot and not user.is_deleted
    ]


def chats(world: World, person_id: int) -> list[Json]:
    """The person's chats, the private one first."""
    mine = [
        chat
        for chat in world.chats.values()
        if world.member(chat, person_id).status not in ("left", "kicked") and not chat.migrated_to
    ]
    return [chat_row(world, chat) for chat in sorted(mine, key=lambda chat: chat.type != "private")]


def chat_row(world: World, chat: Chat) -> Json:
    last = next(reversed(chat.messages.values()), None)
    return {
        "id": chat.id,
        "type": chat.type,
        "title": world.bot.first_name if chat.type == "private" else chat.title,
        "members": sum(one.status not in ("left", "kicked") for one in chat.members.values()) + 1,
        "is_forum": chat.is_forum,
        "topics": [{"id": key, "name": name} for key, name in chat.topics.items()],
        "bot": chat.bot.status,
        "last": message(world, last, 0) if last else None,
    }


def messages(world: World, person_id: int, chat: Chat) -> list[Json]:
    return [message(world, one, person_id) for one in chat.messages.values()]


def message(world: World, one: Message, person_id: int) -> Json:
    sender = world.users[one.sender_id]
    chat = world.chats[one.chat_id]
    return {
        "id": one.id,
        "is_mine": one.sender_id == person_id,
        "is_bot": one.sender_id == world.bot.id,
        "sender": chat.title if one.is_anonymous else sender.first_name,
        "date": one.date.isoformat(),
        "is_edited": one.edited is not None,
        "is_pinned": one.id in chat.pinned,
        "thread": one.thread_id,
        "reply_to": one.reply_to,
        "buttons": one.buttons,
        **content(world, one, person_id),
    }


def content(world: World, one: Message, person_id: int) -> Json:
    match one.content:
        case Text(formatted):
            return formatted.to_json()
        case Photo(file, caption):
            return {"photo": {"id": file.id, "width": file.width, "height": file.height}, **caption.to_json()}
        case Document(file, caption):
            return {"document": {"id": file.id, "name": file.name}, **caption.to_json()}
        case PollCard(poll_id, description):
            return {"poll": poll(world.polls[poll_id], person_id) | {"description": description.to_json()}}
        case Rich(blocks):
            return {"rich": list(blocks)}
        case Service(fields):
            return {"service": fields}


def poll(one: Poll, person_id: int) -> Json:
    """What is right and how others voted is shown to who has answered, and to all at the end."""
    vote = one.votes.get(person_id)
    is_open_book = one.is_closed or (vote is not None and not one.hides_results)
    counts = [sum(place in other for other in one.votes.values()) for place in range(len(one.options))]
    return {
        "question": one.question.text,
        "options": [option.text for option in one.options],
        "counts": counts if is_open_book else None,
        "total": len(one.votes),
        "is_quiz": one.kind == "quiz",
        "is_closed": one.is_closed,
        "is_anonymous": one.is_anonymous,
        "is_multiple": one.allows_multiple_answers,
        "is_revotable": one.allows_revoting,
        "vote": list(vote) if vote is not None else None,
        "correct": list(one.correct) if is_open_book else None,
        "explanation": one.explanation.to_json() if is_open_book else None,
        "close_date": one.close_at.isoformat() if one.close_at else None,
    }


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


def typing(world: World, chat: Chat) -> str:
    """The action that is still shown: five seconds, or until the bot speaks; api#sendchataction."""
    if not chat.actions:
        return ""
    at, action = chat.actions[-1]
    spoke = any(one.sender_id == world.bot.id and one.date >= at for one in chat.messages.values())
    return "" if spoke or (world.now() - at).total_seconds() > shapes.ACTION_SECONDS else action
