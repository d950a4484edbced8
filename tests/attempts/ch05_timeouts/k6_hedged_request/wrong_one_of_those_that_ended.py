"""Looks at one of those that have ended, and forgets the others.

Caught by: test_an_answer_wins_over_failures_of_the_same_moment
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    left, tasks, running, error = list(replicas), [], [], None
    try:
        while left or running:
            if left:
                tasks.append(asyncio.create_task(fetch(left.pop(0))))
                running.append(tasks[-1])
            done, pending = await asyncio.wait(
                running,
                timeout=delay if left else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if done:
                t = next(t for t in running if t in done)
                running = list(pending)
                if not t.exception():
                    return t.result()
                error = t.exception()
        raise error
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
