"""What a test leaves behind: tasks, coroutines, generators, sessions nobody ended."""

import asyncio
import contextlib
import functools
import gc
import inspect
import operator
import re
import sys
import types
import warnings
from collections.abc import Callable, Coroutine, Iterator
from itertools import compress, repeat
from typing import Any, Protocol

from dojo.findings.findings import Finding, Misconduct, notebook
from dojo.findings.source import (
    Spot,
    current_frame,
    is_answer,
    is_suite,
    nearest_author,
    spots_of,
)
from dojo.virtual.loop import Deadlock, VirtualLoop, report_open_generator
from dojo.virtual.tasks import task_spot
from dojo.virtual.timeline import timeline

_ORIGIN_DEPTH = 4
_SECONDS_TO_CLEAN_UP = 3600
_NEVER_AWAITED = re.compile(r"coroutine '(.+?)' was never awaited")
_ORIGIN_LINE = re.compile(r'File "(.+)", line (\d+), in (.+)')
_UNCLOSED = re.compile(r"unclosed <?(transport|socket)")

_caught: list[warnings.WarningMessage] = []


class Recorder(Protocol):
    """Something that records what one test, or one example of it, does."""

    def begin_afresh(self) -> None:
        """Forget the test or example before."""

    def note_leftovers(self) -> None:
        """Write down what is left behind now."""


recorders: list[Recorder] = []


@contextlib.contextmanager
def looking_for_leftovers() -> Iterator[None]:
    """Record what is left behind in the block; findings go into the notebook."""
    global _caught
    look_after_sessions()
    sys.set_coroutine_origin_tracking_depth(_ORIGIN_DEPTH)
    promotions = _promotions()
    with warnings.catch_warnings(record=True) as _caught:
        warnings.simplefilter("always")
        try:
            yield
        finally:
            sys.set_coroutine_origin_tracking_depth(0)
            _collect_garbage(since=promotions)
            note_warnings()


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


def raise_findings() -> None:
    """Fail if anything was found.

    Raises:
        Misconduct: it holds the findings.
    """
    note_warnings()
    for recorder in recorders:
        recorder.note_leftovers()
    if findings := notebook.take():
        raise Misconduct(findings)


def note_warnings() -> None:
    """Turn the warnings recorded so far into findings."""
    recorded = _caught[:]
    _caught.clear()
    for warning in recorded:
        finding = _explain_warning(warning)
        if finding is not None:
            notebook.add(finding)


def note_coroutines_never_awaited() -> None:
    """Write down coroutines that something still holds, and close them.

    Where a test failed, its traceback keeps them alive, so no warning comes.
    """
    things = gc.get_objects()
    # There may be many; so the search itself is left to C.
    are_coroutines = map(operator.is_, map(type, things), repeat(types.CoroutineType))
    coroutines: Iterator[Any] = compress(things, are_coroutines)
    for thing in coroutines:
        if _is_untouched(thing):
            origin = [Spot(*entry) for entry in reversed(thing.cr_origin or ())]
            if origin:
                own = is_answer(thing.cr_code.co_filename)
                notebook.add(_never_awaited(thing.__qualname__, origin, own))
                thing.close()


def unwritten_function(error: BaseException) -> Spot | None:
    """Return the line of a stub that raised NotImplementedError during a failed test.

    The error of the test may be another one: where the stub ran in a task, the
    test may have seen no more than that the task has failed.
    """
    for raised in (error, *_errors_of_tasks()):
        spots = list(spots_of(raised.__traceback__))
        by_answer = bool(spots) and is_answer(spots[-1].path)
        if isinstance(raised, NotImplementedError) and by_answer:
            return spots[-1]
    return None


def take_stock(loop: VirtualLoop) -> None:
    """Write down what is still open on a loop, and end it.

    Args:
        loop: the loop, which does not run now.
    """
    if loop.is_the_judges:
        with contextlib.suppress(Deadlock, KeyboardInterrupt):
            loop.run_ready()
    left = [t for t in asyncio.all_tasks(loop) if not loop.is_the_judges_own(t)]
    for task in left:
        if not task.cancelling():
            notebook.add(_left_running(task, loop))
    if left:
        timeline.freeze()
        _stop(left, loop)
    for generator in list(loop._asyncgens):
        if generator not in loop.generators_of_the_judge:
            report_open_generator(generator)
    for end in loop.at_the_end:
        end()
    loop.run_ready()


def look_after_runners() -> Callable[[], None]:
    """Take stock of each virtual loop before an `asyncio.Runner` closes it.

    `asyncio.run` cancels without a word what still runs at its end.

    Returns:
        A function that takes it back.
    """
    real_close = asyncio.Runner.close

    @functools.wraps(real_close)
    def close(self: asyncio.Runner) -> None:
        loop = getattr(self, "_loop", None)
        if isinstance(loop, VirtualLoop) and not loop.is_closed():
            take_stock(loop)
        real_close(self)

    # mypy refuses to replace a method; restore() puts it back.
    asyncio.Runner.close = close  # type: ignore[method-assign]  # see above

    def restore() -> None:
        # mypy refuses to replace a method; this one is the class's own.
        asyncio.Runner.close = real_close  # type: ignore[method-assign]  # see above

    return restore


