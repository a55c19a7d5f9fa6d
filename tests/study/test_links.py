"""Links between notes lead to sections; pictures are listed with their places."""

import pytest

from bot.study.notes import Library, Picture
from bot.study.parse import SourceFile, parse

DOCKER = """# Docker
[сети](net/сети.md#мост), [туда же](net/%D1%81%D0%B5%D1%82%D0%B8.md#%D0%BC%D0%BE%D1%81%D1%82)
[здесь](#образы) и [файл](net/сети.md), [папка](.), [нет такого](net/сети.md#туннель)
[не ссылка внутри](https://example.org/net.md) ![схема](pics/a.png)

## Образы
текст
"""
NETWORKS = "# Сети\nтекст\n## Мост\n[обратно](../docker.md)\n"


@pytest.fixture(scope="module")
def library() -> Library:
    return parse([SourceFile("docker.md", DOCKER.encode()), SourceFile("net/сети.md", NETWORKS.encode())])


@pytest.mark.parametrize(
    ("file", "target", "title"),
    [
        ("docker.md", "net/сети.md#мост", "Мост"),
        ("docker.md", "net/сети.md", "Сети"),
        ("docker.md", "#образы", "Образы"),
        ("net/сети.md", "../docker.md", "Docker"),
    ],
)
def test_a_link_leads_to_a_section(library: Library, file: str, target: str, title: str) -> None:
    assert library.sections[library.links[file, target]].title == title


def test_other_links_lead_to_none(library: Library) -> None:
    assert {target for file, target in library.links if file == "docker.md"} == {
        "net/сети.md#мост",
        "net/сети.md",
        "#образы",
    }


def test_pictures_have_their_places(library: Library) -> None:
    assert library.pictures == (Picture("docker.md", 4, "pics/a.png"),)
