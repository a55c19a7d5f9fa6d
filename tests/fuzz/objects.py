"""Objects of the Bot API by chance, made from aiogram's own types: whatever validates may come from Telegram."""

import types
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, Final, Literal, TypeAlias, Union, get_args, get_origin

from aiogram.client.default import Default
from aiogram.types import TelegramObject
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

Json: TypeAlias = dict[str, Any]
Values: TypeAlias = st.SearchStrategy[Any]

DEPTH: Final = 4  # objects inside each other before only what must be there is made
FEW: Final = 3  # optional fields of an object: nothing real has all of them
LARGEST: Final = 2**52  # Telegram's ids fit a double

MARKUP: Final = (
    "<b>", "</b>", "<script>alert(1)</script>", "&lt;", "&", "*x*", "_y_", "`", "[a](http://b)", "<a href='x'>", "@durov", "#t",
    "{ $name }", "{ 1 }", "%s", "\\", "\0", "\u202e", "\u200d", "🐳" * 3, "é", "\n\n", "https://example.com", "a" * 300, "..", "/",
)  # fmt: skip

letters = st.characters(exclude_categories=["Cs"])
texts = st.text(letters, max_size=40) | st.lists(st.sampled_from(MARKUP), min_size=1, max_size=5).map("".join)

# what must fit the scene rather than be anything: filled in by `scene`
overrides: dict[type[TelegramObject], Values] = {}


@cache
def objects(model: type[TelegramObject], depth: int = DEPTH) -> Values:
    """JSON that validates as the model."""
    if model in overrides:
        return overrides[model]
    fields: dict[str, Any] = {field.alias or name: field for name, field in model.model_fields.items()}
    certain = [name for name, field in fields.items() if field.is_required() or is_literal(field)]
    optional = [name for name in fields if name not in certain] if depth > 0 else []

    @st.composite
    def made(draw: Callable[[Values], Any]) -> Json:
        chosen = draw(st.lists(st.sampled_from(optional), max_size=FEW, unique=True)) if optional else []
        return {name: draw(values(fields[name].annotation, depth - 1)) for name in (*certain, *chosen)}

    return made()


def is_literal(field: FieldInfo) -> bool:
    """Whether it tells the members of a union apart."""
    return get_origin(field.annotation) is Literal


@cache
def values(annotation: object, depth: int) -> Values:  # noqa: PLR0911 -- one return for each kind of type
    """Whatever JSON the annotation takes."""
    origin = get_origin(annotation)
    if hasattr(annotation, "__metadata__"):
        return values(get_args(annotation)[0], depth)
    if hasattr(annotation, "__value__"):  # a named type: RichText, which holds itself
        return values(annotation.__value__, depth)
    if origin is Literal:
        return st.sampled_from([one.value if isinstance(one, Enum) else one for one in get_args(annotation)])
    if origin in (Union, types.UnionType):
        return st.one_of([values(one, depth) for one in fitting(get_args(annotation), depth)])
    if origin is list:
        return lists(get_args(annotation)[0], depth)
    if isinstance(annotation, type) and issubclass(annotation, TelegramObject):
        return objects(annotation, depth)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return st.sampled_from([one.value for one in annotation])
    return PLAIN[annotation]


def lists(inner: object, depth: int) -> Values:
    if depth <= 0:
        return st.just([])
    return st.lists(st.deferred(lambda: values(inner, depth - 1)), max_size=2)


def fitting(members: tuple[object, ...], depth: int) -> list[object]:
    """The members of a union; deep inside only those that hold nothing else, where there are any."""
    wanted = [one for one in members if one not in {type(None), Default}]
    shallow = [one for one in wanted if one in PLAIN]
    return shallow if depth <= 0 and shallow else wanted


PLAIN: Final[dict[object, Values]] = {
    str: texts,
    int: st.integers(0, 100) | st.integers(-LARGEST, LARGEST),
    float: st.floats(-180, 180),
    bool: st.booleans(),
    datetime: st.integers(1, 2**31 - 1),
    timedelta: st.integers(0, 10**6),
    Any: st.none(),
}
