"""Copies of the repository in which nobody has begun anything."""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from dojo import ROOT
from dojo.course.kata import Kata, all_katas
from dojo.course.stub import original
from dojo.dev.check import PARTS

_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".kata", ".venv*", ".*_cache", "__pycache__", ".hypothesis"
)


def fresh_copy(folder: Path, only: Iterable[Kata] | None = None) -> Path:
    """Copy the repository, and return the copy.

    Args:
        folder: where to put it.
        only: the katas that it has; None for all of them.
    """
    copy = Path(shutil.copytree(ROOT, folder.resolve() / ROOT.name, ignore=_LEFT_OUT))
    wanted = None if only is None else {str(kata) for kata in only}
    for kata in all_katas(copy):
        if wanted is None or str(kata) in wanted:
            kata.stub.write_text(original(kata), "utf-8")
        else:
            for path in _parts(kata):
                path.unlink(missing_ok=True)
    return copy


def copy_kata(kata: Kata, copy: Path) -> None:
    """Copy a kata to a copy that lacks it; nobody has begun it there."""
    there = Kata(kata.chapter, kata.name, copy)
    for source, target in zip(_parts(kata), _parts(there), strict=True):
        if source.is_file():
            shutil.copy(source, target)
    there.stub.write_text(original(there), "utf-8")


def environment(copy: Path, **more: str) -> Mapping[str, str]:
    """Return the environment for Python to import `dojo` from a copy, without uv."""
    return os.environ | {"PYTHONPATH": str(copy), "UV": ""} | more


def _parts(kata: Kata) -> list[Path]:
    return [getattr(kata, part) for part in PARTS if part != "lesson"]
