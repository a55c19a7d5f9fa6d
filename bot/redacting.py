"""Secrets of the settings never stand in a log line or a traceback, whoever wrote them there.

Nothing of ours logs them; libraries put addresses into their errors, and Telegram's has the token in its path.
"""

import json
import logging
import sys
from collections.abc import Iterable, Iterator
from traceback import format_exception
from types import TracebackType
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from pydantic import SecretStr

from bot.settings import Settings

HIDDEN: Final = "***"
SHORTEST: Final = 4  # characters: to hide less would tear every other word, and protects nothing


class Redacting(logging.Formatter):
    """Another formatter's lines without the secrets."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str]) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = longest_first(secrets)

    def format(self, record: logging.LogRecord) -> str:
        return redacted(self._inner.format(record), self._secrets)


def redacted(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text


def longest_first(secrets: Iterable[str]) -> tuple[str, ...]:
    """Every way in which they may be written; the whole before its parts."""
    once = {form for secret in secrets for form in _forms(secret)}
    twice = {form for secret in once for form in _forms(secret)}  # a repr in a line of JSON
    return tuple(sorted((form for form in twice if len(form) >= SHORTEST), key=len, reverse=True))


def _forms(secret: str) -> Iterator[str]:
    """As it is, in an address, in JSON, in the repr of a text."""
    yield secret
    yield quote(secret, safe="")
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield repr(secret)[1:-1]


def secrets_of(settings: Settings) -> frozenset[str]:
    """Whatever the settings hold as a secret; of addresses the passwords too, of the token its secret half."""
    found = set()
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            found |= set(_parts(value.get_secret_value()))
    return frozenset(found)


def _parts(secret: str) -> Iterator[str]:
    yield secret
    address = urlsplit(secret)
    if not address.netloc and not address.query:
        yield secret.partition(":")[2]
        return
    # `host` may hold several nodes, which urlsplit calls no port: the password stands before the last @
    _, _, password = address.netloc.rpartition("@")[0].partition(":")
    given = [password, *(value for name, value in parse_qsl(address.query) if "pass" in name)]
    for one in given:
        yield one
        yield unquote(one)


def guard_tracebacks(secrets: Iterable[str]) -> None:
    """What ends the process is printed without them too."""
    hidden = longest_first(secrets)

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.stderr.write(redacted("".join(format_exception(kind, error, trace)), hidden))

    sys.excepthook = show
