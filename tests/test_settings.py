"""Settings: all faults at once, values never shown."""

from pathlib import Path

import pytest

from bot import settings
from bot.settings import Settings, SettingsError

ROOT = Path(__file__).parents[1]
GOOD_TOKEN = "123456789:" + "A" * 35


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_given_is_enough() -> None:
    assert settings.load().bot_token is None
    assert settings.load().default_language == "ru"


def test_all_faults_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "BOT_TOKEN": "not-a-token",
        "TELEGRAM_API_URL": "telegram",
        "WEBHOOK_URL": "bot.example.org",
        "WEBHOOK_SECRET": "a secret with spaces",
        "REDIS_URL": "http://secret-host",
        "HTTP_PORT": "70000",
        "ADMIN_IDS": "me,you",
        "DEFAULT_LANGUAGE": "fr",
        "DEFAULT_TIMEZONE": "Moscow",
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert {name for name, _ in caught.value.faults} == set(given)
    assert "secret-host" not in str(caught.value)
    assert "not-a-token" not in str(caught.value)


def test_good_values_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", GOOD_TOKEN)
    monkeypatch.setenv("ADMIN_IDS", " 1, 22 ,")
    monkeypatch.setenv("LOG_LEVEL", "warning")
    monkeypatch.setenv("REDIS_URL", "rediss://user:password@host:1/0")
    loaded = settings.load()
    assert loaded.admin_ids == {1, 22}
    assert loaded.log_level == "WARNING"
    assert "password" not in repr(loaded)
    assert GOOD_TOKEN not in repr(loaded)


@pytest.mark.parametrize(
    "url",
    [
        "http://bot.example.org",
        "https://bot.example.org:8080",
        "https://bot.example.org:x",
        "ftp://a",
        "https://bot.example.org/{",
        "https://bot.example.org/a b",
        "https://x y/",
        "https://bot.example.org/a?b",
    ],
)
def test_a_webhook_that_telegram_would_not_take_is_a_fault(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("WEBHOOK_URL", url)
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert [name for name, _ in caught.value.faults] == ["WEBHOOK_URL"]


def test_a_bot_api_server_of_one_s_own_takes_any_webhook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "http://10.0.0.1:8080/telegram")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://10.0.0.2:8081")
    assert settings.load().webhook_url == "http://10.0.0.1:8080/telegram"


def test_an_empty_value_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    monkeypatch.setenv("HTTP_PORT", "")
    assert settings.load().bot_token is None


def test_a_dotenv_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("HTTP_PORT=1111\nLOG_FORMAT=json\n")
    monkeypatch.setenv("HTTP_PORT", "2222")
    assert settings.load().http_port == 2222
    assert settings.load().log_format == "json"
