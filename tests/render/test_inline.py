from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render import Header, pages, plain, unmarked
from tests.render.shown import assert_telegram_takes, section
from tests.tdlib import execute

_SIGNS = st.text(alphabet=st.sampled_from("abя1.-_:/?#@[]%&=+~,;!'()*$"), max_size=30)


@given(st.sampled_from(("http://", "https://", "HTTPS://", "tg://", "ftp://", "")), _SIGNS)
@settings(max_examples=300, deadline=None)
def test_telegram_takes_every_address_that_becomes_a_link(scheme: str, rest: str) -> None:
    [page] = pages(section(f"[label](<{scheme}{rest}>)"), Header("T"), lambda href: href)
    assert_telegram_takes(page.text, page.entities)


def test_good_addresses_become_links() -> None:
    for address in (
        "https://example.org",
        "http://example.org:8080/a/b.html?x=1&y=%D1%8F#top",
        "https://docs.docker.com/engine/reference/run/#volume-shared-filesystems",
        "https://ru.wikipedia.org/wiki/Docker_(software)",
        "tg://resolve?domain=bot",
    ):
        [page] = pages(section(f"[label](<{address}>)"), Header("T"))
        assert page.entities[-1].url == address


def test_a_bad_address_would_cost_the_whole_message() -> None:
    link = {"@type": "textEntityTypeTextUrl", "url": "http://localhost:8000/"}
    text = {"@type": "formattedText", "text": "x"}
    entity = {"@type": "textEntity", "offset": 0, "length": 1, "type": link}
    answer = execute({"@type": "parseMarkdown", "text": text | {"entities": [entity]}})
    assert "Wrong HTTP URL" in answer["message"]


def test_plain_is_what_a_line_of_markdown_says() -> None:
    assert (
        plain("a **b** `c*d*` [e](f.md) <b>g</b> ![h](i.png) H<sub>2</sub>O &amp;") == "a b c*d* e g  H2O &"
    )
    assert plain("") == ""


def test_unmarked_takes_only_marks_that_cannot_be_text() -> None:
    assert (
        unmarked("keep `STDIN` **open**, see [docs](https://example.org)\n now")
        == "keep STDIN open, see docs now"
    )
    for text in ("__init__ and *args, **kwargs", "2**3**4", "*.py *.md", "a ` b", "x[1](2 3)", "5 * 3 * 2"):
        assert unmarked(text) == text
    assert unmarked("`` a`b `` and `__x__`") == "a`b and __x__"
