"""`/healthz` (the process is alive), `/readyz` (it serves) and `/metrics`, for whoever runs the bot."""

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

SILENCE_SECONDS: Final = 90  # a long poll or a look at the webhook ends within 35 s, pauses last 30
CLOSING_SECONDS: Final = 1


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
        try:
            await self.store.ping()
        except RedisError:
            faults["redis"] = "no answer"
        if (silence := self._silence()) > SILENCE_SECONDS:
            faults["telegram"] = f"silent for {silence:.0f} s"
        if self.is_stopping:
            faults["updates"] = "stopping"
        elif not self.is_serving():
            faults["updates"] = "not taken"
        return faults

    def _silence(self) -> float:
        since = self.began if self.calls.answered is None else self.calls.answered
        return time.monotonic() - since

    async def figures(self, _: web.Request) -> web.Response:
        body = await metrics.text(self._look)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _look(self) -> None:
        """The figures that nobody counts: they are asked for."""
        metrics.SILENT.set(self._silence())
        metrics.READY.set(not await self.faults())
        now = self.clock().timestamp()
        try:
            subscribers, due, first = await self.store.dues.backlog(now)
        except RedisError:
            metrics.REDIS_UP.set(0)
            return
        metrics.REDIS_UP.set(1)
        metrics.SUBSCRIBERS.set(subscribers)
        metrics.DUE.set(due)
        metrics.DUE_LAG.set(max(0.0, now - first) if due and first is not None else 0)


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
