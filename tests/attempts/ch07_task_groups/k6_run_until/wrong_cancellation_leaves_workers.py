"""Ends the workers after stop and after a failure, but not when it is cancelled.

Caught by: test_a_cancellation_reaches_the_workers
"""

import asyncio


async def run_until(stop, *workers):
    tasks = [asyncio.create_task(w) for w in workers]
    waiter = asyncio.create_task(stop.wait())
    errors = []
    while not stop.is_set() and not errors and any(not t.done() for t in tasks):
        await asyncio.wait(
            [waiter, *(t for t in tasks if not t.done())],
            return_when=asyncio.FIRST_COMPLETED,
        )
        errors = [t for t in tasks if t.done() and not t.cancelled() and t.exception()]
    for t in [waiter, *tasks]:
        t.cancel()
    await asyncio.gather(waiter, *tasks, return_exceptions=True)
    errors = [t.exception() for t in tasks if not t.cancelled() and t.exception()]
    if errors:
        raise ExceptionGroup("errors", errors)
