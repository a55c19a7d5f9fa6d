from bot.edition import Edition
from bot.study.wishes import WISHED, wished


def test_a_wish_is_a_few_questions_each_of_another_fact(edition: Edition) -> None:
    about = [question for question in edition.questions.values() if question.command == "docker_run"]
    chosen = [edition.questions[id_] for id_ in wished(about)]
    assert len(chosen) == len({question.fact for question in chosen}) == WISHED
    assert chosen[0].fact == "command docker_run"


def test_the_flag_asked_for_comes_first_by_any_direction(edition: Edition) -> None:
    about = [question for question in edition.questions.values() if question.command == "docker_run"]
    chosen = [edition.questions[id_].fact for id_ in wished(about, "-v")]
    assert chosen[:2] == ["flag docker_run -v", "command docker_run"]
    assert wished(about, "--nothing") == wished(about)


def test_of_nothing_nothing_is_asked() -> None:
    assert wished([]) == ()
