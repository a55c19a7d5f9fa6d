import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from bot.preview import Person, Telegram

Call = Callable[..., Coroutine[Any, Any, Any]]
OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def texts(call: Call, **params: Any) -> list[str]:
    return [update["message"]["text"] for update in await call("getUpdates", **params)]


async def filled(telegram: Telegram) -> Person:
    """Someone whose four messages wait for the bot."""
    telegram.patience = timedelta()
    anna = telegram.person("Анна")
    for text in ("/start", "раз", "два", "три"):
        await anna.send(text)
    return anna


async def test_offsets_confirm(call: Call, telegram: Telegram) -> None:
    await filled(telegram)
    first = await call("getUpdates", limit=2)
    assert [update["message"]["text"] for update in first] == ["/start", "раз"]
    assert await texts(call, limit=1) == ["/start"]  # not confirmed, so it comes again
    after = first[1]["update_id"] + 1
    assert await texts(call, offset=after) == ["два", "три"]
    assert await texts(call, offset=0) == ["два", "три"]  # what is confirmed is forgotten
    assert await texts(call, offset=-1) == ["три"]
    assert await texts(call) == ["три"]
    assert [update["update_id"] for update in first] == [after - 2, after - 1]


async def test_updates_are_kept_for_a_day(call: Call, telegram: Telegram) -> None:
    await filled(telegram)
    telegram.clock.advance(timedelta(hours=23))
    assert len(await texts(call)) == 4
    telegram.clock.advance(timedelta(hours=1))
    assert await texts(call) == []


async def test_only_allowed_kinds_come(call: Call, telegram: Telegram) -> None:
    anna = await filled(telegram)
    await call("getUpdates", offset=-1, allowed_updates=["message"])
    await anna.block()
    assert len(await call("getUpdates")) == 1
    await call("getUpdates", allowed_updates=[])  # the default: all but chat_member and reactions
    await anna.unblock()
    assert [min(set(update) - {"update_id"}) for update in await call("getUpdates")] == [
        "message",
        "my_chat_member",
    ]


async def test_a_long_poll_wakes_up(call: Call, telegram: Telegram) -> None:
    telegram.patience = timedelta()
    anna = telegram.person("Анна")
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(texts(call, timeout=5))
        await asyncio.sleep(0)
        await anna.start()
    assert poll.result() == ["/start"]


async def test_an_empty_long_poll_ends_by_itself(call: Call) -> None:
    assert await call("getUpdates", timeout=1) == []


async def test_the_second_poller_sends_the_first_away(call: Call) -> None:
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(call("getUpdates", timeout=5))
        await asyncio.sleep(0)
        second = tasks.create_task(call("getUpdates", timeout=1))
    assert (first.result(), second.result()) == (OTHER, [])


async def test_a_webhook_and_getupdates_exclude_each_other(call: Call, telegram: Telegram) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(call("getUpdates", timeout=5))
        await asyncio.sleep(0)
        assert await call("setWebhook", url="https://bot.example/hook", secret_token="s") is True
    assert poll.result() == "Conflict: terminated by setWebhook request"
    assert "can't use getUpdates method while webhook is active" in await call("getUpdates")
    assert (await call("getWebhookInfo"))["url"] == "https://bot.example/hook"
    await filled(telegram)
    assert (await call("getWebhookInfo"))["pending_update_count"] == 4
    assert await call("deleteWebhook", drop_pending_updates=True) is True
    assert await call("getUpdates") == []
    assert (await call("getWebhookInfo"))["url"] == ""


async def test_bad_webhooks(call: Call) -> None:
    no_url = await call("setWebhook", url="bot.example")
    assert no_url == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    url = "https://bot.example"
    assert await call("setWebhook", url=url, secret_token="x" * 256) is True
    assert (
        await call("setWebhook", url=url, secret_token="x" * 257) == "Bad Request: secret token is too long"
    )
    spaces = await call("setWebhook", url=url, secret_token="a b")
    assert spaces == "Bad Request: secret token contains unallowed characters"
