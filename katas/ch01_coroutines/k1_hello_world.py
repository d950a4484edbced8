"""Say hello, wait a second, and go on.

The smallest program that waits and lets others work meanwhile. While it waits,
the event loop is free to run other coroutines.

You write  hello_world
Tools      async def, await, asyncio.sleep
Level      first hour
Time       5 minutes
"""

import asyncio


async def hello_world() -> None:
    """Print "Hello,", wait one second, print "World!".

    The two words stand on a line each. While this coroutine waits, others can
    run: ten of them together (chapter 3 shows how) take one second, not ten.

    Example:
        await hello_world()  prints "Hello,", and one second later "World!"
    """
    raise NotImplementedError


if __name__ == "__main__":
    asyncio.run(hello_world())
