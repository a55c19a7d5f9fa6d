"""What one person takes in Redis, on the embedded server: bytes for each card, and for everything else.

python -m tests.bench memory
"""

import asyncio
import tempfile
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Final

import redis
from redis.asyncio import Redis

from bot.embedded import serve
from bot.store import Store, cards
from bot.store.shapes import Answer, Poll, Waiting
from bot.study.notes import QuestionId
from bot.study.review import CardState, pack, review
from bot.study.run import Run
from bot.study.streak import Streak

PERSON: Final = 1_000_000_001
FIRST_DAY: Final = date(2026, 3, 2)
COUNTS: Final = (30, 300, 1000, 3000)  # cards of one person
DAYS, A_DAY = 60, 3  # of answering: polls are kept for that long
_READINGS: Final = 50


def learnt(count: int) -> dict[QuestionId, CardState]:
    """Cards as people have them: ids as the notes make them, and one to eight answers."""
    rng = Random(count)
    found: dict[QuestionId, CardState] = {}
    while len(found) < count:
        question = urlsafe_b64encode(rng.randbytes(6)).decode()
        on = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
        state = review(None, right=rng.random() < 0.5, on=on, card_key=question)
        for _ in range(rng.randrange(8)):
            state = review(state, right=rng.random() < 0.9, on=state.due, card_key=question)
        found[question] = state
    return found


def run() -> str:
    """The whole report."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder)) as url,
        redis.Redis.from_url(url) as server,
    ):
        return "\n".join([*_of_cards(server), "", *_of_a_person(server, url)])


def _of_cards(server: redis.Redis) -> Iterator[str]:
    yield f"{'cards':>6} {'bytes each':>11} {'in one hash':>12} {'ms to read':>11}"
    for count in COUNTS:
        server.flushall()
        for question, state in learnt(count).items():
            server.hset(cards.key(PERSON, question), question, pack(state))
            server.hset("one hash", question, pack(state))
        used = sum(server.memory_usage(key, samples=0) or 0 for key in cards.keys(PERSON))
        alone = server.memory_usage("one hash", samples=0) or 0
        yield f"{count:6} {used / count:11.1f} {alone / count:12.1f} {_milliseconds_to_read(server):11.2f}"


def _milliseconds_to_read(server: redis.Redis) -> float:
    spent = []
    for _ in range(_READINGS):
        start = perf_counter()
        pipe = server.pipeline(transaction=False)
        for key in cards.keys(PERSON):
            pipe.hgetall(key)
        pipe.execute()
        spent.append(perf_counter() - start)
    return 1000 * median(spent)


def _of_a_person(server: redis.Redis, url: str) -> Iterator[str]:
    """By kind of key, for somebody who has answered the daily set for two months."""
    server.flushall()
    asyncio.run(_live(url))
    used: Counter[str] = Counter()
    keys: Counter[str] = Counter()
    for key in server.scan_iter():
        kind = key.decode().split(":")[0]
        keys[kind] += 1
        used[kind] += server.memory_usage(key, samples=0) or 0
    yield f"a person with {DAYS} days of {A_DAY} answers: {used.total()} bytes"
    yield from (f"{kind:12} {keys[kind]:4} keys {size:7} bytes" for kind, size in used.most_common())


async def _live(url: str) -> None:
    client = Redis.from_url(url)
    store = Store(client)
    try:
        await store.remember(PERSON, language="ru", zone="Europe/Moscow", section="docker-images")
        due = datetime(2026, 5, 1, 6, tzinfo=UTC).timestamp()
        await store.dues.schedule(PERSON, due, None, {"daily_at": time(9), "daily_count": A_DAY})
        questions = list(learnt(DAYS * A_DAY))
        for day in range(DAYS):
            on = FIRST_DAY + timedelta(days=day)
            await store.dues.begin_sending(PERSON, on, "1")
            await _answer(store, questions[day * A_DAY : (day + 1) * A_DAY], on)
            await store.dues.set_day(PERSON, on, "sent")
            await store.remember(PERSON, streak=Streak(length=day, last=on))
            await store.journal.open_section(PERSON, f"docker-{day}")
            await store.lookups.look_up(PERSON, f"docker_{day}", (), datetime(2026, 5, 1, tzinfo=UTC))
    finally:
        await client.aclose()


async def _answer(store: Store, questions: list[QuestionId], on: date) -> None:
    for number, question in enumerate(questions):
        # as long as Telegram's are
        poll = Poll(f"53678920145{on:%m%d}{number:03}", question, "docker-images", 7, (3,), 4000, "set")
        run = Run(tuple(questions), answered=number, day=on)
        await store.keep_run(PERSON, "set", Waiting(run, poll.id, poll.message), poll)
        card = review(None, right=True, on=on, card_key=question)
        answer = Answer(poll, (3,), is_right=True, on=on, predicted=0.9)
        await store.journal.record_answer(PERSON, answer, card, Waiting(run))
