"""What a day's set is made of: the chosen topics, an exam ahead, and what people called bad left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from bot.edition import Edition
from bot.person import Person
from bot.store.shapes import Morning
from bot.study.daily import pick
from bot.study.exam import retention
from bot.study.notes import QuestionId, SectionId
from bot.study.pool import Pool
from bot.study.quiz import Question
from bot.study.review import DESIRED_RETENTION
from bot.study.run import Run


def day_set(edition: Edition, morning: Morning, person: Person, day: date) -> Run:
    """The questions of that day: what is due first, then what is new, never more than the person wants.

    Before an exam its topics come first, as many as the person agreed to. The question of a poll that a quiz by
    hand has open is left out, unless there is nothing else to ask.
    """
    if morning.open is not None:
        apart = replace(morning, hidden=morning.hidden | {morning.open}, open=None)
        run = day_set(edition, apart, person, day)
        return run if run.questions else day_set(edition, replace(morning, open=None), person, day)
    rng = Random(f"{person.id}:{day}")
    cap, hidden = person.daily_count, morning.hidden
    if person.exam_on(day) is None and not person.topics:
        chosen = pick(morning.cards, edition.pool(), cap=cap, on=day, rng=rng, hidden=hidden)
        return replace(Run(chosen), day=day)
    asked = [q for q in edition.questions.values() if q.id not in hidden]
    first: tuple[QuestionId, ...] = ()
    if exam := person.exam_on(day):
        pool, asked = _parted(asked, edition, exam.topics)
        first = pick(
            morning.cards, Pool(pool), cap=exam.count, on=day, rng=rng, retention=retention(exam, day)
        )
        cap = max(cap, exam.count)
    wanted = Pool(_wanted(asked, edition, person, morning))
    rest = pick(morning.cards, wanted, cap=cap - len(first), on=day, rng=rng)
    return replace(Run((*first, *rest)), day=day)


def aim(question: QuestionId, edition: Edition, person: Person, day: date) -> float:
    """The recall that an answer on that date is planned for: more than usual for what an exam ahead is about."""
    exam, known = person.exam_on(day), edition.questions.get(question)
    if exam is None or known is None:
        return DESIRED_RETENTION
    sections = edition.sections_of(exam.topics)
    return retention(exam, day) if not sections or known.section in sections else DESIRED_RETENTION


def _wanted(
    questions: Sequence[Question], edition: Edition, person: Person, morning: Morning
) -> Iterator[Question]:
    """Those of the chosen topics, and whatever the person asked for by itself."""
    inside, outside = _parted(questions, edition, person.topics)
    wished = {q.id for q in outside if q.id in morning.cards and not morning.cards[q.id].reviews}
    chosen = {q.id for q in inside} | wished
    return (q for q in questions if q.id in chosen)


def _parted(
    questions: Sequence[Question], edition: Edition, topics: tuple[SectionId, ...]
) -> tuple[list[Question], list[Question]]:
    """The questions on the topics, and the others; topics that the notes no longer hold are none."""
    sections = edition.sections_of(topics)
    inside = [q for q in questions if not sections or q.section in sections]
    outside = [q for q in questions if sections and q.section not in sections]
    return inside, outside
