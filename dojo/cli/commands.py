"""The commands of `kata`, on Typer; what they do is done elsewhere."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from dojo import ROOT, shown
from dojo import as_typed as _typed
from dojo.cli import judging, listing, telling
from dojo.course import workspace
from dojo.course.attempts import PageError
from dojo.course.find import (
    NoSuchKata,
    chapter_spellings,
    find,
    find_some,
    spellings,
)
from dojo.course.journal import STARTED
from dojo.course.kata import Kata, all_katas
from dojo.course.workspace import Workspace
from dojo.report import wording
from dojo.report.verdict import Status, Verdict

app = typer.Typer(
    help="Learn asyncio by doing: save the file, see the verdict.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _complete(incomplete: str) -> list[str]:
    names = [name for kata in all_katas() for name in spellings(kata)]
    return [name for name in names if name.startswith(incomplete)]


def _complete_some(incomplete: str) -> list[str]:
    chapters = {name for kata in all_katas() for name in chapter_spellings(kata)[:2]}
    fitting = (name for name in chapters if name.startswith(incomplete))
    return [*sorted(fitting), *_complete(incomplete)]


_name = partial(typer.Argument, autocompletion=_complete, show_default=False)
_HELP = "3.2, letters, k2_letters or a path; without it the next one to solve."
_HELP_SOME = f"A chapter (ch03), or a kata: {_HELP}"
Name = Annotated[str, _name(metavar="NAME")]
MaybeName = Annotated[str | None, _name(metavar="[NAME]", help=_HELP)]
Names = Annotated[
    list[str] | None,
    _name(metavar="[NAME]...", help=_HELP_SOME, autocompletion=_complete_some),
]
_COMPLAIN_THEMSELVES = ("doctor", "list")
AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]


@app.callback(invoke_without_command=True)
def kata(
    context: typer.Context,
    level: Annotated[
        Literal["first hour", "core", "further", "master"] | None,
        typer.Option(
            help="How far to go: first hour, core, further, or all of it. Remembered.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Watch the next kata; without a terminal, say which one it is."""
    here = Workspace()
    if level is not None:
        here.journal.note_level(level)
    complaint = here.journal.complaint()
    if complaint and context.invoked_subcommand not in _COMPLAIN_THEMSELVES:
        print(complaint, file=sys.stderr)
    if context.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        from dojo.cli.watch.app import watch

        watch(here)
    else:
        _say_how_to_go_on(here)


@app.command("list")
def list_katas(as_json: AsJson = False) -> None:
    """Show the chapters and katas, with their state."""
    listing.show(as_json)


@app.command()
def check(
    names: Names = None,
    everything: Annotated[bool, typer.Option("--all", help="Every kata.")] = False,
    as_json: AsJson = False,
    full: Annotated[
        bool, typer.Option("--full", help="Every failing test, and all of it.")
    ] = False,
    answer: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Judge this file as the answer to NAME."),
    ] = None,
) -> None:
    """Judge katas: say what was seen.

    The exit status is 0 only if all of them are solved.
    """
    if answer is not None:
        verdicts = iter([_verdict_on(answer, names, everything, full)])
    else:
        katas = _asked_for(names, everything)
        verdicts = judging.verdicts(katas, in_full=full)
        if not as_json:
            verdicts = judging.with_progress(verdicts, len(katas))
    told = []
    for verdict in verdicts:
        told.append(verdict)
        if not as_json:
            telling.show(verdict, answer, in_full=full)
    if as_json:
        print(json.dumps([verdict.to_json() for verdict in told], indent=2))
    else:
        telling.say_how_to_go_on(told, answer)
    solved = all(verdict.status is Status.SOLVED for verdict in told)
    raise typer.Exit(0 if solved else 1)


