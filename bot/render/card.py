"""Command -> card: what it is for, how it is written, its flags and examples, in one classic message."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.render.blocks import PHONE_COLUMNS
from bot.render.inline import clean
from bot.render.pages import MESSAGE_LIMIT
from bot.render.plain import unmarked, with_code
from bot.render.runs import (
    Entity,
    Kind,
    Run,
    Runs,
    Style,
    compose,
    shortened,
    stripped,
    text_of,
    units_of,
    utf16_len,
)
from bot.study.notes import Command, Example, Flag

EXAMPLES = 8
COPY_LIMIT = 256  # characters of a button's copy_text, core.telegram.org/bots/api#copytextbutton
_NAME_LIMIT = 128  # UTF-16 units, as all limits here
_PURPOSE_LIMIT = 500
_SYNOPSIS_LIMIT = 800
_MEANING_LIMIT = 600
_NOTE_LIMIT = 300
_ALIASES = 8
_CODES_IN_PURPOSE = 20  # each is an entity, and a message has 100
_SHORT_NAMES = 12  # columns for a flag's names beside its meaning
_INDENT = "  "
_MORE = "…"
_BREAK = Run("\n\n")
_BOLD = Style(Kind.BOLD)
_CODE = Style(Kind.CODE)
_BASH = Style(Kind.PRE, language="bash")


@dataclass(frozen=True, slots=True)
class CardLabels:
    """The words of a card in the reader's language."""

    flags: str
    examples: str
    aliases: str


@dataclass(frozen=True, slots=True)
class Card:
    text: str
    entities: tuple[Entity, ...]
    copy_texts: tuple[str, ...]  # for copy buttons: the code of the card's examples, in order


