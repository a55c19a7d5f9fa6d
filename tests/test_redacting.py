"""The token and passwords stand in no line that the bot writes."""

import json
import logging
import sys

import pytest

from bot import redacting
from bot.logs import JsonLines
from bot.redacting import Redacting, guard_tracebacks, secrets_of
from bot.settings import Settings

TOKEN = "123456:AAsecret-of-the-bot-0123456789"
PASSWORD = 'p:a"ß s\\w@rd'
IN_AN_ADDRESS = "p%3Aa%22%C3%9F%20s%5Cw%40rd"


@pytest.fixture
def settings() -> Settings:
    return Settings.model_validate(
        {"bot_token": TOKEN, "redis_url": f"redis://user:{IN_AN_ADDRESS}@localhost:6379/0"}
    )


def line(settings: Settings, inner: logging.Formatter, message: str, error: Exception | None = None) -> str:
    trace = None if error is None else (type(error), error, None)
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "%s", (message,), trace)
    return Redacting(inner, secrets_of(settings)).format(record)


@pytest.mark.parametrize("inner", [logging.Formatter(), JsonLines()], ids=["text", "json"])
@pytest.mark.parametrize(
    "said",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/getMe",
        "AAsecret-of-the-bot-0123456789",
        PASSWORD,
        repr(PASSWORD),
        json.dumps({"password": PASSWORD}),
        f"redis://user:{IN_AN_ADDRESS}@localhost",
    ],
)
def test_no_form_of_a_secret_is_written(settings: Settings, inner: logging.Formatter, said: str) -> None:
    for shown in (line(settings, inner, said), line(settings, inner, "x", ValueError(said))):
        assert "***" in shown
        assert not any(part in shown for part in ("AAsecret", "s\\w", "%5Cw", "ß"))


@pytest.mark.parametrize(
    ("address", "password"),
    [
        ("redis+sentinel://:seventeen@one:26379,two:26379/main", "seventeen"),
        ("redis+cluster://user:seventeen@one:7000,two:7001", "seventeen"),
        ("redis://localhost?password=seventeen", "seventeen"),
        ("redis+sentinel://:a@one,two/main?sentinel_password=seventeen", "seventeen"),
    ],
)
def test_passwords_are_found_in_every_kind_of_address(address: str, password: str) -> None:
    assert password in set(redacting._parts(address)), "settings would refuse some of these addresses first"


def test_lines_without_secrets_stay_as_they_are(settings: Settings) -> None:
    assert (
        line(settings, logging.Formatter(), "the answer to 123456 is user") == "the answer to 123456 is user"
    )


def test_a_password_of_few_letters_tears_no_words() -> None:
    settings = Settings.model_validate({"redis_url": "redis://:a@localhost"})
    assert line(settings, logging.Formatter(), "a cat") == "a cat"


def test_what_ends_the_process_is_shown_without_them(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    guard_tracebacks(secrets_of(settings))
    error = ExceptionGroup("x", [ValueError(f"https://api/bot{TOKEN}/")])
    sys.excepthook(type(error), error, None)
    told = capsys.readouterr().err
    assert "ExceptionGroup" in told
    assert "AAsecret" not in told
