import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import fits_option, poll, utf16_len

LURES = ["docker rm", "docker rmi", "docker stop"]


def test_fields_are_plain_text() -> None:
    asked = poll(
        "Что делает `docker ps`?", ["**показывает** контейнеры", "удаляет `x`"], [0], "Смотри [тут](x.md)"
    )
    assert asked.question == "Что делает docker ps?"
    assert asked.options == ("показывает контейнеры", "удаляет x")
    assert asked.correct_option_ids == (0,)
    assert asked.explanation == "Смотри тут"
    assert asked.description is None


def test_right_options_are_sorted_as_telegram_wants_them() -> None:
    assert poll("?", LURES, [2, 0, 2]).correct_option_ids == (0, 2)


def test_an_explanation_has_at_most_two_line_feeds() -> None:
    assert poll("?", LURES, [0], "one\n\ntwo\nthree\nfour").explanation == "one\ntwo\nthree four"


def test_long_texts_end_at_a_word() -> None:
    asked = poll("слово " * 100, ["вариант " * 20, "b"], [0], "причина " * 50)
    assert asked.question.endswith("слово…")
    assert asked.options[0].endswith("вариант…")
    assert (asked.explanation or "").endswith("причина…")


def test_code_keeps_its_lines_and_ends_at_one() -> None:
    assert poll("?", LURES, [0], code="\n\tls -l\n  pwd\n").description == "    ls -l\n  pwd"
    lines = [f"  echo {number}" for number in range(300)]
    description = poll("?", LURES, [0], code="\n".join(lines)).description or ""
    *kept, last = description.split("\n")
    assert kept == lines[: len(kept)]
    assert len(kept) > 50
    assert last == "…"


@pytest.mark.parametrize(
    ("options", "rights"),
    [
        (["only"], [0]),
        ([str(number) for number in range(13)], [0]),
        (LURES, []),
        (LURES, [3]),
        (LURES, [-1]),
        (["same", "`same`"], [0]),
        (["x" * 120 + "a", "x" * 120 + "b"], [0]),
        (["", "b"], [1]),
    ],
)
def test_what_no_poll_can_ask_is_refused(options: list[str], rights: list[int]) -> None:
    with pytest.raises(ValueError, match="options"):
        poll("?", options, rights)


def test_an_option_fits_up_to_a_hundred_units() -> None:
    assert fits_option("x" * 100)
    assert fits_option("`" + "x" * 100 + "`")
    assert fits_option("🐳" * 50)
    assert not fits_option("x" * 101)
    assert not fits_option("🐳" * 51)
    assert not fits_option(" ")


@given(st.text(), st.lists(st.text(), min_size=2, max_size=12), st.text(), st.text())
def test_every_field_is_within_telegrams_limits(stem: str, options: list[str], why: str, code: str) -> None:
    options = list({option: None for option in options if fits_option(option)})
    try:
        asked = poll(stem, options, [0], why, code)
    except ValueError:
        return
    assert utf16_len(asked.question) <= 300
    assert all(0 < utf16_len(option) <= 100 for option in asked.options)
    assert utf16_len(asked.explanation or "") <= 200
    assert (asked.explanation or "").count("\n") <= 2
    assert utf16_len(asked.description or "") <= 1024
