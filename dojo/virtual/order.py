"""The order in which ready tasks run, and the steps that they take."""

import asyncio
import contextlib
import itertools
import linecache
import textwrap
import types
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from dojo.findings.source import is_answer
from dojo.virtual.tasks import innermost_frame

# A step fits into one line.
_PLAIN = (int, float, str, bytes, bool, type(None))
_LONGEST_SOURCE = 48
_LONGEST_VALUE = 20
_MOST_VALUES = 4

Choose = Callable[[list[asyncio.Task[Any]]], int]


@contextlib.contextmanager
def chosen_order(choose: Choose) -> Iterator[None]:
    """Ask in the block which of the leading tasks of the ready queue is next.

    asyncio's own order is first in, first out. Callbacks keep their place.

    Args:
        choose: gets the tasks whose steps stand first in the queue, at least one, and
            returns the place of one of them.
    """
    loop: Any = asyncio.get_running_loop()
    loop._ready = _AnyOrder(loop._ready, choose)
    try:
        yield
    finally:
        loop._ready = deque(loop._ready)


class _AnyOrder(deque[asyncio.Handle]):
    """A ready queue that asks which of the leading task steps is next."""

    def __init__(self, ready: deque[asyncio.Handle], choose: Choose) -> None:
        super().__init__(ready)
        self._choose = choose

    def popleft(self) -> asyncio.Handle:
        """Take the next callback out of the queue."""
        tasks = _leading_tasks(self)
        if not tasks:
            return super().popleft()
        chosen = self._choose(tasks)
        handle = self[chosen]
        del self[chosen]
        return handle


def _leading_tasks(ready: deque[Any]) -> list[asyncio.Task[Any]]:
    """Return the tasks whose steps stand at the head of a queue."""
    tasks = []
    for handle in ready:
        task = getattr(handle._callback, "__self__", None)
        if not isinstance(task, asyncio.Task):
            break
        tasks.append(task)
    return tasks


def step_of(name: str, coro: object) -> str:
    """Return the line at which a coroutine goes on, and what it sees there."""
    frame = innermost_frame(coro)
    if frame is None:
        return name
    path, line = frame.f_code.co_filename, frame.f_lineno
    where = f"line {line}" if is_answer(path) else f"test line {line}"
    # Thousands of steps are written down: none of them asks the disk for its line.
    source = textwrap.shorten(
        linecache.getline(path, line), _LONGEST_SOURCE, placeholder=" …"
    )
    seen = ", ".join(f"{name}={value}" for name, value in _seen_in(frame))
    return f"{name}, {where}: {source}   {seen}".rstrip()


def _seen_in(frame: types.FrameType) -> Iterator[tuple[str, str]]:
    """Yield the plain values that a function and its object hold now."""
    names = {k: v for k, v in frame.f_locals.items() if not k.startswith("_")}
    own = getattr(names.get("self"), "__dict__", {})
    names |= {f"self.{name}": value for name, value in own.items()}
    plain = ((name, repr(v)) for name, v in names.items() if isinstance(v, _PLAIN))
    short = ((name, text) for name, text in plain if len(text) <= _LONGEST_VALUE)
    return itertools.islice(short, _MOST_VALUES)
