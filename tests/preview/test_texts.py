from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.preview import Person, Telegram
from bot.preview.entities import put_in_order, read_entities
from bot.preview.errors import ApiError
from bot.preview.markup import parse
from tests.tdlib import TdlibError, complaint_of, parse_entities

Call = Callable[..., Awaitable[Any]]
SMILE = "😀"  # one character, two UTF-16 units
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


@pytest.mark.parametrize("longest", ["x" * 4096, SMILE * 2048, "я" * 4096])
async def test_text_fits_up_to_4096_units(call: Call, anna: Person, longest: str) -> None:
    assert (await call("sendMessage", chat_id=anna.id, text=longest))["text"] == longest
    assert (
        await call("sendMessage", chat_id=anna.id, text=longest + "x") == "Bad Request: message is too long"
    )


async def test_text_is_measured_after_parsing(call: Call, anna: Person) -> None:
    bold = "<b>" + "x" * 4096 + "</b>"
    assert (await call("sendMessage", chat_id=anna.id, text=bold, parse_mode="HTML"))["text"] == "x" * 4096


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", "message text is empty"), (" \n ", "text must be non-empty"), ("\t\r\n", "text must be non-empty")],
)
async def test_empty_text_is_refused(call: Call, anna: Person, text: str, refusal: str) -> None:
    assert await call("sendMessage", chat_id=anna.id, text=text) == f"Bad Request: {refusal}"


async def test_edges_are_trimmed_and_entities_follow(call: Call, anna: Person) -> None:
    entities = [{"type": "bold", "offset": 4, "length": 3}]
    sent = await call("sendMessage", chat_id=anna.id, text=" \n  b  ", entities=entities)
    assert sent["text"] == "b"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 1}]


