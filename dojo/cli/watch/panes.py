"""The parts of the window, from top to bottom."""

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widgets import Markdown, Static

from dojo import shown
from dojo.course.kata import Kata
from dojo.course.workspace import Workspace
from dojo.report import wording


class Where(Static):
    """Which kata it is, and in which file."""

    # A long title is cut, so that the path of the file is always to be seen.
    DEFAULT_CSS = """
    Where {
        background: $panel; padding: 0 1; height: 2;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def show(self, kata: Kata) -> None:
        """Show where the learner is."""
        self.update(
            Text.assemble(
                f"{kata.chapter_title}   ",
                (f"{kata.number} {kata.title}", "bold"),
                f"   {', '.join(filter(None, (kata.level, kata.time)))}\n",
                shown(kata.stub),
            )
        )


class Page(VerticalScroll):
    """What the verdict is, and why."""

    DEFAULT_CSS = "Page { scrollbar-size-vertical: 1; }"

    def __init__(self) -> None:
        self._text = Static()
        super().__init__(self._text)

    def show(self, lines: Iterable[wording.Line]) -> None:
        """Show other lines, from the first one on."""
        text = Text()
        for line in lines:
            drawn = _drawn(line.text)
            text.append(f"{drawn}\n", line.style or None)
        self._text.update(text)
        self.scroll_home(animate=False)


class Aside(VerticalScroll):
    """A hint or the note, until it is put away."""

    DEFAULT_CSS = """
    Aside {
        padding: 0 1; max-height: 45%; height: auto; display: none;
        border-top: solid $primary; scrollbar-size-vertical: 1;
    }
    Aside Markdown { padding: 0; margin: 0; }
    """
    BORDER_TITLE = "escape puts it away, the arrows scroll it, tab goes to the verdict"

    def __init__(self) -> None:
        self._text = Markdown()
        super().__init__(self._text)

    def show(self, markdown: str) -> None:
        """Show a text, from its first line on."""
        self._text.update(markdown)
        self.display = True
        self.focus()
        self.scroll_home(animate=False)


class Notice(Static):
    """What the window has to say of itself; it lies over nothing."""

    DEFAULT_CSS = """
    Notice { padding: 0 1; height: auto; display: none; background: $panel; }
    """
    SECONDS: ClassVar[float] = 10

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._end: Timer | None = None

    def show(self, text: str) -> None:
        """Show a sentence for a while."""
        if self._end is not None:
            self._end.stop()
        self.update(text)
        self.display = True
        self._end = self.set_timer(self.SECONDS, self.put_away)

    def put_away(self) -> None:
        """Show nothing."""
        self.display = False


class Progress(Static):
    """How far the learner has come."""

    DEFAULT_CSS = "Progress { padding: 0 1; height: 1; }"

    def show(self, workspace: Workspace, remark: str = "") -> None:
        """Show how many katas are solved, and perhaps what goes on."""
        near = workspace.count_near()
        told = f"{near}   {remark}" if remark else workspace.progress()
        # A blank on each side, and two before what is told.
        room = self.app.size.width - len(told) - 4
        solved, way = len(workspace.solved()), len(workspace.way())
        full, empty = wording.bar(solved, way, room)
        self.update(
            Text.assemble(
                (full, "green"),
                empty,
                f"  {told}",
            )
        )


def _drawn(text: str) -> str:
    # What an answer prints must not steer the terminal.
    return text.replace("\x1b", "^[")
