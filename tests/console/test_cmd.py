"""`konspekt cmd` as it looks in a terminal."""

import io
import json
import re
from dataclasses import replace

import pytest

from bot.console import cmd
from bot.console.terminal import Terminal
from bot.edition import Edition
from bot.study.notes import Library

WIDE = Terminal(width=100, has_colours=False)
NARROW = Terminal(width=40, has_colours=False)
COLOURED = Terminal(width=100, has_colours=True)
ANSI = re.compile(r"\x1b\[[\d;]+m")


class Shown:
    def __init__(self, edition: Edition, capsys: pytest.CaptureFixture[str]) -> None:
        self.edition = edition
        self._capsys = capsys
        self.status = -1

    def __call__(self, query: str, terminal: Terminal = WIDE) -> str:
        self.status = cmd.look_up(query, self.edition, "ru", terminal)
        return self._capsys.readouterr().out


@pytest.fixture
def shown(edition: Edition, capsys: pytest.CaptureFixture[str]) -> Shown:
    return Shown(edition, capsys)


def test_a_card_has_its_flags_in_columns_and_its_examples(shown: Shown) -> None:
    lines = shown("docker ps").splitlines()
    assert lines[:3] == ["docker ps — показать список контейнеров", "", "  docker ps [OPTIONS]"]
    assert "  -a, --all     показать и остановленные" in lines
    assert "  -q, --quiet   печатать только идентификаторы" in lines
    assert lines[lines.index("  docker ps -a") - 1] == "  # все контейнеры, включая остановленные"
    assert shown.status == 0


def test_the_flag_asked_for_comes_first(shown: Shown) -> None:
    lines = shown("docker run -v").splitlines()
    assert lines[lines.index("Флаги") + 1].startswith("  -v, --volume")


@pytest.mark.parametrize("query", ["docker run", "docker ps", "docker build", ""])
def test_a_card_keeps_within_the_terminal_and_code_is_never_broken(shown: Shown, query: str) -> None:
    """Code is there to be copied."""
    commands = shown.edition.library.commands.values()
    code = {line for c in commands for e in c.examples for line in e.code.splitlines()}
    code |= {line for c in commands for line in c.synopsis}
    lines = shown(query, NARROW).splitlines()
    assert [line for line in lines if len(line) > NARROW.width and line[2:] not in code] == []
    assert query == "" or any(line[2:] in code for line in lines if len(line) > NARROW.width)


@pytest.mark.parametrize("query", ["хранение данных", "тома"])
def test_the_prose_of_a_section_keeps_within_the_terminal(shown: Shown, query: str) -> None:
    lines = shown(query, NARROW).splitlines()
    assert [line for line in lines if len(line) > NARROW.width and not line.startswith("  ")] == []
    assert len(lines) > len(shown(query).splitlines())


def test_meanings_hang_under_their_column(shown: Shown) -> None:
    lines = shown("docker ps", NARROW).splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("  -f, --filter"))
    column = lines[first].index("отобрать")
    assert lines[first + 1].startswith(" " * column)
    assert lines[first + 1][column] != " "


@pytest.mark.parametrize(
    "query", ["docker ps", "docker run -v", "хранение данных", "тома", "dokkker psss", ""]
)
def test_colours_change_nothing_but_colours(shown: Shown, query: str) -> None:
    plain, coloured = shown(query), shown(query, COLOURED)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured or query == "dokkker psss"
    assert ANSI.sub("", coloured) == plain


def test_a_section_reads_as_text_under_its_path(shown: Shown) -> None:
    said = shown("тома")
    assert said.startswith("Docker › Архитектура Docker › Объекты › Тома\n")
    assert "**" not in said
    assert "  services:\n    web:\n" in shown("хранение данных")


def test_nothing_found_names_what_is_near(shown: Shown) -> None:
    said = shown("dokkker psss")
    assert "Ничего не нашлось" in said
    assert "docker ps" in said
    assert shown.status == 1


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("OOMKilled", "Docker › Архитектура Docker › Объекты › Коды завершения"),
        ("docker: port is already allocated", "Docker › Архитектура Docker › Объекты › Публикация портов"),
    ],
)
def test_what_is_mentioned_or_was_pasted_is_read_about(shown: Shown, query: str, where: str) -> None:
    assert shown(query).startswith(where)
    assert shown.status == 0


def test_without_words_all_commands_are_listed_with_their_purpose(shown: Shown) -> None:
    said = shown("")
    assert "показать список контейнеров" in said
    assert all(command.name in said for command in shown.edition.library.commands.values())


def test_what_is_told_of_a_card_is_not_told_twice(shown: Shown) -> None:
    assert "docker ps -a, docker ps" not in shown("docker ps").replace("\n", " ")


def test_notes_cannot_command_the_terminal(edition: Edition, capsys: pytest.CaptureFixture[str]) -> None:
    command = edition.library.commands["docker_ps"]
    evil = replace(
        command,
        purpose="\x1b]0;title\x07x",
        synopsis=("\x1b[2J",),
        aliases=("a\x1bb",),
        name="docker ps\x1b[31m",
    )
    library: Library = replace(edition.library, commands={**edition.library.commands, "docker_ps": evil})
    cmd.look_up("docker ps", replace(edition, library=library), "ru", WIDE)
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "noise", ["<b>" * 1400, "\u202e\u200b😀" * 1300, "\x00\x1b[2J", "'; DROP", "-" * 4096]
)
def test_noise_is_answered(shown: Shown, noise: str) -> None:
    assert "\x1b" not in shown(noise)


def test_lines_of_json_are_answered_as_they_come(edition: Edition) -> None:
    given = io.StringIO('{"q": "docker run -v"}\n\n[]\n{"q": "zzzz qqqq"}\n{"q": 5}\n')
    out = io.StringIO()
    cmd.look_up_lines(edition, given, out)
    first, bad, none, number = map(json.loads, out.getvalue().splitlines())
    assert first["targets"][0] == "docker run -v"
    assert "error" in bad
    assert none == {"q": "zzzz qqqq", "targets": []}
    assert number["q"] == "5"


def test_colours_are_for_terminals_that_want_them() -> None:
    class Tty(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert Terminal.of(Tty(), {}).has_colours
    assert not Terminal.of(Tty(), {"NO_COLOR": "1"}).has_colours
    assert Terminal.of(Tty(), {"NO_COLOR": ""}).has_colours
    assert not Terminal.of(Tty(), {"TERM": "dumb"}).has_colours
    assert not Terminal.of(io.StringIO(), {}).has_colours
