"""Fire, and do not forget.

There is work that nobody waits for: a mail, a line in a statistic. But a task that
nobody holds may be thrown away before it has ended, and an exception that nobody looks
at is lost. Write the one place that holds such tasks, logs their failures, and can wait
for them.

Given      log, a logger: log.error("a text", exc_info=error) logs an exception, too
You write  the methods of TaskKeeper
Tools      asyncio.create_task, a set, Task.add_done_callback, asyncio.wait
Level      core
Time       30 minutes
"""

import asyncio
import logging
from asyncio import Task
from collections.abc import Coroutine
from typing import Any

# A coroutine that is already made: make a task of it; do not call it
Job = Coroutine[Any, Any, Any]

log = logging.getLogger("task_keeper")


class TaskKeeper:
    """Keeps tasks that nobody waits for until they have ended."""

    def __init__(self) -> None:
        """Keep no task yet."""
        self._tasks: set[Task[Any]] = set()

    def spawn(self, job: Job) -> "Task[Any]":
        """Start `job` in a task, and return the task at once.

        The keeper holds the task until it has ended. After that it holds neither the
        task nor its result. If the task fails, `log.error` is called once, with the
        exception as `exc_info`, and asyncio does not complain that nobody retrieved it.
        A cancelled task has not failed. Whoever awaits the task gets the result of
        `job`, or its exception.
        """

        def let_go(task: Task[Any]) -> None:
            self._tasks.discard(task)
            if not task.cancelled() and (error := task.exception()):
                log.error("%s failed", task.get_name(), exc_info=error)

        task = asyncio.create_task(job)
        self._tasks.add(task)
        task.add_done_callback(let_go)
        return task

    def pending(self) -> int:
        """Return how many of its tasks have not ended."""
        return sum(not task.done() for task in self._tasks)

    async def drain(self) -> None:
        """Wait until no task is pending, also none that was spawned meanwhile.

        The failures of tasks are not raised here. If somebody cancels this, only the
        waiting ends: the tasks go on.
        """
        while self._tasks:
            await asyncio.wait(self._tasks)
            # The callbacks of a task run after the tasks that wait for it.
            await asyncio.sleep(0)


async def send_mail(name: str, seconds: float) -> None:
    await asyncio.sleep(seconds)
    if name == "nobody":
        raise LookupError("there is no such address")
    print(f"a mail to {name} was sent")


async def main() -> None:
    keeper = TaskKeeper()
    for seconds, name in enumerate(["Ada", "nobody", "Grace"], 1):
        keeper.spawn(send_mail(name, seconds / 2))
    print(keeper.pending(), "mails are on their way")
    await keeper.drain()
    print(keeper.pending(), "mails are on their way")


if __name__ == "__main__":
    asyncio.run(main())
