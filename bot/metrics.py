"""What the process counts and times, for Prometheus. docs/operations.md has the same table (tests/test_metrics.py).

Nothing here names a person, a chat or a text: labels are kinds of things, few and known. Nor does it know aiogram: the
store counts too, and what only looks into Redis (`konspekt backup`) must not wait three seconds for aiogram's types.
"""

from collections.abc import Awaitable, Callable
from platform import python_version
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

REGISTRY: Final = CollectorRegistry(auto_describe=True)
ProcessCollector(registry=REGISTRY)  # process_resident_memory_bytes, process_cpu_seconds_total and their like

SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
TRIP_SECONDS: Final = (0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5)

BUILD = Gauge(
    "konspekt_build_info", "Always 1; the versions are labels", ["version", "python"], registry=REGISTRY
)
READY = Gauge("konspekt_ready", "1 where /readyz says yes", registry=REGISTRY)
UPDATES = Histogram(
    "konspekt_update_seconds", "From taking an update to the end of its handler", ["kind"],
    buckets=SECONDS, registry=REGISTRY,
)  # fmt: skip
IN_HAND = Gauge("konspekt_updates_in_hand", "Updates that are being handled", registry=REGISTRY)
NOT_TAKEN = Counter(
    "konspekt_webhook_not_taken_total", "Deliveries to the webhook that were no new update in hand", ["reason"],
    registry=REGISTRY,
)  # fmt: skip
PENDING = Gauge(
    "konspekt_webhook_pending_updates", "Updates that wait at Telegram, as it told last", registry=REGISTRY
)
ERRORS = Counter(
    "konspekt_update_errors_total", "Updates that did not end as they should", ["kind"], registry=REGISTRY
)
CALLS = Histogram(
    "konspekt_api_seconds", "Calls of the Bot API that were answered, getUpdates left out", ["method"],
    buckets=SECONDS, registry=REGISTRY,
)  # fmt: skip
REFUSED = Counter(
    "konspekt_api_errors_total", "Calls of the Bot API that failed", ["method", "kind"], registry=REGISTRY
)
SILENT = Gauge(
    "konspekt_telegram_silent_seconds", "Since Telegram answered a call the last time", registry=REGISTRY
)
SENDS = Counter(
    "konspekt_sends_total",
    "Sets and questions of the day by how their sending ended",
    ["state"],
    registry=REGISTRY,
)
SUBSCRIBERS = Gauge("konspekt_subscribers", "Chats with a daily set, of all replicas", registry=REGISTRY)
DUE = Gauge(
    "konspekt_due_chats", "Chats whose time has come and that wait, of all replicas", registry=REGISTRY
)
DUE_LAG = Gauge(
    "konspekt_due_lag_seconds", "How long the chat that is due longest has waited", registry=REGISTRY
)
REDIS_UP = Gauge("konspekt_redis_up", "1 where Redis answered this look", registry=REGISTRY)
REDIS = Histogram("konspekt_redis_seconds", "Round trips to Redis", buckets=TRIP_SECONDS, registry=REGISTRY)

# known from the start, so that a rate sees the first of each too
for _state in ("sent", "unknown", "failed", "ours", "late", "empty", "away", "cut", "again"):
    SENDS.labels(_state)
for _kind in ("store", "unsaved", "damaged", "forbidden", "retry_after", "unexpected"):
    ERRORS.labels(_kind)
for _reason in ("secret", "full", "stopping", "body", "unreadable", "repeated"):
    NOT_TAKEN.labels(_reason)


def tell_build(version: str) -> None:
    BUILD.labels(version, python_version()).set(1)


async def text(look: Callable[[], Awaitable[None]]) -> bytes:
    """All figures in Prometheus' text format, after a look at what is not counted by itself."""
    await look()
    return generate_latest(REGISTRY)
