"""Give each task a name.

When ten tasks are at work and one of them hangs, "Task-7" helps nobody. A name
does: it is in every message about the task.

Given      jobs: a dict of coroutines that are already made; do not call them
You write  named_results
Tools      asyncio.create_task with name, await
Level      further
Time       10 minutes
"""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

# A coroutine that is already made: await it, or make a task of it; do not
# call it
Job = Coroutine[Any, Any, str]


async def named_results(jobs: dict[str, Job]) -> dict[str, str]:
    """Run all jobs at the same time, and return {name: result}.

    Each job runs in a task of its own. The name of the task is the key of the
    job, from its first step on. The results are in the order of `jobs`. The
    whole takes as long as the slowest job. No jobs: an empty dict.

    Example:
        await named_results({"ada": load(1), "grace": load(2)})
        ->  {"ada": "Ada", "grace": "Grace"}
    """
    raise NotImplementedError


async def who_am_i(seconds: float) -> str:
    await asyncio.sleep(seconds)
    task = asyncio.current_task()
    return f"in the task {task.get_name() if task else None!r}"


if __name__ == "__main__":
    began = time.perf_counter()
    print(asyncio.run(named_results({"ada": who_am_i(2), "grace": who_am_i(1)})))
    print(f"after {time.perf_counter() - began:.1f} s")
