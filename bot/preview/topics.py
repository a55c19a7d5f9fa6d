"""Forum topics: opened, closed, deleted. General has no id, and its messages bear none."""

from bot.preview.errors import CannotAct, Json
from bot.preview.rights import rights_to_lead
from bot.preview.state import Chat, Topic
from bot.preview.world import World

BLUE = 7322096  # api#createforumtopic


def find(chat: Chat, thread_id: int | None) -> Topic:
    """A topic of a forum; raises KeyError where there is none."""
    return chat.general if thread_id is None else chat.topics[thread_id]


def open_topic(world: World, chat: Chat, by: int, name: str) -> int:
    """Start a topic; its id is that of the line that announces it."""
    if not chat.is_forum:
        raise CannotAct("only forums have topics")
    thread_id = chat.last_message_id + 1
    chat.topics[thread_id] = Topic(name)
    world.post_service(chat, by, thread_id, forum_topic_created={"name": name, "icon_color": BLUE})
    return thread_id


def set_closed(world: World, chat: Chat, by: int, thread_id: int | None, *, is_closed: bool) -> None:
    """Close a topic or open it again; None is General."""
    topic = find(chat, thread_id)
    if topic.is_closed == is_closed:
        raise CannotAct(f"the topic is {'closed' if is_closed else 'open'} already")
    topic.is_closed = is_closed
    line: Json = {"forum_topic_closed": {}} if is_closed else {"forum_topic_reopened": {}}
    world.post_service(chat, by, thread_id, **line)


def delete_topic(world: World, chat: Chat, thread_id: int) -> None:
    """Delete a topic with all its messages; the bot hears nothing of it."""
    del chat.topics[thread_id]
    for messages in (chat.messages, chat.ephemeral):
        for message in [one for one in messages.values() if one.thread_id == thread_id]:
            world.delete(message)


def check_person_may_write(world: World, user_id: int, chat: Chat, thread_id: int | None) -> None:
    if thread_id is not None and thread_id not in chat.topics:
        raise CannotAct(f"there is no topic {thread_id}")
    leads = "can_manage_topics" in rights_to_lead(world.member(chat, user_id))
    if chat.is_forum and find(chat, thread_id).is_closed and not leads:
        raise CannotAct("the topic is closed")
