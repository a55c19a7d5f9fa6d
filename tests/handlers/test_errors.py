"""When something goes wrong."""

import logging

import pytest
from fakeredis import FakeServer

from bot.app import App
from bot.preview import Person, Telegram


async def test_a_lost_store_is_told_and_heals_by_itself(learner: Person, redis_server: FakeServer) -> None:
    redis_server.connected = False
    assert "Попробуйте через минуту" in await learner.send("/topics")
    assert "Попробуйте через минуту" in await learner.tap("Темы")
    redis_server.connected = True
    assert "Выберите тему" in await learner.send("/topics")


@pytest.mark.parametrize("data", ["zzz", "s", "s:a:b:c", "q:fly:me", "x" * 64, "🙂", "m:moon", "d:"])
async def test_unknown_callback_data_gets_a_kind_answer(learner: Person, data: str) -> None:
    assert "устарела" in await learner.press(learner.last, data)


async def test_a_fault_of_ours_is_told_and_logged_without_the_text(
    learner: Person, konspekt: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.handlers.browse.contents", broken)
    with caplog.at_level(logging.ERROR):
        assert "сломалось" in await learner.send("/topics")
    assert "ZeroDivisionError" in caplog.text
    assert "Аня" not in caplog.text


async def test_blocking_the_bot_in_the_middle_is_no_error(
    learner: Person, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    await learner.block()
    assert telegram.deliver is not None
    update = {
        "update_id": 1_000_000,
        "message": {
            "message_id": 5000,
            "date": 0,
            "chat": {"id": learner.id, "type": "private", "first_name": "Аня"},
            "from": {"id": learner.id, "is_bot": False, "first_name": "Аня"},
            "text": "docker ps",
        },
    }
    with caplog.at_level(logging.WARNING):
        await telegram.deliver(update)
    assert caplog.records == []


async def test_a_picture_is_answered(learner: Person, telegram: Telegram) -> None:
    assert telegram.deliver is not None
    before = len(learner.messages)
    await telegram.deliver(
        {
            "update_id": 1_000_001,
            "message": {
                "message_id": 5001,
                "date": 0,
                "chat": {"id": learner.id, "type": "private", "first_name": "Аня"},
                "from": {"id": learner.id, "is_bot": False, "first_name": "Аня"},
                "photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}],
            },
        }
    )
    assert "только текст" in learner.messages[-1].text
    assert len(learner.messages) == before + 1


async def test_what_nobody_sent_is_not_answered(
    konspekt: App, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """The Bot API lets `from` be missing, though Telegram always has somebody to name."""
    assert konspekt.bot.token == telegram.token
    assert telegram.deliver is not None
    base = {"message_id": 1, "date": 0, "chat": {"id": -100_500, "type": "supergroup", "title": "Учёба"}}
    texts: list[dict[str, object]] = [{"text": "/cmd docker ps"}, {"text": "x"}, {"new_chat_members": []}]
    for number, said in enumerate(texts):
        await telegram.deliver({"update_id": number, "message": {**base, **said}})
    vote = {"poll_id": "1", "option_ids": [0], "option_persistent_ids": ["0"], "voter_chat": base["chat"]}
    await telegram.deliver({"update_id": 9, "poll_answer": vote})
    assert caplog.records == []
