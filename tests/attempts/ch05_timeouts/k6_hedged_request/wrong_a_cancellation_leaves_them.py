"""Ends the others when there is an answer, not when it is cancelled.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    left, tasks, running, error = list(replicas), [], set(), None
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
                for other in tasks:
                    other.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                return t.result()
            error = t.exception()
    raise error
