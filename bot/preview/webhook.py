"""Updates to the bot's webhook, one after the other, and again until they are taken."""

import asyncio
import contextlib

import aiohttp
import orjson

from bot.preview.errors import ApiError, Json
from bot.preview.updates import Webhook
from bot.preview.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name, no secret
ANSWER_SECONDS = aiohttp.ClientTimeout(total=60)
IDLE_SECONDS = 0.2
RETRY_SECONDS = 0.5  # the real server waits longer each time


async def deliver_forever(world: World) -> None:
    """Post what waits while a webhook is set, and close polls whose time is over."""
    async with aiohttp.ClientSession(timeout=ANSWER_SECONDS) as http:
        while True:
            world.close_due_polls()
            webhook = world.updates.webhook
            if webhook is None:
                await asyncio.sleep(IDLE_SECONDS)
            elif not world.updates.waiting:
                with contextlib.suppress(ApiError):  # setWebhook once more sends away whoever waits
                    await world.updates.wait(IDLE_SECONDS)
            else:
                update = world.updates.waiting[0][0]
                if await post(world, http, webhook, update):
                    world.updates.confirm(update["update_id"] + 1)
                else:
                    await asyncio.sleep(RETRY_SECONDS)


async def post(world: World, http: aiohttp.ClientSession, webhook: Webhook, update: Json) -> bool:
    """Whether the webhook took the update; what went wrong is for getWebhookInfo."""
    headers = {"Content-Type": "application/json"}
    if webhook.secret_token:
        headers[SECRET_HEADER] = webhook.secret_token
    try:
        async with http.post(webhook.url, data=orjson.dumps(update), headers=headers) as response:
            if response.ok:
                return True
            webhook.last_error = f"Wrong response from the webhook: {response.status} {response.reason}"
    except (aiohttp.ClientError, TimeoutError) as fault:
        webhook.last_error = f"Connection failed: {type(fault).__name__}"
    webhook.last_error_at = world.now()
    return False
