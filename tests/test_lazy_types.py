"""aiogram's types built on first use give what they give when built at import."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
UPDATE = {
    "update_id": 1,
    "callback_query": {
        "id": "1",
        "from": {"id": 5, "is_bot": False, "first_name": "Аня"},
        "chat_instance": "1",
        "data": "s:x:0:0",
        "message": {
            "message_id": 2,
            "date": 0,
            "chat": {"id": 5, "type": "private", "first_name": "Аня"},
            "text": "Docker",
            "entities": [{"type": "bold", "offset": 0, "length": 6}],
            "reply_markup": {"inline_keyboard": [[{"text": "Дальше", "callback_data": "s:y:0:0"}]]},
        },
    },
}
PROGRAM = """
import json, sys
if sys.argv[1] == "lazy":
    from bot import lazy_types
    lazy_types.install()
from aiogram.methods import Response, SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
update = Update.model_validate(json.loads(sys.argv[2]))
markup = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="x", callback_data="y")]])
method = SendMessage(chat_id=5, text="z", reply_markup=markup)
answer = Response[Message].model_validate({"ok": True, "result": json.loads(sys.argv[2])["callback_query"]["message"]})
print(update.model_dump_json(), method.model_dump(warnings=False)["reply_markup"], answer.model_dump_json())
print(len([name for name in ("Poll", "Invoice", "Giveaway") if __import__("aiogram.types").types.__dict__[name].__pydantic_complete__]))
"""


def run(how: str) -> list[str]:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, how, json.dumps(UPDATE)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout.splitlines()


def test_the_same_is_read_and_written() -> None:
    lazy, eager = run("lazy"), run("eager")
    assert lazy[0] == eager[0]
    assert int(lazy[1]) < int(eager[1]), "types that nothing used are not built"
