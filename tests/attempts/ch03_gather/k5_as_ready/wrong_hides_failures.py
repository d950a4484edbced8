"""Drops the exceptions.

Caught by: test_a_failure_stops_no_other
"""

import asyncio


async def as_ready(coros, on_result):
    for ended in asyncio.as_completed(list(coros)):
        try:
            on_result(await ended)
        except Exception:
            pass
