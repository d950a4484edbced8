"""One budget for all the steps.

An order goes through three services, and the customer waits at most five
seconds for all of them. The function runs, but it does not keep its promise.
Repair it.

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

    A step is called when the one before it has ended. When `budget` seconds
    are over, the step at work is cancelled, and no other is called. It may
    take a while to clean up, and ends cancelled; after that, TimeoutError is
    raised.

    No steps: an empty list.
    Cancelled, it cancels the step at work, waits until that has ended, and is
    cancelled itself.

    Example:
        await total_budget([pay, pack, tell], 5)
        ->  ["paid", "packed", "told"], within 5 seconds

    Raises:
        What a step raises, also a TimeoutError; then no other is called.
    """
    results = []
    for step in steps:
        result = await asyncio.wait_for(step(), budget)
        results.append(result)
    return results
