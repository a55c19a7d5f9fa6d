"""Notes on which careless parsers take quadratic time or worse: many of one thing, nested or unclosed."""

from types import MappingProxyType
from typing import Final

MANY: Final = 10_000
LINES: Final = 100_000
FACTS: Final = 3_000  # two questions are made of each

NOTES: Final = MappingProxyType(
    {
        "nested brackets": "# A\n\n" + "[" * MANY + "x" + "]" * MANY,
        "open brackets": "# A\n\n" + "[" * LINES,
        "open pictures": "# A\n\n" + "![" * LINES,
        "links in links": "# A\n\n" + "[x](" * MANY,
        "nested quotes": "# A\n\n" + ">" * MANY + " x",
        "nested details": "# A\n\n" + "<details>" * MANY + "x",
        "nested lists of HTML": "# A\n\n" + "<ul><li>" * MANY + "x",
        "list items": "# A\n\n" + "- x\n" * LINES,
        "nested lists": "# A\n\n" + "".join("  " * depth + "- x\n" for depth in range(1_000)),
        "numbered items": "# A\n\n" + "".join(f"{number}. `c{number}` - x\n" for number in range(MANY)),
        "stars": "# A\n\n" + "*" * LINES,
        "stars and words": "# A\n\n" + "*a **b " * MANY,
        "underscores": "# A\n\n" + "_a __b " * MANY,
        "backticks": "# A\n\n" + "".join("`" * (number % 50) + "x" for number in range(MANY)),
        "one row of pipes": "# A\n\n" + "|" * LINES + "\n" + "|-" * MANY + "|\n",
        "rows of a table": "# A\n\n|a|b|\n|-|-|\n" + "|x|y|\n" * MANY,
        "headings": "# A\n\n" + "## B\n" * MANY,
        "headings ever deeper": "".join("#" * (1 + number % 6) + f" B{number}\n\nx\n\n" for number in range(MANY)),
        "contents list": "# Оглавление\n\n" + "- Тема\n" * MANY + "\n# Тема\n\nx\n",
        "definitions": "# A\n\n" + "".join(f"**T{number}** — это x{number}\n\n" for number in range(FACTS)),
        "references": "# A\n\n" + "".join(f"[r{number}]: /x{number}\n" for number in range(MANY)),
        "used references": "# A\n\n" + "[r]" * MANY + "\n\n[r]: /x\n",
        "footnotes": "# A\n\n" + "".join(f"x[^{number}]\n\n[^{number}]: y\n\n" for number in range(2_000)),
        "open fences": "# A\n\n" + "```\n" * (MANY + 1),
        "comments": "# A\n\n" + "<!--" * MANY,
        "open tags": "# A\n\n" + "<a" * MANY,
        "tags never closed": "# A\n\n" + "<b>" * MANY + "x",
        "entities": "# A\n\n" + "&amp" * MANY + "&#" * MANY,
        "escapes": "# A\n\n" + "\\" * LINES,
        "task lists": "# A\n\n## Q?\n\n" + "- [ ] a\n" * MANY,
        "flags": "# A\n\n1. `c` - x\n\n```bash\n# сигнатура\nc\n" + "".join(f"-f{n} - x{n}\n" for n in range(FACTS)) + "```\n",
        "one long word": "# A\n\n" + "ж" * (10 * LINES),
        "spaces": "# A\n\n" + " " * (10 * LINES) + "x",
        "carriage returns": "# A\r" + "x\r" * LINES,
        "nothing but line ends": "# A\n" + "\n" * LINES,
    }
)  # fmt: skip
