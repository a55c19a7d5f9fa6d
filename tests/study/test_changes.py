from bot.study.changes import Changes, compare


def words(before: dict[str, str], after: dict[str, str]) -> Changes[str]:
    """The changes of things written as `title: text`."""
    return compare(before, after, title=lambda one: one.split(":")[0], text=lambda one: one.partition(":")[2])


def test_what_is_the_same_is_no_change() -> None:
    state = {"a": "Тома: где лежат данные", "b": "Сети: кто кого видит"}
    assert not words(state, dict(reversed(state.items())))


def test_each_change_is_told_once_and_in_the_order_of_its_edition() -> None:
    before = {"a": "Тома: 1", "b": "Сети: 2", "c": "Образы: 3", "d": "Реестры: 4", "e": "Слои: 5"}
    after = {"f": "Файлы: 6", "b": "Сеть: 2", "e": "Слои: иначе", "c": "Образ: иначе", "g": "Порты: 7"}
    found = words(before, after)
    assert found.added == ("Файлы: 6", "Порты: 7")
    assert found.removed == ("Тома: 1", "Реестры: 4")
    assert found.renamed == (("Сети: 2", "Сеть: 2"), ("Образы: 3", "Образ: иначе"))
    assert found.reworded == ("Слои: иначе",)


def test_the_same_title_under_another_id_is_another_thing() -> None:
    found = words({"a": "Тома: 1"}, {"b": "Тома: 1"})
    assert (found.added, found.removed, found.renamed) == (("Тома: 1",), ("Тома: 1",), ())
