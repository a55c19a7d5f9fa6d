"""Sentinels and clusters behind passwords and TLS, and a cluster whose slots move while the bot works.

The embedded server has no TLS: where the machine has a `redis-server` that has, TLS is tried with it.
"""

import asyncio
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from redis.exceptions import RedisError

from bot.store.insisting import PASSING, insist
from tests.servers import servers
from tests.servers.certificates import make_certificates
from tests.servers.opened import is_followed, keeps, opened

PEOPLE = range(100, 108)
PASSWORD, SENTINEL_PASSWORD = "p@ss/w:rd", "s?ntinel#1"
QUOTED, SENTINEL_QUOTED = "p%40ss%2Fw%3Ard", "s%3Fntinel%231"


def has_tls() -> bool:
    """Whether the machine's own redis-server was built with TLS."""
    found = shutil.which("redis-server")
    if found is None or shutil.which("openssl") is None or shutil.which("ldd") is None:
        return False
    told = subprocess.run(["ldd", found], capture_output=True, text=True, check=False)  # noqa: S607 -- of the PATH
    return "libssl" in told.stdout


@dataclass(frozen=True, slots=True)
class Lock:
    """What keeps a server closed, and how one gets in."""

    options: Sequence[str] = ()
    access: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""  # of our address
    scheme: str = "redis"
    binary: Path | None = None


@pytest.fixture(
    params=[
        "password",
        pytest.param("tls", marks=pytest.mark.skipif(not has_tls(), reason="no redis-server with TLS")),
    ]
)
def lock(request: pytest.FixtureRequest, tmp_path: Path) -> Lock:
    password = ("--requirepass", PASSWORD, "--masterauth", PASSWORD)
    if request.param == "password":
        return Lock(password, {"password": PASSWORD})
    folder = make_certificates(tmp_path)
    ca = folder / "ca.pem"
    files = ("--tls-cert-file", folder / "server.pem", "--tls-key-file", folder / "server.key")
    asked = ("--tls-ca-cert-file", ca, "--tls-auth-clients", "no", "--tls-replication", "yes")
    binary = shutil.which("redis-server")
    assert binary is not None
    return Lock(
        [*password, *map(str, files + asked)],
        {"password": PASSWORD, "ssl": True, "ssl_ca_certs": str(ca), "ssl_check_hostname": False},
        f"ssl_ca_certs={ca}&ssl_check_hostname=false",  # nodes and Sentinels tell numbers, not names
        "rediss",
        Path(binary),
    )


async def test_sentinels_with_passwords_of_their_own_lead_to_the_new_master(
    lock: Lock, tmp_path: Path
) -> None:
    place: Mapping[str, Any] = {"binary": lock.binary, "access": lock.access}
    lines = [f'requirepass "{SENTINEL_PASSWORD}"', f'sentinel auth-pass one "{PASSWORD}"']
    for name, value in zip(lock.options[4::2], lock.options[5::2], strict=True):
        lines.append(f"{name.removeprefix('--')} {value}")
    own = {**lock.access, "password": SENTINEL_PASSWORD}
    with servers.server(tmp_path, *lock.options, **place) as master:
        follows = ("--replicaof", f"127.0.0.1 {master}")
        with (
            servers.server(tmp_path, *lock.options, *follows, **place) as replica,
            servers.sentinel(tmp_path, "one", master, 1, *lines, binary=lock.binary, access=own) as sentinel,
        ):
            servers.await_that(
                lambda: "online" in str(servers.ask(master, "INFO", "replication", **lock.access))
            )
            servers.await_that(lambda: servers.ask(sentinel, "SENTINEL", "REPLICAS", "one", **own) != [])
            query = "&".join(filter(None, [f"sentinel_password={SENTINEL_QUOTED}", lock.query]))
            url = f"{lock.scheme}+sentinel://:{QUOTED}@127.0.0.1:{sentinel}/one/0?{query}"
            async with opened(url) as store:
                assert await keeps(store)
                servers.await_that(lambda: servers.ask(replica, "EXISTS", "person:{5}", **lock.access) == 1)
                servers.ask(sentinel, "SENTINEL", "FAILOVER", "one", **own)
                async with asyncio.timeout(servers.START_SECONDS):
                    while not await is_followed(store, replica, lock.access):  # noqa: ASYNC110 -- other processes decide
                        await asyncio.sleep(0.05)
                assert await store.person(5) is not None, "what was kept before is there"


