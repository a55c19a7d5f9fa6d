"""Notes in letters that no text of the bot has, and people who try everything that the bot offers."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from bot.app import App
from bot.menu import introduce
from bot.preview import Group, Person, Seen, Telegram
from bot.texts import Languages
from tests.handlers.group import pass_time, polls, right, wrong

NAMES = [
    "ps",
    "run",
    "stop",
    "rm",
    "build",
    "pull",
    "logs",
    "exec",
    "network",
    "volume",
    "cp",
    "rename",
    "stats",
    "history",
    "logout",
]
PURPOSES = [
    "სია",
    "გაშვება",
    "შეჩერება",
    "წაშლა",
    "აშენება",
    "გადმოწერა",
    "ჩანაწერები",
    "შესვლა",
    "ქსელი",
    "საცავი",
    "ასლი",
    "გადარქმევა",
    "სტატისტიკა",
    "ისტორია",
    "გასვლა",
]
COMMAND = """
## `docker {name}` - {purpose}

{purpose} კონტეინერი.

```bash
# signature
docker {name} [OPTIONS]
# flags
-a, --all - ყველა {purpose}
-q, --quiet - მოკლედ {purpose}
# example: {purpose}
docker {name} -a
```
"""
WRITTEN = """
## სცადე

### რომელია?

- [x] ერთი
- [ ] ორი
- [ ] სამი
- [ ] ოთხი

> ერთი.

## ცარიელი
"""
NOTES = "\n".join(
    ["# Docker", *(COMMAND.format(name=n, purpose=p) for n, p in zip(NAMES, PURPOSES, strict=True)), WRITTEN]
)
SAID = (
    "/start", "/help", "/topics", "/cmd", "/cmd docker", "/cmd docker ps", "/cmd docker ps", "/cmd dokcer pz", "docker run -a", "zzzzqq",
    "/find", "/find ქსელი", "/find zzzzqq", "/nothing", "/continue", "/privacy", "/settings", "/settings Tokyo", "/settings zzzz", "/settings +3",
    "/daily", "/daily 09:00", "/daily 12:00 5", "/daily evening 20:00", "/daily topics docker", "/daily 99:99", "/daily topics zzzzqq",
    "/exam", "/exam 12.12", "/exam zzzz", "/exam 12.12 zzzzqq", "/quiz zzzzqq", "/quiz", "/quiz", "/stats", "/top", "/export", "/daily off", "/daily off",
)  # fmt: skip
TO_GROUP = (
    "/cmd docker ps", "/find ქსელი", "/topics", "/top", "/stats", "/help", "/settings", "/settings Tokyo", "/daily", "/daily 99:99", "/daily off",
    "/stop", "/quiz zz", "/quiz 2 10s",
)  # fmt: skip
AT_LAST = ("/misses", "/bad", "/health", "/reload", "/stats", "/top", "/forget")
FEW = 8  # presses of one kind of button
FAREWELLS = ("l:", "g:")  # to the language and to all that is known


async def try_everything(konspekt: App, telegram: Telegram, languages: Languages) -> None:
    """Two people do in the default language whatever can be done, in their chats and in a group."""
    walk = Walk(konspekt, telegram)
    anna, boris = (telegram.person(name, language_code=languages.default) for name in ("Άννα", "Βύρων"))
    konspekt.dispatcher["admins"] = frozenset([anna.id])
    await introduce(konspekt.bot, languages, frozenset([anna.id]))
    for said in SAID:
        await anna.send(said)
        await walk.press_everything(anna)
        await walk.wait()
    await answer(walk, anna)
    await meet_in_a_group(walk, anna, boris)
    await live_through_days(walk, anna)
    for query in ("", "docker ps", "docker ps -a", "ქსელი", "zzzzqq"):
        await anna.inline(query)
    for said in AT_LAST:
        await anna.send(said)
        await walk.press_everything(anna)
    await anna.tap(languages.choose(None).plain("forget-yes"))


@dataclass(slots=True)
class Walk:
    """People who try everything that the bot offers."""

    konspekt: App
    telegram: Telegram
    pressed: set[str] = field(default_factory=set)
    often: Counter[str] = field(default_factory=Counter)

    async def wait(self) -> None:
        await self.telegram.advance(timedelta(seconds=6))

    async def press_everything(self, person: Person, group: Group | None = None) -> None:
        while (found := self._unpressed(person, group)) is not None:
            shown, data = found
            self.pressed.add(data)
            self.often[data.split(":")[0]] += 1
            await self.wait()
            await person.press(shown, data)

    def _unpressed(self, person: Person, group: Group | None) -> tuple[Seen, str] | None:
        """A button that nobody has pressed, on one of the newest messages: few of a kind, and no farewell."""
        for shown in person.messages_in(group.chat if group else person.chat)[-3:]:
            for button in (button for row in shown.message.buttons for button in row):
                data = button.get("callback_data")
                if data and self._is_new(data):
                    return shown, data
        return None

    def _is_new(self, data: str) -> bool:
        is_rare = self.often[data.split(":", maxsplit=1)[0]] < FEW
        return data not in self.pressed and is_rare and not data.startswith(FAREWELLS)


async def answer(walk: Walk, person: Person) -> None:
    """A quiz whose answers are right and wrong in turn."""
    await person.send("/quiz")
    for number in range(10):
        asked = person.last_poll()
        if asked.poll is None or asked.poll.is_closed or person.id in asked.poll.votes:
            break
        await person.answer(right(asked) if number % 2 else wrong(asked))
        await walk.press_everything(person)


async def meet_in_a_group(walk: Walk, anna: Person, boris: Person) -> None:
    telegram, konspekt = walk.telegram, walk.konspekt
    group = telegram.group("Ομάδα", anna, boris)
    await group.add_bot(as_admin=True)
    for said in TO_GROUP:
        await walk.wait()
        await anna.send(said, to=group)
        await walk.press_everything(anna, group)
        await boris.send(said, to=group)
    await pass_time(konspekt, telegram, timedelta(seconds=60), steps=30)
    await anna.send("/daily 10:00", to=group)
    await pass_time(konspekt, telegram, timedelta(days=1), steps=12)
    for person, choose in ((anna, right), (boris, wrong)):
        for asked in polls(anna, group):
            if asked.poll is not None and not asked.poll.is_closed and person.id not in asked.poll.votes:
                await person.answer(choose(asked), to=group, on=asked)
    await walk.press_everything(boris, group)
    await pass_time(konspekt, telegram, timedelta(days=7), steps=7 * 4)
    await boris.start()
    await walk.press_everything(boris)


async def live_through_days(walk: Walk, person: Person) -> None:
    """A day's set that is answered, one of which the evening reminds, one that is lost."""
    await person.send("/daily 09:00 1")
    await person.send("/daily evening 20:00")
    for days in (1, 1, 4, 1):
        await pass_time(walk.konspekt, walk.telegram, timedelta(days=days), steps=12 * days)
        asked = person.last_poll()
        if asked.poll is not None and not asked.poll.is_closed and person.id not in asked.poll.votes:
            await person.answer(right(asked), on=asked)
        await walk.press_everything(person)
