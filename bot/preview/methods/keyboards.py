"""Inline keyboards: what Telegram refuses in them."""

from typing import Any
from urllib.parse import urlsplit

from bot.preview import limits
from bot.preview.entities import utf16_length
from bot.preview.errors import Json, bad_request, not_modelled
from bot.preview.params import Params

LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
STYLES = frozenset({"danger", "success", "primary"})
MODELLED = frozenset(
    {
        "url",
        "callback_data",
        "copy_text",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "disabled",
    },
)


def keyboard(params: Params, name: str = "reply_markup") -> Json | None:
    """The inline keyboard as the server keeps it; None where there is none."""
    markup = params.mapping(name)
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        raise not_modelled("reply keyboards")
    return check(markup)


def check(markup: Json) -> Json | None:
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    for row in rows:
        for button in row:
            check_button(button)
    if sum(map(len, rows)) > limits.BUTTONS:
        raise bad_request("reply markup is too long")
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def check_button(button: Any) -> None:  # noqa: ANN401  JSON of any shape comes in
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not str(button.get("text", "")).strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if button.get("style", "primary") not in STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    actions = set(button) - LOOKS
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        )
    if len(actions) > 1:  # the server would pick one of them in silence
        raise bad_request("can't parse inline keyboard button: exactly one action must be specified")
    action = actions.pop()
    if action not in MODELLED:
        raise not_modelled(f"buttons with {action}")
    check_action(action, button[action])


def check_action(action: str, value: Any) -> None:  # noqa: ANN401  JSON of any shape comes in
    match action:
        case "callback_data":
            if not 1 <= len(str(value).encode()) <= limits.CALLBACK_DATA_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
        case "copy_text":
            if not 1 <= utf16_length(value.get("text", "")) <= limits.COPY_TEXT:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "disabled":
            if not isinstance(value, dict):
                raise bad_request("can't parse inline keyboard button: DisabledButton must be an Object")
        case "url":
            parts = urlsplit(value if "://" in value else f"http://{value}")
            host_is_good = parts.scheme in ("tg", "ton") or "." in (parts.hostname or "").strip(".")
            if parts.scheme not in ("http", "https", "tg", "ton") or not host_is_good:
                raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
        case _:
            pass
