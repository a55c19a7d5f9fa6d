"""The documents say what is true: settings, commands and the command line are all in them."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import parser
from bot.menu import ADMIN_COMMANDS, COMMANDS, GROUP_COMMANDS, LEADING_COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
README, RUSSIAN = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ru.md"))
DOCUMENTS = (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
CODE = re.compile(r"^ *(```+).*?^ *\1$|`[^`\n]+`(?!\])", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def settings_table() -> str:
    """The table of the README, as `bot/settings.py` has it."""
    rows = ["| setting | default | what it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = "" if default is None or default == frozenset() else f"`{default}`"
        rows.append(f"| `{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows)


def test_the_readme_has_the_table_of_settings() -> None:
    written = re.search(r"<!-- settings:[^\n]*-->\n(.*?)\n?<!-- /settings -->", README, re.DOTALL)
    assert written is not None
    assert written[1] == settings_table()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_example(name: str) -> None:
    assert re.search(rf"^{name.upper()}=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    "command", dict.fromkeys((*COMMANDS, *GROUP_COMMANDS, *LEADING_COMMANDS, *ADMIN_COMMANDS))
)
def test_every_chat_command_is_told(command: str) -> None:
    assert f"`/{command}" in (ROOT / "docs/chat.md").read_text(encoding="utf-8")


def command_line() -> Iterator[tuple[str, argparse.Action]]:
    """Each command with each of its arguments, help excepted."""
    commands = next(act for act in parser()._actions if isinstance(act, argparse._SubParsersAction))
    for name, one in commands.choices.items():
        for action in one._actions:
            yield name, action


@pytest.mark.parametrize(("command", "action"), [*command_line()])
def test_every_command_and_flag_of_the_command_line_is_told(command: str, action: argparse.Action) -> None:
    for readme in (README, RUSSIAN):
        (row,) = re.findall(rf"^\| `{command}\b.*$", readme, re.MULTILINE)
        if action.dest != "help":
            assert all(f"`{flag}`" in row for flag in action.option_strings)
            assert action.option_strings or action.dest.upper() in row


# The README in two languages


def shape(readme: str) -> dict[str, list[str]]:
    """What must be the same in every language."""
    text, code = re.split(r"^```.*?^```$", readme, flags=re.MULTILINE | re.DOTALL), fences(readme)
    rows = re.findall(r"^\| (`[^|]+) \|(?: (`[^|]*|) \|)?", "\n".join(text), re.MULTILINE)
    return {
        "headings": re.findall(r"^#+", "\n".join(text), re.MULTILINE),
        "commands": [line.partition("#")[0].rstrip() for block in code for line in block.splitlines()],
        "rows": [" ".join(row).strip() for row in rows],
        "links": sorted(one for one in LINK.findall(readme) if not one.startswith("README")),
        "steps": re.findall(r"^\d\. ", "\n".join(text), re.MULTILINE),
    }


def fences(document: str, language: str = "bash") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)


def test_the_russian_readme_is_the_same() -> None:
    assert shape(RUSSIAN) == shape(README)
    assert {len(found) > 2 for found in shape(README).values()} == {True}


# The house and its documents


def test_every_module_stands_in_the_architecture() -> None:
    told = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    modules = {path.name for path in (ROOT / "bot").glob("*.py")} - {"__init__.py"}
    packages = {f"{path.parent.name}/" for path in (ROOT / "bot").glob("*/__init__.py")}
    untold = {name for name in modules | packages if f"`{name}`" not in told}
    assert untold == set()


def test_every_package_stands_in_the_picture_of_the_house() -> None:
    picture = fences((ROOT / "docs/architecture.md").read_text(encoding="utf-8"), "mermaid")[0]
    packages = {path.parent.name for path in (ROOT / "bot").glob("*/__init__.py")}
    assert {name for name in packages if not re.search(rf"\b{name}\b", picture)} == set()


def test_everything_named_in_the_architecture_is_there() -> None:
    told = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+(?:\.py|/))`", told)
    lost = [name for name in named if not (ROOT / "bot" / name).exists() and not (ROOT / name).exists()]
    assert [name for name in lost if not list((ROOT / "bot").rglob(name))] == []


def test_links_and_pictures_of_documents_lead_somewhere() -> None:
    lost = [
        f"{document.name}: {target}"
        for document in DOCUMENTS
        for target in LINK.findall(CODE.sub("", document.read_text(encoding="utf-8")))
        if ":" not in target and not _exists(document, *target.partition("#")[::2])
    ]
    assert lost == []


def _exists(document: Path, target: str, anchor: str) -> bool:
    file = document.parent / target if target else document
    if not anchor or file.suffix != ".md":
        return file.exists()
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
