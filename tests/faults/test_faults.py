"""A small fan-out under the hardest faults; `make faults` is the same with 1,000 chats and 50 kills."""

from functools import partial

import pytest

from bot.preview.errors import ConnectionCut
from tests.faults.cases import Case, by_chance, kills, redis_dies
from tests.faults.experiment import prepared

IN_FLIGHT = 20  # requests at a kill, at the rate of these cases


@pytest.mark.parametrize(
    "case", [kills, redis_dies, partial(by_chance, make=lambda _: ConnectionCut(), after=True)]
)
async def test_nobody_is_lost_and_nobody_is_sent_twice(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEASE_SECONDS", "3")
    found = await case(40, 2)
    assert found.is_well, found
    assert found.most_at_a_kill <= IN_FLIGHT


async def test_what_is_lost_and_what_came_twice_is_seen() -> None:
    async with prepared() as experiment:
        await experiment.subscribe(3)
        twice, lost, sent = experiment.chats
        for chat in (twice, twice, sent):
            poll = {"chat_id": chat, "question": "?", "options": [{"text": "a"}, {"text": "b"}]}
            await experiment.telegram.call(experiment.telegram.token, "sendPoll", poll)
        await experiment.store.dues.set_day(lost, experiment.today, "sent")
        found = await experiment.outcome(0.0)
    assert (found.lost, found.twice, found.received) == (1, 1, 2)
    assert not found.is_well
