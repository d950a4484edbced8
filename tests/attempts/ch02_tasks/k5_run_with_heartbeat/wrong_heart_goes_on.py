"""Never stops the heart.

Caught by: test_it_stops_after_the_work
"""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    async def heart():
        while True:
            await asyncio.sleep(interval)
            beat()

    asyncio.create_task(heart())
    return await work
