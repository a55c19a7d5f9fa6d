from collections import Counter
from dataclasses import replace
from random import Random

from bot.study.notes import Library
from bot.study.quiz import Kind, Question, Wording, ask, problems, questions
from bot.study.quiz.question import packed
from tests.study.quiz.by_hand import CONTAINERS, command, definition, library, written

FLAGS = {
    "-d, --detach": "запустить в фоне",
    "-p, --publish": "опубликовать порт",
    "-e, --env": "задать переменную окружения",
    "-w, --workdir": "задать рабочий каталог",
    "--rm": "удалить после остановки",
    "--name": "дать имя",
}
DEFINITIONS = (
    definition("Образ", "неизменяемый шаблон с файлами и настройками"),
    definition("Том", "хранилище, которое переживает удаление"),
    definition("Реестр", "сервер, где лежат готовые шаблоны"),
    definition("Демон", "фоновая служба, которая исполняет запросы"),
)


def of_kind(kind: Kind, notes: Library) -> list[Question]:
    return [question for question in questions(notes) if question.kind is kind]


def one(kind: Kind, notes: Library, **args: str) -> Question:
    """The question of this kind whose stem has these arguments."""
    found = [q for q in of_kind(kind, notes) if args.items() <= q.stem_args.items()]
    assert len(found) == 1
    return found[0]


def test_a_command_is_asked_about_in_both_directions() -> None:
    notes = library(*CONTAINERS)
    by_purpose = one(Kind.PURPOSE_TO_COMMAND, notes, purpose="Удаляет контейнер")
    by_name = one(Kind.COMMAND_TO_PURPOSE, notes, command="docker rm")
    assert by_purpose.rights == ("docker rm",)
    assert by_name.rights == ("Удаляет контейнер",)
    assert by_purpose.fact == by_name.fact
    assert {by_purpose.command, by_name.command} == {"docker_rm"}
    assert by_purpose.explanation == by_name.explanation == "docker rm — удаляет контейнер"
    assert by_purpose.stem_args["subject"] == "Docker"


def test_a_flag_is_asked_about_with_its_command() -> None:
    notes = library(command("docker run", "создаёт контейнер", flags=FLAGS))
    to_meaning = one(Kind.FLAG_TO_MEANING, notes, command="docker run", flag="-d")
    to_flag = one(Kind.MEANING_TO_FLAG, notes, command="docker run", meaning="Запустить в фоне")
    assert to_meaning.rights == ("Запустить в фоне",)
    assert set(to_meaning.lures) <= {m.capitalize() for m in FLAGS.values()}
    assert to_flag.rights == ("-d",)
    assert set(to_flag.lures) == {"-p", "-e", "-w", "--rm", "--name"}
    assert to_flag.explanation == "docker run -d — запустить в фоне"


def test_an_example_stands_under_the_stem_as_code() -> None:
    notes = library(
        command(
            "docker ps",
            "показывает контейнеры",
            examples={
                "docker ps -q": "только идентификаторы",
                "docker ps -l": "последний созданный",
                "docker ps -f status=paused": "приостановленные",
            },
        )
    )
    asked = [
        question for question in of_kind(Kind.EXAMPLE_TO_MEANING, notes) if question.code == "docker ps -l"
    ]
    assert [(q.rights, set(q.lures)) for q in asked] == [
        (("Последний созданный",), {"Только идентификаторы", "Приостановленные"})
    ]
    assert asked[0].explanation == "docker ps — показывает контейнеры"


def test_a_term_is_asked_about_in_both_directions() -> None:
    notes = library(definitions=DEFINITIONS)
    assert one(Kind.MEANING_TO_TERM, notes, meaning="Хранилище, которое переживает удаление").rights == (
        "Том",
    )
    to_meaning = one(Kind.TERM_TO_MEANING, notes, term="Том")
    assert to_meaning.rights == ("Хранилище, которое переживает удаление",)
    assert len(to_meaning.lures) == 3


def test_the_authors_question_is_asked_as_written() -> None:
    stem = "Что останется после `docker rm`?"
    notes = library(questions=[written(stem, right=("Образ", "Том"), wrong=("Журнал", "Слой записи."))])
    (question,) = questions(notes)
    assert question.kind is Kind.WRITTEN
    assert question.stem_args == {"stem": "Что останется после docker rm?"}
    assert (question.rights, question.lures) == (("Образ", "Том"), ("Журнал", "Слой записи"))
    assert question.explanation == "Because."


def test_an_authors_question_that_no_poll_holds_is_left_out() -> None:
    unusable = [
        written("a?", right=("one",), wrong=()),
        written("bb?", right=(), wrong=("one", "two", "three")),
        written("ccc?", right=("one",), wrong=("two",)),
        written("dddd?", right=("same",), wrong=("`same`", "other")),
        written("eeeee?", right=("x" * 101,), wrong=("two", "three")),
        written("f" * 301, right=("one",), wrong=("two", "three")),
    ]
    assert questions(library(questions=unusable)) == ()


def test_of_many_written_options_all_right_ones_are_kept() -> None:
    many = written("many?", right=("a", "b"), wrong=tuple(f"wrong {n}" for n in range(20)))
    (question,) = questions(library(questions=[many]))
    assert question.rights == ("a", "b")
    assert len(question.rights + question.lures) == 11  # and "I don't know" makes Telegram's 12


def test_without_two_lures_nothing_is_asked() -> None:
    assert of_kind(Kind.PURPOSE_TO_COMMAND, library(*CONTAINERS[:2])) == []
    assert len(of_kind(Kind.PURPOSE_TO_COMMAND, library(*CONTAINERS[:3]))) == 3


