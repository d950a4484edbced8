"""Leaves the older ones at work, and does not hear their answers.

Caught by: test_who_was_asked_first_may_still_win
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    tasks = []
    try:
        for replica in replicas[:-1]:
            tasks.append(asyncio.create_task(fetch(replica)))
            try:
                return await asyncio.wait_for(asyncio.shield(tasks[-1]), delay)
            except Exception:
                pass
        tasks.append(asyncio.create_task(fetch(replicas[-1])))
        return await tasks[-1]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
