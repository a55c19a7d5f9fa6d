import pytest

from bot.study.plain import plain
from bot.study.snippets import cut_snippet


def worth(*asked: str) -> dict[str, float]:
    return dict.fromkeys(asked, 1.0)


def marked(text: str, length: int, *asked: str) -> tuple[str, list[str]]:
    words = worth(*asked)
    cut = cut_snippet(text, lambda word: words.get(word, 0.0), length)
    return cut.text, [cut.text[start:end] for start, end in cut.marks]


def test_marks_are_the_words_that_were_asked_for() -> None:
    text, found = marked("Том переживает контейнер. Тома создаёт docker volume create.", 180, "том", "docker")
    assert text == "Том переживает контейнер. Тома создаёт docker volume create."
    assert found == ["Том", "docker"]


def test_a_long_text_is_cut_where_most_of_the_words_stand_together() -> None:
    text, found = marked(f"сеть {'и так ' * 40}потом сеть и том {'и далее ' * 40}", 60, "сеть", "том")
    assert found == ["сеть", "том"]
    assert text.startswith("…")
    assert text.endswith("…")
    assert len(text) <= 62


def test_a_text_without_the_words_opens_at_its_beginning() -> None:
    text, found = marked("слово " * 50, 20, "нет")
    assert text == "слово слово слово…"
    assert found == []


def test_one_endless_word_is_cut_all_the_same() -> None:
    text, _ = marked("ы" * 500, 50, "ы")
    assert text == "ы" * 50 + "…"


def test_no_text_gives_an_empty_snippet() -> None:
    assert marked("", 50, "том") == ("", [])


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ('**Том** — это `volume`, см. [сети](#сети "t").', "Том — это volume, см. сети."),
        ("- [x] да\n- [ ] нет\n1. раз\n> цитата", "да нет раз цитата"),
        ("```bash\ndocker ps -a\n```", "docker ps -a"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
        ("![схема](a.png) <!-- id: x --> snake_case и __имя__", "схема snake_case и имя"),
        ("# Заголовок\n\nтекст", "Заголовок текст"),
    ],
)
def test_marks_of_markdown_go_and_words_stay(markdown: str, text: str) -> None:
    assert plain(markdown) == text
