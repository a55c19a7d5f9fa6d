"""Who is there when the preview opens: two people and their forum, from `static/cast.json`."""

from pathlib import Path

import orjson

from bot.preview import members, topics
from bot.preview.group import Group
from bot.preview.model import Telegram
from bot.preview.state import Member

CAST = Path(__file__).with_name("static") / "cast.json"


def invite(telegram: Telegram) -> Group:
    """Seat the people; they share a group that the bot is in already."""
    cast = orjson.loads(CAST.read_bytes())
    people = [
        telegram.person(one["name"], language_code=one["language"], username=one["username"])
        for one in cast["people"]
    ]
    group = telegram.group(cast["group"], *people, is_forum=True)
    for name in cast["topics"]:
        topics.open_topic(telegram.world, group.chat, group.creator_id, name)
    telegram.world.updates.waiting.clear()  # the bot is not there yet
    members.set_bot(telegram.world, group.chat, group.creator_id, Member("member"))
    return group
