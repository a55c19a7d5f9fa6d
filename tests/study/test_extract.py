"""A section as a text of its own."""

from bot.study.extract import extract
from bot.study.parse import SourceFile, parse

NOTES = """# A
первое

[x]: <b c.md> "t"
[unused]: z

## B
[X] и [слово][ y ], не [z]

#### C
глубже

[Y]: <y>
"""


def test_a_part_of_a_file_takes_the_definitions_that_it_needs() -> None:
    library = parse([SourceFile("a.md", NOTES.encode())])
    [section] = [one for one in library.sections.values() if one.title == "B"]
    assert extract(library, section) == (
        '# B\n\n[X] и [слово][ y ], не [z]\n\n## C\n\nглубже\n\n[Y]: <y>\n\n[X]: <b c.md> "t"\n'
    )


def test_a_file_reads_as_the_section_it_was_made_of() -> None:
    library = parse([SourceFile("a.md", NOTES.encode())])
    [top] = library.subjects()
    again = parse([SourceFile("b.md", extract(library, top).encode())])
    assert [(one.title, one.path) for one in again.sections.values()] == [
        (one.title, one.path) for one in library.sections.values()
    ]
