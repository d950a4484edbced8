"""Use each result as soon as it is there.

A page shows the offers of ten shops. A visitor should see each offer when it
comes, not when the slowest shop has answered.

Given      jobs: coroutines that are already made; do not call them
           on_result: call it with one result; it is an ordinary function
You write  as_ready
Tools      asyncio.as_completed
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

# A coroutine that is already made: do not call it. Its result is a text.
Job = Coroutine[Any, Any, str]
# An ordinary function: call it with one result, and do not await it.
OnResult = Callable[[str], object]


async def as_ready(jobs: list[Job], on_result: OnResult) -> None:
    """Run all jobs at the same time; call `on_result` with each result.

    The calls come in the order in which the jobs end, each at the moment at
    which a job ends. A job that fails does not stop the others, and there is
    no call for it. Nobody cancels a job, and `on_result` raises nothing.

    Example:
        await as_ready([offer("north", 3), offer("south", 1)], print)
        prints the offer of "south" after 1 s, and that of "north" after 3 s

    Raises:
        The exception of the job that failed first, when all have ended.
    """
    raise NotImplementedError


async def offer(shop: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return f"{shop}: 5 euro"


async def main() -> None:
    await as_ready([offer("north", 3), offer("south", 1), offer("east", 2)], print)


if __name__ == "__main__":
    asyncio.run(main())
