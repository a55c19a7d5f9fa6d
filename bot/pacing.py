"""How fast the bot may speak on its own: one line for all replicas, kept in Redis."""

import asyncio
from datetime import timedelta
from typing import Final

from bot.store import Store

# Telegram allows about 30 messages a second to different chats (core.telegram.org/bots/faq, "My bot is hitting
# limits"); two are left for people who write meanwhile
GAP: Final = timedelta(seconds=1) / 28
BURST: Final = 5


class Pacer:
    """Lets messages that nobody waits for leave one by one."""

    def __init__(self, store: Store, gap: timedelta = GAP, burst: int = BURST) -> None:
        self._store = store
        self._gap = gap
        self._burst = burst

    async def wait(self) -> None:
        """Return when the next message may leave."""
        await asyncio.sleep((await self._store.dues.reserve_pace(self._gap, self._burst)).total_seconds())
