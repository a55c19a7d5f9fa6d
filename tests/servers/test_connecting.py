"""Addresses of every kind against servers of every kind; and servers that keep nothing."""

import asyncio
import os
import signal
import ssl
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from redis import RedisError
from redis.exceptions import AuthenticationError, ReadOnlyError
from redis.exceptions import ConnectionError as RedisConnectionError

from bot import embedded
from bot.app import App
from bot.memory import prove
from bot.preview import Person
from bot.settings import CannotStartError
from bot.store import Store
from tests.servers import servers
from tests.servers.certificates import make_certificates, needs_openssl
from tests.servers.opened import is_followed, keeps, opened

PASSWORD = "p@ss/w:rd"
QUOTED = "p%40ss%2Fw%3Ard"


async def test_a_password_is_told_to_the_server(tmp_path: Path) -> None:
    with servers.server(tmp_path, "--requirepass", PASSWORD) as port:
        async with opened(f"redis://:{QUOTED}@127.0.0.1:{port}/3") as store:
            assert await keeps(store)
        async with opened(f"redis://:wrong@127.0.0.1:{port}") as store:
            with pytest.raises(AuthenticationError) as caught:
                await store.ping()
        assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize(
    ("who", "database", "said"),
    [
        (":wrong@", 0, "wants another user or password"),
        ("", 0, "wants another user or password"),
        (f":{QUOTED}@", 99, "has no database of that number"),
    ],
)
async def test_a_server_that_refuses_is_no_server_that_is_silent(
    tmp_path: Path, who: str, database: int, said: str
) -> None:
    with servers.server(tmp_path, "--requirepass", PASSWORD) as port:
        url = f"redis://{who}127.0.0.1:{port}/{database}"
        async with opened(url) as store:
            with pytest.raises(CannotStartError) as caught:
                await prove(store, url)
    assert str(caught.value) == f"REDIS_URL: redis://127.0.0.1:{port}/{database} {said}"


