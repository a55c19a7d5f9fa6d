"""What people may ask of this bot, by chance: its commands, its buttons' data, links, polls; true, stale and forged."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, Final

from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CallbackQuery,
    Chat,
    ChatMemberUpdated,
    InlineQuery,
    Message,
    PollAnswer,
    Update,
    User,
)
from hypothesis import strategies as st

from bot.keyboards import taps
from bot.menu import ADMIN_COMMANDS, COMMANDS, GROUP_COMMANDS, LEADING_COMMANDS
from bot.preview.world import BOT_ID, FIRST_GROUP_ID, FIRST_PERSON_ID, FIRST_SUPERGROUP_ID
from tests.fuzz.objects import DEPTH, MARKUP, Json, Values, letters, objects, overrides, texts, values

CALLBACK_DATA_BYTES: Final = 64  # core.telegram.org/bots/api#inlinekeyboardbutton
UPDATES: Final[Any] = {name: field for name, field in Update.model_fields.items() if name != "update_id"}

# the scene: three people, the host among them, and a stranger; a supergroup, a forum that the bot leads, a group
PEOPLE: Final = tuple(range(FIRST_PERSON_ID, FIRST_PERSON_ID + 4))
GROUPS: Final = (FIRST_SUPERGROUP_ID, FIRST_SUPERGROUP_ID - 1, FIRST_GROUP_ID)

people = st.builds(
    lambda id_, name, language: {"id": id_, "is_bot": False, "first_name": name, "language_code": language},
    st.sampled_from(PEOPLE),
    st.sampled_from(("Аня", "<b>Боря</b>", "&", "")) | texts,
    st.sampled_from(("ru", "en", "en-GB", "de", "")),
)
bots = st.sampled_from(
    [
        {"id": BOT_ID, "is_bot": True, "first_name": "Konspekt", "username": "konspekt_bot"},
        {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
        {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
    ]
)
private = st.sampled_from(PEOPLE).map(lambda id_: {"id": id_, "type": "private", "first_name": "А"})
groups = st.builds(
    lambda id_, title: {
        "id": id_,
        "type": "group" if id_ == FIRST_GROUP_ID else "supergroup",
        "title": title,
    },
    st.sampled_from(GROUPS),
    texts,
)
overrides[User] = people | people | people | bots
overrides[Chat] = private | private | groups

words = st.sampled_from(
    (
        "docker ps", "dokcer ps", "docker run -v", "как удалить контейнер", "вщслук зы", "сеть", "docker", "off", "10:00", "8:30 5",
        "21:00 2 темы docker", "25:99", "12.12", "12.12 docker", "31.02", "10 30s", "5 1m docker", "+3", "Казань", "сейчас 13:40",
        "Лиса", "1e9", "-1", "٣", "²", "99999999999999999999",
    )
)  # fmt: skip
arguments = st.just("") | words | words | texts | st.text(letters, max_size=4096)
names = st.sampled_from(
    sorted(
        {
            *COMMANDS,
            *ADMIN_COMMANDS,
            *GROUP_COMMANDS,
            *LEADING_COMMANDS,
            "start",
            "stop",
            "nothing",
            "START",
            "",
        }
    )
)
addressed = st.sampled_from(("", "", "", "@konspekt_bot", "@KONSPEKT_BOT", "@other_bot", "@"))
commands = st.builds(lambda name, to, said: f"/{name}{to} {said}"[:4096].strip(), names, addressed, arguments)


class Known:
    """Ids of the notes: what true buttons and links hold."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        self.ids = st.sampled_from(ids) if ids else texts
        junk = texts | words | st.sampled_from(MARKUP)
        self.values: dict[Any, Values] = {
            str: self.ids
            | self.ids
            | junk
            | st.just("")
            | st.sampled_from(("*", "-", "Europe/Moscow", "2026-12-12")),
            int: st.integers(-1, 3) | st.integers(0, 1500) | st.integers(-(10**50), 10**50),
            bool: st.booleans(),
        }
        self.payloads = st.one_of(
            self.ids.map("s_{}".format), self.ids.map("c_{}".format), junk.map("s_{}".format),
            st.sampled_from(("daily", "group", "inline", "s_", "c_", "_", "s", "../../etc/passwd", "a" * 64, "а" * 64)),
            junk,
        )  # fmt: skip

    def data(self) -> Values:
        """What a tap may carry: any kind of button with any values, and anything at all."""
        made = [self.tap(kind) for kind in kinds()]
        return (
            st.one_of(*made, *made, st.text(letters, max_size=40), st.sampled_from(MARKUP))
            .map(fit)
            .filter(bool)
        )

    def tap(self, kind: type[CallbackData]) -> Values:
        """What a button of this kind carries, with any values."""
        fields = [
            st.sampled_from(list(annotation)) if issubclass(annotation, Enum) else self.values[annotation]
            for annotation in (field.annotation for field in kind.model_fields.values())
            if isinstance(annotation, type)
        ]
        return st.tuples(*fields).map(lambda given: ":".join((kind.__prefix__, *map(packed, given))))


