"""Takes the CancelledErrors of the stopped workers for failures.

Caught by: test_stop_is_a_regular_end
"""

import asyncio


async def run_until(stop, *workers):
    tasks = [asyncio.create_task(w) for w in workers]
    waiter = asyncio.create_task(stop.wait())
    try:
        pending = set(tasks)
        while pending and not waiter.done():
            done, _ = await asyncio.wait(
                [waiter, *pending], return_when=asyncio.FIRST_COMPLETED
            )
            pending -= done
            if any(t.exception() for t in done):
                break
    finally:
        for t in [waiter, *tasks]:
            t.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.wait([waiter])
    errors = [r for r in results if isinstance(r, BaseException)]
    if errors:
        raise BaseExceptionGroup("workers failed", errors)
