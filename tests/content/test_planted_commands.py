"""The check of commands under test: what is planted in notes is found, at its line, and what is right is not."""

from pathlib import Path

import pytest

from tests.content import manuals, shell
from tests.content.fences import Verdict, blocks_of
from tests.content.manuals import lacking
from tests.content.planted import Judge, complaint, need, notes

SORT = """
# сигнатура
sort [OPTIONS] [FILE...]
# флаги
-r, --reverse - обратить порядок
-n, --numeric-sort - сравнивать числа
# пример: большие каталоги вверху
du -sh /srv/* | sort -rh | head -n 5 > big.txt
"""


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (SORT.replace("--reverse", "--backwards"), "notes.md:7: sort has no flag --backwards"),
        (SORT.replace("-n, --num", "-r, --num"), "notes.md:8: --numeric-sort of sort is -n, not -r"),
        (SORT.replace("sort -rh", "sort -rq"), "notes.md:10: sort has no flag -rq"),
        (SORT.replace("head -n 5", "head --rows=5"), "notes.md:10: head has no flag --rows"),
        (SORT.replace("du -sh /srv/*", "echo $(sudo du --deep /srv)"), "notes.md:10: du has no flag --deep"),
    ],
)
def test_a_wrong_flag_is_found(verdict_on: Judge, code: str, told: str) -> None:
    need("sort")
    assert complaint(verdict_on(notes("bash", code, "## `sort` — упорядочить"))) == told


def test_a_starter_that_the_machine_lacks_is_seen_through(
    verdict_on: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    need("du")
    monkeypatch.setattr(shell, "lacking", lambda words: "no sudo" if words[0] == "sudo" else lacking(words))
    code = "sudo -u ann du --deep /srv\necho $(sudo du --deep /srv)\nsudo"
    assert complaint(verdict_on(notes("bash", code))) == "notes.md:5: du has no flag --deep"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("git comit -m x", "notes.md:4: git has no command comit"),
        ("git log --oneline --hraph", "notes.md:4: git log has no flag --hraph"),
        ("git -C app status --shot", "notes.md:4: git status has no flag --shot"),
        ("cat <<EOF\n--odd\nEOF\ngit add \\\n  --bogus .", "notes.md:7: git add has no flag --bogus"),
    ],
)
def test_a_wrong_command_of_git_is_found(verdict_on: Judge, code: str, told: str) -> None:
    need("git")
    if not manuals.manual(("git", "log")):
        pytest.skip("no manual page of git")
    assert complaint(verdict_on(notes("bash", code))) == told


def test_only_commands_of_a_session_are_read(verdict_on: Judge) -> None:
    need("ls")
    session = "$ ls -l\nls --odd is what it printed\n$ ls --odd"
    assert complaint(verdict_on(notes("console", session))) == "notes.md:6: ls has no flag --odd"


def test_right_commands_are_left_in_peace(verdict_on: Judge) -> None:
    need("sort")
    assert verdict_on(notes("bash", SORT, "## `sort` — упорядочить")) == Verdict(ran=1)


def test_a_tool_that_is_not_here_is_counted(verdict_on: Judge) -> None:
    code = "# сигнатура\nno-such-tool [OPTIONS]\n# флаги\n--odd - странный"
    verdict = verdict_on(notes("bash", code, "## `no-such-tool` — нет такой"))
    assert (verdict.ran, dict(verdict.skipped), verdict.wrongs) == (0, {"no no-such-tool": 1}, ())


def test_an_unknown_command_of_psql_is_found(verdict_on: Judge) -> None:
    need("psql")
    assert (
        complaint(verdict_on(notes("psql", "\\dt+\n\\dtS\n\\dqq"))) == "notes.md:6: psql has no command \\dqq"
    )


def test_fences_without_a_check_are_shown_only(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(notes("sql", "SELEKT") + notes("python", "1 +") + notes("", "?"))
    assert list(blocks_of(tmp_path)) == []
