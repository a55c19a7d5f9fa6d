"""Polls and quizzes; api#sendpoll, refusals from td: PollManager.cpp, PollOption.cpp, MessageContent.cpp."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from bot.preview import limits, shapes
from bot.preview.entities import Formatted, utf16_length
from bot.preview.errors import Json, bad_request, not_modelled
from bot.preview.methods import targets
from bot.preview.methods.keyboards import keyboard
from bot.preview.methods.messages import checked, send
from bot.preview.methods.registry import SENDING, method
from bot.preview.params import Params
from bot.preview.state import Poll, PollCard
from bot.preview.world import World

TEXTS = tuple(
    f"{name}{suffix}"
    for name in ("question", "explanation", "description")
    for suffix in ("", "_parse_mode", "_entities")
)
KIND = ("type", "is_anonymous", "allows_multiple_answers", "allows_revoting", "shuffle_options")
END = ("hide_results_until_closes", "open_period", "close_date", "is_closed")


@method("sendPoll", *SENDING, *TEXTS, *KIND, *END, "options", "correct_option_ids", "correct_option_id")
def send_poll(world: World, params: Params) -> Json:
    targets.chat_to_write(world, params)
    poll = read_poll(world, params)
    description = params.formatted("description", "description")
    if utf16_length(description.text) > limits.POLL_DESCRIPTION:
        raise bad_request("message caption is too long")
    card = PollCard(poll.id, checked(world, params, description))
    world.polls[poll.id] = poll
    try:
        return send(world, params, card)
    except BaseException:
        del world.polls[poll.id]
        raise


def read_poll(world: World, params: Params) -> Poll:
    kind = params.text("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    is_quiz = kind == "quiz"
    poll_id = world.next_id("poll")
    options = read_options(params)
    open_period, close_at = read_end(world, params)
    return Poll(
        id=poll_id,
        question=read_question(params),
        options=options,
        persistent_ids=tuple(f"{poll_id[-4:]}{place:02x}" for place in range(len(options))),
        kind="quiz" if is_quiz else "regular",
        is_anonymous=params.flag("is_anonymous", default=True),
        allows_multiple_answers=params.flag("allows_multiple_answers"),
        allows_revoting=params.flag("allows_revoting", default=not is_quiz),
        correct=read_correct(params, len(options)) if is_quiz else (),
        explanation=read_explanation(world, params) if is_quiz else Formatted(""),
        shuffle=params.flag("shuffle_options"),
        hides_results=params.flag("hide_results_until_closes"),
        open_period=open_period,
        close_at=close_at,
        is_closed=params.flag("is_closed"),
    )


def plain(params: Params, formatted: Formatted) -> Formatted:
    """Questions and options keep no formatting but custom emoji: the rest vanishes in silence."""
    lost = [one.type for one in formatted.entities if one.type != "custom_emoji"]
    params.mended.extend(f"{kind} is dropped: questions and options have no formatting" for kind in lost)
    return Formatted(formatted.text, tuple(one for one in formatted.entities if one.type == "custom_emoji"))


def read_question(params: Params) -> Formatted:
    question = plain(params, params.formatted("question", "question"))
    if not question.text:
        raise bad_request("text must be non-empty")
    if len(question.text) > limits.POLL_QUESTION:
        raise bad_request(f"poll question length must not exceed {limits.POLL_QUESTION}")
    return question


def read_options(params: Params) -> tuple[Formatted, ...]:
    raw = params.items("options")
    if not raw:
        raise bad_request("poll must have at least one answer option")
    if len(raw) > limits.POLL_OPTIONS:
        raise bad_request(f"poll can't have more than {limits.POLL_OPTIONS} options")
    options = []
    for item in raw:
        option = {"text": item} if isinstance(item, str) else item
        if not isinstance(option, dict) or "text" not in option:
            raise bad_request("expected an option to be of type String")
        if "media" in option:
            raise not_modelled("media in poll options")
        mode, entities = option.get("text_parse_mode") or "", option.get("text_entities") or []
        text = plain(params, params.format(option["text"], mode, entities))
        if not text.text:
            raise bad_request("text must be non-empty")
        if len(text.text) > limits.POLL_OPTION:
            raise bad_request(f"poll options length must not exceed {limits.POLL_OPTION}")
        options.append(text)
    return tuple(options)


def read_correct(params: Params, count: int) -> tuple[int, ...]:
    """The places of the right answers, in order."""
    if "correct_option_ids" in params:
        correct = params.items("correct_option_ids")
    else:
        correct = [params.integer("correct_option_id")] if "correct_option_id" in params else []
    if not correct:
        raise bad_request("correct quiz option list must be non-empty")
    if not all(isinstance(place, int) for place in correct):
        raise bad_request("correct option identifier must be of type Number")
    if any(left >= right for left, right in pairwise(correct)):
        raise bad_request("correct quiz option list must be increasing")
    if not all(0 <= place < count for place in correct):
        raise bad_request("wrong quiz correct_option_id")
    if len(correct) > 1 and not params.flag("allows_multiple_answers"):
        raise bad_request("QUIZ_CORRECT_ANSWERS_TOO_MUCH")
    return tuple(correct)


def read_explanation(world: World, params: Params) -> Formatted:
    explanation = params.formatted("explanation", "explanation")
    too_long = utf16_length(explanation.text) > limits.POLL_EXPLANATION
    if too_long or explanation.text.count("\n") > limits.POLL_EXPLANATION_LINE_FEEDS:
        raise bad_request("MESSAGE_TOO_LONG")
    return checked(world, params, explanation)


def read_end(world: World, params: Params) -> tuple[int | None, datetime | None]:
    """How long the poll is open, and until when."""
    now = world.now()
    if "open_period" in params and "close_date" in params:
        raise bad_request("open_period can't be used together with close_date")
    if "open_period" in params:
        seconds = params.integer("open_period")
    elif "close_date" in params:
        seconds = round((datetime.fromtimestamp(params.integer("close_date"), UTC) - now).total_seconds())
    else:
        return None, None
    if not limits.POLL_SHORTEST_SECONDS <= seconds <= limits.POLL_LONGEST_SECONDS:
        raise bad_request("OPEN_PERIOD_INVALID" if "open_period" in params else "CLOSE_DATE_INVALID")
    return seconds, now + timedelta(seconds=seconds)


@method("stopPoll", "chat_id", "message_id", "reply_markup")
def stop_poll(world: World, params: Params) -> Json:
    message = targets.message(world, params, "message with poll to stop")
    if message.sender_id != world.bot.id:
        raise bad_request("poll can't be stopped")
    if not isinstance(message.content, PollCard):
        raise bad_request("message is not a poll")
    poll = world.polls[message.content.poll_id]
    if poll.is_closed:
        raise bad_request("poll has already been closed")
    poll.is_closed = True
    message.markup = keyboard(params)
    world.poll_changed(poll)
    return shapes.poll(poll, message.content.description)
