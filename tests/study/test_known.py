"""What one load tells the next: by hand, where the experiment of test_ids_survive_edits goes by chance."""

import json

import pytest

from bot.study.known import Known, remember
from bot.study.notes import Library
from bot.study.parse import SourceFile, parse

DOCKER = "Контейнер делит ядро с хостом, а образ состоит из слоёв, которые не меняются."
GIT = "Ветка в Git это подвижная ссылка на коммит, и потому ветвление почти ничего не стоит."


def load(text: str, known: Known | None = None) -> tuple[dict[str, str], Known]:
    """The sections' ids by their paths, and what the next load should know."""
    library = parse([SourceFile("a.md", text.encode())], known)
    return paths(library), remember(library, known)


def paths(library: Library) -> dict[str, str]:
    return {"/".join(section.path): section.id for section in library.sections.values()}


def test_a_renamed_ancestor_takes_nobodys_id() -> None:
    before, known = load(f"# Docker\n## A\n{DOCKER}\n## B\n### C\n## D\n")
    after, _ = load(f"# Контейнеры\n## A\n{DOCKER}\n## B\n### C\n## D\n", known)
    assert [*after.values()] == [*before.values()]


def test_an_id_that_is_gone_is_given_to_nobody_else_and_comes_back() -> None:
    before, known = load(f"# Docker\n{DOCKER}\n# Git\n{GIT}\n")
    _, known = load(f"# Git\n{GIT}\n", known)
    other, known = load(f"# Git\n{GIT}\n# Сети\nСовсем другой текст про сети и порты.\n", known)
    assert other["Сети"] not in before.values()
    back, _ = load(f"# Docker\n{DOCKER}\n# Git\n{GIT}\n", known)
    assert back == before


def test_a_new_section_in_an_old_place_does_not_take_the_id_of_the_one_that_moved() -> None:
    before, known = load(f"# Docker\n## Основы\n{DOCKER}\n# Git\n")
    after, _ = load(f"# Docker\n## Основы\n{GIT}\n# Git\n## Ядро\n{DOCKER}\n", known)
    assert after["Git/Ядро"] == before["Docker/Основы"]
    assert after["Docker/Основы"] not in before.values()


def test_sections_of_one_title_are_told_apart_by_their_text() -> None:
    before, known = load(f"# A\n## Пример\n{DOCKER}\n## Пример\n{GIT}\n")
    library = parse([SourceFile("a.md", f"# A\n## Пример\n{GIT}\n## Пример\n{DOCKER}\n".encode())], known)
    old = parse([SourceFile("a.md", f"# A\n## Пример\n{DOCKER}\n## Пример\n{GIT}\n".encode())])
    texts = {section.body: section.id for section in old.sections.values()}
    assert {section.body: section.id for section in library.sections.values()} == texts
    assert len(before) == 2


def test_a_stub_that_was_written_keeps_its_id() -> None:
    before, known = load("# Оглавление\n- Docker\n  - Образы\n# Docker\n")
    after, _ = load(f"# Оглавление\n- Docker\n  - Образы\n# Docker\n## Образы (Images)\n{DOCKER}\n", known)
    assert after["Docker/Образы (Images)"] == before["Docker/Образы"]


def questions(text: str, known: Known | None = None) -> tuple[dict[str, str], Known]:
    library = parse([SourceFile("a.md", text.encode())], known)
    return {question.stem: question.id for question in library.questions.values()}, remember(library, known)


def test_a_question_keeps_its_id_when_moved_or_reworded() -> None:
    options = "- [x] том живёт дольше контейнера\n- [ ] том хранится в реестре\n- [ ] том быстрее памяти\n"
    before, known = questions(f"# A\n## Зачем базе данных том?\n{options}# B\n")
    moved, _ = questions(f"# A\n# B\n## зачем базе данных **том**?\n{options}", known)
    assert [*moved.values()] == [*before.values()]
    reworded, _ = questions(f"# A\n## Для чего базе данных нужен том?\n{options}# B\n", known)
    assert [*reworded.values()] == [*before.values()]
    other, _ = questions("# A\n## Что делает слой?\n- [x] меняет файлы\n- [ ] ничего\n", known)
    assert not {*other.values()} & {*before.values()}


def test_an_explicit_id_is_the_authors() -> None:
    text = "# A\n## {}?\n<!-- id: first -->\n- [x] a\n- [ ] b\n## Другой?\n- [x] c\n- [ ] d\n"
    before, known = questions(text.format("Один"))
    after, _ = questions(text.format("Совсем иначе сказано"), known)
    assert before["Один?"] == after["Совсем иначе сказано?"] == "first"
    assert before["Другой?"] == after["Другой?"]


def test_what_is_known_survives_json() -> None:
    _, known = load(f"# A\n{DOCKER}\n## B\n## Что?\n- [x] a\n- [ ] b\n")
    again = Known.from_json(json.loads(json.dumps(known.to_json())))
    assert again == known
    assert known.questions


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"version": 2, "sections": {}, "questions": {}},
        {"version": 1, "sections": {"a": []}, "questions": {}},
        {"version": 1, "sections": {"a": ["", "t", "x"]}, "questions": {}},
        {"version": 1, "sections": {"a": ["", "t", "x.y.z"]}, "questions": {}},
    ],
)
def test_damaged_json_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        Known.from_json(data)
