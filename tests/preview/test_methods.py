from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramUnauthorizedError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    InlineQuery,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
)

from bot.preview import ModelSession, Person, Telegram
from tests.preview.pictures import png

Call = Callable[..., Awaitable[Any]]


JPEG = bytes.fromhex("ffd8 ffe0 0004 0000 ffc0 000b 08 0020 0040 01 011100 ffd9")


async def test_a_photo_goes_by_bytes_and_then_by_id(bot: Bot, call: Call, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, BufferedInputFile(png(40, 30), "map.png"), caption="карта")
    assert sent.photo
    assert (sent.photo[0].width, sent.photo[0].height) == (40, 30)
    again = await bot.send_photo(anna.id, sent.photo[0].file_id)
    assert again.photo == sent.photo
    assert await call("sendPhoto", chat_id=anna.id) == "Bad Request: there is no photo in the request"
    unknown = await call("sendPhoto", chat_id=anna.id, photo="AgACx")
    assert unknown == "Bad Request: wrong file identifier/HTTP URL specified"
    file = await bot.get_file(sent.photo[0].file_id)
    content = await bot.download_file(file.file_path or "", BytesIO())
    assert content
    assert content.read() == png(40, 30)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png(21, 1), "PHOTO_INVALID_DIMENSIONS"),
        (png(20, 1) + b"x" * 10 * 1024 * 1024, "file is too big"),
    ],
)
async def test_bad_pictures(bot: Bot, anna: Person, data: bytes, refusal: str) -> None:
    with pytest.raises(Exception, match=refusal):
        await bot.send_photo(anna.id, BufferedInputFile(data, "x.png"))


async def test_jpeg_and_documents(bot: Bot, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, BufferedInputFile(JPEG, "x.jpg"))
    assert sent.photo
    assert (sent.photo[0].width, sent.photo[0].height) == (64, 32)
    document = (
        await bot.send_document(anna.id, BufferedInputFile(b"{}", "data.json"), caption="мои данные")
    ).document
    assert document
    assert (document.file_name, document.file_size, document.mime_type) == (
        "data.json",
        2,
        "application/json",
    )


