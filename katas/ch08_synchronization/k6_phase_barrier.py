"""Wait for each other after each phase.

A weather model cuts the map into regions, and each region has a worker. To compute the
next hour, a worker needs the last hour of its neighbours: nobody may run ahead. And
when one worker fails, the others would wait for it for ever.

You write  run_phases
Tools      asyncio.Barrier, asyncio.TaskGroup
Level      further
Time       25 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

Worker = Callable[[int], Awaitable[Any]]


async def run_phases(workers: list[Worker], phases: int) -> None:
    """Call each worker once in each phase; nobody begins before all have finished.

    A phase is a number: 0, 1, … In phase k all workers work at the same time. When all
    of them have finished it, phase k + 1 begins at once. Each worker has a task of its
    own, and all its phases run in this task: what it enters in one phase it may leave
    in a later one. This returns when all have finished the last phase. No workers, or
    no phases: nobody is called, and it returns at once.

    If a worker fails, no phase begins any more, and all other workers are cancelled at
    once, whether they work or wait. Each is cancelled only once: it may take a while to
    clean up, and is not disturbed. When all have ended, the exception is raised.

    Example:
        await run_phases([north, south], 2)
            calls north(0) and south(0), and when both have finished,
            north(1) and south(1)

    Raises:
        The exception of the worker that failed first: itself, not an ExceptionGroup,
            and no BrokenBarrierError.
        asyncio.CancelledError: somebody cancels this; then all workers are cancelled,
            once, and have ended when this is raised.
    """
    raise NotImplementedError
