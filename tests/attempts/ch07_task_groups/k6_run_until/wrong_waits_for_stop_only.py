"""Waits for stop, and looks at the workers only then.

Caught by: test_it_ends_when_all_workers_have_ended
"""

import asyncio


async def run_until(stop, *workers):
    tasks = [asyncio.create_task(w) for w in workers]
    try:
        await stop.wait()
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    errors = [t.exception() for t in tasks if not t.cancelled() and t.exception()]
    if errors:
        raise ExceptionGroup("failed", errors)
