"""The bot as its own process, talking to the model of Telegram over HTTP."""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.preview import RunningServer, Telegram

ROOT = Path(__file__).parents[1]
START_SECONDS = 20
STOP_SECONDS = 10


class Konspekt:
    """The bot's process on one data directory."""

    def __init__(self, data_dir: Path, telegram: Telegram, server: RunningServer) -> None:
        self.telegram = telegram
        self.log = data_dir.with_suffix(".log")
        self.environment = {
            "PATH": os.environ["PATH"],
            "BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": server.url,
            "DATA_DIR": str(data_dir),
            "CONTENT_DIR": str(ROOT / "content"),
            "HTTP_PORT": "0",
            "DEFAULT_TIMEZONE": "UTC",
        }
        self.process: asyncio.subprocess.Process | None = None

    async def launch(self, **more: str) -> None:
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                cwd=ROOT,
                env={**self.environment, **more},
                stdout=log,
                stderr=log,
            )

    async def start(self, **more: str) -> None:
        """Return when the bot asks for updates."""
        await self.launch(**more)
        async with asyncio.timeout(START_SECONDS):
            while not self.telegram.world.updates.is_polled:
                assert self.process is not None
                assert self.process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.02)

    def tell(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    async def has_logged(self, part: str) -> None:
        """Return when the log holds it."""
        async with asyncio.timeout(STOP_SECONDS):
            while part not in self.log.read_text():  # noqa: ASYNC110 -- another process writes it
                await asyncio.sleep(0.02)

    async def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end; gives the exit status."""
        assert self.process is not None
        self.process.send_signal(number)
        async with asyncio.timeout(STOP_SECONDS + 2):
            return await self.process.wait()


def next_minute() -> datetime:
    """A whole minute that is at least three seconds away."""
    now = datetime.now(UTC) + timedelta(seconds=3)
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)
