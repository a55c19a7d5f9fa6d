"""Texts: both languages say the same things, and no user-visible string hides in Python."""

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

from bot import texts
from bot.handlers import routers
from bot.handlers.plainly import Plain
from bot.keyboards.taps import Place
from bot.menu import ADMIN_COMMANDS, COMMANDS, GROUP_COMMANDS, LEADING_COMMANDS
from bot.privacy import KEPT, Lifetime
from bot.study.faults import SEVERITIES
from bot.study.quiz import Kind
from bot.texts import TextError, Texts

ROOT = Path(__file__).parents[1]


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 -- the visitor's protocol
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    """Each message with the variables it asks for."""
    found: dict[str, set[str]] = {}
    for path in sorted((texts.LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, Message):
                assert entry.id.name not in found, f"{entry.id.name} twice in {language}"
                variables = Variables()
                variables.visit(entry)
                found[entry.id.name] = variables.names
    return found


@pytest.mark.parametrize("language", sorted({path.name for path in texts.LOCALES.iterdir()} - {"ru"}))
def test_every_language_has_the_same_messages_with_the_same_variables(language: str) -> None:
    assert messages(language) == messages("ru")


def test_a_missing_text_or_variable_raises() -> None:
    spoken = Texts("ru", {"a.ftl": "hello = Привет, { $name }!"})
    with pytest.raises(TextError, match="no text 'bye'"):
        spoken("bye")
    with pytest.raises(TextError, match="name"):
        spoken("hello")
    with pytest.raises(TextError, match="does not parse"):
        Texts("ru", {"a.ftl": "hello { $name"})


def test_variables_are_escaped_in_html_and_not_in_plain_text() -> None:
    spoken = Texts("ru", {"a.ftl": "hello = Привет, { $name }!"})
    assert spoken("hello", name="<b>&") == "Привет, &lt;b&gt;&amp;!"
    assert spoken.plain("hello", name="<b>&") == "Привет, <b>&!"


@pytest.mark.parametrize("value", ["я" * 10_000, "&" * 10_000, "a&" * 1_300])
def test_a_variable_of_any_length_is_said(value: str) -> None:
    spoken = Texts("ru", {"a.ftl": "hello = Привет, { $name }!"})
    for said in (spoken.plain("hello", name=value), unescape(spoken("hello", name=value))):
        assert said.startswith("Привет, " + value[:400])
        assert said.endswith("…!")
        assert "…" not in said[:-2]


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("ru", "ru"), ("en-US", "en"), ("EN", "en"), ("fr", "ru"), ("", "ru"), (None, "ru")],
)
def test_the_nearest_language_is_chosen(wanted: str | None, language: str) -> None:
    assert texts.load("ru").choose(wanted).language == language


def composed_keys() -> set[str]:
    """Keys that the code puts together from values."""
    return {
        *(f"menu-{place}" for place in Place),
        *(f"plain-{plain}" for plain in Plain),
        *(f"question-{kind}" for kind in Kind if kind is not Kind.WRITTEN),
        *(f"group-command-{name}" for name in (*GROUP_COMMANDS, *LEADING_COMMANDS)),
        *(f"privacy-{kept.name}" for kept in KEPT),
        *(f"kept-{lifetime}" for lifetime in Lifetime),
        *(f"fault-{code}" for code in SEVERITIES),
        *(f"console-{severity}" for severity in ("error", "warning")),
    }


def written_keys() -> set[str]:
    """Every string in the code that looks like a key, and the commands of the menu."""
    found = set()
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found | {f"command-{name}" for name in (*COMMANDS, *ADMIN_COMMANDS)}


def test_every_text_is_used_and_every_used_text_exists() -> None:
    known = set(messages("ru"))
    referred = {ref for path in (texts.LOCALES / "ru").glob("*.ftl") for ref in _references(path)}
    assert composed_keys() <= known
    assert known - composed_keys() - written_keys() - referred == set()


def _references(path: Path) -> Iterator[str]:
    """Messages that other messages name."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield from re.findall(r"\{ ([a-z][a-z0-9-]+) \}", line)


def test_no_user_visible_string_hides_in_python() -> None:
    """Cyrillic in a string outside `study/` (which reads Russian notes) would be a text that English never sees."""
    hidden = []
    for path in (ROOT / "bot").rglob("*.py"):
        if "study" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documentation = {_docstring(node) for node in ast.walk(tree)}
        hidden += [
            f"{path.name}:{node.lineno}: {node.value!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value not in documentation
            and re.search("[А-Яа-я]", node.value)
        ]
    assert hidden == []


def _docstring(node: ast.AST) -> str | None:
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return ast.get_docstring(node, clean=False)
    return None


def test_routers_are_new_each_time() -> None:
    assert not set(routers()) & set(routers())
