"""A bare aiogram bot with a fixed answer: what the framework itself costs. `python -m tests.bench.bare`, for `update`."""

import asyncio
import os
from typing import Final

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputPollOption,
    Message,
    PollAnswer,
)

TEXT: Final = "<b>docker ps</b> — список контейнеров. Показывает запущенные контейнеры, образ и порты. " * 7
OPTIONS: Final = ("Список контейнеров", "Список образов", "Удаляет контейнер")


def buttons() -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(text=text, callback_data=text)] for text in ("Ещё", "Назад")]
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def ask(message: Message) -> None:
    options: list[InputPollOption | str] = [InputPollOption(text=option) for option in OPTIONS]
    await message.answer_poll(
        "Что делает docker ps?", options, type="quiz", is_anonymous=False, correct_option_ids=[0]
    )


async def reply(message: Message) -> None:
    await message.answer(TEXT, parse_mode="HTML", reply_markup=buttons())


async def turn(query: CallbackQuery) -> None:
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(TEXT, parse_mode="HTML", reply_markup=buttons())


async def judge(answer: PollAnswer, bot: Bot) -> None:
    if answer.user is not None:
        await bot.send_message(answer.user.id, "Верно", reply_markup=buttons())


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"]))
    dispatcher = Dispatcher()
    dispatcher.message.register(ask, Command("quiz"))
    dispatcher.message.register(reply)
    dispatcher.callback_query.register(turn)
    dispatcher.poll_answer.register(judge)
    await dispatcher.start_polling(Bot(os.environ["BOT_TOKEN"], session=session))


if __name__ == "__main__":
    asyncio.run(main())
