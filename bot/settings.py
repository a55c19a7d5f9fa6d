"""Settings of the process: read once from the environment and `.env`, checked whole before anything starts."""

import re
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AliasChoices, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import redis_url

TOKEN_PATTERN = r"^\d{3,20}:[A-Za-z0-9_-]{20,}$"  # noqa: S105 -- the shape BotFather gives, no token


LOCALES = Path(__file__).parent / "locales"  # a folder for each language
TELEGRAM = "https://api.telegram.org"
WEBHOOK_PORTS = (None, 443, 80, 88, 8443)  # core.telegram.org/bots/api#setwebhook


class CannotStartError(Exception):
    """Something that was given to the bot cannot be used; the message says what, and what to do."""


class SettingsError(Exception):
    """Some settings cannot be used; `faults` names each with its reason."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{name}: {reason}" for name, reason in faults))
        self.faults = faults


_HOST: Final = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
_PATH: Final = re.compile(r"[A-Za-z0-9._~/-]*")


class Settings(BaseSettings):
    """Every setting of Konspekt. An empty value counts as not given."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    bot_token: SecretStr | None = Field(
        default=None, description="Token from @BotFather. Empty: the preview runs instead of the bot."
    )
    telegram_api_url: str = Field(
        default=TELEGRAM,
        description="Address of the Bot API: Telegram's own, a local Bot API server, or the preview.",
    )
    webhook_url: str | None = Field(
        default=None,
        description="Address at which Telegram reaches `HTTP_PORT` through a proxy with TLS, with a path of your "
        "choice. Empty: the bot asks Telegram for updates.",
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="What Telegram sends with each update to show that it is Telegram, 1-256 of `A-Za-z0-9_-`. "
        "Empty: made from the token.",
    )
    redis_url: SecretStr | None = Field(
        default=None,
        description="Redis or Valkey: `redis://`, `rediss://` (TLS), `unix://`, `redis+sentinel://h1,h2/master`, "
        "`redis+cluster://h1,h2`. Empty: an embedded server.",
    )
    data_dir: Path = Field(
        default=Path("data"),
        description="Where the embedded server keeps its data, one process at a time, and what was made of the notes.",
    )
    content_dir: Path = Field(
        default=Path("content"), description="Folder of Markdown notes, or one `.md` or `.txt` file."
    )
    tldr_dir: Path | None = Field(
        default=None,
        description="Folder of [tldr-pages](https://github.com/tldr-pages/tldr) (CC BY 4.0): commands that the "
        "notes do not describe, for look-up only.",
    )
    http_host: str = Field(
        default="127.0.0.1",
        validation_alias=AliasChoices("http_host", "webhook_host"),
        description="Address that the preview page, the health checks, the metrics and the webhook listen on.",
    )
    http_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8080,
        validation_alias=AliasChoices("http_port", "webhook_port"),
        description="Port for the preview page, the health checks, the metrics and the webhook; 0 takes any free one.",
    )
    messages_per_second: Annotated[float, Field(ge=0, le=1000)] = Field(
        default=28,
        description="How fast daily sets leave, all replicas together, answers to people included; Telegram bears "
        "about 30. 0: no limit, for a local model of Telegram.",
    )
    admin_ids: Annotated[frozenset[int], NoDecode] = Field(
        default=frozenset(), description="Telegram ids of the people who run the bot, separated by commas."
    )
    default_language: str = Field(
        default="ru",
        description="Language for people whose Telegram speaks none of the bot's: `ru` or `en`, a folder of `bot/locales`.",
    )
    default_timezone: str = Field(
        default="Europe/Moscow", description="IANA name of the time zone for people who have not set one."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="The least serious events that are logged."
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="How log lines look: for people, or one JSON object a line."
    )

    @field_validator("bot_token")
    @classmethod
    def _token_has_the_shape(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.match(TOKEN_PATTERN, value.get_secret_value()):
            raise ValueError("does not look like a token of @BotFather (digits, a colon, letters)")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _api_is_a_web_address(cls, value: str) -> str:
        if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname:
            raise ValueError("must be an address that begins with http:// or https://")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _telegram_can_reach_it(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must be an address that begins with https://")
        if (
            not _HOST.fullmatch(parts.hostname)
            or not _PATH.fullmatch(parts.path)
            or parts.query
            or parts.fragment
        ):
            raise ValueError("may have letters, digits and -._~/ in its path, and nothing after it")
        try:
            port = parts.port
        except ValueError:
            raise ValueError("has a port that is no number up to 65535") from None
        is_telegram = info.data.get("telegram_api_url") == TELEGRAM
        if is_telegram and (parts.scheme != "https" or port not in WEBHOOK_PORTS):
            raise ValueError("must begin with https://, on port 443, 80, 88 or 8443: Telegram takes no other")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_has_the_letters(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("must be 1-256 of A-Z, a-z, 0-9, _ and -")
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis_is_an_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            redis_url.parse(value.get_secret_value())
        return value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids_are_numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isdecimal() for part in parts):
            raise ValueError("must be Telegram ids (numbers) separated by commas")
        return frozenset(map(int, parts))

    @field_validator("default_language")
    @classmethod
    def _language_is_spoken(cls, value: str) -> str:
        spoken = sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir())
        if value not in spoken:
            raise ValueError(f"must be one of {', '.join(spoken)}")
        return value

    @field_validator("default_timezone")
    @classmethod
    def _zone_is_known(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("must be an IANA time zone such as Europe/Moscow")
        ZoneInfo(value)
        return value

    @field_validator("log_level", "log_format", "default_language", mode="before")
    @classmethod
    def _case_does_not_count(cls, value: object, info: object) -> object:
        if isinstance(value, str):
            return value.upper() if getattr(info, "field_name", "") == "log_level" else value.lower()
        return value


def load(**overrides: object) -> Settings:
    """Settings from the environment, all faults at once.

    Raises:
        SettingsError: naming every setting that cannot be used; values are never shown.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # the names are checked by pydantic
    except ValidationError as error:
        faults = [
            (
                str(fault["loc"][0]).upper() if fault["loc"] else "?",
                fault["msg"].removeprefix("Value error, "),
            )
            for fault in error.errors(include_input=False, include_url=False)
        ]
        raise SettingsError(faults) from None
