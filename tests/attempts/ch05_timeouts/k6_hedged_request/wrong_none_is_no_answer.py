"""Takes an answer that is None for none.

Caught by: test_any_answer_wins
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    error = None

    async def answer_or_none(replica):
        nonlocal error
        try:
            return await fetch(replica)
        except Exception as failure:
            error = failure

    left, tasks, running = list(replicas), [], set()
    try:
        while left or running:
            if left:
                tasks.append(asyncio.create_task(answer_or_none(left.pop(0))))
                running.add(tasks[-1])
            done, running = await asyncio.wait(
                running,
                timeout=delay if left else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
            for t in done:
                if t.result() is not None:
                    return t.result()
        raise error
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
