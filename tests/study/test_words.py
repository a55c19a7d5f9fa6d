import pytest

from bot.study import readings, synonyms
from bot.study.words import compact, fold, stem, words


@pytest.mark.parametrize(
    "forms",
    [
        "удалить удаление удаляет удалённый удалённые",
        "список списка списков списком",
        "подключить подключение подключаться подключается",
        "сохранить сохранение сохраняет сохранён",
        "контейнер контейнеры контейнеров контейнерами",
        "строка строки строк",
        "установить установка установлен",
        "копировать копирование",
        "столбец столбца столбцы",
        "ветка ветки веток",
        "run runs running",
        "image images",
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(fold(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["порт портрет", "том тема", "сеть сетка", "rm run"])
def test_other_words_keep_stems_of_their_own(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_folding_leaves_letters_of_one_form() -> None:
    assert fold("  Ёж\u00a0Ё\u200bЛКА ﬁle ") == "еж елка file"
    assert fold("и\u0306") == "й"
    assert words("docker-compose.yml, да?") == ["docker", "compose", "yml", "да"]
    assert compact("Docker-Compose up") == "dockercomposeup"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("вщслук зы", "docker ps"),
        ("elfkbnm j,hfp", "удалить образ"),
        ("зп_вгьз", "pg_dump"),
        ("cgbcjr", "список"),
    ],
)
def test_the_other_layout_reads_as_its_keys(typed: str, meant: str) -> None:
    assert readings.other_layout(typed) == meant


@pytest.mark.parametrize(
    "pair",
    [
        "докер docker",
        "имиджес images",
        "чекаут checkout",
        "компоуз compose",
        "ребейз rebase",
        "контейнер container",
    ],
)
def test_what_sounds_alike_has_one_sound(pair: str) -> None:
    heard, written = pair.split()
    assert readings.sound(heard) == readings.sound(written)


def test_look_alike_letters_read_as_one_alphabet() -> None:
    assert "docker" in readings.alike("dосkеr")
    assert "сор" in readings.alike("cop")


@pytest.mark.parametrize(
    "pair", ["удалить remove", "стереть erase", "убрать rm", "список list", "папка каталог", "сеть network"]
)
def test_the_thesaurus_joins_words_of_one_meaning(pair: str) -> None:
    one, other = pair.split()
    assert synonyms.meanings(one) & synonyms.meanings(other)


@pytest.mark.parametrize(
    "pair", ["удалить создать", "запустить остановить", "образ контейнер", "ключ значение", "start stop"]
)
def test_the_thesaurus_keeps_opposites_and_neighbours_apart(pair: str) -> None:
    one, other = pair.split()
    assert not synonyms.meanings(one) & synonyms.meanings(other)
