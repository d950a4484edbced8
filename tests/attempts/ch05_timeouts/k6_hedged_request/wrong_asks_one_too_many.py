"""Asks the next one after each failure, also when nobody is left.

Caught by: test_all_of_them_fail
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    tasks, running = [], set()
    try:
        while True:
            tasks.append(asyncio.create_task(fetch(replicas[len(tasks)])))
            running.add(tasks[-1])
            done, running = await asyncio.wait(
                running,
                timeout=delay if len(tasks) < len(replicas) else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
            for t in done:
                if not t.exception():
                    return t.result()
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
