"""Watch mode: save the file, see the verdict. Made with Textual and watchfiles."""

import asyncio
import os
import shlex
import subprocess
from collections.abc import Iterator
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Footer, Markdown, Static
from watchfiles import awatch

from dojo import ROOT
from dojo.cli.judging import ANSWERS
from dojo.cli.watch.changes import Changed, changed_by
from dojo.cli.watch.screens import KataList, Question, Sheet
from dojo.course import workspace
from dojo.course.journal import SOLVED, STARTED, Progress, read
from dojo.course.kata import Kata, all_katas
from dojo.course.syllabus import (
    LEVELS,
    Entry,
    chapter_title,
    count,
    entries,
    is_on_the_way,
)
from dojo.findings.source import shown
from dojo.judge.prefork import WarmJudge
from dojo.judge.process import judge
from dojo.report import wording
from dojo.report.verdict import Result, Verdict, Word

# Several saves within a moment are one; the answer that was saved last is judged.
MILLISECONDS_OF_SILENCE = 5
MOST_MILLISECONDS = 60
# Network drives tell nobody of a change, and watchfiles may miss one.
MILLISECONDS_BETWEEN_LOOKS = 500
SECONDS_UNTIL_IT_IS_SLOW = 0.5

W = TypeVar("W", bound=Widget)


def watch() -> None:
    """Open the window, and stay until the learner leaves."""
    KataApp().run()


