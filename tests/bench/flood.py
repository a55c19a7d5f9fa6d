"""A big group answers at once: 500 members vote and press "My answer" within 10 s, with Telegram's limits on.

    python -m tests.bench flood

The bot is a process of its own with its embedded server; the model of Telegram runs here and takes the same cores.
"""

import asyncio
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from signal import SIGTERM
from typing import Final

from bot.keyboards.taps import MyVerdict
from bot.preview import Group, Person, Seen, Telegram, acts, serve
from tests.process import Konspekt

MEMBERS: Final = 500
SECONDS: Final = 10
STARTED: Final = 5  # every so many members have started the bot, so that their answers are reviews too
PATIENCE: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of a flood."""

    members: int
    counted: int  # answers in the group's table
    unanswered: int  # presses that got no answer
    median: float  # seconds from a press to its answer
    p99: float
    edits: int  # of the public message
    shortest_gap: float  # seconds between two edits; infinite for fewer than two
    shown: str  # the button at the end
    refusals: int  # calls that Telegram refused, edits that changed nothing aside

    def __str__(self) -> str:
        return "\n".join(
            (
                f"members             {self.members}, who vote and press",
                f"answers counted     {self.counted}",
                f"presses unanswered  {self.unanswered}",
                f"press to answer     median {self.median * 1000:.0f} ms, p99 {self.p99 * 1000:.0f} ms",
                f"edits of the public {self.edits}, at least {self.shortest_gap:.1f} s apart",
                f"button at the end   {self.shown}",
                f"calls refused       {self.refusals}",
            )
        )


def run() -> str:
    return str(asyncio.run(flood(MEMBERS, SECONDS)))


async def flood(members: int, seconds: float) -> Figures:
    """Let that many members act within that time; each votes once."""
    telegram = Telegram()
    server = await serve(telegram)
    with tempfile.TemporaryDirectory() as folder:
        konspekt = Konspekt(Path(folder) / "data", telegram, server)
        await konspekt.start()
        try:
            return await _flooded(telegram, members, seconds)
        finally:
            await konspekt.end(SIGTERM)
            await server.close()


async def _flooded(telegram: Telegram, members: int, seconds: float) -> Figures:
    leader = telegram.person("Ведущая")
    await leader.start()
    group = telegram.group("Поток", leader)
    await group.add_bot()
    people = group.fill(members)
    for person in people[::STARTED]:
        acts.send_text(telegram.world, person.id, person.chat, "/start")
    await telegram.settle()
    telegram.flood.is_on = True
    await leader.send("/quiz 1 300s", to=group)
    question = await _question(leader, group)
    await _storm(telegram, people, question, seconds)
    await _until(lambda: question.buttons[0][0].endswith(f" {members}"))
    return _figures(telegram, question, members, await _counted(leader, group, telegram))


async def _question(leader: Person, group: Group) -> Seen:
    await _until(lambda: any(seen.poll for seen in leader.messages_in(group.chat)))
    return leader.last_poll(group.chat)


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while not is_so():  # noqa: ASYNC110 -- another process brings it about
            await asyncio.sleep(0.05)


async def _storm(telegram: Telegram, people: list[Person], question: Seen, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    options = len(question.poll.options) if question.poll else 1
    for number, person in enumerate(people):
        await asyncio.sleep(max(0.0, begun + number * seconds / len(people) - loop.time()))
        acts.vote(telegram.world, person.id, question.message, (number % options,))
        acts.press_old(
            telegram.world, person.id, question.message.chat_id, question.message.id, MyVerdict().pack()
        )


async def _counted(leader: Person, group: Group, telegram: Telegram) -> int:
    """How many answers the group's own table says there were; the limits let it be asked for."""
    telegram.flood.is_on = False
    told = re.search(r"верно: \d+ из (\d+)", await leader.send("/stats", to=group))
    return int(told[1]) if told else 0


def _figures(telegram: Telegram, question: Seen, members: int, counted: int) -> Figures:
    waits = sorted(_waits(telegram))
    edits = [call.at for call in telegram.calls if call.method == "editMessageReplyMarkup"]
    gaps = [(after - before).total_seconds() for before, after in pairwise(edits)]
    return Figures(
        members=members,
        counted=counted,
        unanswered=members - len(waits),
        median=waits[len(waits) // 2],
        p99=waits[min(len(waits) - 1, len(waits) * 99 // 100)],
        edits=len(edits),
        shortest_gap=min(gaps, default=float("inf")),
        shown=question.buttons[0][0],
        refusals=sum(call.error is not None for call in telegram.calls),
    )


def _waits(telegram: Telegram) -> Iterator[float]:
    """Seconds from each press to its answer."""
    answered: dict[str, datetime] = {
        call.params["callback_query_id"]: call.at
        for call in telegram.calls
        if call.method == "answerCallbackQuery" and call.error is None
    }
    for query in telegram.world.callbacks.values():
        if query.id in answered:
            yield (answered[query.id] - query.at).total_seconds()
