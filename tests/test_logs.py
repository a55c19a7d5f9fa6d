"""Log lines say which update and which chat they are about."""

import asyncio
import json
import logging

import pytest
from aiogram.types import Update

from bot.logs import ABOUT, JsonLines, Lines

RECORD = logging.LogRecord("bot.x", logging.WARNING, __file__, 1, "it went %s", ("wrong",), None)
USER = {"id": 7, "is_bot": False, "first_name": "Аня"}
CHAT = {"id": -100, "type": "supergroup", "title": "Тайная группа"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "from": USER, "text": "тайна"}
TAP = {"id": "1", "from": USER, "chat_instance": "1", "message": MESSAGE, "data": "x"}
ANSWER = {"poll_id": "1", "user": USER, "option_ids": [0], "option_persistent_ids": ["0"]}


async def line(about: Update | int | None, formatter: logging.Formatter) -> str:
    async def say() -> str:
        ABOUT.set(about)
        return formatter.format(RECORD)

    async with asyncio.TaskGroup() as group:
        task = group.create_task(say())
    return task.result()


@pytest.mark.parametrize(
    ("payload", "chat"),
    [({"message": MESSAGE}, -100), ({"callback_query": TAP}, -100), ({"poll_answer": ANSWER}, 7)],
    ids=["message", "tap", "answer"],
)
async def test_an_update_and_its_chat(payload: dict[str, object], chat: int) -> None:
    update = Update.model_validate({"update_id": 5, **payload})
    told = json.loads(await line(update, JsonLines()))
    assert told["message"] == "it went wrong"
    assert (told["update"], told["chat"]) == (5, chat)
    assert "тайна" not in str(told).lower()
    assert (await line(update, Lines())).endswith(f"it went wrong [update=5 chat={chat}]")


async def test_a_chat_alone_and_nothing_at_all() -> None:
    told = json.loads(await line(7, JsonLines()))
    assert told["chat"] == 7
    assert "update" not in told
    assert (await line(None, Lines())).endswith("it went wrong")
    assert set(json.loads(await line(None, JsonLines()))) == {"time", "level", "logger", "message"}
