"""A strict model of Telegram: one memory, two doors (in-process and HTTP), and a web page.

It imports nothing else of the bot. Tests drive the real Dispatcher with it:

    telegram = Telegram()
    bot = Bot(TOKEN, session=ModelSession(telegram))
    telegram.deliver = lambda update: dispatcher.feed_raw_update(bot, update)
    anna = telegram.person("Анна")
    assert "docker ps" in await anna.send("/cmd docker ps")
"""

from bot.preview.cast import invite
from bot.preview.errors import CannotAct
from bot.preview.group import Group
from bot.preview.keeping import Kept, empty
from bot.preview.model import TOKEN, Call, Telegram
from bot.preview.notes import NoteFault, NotesReport
from bot.preview.person import Person, Seen
from bot.preview.server import RunningServer, serve
from bot.preview.session import ModelSession

__all__ = [
    "TOKEN",
    "Call",
    "CannotAct",
    "Group",
    "Kept",
    "ModelSession",
    "NoteFault",
    "NotesReport",
    "Person",
    "RunningServer",
    "Seen",
    "Telegram",
    "empty",
    "invite",
    "serve",
]
