"""Cancels the others, and does not wait for them.

Caught by: test_the_others_have_ended
"""

import asyncio


async def named_results(jobs):
    tasks = {n: asyncio.create_task(c, name=n) for n, c in jobs.items()}
    try:
        await asyncio.gather(*tasks.values())
    except BaseException:
        for t in tasks.values():
            t.cancel()
        raise
    return {n: t.result() for n, t in tasks.items()}
