"""Cancels the losers, and lets out what they raise then.

Caught by: test_a_loser_that_fails_has_lost
"""

import asyncio
import contextlib


async def hedged_request(fetch, replicas, delay):
    left, tasks, running, error = list(replicas), [], set(), None
    try:
        while left or running:
            if left:
                tasks.append(asyncio.create_task(fetch(left.pop(0))))
                running.add(tasks[-1])
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
        for t in running:
            t.cancel()
        for t in running:
            with contextlib.suppress(asyncio.CancelledError):
                await t
