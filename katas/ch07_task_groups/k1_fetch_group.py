"""Fetch everything, or stop fetching.

A report needs the figures of ten offices, and without one of them there is no report.
So when a request fails, nobody should go on fetching for nothing. The errors go into
the log: all that happened, not only the first.

Given      fetch, a coroutine function
You write  fetch_group
Tools      asyncio.TaskGroup, TaskGroup.create_task, Task.result
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


async def fetch_group(
    fetch: Callable[[K], Coroutine[Any, Any, V]], ids: Iterable[K]
) -> list[V]:
    """Return `await fetch(id)` for each id, in the order of `ids`.

    All requests are at work at the same time, so the whole takes as long as the
    slowest one. `ids` may be any iterable, also one that can be read only once. An id
    that comes twice is fetched twice. No ids: an empty list.

    When a request fails, all others are cancelled at once, each of them once. They may
    take a while to clean up; when all have ended, an ExceptionGroup is raised.

    Example:
        await fetch_group(fetch, [3, 1])  ->  ["three", "one"]

    Raises:
        ExceptionGroup: a request failed. In the group, or in groups inside it, is the
            error of each request that failed, once, also of those that failed while
            they cleaned up; and nothing else is.
        asyncio.CancelledError: somebody cancels this; then all requests are cancelled
            at once, and have ended when this is raised. If a request fails too, before
            that or meanwhile, the ExceptionGroup may come out instead.
    """
    raise NotImplementedError
