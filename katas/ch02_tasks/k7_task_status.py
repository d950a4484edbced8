"""Tell the state of a task.

A program that has started tasks wants to know what became of them. It must not
wait for them, and their exceptions must not come out of the question.

Given      task: a task that somebody else has made
You write  task_status
Tools      Task.done, Task.cancelled, Task.exception
Level      core
Time       10 minutes
"""

import asyncio
from typing import Any


def task_status(task: asyncio.Task[Any]) -> str:
    """Return the state of a task, without waiting for it and without raising.

    "pending": it has not ended, also where it has been asked to stop.
    "done": it returned a result.
    "failed": it ended with an exception, of whatever kind.
    "cancelled": it was cancelled, and has ended.

    The exception of a failed task has then been looked at: asyncio does not
    complain later that nobody has asked for it ("Task exception was never
    retrieved").

    Example:
        task_status(asyncio.create_task(asyncio.sleep(1)))  ->  "pending"
    """
    raise NotImplementedError


async def fail() -> None:
    raise ValueError("broken")


async def main() -> None:
    slow = asyncio.create_task(asyncio.sleep(9))
    quick, failing = asyncio.sleep(0.5), fail()
    tasks = [asyncio.create_task(quick), asyncio.create_task(failing), slow]
    print("at first:", [task_status(task) for task in tasks])
    await asyncio.sleep(1)
    print("after a second:", [task_status(task) for task in tasks])
    slow.cancel()
    await asyncio.wait([slow])
    print("after cancel:", [task_status(task) for task in tasks])


if __name__ == "__main__":
    asyncio.run(main())
