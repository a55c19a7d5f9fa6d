"""A call's parameters: decoded from form fields, checked against the Bot API's own list, read by name.

The list of parameters and of the fields of nested objects is aiogram's, generated from the documentation.
The real server passes over names it does not know; the model refuses them, since they are a bot's mistake.
"""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

import orjson
from aiogram import methods
from aiogram.methods import TelegramMethod
from aiogram.types import TelegramObject

from bot.preview.entities import Entity, Formatted, put_in_order, read_entities
from bot.preview.errors import Json, bad_request
from bot.preview.markup import parse

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a call."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Params:
    method: str
    values: Mapping[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)
    mended: list[str] = field(default_factory=list)  # what the server puts right in silence

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def _typed(self, name: str, kind: type[Value]) -> Value | None:
        value = self.values.get(name)
        if value is not None and not isinstance(value, kind):
            raise bad_request(f"parameter {name} must be of type {kind.__name__}")
        return value

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        return value if isinstance(value, str) else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self._typed(name, int)
        return default if value is None else value

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self._typed(name, bool)
        return default if value is None else value

    def items(self, name: str) -> list[Any]:
        return self._typed(name, list) or []

    def mapping(self, name: str) -> Json | None:
        return self._typed(name, dict)

    def formatted(self, name: str, prefix: str = "") -> Formatted:
        """The text with its `parse_mode` or `entities`, as the server keeps it."""
        mode, entities = (
            (f"{prefix}_parse_mode", f"{prefix}_entities") if prefix else ("parse_mode", "entities")
        )
        return self.format(self.text(name), self.text(mode), self.items(entities))

    def format(self, text: str, parse_mode: str, entities: list[Json]) -> Formatted:
        found: tuple[Entity, ...]
        if parse_mode and text:
            parsed = parse(text, parse_mode)
            text, found = parsed.text, parsed.entities
        else:
            found = tuple(read_entities(entities))
        kept, mended = put_in_order(text, found)
        self.mended.extend(mended)
        return kept


@cache
def known_methods() -> Mapping[str, type[TelegramMethod[Any]]]:
    """Every method of the Bot API by its name in lower case: names are matched without regard to case."""
    classes = (getattr(methods, name) for name in methods.__all__)
    found = (one for one in classes if isinstance(one, type) and issubclass(one, TelegramMethod))
    return {one.__api_method__.lower(): one for one in found if one is not TelegramMethod}


def read(name: str, raw: Mapping[str, Any], files: Mapping[str, Upload]) -> Params:
    """The parameters of a known method; raises on names that the Bot API does not have."""
    model = known_methods()[name.lower()]
    values: Json = {}
    for key, value in raw.items():
        known = model.model_fields.get(key)
        if known is None:
            raise bad_request(f"unknown parameter {key}")
        decoded = decode(key, value, known.annotation)
        if unknown := next(unknown_fields(decoded, known.annotation), None):
            raise bad_request(f"unknown field {unknown} in parameter {key}")
        values[key] = decoded
    return Params(model.__api_method__, values, files)


def decode(key: str, value: object, annotation: object) -> Any:  # noqa: ANN401  JSON is of any shape
    """A form field as JSON, where the parameter is not a text by itself."""
    if not isinstance(value, str) or (str in set(leaves(annotation)) and not is_json_list(annotation)):
        return value
    lowered = value.strip().lower()
    if bool in set(leaves(annotation)) and lowered in ("true", "false", "1", "0", "yes", "no"):
        return lowered in ("true", "1", "yes")
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        raise bad_request(f"can't parse {key} JSON object") from None


def is_json_list(annotation: object) -> bool:
    return any(get_origin(one) is list for one in branches(annotation))


def branches(annotation: object) -> Iterator[object]:
    """The members of a union, or the annotation itself."""
    if get_origin(annotation) in (Union, types.UnionType):
        for member in get_args(annotation):
            yield from branches(member)
    elif hasattr(annotation, "__metadata__"):  # Annotated
        yield from branches(get_args(annotation)[0])
    elif hasattr(annotation, "__value__"):  # a named type: RichText, which holds itself
        yield from branches(annotation.__value__)
    else:
        yield annotation


def leaves(annotation: object) -> Iterator[object]:
    """The plain types of a union, looking through lists."""
    for branch in branches(annotation):
        if get_origin(branch) is list:
            yield from leaves(get_args(branch)[0])
        else:
            yield branch


def unknown_fields(value: object, annotation: object) -> Iterator[str]:
    """Names inside a nested object that its type does not have."""
    if isinstance(value, list):
        inner = [get_args(one)[0] for one in branches(annotation) if get_origin(one) is list]
        for item in value:
            if inner:
                yield from unknown_fields(item, Union[tuple(inner)])  # noqa: UP007  made at run time
    elif isinstance(value, dict):
        models = [
            one for one in branches(annotation) if isinstance(one, type) and issubclass(one, TelegramObject)
        ]
        fitting = [one for one in models if set(value) <= set(one.model_fields)]
        if models and not fitting:
            names = set().union(*(one.model_fields for one in models))
            yield from sorted(set(value) - names) or [", ".join(sorted(value))]
        for name, nested in value.items():
            kinds = [one.model_fields[name].annotation for one in fitting if name in one.model_fields]
            if kinds:
                yield from unknown_fields(nested, Union[tuple(kinds)])  # noqa: UP007  made at run time
