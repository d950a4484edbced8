"""Cancels the others, and returns while they clean up.

Caught by: test_the_others_have_cleaned_up
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    left, running, error = list(replicas), set(), None
    try:
        while left or running:
            if left:
                running.add(asyncio.create_task(fetch(left.pop(0))))
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
        for t in running:
            t.cancel()
