import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from bot.render import Header, Image, RichPage, pages, rich_pages
from tests.render import markdown_text
from tests.render.shown import HEADER, SEED, cases, section

# core.telegram.org/bots/api#rich-message-formatting-options
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {"p", "pre", "hr", "ul", "ol", "li", "blockquote", "details", "table", "tr", "figure"}
INLINE = {"a", "b", "i", "u", "s", "code", "mark", "sub", "sup", "tg-spoiler", "br"}
TAGS = BLOCKS | INLINE | {"input", "summary", "td", "th", "img", "figcaption"}
VOID = {"br", "hr", "img", "input"}


class Checker(HTMLParser):
    """Refuses what Telegram refuses in a rich message."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.blocks = self.media = self.columns = 0
        self.feed(html)
        self.close()
        assert self.open == []
        assert len(self.text) <= 32_768
        assert self.blocks <= 500
        assert self.media <= 50

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        self.blocks += tag in BLOCKS
        self.media += tag == "img"
        self.columns = 0 if tag == "tr" else self.columns + (tag in ("td", "th"))
        assert self.columns <= 20
        if tag not in VOID:
            self.open.append(tag)
            assert len(self.open) <= 16
        if tag == "img":
            assert re.fullmatch(r"tg://photo\?id=[\w-]{1,64}", dict(attrs)["src"] or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data + " "


def picture_id(image: Image) -> str | None:
    return "plan" if image.path.endswith("plan.png") else None


def rendered(body: str, header: Header = HEADER) -> tuple[tuple[RichPage, ...], str]:
    """The pages, and their text."""
    found = rich_pages(section(body), header, picture_id=picture_id)
    return found, " ".join(Checker(page.html).text for page in found)


@pytest.mark.parametrize(
    ("markdown", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases("rich.txt")]
)
def test_markdown_looks_as_its_case_says(markdown: str, expected: str) -> None:
    [page], _ = rendered(markdown, Header(""))
    assert page.html == expected


def test_header_stands_above() -> None:
    [page], _ = rendered("<!-- nothing -->")
    assert page.html == "<p><i>Subject › Parent</i></p><h2>Title</h2><p>nothing yet</p>"


def test_only_pictures_that_are_shown_are_listed() -> None:
    [page], _ = rendered("![a](x/plan.png) ![b](c.png)")
    assert page.images == (Image("x/plan.png", "a"),)


@pytest.mark.parametrize(
    "body",
    [
        "слово " * 9_000,
        "- word\n" * 1_500,
        "1. a\n\n" + "".join(f"   word{number}\n\n" for number in range(1_500)),
        "```sh\n" + "echo word\n" * 6_000 + "```",
        "|a|b|\n|-|-|\n" + "|c|d|\n" * 1_200,
        "> " + "word & word\n> \n> " * 900,
        "<details><summary>s</summary>\n\n" + "word\n\n" * 900 + "</details>",
        "![](plan.png) " * 120,
        f"# {'<x> ' * 12_000}",
        f"|{'a|' * 30}\n|{'-|' * 30}\n|{'b|' * 30}",
        "> " * 30 + "deep *words*",
        "".join(f"{' ' * 2 * depth}- level{depth}\n" for depth in range(20)),
        ("[x](https://example.org/" + "y" * 2_000 + ") ") * 25,
    ],
    ids=lambda body: f"{body[:12]!r} x {len(body)}",
)
def test_what_one_message_cannot_hold_becomes_several_or_simpler(body: str) -> None:
    found, text = rendered(body)
    for word in ("слово", "word", "level", "&"):
        assert text.count(word) == body.count(word)
    assert sum(len(page.images) for page in found) == body.count("plan.png")


@pytest.mark.skipif(not SEED.exists(), reason="the seed notes are not beside this checkout")
def test_the_whole_seed_is_shown() -> None:
    source = SEED.read_text(encoding="utf-8")
    shown = iter(rendered(source)[1].split())
    assert [word for word in source.split() if word.isalnum() and word not in shown] == []


@given(markdown_text.flowing)
@settings(max_examples=80, deadline=None)
def test_no_word_is_lost(markdown: str) -> None:
    _, text = rendered(markdown)
    assert list(markdown_text.words(text)) == list(markdown_text.words(markdown))


@given(markdown_text.tables | markdown_text.noise)
@settings(max_examples=80, deadline=None)
def test_any_text_is_within_the_limits(markdown: str) -> None:
    rendered(markdown)


@pytest.mark.parametrize(
    "opening", ["<details>", "<blockquote>", "<ul><li>", "<details><ul><li><blockquote>"]
)
def test_html_nested_without_end_is_shown_with_what_is_in_it(opening: str) -> None:
    body = section(opening * 1_000 + "within\n\nafter")
    shown = "".join(page.html for page in rich_pages(body, HEADER))
    assert shown.index("within") < shown.index("after")
    assert "within" in "".join(page.text for page in pages(body, HEADER))
