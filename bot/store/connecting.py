"""Clients for one server, for a master that Sentinels look after, and for a Redis Cluster."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from redis.asyncio import BlockingConnectionPool, Connection, Redis, SSLConnection, UnixDomainSocketConnection
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import BusyLoadingError, ReadOnlyError

from bot.redis_url import RedisUrl, Tls, parse
from bot.store.together import Together

ANSWER_SECONDS: Final = 5  # a server that is slower than this counts as away
RETRIES: Final = 2


class _UnixConnection(UnixDomainSocketConnection):
    """redis-py's greets the server while it connects, and a greeting that fails connects again: tries within tries.

    Where the server was frozen before the first connection, they have no end. The greeting follows anyway, as for TCP.
    """

    async def _connect(self) -> None:
        async with asyncio.timeout(self.socket_connect_timeout):
            self._reader, self._writer = await asyncio.open_unix_connection(self.path)


def connect(url: str, *, connections: int) -> "Redis":
    """A client for an address of `bot.redis_url`; callers wait for one of `connections`, never fail for it.

    Sentinels and clusters have pools that do not wait: there is no limit to their connections, and what the bot has
    in hand (`bot.polling`) is one.
    Raises:
        RedisUrlError: the address cannot be used.
    """
    address = parse(url)
    match address.kind:
        case "sentinel":
            return _sentinel(address)
        case "cluster":
            return _cluster(address)
        case _:
            return _server(address, connections)


def _server(address: RedisUrl, connections: int) -> "Redis":
    if address.kind == "unix":
        where: dict[str, Any] = {"connection_class": _UnixConnection, "path": address.path}
    else:
        ((host, port),) = address.nodes
        connection = Connection if address.tls is None else SSLConnection
        where = {"connection_class": connection, "host": host, "port": port}
    return Together.from_pool(
        BlockingConnectionPool(
            max_connections=connections,
            timeout=ANSWER_SECONDS,
            db=address.db,
            # a server that lost its place as the master: the name may lead to the new one by now
            retry_on_error=[ReadOnlyError, BusyLoadingError],
            retry=_retry(),
            **where,
            **_common(address),
        )
    )


def _sentinel(address: RedisUrl) -> "Redis":
    from redis.asyncio.sentinel import Sentinel  # noqa: PLC0415 -- most bots have one server

    common = _common(address)
    own = {**common, "username": address.sentinel_username, "password": address.sentinel_password}
    secure = {} if address.tls is None else {"ssl": True}
    sentinels: Any = Sentinel(address.nodes, sentinel_kwargs={**own, **secure}, **common, **secure)  # type: ignore[no-untyped-call]  # as redis-py has it
    client: Any = sentinels.master_for(address.master, redis_class=_Led, db=address.db, retry=_retry())
    client.sentinels = sentinels.sentinels
    led: Redis = client
    return led


class _Led(Together):
    """A client of the master, which closes those of the Sentinels with itself."""

    sentinels: Sequence["Redis"] = ()

    async def aclose(self, close_connection_pool: bool | None = None) -> None:
        await super().aclose(close_connection_pool)
        for sentinel in self.sentinels:
            await sentinel.aclose()


def _cluster(address: RedisUrl) -> "Redis":
    from bot.store.sharded import Cluster, node  # noqa: PLC0415 -- as above

    client: Any = Cluster(
        startup_nodes=[node(host, port) for host, port in address.nodes],
        dynamic_startup_nodes=False,  # names that were given outlive the numbers that nodes tell of each other
        max_connections=2**16,
        retry=_retry(),
        ssl=address.tls is not None,
        **_common(address),
    )
    found: Redis = client  # it answers to all that the store asks
    return found


def _retry() -> Retry:
    return Retry(ExponentialBackoff(cap=0.2, base=0.02), RETRIES)


def _common(address: RedisUrl) -> dict[str, Any]:
    return {
        "username": address.username,
        "password": address.password,
        "socket_timeout": ANSWER_SECONDS,
        "socket_connect_timeout": ANSWER_SECONDS,
        "health_check_interval": 30,
        **({} if address.tls is None else _tls(address.tls)),
    }


def _tls(tls: Tls) -> dict[str, Any]:
    return {
        "ssl_ca_certs": tls.ca,
        "ssl_certfile": tls.certificate,
        "ssl_keyfile": tls.key,
        "ssl_check_hostname": tls.checks_hostname,
        "ssl_cert_reqs": "required" if tls.checks_certificate else "none",
    }
