"""Awaits the coroutines one after another.

Caught by: test_the_first_to_end_comes_first
"""


async def as_ready(coros, on_result):
    for coro in coros:
        on_result(await coro)