async def test_the_server_finds_links_and_commands_but_not_in_code(call: Call, anna: Person) -> None:
    text = "/start@konspekt_bot #docker https://docs.docker.com/x, a@b.io @anna_k <code>/help</code>"
    sent = await call("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    kinds = [entity["type"] for entity in sent["entities"]]
    assert kinds == ["bot_command", "hashtag", "url", "email", "mention", "code"]
    assert sent["text"][28:53] == "https://docs.docker.com/x"
    assert (sent["entities"][2]["offset"], sent["entities"][2]["length"]) == (28, 25)


HTML = [
    "просто &lt;b&gt; &amp;amp; &quot; &nbsp; &#128512; &#x44F; & &bogus;",
    "<b>жирный <i>курсив</i></b> <u>u</u><s>s</s> <tg-spoiler>нет</tg-spoiler><span class='tg-spoiler'>x</span>",
    "<pre><code class=\"language-bash\">docker ps -a</code></pre> и <code class='language-x'>ls</code>",
    "<code class='language-sh'><pre>ls</pre></code><pre>просто</pre>",
    "<blockquote>раз</blockquote><blockquote expandable>два</blockquote>",
    "<a href='https://docs.docker.com'>d</a><a href=\"tg://user?id=42\">u</a><a href='foo'>n</a><a>ya.ru</a>",
    f"{SMILE}<b>{SMILE}</b>{SMILE}<i>x</i>",
    "<b></b>пусто<B>большие</B><strong >s</strong ><a href = 'http://a.b/?x=1&amp;y=2' >q</a>",
]


@pytest.mark.parametrize("html", HTML)
def test_html_is_read_as_tdlib_reads_it(html: str) -> None:
    text, entities = parse_entities(html)
    formatted = parse(html, "HTML")
    assert formatted.text == text
    ours = sorted((entity.to_json() for entity in formatted.entities), key=repr)
    assert ours == sorted(entities, key=repr)


BAD_HTML = [
    "<spoiler>x</spoiler>",
    "a < b",
    "<b>x",
    "x</b>",
    "<b>x</i>",
    "яя<b>x</b",
    "<b",
    "<a href=x",
    "<span>x</span>",
    "<b ='x'>y</b>",
    "<p>x</p>",
    "x<br>y",
]


@pytest.mark.parametrize("html", BAD_HTML)
def test_bad_html_is_refused_in_tdlib_s_words(html: str) -> None:
    with pytest.raises(TdlibError) as theirs:
        parse_entities(html)
    with pytest.raises(ApiError) as ours:
        parse(html, "html")
    words = str(theirs.value)
    assert str(ours.value) == "Bad Request: " + words[0].lower() + words[1:]


PIECES = st.sampled_from(
    ["<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<pre>", "</pre>", "<code class='language-sh'>", "</", ">",
     "<a href='http://a.b/c'>", "</a>", "<", "&lt;", "&", "&#", "я", SMILE, " ", "x", "<blockquote>", "</blockquote>",
     "<u >", "</u >", "</>", "<I>", "=", "'"],
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_html_is_read_or_refused_as_tdlib_does(html: str) -> None:
    assert read_by_us(html) == read_by_tdlib(html)


def read_by_tdlib(html: str) -> Any:
    try:
        text, entities = parse_entities(html)
    except TdlibError as refusal:
        return str(refusal).lower()
    return text, sorted(entities, key=repr)


def read_by_us(html: str) -> Any:
    try:
        formatted = parse(html, "HTML")
    except ApiError as refusal:
        return str(refusal).removeprefix("Bad Request: ").lower()
    return formatted.text, sorted((entity.to_json() for entity in formatted.entities), key=repr)


@pytest.mark.parametrize(
    ("entity", "refusal"),
    [
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
        ({"type": "bold", "offset": 0, "length": -1}, "receive an entity with incorrect length -1"),
        (
            {"type": "bold", "offset": 4, "length": 1},
            "entity begins after the end of the text at UTF-16 offset 4",
        ),
        (
            {"type": "bold", "offset": 2, "length": 3},
            "entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 5",
        ),
        (
            {"type": "bold", "offset": 2, "length": 1},
            "entity begins in a middle of a UTF-16 symbol at byte offset 5",
        ),
        (
            {"type": "bold", "offset": 0, "length": 2},
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5",
        ),
        (
            {"type": "boldest", "offset": 0, "length": 1},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 1},
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        ({"type": "bold", "length": 1}, "can't parse MessageEntity: Can't find field \"offset\""),
    ],
)
async def test_bad_entities_are_refused(
    call: Call, anna: Person, entity: dict[str, Any], refusal: str
) -> None:
    answer = await call("sendMessage", chat_id=anna.id, text=f"a{SMILE}b", entities=[entity])
    assert answer == f"Bad Request: {refusal}"


@pytest.mark.parametrize(
    ("entities", "kept", "mended"),
    [
        ([("bold", 0, 9), ("code", 3, 3)], [("bold", 0, 3), ("code", 3, 3), ("bold", 6, 3)], 1),
        ([("pre", 0, 5), ("bold", 1, 2)], [("pre", 0, 5)], 1),
        ([("blockquote", 0, 8), ("blockquote", 2, 3)], [("blockquote", 0, 8)], 1),
        ([("blockquote", 0, 4), ("code", 2, 4)], [("blockquote", 0, 4)], 1),
        ([("blockquote", 0, 8), ("pre", 2, 3)], [("blockquote", 0, 8), ("pre", 2, 3)], 0),
        ([("code", 0, 4), ("code", 2, 4)], [("code", 0, 4)], 1),
        ([("bold", 0, 4), ("bold", 3, 3)], [("bold", 0, 6)], 0),
        ([("bold", 0, 6), ("italic", 2, 2)], [("bold", 0, 6), ("italic", 2, 2)], 0),
    ],
)
def test_entities_are_mended_and_reported(
    entities: list[tuple[str, int, int]],
    kept: list[tuple[str, int, int]],
    mended: int,
) -> None:
    raw = [{"type": kind, "offset": offset, "length": length} for kind, offset, length in entities]
    formatted, reports = put_in_order("abcdefghi", read_entities(raw))
    assert [(one.type, one.offset, one.length) for one in formatted.entities] == kept
    assert len(reports) == mended


async def test_what_was_mended_in_silence_is_a_complaint(
    call: Call, telegram: Telegram, anna: Person
) -> None:
    await call("sendMessage", chat_id=anna.id, text="<b>a <code>b</code></b>", parse_mode="HTML")
    assert telegram.complaints == ["sendMessage: bold at 0-3 is cut: code holds no other formatting"]


async def test_own_checks_see_every_text(call: Call, telegram: Telegram, anna: Person) -> None:
    telegram.world.checks.append(lambda text, entities: f"{text} {entities[0]['type']}" if entities else None)
    await call("sendMessage", chat_id=anna.id, text="plain")
    await call("sendMessage", chat_id=anna.id, text="<b>loud</b>", parse_mode="HTML")
    assert telegram.complaints == ["sendMessage: loud bold"]


async def test_unknown_parse_mode_is_refused(call: Call, anna: Person) -> None:
    answer = await call("sendMessage", chat_id=anna.id, text="x", parse_mode="BBCode")
    assert answer == "Bad Request: unsupported parse_mode"


async def test_edit_in_place(call: Call, anna: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Docker", "callback_data": "d"}]]}
    sent = await call("sendMessage", chat_id=anna.id, text="one", reply_markup=keyboard)
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    assert await call("editMessageText", **where, text="one", reply_markup=keyboard) == NOT_MODIFIED
    edited = await call("editMessageText", **where, text="two")
    assert edited["text"] == "two"
    assert edited["edit_date"]
    assert "reply_markup" not in edited  # an edit without a keyboard takes it away
    assert anna.last.edited
    assert await call("editMessageReplyMarkup", **where) == NOT_MODIFIED
    assert (await call("editMessageReplyMarkup", **where, reply_markup=keyboard))["reply_markup"] == keyboard


async def test_edit_of_what_is_not_there(call: Call, anna: Person) -> None:
    nowhere = await call("editMessageText", chat_id=anna.id, message_id=404, text="x")
    assert nowhere == "Bad Request: message to edit not found"
    theirs = await call("editMessageText", chat_id=anna.id, message_id=1, text="x")
    assert theirs == "Bad Request: message can't be edited"
    sent = await call("sendMessage", chat_id=anna.id, text="x")
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    answer = await call("editMessageCaption", **where, caption="y")
    assert answer == "Bad Request: there is no caption in the message to edit"


async def test_delete(call: Call, telegram: Telegram, anna: Person) -> None:
    sent = [(await call("sendMessage", chat_id=anna.id, text=text))["message_id"] for text in "abc"]
    assert await call("deleteMessage", chat_id=anna.id, message_id=sent[0]) is True
    gone = await call("deleteMessage", chat_id=anna.id, message_id=sent[0])
    assert gone == "Bad Request: message to delete not found"
    assert await call("deleteMessages", chat_id=anna.id, message_ids=[*sent, 404]) is True
    assert anna.messages == []
    old = (await call("sendMessage", chat_id=anna.id, text="old"))["message_id"]
    telegram.clock.advance(telegram.world.now() - telegram.world.now().replace(day=20))
    assert (
        await call("deleteMessage", chat_id=anna.id, message_id=old)
        == "Bad Request: message can't be deleted"
    )


def test_tdlib_check_passes_good_and_reports_bad() -> None:
    text, raw = parse_entities("<b>a<i>b</i></b> <pre><code class='language-sh'>ls &lt;x</code></pre>")
    assert complaint_of(text, raw) is None
    overlapping = [{"type": "bold", "offset": 0, "length": 3}, {"type": "italic", "offset": 2, "length": 3}]
    assert complaint_of("abc😀", overlapping) is None
    assert "TDLib reads" in (
        complaint_of("x", [{"type": "text_link", "offset": 0, "length": 1, "url": "foo"}]) or ""
    )
