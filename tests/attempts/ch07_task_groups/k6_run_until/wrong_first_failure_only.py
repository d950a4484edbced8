"""Raises the first failure; what fails later is lost.

Caught by: test_every_failure_comes_out
"""

import asyncio


async def run_until(stop, *workers):
    tasks = [asyncio.create_task(w) for w in workers]
    waiter = asyncio.create_task(stop.wait())
    pending = set(tasks)
    first = None
    try:
        while pending and not waiter.done() and first is None:
            done, _ = await asyncio.wait(
                [waiter, *pending], return_when=asyncio.FIRST_COMPLETED
            )
            pending -= done
            for t in done:
                if not t.cancelled() and t.exception():
                    first = first or t.exception()
    finally:
        for t in [waiter, *tasks]:
            t.cancel()
        rest = await asyncio.gather(*tasks, waiter, return_exceptions=True)
    for r in rest:
        if isinstance(r, Exception):
            first = first or r
    if first:
        raise ExceptionGroup("a worker failed", [first])
