"""The command line as a host and an author meet it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEED

TOKEN = "123456789:" + "A" * 35
CLOSED_PORT = 1  # nothing listens there


def konspekt(
    *arguments: str, given: str = "", cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_check_of_our_notes_finds_no_fault() -> None:
    ended = konspekt("check", "content")
    assert ended.returncode == 0
    assert "- Docker\n  - Краткие сведения\n" in ended.stdout
    assert "Ошибок нет." in ended.stdout


@pytest.mark.skipif(not SEED.exists(), reason="the seed notes lie beside the checkout only")
def test_check_of_the_seed_shows_stubs_and_places_of_faults() -> None:
    ended = konspekt("check", str(SEED))
    assert "- PostgreSQL (пока пусто)" in ended.stdout
    assert "seed-notes.md:86: ошибка:" in ended.stdout
    assert "static/Docker/docker/architecture.png" in ended.stdout
    assert ended.returncode == 1, "a picture that is not there is an error"


def test_check_names_pictures_that_telegram_will_not_show(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Docker\n\n![x](text.png)\n\n![y](broken.svg) ![z](good.svg)\n")
    (tmp_path / "text.png").write_text("no picture")
    (tmp_path / "broken.svg").write_text("<svg><g></svg>")
    (tmp_path / "good.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="1" height="1"/></svg>'
    )
    ended = konspekt("check", str(tmp_path), "--json")
    faults = [(fault["file"], fault["line"], fault["code"]) for fault in json.loads(ended.stdout)["faults"]]
    assert faults == [("a.md", 3, "picture-kind"), ("a.md", 5, "picture-not-drawn")]
    assert ended.returncode == 1


def test_check_json_has_the_shape_of_the_contract(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Docker\n\n## `docker ps` — список\n\n```bash\ndocker ps\n```\n\n![x](no.png)\n"
    )
    ended = konspekt("check", str(tmp_path), "--json")
    shape = json.loads(ended.stdout)
    assert shape["files"] == [
        {
            "path": "a.md",
            "headings": [[1, "Docker"], [2, "docker ps — список"]],
            "fences": 1,
            "tables": 0,
            "images": 1,
            "links": 0,
            "commands": ["docker ps"],
        }
    ]
    (fault,) = shape["faults"]
    assert (fault["file"], fault["line"], fault["code"]) == ("a.md", 9, "missing-picture")
    assert "no.png" in fault["message"]
    assert shape["totals"]["commands"] == 1
    assert ended.returncode == 1


def test_check_questions_prints_them_as_authors_write_theirs() -> None:
    ended = konspekt("check", "--questions", "content/docker.md")
    lines = ended.stdout.splitlines()
    asked = next(
        n for n, line in enumerate(lines) if line == "  Чьё это описание: «Показать журнал контейнера»?"
    )
    assert re.fullmatch(
        r"docker\.md:\d+: \[purpose-to-command\] Docker / .*docker logs — показать журнал контейнера",
        lines[asked - 1],
    )
    assert lines[asked + 1] == "  - [x] docker logs"
    assert all(line.startswith("  - [ ] docker ") for line in lines[asked + 2 : asked + 7])
    assert lines[asked + 7 : asked + 9] == ["  > docker logs — показать журнал контейнера", ""]
    shape = json.loads(
        konspekt("check", "--questions", "--json", "content/docker.md", DEFAULT_LANGUAGE="en").stdout
    )
    printed = [line for line in lines if re.match(r"\S+:\d+: \[[a-z-]+\] ", line)]
    assert len(shape["questions"]) == shape["totals"]["questions"] == len(printed)
    assert "Which of these is described as “Показать журнал контейнера”?" in {
        q["stem"] for q in shape["questions"]
    }
    assert "questions" not in json.loads(konspekt("check", "--json", "content/docker.md").stdout)


def test_check_names_questions_that_a_teacher_would_strike_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Сети\n\n## Что такое NAT?\n\n- [x] подмена адресов\n- [ ] подмена адресов и портов\n- [ ] маска подсети\n"
    )
    ended = konspekt("check", str(tmp_path))
    assert ended.returncode == 0, "the question works: a warning"
    assert "a.md:3: предупреждение: неверный вариант и верный содержат друг друга" in ended.stdout
    (fault,) = json.loads(konspekt("check", str(tmp_path), "--json").stdout)["faults"]
    assert (fault["code"], fault["severity"]) == ("question-lure-contains", "warning")
    assert "Подмена адресов и портов" in fault["message"]


@pytest.mark.parametrize("command", ["check", "cmd"])
def test_notes_that_are_not_there_end_with_2(command: str, tmp_path: Path) -> None:
    ended = konspekt(command, CONTENT_DIR=str(tmp_path / "nothing"))
    assert ended.returncode == 2
    assert "nothing" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_folder_without_sections_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("")
    ended = konspekt("run", CONTENT_DIR=str(tmp_path), DATA_DIR=str(tmp_path / "data"), HTTP_PORT="0")
    assert ended.returncode == 2
    assert "CONTENT_DIR" in ended.stderr


def test_wrong_settings_are_named_all_at_once(tmp_path: Path) -> None:
    ended = konspekt(cwd=tmp_path, BOT_TOKEN="x", REDIS_URL="y", HTTP_PORT="z")
    assert ended.returncode == 2
    assert [line.split(":")[0] for line in ended.stderr.splitlines()] == [
        "BOT_TOKEN",
        "REDIS_URL",
        "HTTP_PORT",
    ]


def test_redis_that_is_down_is_named_without_its_password(tmp_path: Path) -> None:
    url = f"redis://user:hunter2@127.0.0.1:{CLOSED_PORT}/3"
    ended = konspekt("run", BOT_TOKEN=TOKEN, REDIS_URL=url, HTTP_PORT="0")
    assert ended.returncode == 2
    assert f"redis://127.0.0.1:{CLOSED_PORT}/3" in ended.stderr
    assert "hunter2" not in ended.stderr
    assert "Traceback" not in ended.stderr


def test_cmd_prints_a_card() -> None:
    ended = konspekt("cmd", "docker", "ps")
    assert ended.returncode == 0
    assert ended.stdout.startswith("docker ps — ")
    assert "-a, --all" in ended.stdout


def test_cmd_takes_flags_as_words_and_our_options_anywhere() -> None:
    ended = konspekt("cmd", "docker", "run", "-v")
    assert "Флаги\n  -v, --volume" in ended.stdout
    asked = konspekt("cmd", "docker", "run", "-h", "--json")
    assert json.loads(asked.stdout)["q"] == "docker run -h"
    assert "--stdin" in konspekt("cmd", "-h").stdout


def test_cmd_need_not_load_the_telegram_library() -> None:
    """It would make every look-up wait for seconds."""
    code = "import sys, bot.console.cmd, bot.console.terminal; sys.exit('aiogram' in sys.modules or 'redis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_cmd_json_and_nothing_found() -> None:
    assert json.loads(konspekt("cmd", "docker", "ps", "--json").stdout)["targets"][0] == "docker ps"
    ended = konspekt("cmd", "qqqq", "zzzz")
    assert ended.returncode == 1


def test_cmd_stdin_answers_line_by_line() -> None:
    ended = konspekt("cmd", "--stdin", given='{"q": "docker run -v"}\n\nnot json\n{"q": "zzzz qqqq"}\n')
    first, bad, last = map(json.loads, ended.stdout.splitlines())
    assert first["targets"][0] == "docker run -v"
    assert "error" in bad
    assert last == {"q": "zzzz qqqq", "targets": []}


def test_help_names_the_commands() -> None:
    ended = konspekt("--help")
    assert all(name in ended.stdout for name in ("run", "preview", "check", "cmd"))
