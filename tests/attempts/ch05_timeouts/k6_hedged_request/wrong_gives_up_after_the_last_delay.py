"""Waits one more delay after the last one was asked, and gives up then.

Caught by: test_each_delay_counts_from_the_latest
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    tasks, running, error = [], set(), TimeoutError("nobody answered")
    try:
        for replica in replicas:
            tasks.append(asyncio.create_task(fetch(replica)))
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
