from typing import TYPE_CHECKING

import pytest

from bot.render import Header, Image, pages, utf16_len
from tests.render.shown import HEADER, as_html, assert_telegram_takes, cases, section

if TYPE_CHECKING:
    from bot.render import Page

FILES = ("inline.txt", "blocks.txt", "tables.txt", "html.txt")
TITLE_ONLY = Header("T")


def rendered(body: str, header: Header = HEADER) -> "tuple[Page, ...]":
    found = pages(section(body), header)
    for page in found:
        assert_telegram_takes(page.text, page.entities)
    return found


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [pytest.param(*case[1:], id=f"{file}: {case[0]}") for file in FILES for case in cases(file)],
)
def test_markdown_looks_as_its_case_says(markdown: str, expected: str) -> None:
    [page] = rendered(markdown, TITLE_ONLY)
    assert as_html(page.text, page.entities).removeprefix("<b>T</b>\n\n") == expected
