"""/daily: by command and by button."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.app import App
from bot.keyboards.taps import DailyPart, SetDaily, TuneDaily
from bot.preview import Person, Telegram
from bot.store import Store


async def due_of(person: Person, store: Store) -> datetime:
    """When the person's next set is due; it stays so."""
    (claim,) = await store.dues.claim(2**31, 2**31, 10)
    assert claim.chat == person.id
    await store.dues.move_on(claim, claim.due)
    return datetime.fromtimestamp(claim.due, UTC)


async def test_a_time_subscribes(learner: Person, store: Store) -> None:
    said = await learner.send("/daily 09:30 5")
    assert "каждый день в 09:30 (Москва, UTC+3), по 5 вопросов" in said
    assert "сегодня" in said
    person = await store.person(learner.id)
    assert person is not None
    assert (person.daily_at, person.daily_count) == (time(9, 30), 5)
    assert await due_of(learner, store) == datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


async def test_a_time_that_has_passed_begins_tomorrow(learner: Person) -> None:
    assert "завтра" in await learner.send("/daily 08:30")


async def test_nonsense_is_answered_kindly_and_changes_nothing(learner: Person, store: Store) -> None:
    await learner.send("/daily 10:00")
    said = await learner.send("/daily 25:99")
    assert "Не понял «25:99»" in said
    person = await store.person(learner.id)
    assert person is not None
    assert person.daily_at == time(10)


async def test_without_words_it_tells_how_things_stand(learner: Person) -> None:
    assert "выключены" in await learner.send("/daily")
    await learner.tap("21:00")
    assert "каждый день в 21:00" in await learner.send("/daily")
    await learner.tap("Выключить")
    assert "выключены" in learner.last.text


async def test_off_twice_is_told(learner: Person) -> None:
    await learner.send("/daily 10:00")
    assert "Прогресс сохранён" in await learner.send("/daily off")
    assert "и так выключены" in await learner.send("/daily off")


# what comes, by command


async def test_days_are_chosen_in_one_line_with_the_rest(learner: Person, store: Store) -> None:
    said = await learner.send("/daily 10:00 2 вт чт вечером 20:30")
    assert "по вт, чт в 10:00" in said
    assert "по 2 вопроса" in said
    assert "завтра" in said
    assert "к 20:30" in said
    person = await store.person(learner.id)
    assert person is not None
    assert (person.quiet, person.evening_at) == (frozenset({0, 2, 4, 5, 6}), time(20, 30))
    assert await due_of(learner, store) == datetime(2026, 11, 24, 7, tzinfo=UTC)


async def test_the_first_questions_are_first_once(learner: Person, konspekt: App, telegram: Telegram) -> None:
    assert "Первые вопросы придут сегодня" in await learner.send("/daily 10:00")
    assert "Первые вопросы придут сегодня" in await learner.send("/daily 10:00 5")
    await telegram.advance(timedelta(hours=1))
    await konspekt.delivery.round()
    assert "Следующие вопросы придут завтра" in await learner.send("/daily 11:00 4")


async def test_a_day_further_off_is_named(learner: Person) -> None:
    assert "придут 28 ноября" in await learner.send("/daily 10:00 сб")


async def test_one_thing_changes_and_the_others_stay(learner: Person, store: Store) -> None:
    await learner.send("/daily 10:00 7 пн-пт")
    await learner.send("/daily 11:00")
    await learner.send("/daily 4 вопроса")
    said = await learner.send("/daily")
    assert "по пн, вт, ср, чт, пт в 11:00" in said
    assert "по 4 вопроса" in said
    assert "каждый день" in await learner.send("/daily каждый день")


async def test_what_is_chosen_before_subscribing_is_kept(learner: Person, store: Store) -> None:
    said = await learner.send("/daily пн-пт")
    assert "Запомнил" in said
    assert "выключены" in said
    assert await store.dues.claim(2**31, 2**31, 10) == []
    assert "по пн, вт, ср, чт, пт в 10:00" in await learner.send("/daily 10:00")


async def test_a_reminder_before_the_questions_makes_no_sense(learner: Person, store: Store) -> None:
    assert "позже, чем приходят вопросы" in await learner.send("/daily 20:00 вечером 19:00")
    person = await store.person(learner.id)
    assert person is not None
    assert person.daily_at is None, "a wish is kept whole or not at all"
    await learner.send("/daily 18:00 вечером 19:00")
    assert "не придёт: вопросы приходят позже" in await learner.send("/daily 20:00")


# a number alone


