"""What a test leaves behind on a loop: tasks, generators, sessions nobody ended."""

import asyncio
import contextlib
from typing import Any

from dojo.findings.findings import Misconduct, record
from dojo.virtual.lost import note_open_generator
from dojo.virtual.tasks import task_line
from dojo.virtual.timeline import timeline
from dojo.virtual.watched import Deadlock, WatchedLoop, loops_of_this_test

_SECONDS_TO_CLEAN_UP = 3600


def raise_findings() -> None:
    """Fail if anything was found.

    Raises:
        Misconduct: it holds the findings.
    """
    for look in record().at_the_end:
        look()
    if findings := record().take_findings():
        raise Misconduct(findings)


def end_what_is_left() -> None:
    """Take stock of each loop of this test that is neither closed nor running."""
    for loop in list(loops_of_this_test()):
        if not loop.is_closed() and not loop.is_running():
            take_stock(loop)


def take_stock(loop: WatchedLoop) -> None:
    """Write down what is still open on a loop, and end it.

    Args:
        loop: the loop, which does not run now.
    """
    if not loop.is_of_an_answer:
        with contextlib.suppress(Deadlock, KeyboardInterrupt):
            loop.run_ready()
    left = [t for t in asyncio.all_tasks(loop) if not loop.is_the_judges_own(t)]
    for task in left:
        if not task.cancelling():
            _note_left_running(task, loop)
    if left:
        timeline().freeze()
        _stop(left, loop)
    for generator in loop.open_generators:
        note_open_generator(generator)
    for end in loop.at_the_end:
        end()
    loop.run_ready()


def _stop(tasks: list[asyncio.Task[Any]], loop: WatchedLoop) -> None:
    findings = list(record().findings)
    for task in tasks:
        # The cancellation of a task that waits for itself never comes to an end.
        with contextlib.suppress(RecursionError):
            task.cancel()
    waiter = loop.create_task(_wait_for_all(tasks))
    with contextlib.suppress(Deadlock, KeyboardInterrupt):
        loop.run_until_complete(waiter)
    record().findings = findings
    refusing = [task for task in tasks if not task.done()]
    for task in refusing:
        _note_refusal(task)
    for task in (*refusing, waiter):
        loop.bury(task)


async def _wait_for_all(tasks: list[asyncio.Task[Any]]) -> None:
    done, _ = await asyncio.wait(tasks, timeout=_SECONDS_TO_CLEAN_UP)
    for task in done:
        if not task.cancelled():
            task.exception()


def _note_left_running(task: asyncio.Task[Any], loop: WatchedLoop) -> None:
    name = getattr(task.get_coro(), "__qualname__", "?")
    if name.endswith("athrow") or "aclose" in repr(task.get_coro()):
        record().note(
            "An async generator was left open: asyncio had to close it.",
            "Who closes it when the loop over it ends early?",
            consequence=True,
        )
        return
    made, now = loop.created_at.get(task), task_line(task)
    seen = f"{task.get_name()}, {name}(), was still running at the end."
    if made and now and made != now:
        seen = f"{seen} It was created at the first line, and stood at the second."
    record().note(
        seen,
        "Who waits for this task, or stops it?",
        *dict.fromkeys([made, now]),
        consequence=True,
    )


def _note_refusal(task: asyncio.Task[Any]) -> None:
    record().note(
        f"{task.get_name()} was cancelled and refused to stop: "
        "it still stood at this line.",
        "What happens to the CancelledError that reaches it?",
        task_line(task),
        consequence=True,
        hung=True,
    )
