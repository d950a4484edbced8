"""Makes a coroutine that asyncio.run refuses, and forgets it.

Caught by: test_it_refuses_inside_a_coroutine
"""

import asyncio


def run_main(async_fn, *args):
    return asyncio.run(async_fn(*args))
