"""The n-th is asked after n delays, whether a failure has asked one before that or not.

Caught by: test_a_failure_asks_the_next_at_once
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    loop = asyncio.get_running_loop()
    start = loop.time()
    left, tasks, running, error = list(replicas), [], set(), None
    turn = 0
    try:
        while left or running:
            if left:
                tasks.append(asyncio.create_task(fetch(left.pop(0))))
                running.add(tasks[-1])
            while start + turn * delay <= loop.time() and delay:
                turn += 1
            patience = max(0, start + turn * delay - loop.time())
            done, running = await asyncio.wait(
                running,
                timeout=patience if left else None,
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
        await asyncio.gather(*tasks, return_exceptions=True)
