"""Cancels the workers, and returns while they clean up.

Caught by: test_the_workers_have_cleaned_up
"""

import asyncio


async def run_until(stop, *workers):
    tasks = [asyncio.create_task(w) for w in workers]
    waiter = asyncio.create_task(stop.wait())
    while not stop.is_set() and any(not t.done() for t in tasks):
        await asyncio.wait(
            [waiter, *(t for t in tasks if not t.done())],
            return_when=asyncio.FIRST_COMPLETED,
        )
        errors = [
            t.exception()
            for t in tasks
            if t.done() and not t.cancelled() and t.exception()
        ]
        if errors:
            for t in tasks:
                t.cancel()
            raise ExceptionGroup("errors", errors)
    for t in [waiter, *tasks]:
        t.cancel()
