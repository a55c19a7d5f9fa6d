"""What only a cluster can get wrong: transactions, backups of all nodes, damage and old data in any slot."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from redis import RedisError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisClusterException, ResponseError

from bot.store import Store, connect
from bot.store.schema import Schema
from tests.conftest import ROOT
from tests.servers import servers

PEOPLE = range(1000, 1060)  # in slots of all nodes


def konspekt(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DEFAULT_LANGUAGE": "en", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def contents(ports: list[int]) -> dict[bytes, object]:
    """Every key as the nodes pack it."""
    found: dict[bytes, object] = {}
    for port in ports:
        keys = servers.ask(port, "KEYS", "*")
        assert isinstance(keys, list)
        assert keys, "keys lie on all nodes"
        found |= {key: servers.ask(port, "DUMP", key) for key in keys}
    return found


async def live(store: Store) -> None:
    await store.schema.bring_up_to_date()
    for person in PEOPLE:
        await store.remember(person, language="en", section="s")
        await store.dues.schedule(person, 5.5 + person, None, {"daily_count": 4})
    await store.lookups.count_miss("нет такого")


async def test_a_transaction_is_done_at_once_or_not_at_all(cluster_store: Store) -> None:
    redis: Any = cluster_store._redis
    pipe = redis.pipeline(transaction=True)
    pipe.hset("a:{1}", mapping={"x": b"\xff", "y": 2})
    pipe.hget("a:{1}", "x")
    pipe.set("b:{1}", "v", nx=True, ex=50)
    pipe.set("b:{1}", "w", nx=True, ex=50)
    pipe.get("c:{1}")
    pipe.delete("a:{1}")
    pipe.unlink("c:{1}")
    assert await pipe.execute() == [2, b"\xff", b"OK", None, None, 1, 0]
    assert 0 < await redis.ttl("b:{1}") <= 50
    across = redis.pipeline(transaction=True)
    across.set("a", 1)
    across.set("b", 1)
    with pytest.raises(RedisClusterException, match="slot"):
        await across.execute()
    assert await redis.pipeline(transaction=True).execute() == []


async def test_out_of_a_cluster_and_back(
    cluster_store: Store, cluster_url: str, cluster_ports: list[int], tmp_path: Path
) -> None:
    await live(cluster_store)
    before = contents(cluster_ports)
    file = str(tmp_path / "backup.jsonl")
    saved = konspekt("backup", file, REDIS_URL=cluster_url)
    assert saved.returncode == 0, saved.stderr
    assert konspekt("restore", file, REDIS_URL=cluster_url).returncode == 2, "it is not empty"
    await cluster_store.remember(7, language="ru")
    restored = konspekt("restore", file, "--force", REDIS_URL=cluster_url)
    assert restored.returncode == 0, restored.stderr
    assert f"{len(before)} entries" in restored.stderr
    assert contents(cluster_ports) == before
    into_one = konspekt("restore", file, DATA_DIR=str(tmp_path / "data"))
    assert into_one.returncode == 0, into_one.stderr


async def test_damage_is_set_aside_on_any_node(cluster_store: Store) -> None:
    redis: Any = cluster_store._redis
    await live(cluster_store)
    for person in PEOPLE:
        await redis.hset(f"person:{{{person}}}", "streak", "no JSON")
        assert await cluster_store.mending.mend(person) == [f"person:{{{person}}}"]
        assert await cluster_store.person(person) is not None
    await redis.delete("due")
    await redis.set("due", "x")
    with pytest.raises(ResponseError) as caught:
        await cluster_store.dues.claim(1.0, 2, 3)
    assert await cluster_store.mending.has_mended(caught.value)
    assert await redis.get("bad:{due}") == b"x"


async def test_old_data_is_brought_forward_on_all_nodes(cluster_store: Store) -> None:
    redis: Any = cluster_store._redis
    for person in PEOPLE:
        await redis.hset(f"cards:{{{person}}}", "q", b"card")
    await Schema(redis).bring_up_to_date()
    assert [await redis.exists(f"cards:{{{person}}}") for person in PEOPLE] == [0] * len(PEOPLE)
    assert await redis.hlen(f"cards:{{{PEOPLE[0]}}}:1") == 1


async def ask_about_all(store: Store) -> None:
    for person in PEOPLE:
        await store.person(person)


async def test_the_end_closes_all_connections_though_a_node_was_lost(tmp_path: Path) -> None:
    with servers.cluster(tmp_path) as ports:
        store = Store(connect(f"redis+cluster://127.0.0.1:{ports[0]}", connections=5))
        for person in PEOPLE:
            await store.remember(person, language="en")
        with pytest.raises(RedisConnectionError):
            servers.ask(ports[2], "SHUTDOWN", "NOSAVE")
        with pytest.raises(RedisError):
            await ask_about_all(store)
        client: Any = store._redis
        connections = [one for node in client.get_nodes() for one in node._connections]
        assert any(one.is_connected for one in connections)
        await store.close()
        assert not any(one.is_connected for one in connections)


async def test_a_node_that_is_gone_is_told_with_the_address_as_given(tmp_path: Path) -> None:
    ended = konspekt(
        "run",
        REDIS_URL="redis+cluster://:hunter2@127.0.0.1:1,127.0.0.1:2",
        BOT_TOKEN="123456789:" + "A" * 35,
        DATA_DIR=str(tmp_path),
        HTTP_PORT="0",
    )
    assert ended.returncode == 2
    assert "redis+cluster://127.0.0.1:1,127.0.0.1:2 does not answer" in ended.stderr
    assert "hunter2" not in ended.stderr