def test_a_command_without_a_purpose_or_with_an_unclear_one_is_not_asked_about() -> None:
    notes = library(*CONTAINERS, command("docker top", ""), command("docker wait", "см. docker stop"))
    asked_about = {question.command for question in questions(notes)}
    assert {"docker_top", "docker_wait"}.isdisjoint(asked_about)
    assert len(asked_about) == len(CONTAINERS)


def test_a_purpose_too_long_for_an_option_is_still_a_stem() -> None:
    long = "собирает образ по инструкциям " + "и файлам контекста, " * 5 + "ничего не запуская"
    notes = library(*CONTAINERS, command("docker build", long))
    asked = {q.kind: q for q in questions(notes) if q.command == "docker_build"}
    assert set(asked) == {Kind.PURPOSE_TO_COMMAND}
    assert asked[Kind.PURPOSE_TO_COMMAND].stem_args["purpose"] == long[:1].upper() + long[1:]
    assert asked[Kind.PURPOSE_TO_COMMAND].rights == ("docker build",)


def test_a_letter_that_names_its_flag_is_not_asked_for() -> None:
    flags = {"-n": "показать n последних", "-a": "показать все", "-q": "только имена", "-f": "по условию"}
    notes = library(command("docker ps", "показывает контейнеры", flags=flags))
    asked = {q.rights[0] for q in of_kind(Kind.MEANING_TO_FLAG, notes)}
    assert asked == {"-a", "-q", "-f"}


def test_two_commands_with_the_same_purpose_never_face_each_other() -> None:
    twin = command("docker container rm", "удаляет контейнер")
    other_words = command("docker remove", "удаляет контейнеры")
    notes = library(*CONTAINERS, twin, other_words)
    same = {"docker rm", "docker container rm", "docker remove"}
    for question in of_kind(Kind.PURPOSE_TO_COMMAND, notes):
        if same & set(question.rights):
            assert same.isdisjoint(question.lures)
    assert len(of_kind(Kind.COMMAND_TO_PURPOSE, notes)) == len(CONTAINERS) + 2


def test_a_flag_that_many_commands_share_is_asked_about_once() -> None:
    images = command("docker images", "показывает образы", flags={"--no-trunc": "не обрезать", **FLAGS})
    ps = command("docker ps", "показывает контейнеры", flags={"--no-trunc": "не обрезать"})
    asked = [
        q for q in of_kind(Kind.FLAG_TO_MEANING, library(images, ps)) if q.stem_args["flag"] == "--no-trunc"
    ]
    assert len(asked) == 1


def test_questions_stand_in_contents_order() -> None:
    notes = library(
        replace(command("docker top", "показывает процессы"), line=9),
        *CONTAINERS,
        definitions=DEFINITIONS,
        questions=[written("why?", right=("a",), wrong=("b", "c"))],
    )
    places = [question.section for question in questions(notes)]
    assert places == sorted(places, key=["ideas", "commands"].index)
    assert questions(notes)[len(DEFINITIONS) * 2].kind is Kind.WRITTEN
    assert {question.command for question in questions(notes)[-2:]} == {"docker_top"}


def test_ids_do_not_hang_on_order_or_wording() -> None:
    before = {q.id: (q.kind, q.fact) for q in questions(library(*CONTAINERS, definitions=DEFINITIONS))}
    reworded = [replace(c, purpose=c.purpose + " на хосте", line=c.line + 40) for c in reversed(CONTAINERS)]
    after = {q.id: (q.kind, q.fact) for q in questions(library(*reworded, definitions=reversed(DEFINITIONS)))}
    assert before == after
    assert all(1 <= len(question_id) <= 20 for question_id in before)


def test_a_long_name_added_to_a_flag_keeps_its_progress() -> None:
    short_only = library(
        command("docker run", "создаёт", flags={k.split(", ")[0]: v for k, v in FLAGS.items()})
    )
    both = library(command("docker run", "создаёт", flags=FLAGS))
    ids = {q.id for q in of_kind(Kind.FLAG_TO_MEANING, short_only)}
    assert ids == {q.id for q in of_kind(Kind.FLAG_TO_MEANING, both)}


def test_options_are_shuffled_by_the_seed_and_the_right_ones_are_known() -> None:
    notes = library(questions=[written("which?", right=("a", "b"), wrong=("c", "d", "e"))])
    (question,) = questions(notes)
    orders = Counter(ask(question, Random(seed)).options for seed in range(200))
    assert len(orders) > 50
    for seed in range(20):
        asked = ask(question, Random(seed))
        assert asked == ask(question, Random(seed))
        assert sorted(asked.options) == ["a", "b", "c", "d", "e"]
        assert {asked.options[n] for n in asked.rights} == {"a", "b"}


def test_what_is_made_has_no_problems() -> None:
    notes = library(
        *CONTAINERS,
        command("docker create", "создаёт контейнер, не запуская", flags=FLAGS),
        definitions=DEFINITIONS,
    )
    made = questions(notes)
    assert len(made) > 20
    assert problems(made, notes) == ()


def test_packed_words_are_those_that_were_packed() -> None:
    """More questions than one pack holds, looked at out of order."""
    asked = [
        Question(
            f"q{n}", Kind.WRITTEN, "s", "s", f"q{n}", None,
            Wording({"stem": f"Что {n}?"}, ("да",), ("нет", f"{n}"), None if n % 2 else "ps", "", "notes.md", n),
        )
        for n in range(2000)
    ]  # fmt: skip
    kept = list(packed(asked))
    assert [q.id for q in kept] == [q.id for q in asked]
    assert len({q.words for q in kept}) > 1
    for before, after in reversed(list(zip(asked, kept, strict=True))):
        assert after.wording == before.words
