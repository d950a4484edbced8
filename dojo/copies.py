"""Copies of the repository in which nothing is solved, to do in what one likes."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from dojo.layout import all_katas
from dojo.spots import ROOT
from dojo.stubs import original

_LEFT_OUT = (".git", ".kata", ".venv*", ".*_cache", "__pycache__")


@contextlib.contextmanager
def fresh_copy() -> Iterator[Path]:
    """Give a copy of the repository for the time of the block."""
    with tempfile.TemporaryDirectory() as parent:
        copy = Path(parent).resolve() / "asyncio-katas"
        copy_to(copy)
        yield copy


def copy_to(copy: Path) -> None:
    """Copy the repository to a folder that is not there; nothing is solved in it."""
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    for kata in all_katas():
        if kata.solution.is_file():
            stub = original(str(ROOT), str(kata))
            (copy / "katas" / kata.file).write_text(stub, "utf-8")


def environment(copy: Path, **more: str) -> Mapping[str, str]:
    """Return the environment for Python to import `dojo` from a copy."""
    return os.environ | {"PYTHONPATH": str(copy)} | more
