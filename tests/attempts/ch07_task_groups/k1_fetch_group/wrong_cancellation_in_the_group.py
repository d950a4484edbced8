"""Puts the CancelledErrors of the others into the group, too.

Caught by: test_a_failure_comes_out_in_a_group
"""

import asyncio


async def fetch_group(fetch, ids):
    tasks = [asyncio.create_task(fetch(id)) for id in ids]
    try:
        return list(await asyncio.gather(*tasks))
    except Exception:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        raise BaseExceptionGroup(
            "fetch", [e for e in ends if isinstance(e, BaseException)]
        )
    except asyncio.CancelledError:
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
