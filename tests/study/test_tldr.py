from bot.study.search import CommandTarget, Index
from bot.study.source import SourceFile
from bot.study.tldr import is_page, parse_tldr, shown

PACK = """# pack

> Pack files, see `unpack`.
> Often [s]low.
> More information: <https://example.com/pack>.
> See also: `unpack`.

- [c]reate an archive (see <https://example.com>):

`pack {{[-c|--create]}} {{path/to/file1 path/to/file2 ...}}`

- Print a template:

`pack --format '\\{\\{.Name\\}\\}' {{stash@{0}}}`
"""
ALIAS = """# {name}

> This command is an alias of `{original}`.

- View documentation for the original command:

`tldr {original}`
"""


def page(path: str, text: str) -> SourceFile:
    return SourceFile(path, text.encode())


def alias(path: str, name: str, original: str) -> SourceFile:
    return page(path, ALIAS.format(name=name, original=original))


def test_a_page_is_a_command_with_its_section() -> None:
    library = parse_tldr([page("pages/common/pack.md", PACK)])
    (command,) = library.commands.values()
    assert command.name == "pack"
    assert command.purpose == "Pack files, see unpack. Often slow."
    assert [example.meaning for example in command.examples] == [
        "create an archive (see)",
        "Print a template",
    ]
    assert command.examples[0].code == "pack --create path/to/file1 path/to/file2 ..."
    assert library.sections[command.section].path == ("tldr-pages", "pack")
    assert library.subjects()[0].children == (command.section,)


def test_placeholders_lose_their_braces_and_no_others() -> None:
    assert shown("a {{b}} {{[-c|--long]}}={{d}}") == "a b --long=d"
    assert shown(r"f '\{\{.Name\}\}' {{stash@{0}}}") == "f '{{.Name}}' stash@{0}"
    assert shown("{{[ps|container ls]}}") == "container ls"
    assert shown("x {{file.tar[.gz|.xz]}}") == "x file.tar[.gz|.xz]"


def test_aliases_lead_to_the_page_they_are_of_in_one_step() -> None:
    library = parse_tldr(
        [
            page("common/pack.md", PACK),
            alias("common/pk.md", "pk", "pack"),
            alias("osx/gpk.md", "gpk", "--platform common pk"),
        ]
    )
    (command,) = library.commands.values()
    assert command.aliases == ("gpk", "pk")
    assert Index.build(library).find("gpk")[0].target == CommandTarget(command.id)


def test_an_alias_of_nothing_stays_a_command() -> None:
    library = parse_tldr(
        [alias("common/a.md", "a", "b"), alias("common/x.md", "x", "y"), alias("common/y.md", "y", "x")]
    )
    assert [command.name for command in library.commands.values()] == ["a", "x", "y"]


def test_common_goes_before_linux_and_a_page_before_an_alias() -> None:
    files = [
        page("linux/pack.md", PACK.replace("Pack files", "Pack on Linux")),
        page("common/pack.md", PACK),
        alias("common/zip.md", "zip", "pack"),
        page("windows/zip.md", PACK.replace("# pack", "# zip").replace("Pack files", "Zip")),
    ]
    for order in (files, files[::-1]):
        purposes = {c.name: c.purpose.split(",")[0] for c in parse_tldr(order).commands.values()}
        assert purposes == {"pack": "Pack files", "zip": "Zip"}


def test_translations_and_other_files_are_left_out() -> None:
    files = [
        page("pages.ru/common/pack.md", PACK),
        page("common/notes.md", "# Notes\n\n> No examples.\n"),
        page("common/prose.md", PACK + "\nA paragraph makes it notes.\n"),
        SourceFile("common/broken.md", b"\xff\xfe# x"),
    ]
    assert not parse_tldr(files).commands
    assert not any(map(is_page, files))
    for path in ("pages.en/common/pack.md", "pack.md"):
        assert parse_tldr([page(path, PACK)]).commands
