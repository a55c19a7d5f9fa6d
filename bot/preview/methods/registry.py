"""The methods the model knows, by name, and the parameters each of them heeds."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.preview.errors import ApiError, not_modelled
from bot.preview.params import Params, known_methods
from bot.preview.world import World

Result: TypeAlias = Any  # whatever JSON the method gives
Handler: TypeAlias = Callable[[World, Params], Result | Awaitable[Result]]

TARGET = ("chat_id", "message_thread_id", "reply_parameters", "reply_markup")
NO_MATTER = ("disable_notification", "protect_content", "allow_paid_broadcast", "message_effect_id")
SENDING = (*TARGET, *NO_MATTER)
SENDING_EPHEMERAL = (
    *SENDING,
    "ephemeral_message_parameters",
)  # all but polls; the deprecated way in is not modelled
TEXT = ("text", "parse_mode", "entities", "link_preview_options", "disable_web_page_preview")
CAPTION = ("caption", "parse_mode", "caption_entities", "show_caption_above_media")


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    heeds: frozenset[str]
    run: Handler

    def check(self, params: Params) -> None:
        """Refuse what Telegram would act on and the model would not."""
        if left_out := sorted(set(params.values) - self.heeds):
            raise not_modelled(f"parameter {left_out[0]} of {self.name}")


METHODS: dict[str, Method] = {}


def method(name: str, *heeds: str) -> Callable[[Handler], Handler]:
    """Make a function the Bot API method `name` that heeds these parameters."""

    def register(run: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, frozenset(heeds), run)
        return run

    return register


def find(name: str) -> Method:
    """The method by its name in any case, as the server looks it up."""
    if name.lower() not in known_methods():
        raise ApiError(404, "Not Found: method not found")
    if name.lower() not in METHODS:
        raise not_modelled(f"method {name}")
    return METHODS[name.lower()]
