"""The queue of updates and who takes from it: `getUpdates` with its offsets, or a webhook."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.preview import limits
from bot.preview.errors import ApiError, Json

# Sent only on demand; api#update
ON_DEMAND = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
SET_WEBHOOK = "Conflict: terminated by setWebhook request"


@dataclass(slots=True)
class Webhook:
    url: str
    secret_token: str
    max_connections: int
    ip_address: str = ""
    last_error: str = ""
    last_error_at: datetime | None = None


@dataclass(slots=True)
class UpdateQueue:
    """Updates in the order they happened, kept until confirmed or a day old."""

    now: Callable[[], datetime]
    first_id: int = 100_000  # real ids start anywhere
    allowed: frozenset[str] | None = None  # None: all but ON_DEMAND
    webhook: Webhook | None = None
    waiting: list[tuple[Json, datetime]] = field(default_factory=list)
    latest: dict[str, Json] = field(default_factory=dict)  # the last update of each kind
    _poller: asyncio.Future[None] | None = None  # who waits for the next update

    @property
    def is_polled(self) -> bool:
        """Whether a bot waits for the next update at this moment."""
        return self._poller is not None and not self._poller.done()

    def allow(self, kinds: Iterable[str]) -> None:
        """`allowed_updates` as last given; an empty list brings the default back."""
        self.allowed = frozenset(kinds) or None

    def admits(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed is not None else kind not in ON_DEMAND

    def put(self, kind: str, payload: Json) -> None:
        """Queue one update, unless the bot did not ask for its kind."""
        if not self.admits(kind):
            return
        update_id = self.first_id
        self.first_id += 1
        self.latest[kind] = {"update_id": update_id, kind: payload}
        self.waiting.append((self.latest[kind], self.now()))
        if self._poller and not self._poller.done():
            self._poller.set_result(None)

    def repeat(self, kind: str) -> None:
        """Queue the last update of a kind again, under its old number."""
        self.waiting.append((self.latest[kind], self.now()))

    def take(self) -> Json | None:
        """The oldest update, confirmed at once: for the doors that hand over one by one."""
        return self.waiting.pop(0)[0] if self.waiting else None

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps only that many of the latest."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
        else:
            self.waiting = [one for one in self.waiting if one[0]["update_id"] >= offset]
        day_ago = self.now() - timedelta(hours=limits.UPDATE_HOURS)
        self.waiting = [one for one in self.waiting if one[1] > day_ago]

    async def get(self, offset: int, limit: int, timeout_seconds: float) -> list[Json]:
        """What `getUpdates` answers; waits when there is nothing, and sends an earlier waiter away."""
        if self.webhook:
            raise ApiError(409, WEBHOOK_ACTIVE)
        self.confirm(offset)
        if not self.waiting and timeout_seconds:
            await self.wait(timeout_seconds)
        return [update for update, _ in self.waiting[:limit]]

    async def wait(self, timeout_seconds: float) -> None:
        """Until the next update or the time is over; an earlier waiter is sent away."""
        self.send_away(OTHER_POLLER)
        poller = self._poller = asyncio.get_running_loop().create_future()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(poller, timeout_seconds)
        if self._poller is poller:
            self._poller = None

    def send_away(self, reason: str) -> None:
        """End the long poll that is waiting now, if any, with 409."""
        if self._poller and not self._poller.done():
            self._poller.set_exception(ApiError(409, reason))
        self._poller = None
