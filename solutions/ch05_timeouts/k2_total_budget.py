"""One budget for all the steps.

An order goes through three services, one after another, and the customer waits for all
of them together: five seconds at most. The function is there, and it runs; but it does
not do everything that it promises. Repair it.

You write  total_budget
Tools      asyncio.timeout
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


async def total_budget(
    steps: Sequence[Callable[[], Coroutine[Any, Any, T]]], budget: float
) -> list[T]:
    """Run the steps one after another; return their results, in order.

    A step is called when the step before it has ended. When `budget` seconds have
    passed since this began, the step that is at work is cancelled, and no other step
    begins. The step may take a while to clean up; it has ended before this ends.
    No steps: an empty list.

    A budget of 0 or less is spent at once: no step that has to wait comes to its end.

    Left open: a step that ends exactly when the budget is spent; with a budget of 0 or
    less, whether the first step begins, and what comes of no steps; a cancellation
    exactly when a step ends, or while a step cleans up because the budget is spent.

    Example:
        await total_budget([pay, pack, tell], 5)
        ->  ["paid", "packed", "told"], within 5 seconds

    Raises:
        TimeoutError: the budget is spent.
        What a step raises, also if it is a TimeoutError. Then no other step begins.
        asyncio.CancelledError: somebody cancels this. Then the step that is at work is
            cancelled, and has ended when this is raised; no other step begins.
    """
    async with asyncio.timeout(budget):
        return [await step() for step in steps]
