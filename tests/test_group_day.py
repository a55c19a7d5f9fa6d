"""A forum group's days through the HTTP door: four members, two of whom never started the bot; a restart in between.

TRANSCRIPT=file python -m pytest tests/test_group_day.py    # writes what each member saw
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot import app
from bot.menu import introduce
from bot.polling import Polling
from bot.preview import Group, Person, Telegram, serve
from bot.reloading import Reloading
from bot.store import Store
from bot.texts import Languages

PATIENCE_SECONDS = 20


@dataclass
class Transcript:
    """What was done and said, to be read."""

    group: Group
    members: list[Person]
    lines: list[str] = field(default_factory=list)
    told: set[tuple[int, str]] = field(default_factory=set)

    def did(self, person: Person, deed: str, heard: str = "") -> str:
        """Note a deed and what its doer heard; gives the latter."""
        self.lines.append(f"{self._time()}  {person.user.first_name}: {deed}")
        self.lines += [f"              {line}" for line in heard.splitlines()]
        return heard

    def _time(self) -> str:
        local = self.group.telegram.clock() + timedelta(hours=3)
        return f"{local:%a %H:%M:%S}"

    def happened(self, what: str) -> None:
        self.lines.append(f"{self._time()}  ({what})")

    def look(self) -> None:
        """Note the messages that came since, with who sees them."""
        everyone = {person.id: person for person in self.members}
        shown: dict[tuple[int, str], list[str]] = {}
        for person in everyone.values():
            for seen in person.messages_in(self.group.chat):
                shown.setdefault((seen.message.id, seen.text), []).append(person.user.first_name)
        for (number, text), names in shown.items():
            if (number, text) in self.told:
                continue
            self.told.add((number, text))
            eyes = "all" if len(names) == len(everyone) else ", ".join(names)
            message = self.group.chat.find(number)
            topic = message.thread_id if message else None
            self.lines.append(f"          Konspekt -> {eyes} (topic {topic or 'General'}):")
            self.lines += [f"              {line}" for line in text.splitlines()]

    def write(self) -> None:
        path = os.environ.get("TRANSCRIPT")
        if path:
            Path(path).write_text("\n".join(self.lines) + "\n", encoding="utf-8")


@asynccontextmanager
async def running(
    telegram: Telegram, url: str, store: Store, reloading: Reloading, languages: Languages
) -> AsyncIterator[None]:
    """The bot as it runs: its calls and its updates go over HTTP, its clock is the model's."""
    bot = app.connect(telegram.token, url)
    built = app.build(bot, store, reloading, languages, "Europe/Moscow", telegram.clock)
    await introduce(bot, languages, built.admins)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(Polling(bot, built.dispatcher).run(stop))
        group.create_task(built.delivery.run(stop))
        yield
        stop.set()
    await bot.session.close()


async def pass_time(telegram: Telegram, by: timedelta, until: Callable[[], bool]) -> None:
    """Let the clock jump, and then run five times as fast as ours until what was waited for is there."""
    telegram.clock.advance(by)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not until():
            await asyncio.sleep(0.1)
            telegram.clock.advance(timedelta(seconds=0.5))


def count_polls(seen: Transcript) -> int:
    return sum(bool(one.poll) for one in seen.members[0].messages_in(seen.group.chat))


def has(seen: Transcript, part: str) -> bool:
    return any(part in one.text for one in seen.members[0].messages_in(seen.group.chat))


async def test_a_forum_group_s_days(
    telegram: Telegram, store: Store, reloading: Reloading, languages: Languages
) -> None:
    telegram.patience = timedelta(seconds=0.5)  # a vote is answered by no call
    server = await serve(telegram)
    bot = (telegram, server.url, store, reloading, languages)
    people = [telegram.person(name) for name in ("Анна", "Борис", "Вера", "Глеб")]
    forum = telegram.group("Докер по утрам", *people, is_forum=True)
    seen = Transcript(forum, people)
    try:
        async with running(*bot):
            await first_day(seen, telegram)
        seen.happened("the bot is stopped and started anew")
        async with running(*bot):
            await next_day(seen, telegram)
            await next_monday(seen, telegram)
    finally:
        await server.close()
        seen.write()


