"""Uses one event loop for all calls, and never closes it.

Caught by: test_each_call_has_a_loop_of_its_own
"""

import asyncio

loop = None


def run_main(async_fn, *args):
    global loop
    loop = loop or asyncio.new_event_loop()
    return loop.run_until_complete(async_fn(*args))
