"""The commands of `kata`, on Typer; what they do is done elsewhere."""

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dojo import ROOT
from dojo.cli import judging, listing
from dojo.course import syllabus, workspace
from dojo.course.find import NoSuchKata, find, short_name, spellings
from dojo.course.journal import STARTED, Progress
from dojo.course.kata import Kata, all_katas
from dojo.findings.source import shown
from dojo.report import wording
from dojo.report.verdict import Verdict, Word

app = typer.Typer(
    help="Learn asyncio by doing: save the file, see the verdict.",
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _complete(incomplete: str) -> list[str]:
    names = [name for kata in all_katas() for name in spellings(kata)]
    return [name for name in names if name.startswith(incomplete)]


Name = Annotated[
    str, typer.Argument(metavar="NAME", autocompletion=_complete, show_default=False)
]
MaybeName = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]",
        autocompletion=_complete,
        show_default=False,
        help="3.2, letters, k2_letters or a path; without it the next one to solve.",
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME]...",
        autocompletion=_complete,
        show_default=False,
        help="3.2, letters, k2_letters or a path; without it the next one to solve.",
    ),
]


class Level(StrEnum):
    """How far somebody wants to go."""

    CORE = "core"
    FURTHER = "further"
    MASTER = "master"


@app.callback(invoke_without_command=True)
def kata(
    context: typer.Context,
    level: Annotated[
        Level | None,
        typer.Option(
            help="How far to go: the core alone, further, or all of it. Remembered.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Watch the next kata; without a terminal, say which one it is."""
    if level is not None:
        Progress(str(ROOT)).note_level(level)
    if context.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        from dojo.cli.watch.app import watch

        watch()
    else:
        _say_how_to_go_on()


@app.command("list")
def list_katas(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Show the chapters and katas, with their state."""
    listing.show(as_json)


@app.command()
def check(
    names: Names = None,
    everything: Annotated[bool, typer.Option("--all", help="Every kata.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    answer: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Judge this file as the answer to NAME."),
    ] = None,
) -> None:
    """Judge katas; the exit status is 0 only if all of them are solved."""
    if answer is not None:
        verdicts = iter([_verdict_on(answer, names, everything)])
    else:
        katas = _asked_for(names, everything)
        verdicts = judging.verdicts(katas)
    told = []
    for verdict in verdicts:
        told.append(verdict)
        if not as_json:
            _show(verdict, answer)
    if as_json:
        print(json.dumps([verdict.to_json() for verdict in told], indent=2))
    solved = all(verdict.word is Word.SOLVED for verdict in told)
    raise typer.Exit(0 if solved else 1)


@app.command()
def hint(
    name: MaybeName = None,
    everything: Annotated[bool, typer.Option("--all", help="All three.")] = False,
) -> None:
    """Show the next hint that you have not seen yet."""
    progress = Progress(str(ROOT))
    kata = _kata(name) if name is not None else _next(progress)
    if everything:
        shown_now = workspace.hints(kata)
        progress.note_hint(str(kata), len(shown_now))
    else:
        next_one = workspace.next_hint(kata, progress)
        shown_now = [next_one] if next_one is not None else []
    for one in shown_now:
        print(f"{shown(kata.stub)}   {one.title}\n\n{one.text}\n")
    if not shown_now:
        print(
            f"You have seen all hints of {short_name(kata)}. "
            f"See them again: kata hint {short_name(kata)} --all"
        )


@app.command()
def solution(
    name: Name,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Show it, though it is not solved.")
    ] = False,
    others: Annotated[
        bool, typer.Option("--others", help="Also show what others wrote.")
    ] = False,
) -> None:
    """Show your answer beside ours, and the note."""
    kata = _kata(name)
    progress = Progress(str(ROOT))
    _judge_what_is_new(progress, [kata])
    if progress.of(str(kata)).solved_at is None and not reveal:
        _fail(
            f"{short_name(kata)} is not solved yet. To see our solution all the same: "
            f"kata solution {short_name(kata)} --reveal",
            status=1,
        )
    from dojo.cli.solution import show

    show(kata, with_others=others)


@app.command()
def reset(name: Name) -> None:
    """Put the stub back; what was there is kept."""
    kata = _kata(name)
    try:
        kept = workspace.reset(kata)
    except OSError as error:
        _fail(f"{shown(kata.stub)} could not be reset: {error}.", status=1)
    print(f"{shown(kata.stub)} is the stub again.")
    if kept is not None:
        print(f"What was there is kept in {shown(kept)}.")


@app.command()
def doctor() -> None:
    """Say whether this machine is ready."""
    from dojo.cli.doctor import examine

    raise typer.Exit(0 if examine() else 1)


def _say_how_to_go_on() -> None:
    progress = Progress(str(ROOT))
    _judge_what_is_new(progress, all_katas())
    katas = listing.on_the_way(
        list(listing.states(str(ROOT), progress)), progress.level
    )
    solved = listing.count_solved(katas)
    full, empty = wording.bar(solved, len(katas))
    line = f"{full}{empty}  {syllabus.count(solved, len(katas), progress.level)}"
    knows = wording.knows_unicode(sys.stdout.encoding)
    print(line if knows else wording.in_ascii(line))
    if following := listing.next_of(katas):
        path = shown(ROOT / "katas" / f"{following.kata}.py")
        print(f"next: {path}   {following.title}")
        print(
            f"Open it, save it, then: kata check {following.short_name}\n"
            f"Stuck? kata hint {following.short_name}   "
            "All of them: kata list   In a terminal: kata"
        )
    else:
        print(_all_solved(progress.level))


def _judge_what_is_new(progress: Progress, katas: list[Kata]) -> None:
    """Judge answers that have changed since they were judged; what comes is noted."""
    changed = [kata for kata in katas if progress.state(str(kata)) == STARTED]
    for _ in judging.verdicts(changed):
        pass
    progress.reload()


def _asked_for(names: list[str] | None, everything: bool) -> list[Kata]:
    if everything and names:
        _fail("Give names, or --all.")
    if everything:
        return all_katas()
    return [_kata(name) for name in names] if names else [_next(Progress(str(ROOT)))]


def _verdict_on(answer: Path, names: list[str] | None, everything: bool) -> Verdict:
    if everything or not names or len(names) != 1:
        _fail("--answer FILE needs the NAME of one kata: kata check NAME --answer FILE")
    kata = _kata(names[0])
    try:
        text = answer.read_bytes()
    except OSError as error:
        _fail(f"--answer {answer}: {error.strerror}.")
    return judging.verdict_on_text(kata, text, shown(answer.absolute()))


def _show(verdict: Verdict, answer: Path | None) -> None:
    knows = wording.knows_unicode(sys.stdout.encoding)
    path = shown((answer or ROOT / "katas" / f"{verdict.kata}.py").absolute())
    following = f"kata hint {short_name(find(verdict.kata))}"
    for line in wording.report(verdict, path, following):
        text = line.text if knows else wording.in_ascii(line.text)
        typer.echo(_styled(text, line.style), color=_colours())


def _styled(text: str, style: str) -> str:
    bold, colour = style == "bold", style if style != "bold" else None
    return typer.style(text, fg=colour, bold=bold) if style else text


def _colours() -> bool | None:
    """Return False where no colour is wanted; Typer looks for a terminal itself."""
    return False if os.environ.get("NO_COLOR") else None


def _next(progress: Progress) -> Kata:
    kata = workspace.next_kata(progress)
    if kata is None:
        print(_all_solved(progress.level))
        raise typer.Exit(0)
    return kata


def _all_solved(level: str) -> str:
    further = syllabus.LEVELS[syllabus.LEVELS.index(level) + 1 :]
    on = f" There is more: kata --level {further[0]}" if further else ""
    return f"All of them are solved.{on}"


def _kata(name: str) -> Kata:
    try:
        return find(name)
    except NoSuchKata as error:
        _fail(str(error))


def _fail(message: str, status: int = 2) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(status)
