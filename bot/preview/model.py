"""`Telegram`: the model with its doors' one way in, `call`, and its people's way in, `person`."""

import asyncio
import inspect
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import orjson

from bot.preview import params
from bot.preview.errors import ApiError, ConnectionCut, Json
from bot.preview.faults import Faults, FloodLimits
from bot.preview.group import Group
from bot.preview.methods import registry
from bot.preview.notes import NotesReport
from bot.preview.params import Upload
from bot.preview.person import Person
from bot.preview.state import User
from bot.preview.world import BOT_ID, Clock, World

TOKEN = f"{BOT_ID}:AAmodel-of-telegram-no-secret-at-all"
BUSY_SECONDS = 5.0  # a bot that has not asked for updates that long is not there
Deliver: TypeAlias = Callable[[Json], Awaitable[object]]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Bot API, as it came in and went out."""

    method: str
    params: Mapping[str, Any]
    at: datetime
    result: Any = None
    error: ApiError | ConnectionCut | None = None


@dataclass(slots=True)
class Telegram:
    """A model of Telegram around one bot.

    `deliver` takes the updates in-process, for instance
    `lambda update: dispatcher.feed_raw_update(bot, update)`; without it they wait for `getUpdates` or go to
    the webhook.
    """

    now: Callable[[], datetime] = utc_now
    token: str = TOKEN
    bot_name: str = "Konspekt"
    bot_username: str = "konspekt_bot"
    deliver: Deliver | None = None
    quiet: timedelta = timedelta(milliseconds=250)  # over HTTP: the bot is done when silent that long
    patience: timedelta = timedelta(seconds=5)  # over HTTP: how long to wait for its first word
    calls: list[Call] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    people: dict[int, Person] = field(default_factory=dict)
    zone: str = "UTC"  # of the clock that the page shows
    notes: NotesReport | None = None  # what the page shows of them
    on_reset: Callable[[], Awaitable[None]] | None = None  # in the place of emptying the model alone
    clock: Clock = field(init=False)
    world: World = field(init=False)
    flood: FloodLimits = field(init=False)
    _handling: int = 0  # updates being handled in-process
    _idle: asyncio.Event = field(default_factory=asyncio.Event)  # none of them is
    _polled: float = -math.inf  # when a long poll ended, time.monotonic()
    _calling: int = 0  # calls under way, long polls not counted

    def __post_init__(self) -> None:
        self.clock = Clock(self.now)
        bot = User(BOT_ID, self.bot_name, self.bot_username, is_bot=True)
        self.world = World(self.clock, bot)
        self.flood = FloodLimits(self.clock)

    @property
    def complaints(self) -> list[str]:
        """What the real server would have mended without a word, and what the tests' own checks found."""
        return self.world.complaints

    @property
    def is_listening(self) -> bool:
        """Whether a bot waits for updates, or did a moment ago: it is busy with them between two polls."""
        return self.world.updates.is_polled or time.monotonic() - self._polled < BUSY_SECONDS

    def show_notes(self, report: NotesReport) -> None:
        """Let the page show the state of the notes."""
        self.notes = report
        self.world.event("notes")

    # People

    def person(
        self, name: str, *, language_code: str = "ru", username: str = "", is_bot: bool = False
    ) -> Person:
        """A new person with a private chat in which the bot has not been started yet; or another bot."""
        user = self.world.add_user(name, username, language_code, is_bot=is_bot)
        self.people[user.id] = Person(self, user)
        return self.people[user.id]

    def group(
        self, title: str, *members: Person, is_supergroup: bool = True, is_forum: bool = False
    ) -> Group:
        """A new group of these people, the first of them its creator; the bot is not in it yet."""
        chat = self.world.add_group(title, is_supergroup=is_supergroup or is_forum, is_forum=is_forum)
        group = Group(self, chat)
        for place, person in enumerate(members):
            group.seat(person, "member" if place else "creator")
        return group

    # The Bot API

    async def call(
        self,
        token: str,
        name: str,
        raw: Mapping[str, Any],
        files: Mapping[str, Upload] | None = None,
    ) -> tuple[int, Json]:
        """The status and body that a call gets; raises ConnectionCut where the line breaks instead."""
        is_poll = name.lower() == "getupdates"
        self._calling += not is_poll
        try:
            result = await self._run(token, name, raw, files or {})
        except ApiError as refusal:
            self.calls.append(Call(name, raw, self.clock(), error=refusal))
            return refusal.code, refusal.body()
        except ConnectionCut as cut:
            self.calls.append(Call(name, raw, self.clock(), error=cut))
            raise
        else:
            if not is_poll:
                self.calls.append(Call(name, raw, self.clock(), result=result))
            return 200, {"ok": True, "result": result}
        finally:
            self._calling -= not is_poll
            if is_poll:
                self._polled = time.monotonic()

    async def _run(self, token: str, name: str, raw: Mapping[str, Any], files: Mapping[str, Upload]) -> Any:  # noqa: ANN401
        if token != self.token:
            raise ApiError(401, "Unauthorized")
        method = registry.find(name)
        chat_id = whole_number(raw.get("chat_id"))
        if self.faults.latency and name != "getUpdates":
            await asyncio.sleep(self.faults.latency.total_seconds())
        self.faults.strike(name, chat_id, after=False)
        given = params.read(name, raw, files)
        method.check(given)
        if method.name.startswith("send") and method.name != "sendChatAction" and chat_id is not None:
            self.flood.check(chat_id)  # ephemeral ones too: nobody says that they go free
        self.world.close_due_polls()
        result = method.run(self.world, given)
        if inspect.isawaitable(result):
            result = await result
        self.world.complain(method.name, given.mended)
        self.faults.strike(name, chat_id, after=True)
        return orjson.loads(orjson.dumps(result))  # a copy: later changes of the world leave it alone

    async def repeat(self, kind: str, times: int = 1) -> None:
        """Hand the last update of a kind over again, as Telegram does when the bot's thanks for it got lost.

        For bots that are handed their updates in-process; a long poll confirms by number and gets nothing twice.
        """
        for _ in range(times):
            self.world.updates.repeat(kind)
            await self.settle()

    # Time and quiet

    async def advance(self, by: timedelta) -> None:
        """Move the clock forward and let the bot hear what time brought."""
        self.clock.advance(by)
        await self.settle()

    async def settle(self) -> None:
        """Until the bot has heard of everything and is done with it."""
        self.world.close_due_polls()
        if self.deliver is None:
            await self._wait_for_quiet()
            return
        while (update := self.world.updates.take()) is not None:
            self._handling += 1
            self._idle.clear()
            try:
                await self.deliver(update)
            finally:
                self._handling -= 1
                if not self._handling:
                    self._idle.set()
        if self._handling:
            await self._idle.wait()

    async def _wait_for_quiet(self) -> None:
        """Over HTTP no one tells when a handler ends: wait for its first call, then for silence."""
        loop = asyncio.get_running_loop()
        calls_before, started = len(self.calls), loop.time()
        heard, calls_heard = started, calls_before
        while True:
            await asyncio.sleep(0.01)
            if len(self.calls) != calls_heard or self._calling or self.world.updates.waiting:
                heard, calls_heard = loop.time(), len(self.calls)
            spoke = len(self.calls) > calls_before
            silent = loop.time() - heard
            if loop.time() - started > self.patience.total_seconds() * (2 if spoke else 1):
                return
            if spoke and silent >= self.quiet.total_seconds():
                return


def whole_number(value: object) -> int | None:
    try:
        return int(str(value))
    except ValueError:
        return None
