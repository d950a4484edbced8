"""Debuggers: what limits an answer rests while one holds the program."""

import sys
from collections.abc import Iterable
from traceback import walk_stack
from types import FrameType
from typing import Any

# pdb, and what is like it, is made of bdb; VS Code and PyCharm have pydevd.
PACKAGES = frozenset({"bdb", "debugpy", "pydevd", "_pydevd_bundle", "_pydev_bundle"})


def holds_the_program() -> bool:
    """Tell whether a debugger stands in some thread, or follows what this one does."""
    stacks = (walk_stack(frame) for frame in sys._current_frames().values())
    return (
        _package(getattr(sys.gettrace(), "__module__", None)) in PACKAGES
        or _monitors()
        or any(is_among(frame for frame, _ in stack) for stack in stacks)
    )


def is_among(frames: Iterable[FrameType]) -> bool:
    """Tell whether some frames are those of a debugger."""
    return any(package_of(frame) in PACKAGES for frame in frames)


def package_of(frame: FrameType) -> str:
    """Return the name of the top-level package whose code runs in a frame."""
    return _package(frame.f_globals.get("__name__"))


def _package(module: Any) -> str:
    return str(module or "").partition(".")[0]


def _monitors() -> bool:
    # Python 3.12 and newer.
    monitoring: Any = getattr(sys, "monitoring", None)
    return bool(monitoring and monitoring.get_tool(monitoring.DEBUGGER_ID))