async def test_caption_limits_and_edits(bot: Bot, call: Call, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, BufferedInputFile(png(2, 2), "x.png"), caption="x" * 1024)
    where = {"chat_id": anna.id, "message_id": sent.message_id}
    too_long = await call("editMessageCaption", **where, caption="x" * 1025)
    assert too_long == "Bad Request: message caption is too long"
    assert (await call("editMessageCaption", **where, caption="y"))["caption"] == "y"
    no_text = await call("editMessageText", **where, text="y")
    assert no_text == "Bad Request: there is no text in the message to edit"
    media = InputMediaPhoto(media=BufferedInputFile(png(4, 4), "y.png"), caption="z")
    edited = await bot.edit_message_media(media, chat_id=anna.id, message_id=sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.photo
    assert (edited.photo[0].width, edited.caption) == (4, "z")


async def test_commands_by_scope_and_language(bot: Bot, call: Call) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands(
        [BotCommand(command="cmd", description="команда")], scope=scope, language_code="ru"
    )
    assert [one.command for one in await bot.get_my_commands(scope=scope, language_code="ru")] == ["cmd"]
    assert await bot.get_my_commands(scope=scope) == []
    await bot.delete_my_commands(scope=scope, language_code="ru")
    assert await bot.get_my_commands(scope=scope, language_code="ru") == []
    bad_scope = await call("setMyCommands", commands=[], scope={"type": "chat"})
    assert bad_scope == "Bad Request: can't parse BotCommandScope: Can't find field \"chat_id\""
    assert (
        await call("setMyCommands", commands=[], language_code="rus")
        == "Bad Request: invalid language code specified"
    )


@pytest.mark.parametrize(
    ("command", "description", "refusal"),
    [
        ("x" * 33, "x", "command length must not exceed 32"),
        ("x", "x" * 257, "command description length must not exceed 256"),
        ("Cmd", "x", "BOT_COMMAND_INVALID"),
        ("команда", "x", "BOT_COMMAND_INVALID"),
        ("", "x", "command must be non-empty"),
        ("x", "", "command description must be non-empty"),
    ],
)
async def test_bad_commands(call: Call, command: str, description: str, refusal: str) -> None:
    good = {"command": "x" * 32, "description": "x" * 256}
    assert await call("setMyCommands", commands=[good] * 100) is True
    assert await call("setMyCommands", commands=[good] * 101) == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    bad = {"command": command, "description": description}
    assert await call("setMyCommands", commands=[bad]) == f"Bad Request: {refusal}"


async def test_the_bot_s_card(bot: Bot, call: Call) -> None:
    assert (await bot.get_me()).username == "konspekt_bot"
    assert (await bot.get_my_name()).name == "Konspekt"
    await bot.set_my_description("x" * 512, language_code="ru")
    assert (await bot.get_my_description(language_code="ru")).description == "x" * 512
    assert await call("setMyDescription", description="x" * 513) == "Bad Request: description is too long"
    assert (
        await call("setMyShortDescription", short_description="x" * 121)
        == "Bad Request: short description is too long"
    )


async def test_names_that_are_not_known(call: Call, telegram: Telegram, anna: Person) -> None:
    assert await call("sendFax", chat_id=1) == "Not Found: method not found"
    assert (await call("SENDMESSAGE", chat_id=anna.id, text="x"))["text"] == "x"
    unknown = await call("sendMessage", chat_id=anna.id, text="x", silent=True)
    assert unknown == "Bad Request: unknown parameter silent"
    dice = await call("sendDice", chat_id=anna.id)
    assert dice == "Bad Request: the model of Telegram does not know method sendDice yet"
    answer = await call("sendMessage", chat_id=anna.id, text="x", business_connection_id="x")
    assert answer == (
        "Bad Request: the model of Telegram does not know parameter business_connection_id of sendMessage yet"
    )
    refused = [call.error is not None for call in telegram.calls]
    assert refused == [True, False, True, True, True]


async def test_wrong_tokens(telegram: Telegram) -> None:
    bot = Bot("123:wrong", session=ModelSession(telegram))
    with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
        await bot.get_me()


async def test_bad_json_and_types(call: Call, anna: Person) -> None:
    answer = await call("sendMessage", chat_id=anna.id, text="x", reply_markup="{")
    assert answer == "Bad Request: can't parse reply_markup JSON object"
    answer = await call("editMessageText", chat_id=anna.id, text="x", message_id="one")
    assert answer == "Bad Request: can't parse message_id JSON object"


async def test_chat_actions(call: Call, telegram: Telegram, anna: Person) -> None:
    assert await call("sendChatAction", chat_id=anna.id, action="typing") is True
    assert [action for _, action in telegram.world.chats[anna.id].actions] == ["typing"]
    answer = await call("sendChatAction", chat_id=anna.id, action="thinking")
    assert answer == "Bad Request: wrong parameter action in request"


async def test_inline_mode(bot: Bot, call: Call, anna: Person, dispatcher: Dispatcher) -> None:
    @dispatcher.inline_query()
    async def offer(query: InlineQuery) -> None:
        content = InputTextMessageContent(message_text="<b>docker ps</b>", parse_mode="HTML")
        card = InlineQueryResultArticle(id="ps", title="docker ps", input_message_content=content)
        await query.answer([card], cache_time=60, is_personal=True)

    query = await anna.inline("docker ps")
    assert [result["title"] for result in query.results or []] == ["docker ps"]
    chosen = await anna.choose(query, "ps")
    assert (chosen.text, chosen.entities[0].type) == ("docker ps", "bold")
    assert "query is too old" in await call("answerInlineQuery", inline_query_id=query.id, results=[])
    assert (await bot.get_me()).supports_inline_queries


@pytest.mark.parametrize(
    ("count", "change", "refusal"),
    [
        (51, {}, "too many inline query results specified"),
        (2, {"id": "x"}, "RESULT_ID_DUPLICATE"),
        (1, {"id": "x" * 65}, "RESULT_ID_INVALID"),
        (1, {"input_message_content": {"message_text": "x" * 4097}}, "message is too long"),
        (1, {"input_message_content": {"message_text": ""}}, "message text is empty"),
    ],
)
async def test_bad_inline_results(
    call: Call, telegram: Telegram, anna: Person, count: int, change: dict[str, Any], refusal: str
) -> None:
    queries: list[str] = []

    async def deliver(update: dict[str, Any]) -> None:
        queries.append(update["inline_query"]["id"])

    telegram.deliver = deliver
    await anna.inline("x")
    body = {"type": "article", "title": "x", "input_message_content": {"message_text": "x"}}
    results = [{**body, "id": str(number), **change} for number in range(count)]
    answer = await call("answerInlineQuery", inline_query_id=queries[0], results=results)
    assert answer == f"Bad Request: {refusal}"