async def test_po_n_is_a_number_of_questions(learner: Person, store: Store) -> None:
    await learner.send("/daily 10:00")
    assert "в 10:00 (Москва, UTC+3), по 5 вопросов" in await learner.send("/daily по 5")


async def test_a_number_alone_is_asked_about(learner: Person, store: Store) -> None:
    await learner.send("/daily 10:00")
    said = await learner.send("/daily 5")
    assert "5 — это сколько вопросов в день или во сколько" in said
    assert learner.last.buttons == [["🔢 По 5 вопросов в день"], ["🕒 В 05:00"]]
    person = await store.person(learner.id)
    assert person is not None
    assert (person.daily_at, person.daily_count) == (time(10), 3), "nothing is guessed"
    assert "в 10:00 (Москва, UTC+3), по 5 вопросов" in await learner.tap("По 5 вопросов")
    await learner.send("/daily 9")
    assert "в 09:00 (Москва, UTC+3), по 5 вопросов" in await learner.tap("В 09:00")


async def test_the_rest_of_what_was_said_with_an_unclear_number_is_kept(learner: Person) -> None:
    await learner.send("/daily 10:00")
    said = await learner.send("/daily 5 сб вс")
    assert "Готово" in said
    assert "5 — это" in said
    assert "по сб, вс в 10:00 (Москва, UTC+3), по 5 вопросов" in await learner.tap("По 5 вопросов")


# what comes, by buttons


async def test_the_number_is_chosen_by_a_button(learner: Person, store: Store) -> None:
    await learner.send("/daily 10:00")
    await learner.tap("Сколько")
    assert ["1", "2", "✅ 3", "4", "5"] in learner.last.buttons
    said = await learner.tap("7")
    assert "Сохранено" in said
    assert "по 7 вопросов" in said


async def test_days_are_chosen_by_buttons_and_one_is_always_left(learner: Person, store: Store) -> None:
    await learner.send("/daily 10:00")
    await learner.tap("Дни")
    for day in ("пн", "вт", "ср", "чт", "пт", "сб"):
        await learner.tap(f"✅ {day}")
    assert "Хотя бы один день" in await learner.tap("✅ вс")
    person = await store.person(learner.id)
    assert person is not None
    assert person.quiet == frozenset(range(6))
    assert await due_of(learner, store) == datetime(2026, 11, 29, 7, tzinfo=UTC)
    await learner.tap("ср")
    assert await due_of(learner, store) == datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert "по ср, вс" in await learner.tap("Вопросы каждый день")


async def test_a_day_that_is_quiet_no_more_does_not_begin_at_once(
    learner: Person, telegram: Telegram, store: Store
) -> None:
    await learner.send("/daily 10:00 вт ср")
    await telegram.advance(timedelta(hours=2))  # Monday, 11:00
    assert "завтра" in await learner.send("/daily пн вт ср")
    assert await due_of(learner, store) == datetime(2026, 11, 24, 7, tzinfo=UTC)


async def test_a_day_that_is_quiet_no_more_begins_if_its_time_is_ahead(learner: Person, store: Store) -> None:
    await learner.send("/daily 10:00 вт ср")
    assert "сегодня" in await learner.send("/daily пн вт ср")
    assert await due_of(learner, store) == datetime(2026, 11, 23, 7, tzinfo=UTC)


async def test_the_reminder_s_hour_is_chosen_by_a_button(learner: Person, store: Store) -> None:
    await learner.send("/daily 19:00")
    await learner.tap("Вечером")
    assert learner.last.buttons[0] == ["20:00", "21:00", "22:00"]
    assert "к 21:00" in await learner.tap("21:00")
    await learner.tap("Вечером")
    assert "к 21:00" not in await learner.tap("Не напоминать")


@pytest.mark.parametrize(
    "tap",
    [
        SetDaily(minute=99_999),
        TuneDaily(part=DailyPart.COUNT, value="11"),
        TuneDaily(part=DailyPart.COUNT, value="²"),
        TuneDaily(part=DailyPart.DAYS, value="9"),
        TuneDaily(part=DailyPart.TOPICS, value="gone"),
        TuneDaily(part=DailyPart.EVENING, value="61"),
    ],
    ids=str,
)
async def test_a_button_that_makes_no_sense_is_stale(
    learner: Person, store: Store, tap: SetDaily | TuneDaily
) -> None:
    await learner.send("/daily")
    before = await store.person(learner.id)
    assert "устарела" in await learner.press(learner.last, tap.pack())
    assert await store.person(learner.id) == before
