"""Copies of the repository in which nothing is solved, to do in what one likes."""

import contextlib
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dojo import ROOT
from dojo.course.kata import all_katas
from dojo.course.stub import original
from dojo.judge.process import exit_code, server_of_forks, start

_LEFT_OUT = shutil.ignore_patterns(
    *(".git", ".kata", ".venv*", ".*_cache", "__pycache__"),
    *("attempts", "ch??_*"),
)
# What a copy has itself; and pytest wants to import its plugins.
_NOT_YET_IMPORTED = {"dojo", "katas", "solutions", "tests", "pytest_asyncio"}
_MOST_SECONDS = 120
_FOLDERS_OF_CHAPTERS = ("katas", "solutions", "tests")


@contextlib.contextmanager
def fresh_copy() -> Iterator[Path]:
    """Give a copy of the repository for the time of the block."""
    with tempfile.TemporaryDirectory() as parent:
        copy = Path(parent).resolve() / "asyncio-katas"
        copy_to(copy)
        yield copy


def copy_to(copy: Path, chapters: Iterable[str] | None = None) -> None:
    """Copy the repository to a folder that is not there; nothing is solved in it.

    The attempts, which are most of its files, are left out.

    Args:
        copy: the folder.
        chapters: the chapters to copy, None for all of them.
    """
    shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
    if chapters is None:
        chapters = {kata.chapter for kata in all_katas()}
    for chapter in chapters:
        copy_chapter(chapter, copy)


def copy_chapter(chapter: str, copy: Path) -> None:
    """Copy a chapter of the repository to a copy that lacks it."""
    for folder in _FOLDERS_OF_CHAPTERS:
        source = ROOT / folder / chapter
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, copy / folder / chapter, ignore=ignored)
    for kata in all_katas():
        if kata.chapter == chapter and kata.solution.is_file():
            stub = copy / "katas" / kata.file
            stub.write_text(original(kata), "utf-8")


def environment(copy: Path, **more: str) -> Mapping[str, str]:
    """Return the environment for Python to import `dojo` from a copy.

    Many short programs run there: what has been compiled once is kept.
    """
    return os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": ""} | more


def run(copy: Path, *command: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run `python -m` with a command in a copy, and return the finished process.

    What this Python has imported from elsewhere need not be imported once more: where
    there is a server of forks, it runs in one of them.

    Args:
        copy: the copy; `dojo` is imported from there.
        command: the module and its arguments.
        more: what the environment holds beside; not what Python itself reads.

    Raises:
        TimeoutExpired: it has not ended after two minutes of real time.
    """
    if (forks := server_of_forks()) is None:
        return run_cold(copy, *command, **more)
    with tempfile.TemporaryDirectory() as name:
        outputs = [Path(name, "stdout"), Path(name, "stderr")]
        there = environment(copy, **more)
        process = forks.Process(target=_become, args=(copy, command, there, outputs))
        start(process)
        code = exit_code(process, seconds=_MOST_SECONDS)
        if code is None:
            process.kill()
            raise subprocess.TimeoutExpired(command, _MOST_SECONDS)
        texts = [output.read_text("utf-8") for output in outputs]
    return subprocess.CompletedProcess(command, code, *texts)


def run_cold(
    copy: Path, *command: str, **more: str
) -> "subprocess.CompletedProcess[str]":
    """Run `python -m` with a command in a copy, in a new Python.

    Args:
        copy: the copy; `dojo` is imported from there.
        command: the module and its arguments.
        more: what the environment holds beside.

    Raises:
        TimeoutExpired: it has not ended after two minutes of real time.
    """
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=copy,
        env=environment(copy, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_MOST_SECONDS,
        check=False,
    )


def _become(
    copy: Path, command: Sequence[str], there: Mapping[str, str], outputs: list[Path]
) -> None:
    """Be what a new Python would be, as far as a program can tell."""
    os.chdir(copy)
    os.environ.update(there)
    tempfile.tempdir = None
    for number, output in enumerate(outputs, 1):
        os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT), number)
    sys.stdout, sys.stderr = (
        open(number, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # open to the end
        for number in (1, 2)
    )
    for name in [n for n in sys.modules if n.partition(".")[0] in _NOT_YET_IMPORTED]:
        del sys.modules[name]
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = False
    sys.argv = list(command)
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
