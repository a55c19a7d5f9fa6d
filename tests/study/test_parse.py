"""What the parser finds in notes of all kinds: cases as text, the seed, and what must never happen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.study.notes import Command, Definition, Library, Severity, WrittenQuestion
from bot.study.packs import Pack
from bot.study.parse import SourceFile, parse
from tests.study import shown

ASSETS = frozenset(("files/ok.png", "files/a b.pdf", "files"))
SEED = Path(__file__).parents[2] / ".." / "shared" / "seed-notes.md"
ASPECTS: dict[str, Callable[[Library], Iterator[str]]] = {
    "tree": shown.tree,
    "commands": shown.commands,
    "definitions": shown.definitions,
    "questions": shown.questions,
    "faults": shown.faults,
}
CASES = [(aspect, *case) for aspect in ASPECTS for case in shown.cases(f"{aspect}.txt")]


@pytest.mark.parametrize(
    ("aspect", "title", "text", "expected"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES]
)
def test_case(aspect: str, title: str, text: str, expected: str) -> None:
    library = parse(shown.files(text), assets=ASSETS)
    assert "\n".join(ASPECTS[aspect](library)) == expected, title


@pytest.fixture(scope="module")
def seed() -> Library:
    if not SEED.exists():
        pytest.skip("the seed notes are not beside this checkout")
    return parse([SourceFile("seed-notes.md", SEED.read_bytes())])


def test_the_seed_is_its_contents_list(seed: Library) -> None:
    assert len(seed.sections) == 45
    assert [section.title for section in seed.subjects()][:4] == ["Docker", "PostgreSQL", "Nats", "Selery"]
    written = {section.path for section in seed.sections.values() if not section.is_stub}
    assert ("Docker", "Архитектура Docker", "Объекты", "Образы (Images)") in written
    assert len(written) == 14


def test_every_command_of_the_seed_is_found(seed: Library) -> None:
    docker = "run build exec ps start pause stop kill restart rm rmi image container volume network system"
    dockerfile = "FROM WORKDIR COPY ADD RUN CMD ENTRYPOINT LABEL EXPOSE ENV VOLUME USER ARG ONBUILD"
    expected = [*(f"docker {name}" for name in docker.split()), *dockerfile.split()]
    assert [command.name for command in seed.commands.values()] == expected
    run = seed.commands["docker_run"]
    assert [flag.names[0] for flag in run.flags] == [
        "-d",
        "-p",
        "-t",
        "-i",
        "--name",
        "--rm",
        "--restart",
        "-e",
        "-v",
        "-w",
    ]
    assert run.flags[1].examples[0].code == "-p 3000:3000"
    assert len(seed.commands["docker_build"].examples) == 8
    assert all(command.purpose and command.synopsis for command in seed.commands.values())


def test_the_seed_has_one_error_its_picture(seed: Library) -> None:
    errors = [(fault.code, fault.line) for fault in seed.faults if fault.severity is Severity.ERROR]
    assert errors == [("missing-picture", 86)]


def test_text_before_the_first_heading_is_kept() -> None:
    assert parse(shown.files("intro\n\n# A\nown\n")).subjects()[0].body == "intro\n\nown"
    listed = parse(shown.files("Мои заметки\n\n# Оглавление\n- A\n\nв порядке чтения\n\n# A\nown\n"))
    assert listed.intro == "Мои заметки\n\nв порядке чтения"
    assert listed.subjects()[0].body == "own"


def test_a_section_shows_its_links_and_footnotes() -> None:
    text = "# A\nsee [x][Ref Name] and note[^1]\n# B\nb\n\n[ref  name]: https://example.org 'T'\n\n[^1]: the note\n"
    first, second = parse(shown.files(text)).subjects()
    assert first.references["REF NAME"] == {"href": "https://example.org", "title": "T"}
    assert first.body.endswith("[^1]: the note")
    assert second.body.count("[^1]") == 1


def test_line_ends_byte_order_mark_and_tabs_do_not_matter() -> None:
    text = "# A\n\n-\tитем\n\n```sh\n# проверить состояние\ngit status\n```\n## B\n"
    plain = parse([SourceFile("a.md", text.encode())])
    for other in (text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\ufeff" + text):
        library = parse([SourceFile("a.md", other.encode())])
        assert library.sections == plain.sections
        assert library.commands == plain.commands


@pytest.mark.parametrize(
    ("data", "offset", "line"),
    [
        ("# A\n".encode("utf-16"), 0, 1),
        (b"# A\n\xff", 4, 2),
        (b"\xef\xbb\xbf# A\n\n\xd0", 8, 3),
        ("# A".encode("utf-16-le"), 1, 1),
    ],
)
def test_other_encodings_are_reported_and_the_other_files_load(data: bytes, offset: int, line: int) -> None:
    library = parse([SourceFile("bad.md", data), SourceFile("good.md", b"# Good\ntext")])
    assert [section.title for section in library.subjects()] == ["Good"]
    (fault,) = library.faults
    assert (fault.code, fault.args["offset"], fault.line) == ("encoding", offset, line)


def test_no_sections_is_an_error() -> None:
    assert [fault.code for fault in parse([]).faults] == ["no-sections"]
    assert "no-sections" in [fault.code for fault in parse([SourceFile("a.md", b" \n")]).faults]


def test_ids_fit_callback_data_and_start_links() -> None:
    library = parse(
        shown.files("# A\n## `docker ps` - x\n## `SET key_name value` - y\n## Что?\n- [x] a\n- [ ] b\n")
    )
    assert set(library.commands) == {"docker_ps", "SET"}
    for found in (*library.sections, *library.questions):
        assert found.isascii()
        assert found.replace("-", "").replace("_", "").isalnum()
        assert len(found) <= 20


def test_an_id_of_a_section_is_not_about_case_or_markup() -> None:
    one, other = (
        parse(shown.files(text)) for text in ("# A\n## Образы (`Images`).\n", "# **a**\n## ОБРАЗЫ (Images)\n")
    )
    assert [*one.sections] == [*other.sections]


MARKDOWN = st.lists(
    st.sampled_from(
        """# A|## `docker ps` - x|# Оглавление|- A|  - [B](#b)|- [ ] q|- [x] r|> e|```|~~~sh|docker run IMAGE|# флаги|-a - b
        # например|a \\| b|--\\|--|1. `git add` - y|**T** — это z|[^1]: n|<!-- id: x -->|\t\tx|===|---|title: q|![i](p.png)""".replace(
            "\\|", "\0"
        ).split("|")
    ).map(lambda line: line.replace("\0", "|"))
    | st.text(max_size=20),
    max_size=40,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKDOWN.map(str.encode) | st.binary(max_size=50), max_size=3))
