"""Give each task a name.

When ten tasks are at work and one of them hangs, "Task-7" helps nobody. A name does: it
is in every message about the task.

You write  named_results
Tools      asyncio.create_task with name, or asyncio.TaskGroup
Level      further
Time       15 minutes
"""

from collections.abc import Coroutine
from typing import Any


async def named_results(jobs: dict[str, Coroutine[Any, Any, Any]]) -> dict[str, Any]:
    """Run all jobs at the same time, and return {name: result}.

    Each job runs in a task of its own, which is named after its key from its first step
    on. The results are in the order of `jobs`. If a job fails, the others are cancelled
    at once; when they have ended, its exception is raised.

    Example:
        await named_results({"ada": load(1), "grace": load(2)})
        ->  {"ada": "Ada", "grace": "Grace"}

    Raises:
        The exception of the job that failed first: itself, not an ExceptionGroup.
    """
    raise NotImplementedError
