"""Nobody begins the next round before all have finished this one.

A simulation runs in rounds. Each worker computes its part of a round from what the
others have computed in the round before. So each waits for all, again and again.

You write  run_phases
Tools      asyncio.Barrier, asyncio.TaskGroup
Level      further
Time       25 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence


async def run_phases(
    workers: Sequence[Callable[[int], Awaitable[object]]], phases: int
) -> None:
    """Let all workers do phase 0, then all of them phase 1, and so on.

    In phase `k` each worker is called once: `await worker(k)`. All of them are at work
    at the same time. No call of a phase begins before all calls of the phase before
    have ended; then the phase begins at once. No workers or no phases: nothing is done.

    Example:
        await run_phases([compute_left, compute_right], 3)
        ->  both with 0, then both with 1, then both with 2

    Raises:
        The exception of a worker that has failed, by itself or in an ExceptionGroup;
            not what the others may have met because of that. Then the workers that were
            at work are cancelled, and have ended when it is raised; no phase follows.
        asyncio.CancelledError: somebody cancels this. The same holds.
    """
    barrier = asyncio.Barrier(max(1, len(workers)))

    async def all_phases(worker: Callable[[int], Awaitable[object]]) -> None:
        for phase in range(phases):
            await worker(phase)
            await barrier.wait()

    async with asyncio.TaskGroup() as tasks:
        for worker in workers:
            tasks.create_task(all_phases(worker))