async def test_a_cluster_is_entered_and_its_slots_may_move_meanwhile(lock: Lock, tmp_path: Path) -> None:
    own = lock.options if lock.scheme == "redis" else [*lock.options, "--tls-cluster", "yes"]
    with servers.cluster(tmp_path, *own, binary=lock.binary, access=lock.access) as ports:
        where = ",".join(f"127.0.0.1:{port}" for port in ports[:2])
        query = f"?{lock.query}" if lock.query else ""
        async with opened(f"{lock.scheme}+cluster://:wrong@{where}{query}") as store:
            with pytest.raises(RedisError) as refused:
                await store.ping()
        assert "wrong" not in str(refused.value)
        async with opened(f"{lock.scheme}+cluster://:{QUOTED}@{where}{query}") as store:
            for person in PEOPLE:
                assert await keeps(store, person)
            moving = [slot_of(person, ports, lock) for person in PEOPLE]
            async with asyncio.timeout(60), asyncio.TaskGroup() as group:
                moved = group.create_task(move(moving, ports, lock))
                for number in count(1):
                    for person in PEOPLE:
                        write = partial(store.dues.schedule, person, 5.5, None, {"daily_count": number})
                        await insist(write, timedelta(seconds=20))
                        found = await insist(partial(store.moment, person, "none"), timedelta(seconds=20))
                        assert (found.person.daily_count, found.person.language) == (number, "en")
                    if moved.done():
                        break
            assert [slot_of(person, ports, lock)[1] for person in PEOPLE] == [
                after(port, ports) for _, port in moving
            ]


async def test_a_slot_that_stays_half_moved_is_insisted_on_and_no_damage(tmp_path: Path) -> None:
    """A person whose one key has moved, where the other is not yet: what touches both must wait."""
    lock = Lock()
    with servers.cluster(tmp_path) as ports:
        async with opened(f"redis+cluster://127.0.0.1:{ports[0]}") as store:
            assert await keeps(store)
            slot, source = slot_of(5, ports, lock)
            begin(slot, source, after(source, ports), lock)
            carry(slot, source, after(source, ports), lock)
            read = partial(store.moment, 5, "none")
            with pytest.raises(RedisError) as caught:
                await read()
            assert isinstance(caught.value, PASSING)
            assert not await store.mending.has_mended(caught.value, 5)
            async with asyncio.TaskGroup() as group:
                found = group.create_task(insist(read, timedelta(seconds=20)))
                await asyncio.sleep(1)
                end(slot, source, after(source, ports), lock)
            assert found.result().person.language == "en"


def slot_of(person: int, ports: Sequence[int], lock: Lock) -> tuple[int, int]:
    """The slot of what a person has, and the port of its node."""
    slot = servers.ask(ports[0], "CLUSTER", "KEYSLOT", f"person:{{{person}}}", **lock.access)
    assert isinstance(slot, int)
    return slot, next(port for port in ports if keys_in(slot, port, lock))


def keys_in(slot: int, port: int, lock: Lock) -> list[bytes]:
    found = servers.ask(port, "CLUSTER", "GETKEYSINSLOT", slot, 100, **lock.access)
    assert isinstance(found, list)
    return found


def node_id(port: int, lock: Lock) -> str:
    told = servers.ask(port, "CLUSTER", "MYID", **lock.access)
    assert isinstance(told, bytes)
    return told.decode()


def after(port: int, ports: Sequence[int]) -> int:
    return ports[(ports.index(port) + 1) % len(ports)]


async def move(slots: Sequence[tuple[int, int]], ports: Sequence[int], lock: Lock) -> None:
    """Each slot to the next node, with time for others before and after its keys go."""
    for slot, source in slots:
        for step in (begin, carry, end):
            await asyncio.to_thread(step, slot, source, after(source, ports), lock)
            await asyncio.sleep(0.03)


def begin(slot: int, source: int, target: int, lock: Lock) -> None:
    """What `redis-cli --cluster reshard` does first."""
    servers.ask(target, "CLUSTER", "SETSLOT", slot, "IMPORTING", node_id(source, lock), **lock.access)
    servers.ask(source, "CLUSTER", "SETSLOT", slot, "MIGRATING", node_id(target, lock), **lock.access)


def carry(slot: int, source: int, target: int, lock: Lock) -> None:
    keys = keys_in(slot, source, lock)
    password = ("AUTH", PASSWORD) if lock.access else ()
    words = ("MIGRATE", "127.0.0.1", target, "", 0, 5000, *password, "KEYS", *keys)
    servers.ask(source, *words, **lock.access)


def end(slot: int, source: int, target: int, lock: Lock) -> None:
    if keys_in(slot, source, lock):  # written since
        carry(slot, source, target, lock)
    for port in (target, source):
        servers.ask(port, "CLUSTER", "SETSLOT", slot, "NODE", node_id(target, lock), **lock.access)
