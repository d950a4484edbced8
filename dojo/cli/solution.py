"""`kata solution`: a learner's answer beside ours, and what others wrote."""

from pathlib import Path

from rich.console import Console, Group
from rich.markdown import Markdown
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table

from dojo import shown
from dojo.course.kata import Kata
from dojo.course.workspace import code_in, note_of, what_others_wrote
from dojo.report.wording import as_typed

# Two columns of code, each as wide as a line of ours may be.
_WIDE_ENOUGH = 150


def show(kata: Kata, *, with_others: bool) -> None:
    """Print both, side by side where the terminal is wide enough, and the note.

    Args:
        kata: the exercise.
        with_others: whether to print what others wrote, or only how to see it.
    """
    console = Console()
    yours, ours = _code_in(kata.stub), _code_in(kata.solution)
    titles = shown(kata.stub), shown(kata.solution)
    if console.width >= _WIDE_ENOUGH:
        table = Table(*titles, expand=True)
        table.add_row(yours, ours)
        console.print(table)
    else:
        console.print(Group(Rule(titles[0]), yours, Rule(titles[1]), ours))
    console.print(Rule())
    console.print(Markdown(note_of(kata)))
    if with_others:
        others = Markdown(what_others_wrote(kata))
        console.print(Rule("what others wrote"), others)
    elif kata.attempts.is_file():
        command = as_typed(f"kata solution {kata.short_name} --others")
        console.print(f"\nWhat others wrote: {command}")


def _code_in(answer: Path) -> Syntax:
    return Syntax(code_in(answer), "python", theme="ansi_dark", word_wrap=True)
