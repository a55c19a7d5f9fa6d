"""Monstrous sections: what is shown of them."""

import pytest

from bot.render import Header, pages, rich_pages
from bot.render.beginning import BRACKETS, CHARACTERS, LINES, beginning
from tests.render.shown import section

HEADER = Header("Title", rest="the rest is in the file")


@pytest.mark.parametrize("text", ["", "a\n\nb", "x" * CHARACTERS, "\n" * LINES, "[" * BRACKETS])
def test_what_people_write_is_shown_whole(text: str) -> None:
    assert beginning(text) == text
    assert "in the file" not in pages(section(text), HEADER)[-1].text


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("word word\n\nword\n" * 10_000, "word word"),
        ("- item\n" * 10_001, "- item"),
        ("x" * CHARACTERS + "y", "x"),
        ("a [b](c)\n" * (BRACKETS + 1), "a [b](c)"),
    ],
)
def test_the_rest_is_cut_at_an_end(text: str, end: str) -> None:
    shown = beginning(text)
    assert len(text) / 4 < len(shown) < len(text)
    assert text.startswith(shown)
    assert shown.endswith(end)


def test_a_reader_is_told_where_the_rest_is() -> None:
    text = section("word " * CHARACTERS)
    assert pages(text, HEADER)[-1].text.endswith("the rest is in the file")
    assert rich_pages(text, HEADER)[-1].html.endswith("<p><i>the rest is in the file</i></p>")


@pytest.mark.parametrize("unit", ["- a\n", "![", "> - a\n", "|a|b|\n", "**a** `b` "])
def test_however_long_a_section_is_the_work_is_not(unit: str) -> None:
    """How long that takes is measured by `make bench`: ten times the notes must not be ten times the pages."""
    table = "|a|b|\n|-|-|\n" * (unit[0] == "|")
    some, many = section(table + unit * 30_000), section(table + unit * 300_000)
    assert pages(some, HEADER) == pages(many, HEADER)
