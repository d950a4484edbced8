"""`python -m dojo.dev`: what contributors use; the work is done elsewhere."""

import sys
from typing import Annotated, NoReturn

import typer

from dojo import as_typed, shown
from dojo.course.find import NoSuchKata, find
from dojo.course.kata import Kata, all_katas
from dojo.report.plain import print_plainly

app = typer.Typer(
    help="Write katas, and keep them whole.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_NEXT = """
Next: write what is marked TODO, the solution first. Then:
- {reset} {name}: makes the stub out of the solution
- {dev} check {name}: says what lacks
- {dev} attempts {name}: shows what a learner reads of each attempt"""
_OURS = as_typed("python -m dojo.dev")


@app.command()
def new(
    name: Annotated[
        str, typer.Argument(metavar="chNN_topic/kN_name", show_default=False)
    ],
    title: Annotated[
        str | None, typer.Option(help="What it asks for, in one line.")
    ] = None,
) -> None:
    """Begin a kata: write each part that is not there yet."""
    from dojo.dev import new

    try:
        kata = new.kata_named(name)
        written = [shown(path) for path in new.write(kata, new.title_of(kata, title))]
    except new.Refused as error:
        _fail(str(error))
    print("\n".join(written) or f"{kata} has all its parts already.")
    reset = as_typed("kata reset")
    print(_NEXT.format(reset=reset, dev=_OURS, name=kata.short_name))


@app.command()
def check(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", show_default=False)
    ] = None,
) -> None:
    """Say in one line each what katas lack; the exit status is 1 if they do."""
    from dojo.dev.answers import complaints

    status = 0
    for kata in [_kata(name) for name in names] if names else all_katas():
        lacks = complaints(kata)
        print("\n".join(lacks) or f"{kata} is whole.", flush=True)
        status = 1 if lacks else status
    raise typer.Exit(status)


@app.command()
def attempts(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    only: Annotated[
        str, typer.Option(metavar="TEXT", help="Those with this in their heading.")
    ] = "",
) -> None:
    """Show what a learner reads of each attempt."""
    from dojo.dev.answers import show

    raise typer.Exit(0 if show(_kata(name), only) else 1)


@app.command()
def mutants(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", show_default=False)
    ] = None,
) -> None:
    """Change solutions, one thing each, and show the changes that a suite accepts."""
    from dojo.dev.mutants import survivors

    for kata in [_kata(name) for name in names] if names else all_katas():
        number, accepted = survivors(kata)
        print(f"{kata}: {len(accepted)} of {number} are accepted", *accepted, sep="\n")
        sys.stdout.flush()


@app.command()
def screenshots() -> None:
    """Draw the pictures of the README."""
    from dojo.dev import screenshots

    screenshots.draw()


@app.command()
def benchmark() -> None:
    """Measure how fast the judge is; it takes some minutes."""
    from dojo.dev import benchmark

    benchmark.measure()


@app.command()
def cpython() -> None:
    """Run CPython's own tests of asyncio on the virtual loop too."""
    from dojo.dev import cpython

    raise typer.Exit(cpython.main())


@app.command()
def stubs() -> None:
    """Say in one sentence which stubs are filled in; the exit status is 1 then."""
    from dojo.dev.check import answers_instead_of_stubs

    if sentence := answers_instead_of_stubs(all_katas()):
        print(sentence)
        raise typer.Exit(1)


@app.command()
def solved() -> None:
    """Judge the answers in katas/, and print in Markdown what is solved."""
    from dojo.cli import judging
    from dojo.dev import table

    print(table.of_verdicts(list(judging.verdicts(all_katas()))))


@app.command()
def index() -> None:
    """Show which names of asyncio's documentation are used in which solutions."""
    from dojo.dev import index

    print("\n".join(index.rows()))


@app.command()
def table() -> None:
    """Write the README's table of chapters."""
    from dojo.dev import table

    table.write()


def _kata(name: str) -> Kata:
    try:
        return find(name)
    except NoSuchKata as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(1)


if __name__ == "__main__":
    print_plainly()
    app(prog_name=_OURS)
