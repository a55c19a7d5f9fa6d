"""Results of a search: within the limits, nothing lost, the query first."""

from hypothesis import given
from hypothesis import strategies as st

from bot.render import Result, query_text, results, utf16_len
from bot.render.results import QUERY_LIMIT
from bot.study.snippets import Snippet
from tests.render.shown import as_html, assert_telegram_takes

NOISE = st.text(st.characters(codec="utf-8"), max_size=300)


def test_results_look_like_this() -> None:
    found = [
        Result(6, "Сети", "Docker › Объекты", Snippet("…видит сеть 🐳 и <b>.", ((7, 11),))),
        Result(7, "Docker", "", Snippet("", ())),
    ]
    text, entities = results("docker сеть", "2 раздела", found)
    assert as_html(text, entities) == (
        "<code>docker сеть</code>\n2 раздела\n\n"
        "6. <b>Сети</b>\n<i>Docker › Объекты</i>\n…видит <b>сеть</b> 🐳 и &lt;b&gt;.\n\n"
        "7. <b>Docker</b>"
    )


def test_a_query_becomes_one_line() -> None:
    assert query_text(" a\n\tb\x00 c\u202e ") == "a b c"
    assert query_text(" \x01\n") == ""
    assert utf16_len(query_text("😀 " * 4096)) <= QUERY_LIMIT


@given(NOISE.map(query_text).filter(bool), st.lists(st.tuples(NOISE, NOISE, NOISE), min_size=1, max_size=5))
def test_telegram_takes_any_results(query: str, texts: list[tuple[str, str, str]]) -> None:
    """Every word of every snippet marked: still a message."""
    found = [
        Result(n, title, trail, Snippet(body[:182], tuple((i, i + 1) for i in range(0, len(body[:182]), 2))))
        for n, (title, trail, body) in enumerate(texts, 1)
    ]
    text, entities = results(query, "5 разделов", found)
    assert_telegram_takes(text, entities)
    assert (entities[0].type, entities[0].offset) == ("code", 0)
    assert text.startswith(query)
