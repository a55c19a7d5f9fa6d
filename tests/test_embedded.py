"""The embedded server: data stays, and one directory never has two servers."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import redis

from bot import embedded
from bot.embedded import SOCKET_PATH_LIMIT, EmbeddedServerError, serve

ROOT = Path(__file__).parents[1]
HOLD = """
import sys, time
from pathlib import Path
from bot.embedded import serve
with serve(Path(sys.argv[1])) as url:
    print(url, flush=True)
    time.sleep(60)
"""


def client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url)


def server_pid(url: str) -> int:
    with client(url) as connected:
        return int(connected.info("server")["process_id"])


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that ended and waits to be collected does not."""
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def bot_process(directory: Path) -> tuple[subprocess.Popen[str], str]:
    """A process that holds the directory, and the address of its server."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(directory)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def killed(directory: Path) -> str:
    """A bot was here and was killed; gives the address of the server that it left."""
    process, url = bot_process(directory)
    with client(url) as connected:
        connected.set("kept", "yes")
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
    return url


def test_data_stays_across_restarts(tmp_path: Path) -> None:
    with serve(tmp_path) as url, client(url) as connected:
        connected.set("kept", "yes")
    with serve(tmp_path) as url, client(url) as connected:
        assert connected.get("kept") == b"yes"


def test_the_server_ends_with_its_bot(tmp_path: Path) -> None:
    with serve(tmp_path) as url:
        pid = server_pid(url)
        assert is_alive(pid)
    assert not is_alive(pid)


def test_after_kill_9_the_orphan_is_taken_over(tmp_path: Path) -> None:
    orphan = server_pid(killed(tmp_path))
    assert is_alive(orphan)
    with serve(tmp_path) as url:
        assert server_pid(url) == orphan
        with client(url) as connected:
            assert connected.get("kept") == b"yes"
    assert not is_alive(orphan)


def test_after_both_were_killed_the_data_is_there(tmp_path: Path) -> None:
    os.kill(server_pid(killed(tmp_path)), signal.SIGKILL)
    with serve(tmp_path) as url, client(url) as connected:
        assert connected.get("kept") == b"yes"


def test_an_orphan_that_ends_meanwhile_is_replaced(tmp_path: Path) -> None:
    url = killed(tmp_path)
    pid = server_pid(url)
    os.kill(pid, signal.SIGTERM)
    with serve(tmp_path) as url:
        assert server_pid(url) != pid


def test_a_second_bot_is_refused(tmp_path: Path) -> None:
    process, _ = bot_process(tmp_path)
    try:
        with pytest.raises(EmbeddedServerError, match="in use by another bot"), serve(tmp_path):
            pass
    finally:
        process.terminate()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        _end(tmp_path)


def test_a_deep_directory_works_too(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * SOCKET_PATH_LIMIT)
    with serve(deep) as url, client(url) as connected:
        assert connected.ping()
        assert len(url) < SOCKET_PATH_LIMIT + len("unix://")


def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedServerError, match="file"), serve(tmp_path / "file" / "data"):
        pass


def _end(directory: Path) -> None:
    """Stop the server that a terminated bot left."""
    with serve(directory):
        time.sleep(0)


def test_a_server_that_dies_is_started_again_with_its_data(tmp_path: Path) -> None:
    with serve(tmp_path) as url:
        with client(url) as connected:
            connected.set("kept", "yes")
        pid = server_pid(url)
        time.sleep(1.1)  # appendfsync everysec
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                with client(url) as connected:
                    assert connected.get("kept") == b"yes"
                    break
            except redis.RedisError:
                time.sleep(0.1)
        assert server_pid(url) != pid


def test_a_server_that_does_not_answer_is_ended_all_the_same(tmp_path: Path) -> None:
    with serve(tmp_path) as url:
        pid = server_pid(url)
        os.kill(pid, signal.SIGSTOP)
    assert not is_alive(pid)


def test_a_server_that_cannot_be_started_again_at_once_is_started_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "WATCH_SECONDS", 0.1)
    popen = subprocess.Popen
    refused: list[object] = []

    def out_of_processes(*arguments: Any, **options: Any) -> object:
        if len(refused) < 2:
            refused.append(arguments)
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return popen(*arguments, **options)

    with serve(tmp_path) as url:
        monkeypatch.setattr(subprocess, "Popen", out_of_processes)
        os.kill(server_pid(url), signal.SIGKILL)
        deadline = time.monotonic() + 10
        while not refused or not answers(url):
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert len(refused) == 2


def answers(url: str) -> bool:
    try:
        with client(url) as asked:
            return bool(asked.ping())
    except redis.RedisError:
        return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_the_server_is_being_started_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    """What a supervisor may do at any moment: here between the start of the process and our knowing it."""
    popen = subprocess.Popen
    started: list[subprocess.Popen[bytes]] = []

    def told_meanwhile(*arguments: Any, **options: Any) -> object:
        started.append(popen(*arguments, **options))
        signal.raise_signal(number)
        return started[0]

    monkeypatch.setattr(subprocess, "Popen", told_meanwhile)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # as bot.early has it
    try:
        with pytest.raises(KeyboardInterrupt), serve(tmp_path):
            pytest.fail("it was told to end")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert started[0].wait(10) is not None
