"""The screens that lie over the window of watch mode for a while."""

from typing import ClassVar

from rich.syntax import Syntax
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Markdown, OptionList, Static
from textual.widgets.option_list import Option

from dojo.course.kata import Kata
from dojo.course.workspace import Workspace, code_in, note_of, what_others_wrote


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
            yield Input(placeholder="type a part of a name, a number or a state")
            yield OptionList()

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
        options = self.query_one(OptionList)
        options.clear_options()
        for kata in self._workspace.katas:
            state = self._workspace.state(kata)
            line = f"{kata.number:5} {kata.short_name:22} {state:12} {kata.level}"
            searched = f"{line} {kata.title}".lower()
            if all(word in searched for word in typed.lower().split()):
                options.add_option(Option(line, id=str(kata)))
        options.highlighted = 0 if options.option_count else None


class Sheet(ModalScreen[None]):
    """A learner's answer and ours, the note, and what others wrote."""

    CSS = """
    Sheet { background: $background; }
    Sheet Static.title { background: $panel; padding: 0 1; }
    Sheet Static.code { padding: 0 1 1 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape,s,q", "dismiss", "Back")]

    def __init__(self, kata: Kata) -> None:
        super().__init__()
        self._kata = kata

    def compose(self) -> ComposeResult:
        """Yield both answers, the note, and what others wrote."""
        kata = self._kata
        with VerticalScroll():
            for title, answer in (("yours", kata.stub), ("ours", kata.solution)):
                yield Static(title, classes="title")
                syntax = Syntax(code_in(answer), "python", theme="ansi_dark")
                yield Static(syntax, classes="code")
            yield Markdown(note_of(kata))
            if others := what_others_wrote(kata):
                yield Static("what others wrote", classes="title")
                yield Markdown(others)
        yield Footer(compact=True)