def look_after_sessions() -> None:
    """Let each aiohttp session remember the line that opened it."""
    aiohttp = sys.modules.get("aiohttp")
    session = getattr(aiohttp, "ClientSession", None)
    if session is None or hasattr(session.__init__, "__wrapped__"):
        return
    real_init = session.__init__

    @functools.wraps(real_init)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        real_init(self, *args, **kwargs)
        object.__setattr__(self, "_opened_at", nearest_author(current_frame()))

    session.__init__ = init


def _stop(tasks: list[asyncio.Task[Any]], loop: VirtualLoop) -> None:
    findings = notebook.take()
    for task in tasks:
        # The cancellation of a task that waits for itself never comes to an end.
        with contextlib.suppress(RecursionError):
            task.cancel()
    waiter = loop.create_task(_wait_for_all(tasks))
    with contextlib.suppress(Deadlock, KeyboardInterrupt):
        loop.run_until_complete(waiter)
    notebook.take()
    for finding in findings:
        notebook.add(finding)
    for task in tasks:
        if not task.done():
            notebook.add(_refused(task))
    for task in (*tasks, waiter):
        if not task.done():
            _bury(task)


async def _wait_for_all(tasks: list[asyncio.Task[Any]]) -> None:
    done, _ = await asyncio.wait(tasks, timeout=_SECONDS_TO_CLEAN_UP)
    for task in done:
        if not task.cancelled():
            task.exception()


def _bury(task: asyncio.Task[Any]) -> None:
    """Make the loop forget a task that does not end."""
    asyncio.tasks._unregister_task(task)
    # A private part of asyncio, which its type stubs do not have.
    task._log_destroy_pending = False  # type: ignore[attr-defined]  # see above
    coro = task.get_coro()
    # It may answer with whatever it likes; nobody listens any more.
    with contextlib.suppress(BaseException):
        coro.close()


def _left_running(task: asyncio.Task[Any], loop: VirtualLoop) -> Finding:
    name = getattr(task.get_coro(), "__qualname__", "?")
    if name.endswith("athrow") or "aclose" in repr(task.get_coro()):
        return Finding(
            "An async generator was left open: asyncio had to close it.",
            "Who closes it when the loop over it ends early?",
            consequence=True,
        )
    made, now = loop.created_at.get(task), task_spot(task)
    spots = tuple(dict.fromkeys(spot for spot in (made, now) if spot is not None))
    where = (
        "It was created at the first line, and stood at the second."
        if spots[1:]
        else ""
    )
    return Finding(
        f"{task.get_name()}, {name}(), was still running at the end. {where}".strip(),
        "Who waits for this task, or stops it?",
        spots,
        consequence=True,
    )


def _refused(task: asyncio.Task[Any]) -> Finding:
    spot = task_spot(task)
    return Finding(
        f"{task.get_name()} was cancelled and refused to stop: "
        "it still stood at this line.",
        "What happens to the CancelledError that reaches it?",
        (spot,) if spot is not None else (),
        consequence=True,
        hung=True,
    )


def _explain_warning(warning: warnings.WarningMessage) -> Finding | None:
    text = str(warning.message)
    if match := _NEVER_AWAITED.search(text):
        lines = _ORIGIN_LINE.findall(text)
        return _never_awaited(match[1], [Spot(p, int(n), f) for p, n, f in lines])
    if (
        text.startswith("unclosed event loop")
        and isinstance(warning.source, VirtualLoop)
        and warning.source.belongs_to_this_test()
    ):
        return Finding(
            "An event loop was never closed.", "Who closes it?", consequence=True
        )
    if match := _UNCLOSED.search(text):
        return Finding(
            f"A {match[1]} was never closed.", "Who closes it?", consequence=True
        )
    return None


def _never_awaited(name: str, origin: list[Spot], own: bool = False) -> Finding:
    """Explain a forgotten await.

    Args:
        name: the coroutine.
        origin: where it was called, outermost first.
        own: whether its function is the answer's own.
    """
    by_answer = [spot for spot in origin if is_answer(spot.path)]
    by_suite = [spot for spot in origin if is_suite(spot.path)]
    spots = (by_answer or by_suite or origin)[-1:]
    return Finding(
        f"The coroutine {name}() was made here, and never awaited: it did not run.",
        "What does a call of a coroutine function give back?",
        tuple(spots),
        consequence=not (by_answer or own),
    )


def _errors_of_tasks() -> Iterator[BaseException]:
    for loop in VirtualLoop.of_this_test:
        for task in list(loop.created_at):
            if task.done() and not task.cancelled() and (error := task.exception()):
                yield error


def _is_untouched(coro: Coroutine[Any, Any, Any]) -> bool:
    return inspect.getcoroutinestate(coro) == inspect.CORO_CREATED
