"""Asks all of them at the beginning.

Caught by: test_a_quick_answer_is_enough
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    tasks = [asyncio.create_task(fetch(r)) for r in replicas]
    pending, error = set(tasks), None
    try:
        while pending:
            done, pending = await asyncio.wait(
                pending, timeout=delay, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                if task.exception() is None:
                    return task.result()
                error = task.exception()
        raise error
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
