"""Servers for tests of Redis as people run it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack

import pytest

from bot.store import Store, connect
from tests.servers import servers


@pytest.fixture(scope="session")
def cluster_ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[int]]:
    with ExitStack() as stack:
        yield stack.enter_context(servers.cluster(tmp_path_factory.mktemp("cluster")))


@pytest.fixture
def cluster_url(cluster_ports: list[int]) -> str:
    """An empty cluster."""
    for port in cluster_ports:
        servers.ask(port, "FLUSHALL")
    return "redis+cluster://" + ",".join(f"127.0.0.1:{port}" for port in cluster_ports[:2])


@pytest.fixture
async def cluster_store(cluster_url: str) -> AsyncIterator[Store]:
    store = Store(connect(cluster_url, connections=10))
    yield store
    await store.close()
