import asyncio
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BufferedInputFile

from bot import preview
from bot.preview import TOKEN, NoteFault, NotesReport, Person, Telegram, invite, serve
from bot.preview.errors import Json
from tests.preview.conftest import MONDAY
from tests.preview.pictures import png

STATIC = Path(preview.__file__).with_name("static")
Act = Callable[..., Coroutine[Any, Any, tuple[int, Any]]]
QUIZ: dict[str, Any] = {
    "question": "?",
    "options": ["да", "нет"],
    "type": "quiz",
    "correct_option_ids": [0],
    "is_anonymous": False,
    "explanation": "потому что",
}


@pytest.fixture
async def page(telegram: Telegram) -> AsyncIterator[aiohttp.ClientSession]:
    """A browser of sorts on the page's address."""
    server = await serve(telegram)
    async with aiohttp.ClientSession(server.url) as http:
        yield http
    await server.close()


@pytest.fixture
def act(page: aiohttp.ClientSession) -> Act:
    async def act(path: str, **body: Any) -> tuple[int, Any]:
        async with page.post(f"/preview/{path}", json=body) as answer:
            return answer.status, await answer.json()

    return act


async def look(page: aiohttp.ClientSession, path: str, **query: Any) -> Any:
    async with page.get(f"/preview/{path}", params=query) as answer:
        return await answer.json()


async def test_the_page_and_its_parts_are_served(page: aiohttp.ClientSession) -> None:
    async with page.get("/") as answer:
        html = await answer.text()
        assert "default-src 'none'; script-src 'self'" in answer.headers["Content-Security-Policy"]
    parts = re.findall(r'(?:src|href)="(/static/[^"]+)"', html)
    scripts = [f"/static/{name}" for name in re.findall(r'from "\./(\w+\.js)"', all_scripts())]
    assert len(parts) == 4
    for part in {*parts, *scripts}:
        async with page.get(part) as answer:
            assert answer.status == 200, part
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def all_scripts() -> str:
    return "\n".join(path.read_text() for path in STATIC.glob("*.js"))


def test_no_text_becomes_markup() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", all_scripts())


def test_both_languages_have_the_same_words() -> None:
    russian, english = (STATIC / "words.js").read_text().split("const EN")
    keys = re.compile(r"^  (\w+):", re.MULTILINE)
    assert keys.findall(russian) == keys.findall(english)
    used = set(re.findall(r"\bwords\.(?!js)(\w+)", all_scripts()))
    used |= set(re.findall(r'data-(?:word|label)="(\w+)"', (STATIC / "index.html").read_text()))
    assert used == set(keys.findall(russian))


async def test_the_cast_is_there(page: aiohttp.ClientSession, telegram: Telegram) -> None:
    invite(telegram)
    people = (await look(page, "state"))["people"]
    assert [person["language"] for person in people] == ["ru", "en"]
    chats = (await look(page, "state", person=people[0]["id"]))["chats"]
    assert [(chat["type"], chat["bot"]) for chat in chats] == [("private", "left"), ("supergroup", "member")]


async def test_writing_and_reading(page: aiohttp.ClientSession, act: Act, bot: Bot, anna: Person) -> None:
    status, sent = await act("send", person=anna.id, chat=anna.id, text="/cmd docker ps")
    assert status == 200
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == "/cmd docker ps"
    await bot.send_message(anna.id, "<b>docker ps</b>", parse_mode="HTML")
    mine, theirs = (await look(page, "chat", person=anna.id, chat=anna.id))["messages"][-2:]
    assert (mine["id"], mine["is_mine"], mine["text"]) == (sent["messages"][0], True, "/cmd docker ps")
    assert (theirs["is_bot"], theirs["entities"]) == (True, [{"type": "bold", "offset": 0, "length": 9}])


async def test_what_a_person_may_not_do(act: Act, telegram: Telegram, anna: Person) -> None:
    boris = telegram.person("Борис")
    assert await act("send", person=boris.id, chat=anna.id, text="x") == (
        409,
        {"error": "Борис is not in the chat"},
    )
    assert (await act("press", person=anna.id, chat=anna.id, message=1, data="x"))[0] == 409
    assert (await act("send", person=anna.id))[0] == 400
    assert (await act("clock", seconds=-1))[0] == 400


async def test_only_json_moves_anything(page: aiohttp.ClientSession) -> None:
    async with page.post("/preview/clock", data='{"seconds": 3600}') as answer:
        assert answer.status == 415


