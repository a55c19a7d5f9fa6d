"""Some hundred updates by chance; `python -m tests.fuzz.updates` feeds 20,000."""

from collections.abc import Iterator

import pytest
from aiogram.filters.callback_data import CallbackData
from aiogram.types import Update
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.handlers import browse
from bot.keyboards import taps
from tests.fuzz.asked import UPDATES, kinds
from tests.fuzz.objects import DEPTH, Json, values
from tests.fuzz.scene import Scene
from tests.fuzz.updates import run

MANY = 400
SEED = 20261124


@pytest.fixture
def scene() -> Iterator[Scene]:
    scene = Scene()
    yield scene
    scene.close()


def test_no_update_makes_an_error(scene: Scene) -> None:
    assert [str(failure) for failure in run(scene, MANY, SEED)] == []
    assert min(scene.fed[kind] for kind in ("message", "callback_query", "poll_answer", "inline_query")) > 10


def test_an_error_would_be_found(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(browse, "contents", broken)
    failures = run(scene, MANY, SEED)
    assert {failure.kind for failure in failures} == {"ZeroDivisionError"}


@given(st.sampled_from(sorted(UPDATES)).flatmap(lambda kind: st.tuples(st.just(kind), kind_of(kind))))
@settings(max_examples=200, deadline=None)
def test_what_is_made_is_an_update(made: tuple[str, Json]) -> None:
    kind, given_ = made
    assert Update.model_validate({"update_id": 1, kind: given_}).event_type == kind


def kind_of(kind: str) -> st.SearchStrategy[Json]:
    return values(UPDATES[kind].annotation, DEPTH)


def test_every_kind_of_button_is_forged() -> None:
    classes = [one for one in vars(taps).values() if isinstance(one, type) and hasattr(one, "__prefix__")]
    assert set(kinds()) == set(classes) - {CallbackData}
