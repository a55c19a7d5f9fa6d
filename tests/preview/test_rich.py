from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import (
    BufferedInputFile,
    InputMediaPhoto,
    InputRichMessage,
    InputRichMessageMedia,
    RichBlockDetails,
    RichBlockPhoto,
    RichMessage,
)

from bot.preview import TOKEN, Person, Telegram
from bot.preview.params import Upload
from tests.preview.pictures import png

Call = Callable[..., Awaitable[Any]]
PAGE = """
<h2>Docker</h2><p>Запуск: <code>docker run</code>, <b>часто</b> <a href="https://docs.docker.com/">вот</a></p>
<pre><code class="language-sh">docker run -d nginx</code></pre><hr>
<ul><li>раз<ul><li>внутри</li></ul></li><li><input type="checkbox" checked>сделано</li></ul>
<ol start="3"><li>три</li></ol><blockquote><p>мысль</p></blockquote>
<table bordered><thead><tr><th>флаг</th><th>смысл</th></tr></thead>
<tbody><tr><td>-d</td><td align="right">фон</td></tr></tbody></table>
<details open><summary>Ещё</summary><p>глубже</p></details><tg-math-block>x^2</tg-math-block>
"""


async def test_a_page_is_read_into_blocks(bot: Bot, anna: Person) -> None:
    sent = await bot.send_rich_message(anna.id, InputRichMessage(html=PAGE))
    assert isinstance(sent.rich_message, RichMessage)
    kinds = [block.type for block in sent.rich_message.blocks]
    assert kinds == [
        "heading", "paragraph", "pre", "divider", "list", "list", "blockquote", "table", "details",
        "mathematical_expression",
    ]  # fmt: skip
    text = anna.last.text
    for words in ("docker run -d nginx", "внутри", "сделано", "мысль", "фон", "глубже", "x^2"):
        assert words in text


@pytest.mark.parametrize(
    ("good", "bad", "refusal"),
    [
        ("x" * 32768, "x" * 32769, "RICH_MESSAGE_TOO_LONG"),
        ("<p>x</p>" * 500, "<p>x</p>" * 501, "RICH_MESSAGE_BLOCKS_TOO_MUCH"),
        (
            "<blockquote>" * 15 + "<p>x</p>" + "</blockquote>" * 15,
            "<blockquote>" * 16 + "<p>x</p>" + "</blockquote>" * 16,
            "RICH_MESSAGE_DEPTH_INVALID",
        ),
        (
            f"<table><tr>{'<td>x</td>' * 20}</tr></table>",
            f"<table><tr>{'<td>x</td>' * 21}</tr></table>",
            "RICH_MESSAGE_COLUMNS_TOO_MUCH",
        ),
        ("git clone", "git clone git@github.com", "RICH_MESSAGE_EMAIL_INVALID"),
        ("x", "  ", "RICH_MESSAGE_EMPTY"),
        ("<p>x</p>", "<div>x</div>", 'can\'t parse rich message: Unsupported start tag "div"'),
        ("<p>x</p>", "<p>x", "can't parse rich message: Can't find end tag corresponding to start tag \"p\""),
        ("<p>x</p>", "<p><b>x</p></b>", 'can\'t parse rich message: Unexpected end tag "p"'),
    ],
)
async def test_rich_limits(call: Call, anna: Person, good: str, bad: str, refusal: str) -> None:
    assert "rich_message" in await call("sendRichMessage", chat_id=anna.id, rich_message={"html": good})
    answer = await call("sendRichMessage", chat_id=anna.id, rich_message={"html": bad})
    assert answer == f"Bad Request: {refusal}"


async def test_emails_pass_when_nothing_is_to_be_found(call: Call, anna: Person) -> None:
    page = {"html": "git clone git@github.com", "skip_entity_detection": True}
    assert "rich_message" in await call("sendRichMessage", chat_id=anna.id, rich_message=page)


