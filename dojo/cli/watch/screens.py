"""The screens that lie over the window of watch mode for a while."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Markdown, OptionList, Static
from textual.widgets.option_list import Option

from dojo.cli.solution import BothAnswers
from dojo.course.attempts import PageError
from dojo.course.kata import Kata
from dojo.course.workspace import Workspace, note_of, what_others_wrote


class Question(ModalScreen[bool]):
    """Asks a question that is answered with y or n."""

    CSS = """
    Question { align: center middle; }
    Question Static { width: auto; max-width: 90%; padding: 1 2; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("y", "dismiss(True)", "Yes"),
        ("n,escape", "dismiss(False)", "No"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Yield the question."""
        yield Static(f"{self._question}\n\ny yes   n no", markup=False)


class KataList(ModalScreen[Kata]):
    """All katas with their states; what is typed narrows the list."""

    CSS = """
    KataList { align: center middle; }
    KataList Vertical { width: 76; height: 90%; background: $panel; }
    KataList OptionList { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", "Back"),
        ("down", "move('cursor_down')", ""),
        ("up", "move('cursor_up')", ""),
        ("pagedown", "move('page_down')", ""),
        ("pageup", "move('page_up')", ""),
    ]

    def __init__(self, workspace: Workspace, shown: Kata) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown = shown

    def compose(self) -> ComposeResult:
        """Yield the field to type in, and the list."""
        with Vertical():
            yield Input(placeholder="type a part of a name, chapter, tool or state")
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Show all katas, and stand on the one that is shown."""
        self._fill("")
        place = self._workspace.katas.index(self._shown)
        self.query_one(OptionList).highlighted = place

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits to what was typed."""
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Choose the kata that is marked."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to a kata."""
        katas = {str(kata): kata for kata in self._workspace.katas}
        self.dismiss(katas[event.option_id or ""])

    def action_move(self, where: str) -> None:
        """Move the mark, while the field keeps what is typed."""
        getattr(self.query_one(OptionList), f"action_{where}")()

    def _fill(self, typed: str) -> None:
        """List the katas that fit, those first in whose line is what was typed."""
        options = self.query_one(OptionList)
        options.clear_options()
        words = typed.lower().split()
        lines = {kata: self._line(kata) for kata in self._workspace.katas}
        fitting = [kata for kata in lines if _holds(words, lines[kata], _about(kata))]
        fitting.sort(key=lambda kata: not _holds(words, lines[kata]))
        for kata in fitting:
            options.add_option(Option(lines[kata], id=str(kata)))
        options.highlighted = 0 if fitting else None
        if not fitting:
            options.add_option(Option(f"No kata fits {typed!r}.", disabled=True))

    def _line(self, kata: Kata) -> str:
        state = self._workspace.state(kata)
        return f"{kata.number:5} {kata.short_name:22} {state:12} {kata.level}"


def _holds(words: list[str], *texts: str) -> bool:
    searched = " ".join(texts).lower()
    return all(word in searched for word in words)


def _about(kata: Kata) -> str:
    """Return what a kata is found by beside its line in the list."""
    return " ".join([kata.title, kata.chapter, kata.chapter_title, *kata.tools])


class Sheet(ModalScreen[None]):
    """A learner's answer and ours, the note, and what others wrote."""

    CSS = """
    Sheet { background: $background; }
    Sheet Static.title { background: $panel; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape,s,q", "dismiss", "Back")]

    def __init__(self, kata: Kata) -> None:
        super().__init__()
        self._kata = kata

    def compose(self) -> ComposeResult:
        """Yield both answers, the note, and what others wrote."""
        with VerticalScroll():
            yield Static(BothAnswers(self._kata))
            yield Markdown(note_of(self._kata))
            if others := self._others():
                yield Static("what others wrote", classes="title")
                yield Markdown(others)
        yield Footer(compact=True)

    def _others(self) -> str:
        try:
            return what_others_wrote(self._kata)
        except PageError as error:
            return str(error)
