"""`konspekt backup` and `konspekt restore` as a host meets them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from bot.embedded import serve
from tests.conftest import ROOT

SECRET = "hunter2"


def konspekt(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DEFAULT_LANGUAGE": "en", **environment},
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
    )


def fill(url: str) -> None:
    with redis.Redis.from_url(url) as client:
        client.set("schema", 2)
        client.hset("person:{5}", mapping={"language": "ru", b"\xff": b"\x00"})
        client.zadd("due", {"5": 1764000000.5})
        client.set("run:{5}", "{}", ex=1000)


def contents(url: str) -> dict[bytes, bytes]:
    with redis.Redis.from_url(url) as client:
        return {key: client.dump(key) or b"" for key in client.scan_iter()}


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A DATA_DIR with something in it, whose bot has ended."""
    with serve(tmp_path / "full") as url:
        fill(url)
    return tmp_path / "full"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[str]:
    """A server that is not embedded, and empty."""
    with serve(tmp_path / "other") as url:
        yield url


def test_out_of_one_server_into_another(full: Path, other: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.jsonl"
    saved = konspekt("backup", str(file), DATA_DIR=str(full))
    assert (saved.returncode, saved.stdout) == (0, b"")
    assert b"Saved 4 entries" in saved.stderr
    assert file.stat().st_mode & 0o077 == 0, "it is about people"
    restored = konspekt("restore", str(file), REDIS_URL=other)
    assert restored.returncode == 0, restored.stderr
    assert b"Restored 4 entries" in restored.stderr
    with serve(full) as url:
        assert contents(url) == contents(other)


def test_through_a_pipe(full: Path, other: str) -> None:
    saved = konspekt("backup", "-", DATA_DIR=str(full))
    assert konspekt("restore", "-", given=saved.stdout, REDIS_URL=other).returncode == 0
    assert len(contents(other)) == 4


def test_a_bot_that_runs_lends_its_server_but_takes_nothing_back(full: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.jsonl"
    with serve(full):
        assert konspekt("backup", str(file), DATA_DIR=str(full)).returncode == 0
        refused = konspekt("restore", str(file), "--force", DATA_DIR=str(full))
    assert refused.returncode == 2
    assert b"in use by another bot" in refused.stderr


def test_what_is_there_is_replaced_by_force_only(full: Path, other: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.jsonl"
    konspekt("backup", str(file), DATA_DIR=str(full))
    with redis.Redis.from_url(other) as client:
        client.set("person:{6}", "x")
        before = contents(other)
        refused = konspekt("restore", str(file), REDIS_URL=other)
        assert (refused.returncode, contents(other)) == (2, before)
        assert b"is not empty: --force" in refused.stderr
        assert konspekt("restore", str(file), "--force", REDIS_URL=other).returncode == 0
        assert not client.exists("person:{6}")


def test_a_damaged_file_changes_nothing(full: Path, other: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.jsonl"
    konspekt("backup", str(file), DATA_DIR=str(full))
    file.write_bytes(file.read_bytes()[:-20])
    refused = konspekt("restore", str(file), "--force", REDIS_URL=other)
    assert refused.returncode == 2
    assert refused.stderr.decode().startswith(f"{file}:5: ")
    assert contents(other) == {}


def test_a_failed_backup_leaves_the_last_one(tmp_path: Path) -> None:
    file = tmp_path / "backup.jsonl"
    file.write_text("the last one")
    ended = konspekt("backup", str(file), REDIS_URL=f"redis://:{SECRET}@127.0.0.1:1/0")
    assert ended.returncode == 2
    assert b"redis://127.0.0.1:1/0 does not answer" in ended.stderr
    assert SECRET.encode() not in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["backup.jsonl"]
    assert file.read_text() == "the last one"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("backup", "-"), b"holds no data"),
        (("restore", "/nowhere/file"), b"/nowhere/file cannot be read"),
        (("backup", "/nowhere/file"), b"holds no data"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: tuple[str, ...], reason: bytes, tmp_path: Path) -> None:
    ended = konspekt(*arguments, DATA_DIR=str(tmp_path / "nothing"))
    assert ended.returncode == 2
    assert reason in ended.stderr
    assert b"Traceback" not in ended.stderr
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [("schema", "99", b"version 99"), ("restoring", "1", b"konspekt restore --force")],
)
def test_the_bot_does_not_start_on_data_that_is_not_its_own(
    other: str, key: str, value: str, reason: bytes
) -> None:
    with redis.Redis.from_url(other) as client:
        client.set(key, value)
    ended = konspekt("run", BOT_TOKEN="123456789:" + "A" * 35, REDIS_URL=other, HTTP_PORT="0")
    assert ended.returncode == 2
    assert reason in ended.stderr


def test_a_link_stays_a_link(full: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "there.jsonl", tmp_path / "link"
    link.symlink_to(target)
    assert konspekt("backup", str(link), DATA_DIR=str(full)).returncode == 0
    assert link.is_symlink()
    assert target.stat().st_size


def test_a_pipe_is_written_into(full: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["timeout", "20", "cat", str(pipe)], stdout=subprocess.PIPE) as reading:  # noqa: S607 -- of the PATH
        assert konspekt("backup", str(pipe), DATA_DIR=str(full)).returncode == 0
        assert reading.stdout is not None
        assert b"person:{5}" in reading.stdout.read()
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/stdout").is_symlink(), reason="no /dev/stdout")
def test_a_shell_s_pipe_is_written_into(full: Path) -> None:
    """It has a name that leads to no file: /proc/self/fd/pipe:[7]."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "backup", "/dev/stdout"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(full)},
        stdout=subprocess.PIPE,
    ) as running:
        said, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    assert b"person:{5}" in said
    assert Path("/dev/stdout").is_symlink()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full")
@pytest.mark.parametrize("file", ["/dev/full", "-"])
def test_a_full_device_stays_what_it_is_and_is_told(full: Path, file: str) -> None:
    command = f'exec "$0" -m bot backup {file} {"> /dev/full" if file == "-" else ""}'
    ended = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DEFAULT_LANGUAGE": "en", "DATA_DIR": str(full)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert ended.returncode == 2
    assert ended.stderr == f"{file} cannot be written: No space left on device\n"
    assert Path("/dev/full").is_char_device()
