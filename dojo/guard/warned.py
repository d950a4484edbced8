"""What Python warns of: coroutines never awaited, loops and sockets never closed."""

import contextlib
import gc
import inspect
import re
import sys
import types
import warnings
from collections.abc import Iterator

from dojo.findings.findings import record
from dojo.findings.source import SourceLine, is_answer, is_judge, is_suite
from dojo.virtual.watched import WatchedLoop

_ORIGIN_DEPTH = 4
_NEVER_AWAITED = re.compile(r"coroutine '(.+?)' was never awaited")
_ORIGIN_LINE = re.compile(r'File "(.+)", line (\d+), in (.+)')
_UNCLOSED = re.compile(r"unclosed <?(transport|socket)")


@contextlib.contextmanager
def noting_warnings() -> Iterator[None]:
    """Turn the warnings of the block into findings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            yield
        finally:
            for warning in caught:
                _note_warning(warning)


@contextlib.contextmanager
def collecting_garbage() -> Iterator[None]:
    """Collect at the end of the block what it has thrown away, so that Python warns."""
    sys.set_coroutine_origin_tracking_depth(_ORIGIN_DEPTH)
    try:
        yield
    finally:
        sys.set_coroutine_origin_tracking_depth(0)
        gc.collect()
        if sys.exc_info()[0] is None:
            # What has outlived a test stays; the next ones have less to look at.
            gc.freeze()


def note_coroutines_never_awaited() -> None:
    """Write down coroutines that something still holds, and close them.

    Where a test failed, its traceback keeps them alive, so no warning comes.
    """
    coroutines = [x for x in gc.get_objects() if type(x) is types.CoroutineType]
    for coro in coroutines:
        if inspect.getcoroutinestate(coro) == inspect.CORO_CREATED and coro.cr_origin:
            origin = [SourceLine(*entry) for entry in reversed(coro.cr_origin)]
            own = is_answer(coro.cr_code.co_filename)
            _note_never_awaited(coro.__qualname__, origin, own)
            coro.close()


def _note_warning(warning: warnings.WarningMessage) -> None:
    text = str(warning.message)
    if match := _NEVER_AWAITED.search(text):
        lines = _ORIGIN_LINE.findall(text)
        origin = [SourceLine(path, int(line), name) for path, line, name in lines]
        _note_never_awaited(match[1], origin)
    elif text.startswith("unclosed event loop"):
        loop = warning.source
        if isinstance(loop, WatchedLoop) and loop.belongs_to_this_test():
            _note_unclosed("An event loop")
    elif match := _UNCLOSED.search(text):
        _note_unclosed(f"A {match[1]}")


def _note_unclosed(what: str) -> None:
    record().note(f"{what} was never closed.", "Who closes it?", consequence=True)


def _note_never_awaited(name: str, origin: list[SourceLine], own: bool = False) -> None:
    """Put a forgotten await on record; `origin` is where it was called from."""
    inside = name.rpartition(".")[2].startswith("_")
    if inside and origin and is_judge(origin[-1].path):
        # It is the judge's own, and no answer can have forgotten it.
        return
    by_answer = [line for line in origin if is_answer(line.path)]
    by_suite = [line for line in origin if is_suite(line.path)]
    record().note(
        f"The coroutine {name}() was made here, and never awaited: it did not run.",
        "What does a call of a coroutine function give back?",
        *(by_answer or by_suite or origin)[-1:],
        consequence=not (by_answer or own),
    )
