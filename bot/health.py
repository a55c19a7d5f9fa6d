"""`/healthz` (the process is alive) and `/readyz` (it can serve: the store answers) for whoever runs the bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from redis import RedisError

from bot.store import Store


@asynccontextmanager
async def serve(store: Store, host: str, port: int) -> AsyncIterator[int]:
    """Answer health checks on that address; gives the port, which matters where 0 was asked for.

    Raises:
        OSError: the address is taken or not ours.
    """

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def ready(_: web.Request) -> web.Response:
        try:
            await store.ping()
        except RedisError:
            return web.json_response({"status": "unavailable", "redis": "no answer"}, status=503)
        return web.json_response({"status": "ok"})

    app = web.Application()
    app.add_routes([web.get("/healthz", alive), web.get("/readyz", ready)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
