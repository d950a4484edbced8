"""Stop a task.

A task is at work, and its result is not needed any more. Ask it to stop, and
wait until it has: it may close a file first, or say goodbye to a server, and
that takes a while.

Given      task: a task that somebody else has made
You write  stop_task
Tools      Task.cancel, asyncio.wait
Level      core
Time       10 minutes
"""

import asyncio
from typing import Any


async def stop_task(task: asyncio.Task[Any]) -> None:
    """Cancel `task` once, and return as soon as it has ended.

    The task may take a while to clean up; it is not disturbed meanwhile.
    Nothing is raised, also where the task has ended before.

    Example:
        await stop_task(task)
        task.cancelled()  ->  True
    """
    raise NotImplementedError


async def count() -> None:
    try:
        for number in range(100):
            print(number)
            await asyncio.sleep(0.5)
    finally:
        print("cleaning up")
        await asyncio.sleep(1)
        print("clean")


async def main() -> None:
    task = asyncio.create_task(count())
    await asyncio.sleep(1.2)
    await stop_task(task)
    print("stopped:", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
