"""What is said to a group about its members: tables, scores, names."""

from collections.abc import Iterable, Mapping
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.store.group_shapes import GroupWeek
from bot.study.group import Row, Score, around, table
from bot.texts import Texts

IN_TABLE: Final = 10  # rows that everybody sees
NAME_LIMIT: Final = 32


async def name_of(bot: Bot, group: int, member: int) -> str:
    """A member's first name; empty where the account is deleted or Telegram does not say."""
    try:
        found = await bot.get_chat_member(group, member)
    except TelegramAPIError:
        return ""
    return clean_name(found.user.first_name)


def clean_name(name: str) -> str:
    """A name on one line, of a length that a table can hold."""
    return " ".join(name.split())[:NAME_LIMIT]


def last_week(week: GroupWeek, names: Mapping[int, str], texts: Texts) -> str:
    """The table that the group gets on Monday, in HTML: the team first."""
    lines = [texts("group-week-last"), _team(week, texts)]
    lines += _rows(table(week.points, names)[:IN_TABLE], names, texts)
    return "\n".join(lines)


def this_week(week: GroupWeek, names: Mapping[int, str], texts: Texts) -> str:
    """How the week stands, in HTML."""
    if not week.answers:
        return texts("group-week-empty")
    lines = [texts("group-week"), _team(week, texts)]
    lines += _rows(table(week.points, names)[:IN_TABLE], names, texts)
    return "\n".join(lines)


def top(week: GroupWeek, names: Mapping[int, str], member: int, texts: Texts) -> str:
    """The week as one member sees it, in HTML: the team, the best, the member's own row, shown to nobody else.

    A row that is not among the best stands below them, between its neighbours.
    """
    if not week.answers:
        return texts("group-week-empty")
    best = table(week.points, {*names, member})[:IN_TABLE]
    lines = [texts("group-week"), _team(week, texts), *_rows(best, names, texts, member)]
    own = around(week.points, names, member)
    if not own:
        lines += ["", texts("group-top-no-answers")]
    elif not any(row.member == member for row in best):
        lines += ["", texts("group-top-you"), *_rows(own, names, texts, member)]
    return "\n".join(lines)


def run_score(scores: Iterable[Score], names: Mapping[int, str], count: int, texts: Texts) -> str:
    """The score table of a shared run, in HTML."""
    lines = [texts("group-run-over", count=count)]
    shown = list(scores)[:IN_TABLE]
    if not shown:
        lines.append(texts("group-run-nobody"))
    for place, score in enumerate(shown, 1):
        name = names.get(score.member) or "none"
        lines.append(texts("group-run-row", place=place, name=name, points=score.points, right=score.right))
    return "\n".join(lines)


def _team(week: GroupWeek, texts: Texts) -> str:
    share = round(100 * week.right / week.answers)
    return texts(
        "group-week-team", right=week.right, answers=week.answers, share=share, members=len(week.points)
    )


def _rows(rows: Iterable[Row], names: Mapping[int, str], texts: Texts, me: int | None = None) -> list[str]:
    return [
        texts(
            "group-week-row",
            place=row.place,
            name=names.get(row.member, "none"),
            points=row.points,
            is_me="yes" if row.member == me else "no",
        )
        for row in rows
    ]
