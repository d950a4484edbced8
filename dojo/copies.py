"""Copies of the repository in which nothing is solved, to do in what one likes."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dojo.layout import all_katas
from dojo.spots import ROOT
from dojo.stubs import original

_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".kata", ".venv*", ".*_cache", "__pycache__", "ch??_*"
)
_FOLDERS_OF_CHAPTERS = ("katas", "solutions", "tests", "tests/attempts")


@contextlib.contextmanager
def fresh_copy() -> Iterator[Path]:
    """Give a copy of the repository for the time of the block."""
    with tempfile.TemporaryDirectory() as parent:
        copy = Path(parent).resolve() / "asyncio-katas"
        copy_to(copy)
        yield copy


def copy_to(copy: Path, chapters: Iterable[str] | None = None) -> None:
    """Copy the repository to a folder that is not there; nothing is solved in it.

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
            stub = original(str(ROOT), str(kata))
            (copy / "katas" / kata.file).write_text(stub, "utf-8")


def environment(copy: Path, **more: str) -> Mapping[str, str]:
    """Return the environment for Python to import `dojo` from a copy.

    Many short programs run there: what has been compiled once is kept.
    """
    return os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": ""} | more
