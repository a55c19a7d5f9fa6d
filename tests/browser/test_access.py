"""The page for who uses a keyboard or a screen reader, in light and dark."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from tests.browser.visitor import Visitor

GRAVE = ("serious", "critical")
pytestmark = pytest.mark.asyncio(loop_scope="module")
ONE_SIZE = pytest.mark.parametrize("size", [(1280, 800)], ids=["desktop"])


async def faults(visitor: Visitor) -> list[str]:
    """What axe-core finds on the page as it is: rule and element."""
    results = await Axe().run(visitor.page)
    return [
        f"{found['id']}: {node['target']} {node['html'][:120]}"
        for found in results.response["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_grave(visitor: Visitor, scheme: str) -> None:
    await visitor.page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    await visitor.start()
    await visitor.say("docker ps")
    await visitor.sees("показать контейнеры")
    await visitor.say("/quiz")
    await visitor.poll.locator(".option").first.click()
    await expect(visitor.log.locator(".results")).to_be_visible()
    assert await faults(visitor) == []
    await visitor.open_desk()
    assert await faults(visitor) == []


@ONE_SIZE
async def test_a_keyboard_is_enough(visitor: Visitor) -> None:
    keyboard, page = visitor.page.keyboard, visitor.page
    await page.locator(".chat-row").first.focus()
    await keyboard.press("Enter")
    await expect(page.locator("#start")).to_be_focused()
    await keyboard.press("Enter")
    await expect(page.locator("#text")).to_be_focused()
    await expect(visitor.log.locator(".theirs").first).to_be_visible()
    await keyboard.type("/to")
    await expect(page.locator("#text")).to_have_attribute("aria-expanded", "true")
    option = await page.locator("#text").get_attribute("aria-activedescendant")
    await expect(page.locator(f"#{option}")).to_contain_text("/topics")
    await keyboard.press("Enter")
    await visitor.sees("Docker")
    button = visitor.last.get_by_role("button", name="Docker")
    await button.focus()
    await keyboard.press("Enter")
    await expect(visitor.last.get_by_role("button", name="Контейнеры")).to_be_visible()
    assert await visitor.last.evaluate("node => node.contains(document.activeElement)"), "focus is kept"


@ONE_SIZE
async def test_the_english_page_is_english(visitor: Visitor) -> None:
    assert visitor.page.context.browser
    context = await visitor.page.context.browser.new_context(locale="en-US")
    page = await context.new_page()
    await page.goto(visitor.url)
    await expect(page.get_by_role("button", name="Morning 09:00")).to_be_visible()
    await page.get_by_role("button", name="Ben").click()
    await page.get_by_role("button", name="Start", exact=True).click()
    await expect(page.locator("#log .theirs").first).to_contain_text("Hello, Ben!")
    cyrillic = "[...document.querySelectorAll('button, h2, h3, label')].filter(one => /[а-я]/i.test(one.textContent))"
    words = await page.evaluate(f"{cyrillic}.map(one => one.textContent)")
    named = ("группа", "Аня")  # the cast keeps its names, and what was said to Anya her language
    assert not [word for word in words if not any(name in word for name in named)], words
    await context.close()
