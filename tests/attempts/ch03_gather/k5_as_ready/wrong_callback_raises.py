"""Takes the result in a callback: nobody hears of a failure there.

Caught by: test_a_failure_stops_no_other
"""

import asyncio


async def as_ready(coros, on_result):
    tasks = [asyncio.create_task(c) for c in coros]
    for t in tasks:
        t.add_done_callback(lambda t: on_result(t.result()))
    await asyncio.gather(*tasks, return_exceptions=True)
