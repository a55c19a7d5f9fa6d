"""Questions that the author wrote: a heading, a GFM task list, a block quote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.study.faults import fault
from bot.study.markdown import Node, lead, plain
from bot.study.notes import Fault, Option, Severity
from bot.study.source import Text

# core.telegram.org/bots/api#sendpoll; characters are UTF-16 units there
STEM_LIMIT = 300
OPTION_LIMIT = 100
EXPLANATION_LIMIT = 200
MIN_OPTIONS = 2
MAX_OPTIONS = 11  # Telegram takes 12, the bot's own "I don't know" is one of them

_EXPLICIT_ID = re.compile(r"<!--\s*id:\s*([A-Za-z0-9_-]{1,20})\s*-->")
_ASKS = re.compile(
    r"[?？]\W*$|^(?:что|как\w*|почему|зачем|когда|где|кто|кого|ч[её]м|чему|чего|сколько|куда|откуда|в каком"
    r"|what|why|how|which|when|where|who)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A written question before it has its id and its section."""

    explicit_id: str  # "" where the author gave none
    stem: str
    options: tuple[Option, ...]
    explanation: str
    line: int
    end: int  # byte offset: what follows is the section's own text again


def read_question(heading: Node, body: Sequence[Node], text: Text) -> Written | None:
    """The question that a heading and the blocks under it make, or None if they make none.

    A to-do list is a task list too: a question asks, or has an explanation, or an id.
    """
    blocks = [node for node in body if node.kind != "HtmlBlock" or not _is_comment(node)]
    if not blocks or not _is_task_list(blocks[0]):
        return None
    stem = plain(heading.children)
    quote = blocks[1] if len(blocks) > 1 and blocks[1].kind == "BlockQuote" else None
    last = quote or blocks[0]
    explicit = _explicit_id(heading, body, last)
    if quote is None and not explicit and not _ASKS.search(stem):
        return None
    end = max(last.end, *(node.end for node in body if node.start < last.end), _comment_end(body, last))
    return Written(
        explicit, stem, tuple(_options(blocks[0])), _explanation(quote), text.line(heading.start), end
    )


def _is_comment(node: Node) -> bool:
    return html(node).lstrip().startswith("<!--")


def html(node: Node) -> str:
    return node.text or "".join(child.text for child in node.children)


def _is_task_list(node: Node) -> bool:
    return node.kind in ("List", "OrderedList") and all(_mark(item) is not None for item in node.children)


def _mark(item: Node) -> Node | None:
    first = item.children[:1]
    if first and first[0].kind == "Paragraph":
        first = first[0].children[:1]
    return first[0] if first and first[0].kind == "TaskListMarker" else None


def _options(tasks: Node) -> Iterator[Option]:
    for item in tasks.children:
        mark = _mark(item)
        yield Option(plain(lead(item)), is_right=mark is not None and mark.number == 1)


def _explanation(quote: Node | None) -> str:
    if quote is None:
        return ""
    return "\n".join(filter(None, (plain(block.children) for block in quote.children)))


def _explicit_id(heading: Node, body: Sequence[Node], last: Node) -> str:
    """From a comment in the heading, or beside the list and the explanation."""
    near = [node for node in body if node.start < last.end or _follows(body, last, node)]
    pieces = [child.text for child in heading.children if child.kind == "InlineHtml"]
    pieces += [html(node) for node in near if node.kind == "HtmlBlock"]
    found = _EXPLICIT_ID.search("\n".join(pieces))
    return found[1] if found else ""


def _follows(body: Sequence[Node], last: Node, node: Node) -> bool:
    after = next((other for other in body if other.start >= last.end), None)
    return node is after


def _comment_end(body: Sequence[Node], last: Node) -> int:
    after = next((other for other in body if other.start >= last.end), None)
    if after is not None and after.kind == "HtmlBlock" and _EXPLICIT_ID.search(html(after)):
        return after.end
    return 0


def faults_of(question: Written, file: str) -> tuple[Fault, ...]:
    """What Telegram would refuse, or a learner could not answer."""
    return tuple(_faults(question, file))


def is_usable(faults: Sequence[Fault]) -> bool:
    return all(found.severity is not Severity.ERROR for found in faults)


def _faults(question: Written, file: str) -> Iterator[Fault]:
    stem, line, options = question.stem, question.line, question.options
    if not any(option.is_right for option in options):
        yield fault("question-no-right-answer", file, line, question=stem)
    if len(options) < MIN_OPTIONS:
        yield fault(
            "question-too-few-options", file, line, question=stem, count=len(options), limit=MIN_OPTIONS
        )
    if len(options) > MAX_OPTIONS:
        yield fault(
            "question-too-many-options", file, line, question=stem, count=len(options), limit=MAX_OPTIONS
        )
    if (length := units(stem)) > STEM_LIMIT:
        yield fault("question-too-long", file, line, question=stem, length=length, limit=STEM_LIMIT)
    if (length := units(question.explanation)) > EXPLANATION_LIMIT:
        yield fault("explanation-too-long", file, line, question=stem, length=length, limit=EXPLANATION_LIMIT)
    yield from _option_faults(question, file)


def _option_faults(question: Written, file: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for option in question.options:
        about = {"question": question.stem, "option": option.text}
        if (length := units(option.text)) > OPTION_LIMIT:
            yield fault("option-too-long", file, question.line, **about, length=length, limit=OPTION_LIMIT)
        key = " ".join(option.text.split()).casefold()
        if key in seen:
            yield fault("question-duplicate-options", file, question.line, **about)
        seen.add(key)


def units(text: str) -> int:
    """The length as Telegram counts it: UTF-16 units."""
    if not text or max(text) <= "\uffff":  # as nearly all are
        return len(text)
    return len(text) + sum(char > "\uffff" for char in text)
