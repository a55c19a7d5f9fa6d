"""How the bot gets its updates."""

import re
from urllib.parse import urlsplit

from bot.preview import limits
from bot.preview.errors import Json, bad_request
from bot.preview.methods.registry import method
from bot.preview.params import Params
from bot.preview.updates import SET_WEBHOOK, Webhook
from bot.preview.world import World

SECRET = re.compile(r"[A-Za-z0-9_-]*")
CONNECTIONS = 40  # api#setwebhook: the default


@method("getUpdates", "offset", "limit", "timeout", "allowed_updates")
async def get_updates(world: World, params: Params) -> list[Json]:
    if "allowed_updates" in params:
        world.updates.allow(params.items("allowed_updates"))
    at_once = params.integer("limit") or limits.UPDATES_AT_ONCE
    seconds = min(params.integer("timeout"), limits.LONG_POLL_SECONDS)
    return await world.updates.get(params.integer("offset"), min(at_once, limits.UPDATES_AT_ONCE), seconds)


@method(
    "setWebhook", "url", "secret_token", "max_connections", "ip_address", "allowed_updates",
    "drop_pending_updates",
)  # fmt: skip
def set_webhook(world: World, params: Params) -> bool:
    """Plain http is let through, unlike the real server: the model runs on one machine."""
    url, secret = params.text("url"), params.text("secret_token")
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > limits.SECRET_TOKEN:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if "allowed_updates" in params:
        world.updates.allow(params.items("allowed_updates"))
    if params.flag("drop_pending_updates"):
        world.updates.waiting.clear()
    connections = params.integer("max_connections", CONNECTIONS)
    world.updates.send_away(SET_WEBHOOK)
    webhook = Webhook(url, secret, connections, params.text("ip_address"))
    world.updates.webhook = webhook if url else None
    return True


@method("deleteWebhook", "drop_pending_updates")
def delete_webhook(world: World, params: Params) -> bool:
    if params.flag("drop_pending_updates"):
        world.updates.waiting.clear()
    world.updates.webhook = None
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, params: Params) -> Json:
    del params
    updates = world.updates
    body: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(updates.waiting)}
    if updates.webhook:
        body |= {"url": updates.webhook.url, "max_connections": updates.webhook.max_connections}
        if updates.webhook.last_error_at:
            at = int(updates.webhook.last_error_at.timestamp())
            body |= {"last_error_date": at, "last_error_message": updates.webhook.last_error}
    if updates.allowed:
        body["allowed_updates"] = sorted(updates.allowed)
    return body
