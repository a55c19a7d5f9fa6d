"""What people write after /daily."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.schedule import MOST_QUESTIONS, Wish, understand

WEEKEND = frozenset({5, 6})


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("09:00", Wish(time(9))),
        ("9:05", Wish(time(9, 5))),
        ("9", Wish(unclear=9)),
        ("5 пн-пт", Wish(quiet=WEEKEND, unclear=5)),
        ("09", Wish(time(9))),
        ("11", Wish(time(11))),
        ("9 5", Wish(time(9), 5)),
        ("9 по 5", Wish(time(9), 5)),
        ("5 вопросов в 9", Wish(time(9), 5)),
        ("5 в 9", Wish(time(9), 5)),
        ("5 09:30", Wish(time(9, 30), 5)),
        ("по 5", Wish(count=5)),
        ("по 1 вопросу", Wish(count=1)),
        ("в 9", Wish(time(9))),
        ("21.30 5", Wish(time(21, 30), 5)),
        ("21:30 по 5 вопросов", Wish(time(21, 30), 5)),
        ("5 вопросов", Wish(count=5)),
        ("1 question", Wish(count=1)),
        (" 00:00   10 ", Wish(time(0), 10)),
        ("пн вт ср чт пт", Wish(quiet=WEEKEND)),
        ("пн-пт", Wish(quiet=WEEKEND)),
        ("Понедельник, среда, ПЯТНИЦА", Wish(quiet=frozenset({1, 3, 5, 6}))),
        ("по средам", Wish(quiet=frozenset({0, 1, 3, 4, 5, 6}))),
        ("mon-fri", Wish(quiet=WEEKEND)),
        ("сб-вт", Wish(quiet=frozenset({2, 3, 4}))),  # over the end of the week
        ("вс", Wish(quiet=frozenset(range(6)))),
        ("по будням", Wish(quiet=WEEKEND)),
        ("weekends", Wish(quiet=frozenset(range(5)))),
        ("каждый день", Wish(quiet=frozenset())),
        ("вечером 20:00", Wish(evening=time(20))),
        ("вечером в 20", Wish(evening=time(20))),
        ("evening off", Wish(evening="off")),
        ("темы docker, postgresql", Wish(topics="docker postgresql")),
        ("topics", Wish(topics="")),
        ("09:30 5 пн-пт вечером 20:00 темы docker", Wish(time(9, 30), 5, WEEKEND, time(20), "docker")),
        ("off", "off"),
        ("ВЫКЛ", "off"),
        ("", None),
        ("25:99", None),
        ("09:60", None),
        ("9:5", None),
        ("-1", None),
        ("09:00 0", None),
        ("09:00 11", None),
        ("11 вопросов", None),
        ("09:00 five", None),
        ("9 5 5", None),
        ("по 5 по 6", None),
        ("по 11", None),
        ("в 9 в 10", None),
        ("09:00 10:00", None),
        ("вечером", None),
        ("вечером потом", None),
        ("пн-", None),
        ("завтра", None),
        ("докер", None),
        ("٠٩:٠٠", None),
        ("9" * 4000, None),
    ],
)
def test_what_people_write(words: str, wish: Wish | str | None) -> None:
    assert understand(words) == wish


@given(
    words=st.text(st.sampled_from("0123459:. -,пнвтсрoffвечеромтемы"), max_size=60) | st.text(max_size=400)
)
def test_whatever_is_written_is_a_wish_that_can_be_kept(words: str) -> None:
    match understand(words):
        case Wish() as wish:
            assert wish.count is None or 1 <= wish.count <= MOST_QUESTIONS
            assert wish.quiet is None or wish.quiet < frozenset(range(7)), "some day is left"
        case other:
            assert other in {"off", None}
