"""Two tasks race: all the workers in a group of their own, and the event."""

import asyncio


async def run_until(stop, *workers):
    async def work():
        async with asyncio.TaskGroup() as tg:
            for w in workers:
                tg.create_task(w)

    working = asyncio.create_task(work())
    stopping = asyncio.create_task(stop.wait())
    race = [working, stopping]
    try:
        await asyncio.wait(race, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for t in race:
            t.cancel()
        await asyncio.gather(*race, return_exceptions=True)
    if not working.cancelled():
        working.result()
