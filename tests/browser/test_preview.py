"""What people do on the preview's page, in a real browser, at a phone's and a desktop's width."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Preview
from tests.browser.visitor import Visitor

GROUP = "Учебная группа"
pytestmark = pytest.mark.asyncio(loop_scope="module")
ONE_SIZE = pytest.mark.parametrize("size", [(1280, 800)], ids=["desktop"])


async def test_a_newcomer_answers_a_question_within_a_minute(visitor: Visitor) -> None:
    await visitor.start()
    await visitor.say("/quiz")
    await expect(visitor.poll).to_be_visible()
    await visitor.poll.locator(".option").first.click()
    await expect(visitor.log.locator(".results").first).to_be_visible()
    await expect(visitor.log.locator(".explanation").first).to_be_visible()


async def test_topics_are_walked_in_one_message(visitor: Visitor) -> None:
    await visitor.start()
    await visitor.say("/topics")
    await visitor.press("Docker")
    await visitor.press("Контейнеры")
    await visitor.sees("запущенный экземпляр образа")
    assert await visitor.log.locator(".theirs", has_text="экземпляр образа").count() == 1
    await expect(visitor.last).to_contain_text("изменено")


async def test_a_look_up_forgives_the_wrong_layout(visitor: Visitor) -> None:
    await visitor.start()
    await visitor.say("вщслук зы")
    await visitor.sees("показать контейнеры")
    await visitor.press(re.compile("docker ps -a"))
    await expect(visitor.page.locator(".toast", has_text="Скопировано")).to_be_visible()
    assert await visitor.page.evaluate("navigator.clipboard.readText()") == "docker ps -a"


async def test_a_rich_page_has_its_table_its_tasks_and_what_unfolds(visitor: Visitor) -> None:
    await visitor.start()
    await visitor.say("/settings")
    await visitor.press(re.compile("Включить таблицы"))
    await visitor.press("Да, вижу таблицу")
    await visitor.say("/topics")
    await visitor.press("Docker")
    await visitor.press("Образы")
    table = visitor.last.get_by_role("table")
    await expect(table).to_be_visible()
    await expect(table.get_by_role("row")).to_have_count(4)
    await visitor.press("⬆️ Docker")
    await visitor.press("Сети")
    await expect(visitor.last.get_by_role("heading", name="Сети")).to_be_visible()
    boxes = visitor.last.get_by_role("checkbox")
    await expect(boxes).to_have_count(2)
    await expect(boxes.first).to_be_checked()
    await expect(boxes.last).not_to_be_checked()
    folded = visitor.last.get_by_text("docker network inspect")
    await expect(folded).to_be_hidden()
    await visitor.last.get_by_text("Как посмотреть сеть").click()
    await expect(folded).to_be_visible()


async def test_a_wrong_answer_opens_its_section(visitor: Visitor) -> None:
    await visitor.start()
    await visitor.say("/quiz")
    await visitor.poll.get_by_role("button", name="Не знаю").click()
    await visitor.press(re.compile("Открыть раздел"))
    await expect(
        visitor.log.locator(".theirs", has_text=re.compile("Docker ›|Docker /|›")).first
    ).to_be_visible()


async def test_the_daily_set_comes_in_the_morning(visitor: Visitor) -> None:
    await visitor.start()
    await visitor.say("/daily 09:00 3")
    await visitor.sees("09:00")
    await visitor.become("Ben")
    await visitor.skip_to_morning()
    news = visitor.page.locator(".toast.news", has_text="Аня")
    await expect(news).to_be_visible()
    await news.get_by_role("button").click()
    await expect(visitor.poll).to_be_visible()


@ONE_SIZE
async def test_a_group_has_its_day(visitor: Visitor) -> None:
    await visitor.open(GROUP)
    await visitor.open_topic("Docker")
    await visitor.say("/daily 09:00")
    await expect(visitor.log.locator(".ephemeral .seal").last).to_have_text("видите только вы")
    await visitor.skip_to_morning()
    await expect(visitor.poll).to_be_visible()
    await visitor.poll.locator(".option").first.click()
    await expect(visitor.log.locator(".results")).to_be_visible()
    await visitor.become("Ben")
    await visitor.open(GROUP)
    await visitor.open_topic("Docker")
    await expect(visitor.poll).to_be_visible()  # the topic is drawn: what is not there now stays away
    assert await visitor.log.locator(".ephemeral").count() == 0, "that was for Anya's eyes"
    await visitor.poll.locator(".option").last.click()
    await expect(visitor.log.get_by_text("ответов: 2")).to_be_visible()


async def test_inline_results_are_sent_into_the_group(visitor: Visitor) -> None:
    await visitor.open(GROUP)
    await visitor.page.get_by_role("combobox", name="Сообщение").fill("@konspekt_bot docker ps")
    offers = visitor.page.get_by_role("listbox", name="Подсказки")
    await expect(offers.get_by_role("option", name=re.compile("docker ps")).first).to_be_visible()
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("через @konspekt_bot")
    await visitor.sees("показать контейнеры")


async def test_faults_of_saved_notes_stand_beside_the_chat(visitor: Visitor, konspekt: Preview) -> None:
    await visitor.open_desk()
    await expect(visitor.desk).to_contain_text("Ошибок нет")
    note = konspekt.notes / "docker.md"
    whole = note.read_text(encoding="utf-8")
    note.write_text(whole + "\n![схема](no.png)\n", encoding="utf-8")
    fault = visitor.desk.locator(".fault", has_text="no.png")
    await expect(fault).to_be_visible()
    await fault.locator("summary").click()
    place = f"docker.md:{len(whole.splitlines()) + 2}"
    await expect(fault.locator(".at")).to_contain_text("![схема](no.png)")
    await fault.get_by_role("button", name=f"Копировать: {place}").click()
    assert await visitor.page.evaluate("navigator.clipboard.readText()") == place
    note.write_bytes(whole.encode() + b"\xff\n")
    await expect(visitor.desk.locator(".news.refused")).to_contain_text("docker.md")
    note.write_text(whole, encoding="utf-8")
    await expect(visitor.desk).to_contain_text("Ошибок нет")


@ONE_SIZE
async def test_trouble_is_switched_on_and_off(visitor: Visitor) -> None:
    await visitor.start()
    await visitor.open_desk()
    await visitor.desk.get_by_role("switch", name="502").check()
    await visitor.say("/help")
    await expect(visitor.last).to_have_class(re.compile("mine"))
    await visitor.page.reload()
    await expect(visitor.desk.get_by_role("switch", name="502")).to_be_checked()
    await visitor.desk.get_by_role("switch", name="502").uncheck()
    await visitor.say("/help")
    await visitor.sees("/cmd")


@ONE_SIZE
async def test_all_stays_over_a_reload_and_a_restart_until_reset(visitor: Visitor, konspekt: Preview) -> None:
    await visitor.start()
    await visitor.say("docker ps")
    await visitor.sees("показать контейнеры")
    await visitor.page.reload()
    await visitor.sees("показать контейнеры")
    await visitor.page.goto("about:blank")
    visitor.faults.clear()  # the page may have noticed that its server went
    assert await konspekt.stop() == 0
    await konspekt.start()
    visitor.url = konspekt.url
    await visitor.enter()
    await visitor.sees("показать контейнеры")
    await visitor.open_desk()
    await visitor.page.get_by_role("button", name="Начать с начала").click()
    await visitor.page.get_by_role("dialog").get_by_role("button", name="Начать с начала").click()
    await expect(visitor.page.get_by_role("button", name="Начать", exact=True)).to_be_visible()
    assert await visitor.log.get_by_role("article").count() == 0
    await visitor.start()
    await visitor.say("/stats")
    await visitor.sees(re.compile("0|нет"))
