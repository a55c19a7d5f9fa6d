"""The bot as it is started anywhere, but on a machine whose clock is wrong, or hours later.

`CLOCK_WRONG`: seconds that this machine's clock is off. `CLOCK_AHEAD`: seconds that passed for everybody, Redis too.
`RETRY_SECONDS`: how soon a server error is tried again. `LEASE_SECONDS`: how soon a claim is taken over.
"""

import os
import sys
from datetime import UTC, datetime, timedelta

from bot import lazy_types

lazy_types.install()  # as `bot.__main__` does, before anything of aiogram is read

from bot import clock, delivery, outcomes, settings  # noqa: E402 -- after the line above
from bot.store import Store  # noqa: E402 -- the same

WRONG = timedelta(seconds=float(os.environ.get("CLOCK_WRONG", "0")))
AHEAD = timedelta(seconds=float(os.environ.get("CLOCK_AHEAD", "0")))


def wrong_now() -> datetime:
    return datetime.now(UTC) + WRONG


class LaterClock(clock.SharedClock):
    def __init__(self, store: Store) -> None:
        super().__init__(store, wrong_now)

    def __call__(self) -> datetime:
        return super().__call__() + AHEAD


clock.SharedClock = LaterClock  # type: ignore[assignment, misc]  # `bot.serving` takes it from there
outcomes.RETRY_AFTER = timedelta(seconds=float(os.environ.get("RETRY_SECONDS", "60")))  # type: ignore[misc]
delivery.LEASE = timedelta(seconds=float(os.environ.get("LEASE_SECONDS", "15")))  # type: ignore[misc]

if __name__ == "__main__":
    from bot import serving  # with the clock of above

    sys.exit(serving.run_bot(settings.load()))
