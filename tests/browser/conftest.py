"""The preview as its own process, and a browser on its page."""

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.browser.visitor import Visitor
from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
START_SECONDS = 30
PHONE = (390, 844)
DESKTOP = (1280, 800)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are skipped, and say why, where there is no browser."""
    if CHROMIUM is None:
        reason = pytest.mark.skip(reason="no chromium on this machine: apt-get install chromium")
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(reason)


class Preview:
    """`konspekt preview` on notes and a data directory of its own."""

    def __init__(self, folder: Path) -> None:
        self.notes = folder / "notes"
        self.log = folder / "log"
        self.data = folder / "data"
        self.url = ""
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Return when the page is served."""
        environment = {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", "HTTP_PORT": "0"}
        where = {"DATA_DIR": str(self.data), "CONTENT_DIR": str(self.notes), "DEFAULT_TIMEZONE": "UTC"}
        told = len(self.output)
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "preview", cwd=ROOT, env=environment | where, stdout=log, stderr=log
            )  # fmt: skip
        async with asyncio.timeout(START_SECONDS):
            while not (found := re.search(r"http://127\.0\.0\.1:\d+", self.output[told:])):
                assert self.process.returncode is None, self.output
                await asyncio.sleep(0.02)
        self.url = found[0]

    @property
    def output(self) -> str:
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    async def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        async with asyncio.timeout(START_SECONDS):
            return await self.process.wait()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def konspekt(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Preview]:
    """One process for a module's tests, on a small folder of notes without a fault."""
    folder = tmp_path_factory.mktemp("preview")
    shutil.copytree(Path(__file__).with_name("notes"), folder / "notes")
    running = Preview(folder)
    await running.start()
    try:
        yield running
    finally:
        if running.process and running.process.returncode is None:
            await running.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            await browser.close()


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    width, height = request.param
    return width, height


@pytest_asyncio.fixture(loop_scope="module")
async def visitor(konspekt: Preview, browser: Browser, size: tuple[int, int]) -> AsyncIterator[Visitor]:
    """A Russian-speaking newcomer on an empty page; a script's fault on it fails the test."""
    width, height = size
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        locale="ru-RU",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = await context.new_page()
    page.set_default_timeout(15_000)
    emptied = await context.request.post(f"{konspekt.url}/preview/reset", data={})
    assert emptied.ok
    visitor = Visitor(page, konspekt.url)
    await visitor.enter()
    yield visitor
    await context.close()
    assert visitor.faults == []
