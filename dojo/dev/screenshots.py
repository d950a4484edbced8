"""Draws the pictures of the README.

They are drawn in a copy of the repository that has two katas, one of them with a wrong
answer: so they look the same on every machine, and however many katas there are.
"""

import asyncio
import io
import subprocess
import sys
import tempfile
from pathlib import Path

from dojo import ROOT, shown
from dojo.course.attempts import attempts_at
from dojo.course.kata import Kata
from dojo.dev.fresh import environment, fresh_copy

FOLDER = ROOT / "docs"
KATA = Kata("ch03_gather", "k1_fetch_all")
NEXT = Kata("ch03_gather", "k3_fetch_dict")
WRONG = "wrong: awaits each request before the next one is made"
SIZE = (80, 24)
_SECONDS_TO_A_VERDICT = 30


def draw(folder: Path = FOLDER) -> None:
    """Draw the pictures into a folder, out of a copy with a wrong answer in it."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        copy = fresh_copy(Path(name), [KATA, NEXT])
        there = KATA._replace(root=copy)
        wrong = next(a for a in attempts_at(there) if a.heading == WRONG)
        wrong.write_to(copy / "katas")
        subprocess.run(
            [sys.executable, "-m", "dojo.dev.screenshots", folder.resolve()],
            cwd=copy,
            env=environment(copy, COLORTERM="truecolor"),
            check=True,
        )


def stale() -> list[str]:
    """Return the pictures in `docs/` that are older than what they show."""
    with tempfile.TemporaryDirectory() as folder:
        draw(Path(folder))
        return [
            shown(FOLDER / picture.name)
            for picture in sorted(Path(folder).glob("*.svg"))
            if _text(FOLDER / picture.name) != _text(picture)
        ]


def _draw(folder: Path) -> None:
    """Draw the pictures of this repository, as it is."""
    (folder / "watch.svg").write_text(asyncio.run(_window()), "utf-8")
    (folder / "failure.svg").write_text(_failure(), "utf-8")


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


async def _window() -> str:
    """Return a picture of watch mode, as it shows the wrong answer."""
    from dojo.cli.judging import ANSWERS
    from dojo.cli.watch.app import KataApp
    from dojo.course.workspace import Workspace
    from dojo.judge.prefork import Prefork

    app = KataApp(Workspace(), Prefork(ANSWERS))
    async with app.run_test(size=SIZE) as pilot:
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
    path, command = shown(KATA.stub), f"kata check {KATA.short_name}"
    following, whole = f"kata hint {KATA.short_name}", f"{command} --full"
    for line in wording.report(verdict, path, following, whole):
        console.print(Text(line.text, line.style))
    return console.export_svg(title=command)


if __name__ == "__main__":
    _draw(Path(sys.argv[1]))