async def test_a_press_waits_for_the_answer(act: Act, bot: Bot, telegram: Telegram, anna: Person) -> None:
    keyboard: Json = {"inline_keyboard": [[{"text": "x", "callback_data": "d"}]]}
    sent = await telegram.call(
        TOKEN, "sendMessage", {"chat_id": anna.id, "text": "x", "reply_markup": keyboard}
    )
    message = sent[1]["result"]["message_id"]
    async with asyncio.TaskGroup() as tasks:
        pressed = tasks.create_task(act("press", person=anna.id, chat=anna.id, message=message, data="d"))
        updates = await bot.get_updates(offset=-1, timeout=5, allowed_updates=["callback_query"])
        while not updates[-1].callback_query:
            updates = await bot.get_updates(offset=updates[-1].update_id + 1, timeout=5)
        await bot.answer_callback_query(updates[-1].callback_query.id, "готово", show_alert=True)
    assert pressed.result() == (200, {"answered": True, "text": "готово", "is_alert": True, "url": ""})


async def test_a_quiz_keeps_its_secret_until_answered(
    page: aiohttp.ClientSession, act: Act, telegram: Telegram, anna: Person
) -> None:
    _, sent = await telegram.call(TOKEN, "sendPoll", {"chat_id": anna.id, **QUIZ})
    message = sent["result"]["message_id"]
    poll = (await look(page, "chat", person=anna.id, chat=anna.id))["messages"][-1]["poll"]
    assert (poll["correct"], poll["explanation"], poll["counts"], poll["vote"]) == (None, None, None, None)
    status, seen = await act("vote", person=anna.id, chat=anna.id, message=message, options=[1])
    assert status == 200
    poll = seen["poll"]
    assert (poll["correct"], poll["counts"], poll["vote"]) == ([0], [0, 1], [1])
    assert poll["explanation"] == {"text": "потому что"}
    again = await act("vote", person=anna.id, chat=anna.id, message=message, options=[0])
    assert again == (409, {"error": "this poll takes one answer for good"})


async def test_time_moves_and_polls_close(act: Act, telegram: Telegram, anna: Person) -> None:
    await telegram.call(TOKEN, "sendPoll", {"chat_id": anna.id, "open_period": 60, **QUIZ})
    before = telegram.world.now()
    status, answer = await act("clock", seconds=3600)
    assert (status, answer["now"]) == (200, (before + timedelta(hours=1)).isoformat())
    poll = anna.last_poll().poll
    assert poll
    assert poll.is_closed


async def test_blocking_and_faults(act: Act, telegram: Telegram, anna: Person) -> None:
    _, row = await act("block", person=anna.id, chat=anna.id, is_blocked=True)
    assert row["bot"] == "kicked"
    assert await act("faults", kind="server_error", times=2) == (200, {"pending": 2})
    status, _ = await telegram.call(TOKEN, "getMe", {})
    assert status == 502
    assert await act("faults", kind="clear") == (200, {"pending": 0})
    assert (await act("faults", kind="meteor"))[0] == 400


async def test_pictures_are_shown(page: aiohttp.ClientSession, bot: Bot, anna: Person) -> None:
    await bot.send_photo(anna.id, BufferedInputFile(png(4, 3), "x.png"), caption="карта")
    shown = (await look(page, "chat", person=anna.id, chat=anna.id))["messages"][-1]
    assert (shown["photo"]["width"], shown["text"]) == (4, "карта")
    async with page.get(f"/preview/file/{shown['photo']['id']}") as answer:
        assert (answer.content_type, await answer.read()) == ("image/png", png(4, 3))


async def test_events_tell_of_changes(page: aiohttp.ClientSession, bot: Bot, anna: Person) -> None:
    async with page.get("/preview/events") as stream:
        assert await stream.content.readline() == b": hello\n"
        await bot.send_message(anna.id, "x")
        await stream.content.readline()
        line = await asyncio.wait_for(stream.content.readline(), 5)
    assert line.startswith(b'data: {"kind":"message"')


async def test_the_command_menu_follows_scope_and_language(
    page: aiohttp.ClientSession, bot: Bot, telegram: Telegram, anna: Person
) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand(command="help", description="help")])
    await bot.set_my_commands([BotCommand(command="cmd", description="look up")], scope=scope)
    await bot.set_my_commands(
        [BotCommand(command="cmd", description="команда")], scope=scope, language_code="ru"
    )
    ben = telegram.person("Ben", language_code="en-GB")
    for person, description in ((anna, "команда"), (ben, "look up")):
        commands = (await look(page, "chat", person=person.id, chat=person.id))["commands"]
        assert [command["description"] for command in commands] == [description]
    group = telegram.group("Учёба", anna)
    commands = (await look(page, "chat", person=anna.id, chat=group.id))["commands"]
    assert [command["command"] for command in commands] == ["help"]


