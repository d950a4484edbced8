"""The judge: it runs the suites of the katas and tells a learner what was seen."""

import os
import sys
from pathlib import Path

# Whoever installs it is told so; whoever does not would read of a missing name.
# UP036: ruff takes this for needless, since no older Python may install it.
if sys.version_info < (3, 11):  # noqa: UP036 (it may be run without being installed)
    sys.exit(
        "The katas need Python 3.11 or newer, and this is "
        f"{sys.version.split()[0]}. `uv run kata` finds one, or fetches it."
    )

ROOT = Path(__file__).resolve().parent.parent


def shown(path: str | Path) -> str:
    """Return a path as it is shown: relative, where it is below the current folder."""
    path, here = str(path), f"{os.getcwd()}{os.sep}"
    return path.removeprefix(here).replace(os.sep, "/")


def as_typed(command: str) -> str:
    """Return a command as a learner types it: with uv, where it was started by uv."""
    return f"uv run {command}" if os.environ.get("UV") else command
