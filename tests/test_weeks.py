"""The picture of the last weeks: what it shows, and that it becomes a photo Telegram takes."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from bot.pictures.svg import drawn
from bot.preview.methods.files import photo_size
from bot.study.history import Week
from bot.weeks import BUSY, CELLS, GROUND, MEASURED, Labels, drawing

TODAY = date(2026, 11, 26)  # a Thursday: the fourth day of its week
LABELS = Labels(
    title="12 недель",
    summary="3 ответа <&> 2 дня",
    weekdays=("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"),
    mondays=[f"{day} сен" for day in range(1, 13)],
    less="меньше",
    more="больше",
    memory="Память",
    promised="обещано",
    measured="вспомнили",
)
NONE = Week()


def parts(weeks: list[Week], tag: str) -> list[ET.Element]:
    root = ET.fromstring(drawing(weeks, TODAY, LABELS))  # noqa: S314 -- our own drawing
    return list(root.iter(f"{{http://www.w3.org/2000/svg}}{tag}"))


def days(weeks: list[Week]) -> list[ET.Element]:
    """The cells of days, without the ground and the scale of colours."""
    return [cell for cell in parts(weeks, "rect") if cell.get("rx") == "12"]


def test_there_is_a_cell_for_each_day_up_to_today_and_today_is_marked() -> None:
    cells = days([NONE] * 12)
    assert len(cells) == 11 * 7 + 4
    assert [cell for cell in cells if cell.get("stroke")] == [cells[-1]]


@pytest.mark.parametrize(
    ("answers", "step"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (10, 3), (11, 4), (500, 4)]
)
def test_more_answers_are_lighter(answers: int, step: int) -> None:
    first, *rest = days([Week((answers,) + (0,) * 6), *[NONE] * 11])
    assert first.get("fill") == CELLS[step]
    assert {cell.get("fill") for cell in rest} == {CELLS[0]}
    assert len(CELLS) == len(BUSY) + 1


def test_words_are_those_of_the_person_and_harm_nothing() -> None:
    words = [text.text for text in parts([NONE] * 12, "text")]
    assert LABELS.summary in words
    assert LABELS.memory not in words, "nothing was reviewed: no chart"


def points(weeks: list[Week]) -> list[ET.Element]:
    return [point for point in parts(weeks, "circle") if point.get("stroke") == MEASURED]


def test_the_chart_has_a_point_for_each_week_with_reviews_hollow_where_these_are_few() -> None:
    weeks = [NONE] * 9 + [
        Week(reviews=10, right=10, predicted=9),
        Week(reviews=10, right=5, predicted=9),
        Week(reviews=4, right=3, predicted=3.6),
    ]
    all_right, half, few = points(weeks)
    assert (all_right.get("fill"), half.get("fill"), few.get("fill")) == (MEASURED, MEASURED, GROUND)
    top, bottom = float(all_right.get("cy", "")), float(half.get("cy", ""))
    assert top < float(few.get("cy", "")) < bottom
    assert LABELS.memory in [text.text for text in parts(weeks, "text")]
    scale = [text.text for text in parts(weeks, "text")]
    assert {"50", "75", "100"} <= set(scale)


def test_the_chart_reaches_down_to_nothing_where_memory_did() -> None:
    weeks = [NONE] * 11 + [Week(reviews=10, right=1, predicted=9)]
    assert "0" in [text.text for text in parts(weeks, "text")]


def test_it_becomes_a_photo_with_letters_on_a_machine_without_fonts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/nowhere")
    weeks = [Week((3,) * 7, reviews=5, right=4, predicted=4.5)] * 12
    with_words = drawn(drawing(weeks, TODAY, LABELS).encode())
    width, height = photo_size(with_words)
    assert width > 1000
    assert height > width
    root = ET.fromstring(drawing(weeks, TODAY, LABELS))  # noqa: S314 -- our own drawing
    for text in list(root.iter("{http://www.w3.org/2000/svg}text")):
        text.text = ""
    assert len(with_words) > len(drawn(ET.tostring(root))) + 5000
