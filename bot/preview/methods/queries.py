"""Answers to pressed buttons and to inline queries."""

from datetime import timedelta

from bot.preview import limits
from bot.preview.detect import with_found
from bot.preview.entities import Formatted, utf16_length
from bot.preview.errors import QUERY_TOO_OLD, Json, bad_request, not_modelled
from bot.preview.methods.keyboards import check as check_keyboard
from bot.preview.methods.registry import method
from bot.preview.params import Params
from bot.preview.state import Answer
from bot.preview.world import World

INLINE_LIFETIME = timedelta(seconds=limits.CALLBACK_ANSWER_SECONDS)


@method("answerCallbackQuery", "callback_query_id", "text", "show_alert", "url", "cache_time")
def answer_callback_query(world: World, params: Params) -> bool:
    query = world.open_callback(params.text("callback_query_id"))
    if query is None:
        raise bad_request(QUERY_TOO_OLD)
    text = params.text("text")
    if utf16_length(text) > limits.CALLBACK_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    url = params.text("url").removeprefix("https://")
    if url and not url.startswith(
        f"t.me/{world.bot.username}?start="
    ):  # games aside, api#answercallbackquery
        raise bad_request("URL_INVALID")
    query.answer = Answer(text, params.flag("show_alert"), params.text("url"))
    world.event("answer", user_id=query.user_id, query_id=query.id)
    return True


@method(
    "answerInlineQuery", "inline_query_id", "results", "cache_time", "is_personal", "next_offset", "button",
)  # fmt: skip
def answer_inline_query(world: World, params: Params) -> bool:
    query = world.inline_queries.get(params.text("inline_query_id"))
    if query is None or query.results is not None or world.now() - query.at > INLINE_LIFETIME:
        raise bad_request(QUERY_TOO_OLD)
    results = params.items("results")
    if len(results) > limits.INLINE_RESULTS:
        raise bad_request("too many inline query results specified")
    if len(params.text("next_offset").encode()) > limits.INLINE_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    checked = [check_result(params, result) for result in results]
    if len({result["id"] for result in checked}) < len(checked):
        raise bad_request("RESULT_ID_DUPLICATE")
    query.results = checked
    query.button = check_button(params.mapping("button"))
    query.next_offset = params.text("next_offset")
    world.event("inline", user_id=query.user_id, query_id=query.id)
    return True


def check_result(params: Params, result: Json) -> Json:
    """An article with its message as Telegram will post it, in `formatted`."""
    if result.get("type") != "article":
        raise not_modelled(f"inline results of type {result.get('type')}")
    if not 1 <= len(str(result.get("id", "")).encode()) <= limits.INLINE_RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not result.get("title"):
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    if markup := result.get("reply_markup"):
        result = result | {"reply_markup": check_keyboard(markup)}
    return result | {"formatted": message_of(params, result.get("input_message_content") or {})}


def message_of(params: Params, content: Json) -> Formatted:
    text = content.get("message_text")
    if text is None:
        raise not_modelled("inline results without message_text")
    if not text:
        raise bad_request("message text is empty")
    formatted = params.format(text, content.get("parse_mode") or "", content.get("entities") or [])
    if utf16_length(formatted.text) > limits.MESSAGE_TEXT:
        raise bad_request("message is too long")
    return with_found(formatted)


def check_button(button: Json | None) -> Json | None:
    """The button above the results that leads into the private chat."""
    if button is None:
        return None
    payload = button.get("start_parameter")
    if payload is None:
        raise not_modelled("inline results buttons without start_parameter")
    well_formed = payload.replace("-", "").replace("_", "")
    if not 1 <= len(payload) <= limits.START_PAYLOAD or not (well_formed.isascii() and well_formed.isalnum()):
        raise bad_request("START_PARAM_INVALID")
    return button
