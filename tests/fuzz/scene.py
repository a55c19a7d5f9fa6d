"""The bot with its people and groups on the model of Telegram, fed with updates by chance; what went wrong is kept."""

import asyncio
import logging
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from traceback import format_exception
from typing import Any, Final

from aiogram import Bot
from fakeredis import FakeAsyncRedis, FakeServer

from bot import app, texts
from bot.edition import Shelf, publish
from bot.preview import TOKEN, ModelSession, Telegram, shapes
from bot.preview.state import CallbackQuery, InlineQuery, Member, Message
from bot.publishing import Press, Publisher
from bot.reloading import Reloading
from bot.store import Store
from tests.fuzz.asked import GROUPS, PEOPLE
from tests.fuzz.objects import Json
from tests.tdlib import complaint_of

ROOT: Final = Path(__file__).parents[2]
NOTES: Final = ROOT / "content" / "docker.md"
START: Final = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
KEPT: Final = 100  # messages of a chat that taps may be about
GROUP_GAP: Final = 7.0  # seconds: within them a group's second answer would wait on the real clock
ROUND: Final = 10  # updates between two rounds of the delivery

# what Telegram may refuse without anybody's fault: the chance made an update about what is not there
EXPECTED: Final = (
    "query is too old",
    "message is not modified",
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "there is no text in the message to edit",  # a forged button under a poll
    "message with poll to stop not found",
    "message can't be deleted",
    "bot was blocked by the user",
    "bot can't initiate conversation",
    "MESSAGE_NOT_COMMAND",  # an ephemeral answer where none is allowed: a public one follows
    "message to be replied not found",
    "message thread not found",
    "chat not found",  # a group became one that does not exist
)
TRACE: Final = 8  # lines of a traceback