def kinds() -> Iterator[type[CallbackData]]:
    """Every kind of button that there is."""
    for kind in vars(taps).values():
        if isinstance(kind, type) and issubclass(kind, CallbackData) and kind is not CallbackData:
            yield kind


def packed(value: object) -> str:
    """A value as CallbackData packs it, without its checks."""
    if isinstance(value, bool):
        return str(int(value))
    return str(value.value) if isinstance(value, Enum) else str(value)


def fit(data: str) -> str:
    return data.encode()[:CALLBACK_DATA_BYTES].decode(errors="ignore")


def merged(base: Values, **fields: Values) -> Values:
    """Objects with some of their fields chosen by us."""
    return st.tuples(base, st.fixed_dictionaries(fields)).map(lambda both: both[0] | both[1])


def said(text: Values) -> Values:
    """Messages with this text and whatever else a message has; most have nothing else."""
    plain = st.fixed_dictionaries(
        {
            "message_id": st.integers(1, 10**6),
            "date": st.integers(1, 2**31 - 1),
            "chat": private | groups,
            "from": people,
        }
    )
    ephemeral = merged(plain, message_id=st.just(0), ephemeral_message_id=st.integers(29_000_001, 29_000_050))
    topic = merged(plain, message_thread_id=st.integers(2, 5), is_topic_message=st.just(True))  # noqa: FBT003 -- a value
    anonymous = merged(plain, sender_chat=groups, **{"from": bots})
    return merged(st.one_of(plain, plain, plain, ephemeral, topic, anonymous, objects(Message, 3)), text=text)


def migrations() -> Values:
    field = st.sampled_from(("migrate_to_chat_id", "migrate_from_chat_id"))
    to = st.sampled_from((*GROUPS, FIRST_SUPERGROUP_ID - 7))
    return st.tuples(said(st.just("")), groups, field, to).map(
        lambda given: (
            {name: value for name, value in given[0].items() if name != "text"}
            | {"chat": given[1], given[2]: given[3]}
        )
    )


def asked(known: Known) -> list[tuple[int, str, Values]]:
    """What is likely asked of this bot: how often of a hundred, the kind of update, its object."""
    number = st.integers(0, 10**6)
    by = {"from": people}  # no bot presses or asks
    votes = {"poll_id": number.map(str), "option_ids": st.lists(st.integers(0, 11), max_size=3, unique=True)}
    return [
        (20, "message", said(commands)),
        (5, "message", said(known.payloads.map("/start {}".format))),
        (12, "message", said(arguments.filter(bool))),
        (2, "message", migrations()),
        (30, "callback_query", merged(objects(CallbackQuery, 1), data=known.data(), place=number, **by)),
        (8, "poll_answer", merged(objects(PollAnswer, 1), **votes)),
        (6, "inline_query", merged(objects(InlineQuery, 1), query=arguments, **by)),
        (2, "my_chat_member", objects(ChatMemberUpdated)),
        (2, "chat_member", objects(ChatMemberUpdated)),
    ]


def updates(known: Known) -> Values:
    """(kind, object, seconds since the last one); one of eight is of any kind that Telegram has."""
    likely = [(kind, made) for share, kind, made in asked(known) for _ in range(share)]
    kinds_of_all = {name: values(field.annotation, DEPTH) for name, field in UPDATES.items()}
    seconds = st.sampled_from((0.1, 7.0, 7.0, 60.0, 4000.0, 100_000.0))

    @st.composite
    def made(draw: Callable[[Values], Any]) -> tuple[str, Json, float]:
        kind, of_kind = draw(st.sampled_from([*likely, *((None, None),) * 13]))
        if kind is None:
            kind = draw(st.sampled_from(sorted(kinds_of_all)))
            of_kind = kinds_of_all[kind]
        return kind, draw(of_kind), draw(seconds)

    return made()
