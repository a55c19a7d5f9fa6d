"""Language and time zone."""

from bot.preview import Person
from bot.store import Store
from bot.taps import SetLanguage, SetZone


async def test_the_language_changes_at_once_and_stays(learner: Person) -> None:
    await learner.send("/settings")
    assert "Settings" in await learner.tap("English")
    assert "What I can do" in await learner.send("/help")


async def test_a_zone_is_chosen_by_its_clock(learner: Person, store: Store) -> None:
    await learner.send("/settings")
    await learner.tap("Часовой пояс")
    said = await learner.tap("Владивосток · 16:00")
    assert "Asia/Vladivostok" in said
    assert "16:00" in said
    person = await store.person(learner.id)
    assert person is not None
    assert person.zone == "Asia/Vladivostok"


async def test_a_zone_can_be_written(learner: Person) -> None:
    assert "Asia/Tokyo" in await learner.send("/settings asia/tokyo")


async def test_an_unknown_zone_is_told_and_zones_are_offered(learner: Person) -> None:
    assert "Не знаю часового пояса «Луна/Море»" in await learner.send("/settings Луна/Море")
    assert any("Москва" in label for row in learner.last.buttons for label in row)


async def test_stale_choices_are_answered(learner: Person) -> None:
    await learner.send("/settings")
    assert "устарела" in await learner.press(learner.last, SetLanguage(code="xx").pack())
    assert "устарела" in await learner.press(learner.last, SetZone(name="Mars/Base").pack())
