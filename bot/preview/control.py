"""What the page asks of the model, as JSON under `/preview/`: to look, to act as a person, to move time."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from functools import wraps
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import orjson
from aiohttp import web

from bot.preview import acts, keeping, menu, views
from bot.preview.errors import CannotAct, Json
from bot.preview.model import Telegram
from bot.preview.state import Chat, Message

Action: TypeAlias = Callable[["Control", Json], Awaitable[Any]]
ANSWER_SECONDS = 10.0  # how long a press waits for the bot's answer
INLINE_SECONDS = 4.0  # how long typing waits for results
HEARTBEAT_SECONDS = 15.0
MORNING = time(9)
LONGEST_STEP = timedelta(days=400)


def answer(body: object, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")


def action(run: Action) -> Callable[["Control", web.Request], Awaitable[web.Response]]:
    """An action that takes a JSON object; what a client would not allow is a 409 with the reason."""

    @wraps(run)
    async def handle(control: "Control", request: web.Request) -> web.Response:
        if request.content_type != "application/json":  # a foreign page's form cannot send that
            return answer({"error": "send JSON"}, 415)
        try:
            return answer(await run(control, orjson.loads(await request.read())))
        except CannotAct as reason:
            return answer({"error": str(reason)}, 409)
        except (KeyError, TypeError, ValueError) as fault:
            return answer({"error": f"{type(fault).__name__}: {fault}"}, 400)

    return handle


class Control:
    """The handlers; one per path."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.world = telegram.world

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/preview/state", self.state),
            web.get("/preview/chat", self.chat),
            web.get("/preview/events", self.events),
            web.get("/preview/file/{file_id}", self.file),
            web.post("/preview/send", self.send),
            web.post("/preview/press", self.press),
            web.post("/preview/vote", self.vote),
            web.post("/preview/inline", self.inline),
            web.post("/preview/choose", self.choose),
            web.post("/preview/block", self.block),
            web.post("/preview/clock", self.move_clock),
            web.post("/preview/morning", self.go_to_morning),
            web.post("/preview/faults", self.set_faults),
            web.post("/preview/reset", self.reset),
            web.get("/preview/notes", self.notes),
        ]

    # Looking

    async def state(self, request: web.Request) -> web.Response:
        """Everybody, the clock, and one person's chats (`?person=`)."""
        person = int(request.query.get("person", "0"))
        chats = views.chats(self.world, person) if person in self.world.users else []
        bot = {"name": self.world.bot.first_name, "username": self.world.bot.username}
        return answer(
            {
                "now": self.world.now().isoformat(),
                "zone": self.telegram.zone,
                "bot": bot,
                "is_listening": self.telegram.is_listening,
                "people": views.people(self.world),
                "chats": chats,
                "faults": self.telegram.faults.switched_on,
            },
        )

    async def chat(self, request: web.Request) -> web.Response:
        """One chat (`?person=&chat=`) as that person sees it."""
        person, chat_id = int(request.query["person"]), int(request.query["chat"])
        chat = self.world.chats.get(chat_id)
        if chat is None or self.world.member(chat, person).status in ("left", "kicked"):
            return answer({"error": "no such chat"}, 404)
        return answer(
            {
                **views.chat_row(self.world, chat, person),
                "messages": views.messages(self.world, person, chat),
                "commands": menu.commands(self.world, chat, person),
                "action": views.typing(self.world, chat),
            },
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: a line each time something changed."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self.world.watchers.append(queue.put_nowait)
        try:
            await response.prepare(request)
            await response.write(b": hello\n\n")
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
                    await response.write(b"data: " + orjson.dumps(event) + b"\n\n")
                except TimeoutError:
                    await response.write(b": still here\n\n")
        except ConnectionResetError:
            return response
        finally:
            self.world.watchers.remove(queue.put_nowait)

    async def notes(self, request: web.Request) -> web.Response:
        """What was handed over about the notes; null where nobody did."""
        del request
        return answer(self.telegram.notes)

    async def file(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        return web.Response(body=file.data, content_type=file.mime.split(";")[0])

    # Acting

    def place(self, body: Json) -> tuple[int, Chat]:
        person, chat = int(body["person"]), self.world.chats.get(int(body["chat"]))
        if person not in self.world.users or chat is None:
            raise CannotAct("no such person or chat")
        return person, chat

    def message(self, chat: Chat, body: Json) -> Message:
        return self.world.find_message(chat, int(body["message"]))

    @action
    async def send(self, body: Json) -> Json:
        person, chat = self.place(body)
        writing = acts.Writing(body.get("thread"), body.get("reply_to"))
        sent = acts.send_text(self.world, person, chat, str(body["text"]), writing)
        return {"messages": [one.id for one in sent]}

    @action
    async def press(self, body: Json) -> Json:
        """Press a button; gives what the bot answered, or nothing if it kept silent."""
        person, chat = self.place(body)
        query = acts.press(self.world, person, self.message(chat, body), str(body["data"]))
        await self.wait_for("answer", query.id, ANSWER_SECONDS)
        if query.answer is None:
            return {"answered": False}
        shown = query.answer
        return {"answered": True, "text": shown.text, "is_alert": shown.is_alert, "url": shown.url}

    async def wait_for(self, kind: str, query_id: str, seconds: float) -> None:
        """Until the bot has answered a query, or the time is over."""
        answered = asyncio.Event()

        def watch(event: Json) -> None:
            if event["kind"] == kind and event["query_id"] == query_id:
                answered.set()

        self.world.watchers.append(watch)
        try:
            await asyncio.wait_for(answered.wait(), seconds)
        except TimeoutError:
            return
        finally:
            self.world.watchers.remove(watch)

    @action
    async def vote(self, body: Json) -> Json:
        person, chat = self.place(body)
        message = self.message(chat, body)
        acts.vote(self.world, person, message, tuple(int(place) for place in body["options"]))
        return views.message(self.world, message, person)

    @action
    async def inline(self, body: Json) -> Json:
        """Type `@bot words`; gives what one may send."""
        person = int(body["person"])
        if person not in self.world.users:
            raise CannotAct("no such person")
        query = acts.ask_inline(self.world, person, str(body["text"]))
        await self.wait_for("inline", query.id, INLINE_SECONDS)
        results = [
            {"id": one["id"], "title": one["title"], "description": one.get("description", "")}
            for one in query.results or []
        ]
        return {"query": query.id, "results": results, "button": query.button}

    @action
    async def choose(self, body: Json) -> Json:
        _, chat = self.place(body)
        query = self.world.inline_queries[str(body["query"])]
        sent = acts.choose_inline(self.world, query, str(body["result"]), chat, body.get("thread"))
        return {"messages": [sent.id]}

    @action
    async def block(self, body: Json) -> Json:
        person, chat = self.place(body)
        if chat.id != person:
            raise CannotAct("only a private chat can be blocked")
        acts.set_blocked(self.world, chat, is_blocked=bool(body["is_blocked"]))
        return views.chat_row(self.world, chat, person)

    # Time and trouble

    @action
    async def go_to_morning(self, body: Json) -> Json:
        """To the next 09:00 of the zone that the page shows, whatever summer time does between."""
        del body
        now = self.world.now().astimezone(ZoneInfo(self.telegram.zone))
        day = now.date() if now.time() < MORNING else now.date() + timedelta(days=1)
        morning = datetime.combine(day, MORNING, now.tzinfo)
        return self._advance(timedelta(seconds=morning.timestamp() - now.timestamp()))

    @action
    async def move_clock(self, body: Json) -> Json:
        return self._advance(timedelta(seconds=float(body["seconds"])))

    def _advance(self, step: timedelta) -> Json:
        if not timedelta() <= step <= LONGEST_STEP:
            raise ValueError("the clock goes forward, by 400 days at most")
        self.telegram.clock.advance(step)
        self.world.close_due_polls()
        self.world.event("clock")
        return {"now": self.world.now().isoformat()}

    @action
    async def set_faults(self, body: Json) -> Json:
        """`{"kind": "too_many" | "server_error" | "cut" | "latency" | "flood" | "clear", ...}`."""
        faults, times, chat_id = self.telegram.faults, int(body.get("times", 1)), body.get("chat")
        match body["kind"]:
            case "too_many":
                faults.too_many_requests(int(body["retry_after"]), times=times, chat_id=chat_id)
            case "server_error":
                faults.server_error(int(body.get("code", 502)), times=times, chat_id=chat_id)
            case "cut":
                faults.cut_connection(after=bool(body["after"]), times=times, chat_id=chat_id)
            case "latency":
                faults.latency = timedelta(seconds=float(body["seconds"]))
            case "switch":
                faults.switch(str(body["name"]), is_on=bool(body["is_on"]))
            case "flood":
                self.telegram.flood.is_on = bool(body["is_on"])
            case "clear":
                faults.clear()
                self.telegram.flood.is_on = False
            case unknown:
                raise ValueError(f"no such fault: {unknown}")
        self.world.event("faults")
        return {"pending": sum(fault.times for fault in faults.pending)}

    @action
    async def reset(self, body: Json) -> Json:
        """Everything as on the first day: the model, and what the bot remembers where its runner can empty it."""
        del body
        if self.telegram.on_reset:
            await self.telegram.on_reset()
        else:
            keeping.empty(self.telegram)
        self.world.event("reset")
        return {}
