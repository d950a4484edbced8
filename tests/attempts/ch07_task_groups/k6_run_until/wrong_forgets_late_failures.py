"""Looks at no error of a worker once stop is set.

Caught by: test_a_worker_may_fail_while_it_is_stopped
"""

import asyncio


async def run_until(stop, *workers):
    tasks = [asyncio.create_task(w) for w in workers]
    waiter = asyncio.create_task(stop.wait())
    try:
        while not waiter.done() and not all(t.done() for t in tasks):
            pending = [t for t in tasks if not t.done()]
            await asyncio.wait([waiter, *pending], return_when="FIRST_COMPLETED")
            errors = [
                t.exception()
                for t in tasks
                if t.done() and not t.cancelled() and t.exception()
            ]
            if errors:
                raise ExceptionGroup("errors", errors)
    finally:
        for t in [waiter, *tasks]:
            t.cancel()
        await asyncio.gather(waiter, *tasks, return_exceptions=True)
