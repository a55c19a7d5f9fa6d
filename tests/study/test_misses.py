import pytest

from bot.study.misses import LETTERS, missed


@pytest.mark.parametrize(
    ("query", "counted"),
    [
        ("Как  настроить NGINX", "как настроить nginx"),
        ("docker run -v", "docker run -v"),
        ("порт 8080", "порт 8080"),
        ("ёлка\u200b", "елка"),
        ("<b>жирный</b>", "<b>жирный</b>"),
    ],
)
def test_a_query_is_counted_under_one_spelling(query: str, counted: str) -> None:
    assert missed(query) == counted


@pytest.mark.parametrize(
    "query",
    [
        "напиши на anna@example.org",
        "@anna где ты",
        "https://example.org/secret",
        "89261234567",
        "+7 (926) 123-45-67",
        "карта 4276 1234 5678 9010",
        "паспорт 12345",
    ],
)
def test_what_may_be_personal_is_not(query: str) -> None:
    assert missed(query) is None


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "?",
        "a",
        "😀😀😀",
        "12",
        "\x00\x01\x02",
        "а" * (LETTERS + 1),
        "x" * 4096,
        "one two three four five six seven eight nine",
    ],
)
def test_noise_and_messages_are_not(query: str) -> None:
    assert missed(query) is None