# TLS: the binary has none, so a proxy in front of it speaks it


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own CA, a certificate of it for localhost, and one that shows who a client is."""
    return make_certificates(tmp_path_factory.mktemp("tls"))


@asynccontextmanager
async def tls_proxy(port: int, folder: Path, *, asks_client: bool = False) -> AsyncIterator[int]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=folder / "ca.pem")
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    context.verify_mode = ssl.CERT_REQUIRED if asks_client else ssl.CERT_NONE

    async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            target.write(data)
        target.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        behind_reader, behind_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(copy(reader, behind_writer), copy(behind_reader, writer), return_exceptions=True)

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        listening.close()


@needs_openssl
async def test_tls_with_a_ca_of_one_s_own(tmp_path: Path, certificates: Path) -> None:
    ca = f"ssl_ca_certs={certificates / 'ca.pem'}"
    with servers.server(tmp_path) as port:
        async with tls_proxy(port, certificates) as secure:
            async with opened(f"rediss://localhost:{secure}?{ca}") as store:
                assert await keeps(store)
            async with opened(f"rediss://127.0.0.1:{secure}?{ca}&ssl_check_hostname=false") as store:
                assert await keeps(store)
            for refused in (f"rediss://localhost:{secure}", f"rediss://127.0.0.1:{secure}?{ca}"):
                async with opened(refused) as store:
                    with pytest.raises(RedisConnectionError, match="certificate"):
                        await store.ping()
                    with pytest.raises(
                        CannotStartError, match=r"SSLCertVerificationError: .*(self-signed|mismatch)"
                    ):
                        await prove(store, refused)


@needs_openssl
async def test_tls_that_asks_who_we_are(tmp_path: Path, certificates: Path) -> None:
    ca = f"ssl_ca_certs={certificates / 'ca.pem'}"
    who = f"ssl_certfile={certificates / 'client.pem'}&ssl_keyfile={certificates / 'client.key'}"
    with servers.server(tmp_path) as port:
        async with tls_proxy(port, certificates, asks_client=True) as secure:
            async with opened(f"rediss://localhost:{secure}?{ca}&{who}") as store:
                assert await keeps(store)
            async with opened(f"rediss://localhost:{secure}?{ca}") as store:
                with pytest.raises(RedisError):
                    await store.ping()


# servers that keep nothing


@pytest.fixture
def full_port(tmp_path: Path) -> Iterator[int]:
    with servers.server(tmp_path) as port:
        yield port


class TestThroughTheBot:
    @pytest.fixture
    async def store(self, full_port: int) -> AsyncIterator[Store]:
        async with opened(f"redis://127.0.0.1:{full_port}") as store:
            yield store

    async def test_a_full_server_gets_a_kind_answer(
        self,
        learner: Person,
        full_port: int,
        konspekt: App,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        servers.ask(full_port, "CONFIG", "SET", "maxmemory", "1", "maxmemory-policy", "noeviction")
        assert "не могу ничего сохранить" in await learner.send("/daily 10:00")
        await konspekt.delivery.round()
        servers.ask(full_port, "CONFIG", "SET", "maxmemory", "0")
        assert "10:00" in await learner.send("/daily 10:00")
        assert not [record for record in caplog.records if record.levelname == "ERROR"]

    async def test_a_replica_gets_a_kind_answer(self, learner: Person, full_port: int) -> None:
        servers.ask(full_port, "REPLICAOF", "127.0.0.1", 1)
        assert "не могу ничего сохранить" in await learner.send("/daily 10:00")
        assert "Помощь" in await learner.send("/help") or learner.last.text
        servers.ask(full_port, "REPLICAOF", "NO", "ONE")
        assert "10:00" in await learner.send("/daily 10:00")


def together(store: Store) -> list[Coroutine[Any, Any, None]]:
    """Commands that share a round trip."""
    return [store.dues.set_evening(person, 1.0) for person in range(3)]


async def test_where_the_name_leads_to_a_new_master_the_connections_follow(tmp_path: Path) -> None:
    """A proxy stands for a name that is turned from the old master, a replica now, to the new one."""
    with servers.server(tmp_path) as old, servers.server(tmp_path) as new:
        leads_to = [old]

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            behind = await asyncio.open_connection("127.0.0.1", leads_to[0])

            async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
                while data := await source.read(65536):
                    target.write(data)
                target.close()

            await asyncio.gather(copy(reader, behind[1]), copy(behind[0], writer), return_exceptions=True)

        listening = await asyncio.start_server(serve, "127.0.0.1", 0)
        async with opened(f"redis://127.0.0.1:{listening.sockets[0].getsockname()[1]}") as store:
            assert await keeps(store)
            servers.ask(old, "REPLICAOF", "127.0.0.1", 1)
            with pytest.raises(ReadOnlyError):
                await store.remember(6, language="en")
            refused = await asyncio.gather(*together(store), return_exceptions=True)
            assert {type(error) for error in refused} == {ReadOnlyError}
            leads_to[0] = new
            await asyncio.gather(*together(store), return_exceptions=True)  # the last that the old one hears
            await asyncio.gather(*together(store))
            assert await keeps(store, 7)
        listening.close()


async def test_sentinels_lead_to_the_new_master(tmp_path: Path) -> None:
    with (
        servers.server(tmp_path) as master,
        servers.server(tmp_path, "--replicaof", f"127.0.0.1 {master}") as replica,
        servers.sentinel(tmp_path, "one", master, 1) as sentinel,
    ):
        servers.await_that(lambda: "online" in str(servers.ask(master, "INFO", "replication")))
        servers.await_that(lambda: servers.ask(sentinel, "SENTINEL", "REPLICAS", "one") != [])
        url = f"redis+sentinel://127.0.0.1:1,127.0.0.1:{sentinel}/one/0"
        async with opened(url) as store:
            assert await keeps(store)
            servers.await_that(lambda: servers.ask(replica, "EXISTS", "person:{5}") == 1)
            servers.ask(sentinel, "SENTINEL", "FAILOVER", "one")
            async with asyncio.timeout(servers.START_SECONDS):
                while not await is_followed(store, replica):  # noqa: ASYNC110 -- other processes decide
                    await asyncio.sleep(0.05)
            found = await store.person(5)
            assert found is not None, "what was kept before is there"


@pytest.mark.parametrize("kind", ["unix", "tcp"])
async def test_a_frozen_server_counts_as_away_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("bot.store.connecting.ANSWER_SECONDS", 0.1)
    with embedded.serve(tmp_path / "unix") as socket, servers.server(tmp_path) as port:
        url = socket if kind == "unix" else f"redis://127.0.0.1:{port}"
        async with opened(url) as other:
            pid = int((await other._redis.info("server"))["process_id"])
        os.kill(pid, signal.SIGSTOP)
        try:
            async with opened(url) as store, asyncio.timeout(8):  # whose first connection it is
                with pytest.raises(RedisError):
                    await store.ping()
        finally:
            os.kill(pid, signal.SIGCONT)
