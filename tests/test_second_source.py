"""tldr-pages under the notes: look-up alone knows them, and the notes go first."""

from pathlib import Path

import pytest

from bot.content import ContentError
from bot.edition import Edition, Shelf, publish, read_tldr
from bot.preview import Person
from bot.publishing import Press, Publisher
from bot.reloading import Reloading
from bot.store import Store
from tests.conftest import ROOT
from tests.test_main import konspekt as command_line

PAGES = {
    "common/tar.md": "# tar\n\n> Packs files into an archive.\n> More information: <https://example.org/tar>.\n\n"
    "- Pack a folder:\n\n`tar cf {{archive.tar}} {{folder}}`\n\n- Unpack it:\n\n`tar xf {{archive.tar}}`\n",
    "common/gtar.md": "# gtar\n\n> This command is another name of `tar`.\n\n- See its page:\n\n`tldr tar`\n",
    "linux/pct-list.md": "# pct list\n\n> List containers.\n\n- List all containers:\n\n`pct list`\n",
    "common/docker-ps.md": "# docker ps\n\n> Not what the notes say.\n\n- List:\n\n`docker ps --tldr`\n",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of tldr-pages: the English pages beside a translation."""
    root = tmp_path_factory.mktemp("tldr")
    for name, text in PAGES.items():
        path = root / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "pages.xx/common").mkdir(parents=True)
    (root / "pages.xx/common/nope.md").write_text("# nope\n\n> No.\n\n- No:\n\n`nope`\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def edition(pages: Path) -> Edition:
    return publish(ROOT / "content" / "docker.md", under=read_tldr(pages))


async def test_a_card_from_there_says_where_it_is_from_and_has_no_section(learner: Person) -> None:
    said = await learner.send("/cmd tar")
    assert "tar cf archive.tar folder" in said
    assert "Источник: tldr-pages, CC BY 4.0" in said
    labels = [label for row in learner.last.buttons for label in row]
    assert not any("Раздел" in label or "Спросить" in label for label in labels)
    assert "tar" in await learner.tap("Похожие")


async def test_another_name_leads_to_the_page_itself(learner: Person) -> None:
    assert (await learner.send("gtar")).startswith("tar\n")


async def test_what_the_notes_describe_is_theirs(learner: Person) -> None:
    said = await learner.send("/cmd docker ps")
    assert "показать список контейнеров" in said
    assert "tldr" not in said


async def test_the_notes_go_first_where_both_fit(learner: Person) -> None:
    assert (await learner.send("list containers")).startswith("docker ps\n")
    assert (await learner.send("pct list")).startswith("pct list\n"), "unless it is called by its name"


async def test_contents_questions_and_search_do_not_know_them(learner: Person, edition: Edition) -> None:
    assert not any(section.title == "tldr-pages" for section in edition.library.subjects())
    assert all(question.command != "tar" for question in edition.questions.values())
    assert "Ничего не нашлось" in await learner.send("/find tldr")
    await learner.send("/cmd")
    assert "tar" not in str(learner.last.buttons)
    await learner.send("/cmd tar")
    await learner.send("/cmd tar")
    assert "за неделю" not in learner.last.text, "it has no questions, so it is no card to remember"


async def test_a_link_and_inline_mode_know_them(learner: Person) -> None:
    assert "Packs files" in await learner.start("c_tar")
    asked = await learner.inline("tar")
    assert asked.results is not None
    assert asked.results[0]["title"] == "⌨️ tar"


async def test_a_reload_keeps_them(store: Store, edition: Edition) -> None:
    shelf = Shelf(edition)
    publisher = Publisher(shelf, Press(ROOT / "content", store, edition.under))
    await Reloading(publisher, store, seen=0).for_all()
    assert shelf.edition is not edition
    assert shelf.edition.under is edition.under


def test_the_folder_may_be_the_pages_themselves_and_translations_are_left_out(pages: Path) -> None:
    names = {command.name for command in read_tldr(pages / "pages").commands.values()}
    assert names == {command.name for command in read_tldr(pages).commands.values()}
    assert names == {"tar", "pct list", "docker ps"}


def test_a_folder_that_is_not_there_or_holds_no_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="missing"):
        read_tldr(tmp_path / "missing")
    (tmp_path / "common").mkdir()
    (tmp_path / "common/a.md").write_text("just text", encoding="utf-8")
    with pytest.raises(ContentError, match="no tldr-pages"):
        read_tldr(tmp_path)


def test_the_command_line_knows_them_and_names_the_setting_in_trouble(pages: Path) -> None:
    notes = str(ROOT / "content" / "docker.md")
    ended = command_line("cmd", "tar", CONTENT_DIR=notes, TLDR_DIR=str(pages))
    assert "tar xf archive.tar" in ended.stdout
    assert "CC BY 4.0" in ended.stdout
    refused = command_line("cmd", "tar", TLDR_DIR=str(pages / "nowhere"))
    assert refused.returncode == 2
    assert "nowhere" in refused.stderr


def test_the_check_of_the_notes_is_not_affected(pages: Path) -> None:
    alone = command_line("check", "content/docker.md")
    assert "docker.md" in alone.stdout
    assert command_line("check", "content/docker.md", TLDR_DIR=str(pages)).stdout == alone.stdout
