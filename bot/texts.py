"""Everything the bot says: Fluent files in `locales/<language>/`, behind a wrapper that forgives nothing.

A missing message or variable raises instead of reaching a person half done. Variables are escaped for
Telegram's HTML; `plain` gives the same text for places that know no markup (buttons, polls, alerts).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Final, TypeAlias

from babel import Locale
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import MAX_PART_LENGTH
from fluent.syntax.ast import Junk

LOCALES = Path(__file__).parent / "locales"
SAFE_LENGTH = MAX_PART_LENGTH // len("&amp;")  # characters that fit however many of them are escaped
FORMATTED: Final = 2048  # texts kept as they were last said, in each language

Value: TypeAlias = str | int | float | datetime


class TextError(LookupError):
    """A text was asked for that the locale cannot give: a fault of the program, not of the person."""


class Texts:
    """The messages of one language."""

    def __init__(self, language: str, sources: Mapping[str, str]) -> None:
        self.language = language
        # typed: 1 and 1.0 are one key otherwise; a number in a text costs 20 us to write
        self._format = lru_cache(FORMATTED, typed=True)(self._formatted)
        self._bundle = FluentBundle([language], use_isolating=False)
        for name, source in sources.items():
            resource = FluentResource(source)
            if junk := [entry for entry in resource.body if isinstance(entry, Junk)]:
                raise TextError(f"{language}/{name} does not parse: {junk[0].content!r}")
            self._bundle.add_resource(resource)

    def __call__(self, key: str, **variables: Value) -> str:
        """The message as Telegram's HTML, its variables escaped.

        Raises:
            TextError: no such message, or a variable of it is not given.
        """
        return self._format(
            key, **{name: _escaped(v) if isinstance(v, str) else v for name, v in variables.items()}
        )

    def plain(self, key: str, **variables: Value) -> str:
        """The message as it stands, for places where markup is not read."""
        return self._format(
            key, **{name: _cut(v) if isinstance(v, str) else v for name, v in variables.items()}
        )

    def date(self, day: date) -> str:
        """`23 ноября`, `November 23`."""
        return self.plain("date", day=day.day, month=day.month)

    def has(self, key: str) -> bool:
        return self._bundle.has_message(key)

    def _formatted(self, key: str, /, **variables: Value) -> str:
        try:
            pattern = self._bundle.get_message(key).value
        except LookupError:
            raise TextError(f"no text {key!r} in {self.language!r}") from None
        if pattern is None:
            raise TextError(f"the text {key!r} in {self.language!r} has no value")
        text, errors = self._bundle.format_pattern(pattern, variables)
        if errors:
            raise TextError(f"{key!r} in {self.language!r}: {errors[0]}")
        return str(text)


def _escaped(value: str) -> str:
    escaped = escape(value, quote=False)
    return escaped if len(escaped) <= MAX_PART_LENGTH else escape(_cut(value, SAFE_LENGTH), quote=False)


def _cut(value: str, limit: int = MAX_PART_LENGTH) -> str:
    """A value that Fluent takes: it refuses longer ones, and a heading of the notes may be of any length."""
    return value if len(value) <= limit else value[: limit - 1] + "…"


@dataclass(frozen=True, slots=True)
class Languages:
    """The texts of every language that the bot speaks."""

    known: Mapping[str, Texts]
    default: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The default first."""
        return (self.default, *(code for code in self.known if code != self.default))

    def choose(self, wanted: str | None) -> Texts:
        """The texts for a language tag such as `en-GB`; the default ones where we do not speak it."""
        if wanted:
            found = self.known.get(wanted.lower()) or self.known.get(wanted.lower().split("-")[0])
            if found is not None:
                return found
        return self.known[self.default]


@cache
def called(code: str) -> str:
    """What a language calls itself: `Русский`, `English`."""
    name = Locale.parse(code, sep="-").get_display_name() or code
    return name[:1].upper() + name[1:]


def load(default: str, folder: Path = LOCALES) -> Languages:
    """One language for each folder of `.ftl` files."""
    known = {
        directory.name: Texts(
            directory.name,
            {path.name: path.read_text(encoding="utf-8") for path in sorted(directory.glob("*.ftl"))},
        )
        for directory in sorted(folder.iterdir())
        if directory.is_dir()
    }
    return Languages(known, default)
