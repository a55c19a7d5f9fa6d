"""The Redis that the settings name, or the embedded one: found, proven to answer, its data in the newest version and fit to be read."""

import logging
import ssl
from contextlib import ExitStack
from typing import Final

import redis

from bot import embedded
from bot.redis_url import parse
from bot.settings import CannotStartError, Settings
from bot.store import Store
from bot.store.schema import SchemaError

log = logging.getLogger(__name__)

NO_SUCH_DATABASE: Final = "DB index is out of range"


def redis_server(settings: Settings, stack: ExitStack) -> str:
    """The server that was named, or an embedded one that lives as long as the stack."""
    if settings.redis_url is not None:
        return settings.redis_url.get_secret_value()
    try:
        return stack.enter_context(embedded.serve(settings.data_dir))
    except embedded.EmbeddedServerError as error:
        raise CannotStartError(str(error)) from error


async def prove(memory: Store, redis_url: str) -> None:
    """Return when the store answers and its data is ours to work with.

    Raises:
        CannotStartError: it is not.
    """
    where = parse(redis_url).shown
    try:
        await memory.ping()
        if await memory.is_half_restored():
            raise CannotStartError(
                f"REDIS_URL: in {where} a restore is under way or was cut off: `konspekt restore --force FILE` ends it"
            )
        await memory.schema.bring_up_to_date()
        await memory.mending.mend(is_thorough=False)
    except SchemaError as error:
        raise CannotStartError(f"REDIS_URL: {where}: {error}") from error
    except redis.RedisError as error:
        raise CannotStartError(f"REDIS_URL: {where} {_trouble(error)}") from error


def _trouble(error: redis.RedisError) -> str:
    """What a server did instead of answering. Its own words may hold what was sent to it, a password too."""
    if isinstance(error, redis.AuthenticationError):
        return "wants another user or password"
    if not isinstance(error, redis.ResponseError):
        return f"does not answer: {error_text(error)}"
    if NO_SUCH_DATABASE in str(error):
        return "has no database of that number"
    code = str(error).partition(" ")[0]
    return f"refuses: {code if code.isupper() else error_text(error)}"


def error_text(error: Exception) -> str:
    """What went wrong, without the address that redis-py puts into it; of a certificate what is wrong with it."""
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, ssl.SSLCertVerificationError):
            return f"{type(behind).__name__}: {behind.verify_message}"
        behind = behind.__cause__ or behind.__context__
    return type(error.__cause__ or error).__name__