@app.command()
def hint(
    name: MaybeName = None,
    everything: Annotated[bool, typer.Option("--all", help="All three.")] = False,
) -> None:
    """Show the next hint that you have not seen yet."""
    here = Workspace()
    kata = _kata(name) if name is not None else _next(here)
    if everything:
        hints = workspace.hints(kata)
        here.journal.note_hint(kata, len(hints))
    else:
        following = here.next_hint(kata)
        hints = [following] if following else []
    for one in hints:
        print(f"{shown(kata.stub)}   {one.title}\n", flush=True)
        telling.show_text(one.text)
        print()
    if not workspace.hints(kata):
        sys.exit(workspace.no_hints_of(kata))
    see_all = _typed(f"kata hint {kata.short_name} --all")
    if not hints:
        print(
            f"You have seen all hints of {kata.short_name}. See them again: {see_all}"
        )
    elif not everything and here.journal.complaint():
        print(f"See all of them: {see_all}")


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
    here = Workspace()
    _judge_what_is_new(here, [kata])
    if not here.has_been_solved(kata) and not reveal:
        sys.exit(
            f"{kata.short_name} is not solved yet. To see our solution all the same: "
            f"{_typed(f'kata solution {kata.short_name} --reveal')}"
        )
    from dojo.cli.solution import show

    try:
        show(kata, with_others=others)
    except PageError as error:
        sys.exit(str(error))


@app.command()
def reset(name: Name) -> None:
    """Put the stub back; what was there is kept."""
    kata = _kata(name)
    try:
        kept = workspace.reset(kata)
    except (OSError, SyntaxError) as error:
        sys.exit(f"{shown(kata.stub)} could not be reset: {telling.why(error)}.")
    print(f"{shown(kata.stub)} is the stub again.")
    if kept is not None:
        print(f"What was there is kept in {shown(kept)}.")


@app.command()
def demo(
    solutions: Annotated[
        bool, typer.Option("--solutions", help="With our solution instead of yours.")
    ] = False,
    cpu: Annotated[
        bool, typer.Option("--cpu", help="Compute: alone, in threads, in processes.")
    ] = False,
) -> None:
    """Download 100 pages: one after another, then all together."""
    from dojo.cli import demo, demo_cpu

    show = demo_cpu.show if cpu else demo.show
    show(ROOT / ("solutions" if solutions else "katas"))


@app.command()
def doctor() -> None:
    """Say whether this machine is ready."""
    from dojo.cli.doctor import examine

    raise typer.Exit(0 if examine() else 1)


def _say_how_to_go_on(here: Workspace) -> None:
    _judge_what_is_new(here, here.katas)
    full, empty = wording.bar(len(here.solved()), len(here.way()))
    print(f"{full}{empty}  {here.progress()}")
    if following := here.next():
        telling.say_what_is_next(here, following)
        print(
            f"Open it, save it, then: {_typed(f'kata check {following.short_name}')}\n"
            f"Stuck? {_typed(f'kata hint {following.short_name}')}   "
            f"All of them: {_typed('kata list')}   In a terminal: {_typed('kata')}"
        )
    else:
        print(telling.all_solved(here))


def _judge_what_is_new(here: Workspace, katas: list[Kata]) -> None:
    """Judge answers that have changed since they were judged; what comes is noted."""
    changed = [kata for kata in katas if here.state(kata) == STARTED]
    for kata, verdict in zip(changed, judging.verdicts(changed), strict=True):
        here.note_verdict(kata, solved=verdict.status is Status.SOLVED)


def _asked_for(names: list[str] | None, everything: bool) -> list[Kata]:
    if everything and names:
        _fail("Give names, or --all.")
    if everything:
        return all_katas()
    if not names:
        return [_next(Workspace())]
    # A chapter may be named beside one of its katas.
    return list(dict.fromkeys(kata for name in names for kata in _katas(name)))


def _verdict_on(
    answer: Path, names: list[str] | None, everything: bool, full: bool
) -> Verdict:
    if everything or not names or len(names) != 1:
        command = _typed("kata check NAME --answer FILE")
        _fail(f"--answer FILE needs the NAME of one kata: {command}")
    kata = _kata(names[0])
    try:
        text = answer.read_bytes()
    except OSError as error:
        _fail(f"--answer {answer}: {error.strerror}.")
    name = shown(answer.absolute())
    return judging.verdict_on_text(kata, text, name, in_full=full)


def _next(here: Workspace) -> Kata:
    kata = here.next()
    if kata is None:
        print(telling.all_solved(here))
        raise typer.Exit(0)
    return kata


def _kata(name: str) -> Kata:
    try:
        return find(name)
    except NoSuchKata as error:
        _fail(str(error))


def _katas(name: str) -> list[Kata]:
    try:
        return find_some(name)
    except NoSuchKata as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    """Say what is wrong with the command line."""
    print(message, file=sys.stderr)
    raise typer.Exit(2)
