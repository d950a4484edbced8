"""What each task of a loop waits for, and at which line."""

import asyncio
import gc
import os
import types
from collections.abc import Iterable, Iterator
from typing import Any

from dojo.findings.source import SourceLine, is_answer, is_suite, line_of

_ASYNCIO = f"{os.path.dirname(asyncio.__file__)}{os.sep}"
_MOST_TASKS, _MOST_FAILED = 6, 3


def describe_tasks(
    loop: asyncio.AbstractEventLoop, known: Iterable[asyncio.Task[Any]]
) -> str:
    """Return what each pending task of a loop waits for, and where.

    Args:
        loop: the event loop.
        known: tasks that it has had: where one has failed, the others may wait for it.
    """
    tasks = sorted(asyncio.all_tasks(loop), key=_age)
    failed = (task for task in known if task.done() and not task.cancelled())
    shown = [
        f"  {_who(task)} has failed: {error!r}"
        for task in sorted(failed, key=_age)
        if (error := task.exception()) is not None
    ][:_MOST_FAILED]
    shown += [_describe(task) for task in tasks[:_MOST_TASKS]]
    if len(tasks) > _MOST_TASKS:
        shown.append(f"  … and {len(tasks) - _MOST_TASKS} more tasks")
    return "\n".join(shown)


def _describe(task: asyncio.Task[Any]) -> str:
    line = task_line(task)
    at = f" at {line}" if line is not None else ""
    refused = (
        "\n    cancel() was called on this task, and it went on: it refused to stop"
        if task.cancelling() and not task.done()
        else ""
    )
    text = f"{_who(task)} waits for {_what_it_waits_for(task)}{at}{refused}"
    return "  " + text.replace("\n", "\n  ")


def task_line(task: asyncio.Task[Any]) -> SourceLine | None:
    """Return the innermost line of an answer, else of a suite, that a task is at."""
    frame = innermost_frame(task.get_coro())
    return line_of(frame) if frame is not None else None


def innermost_frame(awaitable: Any) -> types.FrameType | None:
    """Return the innermost frame of an answer, else of a suite, below an awaitable."""
    frames = list(_frames(awaitable))
    for wanted in (is_answer, is_suite):
        for frame in reversed(frames):
            if wanted(frame.f_code.co_filename):
                return frame
    return None


def _what_it_waits_for(task: asyncio.Task[Any]) -> str:
    inside = [
        frame.f_code.co_qualname
        for frame in _frames(task.get_coro())
        if frame.f_code.co_filename.startswith(_ASYNCIO)
    ]
    if "TaskGroup.__aexit__" in inside:
        return "the tasks of its TaskGroup"
    for name in inside:
        if not name.rpartition(".")[2].startswith("_"):
            return f"{name}()"
    future = getattr(task, "_fut_waiter", None)
    if future is None:
        return "its next step"
    if isinstance(future, asyncio.Task):
        return _who(future)
    if type(future).__name__ == "_GatheringFuture":
        return "gather()"
    return "a future"


def _who(task: asyncio.Task[Any]) -> str:
    coro = task.get_coro()
    if coro is not None and is_the_test(coro):
        return "the test"
    return f"{task.get_name()}, {getattr(coro, '__qualname__', coro)}(),"


def is_the_test(coro: Any) -> bool:
    """Tell whether a coroutine is a test of a suite."""
    code = getattr(coro, "cr_code", None)
    return (
        code is not None
        and is_suite(code.co_filename)
        and code.co_name.startswith("test")
    )


def _age(task: asyncio.Task[Any]) -> tuple[int, str]:
    name = task.get_name()
    digits = name.removeprefix("Task-")
    return (int(digits) if digits.isdigit() else 0, name)


def _frames(awaitable: Any) -> Iterator[types.FrameType]:
    """Yield the frames from a coroutine to what it waits for at the bottom."""
    while awaitable is not None:
        for prefix in ("cr", "gi", "ag"):
            frame = getattr(awaitable, f"{prefix}_frame", None)
            if frame is not None:
                yield frame
                break
        awaitable = _awaited_by(awaitable)


def _awaited_by(awaitable: Any) -> Any:
    for name in ("cr_await", "gi_yieldfrom", "ag_await"):
        if hasattr(awaitable, name):
            return getattr(awaitable, name)
    # What drives an async generator does not name it; the garbage collector does.
    for referent in gc.get_referents(awaitable):
        if isinstance(
            referent,
            types.CoroutineType | types.GeneratorType | types.AsyncGeneratorType,
        ):
            return referent
    return None
