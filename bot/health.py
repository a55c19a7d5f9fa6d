"""`/healthz` (the process is alive), `/readyz` (it serves) and `/metrics`, for whoever runs the bot."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST
from redis import RedisError

from bot import metrics
from bot.calls import Calls
from bot.store import Store
from bot.store.mending import is_unsaved

SILENCE_SECONDS: Final = 90  # a long poll or a look at the webhook ends within 35 s, pauses last 30
CLOSING_SECONDS: Final = 1
LOOK_SECONDS: Final = 2  # a look at Redis: Prometheus gives up after ten


@dataclass(slots=True)
class Health:
    """How the bot is, asked at the moment."""

    store: Store
    calls: Calls
    clock: Callable[[], datetime]
    is_serving: Callable[[], bool] = lambda: True  # whether updates are being taken
    began: float = field(default_factory=time.monotonic)
    is_stopping: bool = False

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/healthz", self.alive),
            web.get("/readyz", self.ready),
            web.get("/metrics", self.figures),
        ]

    async def alive(self, _: web.Request) -> web.Response:
        """The event loop answers, that is all."""
        return web.json_response({"status": "ok"})

    async def ready(self, _: web.Request) -> web.Response:
        faults = await self.faults()
        metrics.READY.set(not faults)
        if faults:
            return web.json_response({"status": "unavailable", **faults}, status=503)
        return web.json_response({"status": "ok"})

    async def faults(self) -> dict[str, str]:
        """What keeps the bot from serving; nothing where it serves."""
        faults = {}
        if not await self._is_redis_there():
            faults["redis"] = "no answer"
        if (silence := self._silence()) > SILENCE_SECONDS:
            faults["telegram"] = f"silent for {silence:.0f} s"
        if self.is_stopping:
            faults["updates"] = "stopping"
        elif not self.is_serving():
            faults["updates"] = "not taken"
        return faults

    async def _is_redis_there(self) -> bool:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self.store.ping()
        except TimeoutError:
            return False
        except RedisError as error:
            return is_unsaved(
                error
            )  # full, or its disk is: it answers, and people are told what they need to know
        return True

    def _silence(self) -> float:
        since = self.began if self.calls.answered is None else self.calls.answered
        return time.monotonic() - since

    async def figures(self, _: web.Request) -> web.Response:
        body = await metrics.text(self._look)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _look(self) -> None:
        """The figures that nobody counts: they are asked for."""
        metrics.SILENT.set(self._silence())
        faults = await self.faults()
        metrics.READY.set(not faults)
        now = self.clock().timestamp()
        found = None if "redis" in faults else await self._backlog(now)
        if found is None:
            metrics.REDIS_UP.set(0)
            return
        subscribers, due, first = found
        metrics.REDIS_UP.set(1)
        metrics.SUBSCRIBERS.set(subscribers)
        metrics.DUE.set(due)
        metrics.DUE_LAG.set(max(0.0, now - first) if due and first is not None else 0)

    async def _backlog(self, now: float) -> tuple[int, int, float | None] | None:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                return await self.store.dues.backlog(now)
        except (RedisError, TimeoutError):
            return None


@asynccontextmanager
async def serve(
    routes: Iterable[web.RouteDef], host: str, port: int, body_bytes: int = 0
) -> AsyncIterator[int]:
    """Answer these routes on that address; gives the port, which matters where 0 was asked for.

    Raises:
        OSError: the address is taken or not ours.
    """
    app = web.Application(client_max_size=body_bytes or 1)
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSING_SECONDS)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
