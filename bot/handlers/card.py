"""A command's card: as it was looked up, and what its buttons do."""

from collections.abc import Sequence
from typing import Final

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message

from bot import render
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.keyboards import lookup as lookup_keyboards
from bot.keyboards.lookup import CardView, Lead
from bot.keyboards.taps import AskMe, OpenCard, OpenSimilar, OpenTool
from bot.store import Store
from bot.study.notes import QuestionId
from bot.visit import Visit

COPIES: Final = 3  # buttons above the others: more would push the card off a phone's screen


def router() -> Router:
    router = Router(name="card")
    router.callback_query.register(open_card, OpenCard.filter())
    router.callback_query.register(open_similar, OpenSimilar.filter())
    router.callback_query.register(ask_me, AskMe.filter())
    router.callback_query.register(open_tool, OpenTool.filter())
    return router


async def looked_up(lead: Lead, others: Sequence[Lead], visit: Visit, store: Store) -> Screen:
    """The card for who asked for it in words: a second time within a week, an hour or more later, makes it a card."""
    questions = _questions(lead, visit)
    met = await store.lookups.look_up(visit.chat, lead.command.id, questions, visit.now)
    missing = [question for question in questions if question not in met.carded]
    note = ""
    if met.is_repeated and missing:
        if visit.person.auto_cards:
            await store.lookups.plan(visit.chat, missing, visit.today)
            note, missing = visit.texts.plain("card-planned", count=len(missing)), []
        else:
            note = visit.texts.plain("card-offered")
    return _shown(lead, visit, note, _is_asked(questions, missing), others)


async def opened(lead: Lead, visit: Visit, store: Store) -> Screen:
    """The card for who came to it by a button or a link."""
    questions = _questions(lead, visit)
    carded = await store.lookups.carded(visit.chat, questions)
    return _shown(lead, visit, "", _is_asked(questions, set(questions) - carded))


def _questions(lead: Lead, visit: Visit) -> tuple[QuestionId, ...]:
    return visit.edition.questions_about(lead.command, lead.flag_name)


def _is_asked(questions: Sequence[QuestionId], missing: object) -> bool | None:
    return not missing if questions else None


def _shown(lead: Lead, visit: Visit, note: str, is_asked: bool | None, others: Sequence[Lead] = ()) -> Screen:
    shown = visit.edition.card(lead.command, lead.flag_name, visit.texts, note)
    view = CardView(
        lead=lead,
        copies=shown.copy_texts[:COPIES],
        others=tuple(others),
        has_section=visit.edition.is_ours(lead.command),
        is_asked=is_asked,
    )
    keyboard = lookup_keyboards.card(view, visit.texts)
    return Screen(shown.text, keyboard, render.message_entities(shown.entities), link=f"c_{lead.command.id}")


def tools(visit: Visit, shelf: int = 0) -> Screen:
    if not visit.edition.tools:
        return Screen(visit.texts("lookup-empty"))
    return Screen(visit.texts("lookup-tools"), lookup_keyboards.tools(visit.edition, visit.texts, shelf))


async def open_card(query: CallbackQuery, callback_data: OpenCard, visit: Visit, store: Store) -> None:
    command = visit.edition.commands.get(callback_data.id)
    if command is None:
        await screen.replace(query, tools(visit), visit.texts.plain("lookup-gone"))
        return
    await screen.replace(query, await opened(Lead(command, callback_data.flag), visit, store))


async def open_similar(query: CallbackQuery, callback_data: OpenSimilar, visit: Visit) -> None:
    command = visit.edition.commands.get(callback_data.id)
    if command is None:
        await screen.replace(query, tools(visit), visit.texts.plain("lookup-gone"))
        return
    keyboard = lookup_keyboards.similar(command, visit.edition.similar(command), visit.texts)
    await screen.replace(query, Screen(visit.texts("card-similar-title", name=command.name), keyboard))


async def ask_me(query: CallbackQuery, callback_data: AskMe, visit: Visit, store: Store, bot: Bot) -> None:
    """Plan the questions or take them back; the card stays, its button changes."""
    command = visit.edition.library.commands.get(callback_data.id)
    if command is None:
        await screen.replace(query, tools(visit), visit.texts.plain("lookup-gone"))
        return
    lead = Lead(command, callback_data.flag)
    questions = _questions(lead, visit)
    if callback_data.is_on:
        await store.lookups.plan(visit.chat, questions, visit.today)
        notice, is_asked = visit.texts.plain("card-ask-on", count=len(questions)), True
    else:
        dropped = await store.lookups.unplan(visit.chat, command.id, questions, visit.now)
        is_asked = not dropped
        notice = visit.texts.plain("card-ask-off" if dropped else "card-ask-kept")
    await screen.answer(bot, query, notice)
    await _change_button(query, lead, visit, is_asked=is_asked)


async def _change_button(query: CallbackQuery, lead: Lead, visit: Visit, *, is_asked: bool) -> None:
    message = query.message
    if not isinstance(message, Message) or message.reply_markup is None:
        return  # older than 48 hours: Telegram gives no message, and the notice said it all
    new = lookup_keyboards.ask_button(lead, visit.texts, is_asked=is_asked)
    changed = lookup_keyboards.with_ask_button(message.reply_markup, new)
    try:
        if message.ephemeral_message_id is not None and query.bot is not None:
            await query.bot.edit_ephemeral_message_reply_markup(
                message.chat.id, query.from_user.id, message.ephemeral_message_id, reply_markup=changed
            )
            return
        await message.edit_reply_markup(reply_markup=changed)
    except TelegramBadRequest as error:
        if not any(reason in error.message for reason in ("not modified", "message to edit not found")):
            raise


async def open_tool(query: CallbackQuery, callback_data: OpenTool, visit: Visit) -> None:
    if not callback_data.id:
        await screen.replace(query, tools(visit, callback_data.shelf))
        return
    command = visit.edition.library.commands.get(callback_data.id)
    if command is None:
        await screen.replace(query, tools(visit), visit.texts.plain("lookup-gone"))
        return
    keyboard = lookup_keyboards.tool(visit.edition, command, visit.texts, callback_data.shelf)
    text = visit.texts("lookup-tool", tool=visit.edition.tool_of(command))
    await screen.replace(query, Screen(text, keyboard))
