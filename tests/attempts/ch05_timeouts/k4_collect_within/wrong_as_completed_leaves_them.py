"""as_completed stops in time, and its tasks go on.

Caught by: test_who_is_late_is_cancelled
"""

import asyncio


async def collect_within(coros, seconds):
    async def numbered(number, coro):
        try:
            return number, True, await coro
        except Exception:
            return number, False, None

    found = {}
    try:
        for following in asyncio.as_completed(
            [numbered(n, c) for n, c in enumerate(coros)], timeout=seconds
        ):
            number, good, value = await following
            if good:
                found[number] = value
    except TimeoutError:
        pass
    return [found[number] for number in sorted(found)]
