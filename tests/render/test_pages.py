from itertools import pairwise

import pytest
from hypothesis import given, settings

from bot.render import Entity, Header, Image, Page, pages, utf16_len
from bot.study.notes import Section
from tests.limited import ending
from tests.render import markdown_text
from tests.render.shown import HEADER, SEED, as_html, assert_telegram_takes, cases, section

FILES = ("inline.txt", "blocks.txt", "tables.txt", "html.txt")
TITLE_ONLY = Header("T")


def rendered(body: str, header: Header = HEADER) -> tuple[Page, ...]:
    found = pages(section(body), header)
    for page in found:
        assert_telegram_takes(page.text, page.entities)
    return found


def bodies(found: tuple[Page, ...]) -> list[str]:
    """The texts of pages without their headers."""
    return [page.text.partition("\n\n")[2] for page in found]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [pytest.param(*case[1:], id=f"{file}: {case[0]}") for file in FILES for case in cases(file)],
)
def test_markdown_looks_as_its_case_says(markdown: str, expected: str) -> None:
    [page] = rendered(markdown, TITLE_ONLY)
    assert as_html(page.text, page.entities).removeprefix("<b>T</b>\n\n") == expected


def test_header_stands_above_every_page_and_counts_only_several() -> None:
    [page] = rendered("text")
    assert as_html(page.text, page.entities) == "<i>Subject › Parent</i>\n<b>Title</b>\n\ntext"
    first, second = rendered("\n\n".join(["word " * 500] * 2))
    assert first.text.startswith("Subject › Parent\nTitle\npage 1/2\n\nword")
    assert second.text.startswith("Subject › Parent\nTitle\npage 2/2\n\nword")


def test_a_section_without_text_says_so() -> None:
    [page] = rendered("<!-- soon -->")
    assert page.text == "Subject › Parent\nTitle\n\nnothing yet"
    [page] = rendered("", Header(""))
    assert page.text == "…"


def test_a_long_header_leaves_room_for_the_text() -> None:
    header = Header("Т" * 5000, " › ".join(["🐳 parent"] * 500), lambda number, count: f"{number}/{count}")
    for page in rendered("слово " * 3000, header):
        breadcrumb, title, *_ = page.text.split("\n")
        assert breadcrumb.startswith("…")
        assert breadcrumb.endswith("🐳 parent")
        assert title.endswith("Т…")


def test_pages_divide_between_blocks() -> None:
    paragraphs = [f"{number} " + "x" * 900 for number in range(20)]
    found = bodies(rendered("\n\n".join(paragraphs)))
    assert "\n\n".join(found).split("\n\n") == paragraphs
    assert [body.count("\n\n") + 1 for body in found] == [4] * 5


def test_code_that_fits_a_page_is_never_cut() -> None:
    code = "\n".join(f"line {number}" for number in range(300))
    assert 2000 < len(code) < 4000
    first, second = rendered(f"{'word ' * 500}\n\n```sh\n{code}\n```\n\nafter")
    assert code not in first.text
    assert code in second.text


def test_longer_code_is_cut_at_line_ends_and_keeps_its_language() -> None:
    lines = [f"  echo {number} 🐳" for number in range(1500)]
    found = rendered("```bash\n" + "\n".join(lines) + "\n```")
    assert len(found) > 5
    shown = [line for body in bodies(found) for line in body.split("\n")]
    assert shown == lines
    for page in found:
        assert page.entities[-1].type == "pre"
        assert page.entities[-1].language == "bash"


def test_an_endless_line_of_code_is_cut_between_signs() -> None:
    line = "x🐳👩‍👩‍👧é" * 1500
    found = bodies(rendered(f"```\n{line}\n```"))
    assert "".join(found) == line
    assert not any(body.startswith(("\u200d", "\u0301")) for body in found)


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    sentences = [
        f"Sentence **number {number}** is [here](https://example.org/{number})." for number in range(400)
    ]
    found = bodies(rendered(" ".join(sentences)))
    assert len(found) > 3
    assert all(body.endswith("is here.") for body in found)
    assert " ".join(found).count("Sentence") == 400


