"""The webhook's door: who may knock, what is in hand, what comes twice, and how it ends."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiogram import BaseMiddleware, Bot
from aiogram.types import TelegramObject, Update
from aiohttp import web

from bot import app, health, metrics
from bot.hand import IN_HAND
from bot.preview import TOKEN, ModelSession, Person, Telegram
from bot.reloading import Reloading
from bot.store import Store
from bot.texts import Languages
from bot.webhook import BODY_BYTES, SECRET_HEADER, WAITING, Webhook, secret_from

SECRET = "s3cret"
URL = "https://bot.example/telegram"
MANY = IN_HAND + WAITING


class Gate(BaseMiddleware):
    """Holds every update until it is opened, and counts them."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.seen: list[int] = []

    async def __call__(self, handler: Any, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        self.seen.append(event.update_id)
        await self.open.wait()
        return await handler(event, data)


class Replica:
    """A bot that takes updates by webhook, and its door."""

    def __init__(
        self, bot: Bot, store: Store, reloading: Reloading, languages: Languages, telegram: Telegram
    ) -> None:
        self.app = app.build(bot, store, reloading, languages, "UTC", telegram.clock, webhook=(URL, SECRET))
        assert isinstance(self.app.updates, Webhook)
        self.webhook = self.app.updates
        self.gate = Gate()
        self.app.dispatcher.update.outer_middleware._middlewares.insert(0, self.gate)
        self.stop = asyncio.Event()
        self.url = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Replica"]:
        routes = [web.post(self.webhook.path, self.webhook.receive)]
        async with health.serve(routes, "127.0.0.1", 0, BODY_BYTES) as port, asyncio.TaskGroup() as group:
            self.url = f"http://127.0.0.1:{port}/telegram"
            group.create_task(self.webhook.run(self.stop))
            await until(lambda: self.webhook.is_running)
            yield self
            self.gate.open.set()
            self.stop.set()

    async def bring(self, body: object, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        async with aiohttp.ClientSession() as http, http.post(self.url, data=data, headers=headers) as answer:
            return answer.status


@pytest.fixture
def replica(
    bot: Bot, store: Store, reloading: Reloading, languages: Languages, telegram: Telegram
) -> Replica:
    return Replica(bot, store, reloading, languages, telegram)


@pytest.fixture
def learner(telegram: Telegram) -> Person:
    return started(telegram, "Аня")


def started(telegram: Telegram, name: str) -> Person:
    """A person who has pressed Start some time ago."""
    person = telegram.person(name)
    person.chat.bot.status = "member"
    return person


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 -- the other side has no event for it
            await asyncio.sleep(0.005)


def message(number: int, person: Person, text: str = "/help") -> dict[str, Any]:
    user = {"id": person.id, "is_bot": False, "first_name": "Аня", "language_code": "ru"}
    chat = {"id": person.id, "type": "private", "first_name": "Аня"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    told = {"message_id": number, "date": 1, "chat": chat, "from": user, "text": text, "entities": entities}
    return {"update_id": number, "message": told}


@pytest.mark.parametrize("secret", [None, "", "S3cret", "s3cre", "s3cret0", "секрет"])
async def test_without_the_secret_nothing_is_read(
    replica: Replica, learner: Person, secret: str | None
) -> None:
    async with replica.running():
        header = None if secret is None else secret.encode().decode("latin-1")
        assert await replica.bring(b"{not even json", header) == 401
        assert await replica.bring(message(1, learner), header) == 401
    assert replica.gate.seen == []


async def test_an_update_is_handled_once_however_often_it_is_brought(
    replica: Replica, learner: Person, telegram: Telegram
) -> None:
    replica.gate.open.set()
    acts_before = len(learner.messages)
    async with replica.running():
        assert [await replica.bring(message(7, learner)) for _ in range(3)] == [200, 200, 200]
    assert replica.gate.seen == [7]
    assert len(learner.messages) == acts_before + 1


async def test_another_replica_s_update_is_not_handled_again(
    replica: Replica,
    bot: Bot,
    store: Store,
    reloading: Reloading,
    languages: Languages,
    telegram: Telegram,
    learner: Person,
) -> None:
    del bot
    other_store = Store(store._redis)  # its own replica's name
    other = Replica(Bot(TOKEN, session=ModelSession(telegram)), other_store, reloading, languages, telegram)
    replica.gate.open.set()
    other.gate.open.set()
    async with replica.running(), other.running():
        assert await replica.bring(message(7, learner)) == 200
        assert await other.bring(message(7, learner)) == 200
        assert await other.bring(message(8, learner)) == 200
    assert len(learner.messages) == 2


async def test_what_is_too_much_is_to_come_again(replica: Replica, telegram: Telegram) -> None:
    """As many as are in hand and wait; then 503, at once, and room again when something is done."""
    people = [started(telegram, str(number)) for number in range(MANY + 1)]
    async with replica.running():
        tasks = []
        async with asyncio.TaskGroup() as group:
            for number, person in enumerate(people[:MANY]):
                tasks.append(group.create_task(replica.bring(message(number, person))))
            await until(lambda: replica.webhook._waiting == WAITING and len(replica.gate.seen) == IN_HAND)
            assert await replica.bring(message(1000, people[MANY])) == 503
            replica.gate.open.set()
        assert {task.result() for task in tasks} == {200}
        assert await replica.bring(message(1000, people[MANY])) == 200


async def test_a_stop_finishes_what_is_in_hand_and_takes_no_more(
    replica: Replica, telegram: Telegram
) -> None:
    people = [started(telegram, str(number)) for number in range(IN_HAND + 2)]
    async with replica.running():
        for number, person in enumerate(people[:IN_HAND]):
            assert await replica.bring(message(number, person)) == 200
        async with asyncio.TaskGroup() as group:
            late = group.create_task(replica.bring(message(500, people[IN_HAND])))
            await until(lambda: replica.webhook._waiting == 1)
            replica.stop.set()
            await until(lambda: not replica.webhook.is_running)
            assert await replica.bring(message(501, people[IN_HAND + 1])) == 503
            replica.gate.open.set()
        assert late.result() == 503, "what was not taken is Telegram's to bring again"
    assert sorted(replica.gate.seen) == list(range(IN_HAND))
    assert all(len(person.messages) == 1 for person in people[:IN_HAND])


async def test_what_is_no_update_is_passed_over(
    replica: Replica, caplog: pytest.LogCaptureFixture, learner: Person
) -> None:
    broken = message(5, learner)
    broken["message"]["chat"] = "тайна"
    async with replica.running():
        assert await replica.bring(b"x" * (BODY_BYTES + 1)) == 413
        assert await replica.bring(broken) == 200
    assert "cannot be read" in caplog.text
    assert "тайна" not in caplog.text


async def test_the_webhook_is_set_with_all_that_it_needs(replica: Replica, telegram: Telegram) -> None:
    async with replica.running():
        await until(lambda: any(call.method == "getWebhookInfo" for call in telegram.calls))
    call = next(call for call in telegram.calls if call.method == "setWebhook")
    assert call.params["url"] == URL
    assert call.params["secret_token"] == SECRET
    assert "poll_answer" in str(call.params["allowed_updates"])
    assert "chat_member" in str(call.params["allowed_updates"])
    assert "tru" not in str(call.params.get("drop_pending_updates")).lower()


async def test_a_webhook_that_somebody_changed_is_set_again(
    replica: Replica, telegram: Telegram, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.webhook.LOOK_SECONDS", 0.01)
    async with replica.running():
        await until(lambda: telegram.world.updates.webhook is not None)
        telegram.world.updates.webhook = None
        await until(lambda: telegram.world.updates.webhook is not None)
    assert "somebody has changed the webhook" in caplog.text


def test_the_secret_made_from_the_token_is_one_that_telegram_takes() -> None:
    secret = secret_from(TOKEN)
    assert secret == secret_from(TOKEN)
    assert secret != secret_from(TOKEN + "1")
    assert secret.isalnum()
    assert TOKEN.partition(":")[2] not in secret


async def test_refusals_are_counted(replica: Replica, learner: Person) -> None:
    counted = metrics.NOT_TAKEN.labels("secret")._value
    before = counted.get()
    async with replica.running():
        await replica.bring(message(1, learner), "wrong")
    assert counted.get() == before + 1


async def test_a_repeat_of_one_that_only_waits_is_no_promise(replica: Replica, telegram: Telegram) -> None:
    people = [started(telegram, str(number)) for number in range(IN_HAND + 1)]
    async with replica.running():
        for number, person in enumerate(people[:IN_HAND]):
            assert await replica.bring(message(number, person)) == 200
        async with asyncio.TaskGroup() as group:
            first = group.create_task(replica.bring(message(500, people[IN_HAND])))
            await until(lambda: replica.webhook._waiting == 1)
            assert await replica.bring(message(500, people[IN_HAND])) == 503
            replica.stop.set()
            await until(lambda: not replica.webhook.is_running)
            replica.gate.open.set()
    assert first.result() == 503
    assert 500 not in replica.gate.seen
