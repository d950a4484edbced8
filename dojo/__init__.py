"""The judge: it runs the suites of the katas and tells a learner what was seen."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def shown(path: str | Path) -> str:
    """Return a path as it is shown: relative, where it is below the current folder."""
    path, here = str(path), f"{os.getcwd()}{os.sep}"
    return path.removeprefix(here).replace(os.sep, "/")