class KataApp(App[None]):
    """The window."""

    TITLE = "kata"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #where { background: $panel; padding: 0 1; height: 2; }
    #page, #aside { scrollbar-size-vertical: 1; }
    #aside {
        padding: 0 1; max-height: 45%; height: auto; display: none;
        border-top: solid $primary;
    }
    #aside Markdown { padding: 0; margin: 0; }
    #progress { padding: 0 1; height: 1; }
    """
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
    ]

    def __init__(self) -> None:
        super().__init__()
        self._entries = {entry.kata: entry for entry in entries(str(ROOT))}
        self._katas = [kata for kata in all_katas() if str(kata) in self._entries]
        self._progress = Progress(str(ROOT))
        self._states = {k: self._progress.state(str(k)) for k in self._katas}
        self._judge = WarmJudge(ANSWERS)
        self._others = asyncio.Lock()
        unsolved = (kata for kata in self._way() if self._states[kata] != SOLVED)
        self.kata = next(unsolved, self._katas[-1])
        self.verdict: Verdict | None = None
        self._text_judged: bytes | None = None
        self._aside_is_note = False

    def compose(self) -> ComposeResult:
        """Yield the parts of the window, from top to bottom."""
        yield Static(id="where")
        with VerticalScroll(id="page"):
            yield Static(id="verdict")
        with VerticalScroll(id="aside"):
            yield Markdown()
        yield Static(id="progress")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin with the next kata that is not solved."""
        self._judge.prepare()
        self.run_worker(self._watch(), group="watch")
        self._show_kata()
        started = [k for k, s in self._states.items() if s == STARTED]
        for kata in started:
            if kata != self.kata:
                self._judge_beside(kata)

    async def on_unmount(self) -> None:
        """End the process that waits for the next save."""
        await self._judge.forget()

    # What the keys do.

    def action_go(self, step: int) -> None:
        """Go to the next kata on the way, or to the one before."""
        self.turn_to(self._neighbour(step))

    def action_hint(self) -> None:
        """Show the next hint; when all have been seen, all of them."""
        self._progress.reload()
        hint = workspace.next_hint(self.kata, self._progress)
        hints = workspace.hints(self.kata) if hint is None else [hint]
        self._show_aside("\n\n".join(f"**{h.title}**\n\n{h.text}" for h in hints))

    def action_solution(self) -> None:
        """Show our solution, once the kata is solved."""
        if self._progress.of(str(self.kata)).solved_at is not None:
            self._show_solution()
            return
        question = Question(
            "This kata is not solved yet. Show our solution all the same?"
        )
        self.push_screen(question, lambda yes: self._show_solution() if yes else None)

    def action_list(self) -> None:
        """Choose another kata."""
        rows = [
            (kata, self._entries[str(kata)], state)
            for kata, state in self._states.items()
        ]
        self.push_screen(KataList(rows, self.kata), self.turn_to)

    def action_level(self) -> None:
        """Go further, or back to the core alone."""
        self._progress.reload()
        place = LEVELS.index(self._progress.level)
        self._progress.note_level(LEVELS[(place + 1) % len(LEVELS)])
        self._show_progress()
        if self.verdict is not None:
            self._show_verdict(self.verdict)

    def action_reset(self) -> None:
        """Put the stub back, if that is meant."""
        question = Question(
            f"Put the stub of {self.kata.name} back? What is there now is kept."
        )
        self.push_screen(question, lambda yes: self._reset() if yes else None)

    def action_judge(self) -> None:
        """Judge the answer as it is now."""
        self.run_worker(self._judge_this(), group="verdict", exclusive=True)

    def action_open(self) -> None:
        """Open the answer in the learner's editor."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor:
            self.notify("Set EDITOR or VISUAL to the command of your editor.")
            return
        path = str(self.kata.stub)
        try:
            on_windows = os.name == "nt"
            command = (
                f'{editor} "{path}"' if on_windows else [*shlex.split(editor), path]
            )
            self._run_editor(command)
        except (OSError, ValueError) as error:
            self.notify(f"{editor} does not run: {error}.", severity="error")

    def _run_editor(self, command: str | list[str]) -> None:
        try:
            with self.suspend():
                subprocess.run(command, check=False)
        except SuspendNotSupported:
            subprocess.Popen(command)

    def action_put_aside(self) -> None:
        """Put the hint or the note away."""
        for aside in self._parts("#aside", VerticalScroll):
            aside.display = False

    # What happens in the background.

    async def _watch(self) -> None:
        try:
            await self._follow_changes()
        except OSError:
            # The system watches no more files for us: look at them again and again.
            await self._follow_changes(force_polling=True)

    async def _follow_changes(self, *, force_polling: bool | None = None) -> None:
        async for changes in awatch(
            ANSWERS,
            ROOT / "tests",
            step=MILLISECONDS_OF_SILENCE,
            debounce=MOST_MILLISECONDS,
            rust_timeout=MILLISECONDS_BETWEEN_LOOKS,
            yield_on_timeout=True,
            force_polling=force_polling,
        ):
            if changes:
                paths = {path for _, path in changes}
                await self._take_in(changed_by(paths, self.kata))
            elif read(str(self.kata.stub)) != self._text_judged:
                self.action_judge()

    async def _take_in(self, changed: Changed) -> None:
        if changed.tests:
            await self._judge.forget()
        if changed.this_one:
            self.action_judge()
        for kata in changed.others:
            if kata in self._states:
                self._judge_beside(kata)

    async def _judge_this(self) -> None:
        """Judge the kata that is shown, and show what comes of it as it comes."""
        kata = self.kata
        self._text_judged = read(str(kata.stub))
        heard: list[Result] = []

        def hear(result: Result) -> None:
            first_failure = Verdict(str(kata), result.word, tuple(heard)).first_failure
            heard.append(result)
            if kata == self.kata and first_failure is None:
                self._show_so_far(Verdict(str(kata), result.word, tuple(heard)))

        slow = self.set_timer(
            SECONDS_UNTIL_IT_IS_SLOW, lambda: self._show_progress("judging …")
        )
        try:
            verdict = await self._judge.judge(kata, hear)
        finally:
            slow.stop()
        self._note(kata, verdict)
        self._show_verdict(verdict)

    def _judge_beside(self, kata: Kata) -> None:
        """Judge a kata that is not shown."""
        self.run_worker(self._judge_another(kata), group=str(kata), exclusive=True)

    async def _judge_another(self, kata: Kata) -> None:
        async with self._others:
            verdict = await asyncio.to_thread(judge, kata, ANSWERS)
            self._note(kata, verdict)
        self._show_progress()

    def _note(self, kata: Kata, verdict: Verdict) -> None:
        self._progress.reload()
        state = self._progress.state(str(kata))
        # The verdict counts, also where the journal cannot be written.
        if verdict.word is Word.SOLVED:
            state = SOLVED
        elif state == SOLVED:
            state = STARTED
        self._states[kata] = state

    # What is shown.

    def turn_to(self, kata: Kata | None) -> None:
        """Show another kata; None leaves all as it is."""
        if kata is not None and kata != self.kata:
            self.kata = kata
            self._show_kata()

    def _show_kata(self) -> None:
        entry = self._entries[str(self.kata)]
        title = chapter_title(str(ROOT), self.kata.chapter)
        minutes = entry.fields.get("Time", "")
        about = ", ".join(filter(None, (entry.fields.get("Level"), minutes)))
        self._update(
            "#where",
            Text.assemble(
                f"{title}   ",
                (f"{entry.number} {entry.title}", "bold"),
                f"   {about}\n",
                shown(self.kata.stub),
            ),
        )
        self.verdict = None
        self._update("#verdict", "")
        self.action_put_aside()
        self._show_progress()
        self.action_judge()

    def _show_so_far(self, verdict: Verdict) -> None:
        if verdict.word is not Word.SOLVED:
            self._show_lines(verdict, "")

    def _show_verdict(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self._show_lines(verdict, wording.count(verdict.word, verdict.tests))
        self._show_progress()
        if verdict.word is Word.SOLVED:
            # The verdict first: to lay out the note takes longer than to judge.
            self.call_after_refresh(self._show_note)
        elif self._aside_is_note:
            self.action_put_aside()

    def _show_lines(self, verdict: Verdict, count: str) -> None:
        text = Text()
        for line in self._lines(verdict, count):
            text.append(f"{self._written(line.text)}\n", line.style or None)
        self._update("#verdict", text)
        for page in self._parts("#page", VerticalScroll):
            page.scroll_home(animate=False)

    def _lines(self, verdict: Verdict, count: str) -> Iterator[wording.Line]:
        word = verdict.word
        colour = wording.COLOUR.get(word, wording.COLOUR_OF_TROUBLE)
        yield wording.Line(f"{word}   {count}".rstrip(), f"bold {colour}")
        if word is Word.SOLVED:
            yield from self._lines_when_solved(verdict)
        elif word is Word.NOT_STARTED:
            yield from self._lines_when_not_started(verdict)
        elif word is Word.MISSING:
            yield wording.Line("The file is not there. r puts the stub back.")
        else:
            yield from self._lines_of_explanation(verdict)

    def _lines_when_not_started(self, verdict: Verdict) -> Iterator[wording.Line]:
        if wording.seen_of_given_program(verdict):
            yield wording.Line(
                "This program runs, and is wrong. Repair it, save it. o opens it."
            )
            yield from self._lines_of_explanation(verdict)
        else:
            yield wording.Line(
                "Read what it promises, fill it in, save it. o opens it in your editor."
            )

    def _lines_of_explanation(self, verdict: Verdict) -> Iterator[wording.Line]:
        yield wording.Line("")
        # What was seen may need each of the 80 columns.
        width = self.size.width - 1
        yield from wording.explanation(verdict, indent="", width=width)

    def _lines_when_solved(self, verdict: Verdict) -> Iterator[wording.Line]:
        if (neighbour := self._neighbour(1)) is not None:
            following: Entry = self._entries[str(neighbour)]
            yield wording.Line(f"n goes on to {following.number} {following.title}.")
        else:
            yield wording.Line("That was the last one.")
        yield wording.Line("s shows your answer beside ours.")
        printed = next((r.output for r in verdict.tests if r.output.strip()), "")
        if printed:
            yield wording.Line("")
            yield wording.Line("It printed:")
            yield from (wording.Line(f"    {text}") for text in printed.splitlines())

    def _show_progress(self, remark: str = "") -> None:
        way = self._way()
        solved = sum(self._states[kata] == SOLVED for kata in way)
        full, empty = wording.bar(solved, len(way))
        self._update(
            "#progress",
            Text.assemble(
                (self._written(full), "green"),
                self._written(empty),
                f"  {count(solved, len(way), self._progress.level)}   {remark}",
            ),
        )

    def _way(self) -> list[Kata]:
        """Return the katas that lead as far as the learner wants to go."""
        level = self._progress.level
        return [k for k in self._katas if is_on_the_way(self._entries[str(k)], level)]

    def _neighbour(self, step: int) -> Kata | None:
        """Return the next kata on the way, with -1 the one before; or None."""
        place = self._katas.index(self.kata)
        others = self._katas[place + 1 :] if step > 0 else self._katas[:place][::-1]
        way = self._way()
        return next((kata for kata in others if kata in way), None)

    def _show_note(self) -> None:
        self._show_aside(workspace.note_of(self.kata))
        self._aside_is_note = True

    def _show_aside(self, markdown: str) -> None:
        self._aside_is_note = False
        for aside in self._parts("#aside", VerticalScroll):
            aside.query_one(Markdown).update(markdown)
            aside.display = True
            aside.scroll_home(animate=False)

    def _show_solution(self) -> None:
        self.push_screen(Sheet(workspace.comparison(self.kata)))

    def _reset(self) -> None:
        try:
            kept = workspace.reset(self.kata)
        except OSError as error:
            self.notify(f"It could not be reset: {error}.", severity="error")
            return
        where = f" What was there is kept in {shown(kept)}." if kept else ""
        self.notify(f"The stub is back.{where}")

    def _parts(self, selector: str, kind: type[W]) -> list[W]:
        """Return the part of the window with this name; nothing if it is closing."""
        # Another screen, such as the list, may lie over the window.
        return [
            part
            for s in self.screen_stack[:1]
            for part in s.query(selector).results(kind)
        ]

    def _update(self, selector: str, text: Text | str) -> None:
        for part in self._parts(selector, Static):
            part.update(text)

    def _written(self, text: str) -> str:
        # What an answer prints must not steer the terminal.
        text = text.replace("\x1b", "^[")
        knows = wording.knows_unicode(self.console.encoding)
        return text if knows else wording.in_ascii(text)
