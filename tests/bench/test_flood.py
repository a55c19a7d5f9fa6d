"""The flood in small: what `make bench` measures with 500 members holds with 60."""

from tests.bench.flood import flood


async def test_many_answers_at_once_lose_nothing_and_keep_the_pace() -> None:
    found = await flood(members=60, seconds=4)
    assert found.counted == 60
    assert found.unanswered == 0
    assert found.shortest_gap >= 3
    assert found.p99 < 1
    assert found.refusals == 0
