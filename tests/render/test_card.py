from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render import Card, CardLabels, card
from bot.study.notes import Command, Example, Flag
from tests.render.shown import CASES, as_html, assert_telegram_takes

LABELS = CardLabels("Флаги", "Примеры", "Синонимы")
RUN = Command(
    id="docker_run",
    name="docker run",
    purpose="запускает контейнер из `IMAGE`",
    synopsis=("docker run [OPTIONS] IMAGE [COMMAND]",),
    flags=(
        Flag(("-d", "--detach"), "работать в фоне, показать только идентификатор"),
        Flag(("-t",), "псевдотерминал"),
        Flag(("--rm",), "удалить после остановки"),
        Flag(("-v", "--volume list"), "привязать том", (Example("-v mydb:/etc/mydb", ""),)),
    ),
    examples=(
        Example("docker run -d nginx", "веб-сервер в фоне"),
        Example("docker run \\\n  -it ubuntu bash", ""),
    ),
    aliases=("docker container run",),
    section="run",
    file="docker.md",
    line=1,
)


def made(command: Command, flag: str | None = None) -> Card:
    found = card(command, LABELS, flag)
    assert_telegram_takes(found.text, found.entities)
    return found


def test_card_looks_as_its_case_says() -> None:
    found = made(RUN)
    expected = (CASES / "card.txt").read_text(encoding="utf-8")
    assert as_html(found.text, found.entities) + "\n" == expected
    assert found.copy_texts == ("docker run -d nginx", "docker run \\\n  -it ubuntu bash")


def test_flags_are_readable_on_a_phone() -> None:
    text = made(RUN).text
    flags = text.partition("Флаги\n")[2].partition("\n\nПримеры")[0].split("\n")
    assert max(map(len, flags)) <= 34


def test_the_flag_asked_for_comes_first() -> None:
    for name in ("-v", "--volume"):
        assert "Флаги\n-v, --volume list" in made(RUN, name).text
    assert made(RUN, "--nothing") == made(RUN)


def test_a_command_that_only_has_a_name() -> None:
    bare = Command("ls", "ls", "", (), (), (), (), "s", "f.md", 1)
    found = made(bare)
    assert as_html(found.text, found.entities) == "<b>ls</b>"


def test_at_most_eight_examples_and_an_ellipsis() -> None:
    many = replace(RUN, examples=tuple(Example(f"docker run {number}", "") for number in range(12)))
    found = made(many)
    assert "docker run 7" in found.text
    assert "docker run 8" not in found.text
    assert found.text.endswith("…\n\nСинонимы: docker container run")
    assert len(found.copy_texts) == 8


def test_what_a_button_cannot_copy_is_left_out() -> None:
    long = replace(RUN, examples=(Example("x" * 257, ""), Example("y" * 256, ""), Example("🐳" * 129, "")))
    assert made(long).copy_texts == ("y" * 256,)


def test_many_flags_leave_room_for_examples() -> None:
    flags = tuple(Flag((f"--flag-{number}",), "что-то очень длинное и нужное " * 3) for number in range(100))
    found = made(replace(RUN, flags=flags))
    assert "--flag-0\n" in found.text
    assert "--flag-99\n" not in found.text
    assert "\n…\n\nПримеры\n" in found.text
    assert len(found.copy_texts) == 2
    assert "--flag-99\n" in made(replace(RUN, flags=flags), "--flag-99").text


def test_an_example_no_message_can_hold_does_not_hide_the_others() -> None:
    found = made(replace(RUN, examples=(Example("x" * 5000, "long"), Example("docker run a", "short"))))
    assert "short\ndocker run a\n…" in found.text


_texts = st.text(max_size=400) | st.text(alphabet="ab `*_🐳\n", max_size=400) | st.just("слово " * 900)
_examples = st.lists(st.builds(Example, _texts, _texts), max_size=10).map(tuple)
_flags = st.lists(
    st.builds(Flag, st.lists(_texts, min_size=1, max_size=3).map(tuple), _texts, _examples), max_size=12
)


@given(
    st.from_regex(r"\w[\w -]*", fullmatch=True),
    _texts,
    st.lists(_texts, max_size=5).map(tuple),
    _flags.map(tuple),
    _examples,
    st.lists(_texts, max_size=20).map(tuple),
)
@settings(max_examples=60, deadline=None)
def test_any_card_is_within_telegrams_limits(
    name: str,
    purpose: str,
    synopsis: tuple[str, ...],
    flags: tuple[Flag, ...],
    examples: tuple[Example, ...],
    aliases: tuple[str, ...],
) -> None:
    command = Command("id", name, purpose, synopsis, flags, examples, aliases, "s", "f.md", 1)
    assert all(0 < len(text) <= 256 for text in made(command).copy_texts)