def test_a_heading_and_a_lead_in_go_with_what_they_announce() -> None:
    code = "```\n" + "y" * 2000 + "\n```"
    first, second = rendered(f"{'word ' * 450}\n\n## Heading\n\nFor example:\n\n{code}")
    assert first.text.endswith("word")
    assert "Heading\n\nFor example:\n\nyyy" in second.text


def test_entities_beyond_a_hundred_go_to_the_next_page() -> None:
    many = " ".join(f"`c{number}`" for number in range(350))
    found = rendered(many)
    assert len(found) == 4
    codes = [entity for page in found for entity in page.entities if entity.type == "code"]
    assert len(codes) == 350
    rows = "\n".join(f"- `a{number}` **b**" for number in range(120))
    assert sum(page.text.count("•") for page in rendered(rows)) == 120


def test_a_long_quotation_is_folded_on_each_page() -> None:
    found = rendered("> " + "word " * 3000)
    assert len(found) > 3
    assert {page.entities[-1].type for page in found} == {"expandable_blockquote"}


def test_pictures_are_listed_with_the_page_they_stand_on() -> None:
    text = "word " * 600
    first, second = rendered(f"![a *b*](img/%D0%B0%20b.png?raw=1)\n\n{text}\n\n{text} ![](c.png)")
    assert first.images == (Image("img/а b.png", "a b"),)
    assert second.images == (Image("c.png", ""),)


def test_links_inside_the_notes_open_where_they_are_told_to() -> None:
    def target(href: str) -> str | None:
        return f"https://t.me/bot?start=s_{href.removesuffix('.md')}" if href == "images.md" else None

    [page] = pages(section("[a](images.md) [b](other.md)"), TITLE_ONLY, target)
    assert page.entities[1:] == (Entity("text_link", 3, 1, "https://t.me/bot?start=s_images"),)


def test_references_from_elsewhere_in_the_file_make_links() -> None:
    body = section("[docs], [^1]")
    references = {"DOCS": {"href": "https://example.org", "title": ""}, "^1": {"href": "Note", "title": ""}}
    body = Section(body.id, "T", ("T",), None, (), body.body, "a.md", 1, is_stub=False, references=references)
    [page] = pages(body, TITLE_ONLY)
    assert as_html(page.text, page.entities).endswith('<a href="https://example.org">docs</a>, [^1]')


@pytest.mark.skipif(not SEED.exists(), reason="the seed notes are not beside this checkout")
def test_every_section_of_the_seed_is_shown_whole() -> None:
    parts = SEED.read_text(encoding="utf-8").split("\n#")
    assert len(parts) > 10
    for part in parts:
        shown = iter(" ".join(bodies(rendered(f"#{part}"))).split())
        lost = [word for word in part.split() if word.isalnum() and word not in shown]
        assert lost == []


@given(markdown_text.flowing)
@settings(max_examples=120, deadline=None)
def test_no_word_is_lost_and_telegram_takes_every_page(markdown: str) -> None:
    shown = [word for body in bodies(rendered(markdown)) for word in markdown_text.words(body)]
    assert shown == list(markdown_text.words(markdown))


@given(markdown_text.tables)
@settings(max_examples=40, deadline=None)
def test_no_word_of_a_table_is_lost(markdown: str) -> None:
    shown = {word for body in bodies(rendered(markdown)) for word in markdown_text.words(body)}
    assert shown == set(markdown_text.words(markdown))


@given(markdown_text.noise)
@settings(max_examples=200, deadline=None)
def test_any_text_makes_pages_that_telegram_takes(text: str) -> None:
    found = rendered(text)
    for page in found:
        assert page.text.startswith("Subject › Parent\nTitle")
        for outer, inner in pairwise(page.entities):
            assert inner.offset >= outer.offset


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "> " * 90 + "deep",
        "- x\n" * 20_000,
        "```\n" + "line\n" * 200_000 + "```",
        "слово " * 200_000,
        "<b>" * 3_000 + "x",
        "`x` " * 20_000,
        "|a|b|\n|-|-|\n" + "|1|2|\n" * 5_000,
    ],
    ids=lambda text: f"{text[:8]!r} x {len(text)}",
)
def test_long_texts_end(text: str) -> None:
    with ending("cut into pages"):
        found = pages(section(text), HEADER)
    assert all(utf16_len(page.text) <= 4096 and len(page.entities) <= 100 for page in found)
