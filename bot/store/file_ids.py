"""What is kept in Redis of pictures that were sent. Its key stands in the table of `bot.store`, as all do."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from redis.asyncio import Redis

PICTURE_LIFETIME: Final = timedelta(days=180)


class FileIds:
    """Telegram's ids of our pictures, by the hash of their bytes. Every method is one round trip."""

    def __init__(self, client: "Redis") -> None:
        self._redis: Any = client  # redis-py types every answer as bytes or str; ours are bytes

    async def find(self, pictures: Sequence[str]) -> list[str | None]:
        """The id of each picture; None for those that were not sent yet."""
        pipe = self._redis.pipeline(transaction=False)  # not MGET: in a Redis Cluster the keys live apart
        for picture in pictures:
            pipe.get(f"file:{picture}")
        found = await pipe.execute()
        return [file_id.decode() if file_id else None for file_id in found]

    async def keep(self, file_ids: Mapping[str, str]) -> None:
        pipe = self._redis.pipeline(transaction=False)
        for picture, file_id in file_ids.items():
            pipe.set(f"file:{picture}", file_id, ex=PICTURE_LIFETIME)
        await pipe.execute()

    async def drop(self, pictures: Sequence[str]) -> None:
        """Forget ids that Telegram no longer knows."""
        pipe = self._redis.pipeline(transaction=False)
        for picture in pictures:
            pipe.delete(f"file:{picture}")
        await pipe.execute()
