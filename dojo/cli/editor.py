"""The editor that a learner has chosen."""

import os
import shlex
from pathlib import Path


def editor() -> str:
    """Return the command that starts the editor; empty if none is chosen."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""


def command_to_open(path: Path) -> str | list[str]:
    """Return what to run to open a file.

    Raises:
        ValueError: a quotation mark in the command has no other one.
    """
    if os.name == "nt":
        return f'{editor()} "{path}"'
    return [*shlex.split(editor()), str(path)]
