"""Sees a failure, and waits for the rest of the delay before it asks the next.

Caught by: test_a_failure_asks_the_next_at_once
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    tasks, error = [], None

    async def first_good(tasks):
        nonlocal error
        pending = {t for t in tasks if not t.done()}
        while pending:
            done, pending = await asyncio.wait(
                pending, return_when=asyncio.FIRST_COMPLETED
            )
            for t in done:
                if t.exception() is None:
                    return t
                error = t.exception()
        await asyncio.sleep(0)
        return None

    loop = asyncio.get_running_loop()
    try:
        for replica in replicas:
            began = loop.time()
            tasks.append(asyncio.create_task(fetch(replica)))
            try:
                async with asyncio.timeout(
                    delay if len(tasks) < len(replicas) else None
                ):
                    if winner := await first_good(tasks):
                        return winner.result()
                    if len(tasks) < len(replicas):
                        await asyncio.sleep(began + delay - loop.time())
            except TimeoutError:
                pass
        raise error
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
