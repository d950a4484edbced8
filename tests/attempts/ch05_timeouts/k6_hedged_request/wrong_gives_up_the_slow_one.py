"""Cancels the one that is slow, and asks the next instead.

Caught by: test_who_was_asked_first_may_still_win
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    for replica in replicas[:-1]:
        try:
            return await asyncio.wait_for(fetch(replica), delay)
        except Exception:
            pass
    return await fetch(replicas[-1])
