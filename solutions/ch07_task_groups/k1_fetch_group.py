"""Fetch everything, or stop fetching.

A report needs the figures of ten offices, and without one of them there is no
report. The log wants all errors that happened, not only the first.

Given      fetch: call it with one id, and you get a coroutine
You write  fetch_group
Tools      asyncio.TaskGroup, TaskGroup.create_task, Task.result
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

# Call it with one id, and you get a coroutine.
Fetch = Callable[[int], Coroutine[Any, Any, str]]


async def fetch_group(fetch: Fetch, ids: list[int]) -> list[str]:
    """Return what `fetch` gives for each id, in the order of `ids`.

    All requests are at work at the same time. An id that comes twice is
    fetched twice. No ids: an empty list.

    A failure cancels the others, waits until they have ended, and comes out in
    an ExceptionGroup. So do the errors of those that fail while they clean up,
    and nothing else does.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself.

    Example:
        await fetch_group(fetch, [3, 1])  ->  ["three", "one"]
    """
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch(id)) for id in ids]
    # Here all of them have ended, and none has failed.
    return [task.result() for task in tasks]
