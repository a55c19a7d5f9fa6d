"""What was looked for and not found, for the host."""

from bot.keyboards.taps import ClearMisses
from bot.preview import Person


async def test_misses_are_counted_in_one_spelling_the_most_frequent_first(
    learner: Person, host: Person
) -> None:
    for words in ("как настроить nginx", "/cmd qwzxv", "/find  Как настроить  NGINX", "qwzxv", "QWZXV"):
        await learner.send(words)
    said = await host.send("/misses")
    assert said.index("3 × qwzxv") < said.index("2 × как настроить nginx")


async def test_what_may_be_personal_is_not_kept(learner: Person, host: Person) -> None:
    for words in ("qwzxv anna@example.org", "qwzxv +7 926 123-45-67", "qwzxv https://example.org/x"):
        assert "Ничего не нашлось" in await learner.send(words)
    assert "что-нибудь нашли" in await host.send("/misses")


async def test_markup_in_a_query_stays_text(learner: Person, host: Person) -> None:
    await learner.send("<b>qwzxv</b>")
    assert "1 × <b>qwzxv</b>" in await host.send("/misses")


async def test_the_list_can_be_cleared_by_the_host_only(learner: Person, host: Person) -> None:
    await learner.send("qwzxv")
    await learner.press(learner.last, ClearMisses().pack())
    assert "1 × qwzxv" in await host.send("/misses")
    assert "Список очищен" in await host.tap("Забыть эти запросы")
    assert "что-нибудь нашли" in await host.send("/misses")


async def test_for_others_there_is_no_such_command(learner: Person) -> None:
    assert "/help" in await learner.send("/misses")
