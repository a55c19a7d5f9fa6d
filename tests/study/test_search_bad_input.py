"""Anything may be pasted into a chat: it is answered within 20 ms and never raises."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.study.search import Index, SectionTarget
from tests.bench.queries import written_suites
from tests.limited import limited

LONGEST = 4096  # characters of a message, core.telegram.org/bots/api#sendmessage
INDEX = Index.build(written_suites()[0].library)
RANDOM = random.Random(4)
LETTERS = "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя"


def noise(length: int) -> str:
    """Words of 3-12 random letters: none is known, each is tried in every reading."""
    words = ("".join(RANDOM.choices(LETTERS, k=RANDOM.randint(3, 12))) for _ in range(length))
    return " ".join(words)[:length]


PASTED = [
    noise(LONGEST),
    "а" * LONGEST,
    "docker " * (LONGEST // 7),
    "-v " * (LONGEST // 3),
    "контейнер образ том сеть " * 160,
    "🦀👩‍👩‍👧" * 400,
    "\u202eшалом \u200bdocker\u200f ps\ufeff",
    "\x00\x01\x1b[31mdocker\x7f ps\r\n\t",
    "'; DROP TABLE notes; -- \" OR 1=1 NEAR(a*) ^ {name}: ",
    "<script>alert(1)</script>&nbsp;<b>docker ps</b>",
    "[[[((((**__``~~\\\\////||",
    "%s %d {0} {} ${HOME} `id`",
    "a\u0301" * 2000,
    "\ud800 docker ps",
    "ﬁ ① ㎏ Ⅷ",
    "",
    "   \n ",
    "-",
    "--",
    "-" * LONGEST,
    "флаг",
    "флаг -",
    "как",
]


@pytest.mark.parametrize("text", PASTED, ids=range(len(PASTED)))
def test_what_is_pasted_is_answered(text: str) -> None:
    with limited("look up", 5):  # seconds; it takes some milliseconds
        INDEX.find(text)
    with limited("search", 5):
        INDEX.sections(text)
    with limited("look near", 5):
        INDEX.near(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    for hit in INDEX.find(text):
        assert INDEX.name(hit.target)
        assert 0 < hit.score <= 1
    for hit in INDEX.sections(text)[:2]:
        assert isinstance(hit.target, SectionTarget)
        shown = INDEX.snippet(hit.target.id, text)
        assert all(0 <= start < end <= len(shown.text) for start, end in shown.marks)


def test_invisible_marks_do_not_hide_a_name() -> None:
    hits = INDEX.find("\u202edo\u200bcker \ufeffps")
    assert INDEX.name(hits[0].target) == "docker ps"


def test_an_empty_query_finds_nothing() -> None:
    assert INDEX.find("") == INDEX.find(" \n") == ()
