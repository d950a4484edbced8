"""A race against the clock, which leaves the clock running.

Caught by: test_it_asks_until_the_answer_is_true
"""

import asyncio


async def poll_until(check, interval, timeout):
    async def ask():
        while not await check():
            await asyncio.sleep(interval)

    asking = asyncio.create_task(ask())
    alarm = asyncio.create_task(asyncio.sleep(timeout))
    await asyncio.wait([asking, alarm], return_when=asyncio.FIRST_COMPLETED)
    if not asking.done():
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        raise TimeoutError
    asking.result()
