"""The documents say what is true: settings, commands and the command line are all in them."""

import re
from pathlib import Path

import pytest

from bot.__main__ import parser
from bot.menu import ADMIN_COMMANDS, COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


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


@pytest.mark.parametrize("command", [*COMMANDS, *ADMIN_COMMANDS])
def test_every_chat_command_is_in_the_readme(command: str) -> None:
    assert f"`/{command}" in README


def test_every_command_of_the_command_line_is_told() -> None:
    told = parser().format_help()
    assert all(name in told for name in ("run", "preview", "check", "cmd", "backup", "restore"))


def test_every_module_stands_in_the_architecture() -> None:
    told = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    modules = {path.name for path in (ROOT / "bot").glob("*.py")} - {"__init__.py"}
    untold = {name for name in modules if f"`{name}`" not in told}
    assert untold == set()


def test_links_between_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
