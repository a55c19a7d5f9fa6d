import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import Entity, message_entities, shortened, utf16_len
from bot.render.runs import Kind, Run, Style, compose, room_in, sliced, text_of

BOLD = Style(Kind.BOLD)
ITALIC = Style(Kind.ITALIC)


def test_offsets_are_in_utf16_units() -> None:
    text, entities = compose((Run("🐳 "), Run("я🐳", (BOLD,)), Run("!")))
    assert text == "🐳 я🐳!"
    assert entities == (Entity("bold", 3, 3),)


def test_entities_nest_and_none_lies_on_spaces_alone() -> None:
    _, entities = compose(
        (Run("a", (BOLD,)), Run("b", (BOLD, ITALIC)), Run("c", (ITALIC,)), Run(" ", (BOLD,)))
    )
    assert entities == (Entity("bold", 0, 2), Entity("italic", 1, 1), Entity("italic", 2, 1))


def test_entities_become_aiograms() -> None:
    [link] = message_entities((Entity("text_link", 1, 2, url="https://example.org"),))
    assert link.model_dump(exclude_none=True) == {
        "type": "text_link",
        "offset": 1,
        "length": 2,
        "url": "https://example.org",
    }


@given(st.lists(st.text(max_size=8)), st.integers(0, 40), st.integers(0, 40))
def test_slicing_runs_is_slicing_their_text(texts: list[str], start: int, end: int) -> None:
    runs = tuple(Run(text, (BOLD,) * (index % 2)) for index, text in enumerate(texts))
    assert text_of(sliced(runs, start, end)) == "".join(texts)[start:end]


@given(st.text(), st.integers(0, 50))
def test_room_is_never_more_than_the_units(text: str, units: int) -> None:
    assert utf16_len(text[: room_in(text, units)]) <= units


@pytest.mark.parametrize(
    ("text", "units", "expected"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two, three", 10, "one two…"),
        ("unbroken", 5, "unbr…"),
        ("🐳🐳🐳", 4, "🐳…"),
        ("a 👩‍👩‍👧", 6, "a…"),
    ],
)
def test_shortening_ends_at_a_word(text: str, units: int, expected: str) -> None:
    assert shortened(text, units) == expected


@given(st.text(min_size=1), st.integers(2, 60))
def test_shortened_text_fits(text: str, units: int) -> None:
    assert 0 < utf16_len(shortened(text, units)) <= units
