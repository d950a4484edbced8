"""Where a loop is running, it runs the coroutine in a thread instead of refusing.

Caught by: test_it_refuses_inside_a_coroutine
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run_main(async_fn, *args):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(async_fn(*args))).result()