def card(command: Command, labels: CardLabels, flag: str | None = None, note: str = "") -> Card:
    """The card; the flag asked for, if the command has it, comes first; a note stands at the end.

    What a message cannot hold is left out flag by flag and example by example; "…" stands for it.
    """
    top = (*_top(command), *_synopsis(command))
    end = (*_aliases(command, labels), *_note(note))
    room = MESSAGE_LIMIT - units_of((*top, *end))
    flags = _flag_texts(_asked_first(command.flags, flag))
    offered = command.examples[:EXAMPLES]
    examples = _chosen(offered, max(room // 3, room - units_of(_flags(flags, labels))), labels)
    bottom = _examples(examples, labels, is_cut=len(examples) < len(command.examples))
    middle = _flags_within(flags, room - units_of(bottom), labels)
    text, entities = compose(stripped((*top, *middle, *bottom, *end)))
    return Card(text, entities, tuple(code for code in map(_code_of, examples) if _can_copy(code)))


def _top(command: Command) -> Runs:
    name = Run(shortened(clean(command.name), _NAME_LIMIT), (_BOLD,))
    purpose = with_code(command.purpose)
    if not purpose:
        return (name,)
    if units_of(purpose) > _PURPOSE_LIMIT or len(purpose) > 2 * _CODES_IN_PURPOSE:
        purpose = (Run(shortened(text_of(purpose), _PURPOSE_LIMIT)),)
    return (name, Run("\n"), *purpose)


def _synopsis(command: Command) -> Runs:
    lines = _greedy([clean(line).strip() for line in command.synopsis], _SYNOPSIS_LIMIT)
    if not lines:
        return ()
    more = (_MORE,) if len(lines) < len(command.synopsis) else ()
    return (_BREAK, Run("\n".join((*lines, *more)), (_BASH,)))


def _aliases(command: Command, labels: CardLabels) -> Runs:
    if not command.aliases:
        return ()
    runs = [_BREAK, Run(f"{clean(labels.aliases)}: ")]
    for index, alias in enumerate(command.aliases[:_ALIASES]):
        runs += (Run(", " if index else ""), Run(shortened(clean(alias), _NAME_LIMIT), (_CODE,)))
    if len(command.aliases) > _ALIASES:
        runs.append(Run(f", {_MORE}"))
    return tuple(runs)


def _note(note: str) -> Runs:
    return (_BREAK, Run(shortened(clean(note), _NOTE_LIMIT), (Style(Kind.ITALIC),))) if note else ()


def _asked_first(flags: Sequence[Flag], asked: str | None) -> list[Flag]:
    return sorted(flags, key=lambda flag: asked is None or asked not in map(_bare, flag.names))


def _bare(name: str) -> str:
    """`--name` of `--name string`, `--name=string` and `--name`."""
    return (name.split() or [""])[0].partition("=")[0]


def _flag_texts(flags: Sequence[Flag]) -> list[str]:
    """Each flag as lines a phone does not break: names and meaning side by side, or one above the other."""
    rows = [(clean(", ".join(flag.names)), _meaning(flag)) for flag in flags]
    beside = [names for names, meaning in rows if len(names) <= _SHORT_NAMES and _is_short(names, meaning)]
    column = max(map(len, beside), default=0)
    return [
        "\n".join((_flag_text(names, meaning, column), *_flag_examples(flag)))
        for (names, meaning), flag in zip(rows, flags, strict=True)
    ]


def _meaning(flag: Flag) -> str:
    return shortened(unmarked(flag.meaning), _MEANING_LIMIT)


def _is_short(names: str, meaning: str) -> bool:
    return len(names) + len(_INDENT) + len(meaning) <= PHONE_COLUMNS


def _flag_text(names: str, meaning: str, column: int) -> str:
    if len(names) <= column and _is_short(" " * column, meaning):
        return f"{names:{column}}{_INDENT}{meaning}".rstrip()
    width = PHONE_COLUMNS - len(_INDENT)
    lines = textwrap.wrap(meaning, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join((names, *(_INDENT + line for line in lines)))


def _flag_examples(flag: Flag) -> list[str]:
    return [textwrap.indent(_code_of(example), _INDENT) for example in flag.examples]


def _flags(texts: Sequence[str], labels: CardLabels) -> Runs:
    if not texts:
        return ()
    return (_BREAK, Run(clean(labels.flags), (_BOLD,)), Run("\n"), Run("\n".join(texts), (_BASH,)))


def _flags_within(texts: Sequence[str], room: int, labels: CardLabels) -> Runs:
    whole = _flags(texts, labels)
    if units_of(whole) <= room:
        return whole
    fitting = _greedy(texts, room - units_of(_flags((_MORE,), labels)) - 1)
    return _flags((*fitting, _MORE), labels)


def _chosen(offered: Sequence[Example], room: int, labels: CardLabels) -> list[Example]:
    left = room - units_of(_examples((), labels, is_cut=True))
    chosen: list[Example] = []
    for example in offered:
        cost = units_of(_example(example))
        if cost <= left:
            chosen.append(example)
            left -= cost
    return chosen


def _examples(examples: Sequence[Example], labels: CardLabels, *, is_cut: bool) -> Runs:
    if not examples and not is_cut:
        return ()
    runs = [_BREAK, Run(clean(labels.examples), (_BOLD,))]
    for example in examples:
        runs += _example(example)
    if is_cut:
        runs.append(Run(f"\n{_MORE}"))
    return tuple(runs)


def _example(example: Example) -> Runs:
    code = _code_of(example)
    meaning = unmarked(example.meaning)
    style = _BASH if "\n" in code else _CODE
    return (Run(f"\n{meaning}\n" if meaning else "\n"), Run(code, (style,)))


def _code_of(example: Example) -> str:
    return clean(example.code.expandtabs(4)).strip("\n").rstrip()


def _can_copy(code: str) -> bool:
    return 0 < utf16_len(code) <= COPY_LIMIT


def _greedy(texts: Iterable[str], room: int) -> list[str]:
    """Those of the texts, in order, that fit together with a line feed after each."""
    fitting: list[str] = []
    for text in texts:
        cost = utf16_len(text) + 1
        if cost <= room:
            fitting.append(text)
            room -= cost
    return fitting
