"""Leaves the event loop open if the coroutine fails.

Caught by: test_the_loop_is_closed_after_an_exception
"""

import asyncio


def run_main(async_fn, *args):
    loop = asyncio.new_event_loop()
    result = loop.run_until_complete(async_fn(*args))
    loop.close()
    return result
