"""The editor in which a learner's answers are opened."""

import os
import shlex
import shutil
from pathlib import Path

# What is there on most machines, the one that beginners know best first.
_KNOWN = ("code", "nano", "vim", "notepad")


def chosen_editor() -> str:
    """Return the command in VISUAL or EDITOR; empty if neither is set."""
    chosen = (os.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    return next(filter(None, chosen), "")


def editor() -> str:
    """Return the command that starts an editor; empty if none is there.

    Where nobody has chosen one, it is one that is installed.
    """
    return chosen_editor() or next(filter(shutil.which, _KNOWN), "")


def command_to_open(path: Path) -> str | list[str]:
    """Return what to run to open a file.

    Raises:
        ValueError: a quotation mark in the command has no other one.
    """
    command = editor()
    # On Windows `code` is a script, which starts by its whole path alone.
    if found := shutil.which(command):
        return [found, str(path)]
    if os.name == "nt":
        return f'{command} "{path}"'
    return [*shlex.split(command), str(path)]
