"""Let all of them finish, and sort out the failures.

A report is sent to ten addresses. If some of them fail, the others must still
be sent. In the end you want to know what went well, and what went wrong.

Given      jobs: coroutines that are already made; do not call them
You write  settle
Tools      asyncio.gather with return_exceptions, or asyncio.wait
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

# A coroutine that is already made: do not call it. Its result is a text.
Job = Coroutine[Any, Any, str]


async def settle(jobs: list[Job]) -> tuple[list[str], list[BaseException]]:
    """Run all jobs at the same time; return the results, and the exceptions.

    Both lists are in the order of `jobs`. It waits for all jobs: a job that
    fails does not stop the others, and its exception is not raised. A job that
    ends with asyncio.CancelledError has failed with that exception. No jobs:
    two empty lists.

    Example:
        await settle([send("ada"), send("bob"), send("alan")])
        ->  (["sent to ada", "sent to alan"], [LookupError("no bob here")])
    """
    raise NotImplementedError


async def send(name: str) -> str:
    await asyncio.sleep(1)
    if name == "bob":
        raise LookupError("no bob here")
    return f"sent to {name}"


async def main() -> None:
    results, errors = await settle([send("ada"), send("bob"), send("alan")])
    print("results:", results)
    print("errors:", errors)


if __name__ == "__main__":
    asyncio.run(main())
