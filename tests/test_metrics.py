"""The metrics are those of the documents, and say what happened."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendMessage

from bot import metrics
from bot.app import App
from bot.preview import Person

ROOT = Path(__file__).parents[1]
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
ALERTS = (ROOT / "docs/operations/alerts.yml").read_text(encoding="utf-8")
DASHBOARD = (ROOT / "docs/operations/dashboard.json").read_text(encoding="utf-8")


def table() -> str:
    """The table of docs/operations.md, as the registry has it."""
    rows = ["| metric | type | labels | what it is |", "|---|---|---|---|"]
    for metric in own():
        name = f"{metric._name}_total" if metric._type == "counter" else metric._name
        labels = ", ".join(f"`{label}`" for label in metric._labelnames)
        rows.append(f"| `{name}` | {metric._type} | {labels} | {metric._documentation} |")
    return "\n".join(rows)


def own() -> list[Any]:
    found: dict[Any, None] = dict.fromkeys(metrics.REGISTRY._collector_to_names)
    return [metric for metric in found if hasattr(metric, "_documentation")]


def names() -> set[str]:
    """Every name under which Prometheus finds a series."""
    found = {"up"}
    for all_names in metrics.REGISTRY._collector_to_names.values():
        found |= set(all_names)
    return found


def test_the_document_has_the_table_of_metrics() -> None:
    written = re.search(r"<!-- metrics:[^\n]*-->\n(.*?)\n?<!-- /metrics -->", OPERATIONS, re.DOTALL)
    assert written is not None
    assert written[1] == table()


@pytest.mark.parametrize("text", [ALERTS, DASHBOARD], ids=["alerts", "dashboard"])
def test_alerts_and_dashboard_name_metrics_that_exist(text: str) -> None:
    used = set(re.findall(r"\b(?:konspekt|process)_[a-z_]+", text))
    assert used - names() == set()
    assert len(used) > 8


def test_what_they_ask_of_labels_exists_too() -> None:
    labels = {label for metric in own() for label in metric._labelnames}
    asked = set(re.findall(r"by \(([a-z_, ]+)\)", ALERTS + DASHBOARD))
    assert {part.strip() for group in asked for part in group.split(",")} <= labels | {"le"}


def test_every_alert_is_explained() -> None:
    alerts = set(re.findall(r"alert: (\w+)", ALERTS))
    assert alerts == set(re.findall(r"^\| `(Konspekt\w+)` \|", OPERATIONS, re.MULTILINE))


def test_the_dashboard_is_one_that_grafana_takes() -> None:
    panels = json.loads(DASHBOARD)["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    taken: set[tuple[int, int]] = set()
    for panel in panels:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken, panel["title"]
        assert all(x < 24 for x, _ in cells)
        taken |= cells
        assert all(target["expr"] for target in panel["targets"])


async def test_calls_are_timed_and_failures_counted_by_kind(konspekt: App, learner: Person) -> None:
    def timed() -> float:
        return float(metrics.CALLS.labels("sendMessage")._sum.get())

    failed = metrics.REFUSED.labels("sendMessage", "bad_request")._value
    before, failed_before = timed(), failed.get()
    await learner.send("/help")
    assert timed() > before
    with pytest.raises(TelegramBadRequest):
        await konspekt.bot(SendMessage(chat_id=learner.id, text=""))
    assert failed.get() == failed_before + 1
    assert konspekt.calls.answered is not None


async def test_how_a_day_went_is_counted(konspekt: App, learner: Person) -> None:
    sent = metrics.SENDS.labels("sent")._value
    before = sent.get()
    await konspekt.delivery.store.dues.set_day(learner.id, konspekt.delivery.clock().date(), "sent")
    assert sent.get() == before + 1


async def test_no_label_is_about_a_person(konspekt: App, learner: Person) -> None:
    await learner.send("/cmd docker ps")
    await learner.send("тайна")

    async def look() -> None:
        return None

    told = (await metrics.text(look)).decode()
    assert "тайна" not in told
    assert str(learner.id) not in told
    assert konspekt.bot.token not in told
