"""Takes the first that ends, whether it has answered or failed.

Caught by: test_a_failure_asks_the_next_at_once
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    tasks = []
    try:
        for replica in replicas:
            tasks.append(asyncio.create_task(fetch(replica)))
            last = len(tasks) == len(replicas)
            done, _ = await asyncio.wait(
                tasks,
                timeout=None if last else delay,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if done:
                return done.pop().result()
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
