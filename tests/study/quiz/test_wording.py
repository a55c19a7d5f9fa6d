import pytest

from bot.study.quiz.wording import (
    contains,
    content,
    is_named_in,
    leans_on_another,
    one_definition,
    opens_well,
    option,
    plain,
    says_the_same,
    short,
)

LONG = "показать контейнеры, которые отвечают условию, заданному в виде пары из имени и значения"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("фильтрация на основе условия (`id`, `name`)", "фильтрация на основе условия (id, name)"),
        ("см. [документацию](https://docs.docker.com/)", "см. документацию"),
        ("**важно**: не `**kwargs`", "важно: не **kwargs"),
        ("метод __init__ и snake_case_name", "метод __init__ и snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("две\nстроки", "две строки"),
    ],
)
def test_marks_are_taken_off(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("запускает контейнер.", "Запускает контейнер"),
        ("`STDIN` остаётся открытым", "STDIN остаётся открытым"),
        ("docker-файл", "docker-файл"),  # a name keeps its case
        ("и так далее...", "И так далее..."),
        ("список:", "Список"),
        ('"убийство" процесса', '"Убийство" процесса'),
        ("«сборка» «мусора»", "«Сборка» «мусора»"),
        ('"stdin" открыт', '"stdin" открыт'),
    ],
)
def test_options_have_one_form(text: str, shown: str) -> None:
    assert option(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("удаление образа", "Удаление образа"),
        (f"{LONG}; может повторяться", "П" + LONG[1:]),
        (f"{LONG} (например, `status=exited`)", "П" + LONG[1:]),
        (
            f"копирование файлов, директорий или удалённого (!) файла из места {LONG}",
            None,
        ),  # goes on after it
        (f"вывод. {LONG}, и так до конца списка", None),  # "вывод" alone says nothing
        (LONG + ", и так до самого конца", None),
        ("", None),
    ],
)
def test_a_long_text_is_cut_to_a_clause_that_says_something_or_not_used(text: str, shown: str | None) -> None:
    assert short(text) == shown


@pytest.mark.parametrize(
    ("one", "other", "within"),
    [
        ("docker rm", "docker rmi", True),
        ("docker rm", "docker container rm", True),
        ("Запуск контейнера", "перезапуск контейнера", True),
        ("показать ВСЕ контейнеры", "показать контейнеры", True),
        ("-a", "--all", True),
        ("-f", "--all", False),
        ("docker stop", "docker start", False),
        ("удаление образа", "удаление тома", False),
        ("удаляет образ/том", "удаляет том", True),
        ("git log main..dev", "git log dev..main", False),
        ("git log main..dev", "git log main dev", False),
        ("git log main..dev", "git log --all (main..dev)", True),
    ],
)
def test_what_is_within_what(one: str, other: str, within: bool) -> None:
    assert contains(one, other) is within
    assert contains(other, one) is within


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("создание контейнера", "создаёт контейнеры", True),
        ("показать контейнеры", "показать все запущенные контейнеры", True),
        ("удаление остановленного контейнера", "запуск остановленного контейнера", False),
        ("удаление образа", "сборка образа", False),
    ],
)
def test_when_a_lure_would_be_right_as_well(one: str, other: str, same: bool) -> None:
    assert says_the_same(content(one), content(other)) is same


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("см. раздел о томах", True),
        ("то же, что docker ps", True),
        ("аналогично предыдущей", True),
        ("как показано выше", True),
        ("same as docker ps", True),
        ("и если чужое новое учтено", True),
        ("but only those of the server", True),
        ("показать и остановленные", False),
        ("адрес сервера", False),
        ("поднять версию не выше указанной", False),
        ("вывести следующую строку", False),
        ("почти то же, что дать ему root", False),
    ],
)
def test_what_cannot_stand_alone(text: str, leans: bool) -> None:
    assert leans_on_another(text) is leans


@pytest.mark.parametrize(
    ("text", "well"),
    [
        ("Удаление образа", True),
        ('"убийство" контейнера', True),
        ("5 последних", True),
        ("-U - это пользователь", False),
        ("<WORKING_DIR>/some_dir/", False),
        ("", False),
    ],
)
def test_what_begins_as_a_sentence_does(text: str, well: bool) -> None:
    assert opens_well(text) is well


@pytest.mark.parametrize(
    ("meaning", "kept"),
    [
        ("каталог на своём диске, а `URL` — удалённый репозиторий", "каталог на своём диске"),
        ("a local folder, and URL — a remote one", "a local folder"),
        ("хранилище, а не каталог", "хранилище, а не каталог"),
        ("служба, которая принимает запросы и — при сбое — повторяет их", None),
        ("две формы записи: строка и массив", None),
    ],
)
def test_a_sentence_that_defines_two_terms_gives_the_first(meaning: str, kept: str | None) -> None:
    assert one_definition(meaning) == (kept or meaning)


@pytest.mark.parametrize(
    ("term", "text", "named"),
    [
        ("Контейнер", "Правило, по которому поднимают контейнеры", True),
        ("Сеть Docker", "Платформа Docker", False),
        ("ОС", "Программа, которая управляет машиной", False),  # too short to be told from other words
    ],
)
def test_whether_a_text_speaks_of_a_term(term: str, text: str, named: bool) -> None:
    assert is_named_in(term, text) is named
