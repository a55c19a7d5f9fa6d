"""Where a section describes commands: headings, list items, fences, tables.

Nothing is decided here: whether `` `Kubernetes` - ... `` is a command can only be told once all notes
are read (`commands.py`).
"""

import re
from collections.abc import Sequence

from bot.study.definitions import first_sentence
from bot.study.fence import FenceReader, Form, Spot, make_flag, runs_of
from bot.study.markdown import Node, below, code_text, lead, plain
from bot.study.notes import Example
from bot.study.source import Text

_DASH = re.compile(r"^\s*(?:\([^()]*\)\s*)?[-–—]{1,2}\s+(?P<purpose>\S.*)$", re.DOTALL)
_ALIASES = re.compile(r"^(?:синонимы?|псевдонимы?|алиасы?|aliases|alias|synonyms?)\s*:", re.IGNORECASE)
_COMMAND_HEAD = re.compile(
    r"\b(?:команда|команды|инструкция|инструкции|command|commands|instruction)\b", re.IGNORECASE
)
_FLAG_HEAD = re.compile(r"\b(?:флаги?|опци[яи]|ключи?|параметры?|flags?|options?|switch)\b", re.IGNORECASE)
_EXAMPLE_CAPTION = re.compile(r"^(?:например|примеры?|examples?)\W*$", re.IGNORECASE)
CAPTION_LIMIT = 160  # characters: a longer paragraph over a fence is not its caption
CODE_LIMIT = 200


class SpotReader:
    """Reads the blocks of one section in order."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.spots: list[Spot] = []
        self.base: Spot | None = None  # the command that the section's heading names
        self.current: Spot | None = None
        self.last: Spot | None = None  # the last command of a list of several
        self.caption = ""

    def read(self, heading: Node | None, blocks: Sequence[Node]) -> list[Spot]:
        if heading is not None:
            self._read_heading(heading)
        for block in blocks:
            self._read_block(block)
        return self.spots

    def _read_heading(self, heading: Node) -> None:
        code = leading_code(heading.children)
        if code is None:
            return
        tail = plain(heading.children[1:])
        dash = _DASH.match(tail)
        if dash or not tail:
            self.base = self.current = self._add(Form.HEADING, code, dash["purpose"] if dash else "", heading)

    def _add(self, form: Form, code: str, purpose: str, node: Node) -> Spot:
        spot = Spot(form, code, first_sentence(purpose), self.text.line(node.start))
        self.spots.append(spot)
        return spot

    def _read_block(self, block: Node) -> None:
        caption, self.caption = self.caption, ""
        match block.kind:
            case "Paragraph":
                self._read_paragraph(block)
            case "List" | "OrderedList":
                self._read_list(block)
            case "CodeBlock":
                self._read_fence(block, caption)
            case "Table":
                self._read_table(block)

    def _read_paragraph(self, block: Node) -> None:
        whole = plain(block.children)
        if self.current is not None:
            self._read_aliases(block.children, self.current)
            if not self.current.purpose and self.current is self.base and not _ALIASES.match(whole):
                self.current.purpose = first_sentence(whole)
        is_caption = len(whole) <= CAPTION_LIMIT and not whole.endswith((".", "!", "?"))
        self.caption = whole.rstrip(":") if is_caption and not _EXAMPLE_CAPTION.match(whole) else ""

    @staticmethod
    def _read_aliases(inlines: Sequence[Node], spot: Spot) -> None:
        line: list[Node] = []
        for node in [*inlines, Node("SoftBreak", 0, 0)]:
            if node.kind not in ("SoftBreak", "HardBreak"):
                line.append(node)
                continue
            if _ALIASES.match(plain(line)):
                spot.aliases.extend(found.text for found in line if found.kind == "Code")
            line = []

    def _read_list(self, block: Node) -> None:
        """The fence after a list may go on about its only command; of several it is about none in particular."""
        count = len(self.spots)
        for item in block.children:
            self._read_item(item)
        if sum(spot.form is Form.ITEM for spot in self.spots[count:]) > 1:
            self.last, self.current = self.current, self.base

    def _read_item(self, item: Node) -> None:
        inlines = lead(item)
        code = leading_code(inlines)
        first_line = plain(_until_break(inlines[1:]))
        dash = _DASH.match(first_line)
        if code is None:
            self.current = self.base
        elif dash and code.startswith("-"):
            if self.current is not None:
                self.current.flags.append(make_flag(code, first_sentence(dash["purpose"])))
        elif dash and len(code) <= CODE_LIMIT:
            self.current = self._add(Form.ITEM, code, dash["purpose"], item)
        if self.current is not None:
            self._read_aliases(inlines, self.current)
        for block in below(item):
            self._read_block(block)

    def _read_fence(self, block: Node, caption: str) -> None:
        if not block.children:
            return
        lang = block.text.split()[0].lower() if block.text.split() else ""
        code = code_text(block)
        outer = self.last if self.last is not None and self._is_about_last(code, lang) else self.current
        reader = FenceReader(lang, self.text.line(block.children[0].start), outer, caption)
        self.spots.extend(reader.read(code))

    def _is_about_last(self, code: str, lang: str) -> bool:
        first = next((line for run in runs_of(code, lang) for _, line in run.lines), "")
        return self.last is not None and self.last.speaks_of(first)

    def _read_table(self, table: Node) -> None:
        head = [plain(cell.children) for cell in table.children[0].children]
        if len(head) < 2 or len(head) > 3:  # noqa: PLR2004 - command, meaning and perhaps an example
            return
        is_command_head, is_flag_head = _COMMAND_HEAD.search(head[0]), _FLAG_HEAD.search(head[0])
        for row in table.children[1:]:
            name = leading_code(row.children[0].children) if row.children else None
            if name is None and (is_command_head or is_flag_head) and row.children:
                name = plain(row.children[0].children)
            meaning = plain(row.children[1].children) if len(row.children) > 1 else ""
            if not name or not meaning or len(name) > CODE_LIMIT:
                continue
            if name.startswith("-"):
                self._read_flag_row(name, meaning, row)
            elif not is_flag_head:
                self._read_command_row(name, meaning, row).is_said = is_command_head is not None

    def _read_flag_row(self, name: str, meaning: str, row: Node) -> None:
        if self.current is not None:
            names = " ".join(cell.text for cell in row.children[0].children if cell.kind == "Code") or name
            self.current.flags.append(make_flag(names, first_sentence(meaning)))

    def _read_command_row(self, name: str, meaning: str, row: Node) -> Spot:
        spot = self._add(Form.TABLE, name, meaning, row)
        if len(row.children) == 3 and (example := leading_code(row.children[2].children)):  # noqa: PLR2004
            spot.examples.append(Example(example, ""))
        return spot


def leading_code(inlines: Sequence[Node]) -> str | None:
    """The code that a run of inlines opens with, also inside emphasis."""
    first = inlines[0] if inlines else None
    while first is not None and first.kind in ("Strong", "Emphasis") and len(first.children) == 1:
        first = first.children[0]
    return first.text.strip() if first is not None and first.kind == "Code" else None


def _until_break(inlines: Sequence[Node]) -> list[Node]:
    line: list[Node] = []
    for node in inlines:
        if node.kind == "HardBreak":
            break
        line.append(node)
    return line
