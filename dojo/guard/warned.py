"""What Python warns of: coroutines never awaited, loops and sockets never closed."""

import contextlib
import gc
import inspect
import operator
import re
import sys
import types
import warnings
from collections.abc import Iterator
from itertools import compress, repeat
from typing import Any

from dojo.findings.findings import record
from dojo.findings.source import SourceLine, is_answer, is_suite
from dojo.virtual.loop import VirtualLoop

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
    promotions = _promotions()
    try:
        yield
    finally:
        sys.set_coroutine_origin_tracking_depth(0)
        _collect_garbage(since=promotions)


def note_coroutines_never_awaited() -> None:
    """Write down coroutines that something still holds, and close them.

    Where a test failed, its traceback keeps them alive, so no warning comes.
    """
    things = gc.get_objects()
    # There may be many; so the search itself is left to C.
    are_coroutines = map(operator.is_, map(type, things), repeat(types.CoroutineType))
    coroutines: Iterator[Any] = compress(things, are_coroutines)
    for thing in coroutines:
        if inspect.getcoroutinestate(thing) == inspect.CORO_CREATED:
            origin = [SourceLine(*entry) for entry in reversed(thing.cr_origin or ())]
            if origin:
                own = is_answer(thing.cr_code.co_filename)
                _note_never_awaited(thing.__qualname__, origin, own)
                thing.close()


def _promotions() -> int:
    """Return how often garbage may have moved on to the oldest generation."""
    return sum(generation["collections"] for generation in gc.get_stats()[1:])


def _collect_garbage(since: int) -> None:
    """Collect what a test has thrown away; a full collection only where it is needed.

    That is also where Python itself would think of one, had we not been first: what
    failing tests leave behind piles up. Python 3.14 has an incremental collector,
    whose middle generation is another.
    """
    is_due = gc.get_count()[2] > gc.get_threshold()[2]
    everything = sys.version_info >= (3, 14) or is_due or _promotions() > since
    gc.collect(2 if everything else 1)
    if everything and sys.exc_info()[0] is None:
        # What has outlived a test stays; those that come after have less to look at.
        gc.freeze()


def _note_warning(warning: warnings.WarningMessage) -> None:
    text = str(warning.message)
    if match := _NEVER_AWAITED.search(text):
        lines = _ORIGIN_LINE.findall(text)
        origin = [SourceLine(path, int(line), name) for path, line, name in lines]
        _note_never_awaited(match[1], origin)
    elif text.startswith("unclosed event loop"):
        loop = warning.source
        if isinstance(loop, VirtualLoop) and loop.belongs_to_this_test():
            _note_unclosed("An event loop")
    elif match := _UNCLOSED.search(text):
        _note_unclosed(f"A {match[1]}")


def _note_unclosed(what: str) -> None:
    record().note(f"{what} was never closed.", "Who closes it?", consequence=True)


def _note_never_awaited(name: str, origin: list[SourceLine], own: bool = False) -> None:
    """Put a forgotten await on record.

    Args:
        name: the coroutine.
        origin: where it was called, outermost first.
        own: whether its function is the answer's own.
    """
    by_answer = [line for line in origin if is_answer(line.path)]
    by_suite = [line for line in origin if is_suite(line.path)]
    record().note(
        f"The coroutine {name}() was made here, and never awaited: it did not run.",
        "What does a call of a coroutine function give back?",
        *(by_answer or by_suite or origin)[-1:],
        consequence=not (by_answer or own),
    )
