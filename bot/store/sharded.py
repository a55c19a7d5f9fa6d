"""A Redis Cluster as the store wants it: the same pipelines and transactions as on one server.

Whatever is done together in one transaction lies in one slot (the braces in the table of `bot.store`); pipelines
without a transaction may go to several nodes.
"""

from collections.abc import Sequence
from typing import Any, Final

from redis.asyncio.cluster import ClusterNode, RedisCluster
from redis.commands import AsyncCoreCommands
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisClusterException

# KEYS: those of the commands, all in one slot. ARGV: how many words a command has, its words, and so on.
AT_ONCE: Final = """
local found, at = {}, 1
while at <= #ARGV do
  local words = tonumber(ARGV[at])
  local reply = redis.call(unpack(ARGV, at + 1, at + words))
  if type(reply) == 'table' and reply['ok'] then reply = reply['ok'] end
  found[#found + 1] = reply
  at = at + words + 1
end
return found
"""


def node(host: str, port: int) -> ClusterNode:
    return ClusterNode(host, port)


class Cluster(RedisCluster):
    """redis-py's client, with transactions as scripts.

    Its own start a thread and an event loop for every command that is put into one (redis-py 8.1,
    `TransactionStrategy.execute_command`), 300 microseconds each, and everybody waits meanwhile.
    """

    async def initialize(self, *args: Any, **options: Any) -> "Cluster":  # noqa: ANN401 -- as the overridden
        """Learn which node has which slots.

        Raises:
            redis.ConnectionError: no node tells; redis-py's own error for that is not one of the server's.
        """
        try:
            await super().initialize(*args, **options)
        except RedisClusterException:
            raise RedisConnectionError("no node of the cluster tells where the slots are") from None
        return self

    async def aclose(self) -> None:
        """Close all connections, also while the nodes are to be learned anew: redis-py's does nothing then."""
        was_lost = self._initialize
        await super().aclose()
        if was_lost:
            await self.nodes_manager.aclose()
            await self.nodes_manager.aclose("startup_nodes")

    def pipeline(self, transaction: Any = None, shard_hint: Any = None) -> Any:  # noqa: ANN401 -- as the overridden
        return Transaction(self) if transaction else super().pipeline(shard_hint=shard_hint)


class Transaction(AsyncCoreCommands):
    """Commands on keys of one slot, done at once or not at all; each names its one key first.

    Replies are as the server gives them: numbers and strings, no hashes.
    """

    _event_dispatcher: Any = None  # redis-py's: nobody listens

    def __init__(self, client: Cluster) -> None:
        self._client: Any = client
        self._commands: list[tuple[Any, ...]] = []

    def execute_command(self, *words: Any, **_: Any) -> "Transaction":  # noqa: ANN401 -- as redis-py calls it
        self._commands.append(words)
        return self

    async def execute(self) -> Sequence[Any]:
        """The replies in the order of the commands."""
        if not self._commands:
            return []
        encode = self._client.get_encoder().encode
        commands = [[encode(word) for word in words] for words in self._commands]
        keys = dict.fromkeys(words[1] for words in commands)
        arguments = [part for words in commands for part in (len(words), *words)]
        found: Sequence[Any] = await self._client.eval(AT_ONCE, len(keys), *keys, *arguments)
        return found
