"""Chats and messages as a person's client shows them: for the page."""

from bot.preview import shapes
from bot.preview.errors import Json
from bot.preview.state import Chat, Document, Message, Photo, Poll, PollCard, Rich, Service, Text
from bot.preview.world import World


def people(world: World) -> list[Json]:
    return [
        {
            "id": user.id,
            "name": user.first_name,
            "language": user.language_code,
            "chats": [
                {"id": chat.id, "incoming": incoming(chat, user.id)} for chat in chats_of(world, user.id)
            ],
        }
        for user in world.users.values()
        if not user.is_bot and not user.is_deleted
    ]


def chats(world: World, person_id: int) -> list[Json]:
    """The person's chats, the private one first."""
    return [chat_row(world, chat, person_id) for chat in chats_of(world, person_id)]


def chats_of(world: World, person_id: int) -> list[Chat]:
    mine = [
        chat
        for chat in world.chats.values()
        if world.member(chat, person_id).status not in ("left", "kicked") and not chat.migrated_to
    ]
    return sorted(mine, key=lambda chat: chat.type != "private")


def incoming(chat: Chat, person_id: int) -> int:
    """How many of the messages that the person sees are others'."""
    return sum(one.sender_id != person_id for one in chat.shown_to(person_id))


def chat_row(world: World, chat: Chat, person_id: int) -> Json:
    shown = chat.shown_to(person_id)
    return {
        "id": chat.id,
        "type": chat.type,
        "title": world.bot.first_name if chat.type == "private" else chat.title,
        "members": sum(one.status not in ("left", "kicked") for one in chat.members.values()) + 1,
        "is_forum": chat.is_forum,
        "topics": [
            {"id": key, "name": topic.name, "is_closed": topic.is_closed}
            for key, topic in chat.topics.items()
        ],
        "bot": chat.bot.status,
        "incoming": incoming(chat, person_id),
        "last": message(world, shown[-1], 0) if shown else None,
    }


def messages(world: World, person_id: int, chat: Chat) -> list[Json]:
    return [message(world, one, person_id) for one in chat.shown_to(person_id)]


def message(world: World, one: Message, person_id: int) -> Json:
    chat = world.chats[one.chat_id]
    return {
        "id": one.id,
        "is_mine": one.sender_id == person_id,
        "is_bot": one.sender_id == world.bot.id,
        "sender": world.author_name(one),
        "date": one.date.isoformat(),
        "is_edited": one.edited is not None,
        "is_pinned": one.id in chat.pinned,
        "is_ephemeral": one.is_ephemeral,
        "is_silent": one.is_silent,
        "via": world.bot.username if one.via_bot else "",
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


def typing(world: World, chat: Chat) -> str:
    """The action that is still shown: five seconds, or until the bot speaks; api#sendchataction."""
    if not chat.actions:
        return ""
    at, action = chat.actions[-1]
    spoke = any(one.sender_id == world.bot.id and one.date >= at for one in chat.messages.values())
    return "" if spoke or (world.now() - at).total_seconds() > shapes.ACTION_SECONDS else action
