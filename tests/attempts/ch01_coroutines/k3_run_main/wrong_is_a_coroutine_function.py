"""Is a coroutine function itself, so ordinary code cannot call it.

Caught by: test_it_returns_the_result
"""


async def run_main(async_fn, *args):
    return await async_fn(*args)
