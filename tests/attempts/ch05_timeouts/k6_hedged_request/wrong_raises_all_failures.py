"""Raises a group with all failures.

Caught by: test_all_of_them_fail
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    left, tasks, running, errors = list(replicas), [], set(), []
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
                errors.append(t.exception())
        raise ExceptionGroup("nobody answered", errors)
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
