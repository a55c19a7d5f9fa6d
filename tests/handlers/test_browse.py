"""Reading by the contents."""

from dataclasses import replace
from datetime import timedelta

from bot.edition import Edition, Shelf
from bot.keyboards.taps import OpenSection, SendSection
from bot.preview import Person, Telegram
from bot.store import Store


async def test_topics_turns_in_one_message(learner: Person) -> None:
    await learner.send("/topics")
    first = learner.last
    await learner.tap("Docker")
    await learner.tap("Архитектура")
    await learner.tap("Демон")
    assert learner.last.message.id == first.message.id
    assert learner.last.text.startswith("Docker › Архитектура Docker\nДемон\n")


async def test_next_and_back_walk_in_reading_order(learner: Person) -> None:
    await learner.send("/topics")
    await learner.tap("Docker")
    first = learner.last.text
    await learner.tap("Дальше")
    assert learner.last.text != first
    await learner.tap("Назад")
    assert learner.last.text == first


async def test_all_sections_can_be_opened(learner: Person, edition: Edition, telegram: Telegram) -> None:
    """Every page of every section passes the model's limits and TDLib."""
    await learner.send("/topics")
    shown = learner.last
    for section in edition.library.sections.values():
        await telegram.advance(timedelta(seconds=1))  # as a person reads
        said = await learner.press(shown, OpenSection(id=section.id).pack())
        assert section.title in said


async def test_where_one_reads_is_remembered(learner: Person, edition: Edition, store: Store) -> None:
    await learner.send("/topics")
    await learner.tap("Docker")
    person = await store.person(learner.id)
    assert person is not None
    assert person.section is not None
    assert edition.library.sections[person.section].title == "Docker"


async def test_a_long_list_of_children_is_shown_in_handfuls(learner: Person, edition: Edition) -> None:
    section = max(edition.library.sections.values(), key=lambda s: len(s.children))
    await learner.send("/topics")
    await learner.press(learner.last, OpenSection(id=section.id).pack())
    assert len(learner.last.buttons) < 20
    first = learner.last.buttons
    await learner.tap("Ещё")
    assert learner.last.buttons[0] != first[0]
    await learner.tap("Выше")
    assert learner.last.buttons == first


async def test_a_stub_is_greyed_and_named_empty(learner: Person, shelf: Shelf, edition: Edition) -> None:
    subject = edition.library.subjects()[0]
    child = edition.library.sections[subject.children[0]]
    stub = replace(child, is_stub=True, text="", children=())
    sections = {**edition.library.sections, child.id: stub}
    shelf.edition = replace(edition, library=replace(edition.library, sections=sections))
    await learner.send("/topics")
    await learner.tap("Docker")
    label = f"{child.title} · пока пусто"
    assert [label] in learner.last.buttons
    assert "disabled" in next(
        button for row in learner.last.message.buttons for button in row if button["text"] == label
    )


async def test_a_button_to_a_section_that_is_gone_shows_the_contents(learner: Person) -> None:
    await learner.send("/topics")
    said = await learner.press(learner.last, OpenSection(id="gone").pack())
    assert "такого раздела больше нет" in said
    assert ["Docker"] in learner.last.buttons
    said = await learner.press(learner.last, SendSection(id="gone").pack())
    assert "такого раздела больше нет" in said


async def test_a_page_out_of_range_is_the_nearest_one(learner: Person, edition: Edition) -> None:
    section = edition.library.subjects()[0]
    await learner.send("/topics")
    shown = learner.last
    assert "Docker" in await learner.press(shown, OpenSection(id=section.id, page=99, shelf=99).pack())
    assert "Docker" in await learner.press(shown, OpenSection(id=section.id, page=-5, shelf=-5).pack())


async def test_tapping_the_same_button_twice_is_no_fault(learner: Person) -> None:
    await learner.send("/topics")
    await learner.tap("Docker")
    shown = learner.last
    await learner.press(shown, OpenSection().pack())
    assert await learner.press(shown, OpenSection().pack()) == ""
