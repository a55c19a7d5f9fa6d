"""What the README tells to type works: each of its commands is run, or asked of the tool that would run it."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import redis
import yaml

from bot.embedded import serve
from tests.test_docs import DOCUMENTS, README, ROOT, fences

LINES = [
    words
    for block in fences(README)
    for line in block.splitlines()
    if (words := shlex.split(line, comments=True))
]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def run(command: list[str], folder: Path, **environment: str) -> str:
    """What a command that must succeed prints."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if name.islower() or name in {"PATH", "HOME", "LANG"}
    }
    ended = subprocess.run(
        command, cwd=folder, env=clean | environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def lines_of(program: str) -> list[list[str]]:
    return [words for words in LINES if words[0] == program]


def test_every_line_is_run_by_one_of_these_tests() -> None:
    assert {words[0] for words in LINES} == {"make", ".venv/bin/konspekt", "docker"}


MADE = sorted(
    {
        words[1]
        for document in DOCUMENTS
        for block in fences(document.read_text(encoding="utf-8"))
        for line in block.splitlines()
        if (words := shlex.split(line, comments=True))[:1] == ["make"]
    }
)


@pytest.mark.parametrize("target", MADE)
def test_make_has_the_target(target: str) -> None:
    assert run(["make", target, "--dry-run"], ROOT)


def test_the_command_line_does_what_it_is_told_to(tmp_path: Path) -> None:
    """One after another, as a newcomer would: what is backed up is restored."""
    (tmp_path / "content").mkdir()
    shutil.copy(ROOT / "content/docker.md", tmp_path / "content")
    shutil.copytree(ROOT / "content/static/docker", tmp_path / "content/static/docker")
    with serve(tmp_path / "data") as url, redis.Redis.from_url(url) as memory:
        memory.hset("person:{5}", mapping={"language": "ru"})
    for _, *arguments in lines_of(".venv/bin/konspekt"):
        run([sys.executable, "-m", "bot", *arguments], tmp_path, PYTHONPATH=str(ROOT))
    with serve(tmp_path / "data") as url, redis.Redis.from_url(url) as memory:
        assert memory.hgetall("person:{5}") == {b"language": b"ru"}


def test_the_example_of_settings_is_copied_and_used(tmp_path: Path) -> None:
    assert "`cp .env.example .env`" in README
    shutil.copy(ROOT / ".env.example", tmp_path / ".env")
    (tmp_path / "content").mkdir()
    shutil.copy(ROOT / "content/nats.md", tmp_path / "content")
    run([sys.executable, "-m", "bot", "cmd", "nats", "server"], tmp_path, PYTHONPATH=str(ROOT))


@pytest.mark.parametrize("words", lines_of("docker"), ids=" ".join)
def test_compose_knows_the_services_and_profiles(words: list[str]) -> None:
    given = re.fullmatch(
        r"docker compose(?: --profile (\w+))? (up -d|logs -f)(?: ([\w-]+))?", " ".join(words)
    )
    assert given is not None
    profile, _, service = given.groups()
    profiles = {name for one in COMPOSE["services"].values() for name in one.get("profiles", ())}
    assert profile is None or profile in profiles
    assert service is None or service in COMPOSE["services"]


@pytest.mark.parametrize("profile", [[], ["--profile", "webhook"]])
def test_compose_itself_takes_the_file(profile: list[str]) -> None:
    docker = shutil.which("docker")
    if (
        not docker
        or subprocess.run([docker, "compose", "version"], check=False, capture_output=True).returncode
    ):
        pytest.skip("no docker compose")
    run(
        ["docker", "compose", *profile, "config", "--quiet"],
        ROOT,
        BOT_TOKEN="1:a",
        WEBHOOK_URL="https://bot.example.org",
    )
