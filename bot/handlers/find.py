"""`/find words`: sections that match, five at a time. The message itself holds the query that its buttons go on with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from aiogram import Router
from aiogram.filters import Command as CommandFilter
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message, MessageEntity

from bot import render
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.keyboards import lookup as lookup_keyboards
from bot.keyboards.lookup import Lead, ResultsView
from bot.keyboards.taps import TurnResults
from bot.store import Store
from bot.study.entries import CommandTarget, FlagTarget, SectionTarget, Target
from bot.study.misses import missed
from bot.study.notes import Command, Section
from bot.study.pasted import is_message
from bot.study.search import Hit
from bot.visit import Visit

PAGE: Final = 5
MOST: Final = 25  # results: who turns five pages over asks anew
FAINT: Final = 0.3  # of the best score: what is less says nothing about it
NEAR: Final = 3
CLEAR_LEAD: Final = 1.5  # times the next one's score: the first is what was meant
FIRST_HITS: Final = 5
SHOWN_QUERY: Final = 60  # characters of a query that the answer "nothing" repeats


@dataclass(frozen=True, slots=True)
class Match:
    """A section that was found."""

    section: Section
    score: float


def router() -> Router:
    router = Router(name="find")
    router.callback_query.register(turn_results, TurnResults.filter())
    router.message.register(find, CommandFilter("find", ignore_case=True))
    return router


async def find(message: Message, command: CommandObject, visit: Visit, store: Store) -> None:
    query = render.query_text(command.args or "")
    if not query:
        await screen.send(message, Screen(visit.texts("find-hint")))
        return
    await screen.send(message, results(query, visit) or await nothing(query, visit, store))


async def turn_results(query: CallbackQuery, callback_data: TurnResults, visit: Visit) -> None:
    """Another page in the same message; the notes may have changed since it was sent."""
    asked = _query_of(query.message) if isinstance(query.message, Message) else ""
    shown = results(asked, visit, callback_data.page) if asked else None
    if shown is None:
        await screen.replace(query, Screen(visit.texts("find-hint")), visit.texts.plain("error-stale-button"))
    else:
        await screen.replace(query, shown)


def _query_of(message: Message) -> str:
    """The query of a message of results: its first entity."""
    first: MessageEntity | None = next(iter(message.entities or ()), None)
    return first.extract_from(message.text or "") if first is not None and first.type == "code" else ""


def results(query: str, visit: Visit, page: int = 0) -> Screen | None:
    """A page of the sections that match, from 0; the nearest one where there are fewer; None: none match."""
    query = render.query_text(query)
    matches = sections(query, visit)
    if not matches:
        return None
    pages = -(-len(matches) // PAGE)
    page = min(max(page, 0), pages - 1)
    first = page * PAGE + 1
    shown = [match.section for match in matches[first - 1 : first - 1 + PAGE]]
    label = visit.texts.plain("find-found", count=len(matches), first=first, last=first + len(shown) - 1)
    found = [_result(number, section, query, visit) for number, section in enumerate(shown, first)]
    text, entities = render.results(query, label, found)
    ids = tuple(section.id for section in shown)
    view = ResultsView(first, ids, page, pages, _leads(query, visit, ids))
    return Screen(text, lookup_keyboards.results(view, visit.texts), render.message_entities(entities))


def sections(query: str, visit: Visit) -> list[Match]:
    """The sections worth showing, best first: about the query, else those that have its rare words in passing."""
    known, index = visit.edition.library.sections, visit.edition.index
    hits = index.mentions(query, MOST) if is_message(query) or not visit.edition.find(query, 1) else ()
    hits = hits or (index.sections(query, limit=MOST) if visit.edition.find(query, 1) else ())
    matches = [
        Match(known[hit.target.id], hit.score) for hit in hits if isinstance(hit.target, SectionTarget)
    ]
    return [match for match in matches if match.score >= FAINT * matches[0].score]


def is_clear(matches: Sequence[Match], *, is_title: bool) -> bool:
    """Whether the first section is what was meant; a title asked for may be that of several."""
    if len(matches) <= 1:
        return True
    first, second = matches[0].score, matches[1].score
    return first > second if is_title else first >= CLEAR_LEAD * second


def _result(number: int, section: Section, query: str, visit: Visit) -> render.Result:
    snippet = visit.edition.index.snippet(section.id, query)
    return render.Result(number, section.title, " › ".join(section.path[:-1]), snippet)


def _leads(query: str, visit: Visit, shown: tuple[str, ...]) -> tuple[Lead, ...]:
    """Cards that fit as well and are not a tap away in the sections shown."""
    hits = visit.edition.find(query, FIRST_HITS)
    return tuple(lead for lead in leads(hits, visit) if lead.command.section not in shown)[:NEAR]


def meant(target: Target, visit: Visit) -> Lead | Section:
    """The card or the section that a target means."""
    match target:
        case CommandTarget(id):
            return Lead(visit.edition.commands[id])
        case FlagTarget(id, flag):
            command = visit.edition.commands[id]
            return Lead(command, _position(command, flag))
        case SectionTarget(id):
            return visit.edition.library.sections[id]
        case _:
            assert_never(target)


def leads(hits: Sequence[Hit], visit: Visit) -> list[Lead]:
    """The cards among them."""
    return [lead for hit in hits if isinstance(lead := meant(hit.target, visit), Lead)]


def _position(command: Command, flag: str) -> int:
    return next((number for number, known in enumerate(command.flags) if flag in known.names), -1)


async def nothing(query: str, visit: Visit, store: Store) -> Screen:
    """Nothing fits: commands with near names, if there are any; the author will see what was missing."""
    if (miss := missed(query)) is not None:
        await store.lookups.count_miss(miss)
    shown = query if len(query) <= SHOWN_QUERY else query[: SHOWN_QUERY - 1] + "…"
    near = [Lead(visit.edition.commands[near.id]) for near in visit.edition.index.near(query, limit=NEAR)]
    lines = [visit.texts("lookup-nothing", query=shown)]
    lines.append(visit.texts("lookup-near") if near else visit.texts("lookup-hint"))
    return Screen("\n\n".join(lines), lookup_keyboards.leads(near, visit.texts))
