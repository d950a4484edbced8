"""Markdown, as a terminal shows it."""

import re
from collections.abc import Iterator
from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Markdown
from rich.syntax import Syntax

_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)")


def show(markdown: str) -> None:
    """Print a text: laid out for a terminal, and as it was written for all else."""
    console = Console()
    if not console.is_terminal:
        print(markdown)
        return
    # What is too long for a line is left to the terminal, which loses nothing of it.
    console.print(_Text(markdown), crop=False)
    for line in _addresses(markdown):
        console.print(line, soft_wrap=True, highlight=False, markup=False)


def _addresses(markdown: str) -> Iterator[str]:
    """Yield where the links of a text lead: not every terminal can follow them."""
    for number, (name, address) in enumerate(_LINK.findall(markdown)):
        blank = "" if number else "\n"
        yield f"{blank}{' '.join(name.replace('`', '').split())}: {address}"


class _Code(CodeBlock):
    """Code, each line of which stays one line."""

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        code = str(self.text).rstrip()
        text = Syntax(code, self.lexer_name, theme="ansi_dark").highlight(code)
        text.no_wrap, text.overflow = True, "ignore"
        yield text


class _Text(Markdown):
    elements: ClassVar = {
        **Markdown.elements,
        "fence": _Code,
        "code_block": _Code,
    }
