"""Who may talk to the server: this machine only, and no foreign web page through its browser."""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from typing import TypeAlias

from aiohttp import web

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def check_address(host: str) -> None:
    """Only a loopback address will do: the model has no passwords."""
    if host != "localhost" and not ip_address(host).is_loopback:
        raise ValueError(f"the model of Telegram listens on this machine only, not on {host}")


def is_local(authority: str) -> bool:
    """Whether a Host or Origin names this machine: a rebound DNS name does not."""
    name = authority.rpartition("//")[2]
    return (name.rpartition(":")[0] if name.rpartition(":")[2].isdigit() else name) in LOCAL_NAMES


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    origin = request.headers.get("Origin")
    if not is_local(request.headers.get("Host", "")) or (origin is not None and not is_local(origin)):
        raise web.HTTPForbidden(text="this server answers its own machine only")
    response = await handler(request)
    if not response.prepared:
        response.headers.update(HEADERS)
    return response
