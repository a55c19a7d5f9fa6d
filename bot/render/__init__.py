"""Telegram's markup and limits: Section -> pages, Command -> card, Question -> poll.

The rest of the bot imports from here and knows neither entities nor limits:

    pages(section, Header(title=section.title))[0].text
"""

from bot.render.card import COPY_LIMIT, Card, CardLabels, card
from bot.render.document import Image
from bot.render.inline import LinkTarget, clean
from bot.render.pages import MESSAGE_LIMIT, Header, Page, pages
from bot.render.plain import plain, unmarked
from bot.render.poll import EXPLANATION_LIMIT, OPTION_LIMIT, QUESTION_LIMIT, Poll, fits_option, poll
from bot.render.results import Result, query_text, results
from bot.render.rich import RichPage, rich_pages
from bot.render.runs import Entity, message_entities, shortened, utf16_len

__all__ = [
    "COPY_LIMIT",
    "EXPLANATION_LIMIT",
    "MESSAGE_LIMIT",
    "OPTION_LIMIT",
    "QUESTION_LIMIT",
    "Card",
    "CardLabels",
    "Entity",
    "Header",
    "Image",
    "LinkTarget",
    "Page",
    "Poll",
    "Result",
    "RichPage",
    "card",
    "clean",
    "fits_option",
    "message_entities",
    "pages",
    "plain",
    "poll",
    "query_text",
    "results",
    "rich_pages",
    "shortened",
    "unmarked",
    "utf16_len",
]
