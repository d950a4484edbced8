"""Each one sleeps first, so a failure helps nobody to begin sooner.

Caught by: test_a_failure_asks_the_next_at_once
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    async def ask(number, replica):
        await asyncio.sleep(number * delay)
        return await fetch(replica)

    tasks = [asyncio.create_task(ask(n, r)) for n, r in enumerate(replicas)]
    pending, error = set(tasks), None
    try:
        while pending:
            done, pending = await asyncio.wait(
                pending, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                if task.exception() is None:
                    return task.result()
                error = task.exception()
        raise error
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
