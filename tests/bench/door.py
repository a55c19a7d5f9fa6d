"""A door of the Bot API that hands out updates and counts who was answered: it checks nothing and costs little."""

import asyncio
from collections import deque
from itertools import count
from time import perf_counter
from typing import Any, Final

import orjson
from aiohttp import web

TOKEN: Final = f"1234567:{'bench' * 7}"  # as long as one of @BotFather's
BOT: Final = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
MOST: Final = 100  # updates of one getUpdates
TAKES_SECONDS: Final = 60  # nobody waits longer for the answers to one load


class Door:
    """Serves one bot; `hand_out` gives it updates, each of another chat."""

    def __init__(self) -> None:
        self.url = ""
        self.polls: dict[int, str] = {}  # chat -> its last poll
        self.taps: set[str] = set()  # what buttons carried
        self.answered: dict[int, float] = {}  # chat -> when
        self._waited: set[int] = set()
        self._all = asyncio.Event()
        self._updates: deque[dict[str, Any]] = deque()
        self._in_hand: list[dict[str, Any]] = []
        self._given = asyncio.Event()
        self._ids = count(1)

    async def open(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_post(f"/bot{TOKEN}/{{method}}", self._call)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return runner

    async def hand_out(self, updates: dict[int, dict[str, Any]]) -> tuple[float, int]:
        """Give an update of each chat at once; how long the answers took, and how many chats got none."""
        self.answered, self._waited = {}, set(updates)
        self._all.clear()
        begun = perf_counter()
        self._updates.extend({"update_id": next(self._ids), **update} for update in updates.values())
        self._given.set()
        try:
            async with asyncio.timeout(TAKES_SECONDS):
                await self._all.wait()
        except TimeoutError:
            pass
        return perf_counter() - begun, len(self._waited)

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.content_type == "application/json":
            call: dict[str, Any] = orjson.loads(await request.read())
        else:
            call = dict(await request.post())
        result = await self._get_updates(call) if method == "getUpdates" else self._result(method, call)
        return web.Response(
            body=orjson.dumps({"ok": True, "result": result}), content_type="application/json"
        )

    async def _get_updates(self, call: dict[str, Any]) -> list[dict[str, Any]]:
        offset = int(call.get("offset") or 0)
        self._in_hand = [update for update in self._in_hand if update["update_id"] >= offset]
        if not self._in_hand and not self._updates:
            self._given.clear()
            try:
                async with asyncio.timeout(float(call.get("timeout") or 0)):
                    await self._given.wait()
            except TimeoutError:
                return []
        while self._updates and len(self._in_hand) < MOST:
            self._in_hand.append(self._updates.popleft())
        return self._in_hand

    def _result(self, method: str, call: dict[str, Any]) -> Any:
        if method == "getMe":
            return BOT
        if method == "getMyCommands":
            return []
        if "chat_id" not in call:
            return True
        chat = int(call["chat_id"])
        message = {
            "message_id": next(self._ids),
            "date": 1,
            "chat": {"id": chat, "type": "private"},
            "from": BOT,
        }
        self._learn(call)
        if method in {"sendMessage", "editMessageText", "sendPoll"}:
            self._note(chat)
        if method == "sendPoll":
            poll = str(next(self._ids))
            self.polls[chat] = poll
            message["poll"] = {
                "id": poll, "question": "?", "options": [], "total_voter_count": 0, "is_closed": False, "type": "quiz",
                "is_anonymous": False, "allows_multiple_answers": False, "allows_revoting": False,
                "members_only": False,
            }  # fmt: skip
        return message | {"text": call.get("text", "")}

    def _note(self, chat: int) -> None:
        self.answered.setdefault(chat, perf_counter())
        self._waited.discard(chat)
        if not self._waited:
            self._all.set()

    def _learn(self, call: dict[str, Any]) -> None:
        found = call.get("reply_markup")
        if isinstance(found, dict):
            buttons = [button for row in found["inline_keyboard"] for button in row]
            self.taps |= {button["callback_data"] for button in buttons if "callback_data" in button}


def message(chat: int, text: str) -> dict[str, Any]:
    entities = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return {
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": _chat(chat),
            "from": _user(chat),
            "text": text,
            "entities": entities,
        }
    }


def tap(chat: int, data: str) -> dict[str, Any]:
    buttons = [[{"text": "Ещё", "callback_data": "m:topics"}], [{"text": "Назад", "callback_data": "m:help"}]]
    shown = {
        "message_id": 2, "date": 1, "chat": _chat(chat), "from": BOT, "text": "Оглавление " * 30,
        "reply_markup": {"inline_keyboard": buttons},
    }  # fmt: skip
    query = {"id": str(chat), "from": _user(chat), "chat_instance": "1", "data": data, "message": shown}
    return {"callback_query": query}


def vote(chat: int, poll: str) -> dict[str, Any]:
    answer = {"poll_id": poll, "user": _user(chat), "option_ids": [0], "option_persistent_ids": ["0"]}
    return {"poll_answer": answer}


def _chat(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private", "first_name": "Аня"}


def _user(chat: int) -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": "Аня", "language_code": "ru"}
