"""Hides the CancelledError of each loser, and with it its own.

Caught by: test_it_may_be_cancelled_at_any_time
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
                running,
                timeout=delay if left else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
            for t in done:
                if not t.exception():
                    return t.result()
                error = t.exception()
        raise error
    finally:
        for t in tasks:
            t.cancel()
        for t in tasks:
            try:
                await t
            except (Exception, asyncio.CancelledError):
                pass
