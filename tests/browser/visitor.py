"""Somebody at the preview's page: what they see and press, by the names a screen reader would say."""

import re

from playwright.async_api import ConsoleMessage, Locator, Page, expect


class Visitor:
    """A person in front of the page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "409" not in message.text:  # a refusal is told on the page
            self.faults.append(message.text)

    async def enter(self) -> None:
        await self.page.goto(self.url)
        await expect(self.page.locator(".chat-row").first).to_be_visible()

    # Places

    async def open(self, chat: str) -> None:
        back = self.page.get_by_role("button", name="К чатам")
        if await back.is_visible():
            await back.click()
        await self.page.locator(".chat-row", has=self.page.get_by_text(chat, exact=True)).click()
        await expect(self.page.get_by_role("heading", name=chat)).to_be_visible()

    async def open_topic(self, name: str) -> None:
        await self.page.get_by_role("group", name="Темы").get_by_role("button", name=name).click()

    async def become(self, name: str) -> None:
        back = self.page.get_by_role("button", name="К чатам")
        if await back.is_visible():
            await back.click()
        await (
            self.page.get_by_role("group", name="Вы действуете как").get_by_role("button", name=name).click()
        )

    async def start(self) -> None:
        await self.open("Konspekt")
        await self.page.get_by_role("button", name="Начать", exact=True).click()
        await expect(self.page.locator("#log .theirs").first).to_be_visible()

    # Doing

    async def say(self, text: str) -> None:
        await self.page.get_by_role("combobox", name="Сообщение").fill(text)
        await self.page.keyboard.press("Enter")

    async def press(self, label: str | re.Pattern[str]) -> None:
        await self.log.get_by_role("button", name=label).last.click()

    async def skip_to_morning(self) -> None:
        back = self.page.get_by_role("button", name="К чатам")
        if await back.is_visible():
            await back.click()
        await self.page.get_by_role("button", name="Утро 09:00").click()

    async def open_desk(self) -> None:
        if not await self.desk.is_visible():
            await self.page.locator("[data-desk]:visible").first.click()
        await expect(self.desk).to_be_visible()

    # Seeing

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def desk(self) -> Locator:
        return self.page.locator("#desk")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.log.get_by_role("article").last

    @property
    def poll(self) -> Locator:
        """The newest poll that can be answered."""
        return self.log.locator(".poll", has=self.page.locator(".options")).last

    async def sees(self, text: str | re.Pattern[str]) -> None:
        """Until the newest message says it."""
        await expect(self.last).to_contain_text(text)
