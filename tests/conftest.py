"""One house for all tests: the real bot on the model of Telegram, its memory in fakeredis."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from aiogram import Bot
from fakeredis import FakeAsyncRedis, FakeServer

from bot import app, texts
from bot.edition import Edition, Shelf, publish
from bot.preview import TOKEN, ModelSession, Person, Telegram
from bot.publishing import Press, Publisher
from bot.reloading import Reloading
from bot.store import Store
from bot.texts import Languages
from tests.content import report
from tests.tdlib import complaint_of

# a random failure on a machine that nobody watches helps nobody; at a desk chance goes on looking
hypothesis.settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")

ROOT = Path(__file__).parents[1]
SEED = ROOT / "../shared/seed-notes.md"
PACE = 1000.0  # messages a second: the line is real time, which a clock that stands still cannot shorten
MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # 09:00 in Moscow


@pytest.fixture(autouse=True)
def _no_time_for_polls_on_their_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Polls that nobody knows are forged here; on the model an answer overtakes nothing."""
    monkeypatch.setattr("bot.handlers.answers.OVERTAKEN", ())


@pytest.fixture(scope="session")
def edition() -> Edition:
    return publish(ROOT / "content" / "docker.md")


@pytest.fixture(scope="session")
def languages() -> Languages:
    return texts.load("ru")


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    """A model of Telegram whose clock stands still; every text is parsed by TDLib too."""
    telegram = Telegram(now=lambda: MONDAY)
    telegram.world.checks.append(complaint_of)
    yield telegram
    assert telegram.complaints == []


@pytest.fixture
def redis_server() -> FakeServer:
    return FakeServer()


@pytest.fixture
async def store(redis_server: FakeServer) -> AsyncIterator[Store]:
    client = FakeAsyncRedis(server=redis_server)
    yield Store(client)
    await client.aclose()


@pytest.fixture
def bot(telegram: Telegram) -> Bot:
    return Bot(TOKEN, session=ModelSession(telegram))


@pytest.fixture
def shelf(edition: Edition) -> Shelf:
    return Shelf(edition)


@pytest.fixture
def reloading(store: Store, shelf: Shelf) -> Reloading:
    return Reloading(Publisher(shelf, Press(ROOT / "content", store)), store, seen=0)


@pytest.fixture
def konspekt(
    bot: Bot, store: Store, reloading: Reloading, languages: Languages, telegram: Telegram
) -> app.App:
    """The bot as it runs, taking its updates from the model."""
    built = app.build(bot, store, reloading, languages, "Europe/Moscow", telegram.clock, rate=PACE)
    telegram.deliver = lambda update: built.dispatcher.feed_raw_update(bot, update)
    return built


@pytest.fixture
async def learner(konspekt: app.App, telegram: Telegram) -> Person:
    """A person who has pressed Start."""
    assert konspekt.bot.token == telegram.token
    learner = telegram.person("Аня")
    await learner.start()
    return learner


@pytest.fixture
async def host(konspekt: app.App, telegram: Telegram) -> Person:
    """The person whose bot it is: the only one in ADMIN_IDS."""
    host = telegram.person("Вера")
    konspekt.dispatcher["admins"] = frozenset([host.id])
    await host.start()
    return host


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    # here and not in tests/content: the process that tells never loads a conftest below when others run the tests
    report.tell(terminalreporter)