class Errors(logging.Handler):
    """Whatever is logged as an error, or with a traceback."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR or record.exc_info:
            told = record.exc_info[1] if record.exc_info else None
            lines = "".join(format_exception(told)).splitlines() if told is not None else []
            trace = "\n".join(lines[-TRACE:])
            self.found.append(f"{record.name}: {record.getMessage()}\n{trace}")


class WrongError(AssertionError):
    """What the bot did wrong, and after which update."""

    def __init__(self, what: str, update: Json) -> None:
        super().__init__(f"{what}\nafter {update}")
        self.kind = what.strip().splitlines()[-1]
        self.update = update


class Scene:
    """Three people who started the bot (the second is the host), one who did not, three groups."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.errors = Errors()
        self.fed: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.telegram = Telegram(now=lambda: START)
        self.telegram.world.checks.append(complaint_of)
        self.ids: tuple[str, ...] = ()
        self.delivers = True  # a round of the delivery now and then
        self._update = 10**6
        self.runner.run(self._set())
        logging.getLogger().addHandler(self.errors)

    def close(self) -> None:
        logging.getLogger().removeHandler(self.errors)
        self.runner.run(self.bot.session.close())
        self.runner.run(self.store.close())
        self.runner.close()

    async def _set(self) -> None:
        edition = publish(NOTES)
        library = edition.library
        self.ids = (*library.sections, *list(library.commands)[:40], *list(edition.questions)[:40])
        self.store = Store(FakeAsyncRedis(server=FakeServer()))
        self.bot = Bot(TOKEN, session=ModelSession(self.telegram))
        publisher = Publisher(Shelf(edition), Press(NOTES, self.store))
        clock, host = self.telegram.clock, frozenset([PEOPLE[1]])
        self.app = app.build(
            self.bot,
            self.store,
            Reloading(publisher, self.store, seen=0),
            texts.load("ru"),
            "Europe/Moscow",
            clock,
            host,
        )
        self.telegram.deliver = lambda update: self.app.dispatcher.feed_raw_update(self.bot, update)
        people = [self.telegram.person(name) for name in ("Аня", "Вера", "Боря", "Чужой")]
        plain = self.telegram.group("Учёба", *people)
        led = self.telegram.group("Форум", *people, is_forum=True)
        small = self.telegram.group("Малая", *people, is_supergroup=False)
        assert tuple(person.id for person in people) == PEOPLE
        assert (plain.id, led.id, small.id) == GROUPS
        for person in people[:3]:
            await person.start()
            await person.send("/quiz")
        await people[0].send("/find ыщъ яяяя")  # the host hears of what was missing
        for group in (plain, led, small):
            await group.add_bot()
            await self.telegram.advance(timedelta(seconds=10))
        led.chat.bot = Member("administrator")

    def feed(self, kind: str, given: Json, seconds: float) -> None:
        """Let the bot have the update; raises with what it did wrong, if anything."""
        self.fed[kind] += 1
        self.runner.run(self._feed(kind, given, seconds))

    async def _feed(self, kind: str, given: Json, seconds: float) -> None:
        chat = given.get("chat") or {}
        is_private = chat.get("type") == "private"
        self.telegram.clock.advance(timedelta(seconds=seconds if is_private else max(seconds, GROUP_GAP)))
        self._update += 1
        update = {"update_id": self._update, kind: self._true(kind, given)}
        await self.app.dispatcher.feed_raw_update(self.bot, update)
        if self.delivers and self._update % ROUND == 0:
            await self.app.delivery.round()
        self._judge(update)

    def _judge(self, update: Json) -> None:
        wrong = list(self.errors.found)
        for call in self.telegram.calls:
            if call.error is None:
                continue
            words = str(call.error)
            self.refused[f"{call.method}: {words}"] += 1
            if not any(part in words for part in EXPECTED):
                wrong.append(f"refused {call.method}: {words}")
        wrong += self.telegram.complaints
        self.errors.found.clear()
        self.telegram.calls.clear()
        self.telegram.complaints.clear()
        self.telegram.world.events.clear()
        for chat in self.telegram.world.chats.values():
            for old in list(chat.messages)[:-KEPT]:
                del chat.messages[old]
        if wrong:
            raise WrongError(wrong[0], update)

    # what only Telegram knows: who writes in a private chat, what stands under a button

    def _true(self, kind: str, given: Json) -> Json:
        chat = given.get("chat") or {}
        if not (chat.get("id") == GROUPS[1] and "from" in given):
            given = {
                name: value
                for name, value in given.items()
                if name not in {"is_topic_message", "message_thread_id"}
            }
        if "message" in kind and chat.get("type") == "private":
            writer = given.get("from", {"first_name": "А"})
            known = {**given, "from": {**writer, "id": chat["id"], "is_bot": False}}
            known.pop("sender_chat", None)
            return known
        match kind:
            case "callback_query":
                return self._pressed(given)
            case "inline_query":
                query = InlineQuery(given["id"], given["from"]["id"], given["query"], self.telegram.clock())
                self.telegram.world.inline_queries[query.id] = query
                return {**given, "query": given["query"][:256]}
            case "poll_answer":
                return self._voted(given)
            case _:
                return given

    def _pressed(self, given: Json) -> Json:
        """A press under a message of ours three times of four; else under one that is gone, or that Telegram names only."""
        given = dict(given)
        place, presser = given.pop("place", 0), given["from"]["id"]
        presser = presser if presser in PEOPLE else PEOPLE[0]
        given["from"] = {**given["from"], "id": presser, "is_bot": False}
        chats = self.telegram.world.chats
        chat = chats[(presser, *GROUPS)[place % 4]]
        shown: list[Message] = [one for one in chat.shown_to(presser) if one.sender_id == self.bot.id]
        if place % 5 and shown:
            message: dict[str, Any] = shapes.message(self.telegram.world, shown[-(place // 4) % len(shown)])
        else:
            message = {"message_id": place, "date": 0, "chat": shapes.chat(self.telegram.world, chat)}
        query = CallbackQuery(
            given["id"], presser, chat.id, message["message_id"], given.get("data", ""), self.telegram.clock()
        )
        self.telegram.world.callbacks[query.id] = query
        if place % 31 == 0 and "inline_message_id" in given:
            return given
        given.pop("inline_message_id", None)
        return {**given, "message": message}

    def _voted(self, given: Json) -> Json:
        """A vote on a poll that is known to Telegram four times of five, be it somebody else's."""
        polls = list(self.telegram.world.polls.values())
        number = int(given["poll_id"]) if given["poll_id"].isdecimal() else 0
        if not polls or number % 5 == 0:
            return given
        poll = polls[number % len(polls)]
        chosen = [place for place in given["option_ids"] if place < len(poll.options)]
        return {**given, "poll_id": poll.id, "option_ids": chosen}