async def test_one_source_only(call: Call, anna: Person) -> None:
    for page in ({}, {"html": "x", "blocks": [{"type": "paragraph", "text": "x"}]}):
        answer = await call("sendRichMessage", chat_id=anna.id, rich_message=page)
        assert answer == "Bad Request: exactly one of the fields html, markdown and blocks must be used"


async def test_blocks_and_edits(call: Call, anna: Person) -> None:
    table = {"type": "table", "cells": [[{"align": "left", "valign": "top", "text": "x"}]]}
    sent = await call("sendRichMessage", chat_id=anna.id, rich_message={"blocks": [table]})
    assert sent["rich_message"]["blocks"] == [table]
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    same = await call("editMessageText", **where, rich_message={"blocks": [table]})
    assert "message is not modified" in same
    assert (await call("editMessageText", **where, text="классика"))["text"] == "классика"


def photo(name: str, source: str = "attach://x") -> dict[str, Any]:
    return {"id": name, "media": {"type": "photo", "media": source}}


def figure(name: str) -> str:
    return f'<figure><img src="tg://photo?id={name}"/><figcaption>схема</figcaption></figure>'


async def test_photos_stand_in_the_page(bot: Bot, anna: Person) -> None:
    media = InputMediaPhoto(media=BufferedInputFile(png(30, 20), "a.png"))
    page = InputRichMessage(
        html=f"<p>до</p><details><summary>ещё</summary>{figure('a')}</details>",
        media=[InputRichMessageMedia(id="a", media=media)],
    )
    sent = await bot.send_rich_message(anna.id, page)
    assert sent.rich_message is not None
    details = sent.rich_message.blocks[1]
    assert isinstance(details, RichBlockDetails)
    shown = details.blocks[0]
    assert isinstance(shown, RichBlockPhoto)
    assert (shown.photo[0].width, shown.photo[0].height) == (30, 20)
    assert shown.caption is not None
    assert shown.caption.text == "схема"
    assert "схема" in anna.last.text
    again = InputRichMessageMedia(id="b", media=InputMediaPhoto(media=shown.photo[0].file_id))
    await bot.edit_message_text(
        chat_id=anna.id,
        message_id=sent.message_id,
        rich_message=InputRichMessage(html=figure("b"), media=[again]),
    )
    assert anna.last.text == "схема"


@pytest.mark.parametrize(
    ("html", "media", "refusal"),
    [
        (figure("a"), [], "RICH_MESSAGE_MEDIA_ID_INVALID"),
        ("<p>x</p>", [photo("a")], "RICH_MESSAGE_MEDIA_ID_INVALID"),
        (figure("a"), [photo("a"), photo("a")], "RICH_MESSAGE_MEDIA_ID_INVALID"),
        (figure("а"), [photo("а")], "RICH_MESSAGE_MEDIA_ID_INVALID"),
        (figure("a"), [photo("a", "AgAC1")], "wrong file identifier/HTTP URL specified"),
        (figure("x") * 51, [photo(f"x{n}") for n in range(51)], "RICH_MESSAGE_MEDIA_TOO_MUCH"),
        ("<figure>x</figure>", [], "can't parse rich message: a figure must have exactly one picture"),
    ],
)
async def test_refused_media(
    telegram: Telegram, anna: Person, html: str, media: list[Any], refusal: str
) -> None:
    page = {"html": html, "media": media}
    raw = {"chat_id": anna.id, "rich_message": page}
    _, answer = await telegram.call(
        TOKEN, "sendRichMessage", raw, {"x": Upload("a.png", "image/png", png(9, 9))}
    )
    assert answer["description"] == f"Bad Request: {refusal}"


async def test_blocks_of_other_kinds_are_not_passed_over(call: Call, anna: Person) -> None:
    place = {"type": "map", "location": {"latitude": 1, "longitude": 2}, "zoom": 3, "width": 4, "height": 5}
    answer = await call("sendRichMessage", chat_id=anna.id, rich_message={"blocks": [place]})
    assert answer == "Bad Request: the model of Telegram does not know rich blocks of type map yet"
