"""What people do, one file a thing; routers are made anew for each dispatcher (a Router joins only one)."""

from aiogram import Router

from bot.handlers import (
    admin,
    answers,
    bad,
    browse,
    card,
    daily,
    day,
    errors,
    exam,
    file,
    find,
    group,
    group_admin,
    group_people,
    group_votes,
    inline,
    lookup,
    me,
    misses,
    picture,
    quiz,
    rights,
    settings,
    start,
    tables,
    tuning,
    zone,
)


def routers() -> tuple[Router, ...]:
    """All routers in the order they are asked.

    `group.rest` takes what groups have left, so that all below it is for private chats; `lookup` takes any text and
    stands after the commands.
    """
    return (
        answers.router(),
        group.router(),
        group_votes.router(),
        group_people.router(),
        group_admin.router(),
        group.rest(),
        admin.router(),
        inline.router(),
        start.router(),
        quiz.router(),
        browse.router(),
        picture.router(),
        file.router(),
        daily.router(),
        tuning.router(),
        day.router(),
        exam.router(),
        zone.router(),
        settings.router(),
        tables.router(),
        me.router(),
        rights.router(),
        misses.router(),
        bad.router(),
        card.router(),
        find.router(),
        lookup.router(),
        errors.router(),
    )
