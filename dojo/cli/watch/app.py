"""Watch mode: save the file, see the verdict. Made with Textual and watchfiles."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.widgets import Footer

from dojo import shown
from dojo.cli.editor import chosen_editor, command_to_open, editor
from dojo.cli.judging import ANSWERS
from dojo.cli.telling import why
from dojo.cli.watch.changes import Changed, changed_by, changes
from dojo.cli.watch.lines import lines
from dojo.cli.watch.panes import Aside, Notice, Page, Progress, Where
from dojo.cli.watch.screens import KataList, Question, Sheet
from dojo.course import workspace
from dojo.course.journal import NOT_STARTED, STARTED
from dojo.course.kata import LEVELS, Kata, read
from dojo.course.workspace import Workspace
from dojo.judge.prefork import Prefork
from dojo.report import wording
from dojo.report.plain import draw_plainly
from dojo.report.verdict import NO_VERDICT, Result, Status, Verdict

SECONDS_UNTIL_IT_IS_SLOW = 0.5


def watch(workspace: Workspace) -> None:
    """Open the window, and stay until the learner leaves."""
    draw_plainly()
    KataApp(workspace, Prefork(ANSWERS)).run()


class KataApp(App[None]):
    """The window.

    Args:
        workspace: the katas, and what the learner has done.
        judge: judges the answers in the workspace.

    Attributes:
        kata: the one that is shown.
        verdict: what came of it; None until that is known.
    """

    TITLE = "kata"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        ("n", "go(1)", "Next"),
        ("p", "go(-1)", "Back"),
        ("h", "hint", "Hint"),
        ("s", "solution", "Solution"),
        ("l", "list", "List"),
        ("v", "level", "Level"),
        ("r", "reset", "Reset"),
        ("enter", "judge", "Again"),
        ("o", "open", "Open"),
        ("q", "quit", "Quit"),
        ("escape", "put_aside", ""),
        # Also while a question or the list lies over the window.
        Binding("ctrl+c", "quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    def __init__(self, workspace: Workspace, judge: Prefork) -> None:
        super().__init__()
        self._workspace = workspace
        self._judge = judge
        self.kata = workspace.next() or workspace.katas[-1]
        self.verdict: Verdict | None = None
        self._text_judged: bytes | None = None
        self._aside_is_note = False
        self._where, self._page = Where(), Page()
        self._aside, self._notice = Aside(), Notice()
        self._progress = Progress()

    def compose(self) -> ComposeResult:
        """Yield the parts of the window, from top to bottom."""
        yield from (self._where, self._page, self._aside, self._notice)
        yield self._progress
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin with the next kata that is not solved."""
        self._judge.prepare()
        self.run_worker(self._watch(), group="watch")
        self._show_kata()
        if complaint := self._workspace.journal.complaint():
            self._notice.show(complaint)
        for kata in self._workspace.katas:
            if kata != self.kata and self._workspace.state(kata) == STARTED:
                self._judge_beside(kata)

    async def on_unmount(self) -> None:
        """End the process that waits for the next save."""
        await self._judge.forget()

    # What the keys do.

    def action_go(self, step: int) -> None:
        """Go to the next kata on the way, or to the one before."""
        self.turn_to(self._workspace.neighbour(self.kata, step))

    def action_hint(self) -> None:
        """Show the next hint; when all have been seen, all of them."""
        hint = self._workspace.next_hint(self.kata)
        hints = workspace.hints(self.kata) if hint is None else [hint]
        if hints:
            texts = (f"**{one.title}**\n\n{one.text}" for one in hints)
            self._show_aside("\n\n".join(texts))
        else:
            self._notice.show(workspace.no_hints_of(self.kata))

    def action_solution(self) -> None:
        """Show our solution, once the kata is solved."""
        if self._workspace.has_been_solved(self.kata):
            self._show_solution()
            return
        question = "This kata is not solved yet. Show our solution all the same?"
        self._ask(question, self._show_solution)

    def action_list(self) -> None:
        """Choose another kata."""
        self.push_screen(KataList(self._workspace, self.kata), self.turn_to)

    def action_level(self) -> None:
        """Go further, or back to the core alone."""
        journal = self._workspace.journal
        journal.reload()
        place = LEVELS.index(journal.level)
        journal.note_level(LEVELS[(place + 1) % len(LEVELS)])
        self._show_progress()
        if self.verdict is not None:
            self._show_verdict(self.verdict)

    def action_reset(self) -> None:
        """Put the stub back, if that is meant."""
        question = f"Put the stub of {self.kata.name} back? What is there now is kept."
        self._ask(question, self._reset)

    @work(group="verdict", exclusive=True)
    async def action_judge(self) -> None:
        """Judge the answer as it is now, and show what comes of it as it comes."""
        kata = self.kata
        self._text_judged = read(kata.stub)
        failed: list[Result] = []

        def hear(result: Result) -> None:
            if result.status is not Status.SOLVED:
                failed.append(result)
                if kata == self.kata and len(failed) == 1:
                    self._show_lines(Verdict(kata, result.status, (result,)), "")

        slow = self.set_timer(
            SECONDS_UNTIL_IT_IS_SLOW, lambda: self._show_progress("judging …")
        )
        try:
            verdict = await self._judge.judge(kata, hear)
        finally:
            slow.stop()
        self._note(kata, verdict)
        self._show_verdict(verdict)

    def action_open(self) -> None:
        """Open the answer in the learner's editor."""
        if not editor():
            self._notice.show("Set EDITOR or VISUAL to the command of your editor.")
            return
        if not chosen_editor():
            self._notice.show(f"{editor()} opens it. Set EDITOR to have another one.")
        try:
            trouble = self._run_editor(command_to_open(self.kata.stub))
        except (OSError, ValueError) as error:
            trouble = str(error)
        if trouble:
            self._notice.show(f"{editor()} does not run: {trouble}.")

    def _run_editor(self, command: str | list[str]) -> str:
        """Return why an editor does not run, if it does not."""
        try:
            # An error that left the block would leave the window suspended.
            with self.suspend():
                return _run(command)
        except SuspendNotSupported:
            subprocess.Popen(command)
            return ""

    def action_suspend_process(self) -> None:
        """Stop, and leave the terminal to the shell; `fg` comes back."""
        if hasattr(signal, "SIGTSTP"):
            # What has started this program, such as uv, has to stop with it.
            with contextlib.suppress(SuspendNotSupported), self.suspend():
                os.killpg(os.getpgrp(), signal.SIGTSTP)

    def action_put_aside(self) -> None:
        """Put the hint or the note away."""
        self._aside.display = False
        self._page.focus()

    # What happens in the background.

    async def _watch(self) -> None:
        async with contextlib.aclosing(changes(self._workspace.root)) as heard:
            async for paths in heard:
                if paths:
                    await self._take_in(changed_by(paths, self.kata))
                elif read(self.kata.stub) != self._text_judged:
                    self.action_judge()

    async def _take_in(self, changed: Changed) -> None:
        if changed.tests:
            await self._judge.forget()
        if changed.this_one:
            self.action_judge()
        for kata in changed.others.intersection(self._workspace.katas):
            self._judge_beside(kata)

    def _judge_beside(self, kata: Kata) -> None:
        """Judge a kata that is not shown."""
        self.run_worker(self._judge_another(kata), group=str(kata), exclusive=True)

    async def _judge_another(self, kata: Kata) -> None:
        self._note(kata, await self._judge.judge_another(kata))
        self._show_progress()

    def _note(self, kata: Kata, verdict: Verdict) -> None:
        if verdict.status not in NO_VERDICT:
            self._workspace.note_verdict(kata, solved=verdict.status is Status.SOLVED)

    # What is shown.

    def turn_to(self, kata: Kata | None) -> None:
        """Show another kata; None leaves all as it is."""
        if kata is not None and kata != self.kata:
            self.kata = kata
            self._show_kata()

    def _show_kata(self) -> None:
        self.verdict = None
        self._where.show(self.kata)
        self._page.show([])
        if self._workspace.state(self.kata) == NOT_STARTED:
            # What it asks for is there at once, whatever the judge will say.
            self._show_lines(Verdict(self.kata, Status.NOT_STARTED), "")
        self.action_put_aside()
        self._show_progress()
        self.action_judge()

    def _show_verdict(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self._show_lines(verdict, wording.count(verdict.status, verdict.tests))
        self._show_progress()
        if verdict.status is Status.SOLVED:
            # The verdict first: to lay out the note takes longer than to judge.
            self.call_after_refresh(self._show_note)
        elif self._aside_is_note:
            self.action_put_aside()

    def _show_lines(self, verdict: Verdict, count: str) -> None:
        # A verdict may come when the window has just been closed.
        if not self.is_running:
            return
        following = self._workspace.neighbour(self.kata, 1)
        self._page.show(lines(verdict, count, following, self.size.width - 1))

    def _show_progress(self, remark: str = "") -> None:
        if self.is_running:
            self._progress.show(self._workspace, remark)

    def _show_note(self) -> None:
        self._show_aside(workspace.note_of(self.kata))
        self._aside_is_note = True

    def _show_aside(self, markdown: str) -> None:
        self._aside_is_note = False
        self._aside.show(markdown)

    def _ask(self, question: str, on_yes: Callable[[], None]) -> None:
        self.push_screen(Question(question), lambda yes: on_yes() if yes else None)

    def _show_solution(self) -> None:
        self.push_screen(Sheet(self.kata))

    def _reset(self) -> None:
        try:
            kept = workspace.reset(self.kata)
        except (OSError, SyntaxError) as error:
            self._notice.show(f"It could not be reset: {why(error)}.")
            return
        where = f" What was there is kept in {shown(kept)}." if kept else ""
        self._notice.show(f"The stub is back.{where}")


def _run(command: str | list[str]) -> str:
    """Run a command to its end; return what was wrong with that, if anything was."""
    try:
        status = subprocess.run(command, check=False).returncode
    except OSError as error:
        return str(error)
    return f"it ended with status {status}" if status else ""
