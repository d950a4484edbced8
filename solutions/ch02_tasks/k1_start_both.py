"""Start two things at once.

A coroutine that you await runs to its end before your next line. A **task**
runs by itself. Here are two coroutines: make a task of each, and both are at
work while you wait.

Given      first and second: coroutines that are already made; do not call them
You write  start_both
Tools      asyncio.create_task, await
Level      core
Time       10 minutes
"""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

# A coroutine that is already made: await it, or make a task of it; do not
# call it
Job = Coroutine[Any, Any, str]


async def start_both(first: Job, second: Job) -> tuple[str, str]:
    """Run both coroutines at the same time, and return both results.

    The results come in the order of the arguments. The whole takes as long as
    the slower one.

    Example:
        await start_both(load("ada", 2), load("grace", 1))  ->  ("Ada",
            "Grace")
    """
    first_task = asyncio.create_task(first)
    second_task = asyncio.create_task(second)
    return await first_task, await second_task


async def load(name: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return name.title()


if __name__ == "__main__":
    began = time.perf_counter()
    print(asyncio.run(start_both(load("ada", 2), load("grace", 1))))
    print(f"after {time.perf_counter() - began:.1f} s")
