"""Waits for the first end or the delay, in a loop."""

import asyncio


async def hedged_request(fetch, replicas, delay):
    left = list(replicas)
    everyone, running, error = [], set(), None
    try:
        while left or running:
            if left:
                t = asyncio.create_task(fetch(left.pop(0)))
                everyone.append(t)
                running.add(t)
            done, running = await asyncio.wait(
                running,
                timeout=delay if left else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
            for t in done:
                if not t.exception():
                    return t.result()
                error = t.exception()
        raise error
    finally:
        [t.cancel() for t in everyone]
        await asyncio.gather(*everyone, return_exceptions=True)
