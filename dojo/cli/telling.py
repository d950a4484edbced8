"""Prints verdicts, how many katas are solved, and what a learner may do next."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from dojo import as_typed, shown
from dojo.course import workspace
from dojo.course.kata import LEVELS, Kata, text_of
from dojo.course.stub import given_program
from dojo.course.workspace import Workspace
from dojo.report import wording
from dojo.report.verdict import Status, Verdict


def show(verdict: Verdict, answer: Path | None, *, in_full: bool) -> None:
    """Print a verdict, why it is so, and what may help.

    Args:
        verdict: what came of a kata.
        answer: the file that was judged, None for the one in `katas/`.
        in_full: whether all failing tests are told in full.
    """
    path = shown((answer or verdict.kata.stub).absolute())
    again = f"kata check {verdict.kata.short_name}"
    if answer is not None:
        again = f'{again} --answer "{answer}"'
    whole = "" if in_full else as_typed(f"{again} --full")
    following = _what_helps(verdict, answer, again)
    for line in wording.report(verdict, path, following, whole):
        text = line.text
        if line.style:
            bold = line.style == "bold"
            text = typer.style(text, fg=None if bold else line.style, bold=bold)
        # Typer looks for a terminal itself. Unless the file is named, it would write
        # UTF-8 to a terminal that does not know it.
        colour = False if os.environ.get("NO_COLOR") else None
        typer.echo(text, sys.stdout, color=colour)


def show_text(markdown: str) -> None:
    """Print a text, laid out for the terminal."""
    # Rich is slow to import.
    from dojo.cli.texts import show

    show(markdown)


def say_how_to_go_on(told: Sequence[Verdict], answer: Path | None) -> None:
    """Print what is to be done after some katas were judged.

    Args:
        told: what came of them.
        answer: the file that was judged, None for those in `katas/`.
    """
    here = Workspace()
    if answer is None:
        # It counts also where nothing can be written down.
        for verdict in told:
            here.note_verdict(verdict.kata, solved=verdict.status is Status.SOLVED)
    if len(told) == 1:
        _say_how_to_begin_or_go_on(told[0], answer, here)
    else:
        _say_how_many(told, here)


def _say_how_many(told: Sequence[Verdict], here: Workspace) -> None:
    unsolved = [v.kata for v in told if v.status is not Status.SOLVED]
    print(f"\n{wording.total(len(told) - len(unsolved), len(told))}")
    first = min(unsolved, key=lambda kata: kata.place, default=None)
    say_what_is_next(here, first or here.next())


def _say_how_to_begin_or_go_on(
    verdict: Verdict, answer: Path | None, here: Workspace
) -> None:
    if verdict.status is Status.SOLVED:
        print(flush=True)
        show_text(workspace.idea_of(verdict.kata))
        print()
        if answer is None:
            _say_where_to_see_more(verdict.kata)
        _say_where_to_go_on(verdict.kata, here)
    elif verdict.status is Status.NOT_STARTED and not given_program(verdict.kata):
        print(
            "Open this file, write what it asks for in place of\n"
            "`raise NotImplementedError`, save it, and check it again."
        )


def say_what_is_next(here: Workspace, following: Kata | None) -> None:
    """Print which kata is next, or that there is none."""
    if following is None:
        print(all_solved(here))
    else:
        print(f"next: {shown(following.stub)}   {following.title}")


def all_solved(here: Workspace) -> str:
    """Return that all katas are solved, and how to go further."""
    further = LEVELS[LEVELS.index(here.journal.level) + 1 :]
    on = f" There is more: {as_typed(f'kata --level {further[0]}')}" if further else ""
    return f"All of them are solved.{on}"


def why(error: OSError | SyntaxError) -> str:
    """Return why a stub could not be put back."""
    if isinstance(error, OSError) and error.filename:
        return f"{shown(error.filename)} cannot be written ({error.strerror})"
    return str(error)


def _what_helps(verdict: Verdict, answer: Path | None, again: str) -> str:
    """Return what a learner may want to type next."""
    kata = verdict.kata
    # A reset is for katas/ alone, and nothing there has to be mended in an empty file.
    if answer is None and not workspace.code_in(kata.stub):
        return as_typed(f"kata reset {kata.short_name}")
    if verdict.status is Status.DOES_NOT_IMPORT:
        return f"mend the file, then: {as_typed(again)}"
    return as_typed(f"kata hint {kata.short_name}")


def _say_where_to_see_more(kata: Kata) -> None:
    if "__main__" in text_of(kata.stub):
        print(f"See it run: {as_typed(f'python {shown(kata.stub)}')}")
    print(f"Your answer beside ours: {as_typed(f'kata solution {kata.short_name}')}")


def _say_where_to_go_on(kata: Kata, here: Workspace) -> None:
    following = here.next()
    say_what_is_next(here, following)
    if following and following.chapter != kata.chapter and following.level != LEVELS[0]:
        print(f"First read its lesson: {shown(following.lesson)}")
