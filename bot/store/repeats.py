"""Which updates a replica has in hand or had: Telegram may bring one twice. Its keys stand in the table of `bot.store`."""

from datetime import timedelta
from secrets import token_hex
from typing import Any, Final

from redis.asyncio import Redis

from bot.person import Person
from bot.store.person_shapes import unpack_person
from bot.store.scripts import MEET
from bot.store.shapes import pairs

# a delivery whose answer was lost comes again within seconds or minutes
SEEN_LIFETIME: Final = timedelta(hours=1)


class Repeats:
    """Every method is one round trip."""

    def __init__(self, client: "Redis") -> None:
        self._meet = client.register_script(MEET)
        self._replica: Final = token_hex(8)  # a command that is tried again by the client is no second update

    async def meet(self, chat: int, update: int) -> tuple[Person | None, bool]:
        """A person, and whether this update is new: no other replica has begun it."""
        keys = [f"seen:{{{chat}}}:{update}", f"person:{{{chat}}}"]
        found: Any = await self._meet(keys=keys, args=[self._replica, int(SEEN_LIFETIME.total_seconds())])
        is_new, person = found
        return unpack_person(chat, pairs(person)), bool(is_new)