async def test_an_ephemeral_message_is_marked_and_others_do_not_get_it(
    page: aiohttp.ClientSession, act: Act, telegram: Telegram, anna: Person, boris: Person
) -> None:
    group = telegram.group("Учёба", anna, boris)
    telegram.patience = timedelta()
    await group.add_bot(as_admin=True)
    keyboard: Json = {"inline_keyboard": [[{"text": "x", "callback_data": "d"}]]}
    sent = {"chat_id": group.id, "text": "верно", "reply_markup": keyboard}
    to_boris = {"ephemeral_message_parameters": {"receiver_user_id": boris.id}}
    await telegram.call(TOKEN, "sendMessage", sent | to_boris)
    shown = (await look(page, "chat", person=boris.id, chat=group.id))["messages"][-1]
    assert (shown["text"], shown["is_ephemeral"]) == ("верно", True)
    hidden = (await look(page, "chat", person=anna.id, chat=group.id))["messages"]
    assert not any(one["is_ephemeral"] for one in hidden)
    last = [chat["last"] for chat in (await look(page, "state", person=anna.id))["chats"]]
    assert all(one is None or one.get("text") != "верно" for one in last)
    refused, _ = await act("press", person=anna.id, chat=group.id, message=shown["id"], data="d")
    assert refused == 409


async def test_closed_topics_are_told(
    page: aiohttp.ClientSession, act: Act, telegram: Telegram, anna: Person, boris: Person
) -> None:
    telegram.patience = timedelta()
    forum = telegram.group("Форум", anna, boris, is_forum=True)
    topic = await forum.open_topic("Docker")
    await forum.close_topic(topic)
    row = await look(page, "chat", person=boris.id, chat=forum.id)
    assert row["topics"] == [{"id": topic, "name": "Docker", "is_closed": True}]
    refused = await act("send", person=boris.id, chat=forum.id, text="x", thread=topic)
    assert refused == (409, {"error": "the topic is closed"})


async def test_inline_results_are_offered_and_sent(act: Act, bot: Bot, anna: Person) -> None:
    article = {"type": "article", "id": "7", "title": "docker ps", "description": "список"}
    article["input_message_content"] = {"message_text": "docker ps — список"}  # type: ignore[assignment]
    async with asyncio.TaskGroup() as tasks:
        asked = tasks.create_task(act("inline", person=anna.id, text="docker ps"))
        (update,) = await bot.get_updates(timeout=5, allowed_updates=["inline_query"])
        assert update.inline_query
        lead = {"text": "Открыть", "start_parameter": "x"}
        given = {"inline_query_id": update.inline_query.id, "results": [article], "button": lead}
        await anna.telegram.call(TOKEN, "answerInlineQuery", given)
    status, offered = asked.result()
    assert (status, offered["button"]["text"]) == (200, "Открыть")
    assert offered["results"] == [{"id": "7", "title": "docker ps", "description": "список"}]
    sent = await act("choose", person=anna.id, chat=anna.id, query=offered["query"], result="7")
    assert sent[0] == 200
    message = anna.chat.messages[sent[1]["messages"][0]]
    assert (message.formatted.text, message.via_bot) == ("docker ps — список", True)


@pytest.mark.parametrize(
    ("zone", "hours"), [("UTC", 24), ("Europe/Moscow", 21), ("America/New_York", 5), ("Asia/Tokyo", 15)]
)
async def test_the_next_morning_is_that_of_the_zone(
    act: Act, telegram: Telegram, zone: str, hours: int
) -> None:
    telegram.zone = zone
    before = telegram.world.now()  # 09:00 UTC
    assert (await act("morning"))[0] == 200
    assert telegram.world.now() - before == timedelta(hours=hours)


async def test_faults_are_switched_on_and_off(
    page: aiohttp.ClientSession, act: Act, telegram: Telegram
) -> None:
    assert (await act("faults", kind="switch", name="too_many", is_on=True))[0] == 200
    for _ in range(2):
        status, body = await telegram.call(TOKEN, "getMe", {})
        assert (status, body["parameters"]["retry_after"]) == (429, 5)
    assert (await look(page, "state"))["faults"] == ["too_many"]
    await act("faults", kind="switch", name="too_many", is_on=False)
    assert (await telegram.call(TOKEN, "getMe", {}))[0] == 200
    assert (await act("faults", kind="switch", name="meteor", is_on=True))[0] == 400


async def test_the_notes_are_shown_as_they_were_handed_over(
    page: aiohttp.ClientSession, telegram: Telegram
) -> None:
    assert await look(page, "notes") is None
    fault = NoteFault(
        "a.md", 3, "missing-picture", is_error=True, message="нет рисунка", source=((3, "![x](no)"),)
    )
    telegram.show_notes(NotesReport((fault,), "разделов 1", MONDAY, "Прочитано", is_refused=False))
    shown = await look(page, "notes")
    assert shown["faults"][0] | {"source": None} == {
        "file": "a.md",
        "line": 3,
        "code": "missing-picture",
        "is_error": True,
        "message": "нет рисунка",
        "source": None,
    }
    assert shown["faults"][0]["source"] == [[3, "![x](no)"]]
    assert telegram.world.events[-1]["kind"] == "notes"


async def test_a_reset_empties_the_model(page: aiohttp.ClientSession, act: Act, anna: Person) -> None:
    assert (await look(page, "state"))["people"][0]["id"] == anna.id
    assert (await act("reset"))[0] == 200
    assert (await look(page, "state"))["people"] == []
