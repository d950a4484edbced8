"""`kata solution`: a learner's answer beside ours, and what others wrote."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table

from dojo import as_typed, shown
from dojo.cli import texts
from dojo.course.kata import Kata
from dojo.course.workspace import code_in, note_of, what_others_wrote

# The lines of a table with two columns, and the blanks around what is in them.
_AROUND_COLUMNS = 7


class BothAnswers:
    """A learner's answer and ours: side by side where the lines of both fit.

    Args:
        kata: the exercise.
    """

    def __init__(self, kata: Kata) -> None:
        self._answers = {
            shown(path): code_in(path) for path in (kata.stub, kata.solution)
        }

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """Yield what is drawn on a console."""
        codes = {title: _drawn(code) for title, code in self._answers.items()}
        lines = "\n".join(self._answers.values()).splitlines()
        widest = max(map(len, [*lines, *codes]))
        if 2 * widest + _AROUND_COLUMNS <= options.max_width:
            table = Table(*codes, expand=True)
            table.add_row(*codes.values())
            yield table
            return
        for title, code in codes.items():
            yield Rule(title)
            yield code


def show(kata: Kata, *, with_others: bool) -> None:
    """Print both, the note, and what others wrote.

    Args:
        kata: the exercise.
        with_others: whether to print what others wrote, or only how to see it.
    """
    console = Console()
    console.print(BothAnswers(kata))
    console.print(Rule())
    texts.show(note_of(kata))
    if with_others:
        console.print(Rule("what others wrote"))
        texts.show(what_others_wrote(kata))
    elif kata.attempts.is_file():
        command = as_typed(f"kata solution {kata.short_name} --others")
        console.print(f"\nWhat others wrote: {command}")


def _drawn(code: str) -> Syntax:
    return Syntax(code, "python", theme="ansi_dark", word_wrap=True)
