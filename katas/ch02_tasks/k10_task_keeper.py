"""Fire, and do not forget.

A task that nobody holds may be thrown away before it has ended, and an
exception that nobody looks at is lost. So let a keeper hold them.

Given      log, a logger: log.error("text", exc_info=error) logs an error too
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
    """Keeps tasks until they have ended."""

    def __init__(self) -> None:
        """Hold no task."""
        raise NotImplementedError

    def spawn(self, job: Job) -> "Task[Any]":
        """Start `job` in a task; return that at once. It ends as `job` does.

        The keeper holds the task and its result only until it has ended. If
        the task fails, `log.error` is called once, with the exception as
        `exc_info`. A cancelled task has not failed.
        """
        raise NotImplementedError

    def pending(self) -> int:
        """Return how many tasks have not ended."""
        raise NotImplementedError

    async def drain(self) -> None:
        """Wait until no task is pending, also none that was spawned meanwhile.

        It raises no failure of a task. If it is cancelled, the tasks go on.
        """
        raise NotImplementedError


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
