"""Markdown of all kinds for property tests; words are `w0`, `w1`, ... in the order they stand in it."""

import re
from collections.abc import Iterator
from itertools import count

from hypothesis import strategies as st

WORD = re.compile(r"w\d+")
_PLACE = "\N{REPLACEMENT CHARACTER}"  # becomes the next word

_text = st.sampled_from(
    (
        _PLACE,
        f"{_PLACE} {_PLACE}.",
        f"{_PLACE}, 🐳 {_PLACE}!",
        f"é {_PLACE} 👩‍👩‍👧",
        f"{_PLACE} \\* &amp; <x>",
    )
)
_INLINE = (
    "*{}*",
    "**{}**",
    "__{}__",
    "s ~~{}~~",
    "[{}](https://example.org/?a=1)",
    "[{}](x.md)",
    "<b>{}</b>",
)
_SPAN = ("`{}`", "<kbd>{}</kbd>", "{}<sup>2</sup>", "{}\\\n", "{}\n", "<i>{}")


def _inline_around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wrapped = st.builds(str.format, st.sampled_from(_INLINE), inner)
    return st.lists(wrapped | inner, min_size=1, max_size=4).map(" ".join)


_span = st.builds(str.format, st.sampled_from(_SPAN), _text)
_inline = st.recursive(_text | _span, _inline_around, max_leaves=12)
_line = _inline.map(lambda text: " ".join(text.split()))
_long = st.builds(lambda text, times: " ".join([text] * times), _inline, st.integers(2, 60))

_heading = st.builds(lambda level, text: f"{'#' * level} {text}", st.integers(1, 6), _line)
_fence = st.builds(
    lambda language, lines: f"```{language}\n" + "\n".join(lines) + "\n```",
    st.sampled_from(("", "bash", "c++ run")),
    st.lists(_text, max_size=5) | st.builds(lambda times: [f"{_PLACE} " * 12] * times, st.integers(1, 60)),
)
_html = st.sampled_from(
    (
        f"<div align=center>{_PLACE} <b>{_PLACE}</b></div>",
        f"<details><summary>{_PLACE}</summary>\n\n{_PLACE}\n\n</details>",
        f"<ul><li>{_PLACE}<li>{_PLACE}</ul>",
        f"<pre>{_PLACE}\n  {_PLACE}</pre>",
        f"<blockquote>{_PLACE}",
        "<!-- a comment -->",
        "---",
    )
)
_leaf = _inline | _long | _heading | _fence | _html


def _indented(text: str, first: str, others: str) -> str:
    return first + text.replace("\n", f"\n{others}")


def _blocks_around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    bullets = st.builds(
        lambda items, mark, gap: gap.join(_indented(item, mark, " " * len(mark)) for item in items),
        st.lists(inner, min_size=1, max_size=4),
        st.sampled_from(("- ", "1. ", "7) ", "- [x] ", "- [ ] ")),
        st.sampled_from(("\n", "\n\n")),
    )
    quote = inner.map(lambda text: _indented(text, "> ", "> "))
    return st.lists(bullets | quote | inner, min_size=1, max_size=4).map("\n\n".join)


_row = st.lists(_line.map(lambda text: text.replace("|", "")), min_size=2, max_size=2)


def _table(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join((lines[0], "|---|:-:|", *lines[1:]))


def _numbered(text: str) -> str:
    numbers = count()
    return re.sub(_PLACE, lambda _: f"w{next(numbers)}", text)


flowing = st.recursive(_leaf, _blocks_around, max_leaves=10).map(_numbered)
"""Documents whose words a page shows once each, in order."""

tables = st.lists(_row, min_size=1, max_size=30).map(_table).map(_numbered)

_SIGNS = st.sampled_from("ab я🐳\n\t *_`~[]()<>!#-+.|\\&:/\"'=123x^{}\u0301\u200d")
_BOXES = st.sampled_from(
    (
        "<details>",
        "<summary>",
        "</details>",
        "<ul>",
        "<ol start=5>",
        "<li>",
        "</ul>",
        "</li>",
        "<pre>",
        "</pre>",
    )
)
_CELLS = st.sampled_from(
    ("<blockquote>", "</blockquote>", "<table>", "<tr>", "<td>", "<th>", "</tr>", "</table>", "<h2>", "</h2>")
)
_TAGS = st.sampled_from(
    (
        "<b>",
        "</i>",
        "<code>",
        "<a href='https://a.bc'>",
        "</a>",
        "<img src=x.png>",
        "<script>",
        "<dt>",
        "<!--",
    )
)
_MARKS = st.sampled_from(
    (
        "\n\n",
        "\n> ",
        "\n- ",
        "\n  1. ",
        "\n```x\n",
        "\n    ",
        "\n|a|b|\n|-|-|\n",
        "\n[^1]: ",
        "![a](b.png)",
        "<![",
    )
)
noise = st.lists(_SIGNS | _BOXES | _CELLS | _TAGS | _MARKS, max_size=80).map("".join)
"""Signs that mean something in Markdown or HTML, in no order."""


def words(text: str) -> Iterator[str]:
    return (found[0] for found in WORD.finditer(text))
