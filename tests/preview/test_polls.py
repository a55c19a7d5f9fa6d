from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.preview import CannotAct, Person, Telegram

Call = Callable[..., Awaitable[Any]]
QUIZ: dict[str, Any] = {
    "question": "Что показывает контейнеры?",
    "options": ["docker ps", "docker run", "docker rm"],
    "type": "quiz",
    "is_anonymous": False,
    "correct_option_ids": [0],
}


@pytest.mark.parametrize(
    ("field", "good", "bad", "refusal"),
    [
        ("question", "x" * 300, "x" * 301, "poll question length must not exceed 300"),
        ("question", "x", "", "text must be non-empty"),
        ("options", ["x" * 100, "y"], ["x" * 101, "y"], "poll options length must not exceed 100"),
        ("options", ["x", "y"], ["x", " "], "text must be non-empty"),
        ("options", ["x"], [], "poll must have at least one answer option"),
        ("options", list("abcdefghijkl"), list("abcdefghijklm"), "poll can't have more than 12 options"),
        ("options", [{"text": "x"}], [5], "expected an option to be of type String"),
        ("correct_option_ids", [2], [], "correct quiz option list must be non-empty"),
        ("correct_option_ids", [2], [3], "wrong quiz correct_option_id"),
        ("correct_option_ids", [2], [-1], "wrong quiz correct_option_id"),
        ("explanation", "x" * 200, "x" * 201, "MESSAGE_TOO_LONG"),
        ("explanation", "a\nb\nc", "a\nb\nc\nd", "MESSAGE_TOO_LONG"),
        ("description", "x" * 1024, "x" * 1025, "message caption is too long"),
        ("open_period", 5, 4, "OPEN_PERIOD_INVALID"),
        ("open_period", 2628000, 2628001, "OPEN_PERIOD_INVALID"),
        ("type", "quiz", "exam", "unsupported poll type specified"),
    ],
)
async def test_poll_limits(call: Call, anna: Person, field: str, good: Any, bad: Any, refusal: str) -> None:
    assert "poll" in await call("sendPoll", chat_id=anna.id, **QUIZ | {field: good})
    assert await call("sendPoll", chat_id=anna.id, **QUIZ | {field: bad}) == f"Bad Request: {refusal}"


async def test_several_right_answers(call: Call, anna: Person) -> None:
    several = QUIZ | {"correct_option_ids": [0, 2]}
    assert "TOO_MUCH" in await call("sendPoll", chat_id=anna.id, **several)
    sent = await call("sendPoll", chat_id=anna.id, **several, allows_multiple_answers=True)
    assert sent["poll"]["correct_option_ids"] == [0, 2]
    assert "correct_option_id" not in sent["poll"]
    backwards = several | {"correct_option_ids": [2, 0], "allows_multiple_answers": True}
    refusal = await call("sendPoll", chat_id=anna.id, **backwards)
    assert refusal == "Bad Request: correct quiz option list must be increasing"


async def test_end_is_given_one_way(call: Call, telegram: Telegram, anna: Person) -> None:
    in_a_minute = int((telegram.world.now() + timedelta(minutes=1)).timestamp())
    both = await call("sendPoll", chat_id=anna.id, **QUIZ, open_period=60, close_date=in_a_minute)
    assert both == "Bad Request: open_period can't be used together with close_date"
    sent = await call("sendPoll", chat_id=anna.id, **QUIZ, close_date=in_a_minute)
    assert sent["poll"]["close_date"] == in_a_minute


async def test_options_keep_no_markup(call: Call, telegram: Telegram, anna: Person) -> None:
    option = {"text": "<code>ps</code>", "text_parse_mode": "HTML"}
    sent = await call("sendPoll", chat_id=anna.id, **QUIZ | {"options": [option, "run"]})
    assert sent["poll"]["options"][0]["text"] == "ps"
    assert "text_entities" not in sent["poll"]["options"][0]
    assert "code is dropped" in telegram.complaints[0]


async def test_answers_reach_the_bot(call: Call, telegram: Telegram, anna: Person) -> None:
    updates: list[Any] = []
    telegram.deliver = collect(updates)
    sent = await call("sendPoll", chat_id=anna.id, **QUIZ)
    await anna.answer("docker run")
    assert [min(update) for update in updates] == ["poll", "poll_answer"]
    answer = updates[1]["poll_answer"]
    persistent = sent["poll"]["options"][1]["persistent_id"]
    assert (answer["user"]["id"], answer["option_ids"]) == (anna.id, [1])
    assert answer["option_persistent_ids"] == [persistent]
    assert updates[0]["poll"]["options"][1]["voter_count"] == 1
    with pytest.raises(CannotAct, match="for good"):
        await anna.answer(0)
    with pytest.raises(CannotAct, match="for good"):
        await anna.retract()
    with pytest.raises(CannotAct, match="no option"):
        await anna.answer("podman ps")


async def test_answers_may_be_taken_back_where_allowed(call: Call, telegram: Telegram, anna: Person) -> None:
    updates: list[Any] = []
    telegram.deliver = collect(updates)
    await call("sendPoll", chat_id=anna.id, question="?", options=["a", "b"], is_anonymous=False)
    await anna.answer("a")
    await anna.retract()
    assert updates[-1]["poll_answer"]["option_ids"] == []
    with pytest.raises(CannotAct, match="no answer"):
        await anna.retract()
    with pytest.raises(CannotAct, match="single"):
        await anna.answer("a", "b")


async def test_votes_of_anonymous_polls_stay_unknown(call: Call, telegram: Telegram, anna: Person) -> None:
    updates: list[Any] = []
    telegram.deliver = collect(updates)
    await call("sendPoll", chat_id=anna.id, question="?", options=["a", "b"])
    await anna.answer("a")
    assert ["poll" in update for update in updates] == [True]


async def test_time_closes_a_poll(call: Call, telegram: Telegram, anna: Person) -> None:
    updates: list[Any] = []
    telegram.deliver = collect(updates)
    await call("sendPoll", chat_id=anna.id, **QUIZ, open_period=30)
    await telegram.advance(timedelta(seconds=29))
    assert updates == []
    await telegram.advance(timedelta(seconds=1))
    assert updates[0]["poll"]["is_closed"]
    with pytest.raises(CannotAct, match="closed"):
        await anna.answer(0)


async def test_stop_poll(call: Call, anna: Person) -> None:
    sent = await call("sendPoll", chat_id=anna.id, **QUIZ, description="`docker ps`")
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    stopped = await call("stopPoll", **where)
    assert (stopped["is_closed"], stopped["description"]) == (True, "`docker ps`")
    assert await call("stopPoll", **where) == "Bad Request: poll has already been closed"
    nowhere = await call("stopPoll", chat_id=anna.id, message_id=99)
    assert nowhere == "Bad Request: message with poll to stop not found"
    text = await call("sendMessage", chat_id=anna.id, text="x")
    no_poll = await call("stopPoll", chat_id=anna.id, message_id=text["message_id"])
    assert no_poll == "Bad Request: message is not a poll"


async def test_a_refused_poll_leaves_nothing_behind(call: Call, telegram: Telegram, anna: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "x" * 65}]]}
    refusal = await call("sendPoll", chat_id=anna.id, **QUIZ, reply_markup=keyboard)
    assert refusal == "Bad Request: BUTTON_DATA_INVALID"
    assert telegram.world.polls == {}


def collect(updates: list[Any]) -> Callable[[dict[str, Any]], Awaitable[None]]:
    async def deliver(update: dict[str, Any]) -> None:
        update.pop("update_id")
        updates.append(update)

    return deliver
