"""Russian words of the notes are spelt as the dictionary or `words.txt` has them."""

from pathlib import Path

import pytest

from tests.content import prose


@pytest.fixture(autouse=True)
def _dictionary() -> None:
    if what := prose.lacking():
        pytest.skip(what)


def test_the_notes_are_spelt_right(content: Path) -> None:
    wrongs = prose.misspelt(content)
    if wrongs:
        told = "\n".join(f"content/{wrong}" for wrong in wrongs)
        pytest.fail(
            f"{told}\nWords of the field that are spelt right belong in {prose.WORDS.name}", pytrace=False
        )


def test_a_misspelt_word_is_found_at_its_line(tmp_path: Path) -> None:
    text = "# Заголовок\n\nВ кэше `ашибка` лежат\nкоммиты и **ашибка** в base-классе.\n\n| а | б |\n|---|---|\n| веб-сирвер | да |\n"
    (tmp_path / "notes.md").write_text(text, encoding="utf-8")
    assert [str(wrong) for wrong in prose.misspelt(tmp_path)] == [
        "notes.md:4: ашибка",
        "notes.md:8: веб-сирвер",
    ]


def test_no_word_of_the_list_is_there_twice() -> None:
    words = [word.partition("/")[0] for word in prose.terms()]
    assert sorted({word for word in words if words.count(word) > 1}) == []
