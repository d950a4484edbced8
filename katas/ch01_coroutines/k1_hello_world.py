"""Say hello, wait a second, and go on.

The smallest program that waits without standing in anybody's way. While it
waits, the event loop is free to run other coroutines.

You write  hello_world
Tools      async def, await, asyncio.sleep
Level      core
Time       10 minutes
"""


async def hello_world() -> None:
    """Print "Hello,", wait one second, print "World!".

    The two words stand on a line each. While this coroutine waits, others can
    run: ten of them together take one second, not ten.

    Example:
        await hello_world()  prints "Hello,", and one second later "World!"
    """
    raise NotImplementedError
