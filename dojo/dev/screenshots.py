"""Draws the pictures of the README: `python -m dojo.dev.screenshots`.

They are drawn in a copy of the repository, in which one wrong answer is all that
anybody has written; so they look the same on every machine. `--check` tells whether
those in `docs/` are older than what they show.
"""

import argparse
import asyncio
import io
import sys
import tempfile
from pathlib import Path

from dojo import ROOT, shown
from dojo.course.attempts import attempts_at
from dojo.course.kata import Kata
from dojo.dev.copies import fresh_copy, run

FOLDER = ROOT / "docs"
KATA = Kata("ch03_gather", "k1_fetch_all")
WRONG = "wrong: awaits each request before the next one is made"
SIZE = (80, 24)
_SECONDS_TO_A_VERDICT = 30


def main() -> None:
    """Draw the pictures, or check them."""
    parser = argparse.ArgumentParser(prog="python -m dojo.dev.screenshots")
    parser.add_argument(
        "--check", action="store_true", help="only tell whether they are up to date"
    )
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.into is not None:
        _draw(options.into)
    elif options.check:
        if outdated := stale():
            names = ", ".join(outdated)
            sys.exit(f"Out of date: {names}. Run: python -m dojo.dev.screenshots")
    else:
        _draw_in_a_copy(FOLDER)


def stale() -> list[str]:
    """Return the pictures in `docs/` that are older than what they show."""
    with tempfile.TemporaryDirectory() as folder:
        _draw_in_a_copy(Path(folder))
        return [
            shown(FOLDER / picture.name)
            for picture in sorted(Path(folder).glob("*.svg"))
            if _text(FOLDER / picture.name) != _text(picture)
        ]


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _draw_in_a_copy(folder: Path) -> None:
    """Copy the repository with a wrong answer in it, and draw there."""
    folder.mkdir(exist_ok=True)
    with fresh_copy() as copy:
        wrong = next(a for a in attempts_at(KATA) if a.heading == WRONG)
        wrong.write_to(copy / "katas")
        into = ["--into", str(folder.resolve())]
        run(
            copy, "dojo.dev.screenshots", *into, COLORTERM="truecolor"
        ).check_returncode()


def _draw(folder: Path) -> None:
    (folder / "watch.svg").write_text(asyncio.run(_window()), "utf-8")
    (folder / "failure.svg").write_text(_failure(), "utf-8")


async def _window() -> str:
    """Return a picture of watch mode, as it shows the wrong answer."""
    from dojo.cli.judging import ANSWERS
    from dojo.cli.watch.app import KataApp
    from dojo.cli.watch.background import BackgroundJudge
    from dojo.course.workspace import Workspace

    app = KataApp(Workspace(), BackgroundJudge(ANSWERS))
    async with app.run_test(size=SIZE) as pilot:
        app.turn_to(KATA)
        async with asyncio.timeout(_SECONDS_TO_A_VERDICT):
            while app.verdict is None:
                await asyncio.sleep(0.05)
        await pilot.pause()
        return app.export_screenshot(title="kata")


def _failure() -> str:
    """Return a picture of `kata check` with the wrong answer."""
    from rich.console import Console
    from rich.text import Text

    from dojo.cli import judging
    from dojo.report import wording

    (verdict,) = judging.verdicts([KATA])
    console = Console(record=True, width=SIZE[0], file=io.StringIO())
    for line in wording.report(verdict, shown(KATA.stub), "kata hint fetch_all"):
        console.print(Text(line.text, line.style))
    return console.export_svg(title="kata check fetch_all")


if __name__ == "__main__":
    main()
