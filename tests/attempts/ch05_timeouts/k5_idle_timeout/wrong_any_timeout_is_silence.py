"""Takes each TimeoutError for its own.

Caught by: test_a_timeout_of_the_source_is_its_own
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    while True:
        try:
            got.append(await asyncio.wait_for(anext(messages), idle))
        except StopAsyncIteration:
            return got
        except TimeoutError:
            raise SilenceError(got) from None
