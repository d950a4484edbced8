"""Wait for each other after each phase.

A weather model cuts the map into regions, and each region has a worker. To
compute the next hour, a worker needs the last hour of its neighbours: nobody
may run ahead. And when one worker fails, the others would wait for it for
ever.

You write  run_phases
Tools      asyncio.Barrier, asyncio.TaskGroup
Level      further
Time       25 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

# A coroutine function, which is called with the number of a phase.
Worker = Callable[[int], Coroutine[Any, Any, None]]


async def run_phases(workers: list[Worker], phases: int) -> None:
    """Call each worker once a phase; none begins before all have finished.

    The phases are 0, 1, … In each one all workers work at the same time; when
    all have finished it, the next one begins at once. This returns when all
    have finished the last phase. There may be no workers, or no phases.

    Each worker has a task of its own, in which all its phases run.

    A failure (an Exception) cancels the others, whether they work or wait,
    waits until they have ended, and comes out itself. Cancelled, it cancels
    what it started, waits until that has ended, and is cancelled itself. A
    cancelled worker may clean up for a while, and then ends cancelled; no
    other does.

    Example:
        await run_phases([north, south], 2)
            calls north(0) and south(0), and when both have finished,
            north(1) and south(1)
    """
    raise NotImplementedError