async def first_day(seen: Transcript, telegram: Telegram) -> None:
    forum, (anna, boris, vera, gleb) = seen.group, seen.members
    await anna.start()
    await boris.start()
    topic = await forum.open_topic("Вопрос дня")
    await forum.add_bot()
    assert "вопрос дня" in anna.last_in(forum.chat).text
    seen.look()
    said = await anna.send("/daily 10:00", to=forum, topic=topic)
    assert "10:00" in seen.did(anna, "/daily 10:00, in the topic, as an administrator", said)
    refused = await vera.send("/daily 12:00", to=forum, topic=topic)
    assert seen.did(vera, "/daily 12:00, who is no administrator", refused) == ""
    said = await gleb.send("/cmd dokcer ps", to=forum, topic=topic)
    assert "docker ps [OPTIONS]" in seen.did(gleb, "/cmd dokcer ps", said)
    assert gleb.last_in(forum.chat).is_ephemeral
    assert all("docker ps [OPTIONS]" not in one.text for one in vera.messages_in(forum.chat))
    seen.look()
    await pass_time(telegram, timedelta(hours=1), lambda: count_polls(seen) == 1)
    question = anna.last_poll(forum.chat)
    assert question.poll is not None
    assert question.message.thread_id == topic
    seen.look()
    right = question.poll.correct[0]
    lure = next(place for place in range(len(question.poll.options)) if place not in question.poll.correct)
    for person, place in ((vera, right), (anna, right), (boris, lure), (gleb, lure)):
        telegram.clock.advance(timedelta(seconds=7))
        await person.answer(place, to=forum)
        seen.did(person, f"votes for «{question.poll.options[place].text}»")
    await pass_time(telegram, timedelta(seconds=5), lambda: "ответили: 4" in question.buttons[0][0])
    said = await gleb.tap("Мой ответ", to=forum, on=question)
    assert "Неверно" in seen.did(gleb, "presses «Мой ответ»", said)
    assert gleb.last_in(forum.chat).is_ephemeral
    said = await vera.send("/top Лиса", to=forum, topic=topic)
    assert "верно: 2 из 4 (50 %), отвечали 4 участника" in seen.did(vera, "/top Лиса", said)
    said = await boris.send("/top", to=forum, topic=topic)
    assert "1. Лиса — 1" in seen.did(boris, "/top", said)
    assert "Анна" not in said, "nobody is shown who did not agree"
    seen.look()


async def next_day(seen: Transcript, telegram: Telegram) -> None:
    forum, (anna, boris, _, gleb) = seen.group, seen.members
    assert "Ответов: 1, из них верных 1" in await anna.send("/stats")
    said = await gleb.start()
    assert "ответили на 1 вопрос" in seen.did(gleb, "/start in the private chat", said)
    assert "Учёл 1 ответ" in seen.did(gleb, "presses «Учесть»", await gleb.tap("Учесть"))
    await pass_time(telegram, timedelta(hours=24), lambda: count_polls(seen) == 2)
    shown = [one.text for one in anna.messages_in(forum.chat)]
    (result,) = (text for text in shown if "Вопрос закрыт" in text)
    assert "50 %: 2 из 4" in result
    assert "Быстрее всех верно: Вера" in result
    seen.look()
    telegram.clock.advance(timedelta(seconds=5))
    said = await anna.send("/quiz 1 10s", to=forum)
    assert "1 вопрос по 10 секунд" in seen.did(anna, "/quiz 1 10s, in General", said)
    await pass_time(telegram, timedelta(seconds=5), lambda: count_polls(seen) == 3)
    run = anna.last_poll(forum.chat)
    assert run.poll is not None
    await boris.answer(run.poll.correct[0], to=forum, on=run)
    seen.did(boris, "votes, and is right")
    await pass_time(telegram, timedelta(seconds=15), lambda: has(seen, "Викторина окончена"))
    (score,) = (one.text for one in anna.messages_in(forum.chat) if "Викторина окончена" in one.text)
    assert "1. Борис — " in score
    seen.look()


async def next_monday(seen: Transcript, telegram: Telegram) -> None:
    await pass_time(telegram, timedelta(days=6), lambda: has(seen, "прошлой недели"))
    (told,) = (
        one.text for one in seen.members[0].messages_in(seen.group.chat) if "прошлой недели" in one.text
    )
    assert "верно: 3 из 5" in told
    seen.look()
