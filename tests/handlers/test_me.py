"""/stats in words."""

from bot.preview import Person


async def test_nothing_yet(learner: Person) -> None:
    assert "Пока нечего показать" in await learner.send("/stats")


async def test_answers_are_counted(learner: Person) -> None:
    await learner.send("/quiz")
    poll = learner.last_poll().poll
    assert poll is not None
    await learner.answer(*poll.correct)
    poll = learner.last_poll().poll
    assert poll is not None
    await learner.answer(len(poll.options) - 1)
    said = await learner.send("/stats")
    assert "Ответов: 2, из них верных 1 (50 %)" in said
    assert "2 карточки" in said
    assert "Docker: " in said
