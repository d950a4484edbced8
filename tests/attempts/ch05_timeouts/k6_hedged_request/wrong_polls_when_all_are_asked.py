"""Keeps on looking every delay when nobody is left to be asked.

Caught by: test_without_delay_all_are_asked_at_once
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    left, tasks, running, error = list(replicas), [], set(), None
    try:
        while left or running:
            if left:
                tasks.append(asyncio.create_task(fetch(left.pop(0))))
                running.add(tasks[-1])
            done, running = await asyncio.wait(
                running, timeout=delay, return_when=asyncio.FIRST_COMPLETED
            )
            for t in done:
                if not t.exception():
                    return t.result()
                error = t.exception()
        raise error
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
