"""Small libraries put together by hand: a subject with sections in it."""

from collections.abc import Iterable
from types import MappingProxyType

from bot.study.notes import Command, Definition, Example, Flag, Library, Option, Section, WrittenQuestion

FILE = "docker.md"


def section(name: str, *, parent: str | None = "docker", children: tuple[str, ...] = ()) -> Section:
    return Section(
        id=name,
        title=name.capitalize(),
        path=(name.capitalize(),),
        parent=parent,
        children=children,
        text="",
        file=FILE,
        line=1,
        is_stub=False,
        references=MappingProxyType({}),
    )


def command(
    name: str,
    purpose: str,
    *,
    aliases: tuple[str, ...] = (),
    flags: dict[str, str] | None = None,
    examples: dict[str, str] | None = None,
) -> Command:
    """A command of the section "commands"; `flags` from "-a, --all" to meaning, `examples` from code to meaning."""
    return Command(
        id=name.replace(" ", "_"),
        name=name,
        purpose=purpose,
        synopsis=(),
        flags=tuple(Flag(tuple(names.split(", ")), meaning) for names, meaning in (flags or {}).items()),
        examples=tuple(Example(code, meaning) for code, meaning in (examples or {}).items()),
        aliases=aliases,
        section="commands",
        file=FILE,
        line=1,
    )


def definition(term: str, meaning: str) -> Definition:
    return Definition(term, meaning, "ideas", FILE, 1)


def written(stem: str, *, right: tuple[str, ...], wrong: tuple[str, ...]) -> WrittenQuestion:
    options = (
        *(Option(text, is_right=True) for text in right),
        *(Option(text, is_right=False) for text in wrong),
    )
    return WrittenQuestion(f"w{len(stem)}", stem, options, "Because.", "ideas", FILE, 9)


def library(
    *commands: Command, definitions: Iterable[Definition] = (), questions: Iterable[WrittenQuestion] = ()
) -> Library:
    """A subject "docker" with the sections "ideas", "commands" and "dockerfile" in it, and a subject "linux"."""
    inside = ("ideas", "commands", "dockerfile")
    sections = [
        section("docker", parent=None, children=inside),
        *map(section, inside),
        section("linux", parent=None),
    ]
    return Library(
        sections={s.id: s for s in sections},
        commands={c.id: c for c in commands},
        definitions=tuple(definitions),
        questions={q.id: q for q in questions},
        outlines=(),
        faults=(),
    )


CONTAINERS = (
    command("docker run", "создаёт и запускает контейнер"),
    command("docker start", "запускает остановленный контейнер"),
    command("docker stop", "останавливает контейнер, дав ему время"),
    command("docker kill", "завершает контейнер немедленно"),
    command("docker rm", "удаляет контейнер"),
    command("docker ps", "показывает список контейнеров", aliases=("docker container ls",)),
    command("docker logs", "показывает журнал контейнера"),
)
