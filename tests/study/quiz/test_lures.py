from dataclasses import replace

from bot.study.notes import Library
from bot.study.quiz import Kind, questions
from tests.study.quiz.by_hand import CONTAINERS, command, definition, library

DEEDS = (
    "чинит сеть",
    "строит мост",
    "рисует карту",
    "пишет отчёт",
    "меряет время",
    "ловит ошибку",
    "греет кэш",
)


def lures(kind: Kind, notes: Library, right: str) -> list[str]:
    """The lures of the question with this right answer; [] where it is not asked."""
    return [lure for q in questions(notes) if q.kind is kind and q.rights == (right,) for lure in q.lures]


def test_the_same_section_comes_before_the_rest_of_the_tool() -> None:
    far = [replace(command(f"docker net{n}", deed), section="dockerfile") for n, deed in enumerate(DEEDS)]
    near = {c.name for c in CONTAINERS}
    assert set(lures(Kind.PURPOSE_TO_COMMAND, library(*far, *CONTAINERS), "docker kill")) <= near
    few = library(*far, *CONTAINERS[:4])
    assert set(lures(Kind.PURPOSE_TO_COMMAND, few, "docker kill")[:3]) == {
        "docker run",
        "docker start",
        "docker stop",
    }
    assert len(lures(Kind.PURPOSE_TO_COMMAND, few, "docker kill")) == 5


def test_the_same_tool_comes_before_the_rest_of_the_subject() -> None:
    others = [command(f"podman net{n}", deed) for n, deed in enumerate(DEEDS)]
    elsewhere = [replace(c, section="dockerfile") for c in CONTAINERS]
    wanted = command("docker wait", "ждёт, пока завершится")
    found = lures(Kind.PURPOSE_TO_COMMAND, library(wanted, *others, *elsewhere), "docker wait")
    # siblings of the section; the last is there because the subject's title, Docker, names the right tool
    assert [lure.split()[0] for lure in found] == ["podman"] * 4 + ["docker"]
    found = lures(Kind.PURPOSE_TO_COMMAND, library(wanted, *elsewhere), "docker wait")
    assert {lure.split()[0] for lure in found} == {"docker"}


def test_another_subject_lends_no_lures() -> None:
    others = [replace(command(f"docker net{n}", deed), section="linux") for n, deed in enumerate(DEEDS)]
    assert (
        lures(
            Kind.PURPOSE_TO_COMMAND,
            library(command("docker wait", "ждёт завершения"), *others),
            "docker wait",
        )
        == []
    )


def test_instructions_and_shell_commands_do_not_mix() -> None:
    instructions = [
        replace(command(name, purpose), section="dockerfile")
        for name, purpose in (
            ("FROM", "задаёт основу"),
            ("COPY", "копирует файлы"),
            ("CMD", "запускается по умолчанию"),
            ("EXPOSE", "называет порт"),
        )
    ]
    notes = library(*CONTAINERS, *instructions)
    assert set(lures(Kind.PURPOSE_TO_COMMAND, notes, "COPY")) == {"FROM", "CMD", "EXPOSE"}
    assert all("docker" in lure for lure in lures(Kind.PURPOSE_TO_COMMAND, notes, "docker rm"))


def test_a_listed_alias_is_no_lure_nor_is_what_it_contains() -> None:
    notes = library(
        *CONTAINERS,
        command("docker container", "управляет"),
        command("docker list", "перечисляет", aliases=("docker container ls",)),
    )
    found = lures(Kind.PURPOSE_TO_COMMAND, notes, "docker ps")
    assert len(found) >= 4
    assert {"docker container", "docker list"}.isdisjoint(found)


def test_what_says_the_same_in_other_words_is_no_lure() -> None:
    notes = library(*CONTAINERS, command("docker journal", "показ журналов контейнеров"))
    assert "Показ журналов контейнеров" not in lures(
        Kind.COMMAND_TO_PURPOSE, notes, "Показывает журнал контейнера"
    )
    assert "docker journal" not in lures(Kind.PURPOSE_TO_COMMAND, notes, "docker logs")
    assert {"docker journal", "docker logs"} & set(lures(Kind.PURPOSE_TO_COMMAND, notes, "docker ps"))


def test_another_name_of_the_flag_is_no_lure() -> None:
    flags = {"-d": "в фоне", "-e": "переменная", "-w": "каталог", "-p": "порт"}
    up = command("docker up", "поднимает", flags={"-d, --detach": "отсоединиться", "-x": "прочее"})
    notes = library(command("docker run", "создаёт", flags=flags), up)
    found = lures(Kind.FLAG_TO_MEANING, notes, "В фоне")
    assert found
    assert "Отсоединиться" not in found


def test_a_flag_of_the_same_command_comes_first() -> None:
    flags = {"-d": "в фоне", "-e": "переменная", "-w": "каталог", "-p": "порт", "-i": "ввод", "-m": "память"}
    others = [command(f"docker x{n}", f"дело {n}", flags={f"-{'abcfgh'[n]}": f"нечто {n}"}) for n in range(6)]
    notes = library(*others, command("docker run", "создаёт", flags=flags))
    assert set(lures(Kind.MEANING_TO_FLAG, notes, "-d")) == {"-e", "-w", "-p", "-i", "-m"}