def test_nothing_is_raised_and_nothing_dangles(contents: list[bytes]) -> None:
    library = parse([SourceFile(f"{number}/README.md", data) for number, data in enumerate(contents)])
    assert [*library.sections] == [
        found.id for subject in library.subjects() for found in library.subtree(subject)
    ]
    places: list[Command | Definition | WrittenQuestion] = [*library.commands.values(), *library.definitions]
    places += library.questions.values()
    assert all(place.section in library.sections for place in places)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("абвгд \n*_`[]", min_size=1, max_size=30), min_size=1, max_size=8))
def test_every_word_of_the_notes_is_in_a_section(texts: list[str]) -> None:
    """Nothing is lost silently: not even what stands before the first heading."""
    words = [f"w{number}" for number, _ in enumerate(texts)]
    blocks = [
        f"{'#' * (number % 4)} T{number}\n\n{word} {text}"
        for number, (word, text) in enumerate(zip(words, texts, strict=True))
    ]
    library = parse(shown.files("\n\n".join(blocks)))
    found = " ".join([library.intro, *(section.body for section in library.sections.values())])
    assert [word for word in words if word not in found] == []


def test_a_packed_library_reads_the_same() -> None:
    library = parse(shown.files("# A\nown\n\n## B\n\n" + "длинный текст\n" * 2000 + "\n# C\n\n# D\nend\n"))
    kept = library.packed()
    assert [s.body for s in kept.sections.values()] == [s.body for s in library.sections.values()]
    assert sum(isinstance(s.text, Pack) for s in kept.sections.values()) == sum(
        bool(s.body) for s in kept.sections.values()
    )
    assert kept.packed() == kept
