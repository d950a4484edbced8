"""Take the first good answer.

You ask three servers the same question. The first good answer wins, and the
other servers are told to stop.

Given      jobs: coroutines that are already made; do not call them
You write  first_result
Tools      asyncio.wait, Task.cancel, try and finally
Level      core
Time       40 minutes
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

# A coroutine that is already made: do not call it. Its result is a text.
Job = Coroutine[Any, Any, str]


async def first_result(jobs: list[Job]) -> str:
    """Run all jobs at once; return the result of the first that succeeds.

    A job that fails does not win and stops nobody, also where it fails at the
    moment at which another succeeds, or while it is cancelled. There is at
    least one job.

    As soon as there is a result, all other jobs are cancelled; first_result
    returns when they have cleaned up and ended.

    Example:
        await first_result([ask("slow", 3), ask("broken", 1), ask("fast", 2)])
        ->  "the answer of fast"

    Raises:
        The exception of the job that failed last, if all of them fail.
        asyncio.CancelledError: it was cancelled once, before there was a
            result. All jobs are cancelled then, and have ended.
    """
    running = {asyncio.create_task(job) for job in jobs}
    tasks = list(running)
    try:
        while running:
            ended, running = await asyncio.wait(
                running, return_when=asyncio.FIRST_COMPLETED
            )
            for task in ended:
                if not task.cancelled() and task.exception() is None:
                    return task.result()
        return task.result()
    finally:
        for task in tasks:
            task.cancel()
        # They may need a while to clean up, and nobody else waits for them.
        await asyncio.gather(*tasks, return_exceptions=True)


async def ask(server: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    if server == "broken":
        raise OSError("no answer")
    return f"the answer of {server}"


async def main() -> None:
    jobs = [ask("slow", 3), ask("broken", 1), ask("fast", 2)]
    print(await first_result(jobs))


if __name__ == "__main__":
    asyncio.run(main())