def test_a_stem_does_not_give_the_answer_away() -> None:
    """The code and the right meaning share "web": some lure must name it too, else nothing is asked."""
    meanings = {
        "docker top db": "процессы базы",
        "docker stats --no-stream": "разовый снимок",
        "docker port cache": "пробросы порта",
    }
    asked = {"docker logs web": "журнал web"}
    alone = library(command("docker x", "разное", examples={**asked, **meanings}))
    assert lures(Kind.EXAMPLE_TO_MEANING, alone, "Журнал web") == []
    covered = library(
        command("docker x", "разное", examples={**asked, **meanings, "docker kill web": "остановка web"})
    )
    assert "Остановка web" in lures(Kind.EXAMPLE_TO_MEANING, covered, "Журнал web")


def test_a_purpose_that_names_its_command_is_not_asked_for() -> None:
    notes = library(*CONTAINERS, command("docker commit", "делает commit контейнера в образ"))
    assert lures(Kind.PURPOSE_TO_COMMAND, notes, "docker commit") == []
    assert lures(Kind.COMMAND_TO_PURPOSE, notes, "Делает commit контейнера в образ") == []


def test_an_example_of_which_this_one_is_a_case_is_no_lure() -> None:
    examples = {
        "docker top web": "процессы службы",
        "docker top web aux": "с потреблением памяти",
        "docker port db": "пробросы порта",
        "docker stats --no-stream": "разовый снимок",
        "docker kill cache": "немедленный конец",
    }
    found = lures(
        Kind.EXAMPLE_TO_MEANING,
        library(command("docker x", "разное", examples=examples)),
        "С потреблением памяти",
    )
    assert len(found) == 3
    assert "Процессы службы" not in found


def test_options_are_alike_in_length() -> None:
    definitions = [
        definition("Том", "хранилище"),
        definition("Слой", "набор изменений"),
        definition("Сеть", "сегмент для обмена"),
        definition("Реестр", "сервер с шаблонами"),
        definition(
            "Демон", "фоновая служба, которая принимает запросы и управляет всеми объектами на этой машине"
        ),
    ]
    notes = library(definitions=definitions)
    assert set(lures(Kind.TERM_TO_MEANING, notes, "Хранилище")) == {
        "Набор изменений",
        "Сегмент для обмена",
        "Сервер с шаблонами",
    }
    assert (
        lures(
            Kind.TERM_TO_MEANING,
            notes,
            "Фоновая служба, которая принимает запросы и управляет всеми объектами на этой машине",
        )
        == []
    )
    assert "Демон" in lures(Kind.MEANING_TO_TERM, notes, "Том")  # names: the term itself is short


def test_a_term_is_told_neither_by_itself_nor_through_itself() -> None:
    """A container is no rule by which a container is started: such a lure rules itself out."""
    definitions = [
        definition("Контейнер", "запускаемый экземпляр образа со слоем"),
        definition("Политика", "правило, по которому поднимают контейнеры"),
        definition("Слой", "набор правок, который даёт одна инструкция"),
        definition("Реестр", "сервер, который раздаёт готовые шаблоны"),
        definition("Тег", "подвижная метка одной из версий"),
    ]
    notes = library(definitions=definitions)
    meanings = lures(Kind.TERM_TO_MEANING, notes, "Запускаемый экземпляр образа со слоем")
    assert len(meanings) == 3
    assert "Правило, по которому поднимают контейнеры" not in meanings
    terms = lures(Kind.MEANING_TO_TERM, notes, "Политика")
    assert len(terms) == 3
    assert "Контейнер" not in terms


def test_two_flags_of_a_command_that_do_much_the_same_do_not_face_each_other() -> None:
    flags = {
        "-v": "подключить том или каталог хоста",
        "--mount": "подключить том или каталог с подробностями",
        "-e": "задать переменную для процесса",
        "-w": "сменить рабочее место внутри",
        "-p": "опубликовать порт наружу",
    }
    elsewhere = command("docker create", "готовит", flags={"-x": "подключить том или каталог для записи"})
    notes = library(elsewhere, command("docker run", "создаёт", flags=flags))
    found = lures(Kind.FLAG_TO_MEANING, notes, "Подключить том или каталог хоста")
    assert len(found) == 4
    assert "Подключить том или каталог с подробностями" not in found
    assert "--mount" not in lures(Kind.MEANING_TO_FLAG, notes, "-v")
    # a flag of another command is wrong here, however near its meaning
    assert "Подключить том или каталог для записи" in found


def test_a_long_flag_stands_among_long_ones_before_short_ones_of_its_command() -> None:
    flags = {"--name": "имя", "-e": "переменная", "-w": "каталог", "-p": "порт", "--rm": "удалить после"}
    up = command("docker up", "поднимает", flags={"--pull": "загрузить", "--wait": "дождаться"})
    notes = library(command("docker run", "создаёт", flags=flags), up)
    found = lures(Kind.MEANING_TO_FLAG, notes, "--name")
    assert found[:3] == ["--rm", "--pull", "--wait"]
    assert len(found) == 5
    assert lures(Kind.MEANING_TO_FLAG, notes, "-e")[:2] == ["-p", "-w"]
