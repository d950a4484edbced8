"""All of them, or none.

An order is paid, packed and announced, all at the same time. If one of the
three fails, the other two have to stop, and to undo what they did. Only then
the caller hears of the failure.

Given      jobs: coroutines that are already made; do not call them
You write  all_or_nothing
Tools      asyncio.gather or asyncio.TaskGroup, Task.cancel
Level      further
Time       25 minutes
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

# A coroutine that is already made: do not call it. Its result is a text.
Job = Coroutine[Any, Any, str]


async def all_or_nothing(jobs: list[Job]) -> list[str]:
    """Run all jobs at once; return their results, in the order of `jobs`.

    If a job fails, all others are cancelled at once. They may take a while to
    clean up. When all of them have ended, the exception is raised. No jobs: an
    empty list.

    Example:
        await all_or_nothing([pay(), pack(), tell()])  ->  ["paid", "packed",
            "told"]

    Raises:
        The exception of the job that failed first: itself, not an
        ExceptionGroup. asyncio.CancelledError: all_or_nothing was cancelled
            before a job failed. Then all jobs are cancelled, and have ended
            when this is raised.
    """
    raise NotImplementedError


async def step(name: str, seconds: float) -> str:
    try:
        await asyncio.sleep(seconds)
        if name == "pack":
            raise LookupError("no box is left")
        return f"{name}: done"
    except asyncio.CancelledError:
        print(f"{name}: undone")
        raise


async def main() -> None:
    print(await all_or_nothing([step("pay", 1), step("tell", 2)]))
    try:
        await all_or_nothing([step("pay", 3), step("pack", 1)])
    except LookupError as error:
        print("nothing is done:", error)


if __name__ == "__main__":
    asyncio.run(main())
