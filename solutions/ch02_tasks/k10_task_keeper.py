"""Fire, and do not forget.

There is work that nobody waits for: a mail, a line in a statistic. But a task that
nobody holds may be thrown away in the middle, and an exception that nobody looks at is
lost. Write the one place that keeps such tasks, hears of their failures, and can wait
for them.

Given      log, a logger
You write  the methods of TaskKeeper
Tools      asyncio.create_task, a set, Task.add_done_callback, asyncio.wait
Level      core
Time       30 minutes
"""

import asyncio
import logging
from asyncio import Task
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

log = logging.getLogger("task_keeper")


class TaskKeeper:
    """Keeps tasks that nobody waits for until they have ended."""

    def __init__(self) -> None:
        """Keep no task yet."""
        self._tasks: set[Task[Any]] = set()

    def spawn(self, coro: Coroutine[Any, Any, T]) -> "Task[T]":
        """Start a coroutine in a task, and return the task at once.

        The keeper holds the task until it has ended, and drops it then: its result can
        be thrown away. If the task fails, `log.error` is called once, with the
        exception as `exc_info`; the exception counts as seen. A cancelled task has not
        failed. A caller that awaits the task gets the result of `coro`, or its
        exception.
        """

        def let_go(task: Task[T]) -> None:
            self._tasks.discard(task)
            if not task.cancelled() and (error := task.exception()):
                log.error("%s failed", task.get_name(), exc_info=error)

        task = asyncio.create_task(coro)
        self._tasks.add(task)
        task.add_done_callback(let_go)
        return task

    def pending(self) -> int:
        """Return how many of its tasks have not ended."""
        return sum(not task.done() for task in self._tasks)

    async def drain(self) -> None:
        """Wait until no task is pending, including those that are spawned meanwhile.

        The failures of tasks are not raised here. Somebody may give up waiting, and
        cancel this: the tasks go on.
        """
        while self._tasks:
            await asyncio.wait(self._tasks)
            # The callbacks of a task run after the tasks that wait for it.
            await asyncio.sleep(0)
