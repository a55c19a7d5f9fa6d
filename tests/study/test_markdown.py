"""The reader of Markdown counts as an independent reader does, and takes any input in linear time."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import marko
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marko.ext.gfm import GFM

from bot.study.known import remember
from bot.study.markdown import MAX_DEPTH, Node, Tally, blocks, plain
from bot.study.notefile import read_file
from bot.study.parse import SourceFile, parse
from bot.study.source import decode
from tests.limited import ending

ROOT = Path(__file__).parents[2]
KINDS = {
    "Heading": "headings",
    "SetextHeading": "headings",
    "FencedCode": "fences",
    "Table": "tables",
    "Image": "images",
    "Link": "links",
    "AutoLink": "links",
    "Url": "links",
}


def by_reference(text: str) -> Counter[str]:
    """Counts by marko, an independent parser of CommonMark and GFM."""
    counts: Counter[str] = Counter()

    def walk(nodes: Iterable[object]) -> None:
        for node in nodes:
            kind = type(node).__name__
            counts[KINDS.get(kind, "other")] += 1
            children = getattr(node, "children", ())
            if kind != "Image" and not isinstance(children, str):
                walk(children)

    walk(marko.Markdown(extensions=[GFM]).parse(text).children)
    del counts["other"]
    return counts


def by_us(text: str) -> Counter[str]:
    tally = tally_of(text)
    return +Counter(
        headings=len(tally.headings),
        fences=tally.fences,
        tables=tally.tables,
        images=tally.images,
        links=tally.links,
    )


def tally_of(text: str) -> Tally:
    tally = Tally()
    for block in blocks(text.encode()):
        tally.add(block)
    return tally


WORD = st.sampled_from(
    [
        "Docker",
        "слово",
        "один_два",
        "a*b",
        "2<3",
        "C#",
        "**жирно**",
        "*курсив*",
        "~~нет~~",
        "<b>тег</b>",
        "&amp;",
    ]
)
LINK = st.sampled_from(
    [
        "[текст](a.md)",
        "[`код`](b.md#c)",
        "[ref]",
        "[другая][ref]",
        "<https://example.org>",
        "www.example.org",
        "https://example.org/a_b",
        "![рисунок](p.png)",
        "![alt][ref]",
        "[![в](p.png)](x.md)",
        "\\[не](ссылка)",
        "`[нет](x)`",
    ]
)
INLINE = st.lists(WORD | LINK, min_size=1, max_size=6).map(" ".join)
HEADING = st.builds(lambda level, text: f"{'#' * level} {text}", st.integers(1, 7), INLINE)
SETEXT = st.builds(lambda text, line: f"{text}\n{line}", INLINE, st.sampled_from(["===", "---"]))
FENCE = st.builds(
    lambda mark, info, body, end: f"{mark}{info}\n{body}\n{mark}{end}",
    st.sampled_from(["```", "~~~", "````"]),
    st.sampled_from(["", "sh", "python run"]),
    st.sampled_from(["# не заголовок", "| a | b |\n|---|---|", "[нет](x)\n\n- нет", "``"]),
    st.sampled_from(["", "  "]),
)
TABLE = st.builds(
    lambda rows: "| a | b |\n|:--|--:|\n" + "\n".join(f"| {row} | x |" for row in rows),
    st.lists(INLINE, min_size=1, max_size=3),
)
LITERAL = st.sampled_from(["***", "<div>\n*a*\n</div>", "<!-- # нет -->", "    # код"])
LEAF = INLINE | HEADING | SETEXT | FENCE | LITERAL


def indented(mark: str, text: str) -> str:
    first, *rest = text.split("\n")
    pad = "> " if mark == "> " else " " * len(mark)
    return "\n".join([mark + first, *(pad + line for line in rest)])


BLOCK = st.recursive(
    LEAF,
    lambda inner: (
        st.builds(
            indented,
            st.sampled_from(["- ", "1. ", "> "]),
            st.lists(inner, min_size=1, max_size=3).map("\n\n".join),
        )
        # what stands after a task's mark is text for GFM; pulldown-cmark would open a quote or a fence there
        | st.builds(indented, st.just("- [ ] "), INLINE)
    ),
    max_leaves=5,
)
# marko knows no tables right under text, and not all in items; GitHub and remark do: see the tests below
DOCUMENT = st.lists(BLOCK | TABLE, max_size=6).map(
    lambda parts: "\n\n".join([*parts, "[ref]: https://example.org 'T'"])
)


@settings(max_examples=200, deadline=None)
@given(DOCUMENT)
def test_counts_are_those_of_an_independent_parser(text: str) -> None:
    assert by_us(text) == by_reference(text)


@pytest.mark.parametrize(
    ("path", "short_hosts"),
    # marko asks for a period in every domain; GitHub and remark link http://server/ctx.tar.gz, as we do
    [("content/README.md", 0), ("content/docker.md", 0), ("../shared/seed-notes.md", 1)],
)
def test_counts_of_real_notes_are_those_of_an_independent_parser(path: str, short_hosts: int) -> None:
    file = ROOT / path
    if not file.exists():
        pytest.skip(f"{path} is not beside this checkout")
    text = file.read_text(encoding="utf-8")
    assert by_us(text) == by_reference(text) + Counter(links=short_hosts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A `b` *c*\n\n- ## D\n\n> E\n> ===\n", [(1, "A b c"), (2, "D"), (1, "E")]),
        ("####### not\n\n#not\n\n\\# not\n\n    # not\n", []),
        ("two\nlines\n---\n", [(2, "two lines")]),
        ("# [link](x) ![alt](p) <i>x</i> &lt; # #\n", [(1, "link alt x < #")]),
        ("#\n\n## \n", [(1, ""), (2, "")]),
    ],
)
def test_headings_at_any_depth_as_plain_text(text: str, expected: list[tuple[int, str]]) -> None:
    assert tally_of(text).headings == expected


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("text\na | b\n--|--\n1 | 2\n", 1),
        ("- item\n  a | b\n  --|--\n", 1),
        ("> text\n> a | b\n> --|--\n", 1),
        ("> text\na | b\n--|--\n", 0),  # lazy lines open no table
        ("- item\na | b\n--|--\n", 0),
        ("```\na | b\n--|--\n", 0),
        ("text\na | b\n    --|--\n", 0),
    ],
)
def test_a_table_may_follow_text_without_a_blank_line(text: str, tables: int) -> None:
    assert tally_of(text).tables == tables


def test_a_table_after_text_is_cut_off_where_it_stands() -> None:
    text = "слово\n**b** слово\n| `x` | y |\n|--|--|\n| 1 | [a](b) |\n"
    paragraph, table = blocks(text.encode())
    assert plain(paragraph.children) == "слово b слово"
    assert text.encode()[table.start :].startswith(b"| `x`")
    assert [plain(cell.children) for row in table.children for cell in row.children] == ["x", "y", "1", "a"]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://example.org/a_(b), www.example.org. and me@example.org", 3),
        ("`https://example.org` <a href='https://example.org'>", 0),
        ("[https://example.org](https://example.org)", 1),
        ("![https://example.org](p.png)", 0),
        ("xhttps://example.org http:// www. @example.org a@b www.localhost https://a_b.c https://a.b_c", 0),
        ("http://localhost, http://server:3000/x и http://a.b.", 3),
        ("[^1] и [x][y]\n\n[^1]: https://example.org\n", 1),
    ],
)
def test_bare_addresses_are_links(text: str, links: int) -> None:
    assert tally_of(text).links == links


def test_front_matter_is_no_text_but_keeps_its_lines() -> None:
    text, _ = decode(SourceFile("a.md", "---\ntitle: 'Имя: x'\n# нет: 1\n---\n# Да\n".encode()))
    assert text is not None
    assert text.title == "Имя: x"
    assert read_file(text).root.children[0].line == 5


def depth(node: Node) -> int:
    return 1 + max(map(depth, node.children), default=0)


def hostile() -> Iterator[tuple[str, str]]:
    yield "brackets", "[" * 10_000 + "a" + "]" * 10_000
    yield "items", "- a\n" * 100_000  # the issue's own figure
    yield "quotes", ">" * 10_000 + "a"
    yield "nested items", "- " * 5_000 + "a"
    yield "stars", "*a " * 50_000
    yield "half links", "[a](b" * 50_000
    yield "half comments", "<!-- " * 50_000
    yield "columns", "|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + ("|b" * 3_000 + "\n") * 10
    yield "delimiter rows", "x\n" + "--|--\n" * 20_000
    yield "titles alike", "# h\n\n" * 15_000
    yield (
        "entries",
        "# TOC\n\n" + "".join(f"- a{i}\n" for i in range(4_000)) + "".join(f"# a{i}\n" for i in range(4_000)),
    )
    yield "entries alike", "# TOC\n\n" + "- a\n  - b\n" * 4_000 + "# a\n\n## b\n\n" * 4_000
    yield "examples", "# `docker x` - y\n\n```sh\n" + "".join(f"docker x {i}\n" for i in range(20_000))
    yield "flags", "# `docker x` - y\n\n```sh\n-a" + ", -b" * 30_000 + "\n-c - " + "d " * 30_000
    yield "questions alike", "# q?\n\n- [x] a\n- [ ] b\n\n" * 5_000
    yield (
        "footnotes",
        "".join(f"[^{i}] " for i in range(10_000)) + "".join(f"\n\n[^{i}]: x" for i in range(10_000)),
    )
    yield "addresses", "www." * 30_000 + "a@" * 30_000 + "http://" * 30_000
    yield "parentheses", "**a** " + "(" * 50_000 + "\n\n# " + "(" * 50_000


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in hostile()])
def test_hostile_notes_are_read(text: str) -> None:
    source = SourceFile("a.md", text.encode())
    added = SourceFile("b.md", b"# new\n\nsome new text of another section")
    with ending("read"):
        library = parse([source])
    with ending("read again"):
        again = parse([source, added], remember(library))
    assert set(library.sections) < set(again.sections)


def test_trees_are_never_deeper_than_recursion_can_follow() -> None:
    for text in (b">" * 5_000 + b"a", b"- " * 5_000 + b"a", b"*a _b " * 2_000):
        assert max(map(depth, blocks(text))) <= MAX_DEPTH + 1
