"""Greet somebody after a while.

A coroutine can take arguments and hand back a result, like any function. The
caller gets the result when it awaits the coroutine.

You write  greet
Tools      async def, await, asyncio.sleep
Level      first hour
Time       5 minutes
"""

import asyncio


async def greet(name: str, delay: float) -> str:
    """Return "Hello, NAME!" after `delay` seconds.

    While this coroutine waits, others can run: two greetings of 3 s and 5 s
    that are awaited together (chapter 3 shows how) take 5 s. A delay of 0 is
    allowed.

    Example:
        await greet("Ada", 2)  ->  "Hello, Ada!", two seconds later
    """
    await asyncio.sleep(delay)
    return f"Hello, {name}!"


if __name__ == "__main__":
    print(asyncio.run(greet("Ada", 1)))
